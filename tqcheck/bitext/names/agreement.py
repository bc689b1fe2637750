"""Whether two spellings of a translation are of one name, as its sources have it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import regex

from tqcheck.bitext.names.sound import alike, nearness, plain, stemmed

_WORD = regex.compile(r"\p{Lu}[\p{L}\p{M}]+")


class Agreement(Enum):
    """What sources say of two spellings: one name, two, or nothing that is sure."""

    one = "one"
    two = "two"
    unknown = "unknown"


def agreement(one: str, its_sources: Iterable[str], other: str, other_sources: Iterable[str]) -> Agreement:
    """Whether the sources of two spellings have one spelling for both, or one for each."""
    mine, theirs = _spellings(one, its_sources), _spellings(other, other_sources)
    if not mine or not theirs:
        return Agreement.unknown
    if mine & theirs:
        return Agreement.one
    return Agreement.two


def _spellings(name: str, sources: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """How the sources spell a name, endings and marks of case aside; one that lacks it says nothing."""
    words = [word.lower() for word in _WORD.findall(name)]
    found = (tuple(_likest(word, source) for word in words) for source in sources)
    return frozenset(spelled for spelled in found if spelled and all(spelled))


def _likest(word: str, source: str) -> str:
    """The capitalised word of a source that is likest to one of a name, "" where none is like it."""
    words = (each.lower() for each in _WORD.findall(source))
    best = max((each for each in words if alike(each, word)), key=lambda each: _likeness(each, word), default="")
    return stemmed(best)


def _likeness(one: str, other: str) -> float:
    return nearness(plain(stemmed(one)), plain(other))
