"""What stands beside a number: a currency, a unit, per cent, or what makes it an hour."""

from __future__ import annotations

import re

from tqcheck.bitext.numbers.quantity import Number
from tqcheck.bitext.numbers.tables import Table
from tqcheck.bitext.pair import Side

_BEFORE = re.compile(r"([$€£¥₽₹]|\b(?:EUR|USD|GBP|CHF))[ \u00a0]?$")
_LOOK = 5
"""Code points in which a sign before a number must stand."""
_GAP = re.compile(r"[\s.\u2010\u2011-]{0,2}")
_HALF_DAY, _DAY, _HUNDRED = 12, 24, 100

Beside = tuple[str, str]
"""A kind and a code."""
NOTHING: Beside = ("", "")


def currency_before(words: Table, text: str, start: int) -> Beside:
    """The currency whose sign or code stands right before a place."""
    before = _BEFORE.search(text, max(0, start - _LOOK), start) if start else None
    return words.beside[before[1].lower()] if before else NOTHING


def beside(side: Side, words: Table, start: int, end: int, index: int) -> Beside:
    """What stands before or behind a number; `index` is the place of the word behind it."""
    text = side.text
    if (before := currency_before(words, text, start)) != NOTHING:
        return before
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    if (told := words.beside.get(text[at : at + 1])) and not text[at].isalpha():
        return told
    if index < len(side.spans) and side.spans[index].start == at:
        return _named(side, words, index)
    return NOTHING


def _named(side: Side, words: Table, index: int) -> Beside:
    """What the words behind a number say of it: two of them (per cent, a.m.) before one, “de” passed over."""
    lowered = side.lowered
    if lowered[index] in words.of:
        index += 1
    for phrase in (" ".join(lowered[index : index + 2]), ".".join(lowered[index : index + 2])):
        if told := words.beside.get(phrase):
            return told
    return words.beside.get(lowered[index], NOTHING) if index < len(lowered) else NOTHING


def hours(number: Number) -> Number:
    """An hour may be told by a clock of 12 hours or of 24, and with its minutes (1530 hours)."""
    value = number.value
    if "hour" not in (number.kind, number.code) or number.scale != 1:
        return number
    if value > _DAY:
        return number._replace(parts=divmod(int(value), _HUNDRED)) if value < _DAY * _HUNDRED else number
    other = value - _HALF_DAY if value >= _HALF_DAY else value + _HALF_DAY
    return number._replace(others=(*number.others, other, *((0, _DAY) if value in (0, _HALF_DAY, _DAY) else ())))
