"""Findings with what nearly every report tells of them: their place in the file, and what to know them by."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tqcheck.engine import Checked
from tqcheck.fingerprint import Fingerprints, numbered
from tqcheck.model import Finding
from tqcheck.suppress import Hidden

_SHOWN = 300
"""Code points of a source that are told."""


class Told(NamedTuple):
    """A finding in its file. `start` and `end` are code points of the decoded file; lines and columns count from 1.

    `fingerprint` is numbered where the file has several that are the same; `hidden` tells why one is not told to people.
    """

    finding: Finding
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    fingerprint: str
    hidden: Hidden | None


def told(checked: Checked) -> Iterator[Told]:
    """All findings of a file in the order of the text, hidden ones too."""
    document = checked.document
    hidden = {id(item.finding): item for item in checked.hidden}
    everything = (*checked.findings, *(item.finding for item in checked.hidden))
    placed = [(document.range(finding.segment, finding.span), finding) for finding in everything]
    fingerprint, counts = Fingerprints().of, dict[str, int]()
    for (start, end), finding in sorted(placed, key=lambda item: item[0]):
        places = (*document.position(start), *document.position(end))
        yield Told(finding, start, end, *places, numbered(fingerprint(finding), counts), hidden.get(id(finding)))


def offer(finding: Finding) -> str:
    """A finding's fixes in one line, the best one first; empty where there are none."""
    fixes = ", or ".join(f"“{fix.text}”" if fix.text else "leave it out" for fix in finding.fixes)
    return f"Fix: {fixes}" if fixes else ""


def beside(finding: Finding) -> str:
    """What a finding's segment was translated from, in one line; empty where that isn't at hand."""
    source = " ".join((finding.segment.source or "").split())
    return f"Source: “{source if len(source) <= _SHOWN else f'{source[: _SHOWN - 1]}…'}”" if source else ""


def visible(checked: Checked) -> Iterator[Told]:
    """The findings of a file that are told to people, in the order of the text."""
    return (item for item in told(checked) if item.hidden is None)


def relative(path: str, start: Path | None = None) -> str:
    """A path from a folder, the current one unless told, where it lies inside: with slashes, without `./`."""
    try:
        return Path(os.path.normpath(Path(path).absolute())).relative_to(start or Path.cwd()).as_posix()
    except ValueError:
        return Path(path).as_posix()


def checked_out() -> Path:
    """Where paths start for GitHub and GitLab: the folder that they checked the repository out to, else the current one."""
    here = Path.cwd()
    told = filter(None, map(os.environ.get, ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")))
    return next((folder for folder in map(Path, told) if here.is_relative_to(folder)), here)


def uri(path: str) -> str:
    """A path as a URI, relative where the repository holds it: from its base, a reference must not lead upwards."""
    short = relative(path, checked_out())
    if short.startswith(("/", "../")):
        return f"file://{quote(os.fsencode(os.path.abspath(short)))}"  # noqa: PTH100 - Path leaves `..` where it stands
    return quote(os.fsencode(short))
