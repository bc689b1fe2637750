"""How alike two spellings sound, and what explains their differences.

Names are compared within one script: *Zelenskyy* and *Zelenski* as Ukrainian, not the one as Ukrainian and the other as Greek.
No list of names is consulted, so that a name never seen is judged like any other; what convention does not explain (*Mumbai*
and *Bombay*, nicknames) is not found.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise

from tqcheck.names.alignment import NEVER, Alignment, Name, name
from tqcheck.names.conventions import Merged
from tqcheck.names.derivation import penalty

SAME_NAME = 0.9
"""Similarity from which two spellings are taken for one name: nine in ten times rightly, and nine in ten that are one."""

_FLOOR = 0.7
"""Below it, names are merely different, and told to be 0 alike."""
_BESIDES = 0.55
"""A similarity is 1 less what differs, by what the names weigh on average; this is added to the weight of both."""
_COUNT = 0.05
"""What it costs that one name has more words."""
_WORD, _ALIKE = 0.2, 0.68
"""What it costs, by how much the least alike words are less alike than the second: given names tell persons apart."""
_TRIED = 4
"""Scripts that are tried one by one, at most, where no one script explains all that differs."""
_LENGTHS = 6
"""Letters more than which one name has no more than the other, if it is the same."""


@lru_cache(1 << 14)
def similarity(first: str, second: str) -> float:
    """How alike two spellings of names are, in [0, 1]: 1 for equal ones, 0 for those with little in common."""
    if second < first:
        return similarity(second, first)
    one, other = name(first), name(second)
    if one.spelling.text == other.spelling.text:
        return 1.0
    if not one.size or not other.size or abs(one.size - other.size) > _LENGTHS:
        return 0.0
    best = nearest(first, second)
    if best is None:
        return 0.0
    alike = _alike(best) - penalty(one.spelling.words, other.spelling.words)
    return min(1.0, alike) if alike > _FLOOR else 0.0


@lru_cache(1 << 12)
def nearest(first: str, second: str) -> Alignment | None:
    """The cheapest alignment of two names that are alike; None for others."""
    one, other = name(first), name(second)
    return closest(one, other, (1 - _FLOOR) * (one.weight + other.weight + _BESIDES) / 2)


def closest(one: Name, other: Name, limit: float) -> Alignment | None:
    """The cheapest alignment of two names within one script; None where it costs more than the limit, in letters."""
    chosen = one.suits if one.suits == other.suits else tuple(index for index in one.suits if index in other.suits)
    best = Alignment(one, other, chosen, limit)
    if best.cost > limit:
        return None
    links = best.links()
    if common(links):
        return best
    tried = (Alignment(one, other, (index,), limit) for index in _likely(links, chosen))
    found = min(tried, key=lambda alignment: alignment.cost)
    return found if found.cost <= limit else None


def common(links: list[Merged]) -> int:
    """The scripts in which all links are cheapest, as bits; all bits where there are no links."""
    shared = -1
    for link in links:
        shared &= link.cheapest
    return shared


def _likely(links: list[Merged], chosen: tuple[int, ...]) -> list[int]:
    """The scripts that know most of the links."""
    known = Counter(index for link in links for index in chosen if link.scripts >> index & 1)
    return [index for index, _ in known.most_common(_TRIED)]


def _alike(best: Alignment) -> float:
    one, other = best.first, best.second
    alike = _share(best.cost, one.weight + other.weight)
    ends, other_ends = one.spelling.ends, other.spelling.ends
    if len(ends) != len(other_ends):
        return alike - _COUNT
    if len(ends) == 1:
        return alike
    costs = [0.0, *(min(best.cost_at(*places), NEVER) for places in zip(ends, other_ends, strict=True))]
    spent = [after - before for before, after in pairwise(costs)]
    weights = [sum(pair) for pair in zip(one.weights, other.weights, strict=True)]
    least = min(map(_share, spent, weights))
    return alike - _WORD * max(0.0, _ALIKE - least)


def _share(cost: float, weight: float) -> float:
    return 1 - 2 * cost / (weight + _BESIDES)
