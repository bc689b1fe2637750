"""XLIFF 1.x and 2.x, and what Trados Studio, memoQ and Phrase make of it (SDLXLIFF, mqxliff, mxliff).

A unit with a translation is a segment, or each of its marked segments is (`<mrk mtype="seg">`, `<segment>`). Units without
a translation, locked ones and those that are not to be translated are none; neither are proposals (`<alt-trans>`, matches).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.formats import inline, tongues
from tqcheck.formats.content import Content
from tqcheck.formats.elements import Elements
from tqcheck.formats.inline import escape
from tqcheck.formats.states import States
from tqcheck.model import Reading, Segment
from tqcheck.xml import WEB_PAGE

__all__ = ["escape", "read"]

_HEAD = 4096
_LENIENT = re.compile(r"sdl\.com/FileTypes|MQXliff|memsource\.com")
"""The namespaces of tools that give one id to several units."""
_SEG = "{http://sdl.com/FileTypes/SdlXliff/1.0}seg"
_NOT = frozenset(["", "no", "false", "0", "unlocked"])
_LENGTH = re.compile(r"(?:\d+\s*,\s*)?(\d+)")
"""A size restriction of XLIFF 2.1 (5.7.7.3): the most, or the least and the most."""

Stretch = tuple[int, int]
"""Where the content of an element begins and ends."""


def read(text: str, reading: Reading) -> Content:
    """Read the translated units; raises Problem for what is no XLIFF, ids that stand twice and languages that differ."""
    reader = _Reader(text, reading)
    reader.read()
    reader.states.settle()
    return Content(reader.segments, reader.comments, *reader.tongues)


class _Frame(NamedTuple):
    """What an element hands down: whether what is in it is checked, and whether its white space is kept."""

    checked: bool = True
    preserve: bool = False


@dataclass(slots=True)
class _Pair:
    """A source and its translation as they are bounded in the file; `preserve` holds the sides that keep white space."""

    id: str = ""
    states: list[str] = field(default_factory=list)
    stretches: dict[str, Stretch] = field(default_factory=dict)
    preserve: set[str] = field(default_factory=set)

    def source(self) -> str:
        """The side that holds the source, by its parts if there is one."""
        return "seg-source" if "seg-source" in self.stretches else "source"


@dataclass(slots=True)
class _Unit:
    """A unit that is being read; `parts` has the state of each marked segment and whether it is locked."""

    id: str
    frame: _Frame
    states: list[str] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    pairs: list[_Pair] = field(default_factory=list)
    parts: dict[str, tuple[str, bool]] = field(default_factory=dict)
    data: dict[str, Stretch] = field(default_factory=dict)


class _Reader(Elements):
    """Gathers the segments of a file."""

    def __init__(self, text: str, reading: Reading) -> None:
        super().__init__(text)
        self.segments: list[Segment] = []
        self.states = States(reading.states)
        self.tongues = "", ""
        self._inline = inline.Reader(text)
        self._lenient = bool(_LENIENT.search(text, 0, _HEAD))
        self._files = 0
        self._here: set[str] = set()
        self._everywhere: set[str] = set()
        self._frames: list[_Frame] = [_Frame()]
        self._unit: _Unit | None = None
        self._holder = 0  # how deep the element lies whose children may be a source and a target
        self._from = 0
        self._flags: dict[str, tuple[str, ...]] = {}

    def begin(self, name: str, attributes: list[str]) -> None:
        if len(self.open) == 1 and name != "xliff":
            raise self.refuse(WEB_PAGE if name == "html" else f"is no XLIFF: its root element is <{name}>")
        if opening := _OPENING.get(name):
            opening(self, name, _named(attributes))

    def finish(self, name: str) -> None:
        if closing := _CLOSING.get(name):
            closing(self, name)

    def root(self, _name: str, attributes: Mapping[str, str]) -> None:
        self._enter(attributes)
        self._settle(attributes.get("srcLang", ""), attributes.get("trgLang", ""))

    def file(self, _name: str, attributes: Mapping[str, str]) -> None:
        self._enter(attributes)
        self._settle(attributes.get("source-language", ""), attributes.get("target-language", ""))
        self._files += 1
        self._here = set()

    def group(self, _name: str, attributes: Mapping[str, str]) -> None:
        self._enter(attributes)

    def binary(self, _name: str, _attributes: Mapping[str, str]) -> None:
        self._frames.append(_Frame(checked=False))

    def leave(self, _name: str) -> None:
        self._frames.pop()

    def unit(self, name: str, attributes: Mapping[str, str]) -> None:
        self._enter(attributes)
        self._unit = unit = _Unit(self._id(attributes.get("id", "")), self._frames[-1])
        unit.states, unit.flags = list(_states(attributes)), _flags(attributes)
        if name == "trans-unit":
            self._hold(_Pair())

    def segment(self, _name: str, attributes: Mapping[str, str]) -> None:
        states = [attributes.get("state", "initial"), attributes.get("subState", "")]
        self._hold(_Pair(attributes.get("id", ""), states))

    def let_go(self, _name: str) -> None:
        self._holder = 0

    def part(self, _name: str, attributes: Mapping[str, str]) -> None:
        if self._unit:
            locked = attributes.get("locked", "") not in _NOT
            self._unit.parts[attributes.get("id", "")] = attributes.get("conf", ""), locked

    def side(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self._unit or len(self.open) != self._holder + 1:
            return
        self._from, pair = self.inside, self._unit.pairs[-1]
        if attributes.get("space", "preserve" * self._unit.frame.preserve) == "preserve":
            pair.preserve.add(name)
        if name == "target" and "state" in attributes:
            pair.states.append(attributes["state"])

    def side_ends(self, name: str) -> None:
        if self._unit and len(self.open) == self._holder + 1:
            self._unit.pairs[-1].stretches[name] = self._from, self.at

    def data(self, _name: str, attributes: Mapping[str, str]) -> None:
        self._from = self.inside
        if self._unit:
            self._unit.data[attributes.get("id", "")] = self._from, self._from

    def data_ends(self, _name: str) -> None:
        if self._unit and self._unit.data:
            name, (start, _) = self._unit.data.popitem()
            self._unit.data[name] = start, self.at

    def unit_ends(self, _name: str) -> None:
        unit, self._unit, self._holder = self._unit, None, 0
        self._frames.pop()
        if unit and unit.frame.checked:
            data = {name: inline.native(self.text[start:end]) for name, (start, end) in unit.data.items()}
            several = len(unit.pairs) > 1
            for index, pair in enumerate(unit.pairs, 1):
                if "target" in pair.stretches:
                    self._pair(unit, pair, f"{unit.id}/{pair.id or index}" if several else unit.id, data)

    def _enter(self, attributes: Mapping[str, str]) -> None:
        above = self._frames[-1]
        checked = above.checked if attributes.get("translate") not in ("yes", "no") else attributes["translate"] == "yes"
        space = attributes.get("space", "preserve" * above.preserve)
        self._frames.append(_Frame(checked and attributes.get("locked", "") in _NOT, space == "preserve"))

    def _hold(self, pair: _Pair) -> None:
        self._holder = len(self.open)
        if self._unit:
            self._unit.pairs.append(pair)

    def _settle(self, source: str, target: str) -> None:
        """Take in the languages of a file; raises Problem where they are not those of the files before."""
        told = tongues.tag(source), tongues.tag(target)
        for old, new, what in zip(self.tongues, told, ("from", "into"), strict=True):
            if old and new and not tongues.same(old, new):
                raise self.refuse(f"holds translations {what} {old} and {what} {new}; part it into files of one language")
        self.tongues = self.tongues[0] or told[0], self.tongues[1] or told[1]

    def _id(self, given: str) -> str:
        """A unit's id, made unlike all others of the document; raises Problem where it stands twice in one `<file>`."""
        if given in self._here and not self._lenient:
            raise self.refuse(f"has two units with the id {given!r} in one <file>, where ids are unique; give one another id")
        self._here.add(given)
        name = given or f"#{len(self._everywhere) + 1}"
        if name in self._everywhere and self._files > 1:
            name = f"{self._files}:{name}"
        unique, copy = name, 1
        while unique in self._everywhere:
            copy += 1
            unique = f"{name}.{copy}"
        self._everywhere.add(unique)
        return unique

    def _pair(self, unit: _Unit, pair: _Pair, name: str, data: Mapping[str, str]) -> None:
        """Add the segments of a pair: one for each part where both sides have them, else one."""
        parts = self._parts(pair)
        if not parts:
            self._add(unit, pair, name, (pair.stretches.get(pair.source()), pair.stretches["target"]), data)
        for mark, sides in parts.items():
            state, locked = unit.parts.get(mark, ("", False))
            if not locked:
                part = _Pair("", [state] if state else pair.states, {}, pair.preserve)
                self._add(unit, part, f"{name}/{mark}", sides, data)

    def _parts(self, pair: _Pair) -> dict[str, tuple[Stretch, Stretch]]:
        target = pair.stretches["target"]
        if self.text.find("<mrk", *target) < 0 or pair.source() not in pair.stretches:
            return {}
        ours = inline.marked(self.text, *target)
        theirs = inline.marked(self.text, *pair.stretches[pair.source()])
        if not ours or not theirs or not ours.keys() <= theirs.keys():
            return {}
        return {mark: (theirs[mark], stretch) for mark, stretch in ours.items()}

    def _add(self, unit: _Unit, pair: _Pair, name: str, sides: tuple[Stretch | None, Stretch], data: Mapping[str, str]) -> None:
        states = [state for state in (*pair.states, *unit.states) if state]
        if not self.states.hold(states):
            return
        target = self._inline.read(*sides[1], preserve="target" in pair.preserve, data=data)
        if not target.text.strip():
            return
        keeps = pair.source() in pair.preserve or "source" in pair.preserve
        source = self._inline.read(*sides[0], preserve=keeps, data=data) if sides[0] else None
        flags = unit.flags if len(unit.pairs) == 1 else ()
        if states:
            flags = (*flags, *self._flags.setdefault(states[0], (f"state:{states[0]}",)))
        codes = (source.codes if source else (), target.codes)
        self.segments.append(
            Segment(name, target.text, target.start, target.slices, source and source.text, False, flags, codes)
        )


