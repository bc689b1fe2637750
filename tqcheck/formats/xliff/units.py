"""The units of an XLIFF file, and the segments that they become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.formats import inline
from tqcheck.formats.states import States
from tqcheck.model import Segment

NOT = frozenset(["", "no", "false", "0", "unlocked"])
"""What attributes say of what is not so."""
_LENGTH = re.compile(r"(?:\d+\s*,\s*)?(\d+)")
"""A size restriction of XLIFF 2.1 (5.7.7.3): the most, or the least and the most."""

Stretch = tuple[int, int]
"""Where the content of an element begins and ends."""


class Frame(NamedTuple):
    """What an element hands down: whether what is in it is checked, and whether its white space is kept."""

    checked: bool = True
    preserve: bool = False


@dataclass(slots=True)
class Pair:
    """A source and its translation as they are bounded in the file; `preserve` holds the sides that keep white space."""

    id: str = ""
    states: list[str] = field(default_factory=list)
    stretches: dict[str, Stretch] = field(default_factory=dict)
    preserve: set[str] = field(default_factory=set)

    @property
    def source(self) -> str:
        """The side that holds the source: the one in parts, if there is one."""
        return "seg-source" if "seg-source" in self.stretches else "source"


@dataclass(slots=True)
class Unit:
    """A unit: `parts` has the state of each marked segment and whether it is locked, `data` native content of codes."""

    id: str
    frame: Frame
    states: Sequence[str] = ()
    flags: tuple[str, ...] = ()
    pairs: list[Pair] = field(default_factory=list)
    parts: dict[str, tuple[str, bool]] = field(default_factory=dict)
    data: dict[str, Stretch] = field(default_factory=dict)


class Builder:
    """Makes the segments of a file; `states` tells which are wanted."""

    def __init__(self, text: str, wanted: Sequence[str]) -> None:
        self.segments: list[Segment] = []
        self.states = States(wanted)
        self._text = text
        self._inline = inline.Reader(text)
        self._flags: dict[str, tuple[str, ...]] = {}

    def add(self, unit: Unit) -> None:
        """Add the segments of a unit."""
        data = {name: inline.native(self._text[start:end]) for name, (start, end) in unit.data.items()}
        several = len(unit.pairs) > 1
        for index, pair in enumerate(unit.pairs, 1):
            if "target" in pair.stretches:
                self._pair(unit, pair, f"{unit.id}/{pair.id or index}" if several else unit.id, data)

    def _pair(self, unit: Unit, pair: Pair, name: str, data: Mapping[str, str]) -> None:
        """Add the segments of a pair: one for each part where both sides have them, else one."""
        parts = self._parts(pair)
        if not parts:
            self._add(unit, pair, name, data)
        for mark, (source, target) in parts.items():
            state, locked = unit.parts.get(mark, ("", False))
            if not locked:
                sides = {pair.source: source, "target": target}
                self._add(unit, Pair("", [state, *pair.states], sides, pair.preserve), f"{name}/{mark}", data)

    def _parts(self, pair: Pair) -> dict[str, tuple[Stretch, Stretch]]:
        """Where the parts of a source and of its target stand, by their marks."""
        target, source = pair.stretches["target"], pair.stretches.get(pair.source)
        if source is None or self._text.find("mrk", *target) < 0:
            return {}
        ours, theirs = (inline.marked(self._text, *side) for side in (target, source))
        if not ours or not theirs or not ours.keys() <= theirs.keys():
            return {}
        return {mark: (theirs[mark], stretch) for mark, stretch in ours.items()}

    def _add(self, unit: Unit, pair: Pair, name: str, data: Mapping[str, str]) -> None:
        states = [state for state in (*pair.states, *unit.states) if state]
        if not self.states.hold(states):
            return
        target = self._read(pair, "target", data)
        if target is None or not target.text.strip():
            return
        source = self._read(pair, pair.source, data)
        flags = unit.flags if len(unit.pairs) == 1 else ()
        if states:
            flags = (*flags, *self._flags.setdefault(states[0], (f"state:{states[0]}",)))
        codes = (source.codes if source else (), target.codes)
        told = source.text if source else None
        self.segments.append(Segment(name, target.text, target.start, target.slices, told, False, flags, codes))

    def _read(self, pair: Pair, side: str, data: Mapping[str, str]) -> inline.Inline | None:
        stretch = pair.stretches.get(side)
        return self._inline.read(*stretch, side in pair.preserve, data) if stretch else None


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
    found = _LENGTH.fullmatch(attributes.get("sizeRestriction", "").strip())
    return (f"max-length:{found[1]}",) if found else ()
