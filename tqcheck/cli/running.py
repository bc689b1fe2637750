"""One run of `tqcheck check`: files in, reports out, an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

from tqcheck import jobs, report
from tqcheck.baseline import Baseline
from tqcheck.changes import Changes, Lines
from tqcheck.cli import complain, outputs
from tqcheck.cli.checking import Checking, processes
from tqcheck.cli.settings import wants_color
from tqcheck.config import Config
from tqcheck.engine import Checked
from tqcheck.jobs import Item, Job, Result
from tqcheck.model import Problem
from tqcheck.report import Style
from tqcheck.report.survey import Survey
from tqcheck.signature import signature
from tqcheck.walk import STDIN

_NARROWING = ("source", "select", "ignore", "min_severity", "min_certainty", "since")


class Run:
    """A run over paths with the options of the command line."""

    def __init__(self, config: Config, paths: Sequence[str], options: Mapping[str, Any]) -> None:
        self._config, self._paths, self._options = config, paths, options
        self._mends_stdin = options["fix"] and not options["diff"] and STDIN in paths
        self._out: TextIO = sys.stderr if self._mends_stdin else sys.stdout
        fix = ("unsafe" if options["unsafe_fixes"] else "safe") if options["fix"] or options["diff"] else ""
        self._checker = jobs.checker(config)
        self._checking = Checking(Job(config, fix, options["diff"]), paths, options["stdin_filename"], quiet=options["quiet"])
        self._files = self._found()
        told = signature(self._checker, since=options["since"] or "", fix=fix)
        self._survey = Survey(self._checker, self._files, told, self._checking.problems)

    def go(self) -> int:
        """Check, report, and return the exit code."""
        with closing(self._files):
            if self._options["diff"]:
                self._tell_diff()
            else:
                self._report()
        if self._options["form"] != "text" or self._options["quiet"] or self._options["statistics"] or self._options["diff"]:
            for breach in self._survey.breaches:  # the text report tells them
                complain(str(breach))
        if self._survey.tally.files and not self._options["quiet"]:
            for note in self._idle():
                complain(f"note: {note}")
        return self._exit_code()

    def _report(self) -> None:
        options = self._options
        outputs.prepare(options["outputs"], self._read())
        if options["outputs"]:
            self._survey.keep()
        style = Style(wants_color(self._out), options["quiet"], options["statistics"], _width(self._out))
        failed = None
        try:
            report.module(options["form"]).write(self._survey, self._out, style)
        except OSError as error:  # a closed pipe, a full disk: what goes to files is written all the same
            failed = error
        for output in options["outputs"]:
            try:
                outputs.write(output, self._survey)
            except Problem as problem:
                self._checking.complain(problem)
        if failed:
            raise failed

    def _read(self) -> Iterator[str | Path]:
        """The files that were named for the run to read; which others it will find in folders is not told."""
        config = self._config
        yield from (path for path in self._paths if path != STDIN and os.path.isfile(path))  # noqa: PTH113 - Path's own may raise
        yield from filter(None, (config.path, config.baseline, config.ledger, config.journal))

    def _found(self) -> Generator[Checked, None, None]:
        """What is found in each file; with a baseline only when all are checked, for only then it is clear what is new."""
        items = self._checking.items({os.path.realpath(output.path) for output in self._options["outputs"]})
        baseline, changed = self._baseline(), self._changed(items)
        count = self._options["jobs"] or processes(items)
        jobs.gather(self._config, items, count)
        items = [item for item in items if changed.get(item.path) != []]
        results = (taken for result in self._checking.results(items, count) for taken in self._taken(result))
        files = _new(list(results), baseline) if baseline else (checked for checked, _ in results)
        for checked in files:
            yield jobs.changed_only(checked, changed.get(checked.document.path))

    def _taken(self, result: Result) -> Iterator[tuple[Checked, Checked | None]]:
        """What was found in a file, and before it was fixed, if that counts."""
        self._out.write(result.diff)
        if result.data is not None and self._mends_stdin:
            sys.stdout.buffer.write(result.data)
        self._survey.tally.fixed += result.fixed
        self._checker.suppressions.add(result.exceptions)
        if result.checked is not None:
            yield result.checked, result.before

    def _baseline(self) -> Baseline | None:
        path = self._config.baseline
        if path and not path.exists() and not self._options["quiet"]:
            complain(f"note: {path}: no such baseline yet; `tqcheck baseline create` makes it")
        return Baseline.open(path) if path else None

    def _changed(self, items: Sequence[Item]) -> dict[str, Lines | None]:
        """The lines that changed by file, if only these count."""
        if self._options["since"] is None:
            return {}
        changes = Changes(self._options["since"])
        return {item.path: changes.lines(item.path) for item in items}

    def _tell_diff(self) -> None:
        """Write what fixing would change, file by file, and what came of it."""
        for _ in self._survey.files:
            pass
        if self._survey.tally.files and not self._options["quiet"]:
            count = self._survey.tally.fixed
            made = f"{count} fix{'es' * (count != 1)} would be made" if count else "nothing to fix"
            complain(f"note: {made}{'; other findings remain, see `tqcheck check`' * self._survey.fails}")

    def _idle(self) -> Iterable[Problem]:
        root = self._config.root.resolve()
        whole = any(Path(path).is_dir() and root.is_relative_to(Path(path).resolve()) for path in self._paths)
        narrowed = any(self._options[name] is not None for name in _NARROWING)
        return self._checker.suppressions.idle(whole, unused=not narrowed)

    def _exit_code(self) -> int:
        if self._checking.problems:
            return 2
        changes = self._options["diff"] and self._survey.tally.fixed
        return int(bool(changes) or self._survey.fails)


def _new(results: Sequence[tuple[Checked, Checked | None]], baseline: Baseline) -> list[Checked]:
    """The files of a run with what is old hidden."""
    after = [checked for checked, _ in results]
    before = [earlier for _, earlier in results if earlier is not None]
    return baseline.sort_fixed(before, after) if before else baseline.sort(after)


def _width(stream: TextIO) -> int:
    """Return the columns of a terminal, within reason; 100 for anything else."""
    if not stream.isatty():
        return 100
    import shutil

    return max(40, min(160, shutil.get_terminal_size((100, 24)).columns))
