"""Where the path of an alignment can run: close to what surely belongs together, so that its cost follows the texts' length."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

_NEAR = 4
"""Pieces to both sides of what surely belongs together."""
_BLOCK = 4_000
"""Cells between two sure places up to which all of them are looked at …"""
_BAND = 40
"""… and pieces to both sides of the straight line between them, where there are more."""
_WIDEST = 400


def corridor(pairs: Sequence[tuple[int, int, int]], height: int, width: int) -> list[tuple[int, int]]:
    """For each number of pieces of the source that are behind, the least and the most of the target's, both inclusive.

    `pairs` are the pieces that share what stands nowhere else, and how much of it they share.
    """
    points = [(0, 0), *((row + 1, column + 1) for row, column in _chain(pairs)), (height, width)]
    low, high = [width] * (height + 1), [0] * (height + 1)
    for (top, left), (bottom, right) in pairwise(points):
        for row in range(top, bottom + 1):
            first, last = _between(row, (top, left), (bottom, right))
            low[row] = min(low[row], max(0, first))
            high[row] = max(high[row], min(width, last))
    for row in range(height - 1, -1, -1):
        low[row] = min(low[row], low[row + 1])
    for row in range(1, height + 1):
        high[row] = max(high[row], high[row - 1])
    low[0], high[-1] = 0, width
    return list(zip(low, high, strict=True))


def _between(row: int, start: tuple[int, int], end: tuple[int, int]) -> tuple[int, int]:
    """The columns of a row between two sure places."""
    (top, left), (bottom, right) = start, end
    tall, wide = bottom - top, right - left
    if tall * wide <= _BLOCK:
        return left - _NEAR, right + _NEAR
    centre = left + (row - top) * wide // max(1, tall)
    reach = min(_WIDEST, max(_BAND, abs(wide - tall)))
    reach = max(reach, -(-wide // max(1, tall)))  # a step from one row to the next must not leave a gap
    return max(left - _NEAR, centre - reach), min(right + _NEAR, centre + reach)


def _chain(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The heaviest of the chains in which both places only grow: what crosses it was shared by chance.

    Of the chains so far only those are kept that no other ends before and outweighs; so their columns and weights grow.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    columns: list[int] = []
    totals: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for index, (_, column, count) in enumerate(ordered):
        at = bisect_left(columns, column)
        before.append(lasts[at - 1] if at else -1)
        total = count * count + (totals[at - 1] if at else 0)
        stop = at
        while stop < len(columns) and totals[stop] <= total:
            stop += 1
        if stop == at < len(columns) and columns[at] == column:
            continue  # the chain that ends there already is heavier
        columns[at:stop], totals[at:stop], lasts[at:stop] = [column], [total], [index]
    path, index = [], lasts[-1] if lasts else -1
    while index >= 0:
        path.append(ordered[index][:2])
        index = before[index]
    return path[::-1]
