"""Which findings are shown, and in what order: by file or by rule, all or those that a filter lets through."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tqcheck.model import Certainty, Severity
from tqcheck.records import nearest
from tqcheck.review.entries import Entry

Test = Callable[[Entry], bool]
FILE, RULE = "file", "rule"

STATES: dict[str, Test] = {
    "open": lambda entry: entry.is_open,
    "accepted": lambda entry: entry.verdict.decision == "accept",
    "edited": lambda entry: entry.verdict.decision == "edit",
    "rejected": lambda entry: entry.verdict.decision == "reject",
    "skipped": lambda entry: entry.verdict.decision == "skip",
    "ignored": lambda entry: entry.verdict.decision == "ignore",
    "unwritten": lambda entry: entry.is_unwritten,
    "written": lambda entry: entry.written is not None,
    "unfit": lambda entry: bool(entry.unfit),
    "fixable": lambda entry: bool(entry.fixes),
}


class FilterError(Exception):
    """A filter that can't be understood; the message says why."""


def _level(levels: type[Severity] | type[Certainty], value: str, read: Callable[[Entry], int]) -> Test:
    if value not in levels.__members__:
        raise FilterError(f"{value!r} is none of {', '.join(levels.__members__)}")
    return lambda entry: read(entry) == levels[value]


def _state(value: str) -> Test:
    if value not in STATES:
        raise FilterError(f"no state {value!r}{nearest(value, STATES) or '; states are ' + ', '.join(STATES)}")
    return STATES[value]


KEYS: dict[str, Callable[[str], Test]] = {
    "rule": lambda value: lambda entry: value in entry.rule,
    "family": lambda value: lambda entry: entry.family == value,
    "severity": lambda value: _level(Severity, value, lambda entry: entry.severity),
    "certainty": lambda value: _level(Certainty, value, lambda entry: entry.certainty),
    "file": lambda value: lambda entry: value in entry.file.path.lower(),
    "text": lambda value: lambda entry: value in entry.text.lower(),
    "is": _state,
}
"""What a filter can ask for, as `key:value`."""


def _anywhere(word: str) -> Test:
    return lambda entry: (
        word in entry.text.lower() or word in entry.rule or word in entry.file.path.lower() or word in entry.message.lower()
    )


def parse(text: str) -> Test:
    """What a filter lets through: all of its words, each a `key:value` or a text that stands anywhere in the finding.

    Quotation marks hold several words together, `-` before a word turns it round. Raises FilterError.
    """
    try:
        words = shlex.split(text.lower())
    except ValueError:
        words = text.lower().replace('"', " ").split()
    tests = [_turned(word[1:]) if word.startswith("-") and len(word) > 1 else _test(word) for word in words]
    return lambda entry: all(test(entry) for test in tests)


def _turned(word: str) -> Test:
    test = _test(word)
    return lambda entry: not test(entry)


def _test(word: str) -> Test:
    key, colon, value = word.partition(":")
    if not (colon and key in KEYS):
        return _anywhere(word)
    return KEYS[key](value) if value else lambda _: True


class Group(NamedTuple):
    """The head of some rows: a file or a rule, with its findings."""

    name: str
    entries: list[Entry]


Row = Group | Entry


class View:
    """The rows of the list; `entries` are the findings in it, in order."""

    def __init__(self) -> None:
        self.by = FILE
        self.filter = ""
        self._test: Test = parse("")
        self.rows: list[Row] = []
        self.entries: list[Entry] = []
        self._row_of: dict[Entry, int] = {}
        self._place_of: dict[Entry, int] = {}

    def narrow(self, text: str) -> None:
        """Let through what a filter says; raises FilterError, and changes nothing, where it can't be understood."""
        self._test = parse(text)
        self.filter = text.strip()

    def fill(self, found: Iterable[Entry]) -> None:
        """Take in the findings anew; they come file by file, in order of the text."""
        groups: dict[str, list[Entry]] = {}
        for entry in found:
            if self._test(entry) and (entry.verdict.decision or not entry.made):
                groups.setdefault(entry.file.path if self.by == FILE else entry.rule, []).append(entry)
        names = list(groups) if self.by == FILE else sorted(groups, key=lambda rule: (-len(groups[rule]), rule))
        self.rows = []
        for name in names:
            self.rows += [Group(name, groups[name]), *groups[name]]
        self._row_of = {row: place for place, row in enumerate(self.rows) if isinstance(row, Entry)}
        self.entries = list(self._row_of)
        self._place_of = {entry: place for place, entry in enumerate(self.entries)}

    def row(self, entry: Entry | None) -> int:
        """The row of a finding, -1 where it isn't shown."""
        return self._row_of.get(entry, -1) if entry else -1

    def step(self, entry: Entry | None, by: int) -> Entry | None:
        """The finding so many places on, within the list; the first where the one given isn't shown."""
        if not self.entries:
            return None
        place = self._place_of.get(entry) if entry else None
        return self.entries[0 if place is None else max(0, min(len(self.entries) - 1, place + by))]

    def seek(self, entry: Entry | None, by: int, wanted: Test) -> Entry | None:
        """The next finding (`by` 1, or -1 for the one before) that is wanted, once round the list; None where there is none."""
        size = len(self.entries)
        place = self._place_of.get(entry) if entry else None
        first = (-1 if by > 0 else size) if place is None else place
        around = (self.entries[(first + by * step) % size] for step in range(1, size + 1))
        return next(filter(wanted, around), None)

    def next_group(self, entry: Entry | None, by: int = 1) -> Entry | None:
        """The first finding of the next group (or the one before), round the list."""
        heads = [place for place, row in enumerate(self.rows) if isinstance(row, Group)]
        if not heads:
            return None
        here = self.row(entry)
        mine = max((number for number, place in enumerate(heads) if place <= here), default=-1 if by > 0 else 0)
        row = self.rows[heads[(mine + by) % len(heads)] + 1]
        return row if isinstance(row, Entry) else None


def like(entry: Entry, found: Iterable[Entry], *, same_text: bool) -> list[Entry]:
    """The open findings of an entry's rule that have a fix, of the same text only if asked; the entry among them."""
    return [
        other
        for other in found
        if other.is_open and other.fixes and other.rule == entry.rule and (not same_text or other.text == entry.text)
    ]


def tally(found: Sequence[Entry], most: int) -> list[str]:
    """How many of some findings stand in which file, those with the most first, in words."""
    counts: dict[str, int] = {}
    for entry in found:
        counts[entry.file.path] = counts.get(entry.file.path, 0) + 1
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{count} in {path}" for path, count in first[:most]]
    return [*told, f"and in {len(first) - most} more files"] if len(first) > most else told
