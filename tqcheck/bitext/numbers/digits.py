"""Read a run of digits: which numbers it holds, whatever marks group its digits, in a text of a given language.

A mark that groups in one language parts decimals in another. Where a run can be read both ways, the language's own way is the
number's value and the other way is kept beside it, since engines leave foreign marks as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from tqcheck.bitext.numbers.tables import Value

_SPACES = "\u0020\u00a0\u2009\u202f"
_RUN = re.compile(rf"\d+(?:[.,'’·٬٫]\d+|[{_SPACES}]\d{{3}}(?!\d))*")
_PART = re.compile(r"\d+")
_GROUP, _MOST_FIRST = 3, 3
_TWO = 2


class Digits(NamedTuple):
    """A number in digits: where it stands, its value, other ways to read it, and the numbers of its parts (20.30 → 20, 30)."""

    start: int
    end: int
    value: Value
    others: tuple[Value, ...] = ()
    parts: tuple[int, ...] = ()


def runs(text: str, decimal: str) -> Iterator[Digits]:
    """Yield the numbers in digits of a text whose language has the given decimal mark."""
    for match in _RUN.finditer(text):
        if (end := match.end()) - match.start() == len(_PART.match(match[0])[0]):  # type: ignore[index]
            yield Digits(match.start(), end, int(match[0]))
        else:
            yield from _read(text, match.start(), end, decimal)


def _read(text: str, start: int, end: int, decimal: str) -> Iterator[Digits]:
    """Read a run with marks in it as one number, or else as its parts; a run that a space parts, on either side of it."""
    spans = [found.span() for found in _PART.finditer(text, start, end)]
    groups = [text[left:right] for left, right in spans]
    marks = [text[left[1] : right[0]] for left, right in pairwise(spans)]
    read = _value(groups, marks, decimal)
    if read:
        yield Digits(start, end, read[0], read[1:], tuple(map(int, groups)))
        return
    cut = next((at for at, mark in enumerate(marks) if mark in _SPACES), -1)
    if cut >= 0:
        yield from _read(text, start, spans[cut][1], decimal)
        yield from _read(text, spans[cut + 1][0], end, decimal)
        return
    for left, right in spans:
        yield Digits(left, right, int(text[left:right]))


def _value(groups: list[str], marks: list[str], decimal: str) -> tuple[Value, ...]:
    """The value of groups of digits with marks between them and other ways to read it, () where they are no one number."""
    if not marks:
        return (int(groups[0]),)
    kinds = set(marks)
    whole = int("".join(groups))
    if len(kinds) == 1:
        if len(marks) == 1 and marks[0] in ".,·٫":
            return _single(groups, marks[0] == decimal, whole)
        return (whole,) if _grouped(groups) else ()
    if len(kinds) == _TWO and marks.count(marks[-1]) == 1 and marks[-1] in ".,·٫" and _grouped(groups[:-1]):
        return (Decimal(f"{''.join(groups[:-1])}.{groups[-1]}"),)
    return ()


def _single(groups: list[str], own: bool, whole: int) -> tuple[Value, ...]:
    """One mark: a decimal mark if it is the language's own or if what follows can't be a group of three."""
    fraction = Decimal(".".join(groups))
    if not _grouped(groups):
        return (fraction,)
    return (fraction, whole) if own else (whole, fraction)


def _grouped(groups: list[str]) -> bool:
    """Whether digits are grouped by threes, or as in India (1,00,000)."""
    first, *rest = groups
    if not rest or len(first) > _MOST_FIRST or (first.startswith("0")) or len(rest[-1]) != _GROUP:
        return not rest and len(first) >= 1
    sizes = {len(group) for group in rest[:-1]}
    return sizes <= {_GROUP} or (sizes == {_TWO} and len(first) <= _TWO)
