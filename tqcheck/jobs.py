"""Check, mend and tell about many files, on one processor or several; what is written is the same either way."""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeVar

from tqcheck import formats, report
from tqcheck.config import Config
from tqcheck.engine import Checked, Checker
from tqcheck.model import Document, Problem
from tqcheck.records import read_bytes
from tqcheck.report import Style
from tqcheck.report.tally import Tally, tally

if TYPE_CHECKING:
    from tqcheck.names.archive import Archive

Answer = TypeVar("Answer")


class Job(NamedTuple):
    """What to do with every file. `fix` is "safe", "unsafe" or "" for no fixes; with `diff` they are shown, not made."""

    config: Config
    format: str = "text"
    fix: str = ""
    diff: bool = False
    style: Style = Style()


class Item(NamedTuple):
    """A file to check; `data` holds its bytes where they were read already."""

    path: str
    data: bytes | None = None


class Result(NamedTuple):
    """What became of a file: its part of the report, its counts, what went wrong, its bytes where nothing could be saved."""

    output: str
    tally: Tally
    problems: tuple[Problem, ...]
    data: bytes | None = None
    exceptions: tuple[set[int], set[int]] = (set(), set())


@cache
def checker(config: Config) -> Checker:
    """Make the Checker of a configuration, once; a forked process finds it made."""
    # Documents and findings hold no cycles; looking for some would cost a fifth of the run.
    gc.disable()
    return Checker(config)


def run(job: Job, items: Sequence[Item], processes: int, out: TextIO | None) -> Iterator[Result]:
    """Yield each file's result in order.

    With one process the report goes to `out` as it is made; with several, or where there is no `out`, each file's part is
    in its result.
    """
    if processes > 1 and len(items) > 1:
        yield from _spread(_handled, ((job, item) for item in items), len(items), processes, job.config)
        return
    for item in items:
        yield handle(job, item, out) if out else _handled((job, item))


def gather(config: Config, items: Sequence[Item], processes: int) -> None:
    """Let the files of a run be one publication: what one spells otherwise than the others is found."""
    from tqcheck.names.archive import Joint, Publication

    ledger = checker(config).archive = checker(config).ledger
    compared = [item for item in items if checker(config).compares_names(item.path)]
    if len(compared) > 1:
        tasks = ((config, item) for item in compared)
        counts = _spread(_gathered, tasks, len(compared), processes, config) if processes > 1 else map(_gathered, tasks)
        # What the ledger has learnt already must not count twice.
        publication = Publication((path, names) for path, names in counts if not (ledger and ledger.has(path)))
        checker(config).archive = Joint([publication, ledger]) if ledger else publication


def _gathered(task: tuple[Config, Item]) -> tuple[str, dict[str, int]]:
    """A file's path, and how often each name stands in it; nothing where it can't be read, which is told when it is checked."""
    config, item = task
    try:
        return item.path, names(config, item)
    except Problem:
        return item.path, {}


def names(config: Config, item: Item) -> dict[str, int]:
    """How often each name stands in a file; raises Problem where it can't be read."""
    from tqcheck.names import inventory

    data = item.data if item.data is not None else read_bytes(item.path)
    document = formats.read(item.path, data, paragraphs=config.paragraphs)
    return inventory.counts(segment.target for segment in document.segments)


def _spread(
    handle: Callable[[Any], Answer], tasks: Iterable[Any], count: int, processes: int, config: Config
) -> Iterator[Answer]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    share = max(1, min(16, count // (4 * processes)))
    archive = checker(config).archive
    pool = ProcessPoolExecutor(min(processes, count), initializer=_begin, initargs=(config, archive))
    try:
        yield from pool.map(handle, tasks, chunksize=share)
    except BrokenProcessPool:
        raise Problem("", 0, "a process was ended from outside, perhaps for want of memory; run with --jobs 1") from None
    except BaseException:
        _stop_others()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class _Process:
    """What a process knows about itself: whether it was told to stop."""

    stopped = False


def _begin(config: Config, archive: Archive | None) -> None:
    """Make a process ready; one that was not forked off makes its own Checker."""
    _listen()
    checker(config).archive = archive


def _listen() -> None:
    """Let an interrupt end a process after the file in work: it may be half written, or its result half sent."""
    import signal

    def stop(*_: object) -> None:
        _Process.stopped = True

    signal.signal(signal.SIGINT, stop)


def _stop_others() -> None:
    """Pass an interrupt on; where the terminal sent it to all processes, nothing new."""
    import os
    import signal
    from multiprocessing import active_children

    for child in active_children():
        if child.pid and os.name == "posix":
            os.kill(child.pid, signal.SIGINT)


def _handled(task: tuple[Job, Item]) -> Result:
    if _Process.stopped:
        return Result("", Tally(), ())
    out = io.StringIO()
    result = handle(*task, out)
    return result._replace(output=out.getvalue(), exceptions=checker(task[0].config).suppressions.state())


def handle(job: Job, item: Item, out: TextIO) -> Result:
    """Do a job on one file and write its part of the report."""
    problems: list[Problem] = []
    try:
        data = item.data if item.data is not None else read_bytes(item.path)
        document = formats.read(item.path, data, paragraphs=job.config.paragraphs)
        checked, fixed = _mended(job, document)
        if fixed and not job.diff and item.data is None:
            checked, fixed = _saved(job, checked, fixed, data, problems)
    except Problem as problem:
        return Result("", Tally(), (problem,))
    writer = report.module(job.format)
    if job.diff:
        out.write(_diff(document, checked.document))
    else:
        writer.render([checked], out, job.style)
    counts = tally(checked, fixed=fixed, detail=job.format == "text" or job.style.statistics)
    given_back = formats.write(checked.document, ()) if item.data is not None and job.fix else None
    return Result("", counts, (*checked.problems, *problems), given_back)


def _mended(job: Job, document: Document) -> tuple[Checked, int]:
    """Check a document, after fixing it if that is the job; return the number of fixes too."""
    if not job.fix:
        return checker(job.config).check_document(document), 0
    from tqcheck import fixes

    return fixes.fix(checker(job.config), document, job.fix == "unsafe")


def _saved(job: Job, checked: Checked, fixed: int, data: bytes, problems: list[Problem]) -> tuple[Checked, int]:
    """Write a fixed document; where that fails, what is found in the file as it still is."""
    from tqcheck import fixes

    path = checked.document.path
    try:
        fixes.save(path, formats.write(checked.document, ()), data, (job.config.root,))
    except Problem as problem:
        problems.append(problem)
        document = formats.read(path, data, paragraphs=job.config.paragraphs)
        return checker(job.config).check_document(document), 0
    return checked, fixed


def _diff(old: Document, new: Document) -> str:
    if old.text == new.text:
        return ""
    from tqcheck.report import diff

    return diff.unified(old, new)
