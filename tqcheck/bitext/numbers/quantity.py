"""A number read from a text, and a difference between the numbers of two texts."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tqcheck.bitext.numbers.tables import Value


class Number(NamedTuple):
    """A number at a place of a text.

    `others` are further ways to read it, `parts` the numbers that its digits hold one by one. `scale` is the magnitude that
    is part of its value (2 million: 1000000). `kind` and `code` tell what stands beside it: percent, currency, unit, hour,
    date, score. A `soft` number may answer one of the other text but is never missed or wondered at.
    """

    start: int
    end: int
    value: Value
    digits: bool = True
    others: tuple[Value, ...] = ()
    parts: tuple[int, ...] = ()
    scale: int = 1
    ordinal: bool = False
    soft: bool = False
    kind: str = ""
    code: str = ""

    @property
    def mantissa(self) -> Value:
        """The value without its magnitude."""
        return Decimal(self.value) / self.scale

    @property
    def readings(self) -> tuple[Value, ...]:
        """All ways to read it."""
        return (self.value, *self.others)


class Difference(NamedTuple):
    """Numbers that don't answer each other.

    `how` is changed, lost or added; `kind` number, magnitude, decimal, percent, date, time, currency, unit or score; the
    span lies in the target, and is empty where a number was lost. `sure` where no other pairing is in sight; `fix` is
    the text that belongs in the span, "" where that is open.
    """

    how: str
    kind: str
    start: int
    end: int
    source: Number | None
    target: Number | None
    sure: bool = False
    fix: str = ""
