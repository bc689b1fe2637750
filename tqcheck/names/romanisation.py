"""Which romanisations a spelling fits: those that need the fewest letters of their script for it.

*Khrouchtchev* is seven letters of Russian in the French tradition (х, р, у, щ …), more in any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tqcheck.names.conventions import END, START, Tradition, key, scripts
from tqcheck.names.spelling import spelling

_RANK = 0.4
"""What each rank after the usual rendering adds to a letter."""
_UNLISTED, _MARKED = 1.1, 3.0
"""What a letter counts of which a table has no rendering: a plain one, which all traditions share, and one with a mark."""
_WORSE = 0.5
"""By how much more letters a romanisation still fits."""
_LONGEST = 8


class Romanisation(NamedTuple):
    """A way in which a name may be romanised: the script and the names' origin, and the tradition with its authority."""

    script: str
    origin: str
    tradition: str
    authority: str


def convention(name: str) -> tuple[Romanisation, ...]:
    """The romanisations that a spelling fits, best first; many where it tells little, none where it has no letters."""
    words = spelling(name).words
    fits = [
        (effort(words, tradition), not tradition.near, tradition)
        for script in scripts()
        if script.suits(words)
        for tradition in script.traditions
    ]
    if not words:
        return ()
    least = min(fits, key=lambda fit: fit[:2])[0]
    fitting = sorted((fit for fit in fits if fit[0] <= least + _WORSE), key=lambda fit: fit[:2])
    return tuple(Romanisation(each.script, each.origin, each.name, each.authority) for _, _, each in fitting)


def effort(words: Sequence[str], tradition: Tradition) -> float:
    """How many letters of its script a tradition needs for words in small letters, those that it lacks counted higher."""
    return sum(_word_effort(word, id(tradition)) for word in words)


@lru_cache(1 << 16)
def _word_effort(word: str, tradition: int) -> float:
    costs, size = _renderings()[tradition], len(word)
    least = [0.0] + [1e9] * size
    for at in range(size):
        for to in range(at + 1, min(size, at + _LONGEST) + 1):
            text = word[at:to]
            cost = costs.get(text, 1e9)
            if at == 0:
                cost = min(cost, costs.get(START + text, 1e9))
            if to == size:
                cost = min(cost, costs.get(text + END, 1e9), costs.get(START + text + END, 1e9) if at == 0 else 1e9)
            if to == at + 1:
                cost = min(cost, _UNLISTED if text.isascii() else _MARKED)
            least[to] = min(least[to], least[at] + cost)
    return least[size]


@cache
def _renderings() -> Mapping[int, Mapping[str, float]]:
    """For each tradition, what its renderings count; where it says nothing, it follows the first of its script."""
    tables = {}
    for script in scripts():
        first = script.traditions[0]
        for tradition in script.traditions:
            costs: dict[str, float] = {}
            for letter, renderings in {**first.letters, **tradition.letters}.items():
                for rank, text in enumerate(renderings):
                    plain = key(letter, text).partition("(")[0]
                    costs[plain] = min(costs.get(plain, 1e9), 1 + _RANK * rank)
            tables[id(tradition)] = costs
    return tables
