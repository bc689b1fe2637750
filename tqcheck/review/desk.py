"""The editor's desk: files with their findings, decided one by one; every decision is in the journal before it counts."""

from __future__ import annotations

import os
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck import fixes, formats
from tqcheck.config import Config
from tqcheck.decisions import Decision, Journal, now, standing
from tqcheck.model import Problem
from tqcheck.review import anchoring, entries, writing
from tqcheck.review.entries import MENDING, Entry, File, Verdict, Written
from tqcheck.review.sides import Gone, Side

IGNORE = "ignore"
"""A verdict that an exception or a comment keeps, not the journal."""
_EARLIER = "This was decided in an earlier session."
_WRITTEN = "it is written already; u takes it back"
_INSERTED = "inserted"
_NEAR = 16
_AWAY = 120.0
"""Seconds after which nobody is taken to be thinking about a finding any more."""


class Action(NamedTuple):
    """What one key did: entries with their verdicts before and after, and a file beside the texts."""

    entries: tuple[Entry, ...]
    before: tuple[Verdict, ...]
    after: tuple[Verdict, ...]
    side: Side | None = None


class Desk:
    """Files under review, in order, and all that can be done to their findings.

    Raises Problem where the journal can't be read. `actor` is the person's name; a text that came by standard input goes by
    the path `given`.
    """

    def __init__(self, config: Config, journal: Journal, actor: str, given: str = "") -> None:
        self.config, self.journal, self.actor, self.given = config, journal, actor, given
        self.files: list[File] = []
        self.problems: list[Problem] = []
        self.seconds: dict[Entry, float] = {}
        self._standing: dict[str, dict[str, Decision]] = {}
        for (name, fingerprint), decision in standing(journal.read()).items():
            self._standing.setdefault(name, {})[fingerprint] = decision
        self._done: list[Action] = []
        self._undone: list[Action] = []
        self._save = writing.saver(config.root)
        self._since = time.monotonic()

    # What lies on the desk

    def __iter__(self) -> Iterator[Entry]:
        for file in self.files:
            yield from file.entries

    @property
    def unwritten(self) -> list[Entry]:
        """The findings whose verdicts are to change files and have not yet."""
        return [entry for entry in self if entry.is_unwritten]

    def take(self, path: str, data: bytes, records: Iterable[Mapping[str, Any]], *, told: bool = False) -> list[Entry]:
        """Put a file's findings on the desk, decided as the journal says; returns those that were not there yet.

        `told` says that they were not found just now, and the file may have changed since.
        """
        if told:
            formats.read(path, data, reading=self.config.reading)  # what is no text has no place on the desk
        file = self._file(path, data)
        if file.data != data:
            return []  # it was decided about and written meanwhile
        known = {(entry.rule, entry.start, entry.end) for entry in file.entries}
        found = [entry for entry in entries.entries(file, records) if (entry.rule, entry.start, entry.end) not in known]
        file.entries += found
        if told:
            anchoring.place(file)
        revived = self._resumed(file, found, whole=not known)
        file.entries += revived
        file.sort()
        return found + revived

    def add(self, file: File, found: Sequence[Entry]) -> None:
        """Put findings on the desk that no check made."""
        file.entries += found
        file.sort()

    def _file(self, path: str, data: bytes) -> File:
        for file in self.files:
            if file.path == path:
                return file
        file = File(path, self._name(path), data, self.config.reading, given=path == self.given)
        self.files.append(file)
        return file

    def _name(self, path: str) -> str:
        """A path as the journal has it: from the configuration's folder where there is one and it lies in it."""
        if path == self.given:
            return path
        place, root = Path(os.path.abspath(path)), self.config.root.absolute()  # noqa: PTH100 - takes `..` out
        inside = self.config.path and place.is_relative_to(root)
        return place.relative_to(root).as_posix() if inside else place.as_posix()

    def _resumed(self, file: File, found: Sequence[Entry], *, whole: bool) -> list[Entry]:
        """Give findings the verdicts of the journal; returns those that only the journal knows, of a `whole` file."""
        decided = dict(self._standing.get(file.name, {}))
        for entry in found:
            if decision := decided.pop(entry.fingerprint, None):
                entry.verdict = _verdict(decision)
        if not whole:
            return []
        return [
            entry
            for decision in decided.values()
            if decision.decision in MENDING and anchoring.revive(entry := _remembered(file, decision))
        ]

    # Decisions

    def decide(self, chosen: Sequence[Entry], verdicts: Sequence[Verdict], side: Side | None = None) -> None:
        """Decide about findings; raises Problem, and decides nothing, where the journal can't be written."""
        before = tuple(entry.verdict for entry in chosen)
        self._record(chosen, before, verdicts)
        self._done.append(Action(tuple(chosen), before, tuple(verdicts), side))
        self._undone.clear()
        self._clock(chosen)

    def note(self, side: Side) -> None:
        """Remember a change of a file beside the texts, so that it can be undone."""
        self._done.append(Action((), (), (), side))
        self._undone.clear()

    def refusal(self, entry: Entry, verdict: Verdict) -> str:
        """Why a finding can't be given a verdict; empty where it can."""
        if entry.written:
            return _WRITTEN
        if not verdict.mends:
            return ""
        if refusal := self.refusal_to_edit(entry):
            return refusal
        before, entry.verdict = entry.verdict, verdict
        try:
            edit = writing.edit_of(entry)
            others = (writing.edit_of(other) for other in _near(entry) if other.is_unwritten)
            if edit is None:
                return "markup is in the way; o opens the file in an editor"
            met = any(other and fixes.meet(*sorted((other, edit))) for other in others)
            return "it meets a change that was accepted; take that back first" if met else ""
        finally:
            entry.verdict = before

    def refusal_to_edit(self, entry: Entry) -> str:
        """Why a finding can have no other text in its place, whatever that is; empty where it can."""
        if entry.written:
            return _WRITTEN
        return entry.unfit or ("" if entry.file.finding(entry) else "it is in no text that could be changed; o opens the file")

    def undo(self) -> Action | None:
        """Take the last action back, out of the files too if it was written; None where there is none.

        Raises Problem where that fails: what is out of a file by then stays decided, and is to be written again.
        """
        if not self._done:
            return None
        action = self._done[-1]
        theirs = zip(action.entries, action.after, strict=True)
        try:
            self._take_back([entry for entry, verdict in theirs if entry.written and _writes(entry, verdict)])
            if action.side:
                action.side.back()
        except Gone:
            self._done.pop()  # what was done before it can be undone all the same
            raise
        try:
            self._record(action.entries, action.after, action.before)
        except Problem:
            if action.side:
                action.side.again()
            raise
        self._done.pop()
        inserted = [entry for entry in action.entries if entry.rule == _INSERTED]
        for entry in inserted:
            entry.file.entries.remove(entry)
        if not inserted:
            self._undone.append(action)
        return action

    def redo(self) -> Action | None:
        """Do again what was undone last; None where there is nothing. Raises Problem as `undo` does."""
        if not self._undone:
            return None
        action = self._undone[-1]
        if action.side:
            action.side.again()
        try:
            self._record(action.entries, action.before, action.after)
        except Problem:
            if action.side:
                action.side.back()
            raise
        self._done.append(self._undone.pop())
        return action

    def _take_back(self, written: Sequence[Entry]) -> None:
        """Take what was written out of its files."""
        for file in dict.fromkeys(entry.file for entry in written):
            with self._carried(file) as announce:
                writing.take_back(file, [entry for entry in written if entry.file is file], self._save, announce)
            anchoring.recover(file)

    def _record(self, chosen: Sequence[Entry], before: Sequence[Verdict], after: Sequence[Verdict]) -> None:
        """Give findings other verdicts, the journal first; what somebody else decided before stays in it beneath."""
        told: list[Decision] = []
        for entry, old, new in zip(chosen, before, after, strict=True):
            told += [self._undoing(entry, old)] * self._is_mine(old) + [self._decision(entry, new)] * self._is_mine(new)
        self._append(told)
        for entry, verdict in zip(chosen, after, strict=True):
            entry.verdict = verdict
            if entry.unfit and not entry.mends and anchoring.stands(entry):
                entry.unfit = ""

    def _is_mine(self, verdict: Verdict) -> bool:
        """Whether the journal has a verdict under this person's name."""
        return verdict.decision not in ("", IGNORE) and verdict.actor in ("", self.actor)

    def _decision(self, entry: Entry, verdict: Verdict, fingerprint: str = "") -> Decision:
        after = verdict.after if verdict.decision in (*MENDING, "undo") else entry.text
        key = fingerprint or entry.fingerprint
        return Decision(
            now(), verdict.actor or self.actor, entry.file.name, entry.rule, key, verdict.decision, entry.text, after
        )

    def _undoing(self, entry: Entry, verdict: Verdict, fingerprint: str = "") -> Decision:
        return self._decision(entry, Verdict("undo", verdict.after or entry.text, verdict.actor), fingerprint)

    def _clock(self, chosen: Sequence[Entry]) -> None:
        """Note how long a finding took to decide, unless somebody was away."""
        spent, self._since = time.monotonic() - self._since, time.monotonic()
        if len(chosen) == 1 and spent < _AWAY:
            self.seconds[chosen[0]] = self.seconds.get(chosen[0], 0.0) + spent

    # Files

    def write(self, file: File) -> list[Entry]:
        """Write a file's verdicts; returns the findings that are mended in it now.

        Raises Problem, and leaves the file as it is, where it can't be read or written.
        """
        self.reread(file)
        with self._carried(file) as announce:
            return writing.write(file, self._save, announce)

    def insert(self, file: File, offset: int, text: str) -> Entry:
        """Put a text such as a comment into a file at once; raises Problem where that fails.

        Returns an entry that is shown nowhere: an action that it is part of can be undone, but not done again.
        """
        with self._carried(file) as announce:
            writing.insert(file, offset, text, self._save, announce)
        entry = entries.made(file, _INSERTED, (offset, offset), "", text="", fix="", message="")
        entry.written = Written(offset, offset + len(text), "", 0, 0)
        self.add(file, [entry])
        return entry

    def remove(self, inserted: Entry) -> None:
        """Take an inserted text out of its file again."""
        self._take_back([inserted])
        inserted.file.entries.remove(inserted)

    def reread(self, file: File) -> bool:
        """Read a file again, as after somebody edited it; tells whether it was changed. Raises Problem where it can't be."""
        with self._carried(file) as announce:
            changed = writing.reread(file)
            if changed:
                announce()
        return changed

    @contextmanager
    def _carried(self, file: File) -> Iterator[Callable[[], None]]:
        """Let decisions of the journal go along when the sentences of their findings change.

        What is given is to be called once the file has its new text, before that is saved: the journal then knows the
        decisions by both fingerprints, so that a crash between loses none. Only where equal findings hand their fingerprints
        on to each other must that wait until the file is saved.
        """
        moved: list[tuple[Entry, str]] = []
        early: list[tuple[Entry, str]] = []

        def announce() -> None:
            now_of = entries.fingerprints(file)
            now_of |= _spent(file, set(now_of.values()))
            moved.extend((entry, new) for entry, new in now_of.items() if new != entry.fingerprint)
            held = {entry.fingerprint for entry in file.entries}
            early.extend((entry, new) for entry, new in moved if new not in held and _is_told(entry))
            self._append(self._decision(entry, entry.verdict, new) for entry, new in early)

        try:
            yield announce
        except BaseException:
            self._append(self._undoing(entry, entry.verdict, new) for entry, new in early)
            raise
        told, sooner = [(entry, new) for entry, new in moved if _is_told(entry)], {new for _, new in early}
        self._append(
            [
                *(self._undoing(entry, entry.verdict) for entry, _ in told),
                *(self._decision(entry, entry.verdict, new) for entry, new in told if new not in sooner),
            ]
        )
        for entry, new in moved:
            entry.fingerprint = new

    def _append(self, decisions: Iterable[Decision]) -> None:
        if told := list(decisions):
            self.journal.append(*told)


