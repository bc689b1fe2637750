"""Align two texts piece by piece: the path of least cost, by lengths and by what the pieces share.

Lengths are weighed as by Gale and Church (Computational Linguistics 19, 1993): the difference of two translations is as of a
normal distribution with a variance of 6.8 for each code point. Shared anchors speak for two pieces, those that one of them
lacks against them. The path keeps to a corridor, so that time and memory follow the length of the texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from math import erfc, inf, log, sqrt
from typing import NamedTuple

from tqcheck.formats.anchors import Anchors, anchors
from tqcheck.formats.corridor import corridor

_SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
"""How many pieces of the source answer how many of the target."""
_PRIORS = tuple(-log(share) for share in (0.88, 0.02, 0.02, 0.03, 0.03, 0.01, 0.005, 0.005))
"""What each costs, by how often it comes (Gale and Church; those of three are rare)."""
_VARIANCE = 6.8
_FARTHEST = 5.0
"""Standard deviations from which a difference in length says no more."""
_STEPS = 16
_LENGTHS = [-log(max(1e-12, erfc(step / _STEPS / sqrt(2)))) for step in range(int(_FARTHEST * _STEPS) + 1)]
"""What a difference in length costs, by sixteenths of a standard deviation."""
_SCALE = _STEPS / sqrt(_VARIANCE / 2)
_CAP = len(_LENGTHS)
_LONE = _SHAPES.index((0, 1))
_LONGEST = max(map(max, _SHAPES))
_DENSE = re.compile("[\u2e80-\U0003ffff]")
_DENSER = 1.5
_AS_LONG = 1000
"""Letters that two texts are taken to have alike before they are compared: what a short one lacks must not stretch it."""
_LACKING = 0.6
"""What an anchor costs that one side lacks: somewhat less than half of them are found by those that belong together."""
_SHARED = 0.4
"""What a shared anchor is worth, of the logarithm of how rare it is."""
_UNEVEN = 3.0
"""What it costs that a block (a paragraph, a line) ends on one side only."""

_TELLING = 12
"""Anchors, or pieces, from which it can be told that two texts have nothing to do with each other …"""
_LEAST_SHARED, _MOST_LONE = 0.45, 0.5
"""… where fewer of the anchors are shared (two thirds and more are in translations, a tenth by chance), more pieces alone."""


class Bead(NamedTuple):
    """Pieces that answer each other, as half-open ranges; one of the two may be empty."""

    source: range
    target: range


class Path(NamedTuple):
    """The beads of two texts in order, and whether the two look like translations of each other."""

    beads: list[Bead]
    is_plausible: bool


class _Runs(NamedTuple):
    """The runs of so many pieces of a text, by the place that they end at: what of them the cost of a bead hangs on.

    `lacking` is what a run costs if it shares nothing with the other text's, block ends inside of it included.
    """

    sizes: list[float]
    found: list[frozenset[str]]
    lacking: list[float]


class _Side(NamedTuple):
    """One text: its runs of one, two and three pieces, and whether a block ends at a place."""

    runs: list[_Runs]
    ends: list[bool]


def align(source: Sequence[str], target: Sequence[str], ends: tuple[Collection[int], Collection[int]]) -> Path:
    """Align the pieces of two texts; `ends` tells, of each, behind how many pieces a block ends."""
    shared = anchors(source, target)
    sizes = [_size(piece) for piece in source], [_size(piece) for piece in target]
    ratio = (sum(sizes[1]) + _AS_LONG) / (sum(sizes[0]) + _AS_LONG)
    ours = [size * ratio for size in sizes[0]]
    sides = _side(ours, shared.source, ends[0]), _side(sizes[1], shared.target, ends[1])
    worth = {anchor: 2 * _LACKING + _SHARED * rarity for anchor, rarity in shared.worth.items()}
    beads = _Table(*sides, worth).beads(corridor(shared.rare(), len(source), len(target)))
    return Path(beads, shared.is_kin and share(shared, beads) >= _LEAST_SHARED and _meets(beads))


def share(shared: Anchors, beads: Iterable[Bead]) -> float:
    """The share of their anchors that the two sides of beads have in common; 1 where there are too few to tell."""
    found = both = 0
    for bead in beads:
        if bead.source and bead.target:
            ours = frozenset().union(*map(shared.source.__getitem__, bead.source))
            theirs = frozenset().union(*map(shared.target.__getitem__, bead.target))
            found += len(ours) + len(theirs)
            both += 2 * len(ours & theirs)
    return both / found if found >= _TELLING else 1.0


def _meets(beads: Iterable[Bead]) -> bool:
    """Whether most of the pieces have an answer, where there are more than a few."""
    alone = [(len(bead.source) + len(bead.target), not (bead.source and bead.target)) for bead in beads]
    pieces = sum(size for size, _ in alone)
    return pieces < _TELLING or sum(size for size, lone in alone if lone) <= _MOST_LONE * pieces


def _size(piece: str) -> float:
    """The length of a piece in Latin letters; a Chinese character says as much as two or three of these."""
    return len(piece) + 1 if piece.isascii() else len(piece) + 1 + _DENSER * len(_DENSE.findall(piece))


def _side(sizes: Sequence[float], found: Sequence[frozenset[str]], ends: Collection[int]) -> _Side:
    runs = [_Runs([0.0], [frozenset()], [0.0])]
    for size, here in zip(sizes, found, strict=True):
        runs[0].sizes.append(size)
        runs[0].found.append(here)
        runs[0].lacking.append(_LACKING * len(here))
    last = runs[0]
    for more in range(1, _LONGEST):
        longer = _Runs([0.0] * (more + 1), [frozenset()] * (more + 1), [0.0] * (more + 1))
        for place in range(more + 1, len(sizes) + 1):
            longer.sizes.append(last.sizes[place - 1] + runs[0].sizes[place])
            longer.found.append(both := last.found[place - 1] | runs[0].found[place])
            inside = sum(between in ends for between in range(place - more, place))
            longer.lacking.append(_LACKING * len(both) + _UNEVEN * inside)
        runs.append(last := longer)
    return _Side(runs, [place in ends for place in range(len(sizes) + 1)])


class _Table:
    """The table of least costs of two texts, a row for each number of pieces of the source, the last rows of it kept."""

    def __init__(self, source: _Side, target: _Side, worth: dict[str, float]) -> None:
        self._source, self._target, self._worth = source, target, worth
        self._costs: list[list[float]] = []

    def beads(self, limits: Sequence[tuple[int, int]]) -> list[Bead]:
        """The beads of least cost within a corridor."""
        shapes: list[bytearray] = []
        for row, (low, high) in enumerate(limits):
            best, chosen = [inf] * (high - low + 1), bytearray(high - low + 1)
            if row == 0:
                best[0] = 0.0
            for shape, (rows, columns) in enumerate(_SHAPES):
                if 0 < rows <= row:
                    self._try(shape, row, (low, high), limits[row - rows][0] + columns, best, chosen)
            for column in range(1, len(best)):
                if best[column - 1] + _PRIORS[_LONE] < best[column]:
                    best[column], chosen[column] = best[column - 1] + _PRIORS[_LONE], _LONE
            self._costs.append(best)
            shapes.append(chosen)
            if row >= _LONGEST:
                self._costs[row - _LONGEST] = []  # no bead reaches back so far
        return _traced(shapes, limits)

    def _try(self, shape: int, row: int, limits: tuple[int, int], first: int, best: list[float], chosen: bytearray) -> None:
        """Try one shape on all places of a row; `first` is the first column that it can lead to."""
        (rows, columns), low, prior, worth = _SHAPES[shape], limits[0], _PRIORS[shape], self._worth.__getitem__
        earlier = self._costs[row - rows]
        columned = range(max(low, first), min(limits[1], first + len(earlier) - 1) + 1)
        if not columns:
            for column in columned:
                if earlier[column - first] + prior < best[column - low]:
                    best[column - low], chosen[column - low] = earlier[column - first] + prior, shape
            return
        ours, theirs, ends = self._source.runs[rows - 1], self._target.runs[columns - 1], self._target.ends
        size, found, prior, end = ours.sizes[row], ours.found[row], prior + ours.lacking[row], self._source.ends[row]
        most = sum(map(worth, found))
        for column in columned:
            total = earlier[column - first] + prior + theirs.lacking[column]
            if total - most >= best[column - low]:
                continue
            other = theirs.sizes[column]
            step = int(abs(size - other) / sqrt(size + other) * _SCALE)
            total += (_LENGTHS[step] if step < _CAP else _LENGTHS[-1]) + (_UNEVEN if end != ends[column] else 0.0)
            total -= sum(map(worth, found & theirs.found[column]))
            if total < best[column - low]:
                best[column - low], chosen[column - low] = total, shape


def _traced(shapes: Sequence[bytearray], limits: Sequence[tuple[int, int]]) -> list[Bead]:
    beads: list[Bead] = []
    row, column = len(limits) - 1, limits[-1][1]
    while row or column:
        rows, columns = _SHAPES[shapes[row][column - limits[row][0]]]
        beads.append(Bead(range(row - rows, row), range(column - columns, column)))
        row, column = row - rows, column - columns
    return beads[::-1]
