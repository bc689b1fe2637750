"""Which of a memory's languages is the source, and which the target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tqcheck import languages
from tqcheck.model import Problem, Reading

_PAIR = 2
_SHOWN = 8


class Variant(NamedTuple):
    """A unit's text in one language, its tag as the file has it, and where it begins and ends."""

    tag: str
    start: int
    end: int
    preserve: bool


class Sides(NamedTuple):
    """The source and the target of a memory, by their keys ("" where units tell it), and as the file tags them.

    Keys are languages without regions; where all are one language, they are whole tags.
    """

    source: str
    target: str
    source_tag: str
    target_tag: str
    regional: bool
    wanted: str

    def targets(self, variants: Sequence[Variant]) -> list[Variant]:
        """A unit's texts in the target language, those of the region that is asked for if there are any."""
        found = [variant for variant in variants if self._key(variant.tag) == self.target]
        return [variant for variant in found if variant.tag.lower() == self.wanted] or found

    def source_of(self, variants: Sequence[Variant], told: str) -> Variant | None:
        """A unit's text in the language that it says is its source, or else in that of the memory."""
        others = [variant for variant in variants if self._key(variant.tag) != self.target]
        for key in (self._key(told), self.source):
            for variant in others:
                if key and self._key(variant.tag) == key:
                    return variant
        return others[0] if others and not self.source else None

    def _key(self, tag: str) -> str:
        return tag.lower() if self.regional else languages.base(tag)


def choose(tags: Iterable[str], header: str, reading: Reading) -> Sides | None:
    """The sides of a memory that has texts of these tags; None where nothing in it is a translation.

    Raises Problem where several languages might be the target.
    """
    known = {languages.base(tag): tag for tag in reversed([*tags])}
    regional = len(known) < _PAIR
    if regional:
        known = {tag.lower(): tag for tag in reversed([*tags])}
    keys = [*known][::-1]
    told = [reading.source, header, reading.target]
    source, said, target = (tag.replace("_", "-").lower() if regional else languages.base(tag) for tag in told)
    source = next((key for key in (source, said) if key in known), "")
    others = [key for key in keys if key != source]
    if target not in others:
        if not source and len(others) == _PAIR:
            source, *others = others
        if len(others) > 1:
            listed = ", ".join(known[key] for key in others[:_SHOWN])
            raise Problem("", 0, f"holds translations into several languages ({listed}); tell which with --to")
        if not (source and others):
            return None
        target = others[0]
    if not source and len(others) == _PAIR:
        source = next(key for key in others if key != target)
    return Sides(source, target, known.get(source, ""), known[target], regional, reading.target.lower())
