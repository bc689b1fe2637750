"""Find which numbers of two texts answer each other, and which are left over.

Each step takes away what answers: equal values, other readings, parts (20.30 ~ 8:30 p.m.), converted units (10 km ~ 6 miles),
cut years (1998 ~ 98), then whatever a word of the other text may stand for (both, dozens, half, a month, a Roman numeral).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tqcheck.bitext.numbers.quantity import Number
from tqcheck.bitext.numbers.tables import Value, factors, loose_words, table
from tqcheck.bitext.numbers.vocabulary import roman
from tqcheck.bitext.pair import Side

_ROUNDING = 0.08
"""How far a converted figure may be off: journalists round 10 km to 6 miles."""
_CENTURY, _FIRST_YEAR, _LAST_YEAR = 100, 1000, 2200
_MONTHS, _MOST_ROMAN = 12, 39


class Matched(NamedTuple):
    """Pairs of numbers that answer each other, and those of each text that nothing answers."""

    pairs: list[tuple[Number, Number]]
    lost: list[Number]
    added: list[Number]


def match(source: Side, target: Side, ours: list[Number], theirs: list[Number]) -> Matched:
    """Match the numbers of a source (`ours`) with those of its target (`theirs`)."""
    pairs: list[tuple[Number, Number]] = []
    lost, added = _equal(ours, theirs, pairs)
    if lost and added:
        for answers in (_readings, _year, _converted):
            lost, added = _take(lost, added, pairs, answers)
        lost, added = _parts(lost, added)
    if lost:
        lost = _unexplained(lost, theirs, target)
    if added:
        added = _unexplained(added, ours, source)
    if lost and added and len(lost) != len(added) and (run := _digits(lost, source)) and run == _digits(added, target):
        lost = added = []
    return Matched(pairs, lost, added)


def _equal(ours: list[Number], theirs: list[Number], pairs: list[tuple[Number, Number]]) -> tuple[list[Number], list[Number]]:
    """Pair equal values; of several equal ones those first that stand beside the same."""
    waiting: dict[Value, list[Number]] = {}
    for number in theirs:
        waiting.setdefault(number.value, []).append(number)
    lost: list[Number] = []
    for number in ours:
        if not (equals := waiting.get(number.value)):
            lost.append(number)
            continue
        best = next((other for other in equals if other.code == number.code and other.kind == number.kind), equals[0])
        equals.remove(best)
        pairs.append((number, best))
    left = {id(number) for numbers in waiting.values() for number in numbers}
    return lost, [number for number in theirs if id(number) in left]


def _take(
    lost: list[Number], added: list[Number], pairs: list[tuple[Number, Number]], answers: Callable[[Number, Number], bool]
) -> tuple[list[Number], list[Number]]:
    """Pair what answers by some likeness."""
    rest, added = [], [*added]
    for number in lost:
        other = next((other for other in added if answers(number, other)), None)
        if other is None:
            rest.append(number)
        else:
            added.remove(other)
            pairs.append((number, other))
    return rest, added


def _readings(one: Number, other: Number) -> bool:
    return not set(one.readings).isdisjoint(other.readings)


def _year(one: Number, other: Number) -> bool:
    """Whether one is a year and the other its last two digits (1998 ~ 98; die 80er ~ the 1980s)."""
    long, short = (one, other) if one.value > other.value else (other, one)
    return _FIRST_YEAR <= long.value < _LAST_YEAR and short.value < _CENTURY and long.value % _CENTURY == short.value


def _converted(one: Number, other: Number) -> bool:
    """Whether one is the other in another unit of the same dimension, as near as people round."""
    sizes = factors()
    mine, its = sizes.get(one.code), sizes.get(other.code)
    if not mine or not its or mine[0] != its[0] or one.code == other.code:
        return False
    left, right = float(one.value) * mine[1], float(other.value) * its[1]
    return abs(left - right) <= _ROUNDING * max(left, right)


def _parts(lost: list[Number], added: list[Number]) -> tuple[list[Number], list[Number]]:
    """Let numbers with marks in them answer by their parts."""
    for whole in [number for number in lost if number.parts]:
        if rest := _without(added, whole.parts):
            lost, added = [number for number in lost if number is not whole], rest[0]
    for whole in [number for number in added if number.parts]:
        if rest := _without(lost, whole.parts):
            added, lost = [number for number in added if number is not whole], rest[0]
    return lost, added


def _without(numbers: list[Number], parts: Iterable[int]) -> tuple[list[Number]] | None:
    """The numbers without those that answer each of the parts, None where one has no answer."""
    left = [*numbers]
    for part in parts:
        found = next((number for number in left if part in number.readings), None)
        if found is None and part != 0:
            return None
        if found:
            left.remove(found)
    return (left,)


def _unexplained(numbers: list[Number], others: list[Number], side: Side) -> list[Number]:
    """Those numbers that no word and no number of the other text may stand for."""
    values: set[Value] = {value for other in others for value in (*other.readings, *other.parts)}
    values |= {value // _CENTURY + 1 for value in values if _FIRST_YEAR <= value < _LAST_YEAR}  # die 50er des 19. Jahrhunderts
    return [
        number for number in numbers if not number.soft and values.isdisjoint(number.readings) and not _explained(number, side)
    ]


def _explained(number: Number, side: Side) -> bool:
    """Whether a word of a text may stand for a number."""
    words = table(side.language)
    if not loose_words(words, number.readings).isdisjoint(side.seen):
        return True
    if 1 <= number.value <= _MONTHS and any(words.month.get(word) == number.value for word in side.seen):
        return True
    return 1 <= number.value <= _MOST_ROMAN and any(roman(_capitals(word)) == number.value for word in side.words)


def _capitals(word: str) -> str:
    """The capitals that a word begins with (XXe → XX)."""
    return word[: next((at for at, letter in enumerate(word) if not letter.isupper()), len(word))]


def _digits(numbers: list[Number], side: Side) -> str:
    """All digits of numbers in a row, however they were grouped."""
    return "".join(letter for number in numbers for letter in side.text[number.start : number.end] if letter.isdigit())
