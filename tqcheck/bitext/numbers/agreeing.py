"""Tell at little cost that two texts say the same numbers in the same way, as most translations do."""

from __future__ import annotations

import re

from tqcheck.bitext.numbers.tables import Table
from tqcheck.bitext.numbers.vocabulary import Telling
from tqcheck.bitext.pair import Side

_RUN = re.compile(r"\d+")
_SHARES = frozenset(["percent", "permille"])


def agree(source: Side, target: Side, here: tuple[Table, Telling], there: tuple[Table, Telling]) -> bool:
    """Whether two texts have the same runs of digits and number words, and no unit, currency or month in place of another.

    Then nothing is left to compare. Each side comes with its language's table and what tells of numbers in it. False says
    nothing: the numbers have to be read. So it is wherever a magnitude stands (million), as it belongs to one of the numbers.
    """
    (mine, ours), (its, theirs) = here, there
    if not (mine.scale.keys().isdisjoint(ours.words) and its.scale.keys().isdisjoint(theirs.words)):
        return False
    if ours.digits != theirs.digits or (ours.digits and _runs(source) != _runs(target)):
        return False
    if _said(source, mine, ours) != _said(target, its, theirs):
        return False
    one, other = _beside(source, mine), _beside(target, its)
    return one == other or not ((one - other and other - one) or (one ^ other) & _SHARES)


def _runs(side: Side) -> list[str]:
    return sorted(_RUN.findall(side.text))


def _said(side: Side, words: Table, told: Telling) -> list[float]:
    """The values of the words that name numbers, each for itself; a compound counts for nothing that another side may say."""
    if not told.words:
        return []
    found = (word for word in side.lowered if word in told.words)
    return sorted(float(words.cardinal.get(word, words.ordinal.get(word, -1))) for word in found)


def _beside(side: Side, words: Table) -> set[str | int]:
    """The units, currencies and per cent of a text, and its months."""
    found: set[str | int] = {words.codes[word] for word in words.codes.keys() & side.seen}
    found.update(code for sign, code in words.signs if sign in side.text)
    found.update(words.month[word] for word in words.month.keys() & side.seen)
    return found
