"""Read the numbers in digits, with the letters, fractions and magnitudes behind them: 20h30, 1,5 M€, 3 mil millones, 2½."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tqcheck.bitext.numbers.digits import Digits, runs
from tqcheck.bitext.numbers.neighbours import NOTHING, Beside, beside, currency_before, hours
from tqcheck.bitext.numbers.quantity import Number
from tqcheck.bitext.numbers.spoken import follows_half, scales
from tqcheck.bitext.numbers.tables import Table, Value
from tqcheck.bitext.pair import Side
from tqcheck.model import Span

_GLUED = re.compile(r"[^\W\d_]+")
_QUARTERS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_MONEY = re.compile(r"[ \u00a0\u202f]?([^\W\d_]{1,3})[ \u00a0\u202f]?(?=[€$£])")
"""A magnitude between a number and its currency (1,5 M€)."""
_SCORE = re.compile(r"(?<![\d.,:/-])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\d.,:/-]*\d)")
_SCORED = re.compile(r"\d ?[-–:]")
_FULL_HOUR = "00"
_DOUBTFUL = frozenset("mMbBT")
"""Letters that are magnitudes of money, but behind other numbers as often metres or parts of names (B52, 4B)."""
_HALF = Decimal("0.5")


class _Figure:
    """A number in digits as far as it was read; `index` is the place of the next word."""

    def __init__(self, side: Side, words: Table, run: Digits, index: int) -> None:
        self.side, self.words, self.run, self.index = side, words, run, index
        self.value: Value = run.value
        self.others: tuple[Value, ...] = run.others
        self.end, self.scale = run.end, 1
        self.beside: Beside = NOTHING
        self.taken: range = range(0)

    def read(self) -> Number:
        """Read on behind the digits, as far as what stands there belongs to them."""
        self._fraction()
        if not self._money() and self._letters():
            self._scales()
        start, text = self.run.start, self.side.text
        kind, code = self.beside if self.beside != NOTHING else beside(self.side, self.words, start, self.end, self.index)
        value = self.value * self.scale
        others = tuple(other * self.scale for other in self.others)
        if self.scale == 1 and self.index < len(self.side.words):
            others = (*others, *(value * factor for factor in self._perhaps()))
        if follows_half(self.side, self.words, self.index)[0] >= 0:
            others = (*others, value + _HALF * self.scale)
        soft = _may_go_unsaid(text, self.run)
        return hours(Number(start, self.end, value, True, others, self.run.parts, self.scale, False, soft, kind, code))

    def _perhaps(self) -> Iterator[int]:
        """Magnitudes that may be meant: behind one more word (100 autres milliards), or a word with another meaning."""
        factor, _ = scales(self.side, self.words, self.index + 1, self.side.spans[self.index].end)
        for one in (factor, self.words.perhaps.get(self.side.lowered[self.index], 1)):
            if one > 1:
                yield one

    def _fraction(self) -> None:
        """Add ½ or “and a half”."""
        end, spans = self.end, self.side.spans
        if (quarter := _QUARTERS.get(self.side.text[end : end + 1])) is not None:
            self.value, self.end = self.value + quarter, end + 1
            self.index += spans[self.index : self.index + 1] == [Span(end - 1, end)]
        half, last = follows_half(self.side, self.words, self.index)
        if half == 0:
            self.value, self.end, self.index = self.value + _HALF, spans[last - 1].end, last

    def _money(self) -> bool:
        """Take a magnitude that stands before a currency's sign."""
        found = _MONEY.match(self.side.text, self.end)
        factor = self.words.glued.get(found[1], 0) if found else 0
        if not found or not factor:
            return False
        self.end, self.scale = found.end(1), factor
        self.index = bisect_left(self.side.spans, self.end, key=lambda span: span.start)
        return True

    def _letters(self) -> bool:
        """Take letters right behind the digits; False where they are no magnitude, so that none can follow."""
        glue = _GLUED.match(self.side.text, self.end)
        if not glue:
            return True
        letters, start = glue[0], self.run.start
        factor = self.words.glued.get(letters) or self.words.scale.get(letters.lower(), 0)
        if not factor or self.side.text[max(0, start - 1) : start] == "-":
            self.beside = self.words.beside.get(letters.lower(), NOTHING)
            return False
        if letters in _DOUBTFUL and currency_before(self.words, self.side.text, start) == NOTHING:
            self.others = (*self.others, self.value * factor)
            self.beside = self.words.beside.get(letters, NOTHING)
        else:
            self.scale = factor
        self.end = glue.end()
        return True

    def _scales(self) -> None:
        """Take the magnitudes that follow as words."""
        factor, last = scales(self.side, self.words, self.index, self.end)
        if last > self.index:
            self.taken = range(self.index, last)
            self.scale, self.end, self.index = self.scale * factor, self.side.spans[last - 1].end, last


def figures(side: Side, words: Table, hidden: Sequence[Span]) -> tuple[list[Number], set[int]]:
    """The numbers in digits but for those in hidden stretches, with the places of the words that scale them."""
    numbers, used = [], set[int]()
    starts = [span.start for span in side.spans]
    scores = [Span(*match.span()) for match in _SCORE.finditer(side.text)] if _SCORED.search(side.text) else []
    for run in runs(side.text, words.decimal):
        if hidden and within(run.start, hidden):
            continue
        figure = _Figure(side, words, run, bisect_left(starts, run.end))
        number = figure.read()
        used.update(figure.taken)
        if not number.kind and scores and within(run.start, scores):
            number = number._replace(kind="score")
        numbers.append(number)
    return numbers, used


def within(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place lies in any of some stretches."""
    return any(start <= at < end for start, end in spans)


def _may_go_unsaid(text: str, run: Digits) -> bool:
    """Whether digits say no number of their own: no minutes (17h00), part of a name or formula (CO2, MP3, 4x4)."""
    before, behind = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    return text[run.start : run.end] == _FULL_HOUR or before.isalpha() or before in ("@", "_") or behind in ("x", "×")
