"""Compare the months of dates: 3 mai ~ May 3."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.numbers.quantity import Difference, Number
from tqcheck.bitext.numbers.tables import Table, table
from tqcheck.bitext.pair import Side

_LEAST_LETTERS = 3
"""Shorter forms of months are words of other meanings too often."""


def months(source: Side, target: Side, ours: list[Number], theirs: list[Number]) -> Iterator[Difference]:
    """Yield the one month of the target that no month of the source answers, where one of the source is left as well.

    Only months beside a day or year in digits are told of (may and march are verbs as well). A month in digits (3.5.2020) may
    answer too, so both texts must name theirs.
    """
    here, there = table(source.language), table(target.language)
    if not (here.month and there.month) or here.month.keys().isdisjoint(source.seen):
        return
    mine, its = _named(source, here), _named(target, there)
    lost = [month for month in mine if month.value not in {other.value for other in its}]
    added = [month for month in its if month.value not in {other.value for other in mine}]
    if len(lost) != 1 or len(added) != 1 or not (_dated(source, lost[0], ours) and _dated(target, added[0], theirs)):
        return
    one, other = lost[0], added[0]
    if any(one.value == number.value for number in theirs) and any(other.value == number.value for number in ours):
        return  # day and month in another order
    yield Difference("changed", "date", other.start, other.end, one, other, True)


def _named(side: Side, words: Table) -> list[Number]:
    """The months that a text names."""
    return [
        Number(*side.spans[at], words.month[word], digits=False, kind="date")
        for at, word in enumerate(side.lowered)
        if len(word) >= _LEAST_LETTERS and word in words.month
    ]


def _dated(side: Side, month: Number, numbers: list[Number]) -> bool:
    """Whether a number in digits stands beside a month, but for a short word (3 de mayo)."""
    return any(
        number.digits
        and (
            side.text[month.end : number.start].strip(" ,.\u00a0") in ("", "de", "del", "do")
            if number.start >= month.end
            else side.text[number.end : month.start].strip(" ,.\u00a0") in ("", "de", "th", "st", "nd", "rd", "er", "th of")
        )
        for number in numbers
    )
