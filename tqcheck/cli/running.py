"""One run of `tqcheck check`: files in, report out, an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from tqcheck import jobs, report
from tqcheck.cli import complain
from tqcheck.cli.progress import Progress
from tqcheck.cli.settings import wants_color
from tqcheck.config import Config
from tqcheck.jobs import Item, Job, Result
from tqcheck.model import Problem
from tqcheck.report import Style
from tqcheck.report.tally import Tally
from tqcheck.walk import STDIN, walk

_SPREAD = 5_000_000
"""Bytes in several files from which more than one process pays."""
_NARROWING = ("source", "select", "ignore", "min_severity", "min_certainty")


class Run:
    """A run over paths with the options of the command line."""

    def __init__(self, config: Config, paths: Sequence[str], options: Mapping[str, Any]) -> None:
        self._config, self._paths, self._options = config, paths, options
        self._mends_stdin = options["fix"] and not options["diff"] and STDIN in paths
        self._out: TextIO = sys.stderr if self._mends_stdin else sys.stdout
        self._tally = Tally()
        self._failed = False

    def go(self) -> int:
        """Check, report, and return the exit code."""
        jobs.checker(self._config)
        job = self._job()
        items = list(self._items())
        processes = self._options["jobs"] or _processes(items)
        if not items and not self._failed:
            complain(f"note: no text found in {', '.join(self._paths)}; see `tqcheck check --help` for what is read")
        jobs.gather(self._config, items, processes)
        with Progress(len(items), not self._options["quiet"]) as progress:
            # A bar and a report on one terminal must take turns.
            out = None if progress.shown and self._out.isatty() else self._out
            for result in jobs.run(job, items, processes, out):
                self._take(result, progress)
        if items:
            self._finish(job)
        return self._exit_code()

    def _job(self) -> Job:
        options = self._options
        style = Style(wants_color(self._out), options["quiet"], options["statistics"], _width(self._out))
        fix = ("unsafe" if options["unsafe_fixes"] else "safe") if options["fix"] or options["diff"] else ""
        return Job(self._config, options["form"], fix, options["diff"], style)

    def _items(self) -> Iterator[Item]:
        for found in walk(self._paths, self._config):
            if isinstance(found, Problem):
                self._complain(found)
            elif found == STDIN:
                yield from self._stdin(self._options["stdin_filename"] or "<stdin>")
            else:
                yield Item(found)

    def _stdin(self, name: str) -> Iterator[Item]:
        try:
            yield Item(name, sys.stdin.buffer.read())
        except OSError as error:
            self._complain(Problem(name, 0, f"can't be read: {error.strerror or 'it is closed'}"))

    def _complain(self, problem: Problem) -> None:
        complain(str(problem))
        self._failed = True

    def _take(self, result: Result, progress: Progress) -> None:
        if result.output or result.problems:
            progress.clear()
        self._out.write(result.output)
        for problem in result.problems:
            self._complain(problem)
        if result.data is not None and self._mends_stdin:
            sys.stdout.buffer.write(result.data)
        self._tally.add(result.tally)
        jobs.checker(self._config).suppressions.add(result.exceptions)
        progress.step()

    def _finish(self, job: Job) -> None:
        if job.diff:
            self._tell_diff()
        elif not self._options["quiet"] or self._options["statistics"]:
            report.module(job.format).summary(self._tally, self._out, job.style)
        if not self._options["quiet"]:
            for note in self._idle():
                complain(f"note: {note}")

    def _tell_diff(self) -> None:
        if not self._options["quiet"]:
            count = self._tally.fixed
            made = f"{count} fix{'es' * (count != 1)} would be made" if count else "nothing to fix"
            left = self._tally.worst >= self._config.fail_on
            complain(f"note: {made}{'; other findings remain, see `tqcheck check`' * left}")

    def _idle(self) -> Iterable[Problem]:
        root = self._config.root.resolve()
        whole = any(Path(path).is_dir() and root.is_relative_to(Path(path).resolve()) for path in self._paths)
        narrowed = any(self._options[name] is not None for name in _NARROWING)
        return jobs.checker(self._config).suppressions.idle(whole, unused=not narrowed)

    def _exit_code(self) -> int:
        if self._failed:
            return 2
        changes = self._options["diff"] and self._tally.fixed
        return int(bool(changes) or self._tally.worst >= self._config.fail_on)


def _width(stream: TextIO) -> int:
    """Return the columns of a terminal, within reason; 100 for anything else."""
    if not stream.isatty():
        return 100
    import shutil

    return max(40, min(160, shutil.get_terminal_size((100, 24)).columns))


def _processes(items: Sequence[Item]) -> int:
    """As many processes as there are processors, where several files hold enough to share."""
    if len(items) < 2:  # noqa: PLR2004
        return 1
    size = 0
    for item in items:
        try:
            size += os.stat(item.path).st_size if item.data is None else len(item.data)  # noqa: PTH116
        except OSError:
            continue
    if size < _SPREAD:
        return 1
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