def _named(attributes: list[str]) -> dict[str, str]:
    """Attributes by their names without namespaces; where two are alike, that without a namespace counts."""
    pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
    return {name.rpartition(" ")[2]: value for name, value in pairs if " " in name} | dict(pairs)


def _states(attributes: Mapping[str, str]) -> Iterable[str]:
    """The states that a unit itself tells: memoQ's, Phrase's, and whether somebody approved it."""
    yield attributes.get("status", "")
    if "confirmed" in attributes:
        yield "unconfirmed" if attributes["confirmed"] in _NOT else "confirmed"
    if "approved" in attributes:
        yield "approved" if attributes["approved"] == "yes" else "unapproved"


def _flags(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """How long the translation may be, where that is told in characters."""
    if attributes.get("size-unit") == "char" and attributes.get("maxwidth", "").isdecimal():
        return (f"max-length:{attributes['maxwidth']}",)
    found = _LENGTH.fullmatch(attributes.get("sizeRestriction", "").strip())
    return (f"max-length:{found[1]}",) if found else ()


_OPENING: dict[str, Callable[[_Reader, str, Mapping[str, str]], None]] = {
    "xliff": _Reader.root,
    "file": _Reader.file,
    "group": _Reader.group,
    "bin-unit": _Reader.binary,
    "trans-unit": _Reader.unit,
    "unit": _Reader.unit,
    "segment": _Reader.segment,
    "source": _Reader.side,
    "seg-source": _Reader.side,
    "target": _Reader.side,
    "data": _Reader.data,
    _SEG: _Reader.part,
}
_CLOSING: dict[str, Callable[[_Reader, str], None]] = {
    "xliff": _Reader.leave,
    "file": _Reader.leave,
    "group": _Reader.leave,
    "bin-unit": _Reader.leave,
    "trans-unit": _Reader.unit_ends,
    "unit": _Reader.unit_ends,
    "segment": _Reader.let_go,
    "source": _Reader.side_ends,
    "seg-source": _Reader.side_ends,
    "target": _Reader.side_ends,
    "data": _Reader.data_ends,
}
