"""The units of a memory and what they become."""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.formats import inline, tongues
from tqcheck.formats.elements import Elements
from tqcheck.formats.tmx.sides import Sides, Variant
from tqcheck.model import Segment
from tqcheck.xml import WEB_PAGE, XML_NAMESPACE

_LANGUAGE = f"{XML_NAMESPACE} lang"
_SPACE = f"{XML_NAMESPACE} space"
_UNIT, _VARIANT, _TEXT = 3, 4, 5
"""How deep units, variants and texts lie: <tmx><body><tu><tuv><seg>."""


class Unit(NamedTuple):
    """A translation unit: its identifier, the source language that it tells of its own, and its texts."""

    id: str
    source: str
    variants: list[Variant]


class Memory(Elements):
    """Gathers the units of a memory, and which languages they have."""

    def __init__(self, text: str, around: str) -> None:
        super().__init__(text, around)
        self.units: list[Unit] = []
        self.tags: dict[str, None] = {}
        self.source = ""
        self._up = 1 if around else 0  # how many of the elements around are missing
        self._tag = ""
        self._preserve = self._kept = False
        self._from = 0
        self._written: dict[str, str] = {}

    def begin(self, name: str, attributes: list[str]) -> None:
        """Hear of an element that begins."""
        depth = len(self.open) + self._up
        if name == "seg" and depth == _TEXT:
            self._from = self.inside
        elif name == "tuv" and depth == _VARIANT:
            self._variant(attributes)
        elif name == "tu" and depth == _UNIT:
            self._unit(attributes)
        elif depth == 1 and name != "tmx":
            raise self.refuse(WEB_PAGE if name == "html" else f"is no TMX: its root element is <{name}>")
        elif name == "header":
            self.source = tongues.tag(_told(attributes, "srclang"))

    def finish(self, name: str) -> None:
        """Hear of an element that ends."""
        if name == "seg" and len(self.open) + self._up == _TEXT and self.units:
            self.units[-1].variants.append(Variant(self._tag, self._from, self.at, self._preserve))

    def _unit(self, attributes: list[str]) -> None:
        self._kept = _told(attributes, _SPACE) == "preserve"
        name = _told(attributes, "tuid") or str(len(self.units) + 1)
        self.units.append(Unit(name, tongues.tag(_told(attributes, "srclang")), []))

    def _variant(self, attributes: list[str]) -> None:
        written = _told(attributes, _LANGUAGE) or _told(attributes, "lang")
        if written not in self._written:
            self._written[written] = tongues.tag(written)
            self.tags[self._written[written]] = None
        self._tag = self._written[written]
        self._preserve = self._kept or _told(attributes, _SPACE) == "preserve"


def segments(text: str, memory: Memory, sides: Sides) -> list[Segment]:
    """What the units become: a segment for each text in the target language that has a source."""
    reader = inline.Reader(text)
    found: list[Segment] = []
    used: dict[str, int] = {}
    for unit in memory.units:
        source = sides.source_of(unit.variants, unit.source)
        if source is None:
            continue
        for variant in sides.targets(unit.variants):
            target = reader.read(variant.start, variant.end, preserve=variant.preserve)
            if not target.text.strip():
                continue
            ours = reader.read(source.start, source.end, preserve=source.preserve)
            copy = used[unit.id] = used.get(unit.id, 0) + 1
            name = f"{unit.id}.{copy}" if copy > 1 else unit.id
            codes = ours.codes, target.codes
            found.append(Segment(name, target.text, target.start, target.slices, ours.text, False, (), codes))
    return found


def _told(attributes: list[str], name: str) -> str:
    return attributes[attributes.index(name) + 1] if name in attributes[::2] else ""
