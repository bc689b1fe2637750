"""The units of a memory and what they become."""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.formats import inline, tongues
from tqcheck.formats.elements import Elements
from tqcheck.formats.tmx.sides import Sides, Variant
from tqcheck.model import Segment
from tqcheck.xml import XML_NAMESPACE

_LANGUAGE = f"{XML_NAMESPACE} lang"
_SPACE = f"{XML_NAMESPACE} space"
_DEPTH = 5
"""How deep texts lie: <tmx><body><tu><tuv><seg>."""


class Unit(NamedTuple):
    """A translation unit: its identifier, the source language that it tells of its own, and its texts."""

    id: str
    source: str
    variants: list[Variant]


class Memory(Elements):
    """Gathers the units of a memory, and which languages they have."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "tmx", "TMX")
        self.units: list[Unit] = []
        self.tags: dict[str, None] = {}
        self.source = ""
        self._tag = ""
        self._preserve = self._kept = False
        self._from = -1
        self._written: dict[str, str] = {}
        self.opening = {"header": self._header, "tu": self._unit, "tuv": self._variant, "seg": self._text}
        self.closing = {"seg": self._text_ends}

    def _header(self, attributes: list[str]) -> None:
        self.source = tongues.tag(_told(attributes, "srclang"))

    def _unit(self, attributes: list[str]) -> None:
        self._kept = _told(attributes, _SPACE) == "preserve"
        name = _told(attributes, "tuid") or str(len(self.units) + 1)
        source = _told(attributes, "srclang")
        self.units.append(Unit(name, source and tongues.tag(source), []))

    def _variant(self, attributes: list[str]) -> None:
        written = _told(attributes, _LANGUAGE) or _told(attributes, "lang")
        tag = self._written.get(written)
        if tag is None:
            tag = self._written[written] = tongues.tag(written)
            self.tags[tag] = None
        self._tag = tag
        self._preserve = self._kept or _told(attributes, _SPACE) == "preserve"

    def _text(self, attributes: list[str]) -> None:
        if self.units and len(self.open) == _DEPTH:
            self._from = self.inside(attributes)

    def _text_ends(self) -> None:
        if self._from >= 0:
            self.units[-1].variants.append(Variant(self._tag, (self._from, self.at()), self._preserve))
            self._from = -1


def segments(memory: Memory, sides: Sides) -> list[Segment]:
    """What the units become: a segment for each text in the target language that has a source."""
    read = inline.Reader().read
    found: list[Segment] = []
    used: dict[str, int] = {}
    for unit in memory.units:
        source = sides.source_of(unit.variants, unit.source)
        if source is None:
            continue
        for variant in sides.targets(unit.variants):
            target = read(memory.text(variant.stretch), memory.place(variant.stretch[0]), variant.preserve)
            if not target.text.strip():
                continue
            ours = read(memory.text(source.stretch), 0, source.preserve)
            copy = used[unit.id] = used.get(unit.id, 0) + 1
            name = f"{unit.id}.{copy}" if copy > 1 else unit.id
            codes = ours.codes, target.codes
            found.append(Segment(name, target.text, target.start, target.slices, ours.text, False, (), codes))
    return found


def _told(attributes: list[str], name: str) -> str:
    """The value of an attribute, "" where there is none."""
    for at in range(0, len(attributes), 2):
        if attributes[at] == name:
            return attributes[at + 1]
    return ""
