"""Findings as they come: another process checks the files, so that the screen answers every key at once.

It sends events, one at a time: how many files there are, each file with its findings, what could not be done. A finding is a
record with the keys of `--format jsonl`.
"""

from __future__ import annotations

import json
import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from tqcheck.changes import Changes, meets
from tqcheck.config import Config
from tqcheck.jobs import Item, checker, gather
from tqcheck.model import Problem, Rule
from tqcheck.records import read_bytes
from tqcheck.report import jsonl
from tqcheck.walk import STDIN, walk

Record = Mapping[str, Any]


class Task(NamedTuple):
    """What to look at: paths, standard input (its name and bytes) for `-`, or findings that were `told`, by path.

    Only lines that changed since the revision `since` count, if one is given.
    """

    config: Config
    paths: tuple[str, ...] = ()
    stdin: tuple[str, bytes] = ("", b"")
    told: Mapping[str, Sequence[Record]] | None = None
    since: str = ""


class Total(NamedTuple):
    """How many files there are to look at."""

    files: int


class Looked(NamedTuple):
    """A file that was looked at: its bytes, its findings; `early` where it will come again, with what other texts tell."""

    path: str
    data: bytes
    records: Sequence[Record]
    early: bool = False


class Facts(NamedTuple):
    """What a rule's record says beside its findings: its examples, and its sources."""

    bad: tuple[tuple[str, str], ...]
    good: tuple[str, ...]
    references: tuple[str, ...]


class Known(NamedTuple):
    """What is known of rules, by id; comes once for each, before its first finding."""

    rules: dict[str, Facts]


class Failed(NamedTuple):
    """Something that could not be done; `final` where nothing can be."""

    problem: Problem
    final: bool = False


Event = Total | Looked | Known | Failed


class Feed:
    """A process at work on a task; `receive` gives its events."""

    def __init__(self, task: Task) -> None:
        self._reader, writer = multiprocessing.Pipe(duplex=False)
        self._process = multiprocessing.Process(target=_work, args=(task, self._reader, writer), daemon=True)
        self._process.start()
        writer.close()

    def receive(self) -> Event | None:
        """Wait for the next event; None at the end. An end that comes too soon is an event, too."""
        try:
            event: Event | None = self._reader.recv()
        except (EOFError, OSError):
            self._process.join(1)
            if self._process.exitcode:
                self._process = _ENDED
                return Failed(Problem("", 0, "the check was ended from outside; what it had not looked at is missing"))
            return None
        return event

    def stop(self) -> None:
        """End the process, if it is still at work."""
        if self._process is not _ENDED and self._process.is_alive():
            self._process.terminate()
            self._process.join(1)


class _Ended:
    """A process that is no more, and of which that was told."""

    exitcode = 0

    def join(self, _seconds: float) -> None:
        """Wait for nothing."""


_ENDED: Any = _Ended()


def _work(task: Task, reader: Connection, writer: Connection) -> None:
    """Send the events of a task; ends when nobody reads them any more."""
    reader.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for event in events(task):
            writer.send(event)
    except (BrokenPipeError, ConnectionResetError):
        return
    writer.close()


def events(task: Task) -> Iterator[Event]:
    """Yield the events of a task, what ends it before its time among them."""
    known: set[str] = set()
    try:
        changes = Changes(task.since) if task.since else None
        rules = {rule.id: rule for rule in checker(task.config).rules}
        for event in _told(task.told) if task.told is not None else _checked(task):
            if not isinstance(event, Looked):
                yield event
                continue
            records = _recent(event, changes)
            yield from _introduced(records, rules, known)
            yield event._replace(records=records)
    except Problem as problem:
        yield Failed(problem, final=True)
    except Exception as error:
        yield Failed(Problem("", 0, f"the check stopped by a fault of its own, {type(error).__name__}: {error}"), final=True)


def _introduced(records: Iterable[Record], rules: Mapping[str, Rule], known: set[str]) -> Iterator[Known]:
    fresh = {record["rule"] for record in records} - known
    if fresh:
        known |= fresh
        yield Known({name: Facts(rules[name].bad, rules[name].good, rules[name].references) for name in fresh if name in rules})


def _recent(event: Looked, changes: Changes | None) -> Sequence[Record]:
    """The findings of a file on lines that changed."""
    if changes is None or not event.records:
        return event.records
    lines = changes.lines(event.path)
    return [record for record in event.records if meets(lines, record["line"], record["end_line"])]


def _told(told: Mapping[str, Sequence[Record]]) -> Iterator[Event]:
    yield Total(len(told))
    for path, records in told.items():
        try:
            yield Looked(path, read_bytes(path), records)
        except Problem as problem:
            yield Failed(problem)


def _checked(task: Task) -> Iterator[Event]:
    items, problems = [], []
    for found in walk(task.paths, task.config):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            items.append(Item(*task.stdin) if found == STDIN else Item(found))
    yield Total(len(items))
    yield from map(Failed, problems)
    if len(items) > 1:
        # What the other texts tell of names takes a while; meanwhile there is something to decide.
        yield from (event._replace(early=True) for event in _look(task.config, items[0]) if isinstance(event, Looked))
    gather(task.config, items, 1)
    for item in items:
        yield from _look(task.config, item)


def _look(config: Config, item: Item) -> Iterator[Looked | Failed]:
    try:
        data = item.data if item.data is not None else read_bytes(item.path)
        checked = checker(config).check_bytes(data, path=item.path)
    except Problem as problem:
        yield Failed(problem)
        return
    yield Looked(item.path, data, [json.loads(line) for line in jsonl.lines(checked)])
    yield from map(Failed, checked.problems)
