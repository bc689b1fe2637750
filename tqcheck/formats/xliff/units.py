"""The units of an XLIFF file, and the segments that they become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.formats import inline
from tqcheck.formats.elements import Elements, Stretch
from tqcheck.formats.states import States
from tqcheck.model import Segment

NOT = frozenset(["", "no", "false", "0", "unlocked"])
"""What attributes say of what is not so."""
_LENGTH = re.compile(r"(?:\d+\s*,\s*)?(\d+)")
"""A size restriction of XLIFF 2.1 (5.7.7.3): the most, or the least and the most."""


class Frame(NamedTuple):
    """What an element hands down: whether what is in it is checked, and whether its white space is kept."""

    checked: bool = True
    preserve: bool = False


@dataclass(slots=True)
class Pair:
    """A source and its translation as they are bounded in the file; `preserve` holds the sides that keep white space."""

    id: str = ""
    states: tuple[str, ...] = ()
    sides: dict[str, Stretch] = field(default_factory=dict)
    preserve: tuple[str, ...] = ()


@dataclass(slots=True)
class Unit:
    """A unit: `parts` has the state of each marked segment and whether it is locked, `data` native content of codes."""

    id: str
    frame: Frame
    states: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    pairs: list[Pair] = field(default_factory=list)
    parts: dict[str, tuple[str, bool]] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)


class _Text(NamedTuple):
    """A side of a pair or of a part of it, where it stands in the file, and whether its white space is kept."""

    text: str
    start: int
    preserve: bool

    def part(self, start: int, end: int) -> _Text:
        """A part of it."""
        return _Text(self.text[start:end], self.start + start, self.preserve)


class Builder:
    """Makes the segments of a file; `states` tells which are wanted."""

    def __init__(self, file: Elements, wanted: Sequence[str]) -> None:
        self.segments: list[Segment] = []
        self.states = States(wanted)
        self._text, self._place = file.text, file.place
        self._read = inline.Reader().read
        self._flags: dict[str, tuple[str, ...]] = {}

    def add(self, unit: Unit) -> None:
        """Add the segments of a unit."""
        several = len(unit.pairs) > 1
        for index, pair in enumerate(unit.pairs, 1):
            if "target" in pair.sides:
                self._pair(unit, pair, f"{unit.id}/{pair.id or index}" if several else unit.id)

    def _pair(self, unit: Unit, pair: Pair, name: str) -> None:
        """Add the segments of a pair: one for each part where both sides have them, else one."""
        place = self._place(pair.sides["target"][0])
        target = _Text(self._text(pair.sides["target"]), place, "target" in pair.preserve)
        side = "seg-source" if "seg-source" in pair.sides else "source"
        source = _Text(self._text(pair.sides[side]), 0, side in pair.preserve) if side in pair.sides else None
        parts = _parts(source, target) if source and "mtype" in target.text else {}
        if not parts:
            self._add(unit, name, source, target, pair.states)
        for mark, (ours, theirs) in parts.items():
            state, locked = unit.parts.get(mark, ("", False))
            if not locked:
                self._add(unit, f"{name}/{mark}", ours, theirs, (state, *pair.states))

    def _add(self, unit: Unit, name: str, source: _Text | None, target: _Text, states: tuple[str, ...]) -> None:
        told = [state for state in (*states, *unit.states) if state]
        if not self.states.hold(told):
            return
        read = self._read(*target, unit.data)
        if not read.text.strip():
            return
        ours = self._read(*source, unit.data) if source else None
        flags = unit.flags if len(unit.pairs) == 1 else ()
        if told:
            flags = (*flags, *self._flags.setdefault(told[0], (f"state:{told[0]}",)))
        codes = ours.codes if ours else (), read.codes
        self.segments.append(Segment(name, read.text, read.start, read.slices, ours and ours.text, False, flags, codes))


def _parts(source: _Text, target: _Text) -> dict[str, tuple[_Text, _Text]]:
    """The parts of both sides by their marks; none unless all of the target's are parts of the source."""
    ours, theirs = inline.marked(source.text), inline.marked(target.text)
    if not ours or not theirs or not theirs.keys() <= ours.keys():
        return {}
    return {mark: (source.part(*ours[mark]), target.part(*stretch)) for mark, stretch in theirs.items()}


def states(attributes: Mapping[str, str]) -> Iterator[str]:
    """The states that a unit itself tells: memoQ's, Phrase's, and whether somebody approved it."""
    if "status" in attributes:
        yield attributes["status"]
    if "confirmed" in attributes:
        yield "unconfirmed" if attributes["confirmed"] in NOT else "confirmed"
    if "approved" in attributes:
        yield "approved" if attributes["approved"] == "yes" else "unapproved"


def flags(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """How long the translation may be, where that is told in characters."""
    if attributes.get("size-unit") == "char" and attributes.get("maxwidth", "").isdecimal():
        return (f"max-length:{attributes['maxwidth']}",)
    found = _LENGTH.fullmatch(attributes["sizeRestriction"].strip()) if "sizeRestriction" in attributes else None
    return (f"max-length:{found[1]}",) if found else ()
