"""How far a translation is from the size that its source leads one to expect: in length, and in words with a counterpart."""

from __future__ import annotations

from functools import cache
from math import log, sqrt

from tqcheck.bitext.coverage import coverage
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import table

_FIRM, _LOOSE = 0.09, 1.0
"""The spread of log ratios among long texts, and how much it grows in short ones: 0.13 at 100 code points, 0.24 at 20."""
_UNLISTED, _EXTRA = 0.6, 0.4
"""Weight of a word that no list has, and of one that the translation has beside its source's: many are free renderings."""
_PER_LENGTH = 6.0
"""Words that a deviation of one in the log ratio counts, in texts of `_WHOLE` words and more."""
_WHOLE = 12
_FREEDOM, _PER_WORD = 0.4, 0.03
"""How much less each word counts that both sides have without a counterpart (the translation is a free one), and each word."""


def deviation(pair: Pair) -> float:
    """How much longer than expected a translation is, in standard deviations; below 0 where it is shorter."""
    size = len(pair.source.text.strip())
    if not size:
        return 0.0
    return _beyond(pair) / sqrt(_FIRM**2 + _LOOSE / size)


def surplus(pair: Pair) -> float | None:
    """How much more a translation says than its source, below 0 where it says less; None for languages without a list.

    Weighs words without a counterpart on either side, and the length, against how long and how free the translation is.
    """
    found = coverage(pair)
    if found is None:
        return None
    gaps = found.gaps
    missing, extra = len(gaps.lost) + _UNLISTED * len(gaps.unlisted), _EXTRA * len(gaps.extra)
    words = len(pair.source.words)
    more = extra - missing + _balance(pair.source.language) + _PER_LENGTH * min(1.0, words / _WHOLE) * _beyond(pair)
    return more / (1 + _FREEDOM * min(missing, len(gaps.extra)) + _PER_WORD * words)


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
def _balance(language: str) -> float:
    return float(table("proportions")["balance"].get(language, 0.0))
