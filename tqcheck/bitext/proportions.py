"""How far a translation is from the size that its source leads one to expect: in length, and in words with a counterpart."""

from __future__ import annotations

from functools import cache
from math import log, sqrt

from tqcheck.bitext.coverage import coverage
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import table

_FIRM, _LOOSE = 0.09, 1.0
"""The spread of log ratios among long texts, and how much it grows in short ones: 0.13 at 100 code points, 0.24 at 20."""
_DOUBTFUL = 0.6
"""Weight of a word that no list has, or that the translation has beside its source's: half of them are free renderings."""
_PER_LENGTH = 6.0
"""Words that a deviation of one in the log ratio counts, in texts of `_WHOLE` words and more."""
_WHOLE = 12


def deviation(pair: Pair) -> float:
    """How much longer than expected a translation is, in standard deviations; below 0 where it is shorter."""
    size = len(pair.source.text.strip())
    if not size:
        return 0.0
    return _beyond(pair) / sqrt(_FIRM**2 + _LOOSE / size)


def surplus(pair: Pair) -> float | None:
    """How many words the translation has too many, below 0 where it has too few; None for languages without a list.

    Weighs words without a counterpart on either side, and the length.
    """
    found = coverage(pair)
    if found is None:
        return None
    gaps = found.gaps
    missing = len(gaps.lost) + _DOUBTFUL * (len(gaps.unlisted) - len(gaps.extra)) - _balance(pair.source.language)
    whole = min(1.0, len(pair.source.words) / _WHOLE)
    return _PER_LENGTH * whole * _beyond(pair) - missing


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
