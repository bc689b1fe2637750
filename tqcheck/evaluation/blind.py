"""The blind baseline: what findings would score that read nothing.

Where much is marked, many a finding is right by chance. A score tells something only as far as it is above that.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from tqcheck.evaluation.matching import Judged, meets
from tqcheck.evaluation.scores import ROUNDS, SEED, Interval, interval
from tqcheck.model import Document, Span

_WORD = re.compile(r"\b\w")


class Blind(NamedTuple):
    """The precision of findings at random places, over all rounds, and what 95 of 100 rounds lie between."""

    precision: float
    spread: Interval


class _Outcome(IntEnum):
    """What a finding at some place is; of two marks that it meets, the higher outcome holds."""

    wrong = 0
    neutral = 1
    right = 2


def blind(texts: Sequence[Judged]) -> Blind | None:
    """Throw the findings of each text anew at beginnings of its words; None where there is nothing to throw."""
    draw = random.Random(SEED)
    right, counted = [0] * ROUNDS, [0] * ROUNDS
    for text in texts:
        places = _beginnings(text.document)
        sizes = sorted(verdict.end - verdict.start for verdict in text.verdicts)
        for size, same in groupby(sizes if places else ()):
            outcomes = _outcomes(text, places, size)
            for _ in same:
                drawn = draw.choices(outcomes, k=ROUNDS)
                right = [hits + (outcome is _Outcome.right) for hits, outcome in zip(right, drawn, strict=True)]
                counted = [trials + (outcome is not _Outcome.neutral) for trials, outcome in zip(counted, drawn, strict=True)]
    told = [hits / trials for hits, trials in zip(right, counted, strict=True) if trials]
    spread = interval(told)
    return Blind(sum(right) / sum(counted), spread) if spread else None


def _beginnings(document: Document) -> list[int]:
    """Where the words of a text begin in its file; markup has none."""
    return sorted(
        document.range(segment, Span(*word.span()))[0]
        for segment in document.segments
        for word in _WORD.finditer(segment.target)
    )


def _outcomes(text: Judged, places: Sequence[int], size: int) -> list[_Outcome]:
    """What a finding of a size would be at each of the places."""
    outcomes = [_Outcome.wrong] * len(places)
    length = len(text.document.text)
    for mark in text.marks:
        outcome = _Outcome.neutral if mark.taste else _Outcome.right
        for index in range(bisect_left(places, mark.start - size), bisect_left(places, mark.end)):
            if outcomes[index] < outcome and meets(places[index], min(length, places[index] + size), mark):
                outcomes[index] = outcome
    return outcomes
