"""How far a translation is from what its source leads one to expect: in length, and in stretches without a counterpart."""

from __future__ import annotations

from functools import cache
from math import log, sqrt
from typing import NamedTuple

from tqcheck.bitext.coverage import coverage
from tqcheck.bitext.frequencies import known
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import table
from tqcheck.bitext.stretches import Stretches, stretches

_ANSWERED = 5
"""Words with a counterpart from which a translation is one word for word."""
_LONGEST = (-0.2, 0.3)
"""Standard deviations of the length up to which one word is lacking, or two."""
_COMMON = 2.5e-5
"""Share of all words from which one is so common that it is often left out: nouns and verbs that say little."""
_FIRM, _LOOSE = 0.09, 1.0
"""The spread of log ratios among long texts, and how much it grows in short ones: 0.13 at 100 code points, 0.24 at 20."""


def deviation(pair: Pair) -> float:
    """How much longer than expected a translation is, in standard deviations; below 0 where it is shorter."""
    size = len(pair.source.text.strip())
    if not size:
        return 0.0
    return _beyond(pair) / sqrt(_FIRM**2 + _LOOSE / size)


class Balance(NamedTuple):
    """Whether a translation leaves out something, and whether it adds something: the logarithm of the odds for it."""

    omitted: float
    added: float


def balance(pair: Pair) -> Balance | None:
    """The balance of a pair; None for languages without a list.

    Weighs the heaviest stretches that one of the texts has alone, and the length.
    """
    if "balance" not in pair.memo:
        found = stretches(pair)
        pair.memo["balance"] = None if found is None else _balance(pair, found)
    weighed: Balance | None = pair.memo["balance"]
    return weighed


def _balance(pair: Pair, found: Stretches) -> Balance:
    root, longer = sqrt(1 + len(pair.source.words)), deviation(pair)
    source, target = found.source.weight, found.target.weight
    less, more = (_odds(kind, pair.source.language) for kind in ("omission", "addition"))
    return Balance(
        less.start + less.longer * longer + (less.source * source + less.target * target) / root,
        more.start + more.longer * longer + more.source * source / root + more.target * target,
    )


class _Odds(NamedTuple):
    """What each thing adds to the odds; see proportions.toml."""

    start: float
    longer: float
    source: float
    target: float


@cache
def _odds(kind: str, language: str) -> _Odds:
    facts = table("proportions")[kind]
    return _Odds(facts["start"] + facts["usual"].get(language, 0.0), facts["longer"], facts["source"], facts["target"])


def lacks_word(pair: Pair) -> bool:
    """Whether all is translated word for word but a word or two, and these are none that one leaves out at will.

    Only telling where the translation has nothing of its own, for else that may stand for them, and where it isn't longer.
    """
    found, longer = coverage(pair), deviation(pair)
    if found is None or not found.lost or found.answered < _ANSWERED or longer > max(_LONGEST):
        return False
    lost, unlisted, extra = found.gaps
    lacking = len(lost) + len(unlisted)
    if extra or not lost or lacking > len(_LONGEST) or longer > _LONGEST[lacking - 1]:
        return False
    share, slight = known(pair.source.language).share, _slight(pair.source.language)
    return any(share(word) < _COMMON and not word.endswith(slight) for word in lost)


@cache
def _slight(language: str) -> tuple[str, ...]:
    """The endings of words that a preposition is enough for in English."""
    return tuple(table("proportions")["slight"].get(language, "").split())


def _beyond(pair: Pair) -> float:
    """The log ratio of the lengths, beyond what the languages lead one to expect."""
    ours, theirs = len(pair.target.text.strip()), len(pair.source.text.strip())
    if not ours or not theirs:
        return 0.0
    return log(ours / theirs) - (_length(pair.target.language) - _length(pair.source.language))


@cache
def _length(language: str) -> float:
    return float(table("proportions")["length"].get(language, 0.1))