def _writes(entry: Entry, verdict: Verdict) -> bool:
    """Whether it was this verdict that changed the file."""
    return verdict.mends or entry.rule == _INSERTED


def _is_told(entry: Entry) -> bool:
    """Whether the journal has what was decided about a finding."""
    return entry.verdict.decision not in ("", IGNORE)


def _spent(file: File, taken: Container[str]) -> dict[Entry, str]:
    """Fingerprints that no finding will have again, for what is written or lost where an equal finding has its own now."""
    gone = [entry for entry in file.entries if (entry.written or entry.unfit) and entry.fingerprint in taken]
    return {entry: f"{entry.fingerprint.partition('#')[0]}#{now()}/{number}" for number, entry in enumerate(gone)}


def _near(entry: Entry) -> list[Entry]:
    """The findings of a file that may meet one: of those that begin before it, the last few."""
    ordered = entry.file.entries
    first = max(0, bisect_left(ordered, entry.start, key=lambda other: other.start) - _NEAR)
    last = bisect_right(ordered, entry.end + 1, key=lambda other: other.start)
    return [other for other in ordered[first:last] if other is not entry and entry.start <= other.end + 1]


def _verdict(decision: Decision) -> Verdict:
    after = decision.after if decision.decision in MENDING else ""  # of others it is the text that stays
    return Verdict(decision.decision, after, decision.actor)


def _remembered(file: File, decision: Decision) -> Entry:
    """A finding of which only the journal knows, at no place yet."""
    told = {"text": decision.before, "fix": decision.after, "message": _EARLIER}
    entry = entries.made(file, decision.rule, (0, 0), decision.fingerprint, **told)
    entry.verdict = _verdict(decision)
    return entry
