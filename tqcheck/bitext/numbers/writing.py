"""Write a source's number as the target would: its marks, its scale, in words where the target has words."""

from __future__ import annotations

import re
from decimal import Decimal

from tqcheck.bitext.numbers.quantity import Difference, Number
from tqcheck.bitext.numbers.tables import Table, Value, table
from tqcheck.bitext.pair import Side

_GROUPED = re.compile(r"\d([,.'’\u00a0\u202f\u2009 ])\d{3}(?!\d)")
_LEAST_GROUPED = 10_000
"""Numbers from which digits are grouped where nothing else says so: below, they may be years."""
_MOST_IN_WORDS = 20


def repair(difference: Difference, source: Side, target: Side) -> str:
    """What belongs in the target in place of a changed number, "" where that can't be told from the number alone."""
    one, other = difference.source, difference.target
    if one is None or other is None or not difference.sure or difference.kind == "time":
        return ""
    if other.kind == "date" and not other.digits:
        return _month(one, other, target)
    return "" if one.value == other.value else _number(one, other, source, target)


def _month(one: Number, other: Number, target: Side) -> str:
    settled, old = table(target.language).settled, target.text[other.start : other.end]
    return _like(old, settled.get(("month", one.value), "")) if settled.get(("month", other.value)) == old.lower() else ""


def _number(one: Number, other: Number, source: Side, target: Side) -> str:
    words, text = table(target.language), target.text
    if not other.digits:
        return _in_words(one, other, text, words)
    if text[other.end : other.end + 1].isalpha():  # 21st, 2e: the letters would have to change too
        return ""
    digits = re.match(r"[\d.,'’\u00a0\u202f\u2009 ]*\d", text[other.start : other.end])
    if digits is None:
        return ""
    rest = text[other.start + digits.end() : other.end]
    if one.scale != other.scale:
        scale = words.settled.get(("scale", one.scale), "") if one.mantissa == other.mantissa else ""
        return f"{digits[0]} {scale}" if scale else ""
    grouped = _GROUPED.search(source.text[one.start : one.end]) is not None
    return _digits(one.mantissa, words, _GROUPED.search(digits[0]), grouped=grouped) + rest


def _in_words(one: Number, other: Number, text: str, words: Table) -> str:
    """The word for a number, where the target has a single word and the language one form of it."""
    old = text[other.start : other.end]
    head = "ordinal" if other.ordinal else "cardinal"
    if one.value > _MOST_IN_WORDS or one.ordinal != other.ordinal or not old.isalpha():
        return ""
    return _like(old, words.settled.get((head, one.value), ""))


def _like(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _digits(value: Value, words: Table, like: re.Match[str] | None, *, grouped: bool) -> str:
    """A value in digits, grouped as its neighbour is, or as its language does where it is large or was grouped."""
    mark = like[1] if like else "," if words.decimal == "." else "\u202f" if words.language == "fr" else "."
    whole, _, fraction = format(Decimal(value), "f").partition(".")
    if grouped or (value >= _LEAST_GROUPED):
        whole = f"{int(whole):,}".replace(",", mark)
    return whole + (words.decimal + fraction if fraction.strip("0") else "")
