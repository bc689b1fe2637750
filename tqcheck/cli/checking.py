"""Texts checked for a command: from paths to what was found, with a bar meanwhile; what can't be done is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence

from tqcheck import formats, jobs
from tqcheck.cli import complain
from tqcheck.cli.progress import Progress
from tqcheck.formats.parts import parts
from tqcheck.jobs import Item, Job, Result
from tqcheck.model import Problem
from tqcheck.walk import STDIN, walk

_SPREAD, _SPREAD_BESIDE = 5_000_000, 1_000_000
"""Bytes in several files from which more than one process pays, and the same of files that hold sources too."""


class Checking:
    """A job on the files of paths; `stdin` is the name that standard input goes by.

    `problems` gathers what could not be done, each told on standard error.
    """

    def __init__(self, job: Job, paths: Sequence[str], stdin: str | None = None, *, quiet: bool = False) -> None:
        self._job, self._paths, self._stdin_name, self._quiet = job, paths, stdin or "<stdin>", quiet
        self.problems: list[Problem] = []

    def items(self, without: Collection[str] = ()) -> list[Item]:
        """The files to check; those at the real paths of `without` are passed over."""
        found = [item for item in self._items() if os.path.realpath(item.path) not in without]
        if not found and not self.problems:
            complain(f"note: no text found in {', '.join(self._paths)}; see `tqcheck check --help` for what is read")
        return found

    def results(self, items: Sequence[Item], processes: int) -> Iterator[Result]:
        """Yield what became of each file, in order."""
        with Progress(len(items), not self._quiet) as progress:
            for result in jobs.run(self._job, items, processes):
                if sys.stdout.isatty() or result.problems:
                    progress.clear()  # a bar and a report on one terminal must take turns
                yield result
                for problem in result.problems:
                    self.complain(problem)
                progress.step()

    def complain(self, problem: Problem) -> None:
        """Tell what could not be done."""
        complain(str(problem))
        self.problems.append(problem)

    def _items(self) -> Iterator[Item]:
        for found in walk(self._paths, self._job.config):
            if isinstance(found, Problem):
                self.complain(found)
            elif found == STDIN:
                yield from self._stdin()
            else:
                yield from self._parts(found)

    def _parts(self, path: str) -> Iterator[Item]:
        """A file whole or, where it is large and nothing is mended, in parts."""
        try:
            found = [] if self._job.fix else list(parts(path))
        except OSError:
            found = []  # who reads it tells of it
        yield from (Item(path, part=part) for part in found)
        if not found:
            yield Item(path)

    def _stdin(self) -> Iterator[Item]:
        try:
            yield Item(self._stdin_name, sys.stdin.buffer.read())
        except OSError as error:
            self.complain(Problem(self._stdin_name, 0, f"can't be read: {error.strerror or 'it is closed'}"))


def processes(items: Sequence[Item]) -> int:
    """As many processes as there are processors, where several files hold enough to share."""
    if len(items) < 2:  # noqa: PLR2004
        return 1
    size = 0
    for item in items:
        try:
            size += os.stat(item.path).st_size if item.data is None else len(item.data)  # noqa: PTH116
        except OSError:
            continue
    beside = any(formats.name_of(item.path) in formats.BILINGUAL for item in items)
    if size < (_SPREAD_BESIDE if beside else _SPREAD):
        return 1
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
