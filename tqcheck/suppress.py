"""Findings that people agreed to live with: comments in the text, exceptions in the configuration.

What suppresses nothing, or has expired, is itself a finding. How comments are written is told in `directives`.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tqcheck.config import Config, Ignore, path_matcher
from tqcheck.directives import RULES, Directive, about, quoted, read
from tqcheck.model import Document, Finding, Problem, Rule, Span

__all__ = ["RULES", "Hidden", "Suppressions"]


class Hidden(NamedTuple):
    """A finding that is not told because people agreed to live with it: by a "comment", an "exception", the "baseline"."""

    finding: Finding
    by: str
    reason: str = ""


class Suppressions:
    """Drops what is suppressed, and remembers what suppressed nothing; `today` decides what has expired."""

    def __init__(self, config: Config, today: datetime.date | None = None) -> None:
        self._config = config
        self._today = today or datetime.date.today()
        self._exceptions = [(entry, path_matcher(entry.path) if entry.path else None) for entry in config.exceptions]
        self._used: set[int] = set()
        # An exception's index where its path fitted a file, ~index where its rule ran on that file too.
        self._seen: set[int] = set()

    def drop(
        self, document: Document, path: str, findings: Sequence[Finding], ran: Collection[str], known: Collection[str]
    ) -> tuple[list[Finding], list[Hidden]]:
        """The findings that stand, with those about comments, and those that don't.

        `ran` holds the ids of the rules that ran, those about suppressions among them: a comment about another one may be
        of use in another run. `known` holds all names that a comment may give.
        """
        relevant = self._relevant(path, ran)
        directives, odd = read(document.comments, known)
        if not (relevant or directives or odd):
            return list(findings), []
        stretches = _Stretches(document, directives, self._today)
        hidden: list[Hidden] = []

        def stands(finding: Finding, names: tuple[str, ...]) -> bool:
            found = self._excepted(relevant, finding) or stretches.silence(finding, names)
            if found:
                hidden.append(found)
            return not found

        kept = [finding for finding in findings if stands(finding, _names(finding.rule))]
        notes = [note for note in (*odd, *self._notes(stretches, ran)) if self._wanted(note, ran)]
        # A comment for all rules doesn't hide what is to be told of comments, itself included.
        told = [note for note in notes if stands(note, (note.rule.id, note.rule.family))]
        if told:
            kept = sorted(kept + told, key=lambda finding: document.range(finding.segment, finding.span))
        return kept, hidden

    def idle(self, whole: bool, *, unused: bool = True) -> list[Problem]:
        """What to tell of the configuration's exceptions: expired, or never needed.

        `whole` says that the run checked folders, so that every exception had its chance, one whose path fits no file too;
        `unused` is false where the run was narrowed, so that none had.
        """
        told = []
        for index, (entry, _) in enumerate(self._exceptions):
            if entry.expires and entry.expires < self._today:
                told.append(self._problem(entry, f"this exception expired on {entry.expires}; remove or renew it"))
            elif unused and ~index in self._seen and index not in self._used and (whole or entry.path):
                told.append(self._problem(entry, "this exception suppresses nothing; remove it"))
            elif unused and whole and entry.path and index not in self._seen:
                message = f"this exception suppresses nothing: no file checked is like {entry.path!r}; mend or remove it"
                told.append(self._problem(entry, message))
        return told

    def state(self) -> tuple[set[int], set[int]]:
        """Which exceptions were seen and used, for runs that are spread over processes."""
        return self._seen, self._used

    def add(self, state: tuple[set[int], set[int]]) -> None:
        """Take in the state of another process."""
        self._seen |= state[0]
        self._used |= state[1]

    def _problem(self, entry: Ignore, message: str) -> Problem:
        return Problem(str(self._config.path), entry.line, message)

    def _relevant(self, path: str, ran: Collection[str]) -> list[tuple[int, Ignore]]:
        live = [
            (index, entry)
            for index, (entry, matches) in enumerate(self._exceptions)
            if (entry.expires is None or entry.expires >= self._today) and (matches is None or matches(path))
        ]
        tried = {"", "all", *ran, *_families(ran)}
        self._seen.update(index for index, _ in live)
        self._seen.update(~index for index, entry in live if entry.rule in tried)
        return live

    def _excepted(self, entries: list[tuple[int, Ignore]], finding: Finding) -> Hidden | None:
        for index, entry in entries:
            if entry.rule in _names(finding.rule) and (not entry.text or entry.text.lower() == finding.text.lower()):
                self._used.add(index)
                return Hidden(finding, "exception", entry.reason)
        return None

    def _wanted(self, note: Finding, ran: Collection[str]) -> bool:
        return note.rule.id in ran and note.severity >= self._config.min_severity

    def _notes(self, stretches: _Stretches, ran: Collection[str]) -> list[Finding]:
        """What is wrong with comments that can be understood: they have expired, or all or some of their names are idle."""
        whole = set(self._config.select) <= {"all"} and _families(self._config.ignore) <= {"suppress"}
        tried = {*ran, *_families(ran), *(("", "all") if whole else ())} - {"suppress", *(rule.id for rule in RULES.values())}
        notes = []
        for directive in stretches.directives:
            comment, names = directive.comment, directive.names or ("",)
            idle = [name for name in names if name in tried and (comment.start, name) not in stretches.used]
            if directive.until and directive.until < self._today:
                notes.append(about(comment, "expired", day=directive.until.isoformat()))
            elif len(idle) == len(names):
                notes.append(about(comment, "unused"))
            elif idle:
                which = "that name" if len(idle) == 1 else "these names"
                notes.append(
                    about(comment, "unused", f"This comment suppresses nothing for {quoted(idle)} here; remove {which}.")
                )
        return notes


def _families(names: Iterable[str]) -> set[str]:
    return {name.partition("/")[0] for name in names}


def _names(rule: Rule) -> tuple[str, ...]:
    """The names under which a rule can be suppressed."""
    return ("", "all", rule.id, rule.family, *rule.aliases)


@dataclass
class _Stretch:
    """A stretch of the file in which one name is silent, and the directive that asked for it."""

    directive: Directive
    start: int
    end: int


class _Lane:
    """The stretches of one name; finds the first one around a place in the time of two look-ups."""

    def __init__(self, stretches: list[_Stretch]) -> None:
        self._stretches = sorted(stretches, key=lambda stretch: stretch.start)
        self._reach = list(accumulate((stretch.end for stretch in self._stretches), max))

    def around(self, place: int) -> _Stretch | None:
        index = bisect_right(self._reach, place)  # all before it end at the place or earlier, and it ends later
        found = self._stretches[index] if index < len(self._stretches) else None
        return found if found and found.start <= place else None


class _Stretches:
    """Where the comments of a document silence what; `used` gathers (start of comment, name) for each that did."""

    def __init__(self, document: Document, directives: Sequence[Directive], today: datetime.date) -> None:
        self.directives = [directive for directive in directives if directive.verb != "on"]
        self.used: set[tuple[int, str]] = set()
        self._document = document
        lanes: dict[str, list[_Stretch]] = {}
        running: dict[str, list[_Stretch]] = {}
        for directive in directives:
            if directive.verb == "on":
                _close(running, directive)
            elif directive.until is None or directive.until >= today:
                start, end = self._reach(directive)
                for name in directive.names or ("",):
                    stretch = _Stretch(directive, start, end)
                    lanes.setdefault(name, []).append(stretch)
                    if directive.verb == "off":
                        running.setdefault(name, []).append(stretch)
        self._lanes = {name: _Lane(stretches) for name, stretches in lanes.items()}

    def silence(self, finding: Finding, names: Iterable[str]) -> Hidden | None:
        """What the first comment does that silences a finding under one of its names; None where there is none."""
        place, _ = self._document.range(finding.segment, finding.span)
        around = [(stretch.directive, name) for name in names if (stretch := self._around(name, place))]
        if not around:
            return None
        first = min((directive for directive, _ in around), key=lambda directive: directive.comment.start)
        start = first.comment.start
        self.used.update((start, name) for directive, name in around if directive.comment.start == start)
        return Hidden(finding, "comment", first.reason)

    def _around(self, name: str, place: int) -> _Stretch | None:
        lane = self._lanes.get(name)
        return lane.around(place) if lane else None

    def _reach(self, directive: Directive) -> tuple[int, int]:
        """Where a comment holds: to the end of the file for `off`, over one block for the others."""
        comment, document = directive.comment, self._document
        if directive.verb == "off":
            return comment.end, len(document.text)
        if directive.verb == "ignore":
            index = bisect_left(self._last_lines, document.position(comment.start).line)
        else:
            index = bisect_left(self._starts, comment.end)
        return self._blocks[index] if index < len(self._blocks) else (comment.end, comment.end)

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        document = self._document
        return [document.range(segment, Span(0, len(segment.target))) for segment in document.segments]

    @cached_property
    def _starts(self) -> list[int]:
        """Where blocks start; never falling, so that bisecting finds the first one from a place on."""
        return list(accumulate((start for start, _ in self._blocks), max))

    @cached_property
    def _last_lines(self) -> list[int]:
        """The last line of each block or, if that is later, of one before it."""
        return list(accumulate((self._document.position(end).line for _, end in self._blocks), max))


def _close(running: dict[str, list[_Stretch]], directive: Directive) -> None:
    """End the running stretches of the names that an `on` gives (all of them, if it gives none)."""
    for name in directive.names or tuple(running):
        for stretch in running.pop(name, ()):
            stretch.end = directive.comment.start
