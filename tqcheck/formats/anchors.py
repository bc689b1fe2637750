"""What shows that two texts answer each other whatever their languages: numbers, names and words of common stock.

A number, a capitalised word or a longer word is an anchor by its first letters, without marks and case (*président* and
*President* share one, as cognates do: Simard, Foster, Isabelle, 1992). What only one of two texts has tells nothing, so that
texts in two scripts are left with their numbers and their lengths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import chain, product
from math import log
from typing import NamedTuple

import regex

from tqcheck.languages import unmarked

_TOKEN = regex.compile(r"\p{N}+|\p{Lu}[\p{L}\p{M}]+|\p{L}[\p{L}\p{M}]{4,}")
_STEM = 5
_COMMONEST = 0.05
"""Share of the pieces that an anchor may stand in: others are function words."""
_FEW = 3
"""Pieces that it may stand in, in short texts."""

_RARE = 4
"""Pieces that an anchor may stand in to tell where it is."""
_TELLING = 40
"""Anchors from which it can be told that two texts have nothing to do with each other …"""
_KIN = 0.06
"""… where fewer of them are shared: a sixth and more are in translations between languages of Europe."""
_BEYOND_LATIN = "\u0250"


class Anchors(NamedTuple):
    """The anchors of each piece of two texts that both texts have, and what each is worth where two pieces share it.

    `is_kin` tells whether the texts have as many in common as translations do, where that can be told.
    """

    source: list[frozenset[str]]
    target: list[frozenset[str]]
    worth: dict[str, float]
    is_kin: bool

    def rare(self) -> list[tuple[int, int, int]]:
        """The pieces that share anchors which stand in hardly any other: both places, and how many anchors they share.

        Two pieces that share only one must be the only ones that have it.
        """
        here, there = _places(self.source), _places(self.target)
        several: Counter[tuple[int, int]] = Counter()
        alone = set()
        for anchor, ours in here.items():
            theirs = there.get(anchor, [])
            if len(ours) <= _RARE and len(theirs) <= _RARE:
                several.update(product(ours, theirs))
                if len(ours) == len(theirs) == 1:
                    alone.add((ours[0], theirs[0]))
        return [(*pair, count) for pair, count in several.items() if count > 1 or pair in alone]


def anchors(source: Sequence[str], target: Sequence[str]) -> Anchors:
    """Find the anchors of two texts, piece by piece."""
    here, there = [_of(text) for text in source], [_of(text) for text in target]
    ours, theirs = Counter(chain.from_iterable(here)), Counter(chain.from_iterable(there))
    limits = _limit(len(source)), _limit(len(target))
    worth = {
        anchor: log(min(len(here), len(there)) / max(count, theirs[anchor]) + 1)
        for anchor, count in ours.items()
        if anchor in theirs and count <= limits[0] and theirs[anchor] <= limits[1]
    }
    kept = worth.keys()
    return Anchors(
        [found & kept for found in here], [found & kept for found in there], worth, _is_kin(ours.keys(), theirs.keys())
    )


def _is_kin(ours: Set[str], theirs: Set[str]) -> bool:
    """Whether two vocabularies have enough in common, if both are long and in Latin letters."""
    one, other = (frozenset(anchor for anchor in found if anchor < _BEYOND_LATIN) for found in (ours, theirs))
    fewer = min(len(one), len(other))
    return fewer < _TELLING or len(one & other) >= _KIN * fewer


def _limit(pieces: int) -> int:
    return max(_FEW, int(_COMMONEST * pieces))


def _of(text: str) -> frozenset[str]:
    plain = text if text.isascii() else unmarked(text)
    return frozenset([token[:_STEM].lower() if token[0].isalpha() else token for token in _TOKEN.findall(plain)])


def _places(pieces: Iterable[frozenset[str]]) -> dict[str, list[int]]:
    """The places of the pieces that each anchor stands in."""
    places: dict[str, list[int]] = {}
    for place, found in enumerate(pieces):
        for anchor in found:
            places.setdefault(anchor, []).append(place)
    return places
