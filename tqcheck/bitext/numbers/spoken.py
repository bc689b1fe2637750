"""Read numbers in words: quatre-vingt-dix-sept, two hundred and five, двадцати трёх, mil millones."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tqcheck.bitext.numbers.tables import Table, Value
from tqcheck.bitext.numbers.vocabulary import named
from tqcheck.bitext.pair import Side

_FOUR, _TEN, _TENS, _HUNDRED = 4, 10, 20, 100
_FOUR_SCORE = 80
_VIGESIMAL = (60, 80)
_JOINTS = " \u00a0\u202f-\u2010\u2011\n"


class Spoken(NamedTuple):
    """A number in words: its place, value, magnitude; soft where it is a bare magnitude (a million)."""

    start: int
    end: int
    value: Value
    scale: int
    ordinal: bool
    soft: bool


class _State:
    """A number as far as it was read: what is settled, what is below the next scale, the last scale."""

    def __init__(self) -> None:
        self.total: Value = 0
        self.current: Value | None = None
        self.last = 0
        self.scale = 1
        self.counted = False
        self.ordinal = False

    @property
    def value(self) -> Value:
        return self.total + (self.current or 0)

    def take_scale(self, factor: int) -> bool:
        """Multiply by a hundred, a thousand …; False where that can't follow."""
        if factor == _HUNDRED:
            return self._take_hundred()
        if not self.last or factor < self.last:
            if self.current is None and self.last:
                return False
            self.total += (1 if self.current is None else self.current) * factor
        elif factor == self.last:
            return False
        else:
            self.total = self.value * factor
        self.current, self.last, self.scale = None, factor, max(self.scale, factor)
        return True

    def _take_hundred(self) -> bool:
        if self.current is None:
            self.current = _HUNDRED
        elif 1 <= self.current < _TENS:
            self.current *= _HUNDRED
        else:
            return False
        return True

    def take(self, value: Value, after_ten: frozenset[int]) -> bool:
        """Add a number below the last scale; False where it can't follow."""
        current = self.current
        if current is None:
            if self.last and value >= self.last:
                return False
            self.current = value
        elif current == _FOUR and value == _TENS:
            self.current = _FOUR_SCORE
        elif (
            (current % _HUNDRED == _TEN and value in after_ten)
            or (current % _HUNDRED in _VIGESIMAL and _TEN <= value < _TENS)
            or _fits(current, value)
        ):
            self.current = current + value
        else:
            return False
        self.counted = True
        return True


def _fits(current: Value, value: Value) -> bool:
    """Whether a number may stand behind a larger one: tens before units, hundreds before both."""
    if value == 0 or current == 0 or current % 1:
        return False
    if value < _TEN:
        return current % _TEN == 0 and (current % _HUNDRED >= _TENS or current % _HUNDRED == 0)
    return value < _HUNDRED and current % _HUNDRED == 0


def scales(side: Side, words: Table, index: int, end: int) -> tuple[int, int]:
    """The product of the scales that stand from a word on, right behind a place, and the word after them."""
    factor, first = 1, index
    while index < len(side.words) and (size := words.scale.get(side.lowered[index])) and _near(side, end, index):
        if size == _HUNDRED or (index > first and size < factor):  # 46 cents
            break
        factor, end, index = factor * size, side.spans[index].end, index + 1
        if end < len(side.text) and side.text[end] == ".":
            end += 1
    return factor, index


def _near(side: Side, end: int, index: int) -> bool:
    return not side.text[end : side.spans[index].start].strip(_JOINTS)


def follows_half(side: Side, words: Table, index: int) -> tuple[int, int]:
    """Behind how many words from a place on “and a half” stands (0 or 1, -1 for nowhere), and the word after it."""
    if words.half_heads.isdisjoint(side.lowered[index : index + 2]):
        return -1, index
    for skip in (0, 1):
        for phrase in words.half:
            last = index + skip + len(phrase)
            if side.lowered[index + skip : last] == list(phrase):
                return skip, last
    return -1, index


def spoken(side: Side, words: Table, found: frozenset[str], used: set[int]) -> Iterator[Spoken]:
    """Yield the numbers in words of a text; `found` are its words that name numbers, `used` words that belong to others."""
    index, count = 0, len(side.words)
    lowered = side.lowered
    while index < count:
        word = lowered[index]
        starts = word in found or word in words.quiet or word in words.fraction
        if not starts or index in used or (word in words.fraction and not _scaled(side, words, index)):
            index += 1
            continue
        said, index = _compose(side, words, index)
        if said:
            yield said


def _scaled(side: Side, words: Table, index: int) -> bool:
    """Whether a word that halves stands before a scale (half a million)."""
    return any(word in words.scale for word in side.lowered[index + 1 : index + 3])


def _compose(side: Side, words: Table, first: int) -> tuple[Spoken | None, int]:
    """Read on from a word as long as the words make one number, and say where it ends."""
    state, index = _State(), first
    if side.lowered[first] in words.fraction:
        state.current, state.counted, index = Decimal("0.5"), True, first + 1
        if side.lowered[index] in words.loose[1]:
            index += 1
    while index < len(side.words) and not state.ordinal:
        step = _step(side, words, state, first, index)
        if not step:
            break
        index += step
    if index == first:
        return None, first + 1
    half, after = follows_half(side, words, index)
    value = state.value
    if half == 0 and state.counted and state.current is None:
        value, index = value + Decimal(state.scale) / 2, after
    if _says_nothing(side, words, first, index):
        return None, index
    return Spoken(
        side.spans[first].start, side.spans[index - 1].end, value, state.scale, state.ordinal, not state.counted
    ), index


def _says_nothing(side: Side, words: Table, first: int, index: int) -> bool:
    """Whether a word stands alone that is an article too, or the “cent” of “pour cent”."""
    if index - first > 1:
        return False
    word = side.lowered[first]
    return word in words.quiet or (first > 0 and f"{side.lowered[first - 1]} {word}" in words.beside)


def _step(side: Side, words: Table, state: _State, first: int, index: int) -> int:
    """Take the word at a place into a number, with a joining word before it; how many words that took."""
    if index > first and not _near(side, side.spans[index - 1].end, index):
        return 0
    if index > first and state.counted and state.current is not None and state.current >= 1:
        half, after = follows_half(side, words, index)
        if half == 0:
            state.current += Decimal("0.5")
            return after - index
    word, taken = side.lowered[index], 1
    if word in words.join.words and index > first:
        if not _joins(side, words, state, index):
            return 0
        word, taken = side.lowered[index + 1], 2
    if factor := words.scale.get(word):
        return taken if taken == 1 and state.take_scale(factor) else 0
    told = named(words.language, word)
    if told is None or not state.take(told[0], words.after_ten):
        return 0
    state.ordinal = told[1]
    return taken


def _joins(side: Side, words: Table, state: _State, index: int) -> bool:
    """Whether “and” at a place joins two parts of one number; what a hundred follows is a number of its own."""
    if index + 1 >= len(side.words) or not _near(side, side.spans[index].end, index + 1):
        return False
    told = named(words.language, side.lowered[index + 1])
    left = state.current if state.current is not None else state.last
    if told is None or not words.join.least <= left or told[0] not in words.join.right:
        return False
    if state.current is not None and left > words.join.most:
        return False
    following = words.scale.get(side.lowered[index + 2], 0) if index + 2 < len(side.words) else 0
    return following != _HUNDRED
