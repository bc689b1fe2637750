"""Read the numbers of a text: digits and words, with what stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from typing import NamedTuple

from tqcheck.bitext.numbers.digits import Digits, runs
from tqcheck.bitext.numbers.quantity import Number
from tqcheck.bitext.numbers.spoken import Spoken, follows_half, scales, spoken
from tqcheck.bitext.numbers.tables import Table, Value, table
from tqcheck.bitext.numbers.vocabulary import telling
from tqcheck.bitext.pair import Side
from tqcheck.model import Span

_MARKUP = re.compile(
    r"(?<![\d\s])%(?:\(\w+\))?[-+#0-9.]*\$?[a-z]\b|(?<!\d)%(?:\(\w+\)|\d+\$|[-+#0-9.]+)?[a-z]+\b"
    r"|\{[^{}]*\}|&#?\w+;|\w+://\S+|www\.\S+|</?\w[^<>]*>|\S+@\S+"
)
"""What stands for something else in messages of programs (%(count)d, %s, {0}, &nbsp;), tags, and addresses."""
_HAS_MARKUP = re.compile(r"[%{&<@]|://|www\.")
_GLUED = re.compile(r"[^\W\d_]+")
_QUARTERS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_BEFORE = re.compile(r"([$€£¥₽₹]|\b(?:EUR|USD|GBP|CHF))[ \u00a0]?$")
_LOOK = 5
"""Code points in which a sign before a number must stand."""
_GAP = re.compile(r"[\s.\u2010\u2011-]{0,2}")
_RANGE = frozenset("-–—/")
_MONEY = re.compile(r"[ \u00a0\u202f]?([^\W\d_]{1,3})[ \u00a0\u202f]?(?=[€$£])")
"""A magnitude between a number and its currency (1,5 M€)."""
_SCORE = re.compile(r"(?<![\d.,:/-])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\d.,:/-]*\d)")
_CLOCK = frozenset([":", ".", "h"])
_HALF_DAY, _DAY = 12, 24
_FULL_HOUR = "00"


class Beside(NamedTuple):
    """What stands beside a number: its kind and code."""

    kind: str = ""
    code: str = ""


def read(side: Side) -> list[Number]:
    """The numbers of a text, in order."""
    words = table(side.language)
    found = telling(words, side.seen)
    if not found:
        return []
    hidden = [Span(*match.span()) for match in _MARKUP.finditer(side.text)] if _HAS_MARKUP.search(side.text) else []
    numbers, used = _in_digits(side, words, hidden)
    if not all(any(map(str.isdigit, word)) for word in found):
        numbers += [_said(side, words, said) for said in spoken(side, words, found, used) if not _within(said.start, hidden)]
        numbers.sort()
    return _ranges(side, words, numbers)


def _within(at: int, spans: list[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _in_digits(side: Side, words: Table, hidden: list[Span]) -> tuple[list[Number], set[int]]:
    """Numbers in digits, with the places of the words that scale them."""
    numbers, used = [], set[int]()
    starts = [span.start for span in side.spans]
    scores = [Span(*match.span()) for match in _SCORE.finditer(side.text)]
    for run in runs(side.text, words.decimal):
        if hidden and _within(run.start, hidden):
            continue
        number, taken = _digits(side, words, run, bisect_left(starts, run.end))
        used |= taken
        if not number.kind and scores and _within(run.start, scores):
            number = number._replace(kind="score")
        numbers.append(number)
    return numbers, used


def _digits(side: Side, words: Table, run: Digits, index: int) -> tuple[Number, set[int]]:
    """A number in digits with the letters, scales and signs behind it; `index` is the next word's."""
    text, end, value = side.text, run.end, run.value
    others: tuple[Value, ...] = run.others
    scale, halves = 1, ()
    if (quarter := _QUARTERS.get(text[end : end + 1])) is not None:
        value, end = value + quarter, end + 1
        index += side.spans[index : index + 1] == [Span(end - 1, end)]
    if (money := _MONEY.match(text, end)) and (factor := words.glued.get(money[1], 0)):
        end, scale, index = money.end(1), factor, bisect_left(side.spans, money.end(1), key=lambda span: span.start)
    half, last = follows_half(side, words, index)
    if half == 0:
        value, end, index = value + Decimal("0.5"), side.spans[last - 1].end, last
    glue = _GLUED.match(text, end)
    letters = glue[0] if glue else ""
    if letters and text[max(0, run.start - 1) : run.start] != "-" and (factor := words.glued.get(letters) or words.scale.get(letters.lower(), 0)):
        end += len(letters)
        if letters in ("m", "M") and not _BEFORE.search(text, max(0, run.start - _LOOK), run.start) and text[end : end + 1] != "€":
            others = (*others, value * factor)
        else:
            scale = factor
        letters = ""
    taken: set[int] = set()
    if not letters:
        factor, last = scales(side, words, index, end)
        if last > index:
            taken = set(range(index, last))
            scale, end, index = scale * factor, side.spans[last - 1].end, last
        half, last = follows_half(side, words, index)
        if half >= 0:
            halves = (value * scale + Decimal(scale) / 2,)
    beside = _beside(side, words, run.start, end, index, letters)
    number = Number(run.start, end, value * scale, True, (*(other * scale for other in others), *halves), run.parts, scale)
    number = number._replace(soft=_is_soft(text, run))
    return _hours(number._replace(kind=beside.kind, code=beside.code)), taken


