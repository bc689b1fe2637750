"""Precision, recall and F1, per rule, family and marked category and in all, with what they could as well have been."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from tqcheck.evaluation.gold import Mark
from tqcheck.evaluation.matching import Judged, Verdict, mends_alike
from tqcheck.intervals import wilson
from tqcheck.model import Span

SEED, ROUNDS = 0, 1000
"""Of everything that is drawn by lot."""
Interval = tuple[float, float]


class Key(NamedTuple):
    """What a score is of: kind "family", "rule", "category" or "all", and its name."""

    kind: str
    name: str


ALL = Key("all", "")


class Counts(NamedTuple):
    """What was counted: findings (neutral ones aside) and the right ones, marks (taste aside) and the found ones.

    `fixes` are found marks that come with a fix, `same` those of them that a finding's first fix mends as marked.
    """

    findings: int = 0
    right: int = 0
    marked: int = 0
    found: int = 0
    fixes: int = 0
    same: int = 0

    @property
    def precision(self) -> float | None:
        """The share of findings that are right; None of no findings."""
        return self.right / self.findings if self.findings else None

    @property
    def recall(self) -> float | None:
        """The share of marks that are found; None where nothing is marked."""
        return self.found / self.marked if self.marked else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where nothing is marked, 0 where nothing is found."""
        if not self.marked:
            return None
        precision, recall = self.precision or 0.0, self.found / self.marked
        return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


class Score(NamedTuple):
    """Counts with intervals that hold the true share in 95 of 100 cases; `f1` is None where it can't be told."""

    key: Key
    counts: Counts
    precision: Interval
    recall: Interval
    f1: Interval | None


def unit(texts: Sequence[Judged]) -> str:
    """What the interval of F1 is drawn from: "file", or "segment" where there is but one file."""
    return "file" if len(texts) > 1 else "segment"


def scores(texts: Sequence[Judged]) -> list[Score]:
    """The scores, sorted by kind and name.

    A finding is right for its rule whichever mark it meets. A mark counts for the rule and the family that it names, and is
    found for them where one of their own findings meets it; for all and its category, where any does.
    """
    shares: dict[Key, dict[int, Counts]] = defaultdict(dict)
    for number, text in enumerate(texts):
        units = _Units(text) if unit(texts) == "segment" else None
        for key, at, counts in _events(text):
            part = units.of(at) if units else number
            shares[key][part] = _sum([shares[key].get(part, Counts()), counts])
    shares.setdefault(ALL, {})
    return [_score(key, [parts[part] for part in sorted(parts)]) for key, parts in sorted(shares.items())]


class _Units:
    """The segments of a file as units of a sample."""

    def __init__(self, text: Judged) -> None:
        self._starts = [text.document.range(segment, Span(0, 0))[0] for segment in text.document.segments]

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def _events(text: Judged) -> Iterator[tuple[Key, int, Counts]]:
    """All that is to be counted: for which score, where in the file, how."""
    finders: dict[Mark, list[Verdict]] = defaultdict(list)
    for verdict in text.verdicts:
        if not verdict.neutral:
            rule = verdict.finding.rule
            for key in (ALL, Key("family", rule.family), Key("rule", rule.id)):
                yield key, verdict.start, Counts(1, int(bool(verdict.met)))
        for mark in verdict.met:
            finders[mark].append(verdict)
    for mark in text.marks:
        for key in () if mark.taste else _keys(mark):
            own = [verdict for verdict in finders[mark] if _answers(verdict, key)]
            fixes = bool(own and mark.fix)
            same = fixes and any(mends_alike(text.document.text, verdict, mark) for verdict in own)
            yield key, mark.start, Counts(0, 0, 1, int(bool(own)), int(fixes), int(same))


def _keys(mark: Mark) -> list[Key]:
    rule = mark.label if "/" in mark.label else ""
    keys = (Key("category", mark.category), Key("family", mark.family), Key("rule", rule))
    return [ALL, *(key for key in keys if key.name)]


def _answers(verdict: Verdict, key: Key) -> bool:
    """Whether a finding can find marks for a score."""
    names = {"rule": verdict.finding.rule.id, "family": verdict.finding.rule.family}
    return names.get(key.kind, key.name) == key.name


def _sum(counts: Sequence[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True))) if counts else Counts()


def _score(key: Key, parts: Sequence[Counts]) -> Score:
    total = _sum(parts)
    precision, recall = wilson(total.right, total.findings), wilson(total.found, total.marked)
    return Score(key, total, precision, recall, _bootstrap(parts))


def _bootstrap(parts: Sequence[Counts]) -> Interval | None:
    """The interval of F1: what it comes to where the units are drawn anew, with repetition (Efron 1979).

    Units with neither finding nor mark would change nothing and are not among them. One unit alone tells no spread, and
    of few the interval is too narrow.
    """
    if len(parts) < 2 or not _sum(parts).marked:  # noqa: PLR2004
        return None
    draw = random.Random(SEED)
    drawn = (_sum(draw.choices(parts, k=len(parts))).f1 for _ in range(ROUNDS))
    return interval([f1 for f1 in drawn if f1 is not None])


def interval(values: Sequence[float]) -> Interval | None:
    """What 95 of 100 values lie between; None of fewer than two."""
    if len(values) < 2:  # noqa: PLR2004
        return None
    cuts = quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]
