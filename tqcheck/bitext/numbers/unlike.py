"""Where two numbers answer each other, compare what stands beside them: currency, unit, percent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tqcheck.bitext.numbers.quantity import Difference, Number
from tqcheck.bitext.numbers.tables import factors, table
from tqcheck.bitext.pair import Side

_SIGNS = "%‰"
_BOTH, _ALIKE = 2, 1.15
"""Units nearer than this are taken for each other on purpose (a free kick from 30 metres, or yards)."""


def unlike(pairs: Iterable[tuple[Number, Number]], source: Side, target: Side) -> Iterator[Difference]:
    """Yield the pairs of one value with another currency, another unit of the same dimension, or with percent on one side only.

    Silent on a value that stands twice in a text, since nobody knows then which answers which.
    """
    pairs = [pair for pair in pairs if pair[0].kind or pair[1].kind]
    if not pairs:
        return
    times = Counter(number.value for pair in pairs for number in pair)
    for one, other in pairs:
        if one.value != other.value or times[one.value] > _BOTH or one.scale != other.scale:
            continue
        kind = _kind(one, other, source, target)
        if kind:
            yield Difference("changed", kind, other.start, other.end, one, other, True)


def _kind(one: Number, other: Number, source: Side, target: Side) -> str:
    """What differs beside two equal numbers, "" where nothing does."""
    if one.kind == other.kind:
        if one.code == other.code:
            return ""
        return one.kind if one.kind == "currency" or _same_dimension(one.code, other.code) else ""
    if "percent" not in (one.kind, other.kind):
        return ""
    bare, side = (other, target) if one.kind == "percent" else (one, source)
    return "percent" if not _has_percent(side) and bare.kind in ("", "currency") else ""


def _same_dimension(one: str, other: str) -> bool:
    sizes = factors()
    if one not in sizes or other not in sizes or sizes[one][0] != sizes[other][0]:
        return False
    small, large = sorted((sizes[one][1], sizes[other][1]))
    return large > small * _ALIKE


def _has_percent(side: Side) -> bool:
    """Whether a text speaks of per cent anywhere."""
    text = side.text.lower()
    words = table(side.language).beside
    return any(sign in text for sign in _SIGNS) or any(word in text for word, told in words.items() if told[0] == "percent")
