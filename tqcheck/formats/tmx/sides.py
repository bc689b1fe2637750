"""Which of a memory's languages is the source, and which the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tqcheck import languages
from tqcheck.model import Problem, Reading

_PAIR = 2
_SHOWN = 8


class Variant(NamedTuple):
    """A unit's text in one language: its tag, where it stands, and whether its white space is kept."""

    tag: str
    stretch: tuple[int, int]
    preserve: bool


class Sides(NamedTuple):
    """The source and the target of a memory, by their keys ("" where units tell it), and as the file tags them.

    `keys` has those of all tags: the language without the region or, where all are one language, the whole tag.
    `wanted` is the tag that texts are checked in.
    """

    source: str
    target: str
    source_tag: str
    target_tag: str
    keys: Mapping[str, str]
    wanted: str

    def targets(self, variants: Sequence[Variant]) -> Sequence[Variant]:
        """A unit's texts in the target language, those of the region that is asked for if there are any."""
        found = [variant for variant in variants if self.keys[variant.tag] == self.target]
        if len(found) > 1:
            return [variant for variant in found if variant.tag.lower() == self.wanted] or found
        return found

    def source_of(self, variants: Sequence[Variant], told: str) -> Variant | None:
        """A unit's text in the language that it says is its source, or else in that of the memory."""
        others = [variant for variant in variants if self.keys[variant.tag] != self.target]
        for key in (self.keys.get(told), self.source):
            for variant in others:
                if key and self.keys[variant.tag] == key:
                    return variant
        return others[0] if others and not self.source else None


def choose(tags: Iterable[str], header: str, reading: Reading) -> Sides | None:
    """The sides of a memory that has texts of these tags; None where nothing in it is a translation.

    Raises Problem where several languages might be the target.
    """
    keys = {tag: languages.base(tag) for tag in tags}
    regional = len(set(keys.values())) < _PAIR
    if regional:
        keys = {tag: tag.lower() for tag in keys}
    known = {key: tag for tag, key in reversed(keys.items())}
    source, said, target = (
        tag.replace("_", "-").lower() if regional else languages.base(tag) for tag in (reading.source, header, reading.target)
    )
    source = next((key for key in (source, said) if key in known), "")
    others = [key for key in dict.fromkeys(keys.values()) if key != source]
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
    return Sides(source, target, known.get(source, ""), known[target], keys, reading.target.lower())
