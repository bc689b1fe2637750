"""How far a translation is from the size that its source leads one to expect: in length, and in words with a counterpart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log, sqrt
from typing import NamedTuple

from tqcheck.bitext.coverage import Coverage, coverage
from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import function_words, table
from tqcheck.bitext.words import is_content

_FIRM, _LOOSE = 0.09, 1.0
"""The spread of log ratios among long texts, and how much it grows in short ones: 0.13 at 100 code points, 0.24 at 20."""
_UNLISTED, _EXTRA = 0.6, 0.4
"""Weight of a word that no list has, and of one that the translation has beside its source's: many are free renderings."""
_PER_LENGTH = 6.0
"""Words that a deviation of one in the log ratio counts, in texts of `_WHOLE` words and more."""
_WHOLE = 12
_TOGETHER = 0.5
"""What each word counts that stands without a counterpart beside another one."""
_FREEDOM, _PER_WORD = 0.4, 0.03
"""How much less each word counts that both sides have without a counterpart (the translation is a free one), and each word."""


def deviation(pair: Pair) -> float:
    """How much longer than expected a translation is, in standard deviations; below 0 where it is shorter."""
    size = len(pair.source.text.strip())
    if not size:
        return 0.0
    return _beyond(pair) / sqrt(_FIRM**2 + _LOOSE / size)


class Balance(NamedTuple):
    """How much a translation leaves out and adds, weighed against how long and how free it is; below 0 for the reverse."""

    omitted: float
    added: float


def balance(pair: Pair) -> Balance | None:
    """The balance of a pair; None for languages without a list.

    Weighs words without a counterpart on either side, and the length; of what is added also how much stands in one place.
    """
    if "balance" not in pair.memo:
        found = coverage(pair)
        pair.memo["balance"] = None if found is None else _balance(pair, found)
    weighed: Balance | None = pair.memo["balance"]
    return weighed


def _balance(pair: Pair, found: Coverage) -> Balance:
    gaps = found.gaps
    missing, extra = len(gaps.lost) + _UNLISTED * len(gaps.unlisted), _EXTRA * len(gaps.extra)
    words = len(pair.source.words)
    more = extra - missing + _usual(pair.source.language) + _PER_LENGTH * min(1.0, words / _WHOLE) * _beyond(pair)
    scale = 1 + _FREEDOM * min(missing, len(gaps.extra)) + _PER_WORD * words
    together = max(0, _run(pair.target, gaps.extra) - 1)
    return Balance(-more / scale, more / scale + _TOGETHER * together / sqrt(scale))


def _run(side: Side, words: Sequence[str]) -> int:
    """The most words of some that stand together, but for function words, names and numbers."""
    small, wanted, longest, now = function_words(side.language), frozenset(words), 0, 0
    for word, lowered in zip(side.words, side.lowered, strict=True) if wanted else ():
        if lowered in wanted:
            now += 1
            longest = max(longest, now)
        elif now and word == lowered and lowered not in small and is_content(lowered):
            now = 0
    return longest


def _beyond(pair: Pair) -> float:
    """The log ratio of the lengths, beyond what the languages lead one to expect."""
    ours, theirs = len(pair.target.text.strip()), len(pair.source.text.strip())
    if not ours or not theirs:
        return 0.0
    return log(ours / theirs) - (_length(pair.target.language) - _length(pair.source.language))


@cache
def _length(language: str) -> float:
    return float(table("proportions")["length"].get(language, 0.1))


@cache
def _usual(language: str) -> float:
    return float(table("proportions")["balance"].get(language, 0.0))
