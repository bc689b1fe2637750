"""Read the numbers of a text: digits and words, with what stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from tqcheck.bitext.numbers.figures import figures, within
from tqcheck.bitext.numbers.neighbours import beside, hours
from tqcheck.bitext.numbers.quantity import Number
from tqcheck.bitext.numbers.spoken import Spoken, follows_half, spoken
from tqcheck.bitext.numbers.tables import Table, Value, table
from tqcheck.bitext.numbers.vocabulary import Telling, telling
from tqcheck.bitext.pair import Side
from tqcheck.model import Span

_MARKUP = re.compile(
    r"(?<!\d)%(?:\(\w+\)|\d+\$|[-+#0-9.]+)?[a-zA-Z]+(?!\w)"
    r"|\{[^{}]*\}|&#?\w+;|\w+://\S+|www\.\S+|</?\w[^<>]*>|\S+@\S+"
)
"""What stands for something else in messages of programs (%(count)d, %s, {0}, &nbsp;), tags, and addresses."""
_HAS_MARKUP = re.compile(r"[%{&<@]|://|www\.")
_RANGE = frozenset("-–—/")
_CLOCK = frozenset([":", ".", "h"])
_FIRST_YEAR, _LAST_YEAR, _CENTURY = 1000, 3000, 100


def read(side: Side) -> list[Number]:
    """The numbers of a text, in order."""
    words = table(side.language)
    return numbers_told(side, words, telling(words, side))


def numbers_told(side: Side, words: Table, told: Telling) -> list[Number]:
    """The numbers of a text of which is known already what tells of them."""
    found, digits = told
    if not found and not digits:
        return []
    hidden = [Span(*match.span()) for match in _MARKUP.finditer(side.text)] if _HAS_MARKUP.search(side.text) else []
    numbers, used = figures(side, words, hidden) if digits else ([], set())
    if found:
        numbers += [_said(side, words, said) for said in spoken(side, words, found, used) if not within(said.start, hidden)]
        numbers.sort(key=lambda number: number.start)
    return _ranges(side, words, numbers) if len(numbers) > 1 else numbers


def _said(side: Side, words: Table, said: Spoken) -> Number:
    """A number in words with what stands behind it."""
    index = bisect_left(side.spans, said.end, key=lambda span: span.start)
    before = bisect_left(side.spans, said.start, key=lambda span: span.start) - 1
    kind, code = beside(side, words, said.start, said.end, index)
    half, _ = follows_half(side, words, index)
    others: tuple[Value, ...] = (said.value + Decimal(said.scale) / 2,) if half >= 0 else ()
    last = side.lowered[index - 1]
    if said.ordinal and last in words.beside:  # a thirty-second break
        others = (*others, said.value - words.ordinal.get(last, 0))
    if index < len(side.lowered) and (factor := words.perhaps.get(side.lowered[index])):
        others = (*others, said.value * factor)
    to = before >= 0 and side.lowered[before] in words.half_to  # halb neun
    others, soft = (*others, said.value - 1) if to else others, said.soft or to
    return hours(Number(said.start, said.end, said.value, False, others, (), said.scale, said.ordinal, soft, kind, code))


def _ranges(side: Side, words: Table, numbers: list[Number]) -> list[Number]:
    """Join numbers to what they say with the next one, from the last to the first."""
    for at in range(len(numbers) - 2, -1, -1):
        one, other = numbers[at], numbers[at + 1]
        gap = side.text[one.end : other.start]
        middle = gap.strip()
        if not middle and one.digits and other.digits and other.value < one.scale:  # 9 mil 200
            numbers[at : at + 2] = [other._replace(start=one.start, value=one.value + other.value, others=(), scale=1)]
        elif middle in _CLOCK and "hour" in (other.kind, other.code) and len(gap) <= len(middle) + 1:
            numbers[at] = hours(one._replace(kind="hour"))
        elif middle in _RANGE or middle.lower() in words.between:
            numbers[at : at + 2] = _range(one, other, close=middle in _RANGE)
    return numbers


def _range(one: Number, other: Number, *, close: bool) -> list[Number]:
    """Give the first number of a range the scale and kind of the second; the second may be a year cut short (2007-08)."""
    if one.scale == 1 and other.scale > 1:
        one = one._replace(others=(*one.others, one.value * other.scale))
    if not one.kind and (other.kind == "hour" or (close and other.kind not in ("", "score"))):
        one = hours(one._replace(kind=other.kind, code=other.code))
    if _FIRST_YEAR <= one.value < _LAST_YEAR and other.value < _CENTURY:
        other = other._replace(others=(*other.others, one.value // _CENTURY * _CENTURY + other.value))
    return [one, other]