def _is_soft(text: str, run: Digits) -> bool:
    """Whether digits may go unsaid: no minutes (17h00), part of a name or formula (CO2, MP3, 4x4)."""
    before, behind = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    return text[run.start : run.end] == _FULL_HOUR or before.isalpha() or before in ("@", "_") or behind in ("x", "×")


def _beside(side: Side, words: Table, start: int, end: int, index: int, letters: str) -> Beside:
    """What stands before or behind a number."""
    if letters and (told := words.beside.get(letters.lower())):
        return Beside(*told)
    text = side.text
    if start and (before := _BEFORE.search(text, max(0, start - _LOOK), start)):
        return Beside(*words.beside[before[1].lower()])
    gap = _GAP.match(text, end + len(letters))
    at = gap.end() if gap else end
    if told := words.beside.get(text[at : at + 1]):
        if not text[at].isalpha():
            return Beside(*told)
    if index < len(side.spans) and side.spans[index].start == at:
        return _named(side, words, index)
    return Beside()


def _named(side: Side, words: Table, index: int) -> Beside:
    """What the words behind a number say of it: two of them (per cent, a.m.) before one."""
    first, *second = side.lowered[index : index + 2]
    if second:
        for phrase in (f"{first} {second[0]}", f"{first}.{second[0]}"):
            if told := words.beside.get(phrase):
                return Beside(*told)
    return Beside(*words.beside.get(first, ("", "")))


def _hours(number: Number) -> Number:
    """An hour may be told by a clock of 12 hours or of 24."""
    value = number.value
    if "hour" not in (number.kind, number.code) or number.scale != 1:
        return number
    if value > _DAY:
        return number._replace(parts=divmod(int(value), 100)) if value < _DAY * 100 else number
    return number._replace(others=(*number.others, value + _HALF_DAY, value - _HALF_DAY))


def _said(side: Side, words: Table, said: Spoken) -> Number:
    """A number in words with what stands behind it."""
    index = bisect_left(side.spans, said.end, key=lambda span: span.start)
    before = bisect_left(side.spans, said.start, key=lambda span: span.start) - 1
    beside = _beside(side, words, said.start, said.end, index, "")
    half, _ = follows_half(side, words, index)
    others: tuple[Value, ...] = (said.value + Decimal(said.scale) / 2,) if half >= 0 else ()
    last = side.lowered[index - 1]
    if said.ordinal and last in words.beside:  # a thirty-second break
        others = (*others, said.value - words.ordinal.get(last, 0))
    soft = said.soft or (before >= 0 and side.lowered[before] in words.half_to)
    number = Number(said.start, said.end, said.value, False, others, (), said.scale, said.ordinal, soft, *beside)
    return _hours(number)


def _ranges(side: Side, words: Table, numbers: list[Number]) -> list[Number]:
    """Give the first number of a range the scale and kind of the second; years may be cut (2007-08)."""
    for at in range(len(numbers) - 2, -1, -1):
        one, other = numbers[at], numbers[at + 1]
        gap = side.text[one.end : other.start]
        middle = gap.strip()
        if not middle and one.digits and other.digits and other.value < one.scale:  # 9 mil 200
            numbers[at : at + 2] = [other._replace(start=one.start, value=one.value + other.value, others=(), scale=1)]
            continue
        if middle in _CLOCK and "hour" in (other.kind, other.code) and len(gap) <= len(middle) + 1:
            numbers[at] = _hours(one._replace(kind="hour"))
            continue
        if middle not in _RANGE and middle.lower() not in words.between:
            continue
        if one.scale == 1 and other.scale > 1:
            one = one._replace(others=(*one.others, one.value * other.scale))
        if not one.kind and (other.kind == "hour" or (middle in _RANGE and other.kind not in ("", "score"))):
            one = _hours(one._replace(kind=other.kind, code=other.code))
        if 1000 <= one.value < 3000 and other.value < 100 and middle:
            numbers[at + 1] = other._replace(others=(*other.others, one.value // 100 * 100 + other.value))
        numbers[at] = one
    return numbers
