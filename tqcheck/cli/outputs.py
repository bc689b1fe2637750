"""Reports that go to files: `--output FORMAT=FILE`, as often as one likes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

from tqcheck import files, formats, report
from tqcheck.model import Problem
from tqcheck.records import nearest
from tqcheck.report import Style
from tqcheck.report.survey import Survey

_OF_A_REPORT = b"|packs:"
"""What the signature in every report holds."""


class Output(NamedTuple):
    """A report and the file that it goes to."""

    form: str
    path: str


def parse(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    """The outputs that a command line asks for."""
    outputs: list[Output] = []
    for value in values:
        form, equals, path = value.partition("=")
        if not equals or not path:
            raise click.BadParameter(f"{value!r}: write it as FORMAT=FILE, such as sarif=report.sarif")
        if form not in report.REPORTS:
            hint = nearest(form, report.REPORTS) or f"; formats are {', '.join(report.REPORTS)}"
            raise click.BadParameter(f"no format {form!r}{hint}")
        if path == "-":
            raise click.BadParameter(f"{value!r}: it takes a file; --format {form} writes to standard output")
        if any(os.path.realpath(path) == os.path.realpath(other.path) for other in outputs):
            raise click.BadParameter(f"two reports would go to {path}; name another file")
        outputs.append(Output(form, path))
    return tuple(outputs)


def prepare(outputs: Iterable[Output], read: Iterable[str | Path]) -> None:
    """Make the folders that outputs go to; raises Problem, before any work is done, for one that can't be written.

    Nor may a report take the place of what the run is to `read`, or of a text; that of an older report it may.
    """
    taken = set(map(os.path.realpath, read))
    for output in outputs:
        path = Path(output.path)
        if os.path.realpath(path) in taken or _holds_a_text(path):
            raise Problem(output.path, 0, "is read by this run, so no report can go there; name another file")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Problem(output.path, 0, f"can't be written: {error.strerror or error}") from None
        if path.is_dir():
            raise Problem(output.path, 0, "can't be written: it is a folder; name a file in it")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise Problem(output.path, 0, "can't be written: permission denied; name another place")


def _holds_a_text(path: Path) -> bool:
    """Whether a file is one that a run over its folder would check, and none that a report was written to."""
    if not (formats.is_prose(path.name) and path.is_file()):
        return False
    data = files.held(path) or b""
    return bool(data) and _OF_A_REPORT not in data


def write(output: Output, survey: Survey) -> None:
    """Write a report whole or not at all; raises Problem where it can't be."""
    out = io.StringIO()
    report.module(output.form).write(survey, out, Style())
    data, path = out.getvalue().encode("utf-8", "backslashreplace"), Path(output.path)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device, in whose place no file can be put
        elif not files.replace(path, data, files.held(path)):
            raise Problem(output.path, 0, "was changed by somebody else meanwhile; it is left as it is, run again")
    except OSError as error:
        raise Problem(output.path, 0, f"can't be written: {error.strerror or error}") from None
