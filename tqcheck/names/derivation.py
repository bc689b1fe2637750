"""Endings that make another name of a name: *Hamid* and *Hamida*, *Ivanov* and *Ivanovich*, *Iraq* and *Iraqi*.

Grammar, not spelling, sets such names apart, however alike they look. Penalties are parts of a similarity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tqcheck.names.spelling import bared

_SURNAME = re.compile(
    r"(?P<soft>[eiyj])?(?P<vowel>[oe])[vwf](?:(?P<male>as|s|)|(?P<female>a)|(?P<son>[iy](?:ch|tch|tsch|cz|tsj|ts|cius|c)))$"
)
"""Slavic names in -ov and -ev, as English, French, German, Polish, Dutch, Latvian and Lithuanian write them."""
_SKY = re.compile(r"...k(?:(?P<male>i|y|yi|ij|ii|iy|yj|yy|is|j)|(?P<female>a(?:ja|ia|ya|a|)))$")
"""Slavic names in -sky and -skaya."""
_KINDS, _STEMS = 0.06, 0.05
"""What it costs that two surnames are of another sex or a patronym; that one is in -ov and one in -ev."""

_LAND = re.compile(r"(?:[iye]|ij)(?:a|e|ya|ye)h?$")
_ENDINGS = {
    frozenset("ci"): 0.035,
    frozenset("ca"): 0.038,
    frozenset("ai"): 0.02,
    frozenset("cL"): 0.032,
    frozenset("iL"): 0.01,
    frozenset("ao"): 0.01,
    frozenset("co"): 0.008,
    frozenset("cu"): 0.008,
    frozenset("aL"): 0.012,
    frozenset("eL"): 0.05,
}
"""What it costs that one name ends in a vowel and one in another, or in a consonant (c); L is -ia and the like."""
_SHORT = 3


def penalty(words: Sequence[str], others: Sequence[str]) -> float:
    """What it takes from a similarity that the words of two names are derived from each other, word by word."""
    if len(words) != len(others):
        return 0.0
    return sum(_surnames(word, other) + _endings(word, other) for word, other in zip(words, others, strict=True))


def _surnames(word: str, other: str) -> float:
    (kind, stem), (other_kind, other_stem) = _surname(word), _surname(other)
    if not kind or not other_kind:
        return 0.0
    return _KINDS if kind != other_kind else _STEMS if stem != other_stem else 0.0


@cache
def _surname(word: str) -> tuple[str, str]:
    """What a Slavic surname is to the others of its family, and whether its stem is hard or soft; nothing for other words."""
    plain = bared(word)
    if found := _SURNAME.search(plain):
        kind = next(name for name in ("son", "female", "male") if found[name] is not None)
        return kind, "soft" if found["soft"] or found["vowel"] == "e" else "hard"
    if found := _SKY.search(plain):
        return ("sky" if found["male"] else "skaya"), ""
    return "", ""


def _endings(word: str, other: str) -> float:
    return _ENDINGS.get(frozenset(_ending(word) + _ending(other)), 0.0)


@cache
def _ending(word: str) -> str:
    plain = bared(word)
    if len(plain) < _SHORT:
        return "c"
    if _LAND.search(plain):
        return "L"
    last = (plain.rstrip("h") or plain)[-1]
    return last if last in "aeou" else "i" if last in "iyj" else "c"
