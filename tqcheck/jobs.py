"""Check and mend many files, on one processor or several; what comes out is the same either way."""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tqcheck import formats
from tqcheck.changes import Lines, meets
from tqcheck.config import Config
from tqcheck.engine import Checked, Checker
from tqcheck.formats import parts
from tqcheck.formats.parts import Part
from tqcheck.model import Document, Problem, Rule, Segment, Span
from tqcheck.records import read_bytes, reading

if TYPE_CHECKING:
    from tqcheck.names.archive import Archive

Answer = TypeVar("Answer")
_SHARE = 16
"""Files that a process takes at once at most; of a large file it takes one part, for all it made is held until it is done."""


class Job(NamedTuple):
    """What to do with every file. `fix` is "safe", "unsafe" or "" for no fixes; with `diff` they are shown, not made."""

    config: Config
    fix: str = ""
    diff: bool = False


class Item(NamedTuple):
    """A file to check, or a part of it; `data` holds its bytes where they were read already."""

    path: str
    data: bytes | None = None
    part: Part | None = None


class Result(NamedTuple):
    """What became of a file: what was found, None where it could not be looked at; how many fixes it took; what went wrong.

    `before` is what was found before it was fixed, if a baseline is to say what was old then. `data` holds its bytes where
    nothing could be saved, `diff` what fixing would change.
    """

    checked: Checked | None
    problems: tuple[Problem, ...]
    fixed: int = 0
    before: Checked | None = None
    data: bytes | None = None
    diff: str = ""
    exceptions: tuple[set[int], set[int]] = (set(), set())


@cache
def checker(config: Config) -> Checker:
    """Make the Checker of a configuration, once; a forked process finds it made."""
    # Documents and findings hold no cycles; looking for some would cost a fifth of the run.
    gc.disable()
    return Checker(config)


def run(job: Job, items: Sequence[Item], processes: int) -> Iterator[Result]:
    """Yield each file's result in order."""
    if processes > 1 and len(items) > 1:
        most = 1 if any(item.part for item in items) else _SHARE
        tasks = ((job, item) for item in items)
        yield from map(pickle.loads, _spread(_packed, tasks, len(items), processes, job.config, most))
        return
    for item in items:
        yield handle(job, item)


def gather(config: Config, items: Sequence[Item], processes: int) -> None:
    """Let the files of a run be one publication: what one spells otherwise than the others is found."""
    from tqcheck.names.archive import Joint, Publication

    ledger = checker(config).archive = checker(config).ledger
    compared = [item for item in items if item.part is None and checker(config).compares_names(item.path)]
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
    document = formats.read(item.path, data, reading=config.reading)
    return inventory.counts(segment.target for segment in document.segments)


def _spread(
    handle: Callable[[Any], Answer], tasks: Iterable[Any], count: int, processes: int, config: Config, most: int = _SHARE
) -> Iterator[Answer]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    share = max(1, min(most, count // (4 * processes)))
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


def _packed(task: tuple[Job, Item]) -> bytes:
    """A file's result, made ready to be sent; its rules are sent by name, for the receiver has them."""
    job, item = task
    if _Process.stopped:
        return pickle.dumps(Result(None, ()))
    result = handle(job, item)._replace(exceptions=checker(job.config).suppressions.state())
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {Rule: _Reference(job.config)}
    pickler.dump(result)
    return out.getvalue()


class _Reference:
    """Pickles a rule of a configuration's Checker as its id, any other one whole."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __call__(self, rule: Rule) -> Any:
        known = checker(self._config).by_id.get(rule.id) is rule
        return (_rule, (self._config, rule.id)) if known else rule.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


def _rule(config: Config, name: str) -> Rule:
    return checker(config).by_id[name]


def handle(job: Job, item: Item) -> Result:
    """Do a job on one file."""
    problems: list[Problem] = []
    try:
        data, document = _read(job.config, item)
        before = checker(job.config).check_document(document) if job.fix and job.config.baseline else None
        checked, fixed = _mended(job, document)
        if fixed and not job.diff and item.data is None:
            checked, fixed = _saved(job, checked, fixed, data, problems)
    except Problem as problem:
        return Result(None, (problem,))
    given_back = formats.write(checked.document, ()) if item.data is not None and job.fix else None
    diff = _diff(document, checked.document) if job.diff else ""
    return Result(checked, (*checked.problems, *problems), fixed, before, given_back, diff)


def _read(config: Config, item: Item) -> tuple[bytes, Document]:
    """A file's bytes and what they hold; of a part, which is never written, no bytes."""
    if item.part is not None:
        with reading(Path(item.path)):
            return b"", parts.read(item.path, item.part, config.reading)
    data = item.data if item.data is not None else read_bytes(item.path)
    return data, formats.read(item.path, data, reading=config.reading)


def changed_only(checked: Checked, changed: Lines | None) -> Checked:
    """What was found on lines that changed (None for all), out of the words of the segments that they are in."""
    if changed is None:
        return checked
    document = checked.document

    def is_recent(segment: Segment, span: Span) -> bool:
        return meets(changed, *document.lines(segment, span))

    whole = ((segment, Span(0, len(segment.target))) for segment in document.segments)
    return checked.but(
        findings=[finding for finding in checked.findings if is_recent(finding.segment, finding.span)],
        hidden=[item for item in checked.hidden if is_recent(item.finding.segment, item.finding.span)],
        words=sum(len(segment.target.split()) for segment, span in whole if is_recent(segment, span)),
    )


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
        document = formats.read(path, data, reading=job.config.reading)
        return checker(job.config).check_document(document), 0
    return checked, fixed


def _diff(old: Document, new: Document) -> str:
    if old.text == new.text:
        return ""
    from tqcheck.report import diff

    return diff.unified(old, new)
