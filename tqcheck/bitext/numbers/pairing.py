"""Pair what is left over in two texts: which number of the target stands where which one of the source should."""

from __future__ import annotations

from decimal import Decimal

from tqcheck.bitext.numbers.quantity import Difference, Number
from tqcheck.bitext.numbers.tables import Value

_THOUSAND = 1000


def pair(lost: list[Number], added: list[Number], source: str, target: str) -> list[Difference]:
    """Differences between left-over numbers: the likeliest pairs first, then what has none."""
    found: list[Difference] = []
    alone = len(lost) == len(added) == 1
    lost, added = [*lost], [*added]
    while lost and added:
        _, _, at, to = min(
            (-_likeness(one, other), abs(i - j), i, j) for i, one in enumerate(lost) for j, other in enumerate(added)
        )
        one, other = lost.pop(at), added.pop(to)
        kind = _kind(one, other, source, target)
        found.append(Difference("changed", kind, other.start, other.end, one, other, alone and not _unscaled(one, other)))
    found += [Difference("lost", _alone(number), 0, 0, number, None, not added) for number in lost]
    found += [Difference("added", _alone(number), number.start, number.end, None, number) for number in added]
    return found


def _likeness(one: Number, other: Number) -> int:
    """How much two numbers look as if one were meant for the other."""
    same = 2 * (one.code == other.code and one.kind == other.kind) + (one.digits == other.digits)
    return same + (one.scale == other.scale) + 2 * (one.mantissa == other.mantissa) + (_size(one) == _size(other))


def _size(number: Number) -> int:
    return len(str(int(number.value)))


def _kind(one: Number, other: Number, source: str, target: str) -> str:
    """What went wrong with a pair."""
    if one.mantissa == other.mantissa and one.scale != other.scale:
        return "magnitude"
    if one.digits and other.digits and _power(one.value, other.value):
        same = _bare(source[one.start : one.end]) == _bare(target[other.start : other.end])
        return "decimal" if same else "magnitude"
    kinds = {one.kind, other.kind}
    if "hour" in kinds:
        return "time"
    if kinds == {"score"}:
        return "score"
    return "percent" if kinds == {"percent"} else _dated(kinds)


def _unscaled(one: Number, other: Number) -> bool:
    """Whether the same figure has a magnitude on one side only: it may stand further off, or be misspelt."""
    return one.mantissa == other.mantissa and 1 in (one.scale, other.scale)


def _dated(kinds: set[str]) -> str:
    return "date" if "date" in kinds else "number"


def _alone(number: Number) -> str:
    return {"hour": "time", "date": "date", "score": "score", "percent": "percent"}.get(number.kind, "number")


def _power(one: Value, other: Value) -> bool:
    """Whether one value is ten, a hundred, a thousand … times the other."""
    if not one or not other:
        return False
    large, small = max(one, other), min(one, other)
    ratio = Decimal(large) / Decimal(small)
    return ratio > 1 and ratio == 10 ** (len(str(int(ratio))) - 1)


def _bare(text: str) -> str:
    return "".join(filter(str.isdigit, text))
