"""How often people agreed with rules and terms, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tqcheck.decisions import Decision
from tqcheck.intervals import wilson


@dataclass(frozen=True)
class Record:
    """How people decided about the findings of one rule, term, person …: counts of each decision."""

    name: str
    accept: int = 0
    edit: int = 0
    reject: int = 0
    skip: int = 0

    @property
    def judged(self) -> int:
        """Findings on which somebody had a word; a skipped one says nothing."""
        return self.accept + self.edit + self.reject

    @property
    def precision(self) -> float | None:
        """The share of judged findings that were right, mended as told or otherwise; None where none was judged."""
        return (self.accept + self.edit) / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies in 95 of 100 cases."""
        return wilson(self.accept + self.edit, self.judged)


def _term(decision: Decision) -> str:
    """The term that a finding is about, for findings about terms and names."""
    return decision.before if decision.family in ("term", "name") else ""


GROUPS: dict[str, Callable[[Decision], str]] = {
    "rule": lambda decision: decision.rule,
    "family": lambda decision: decision.family,
    "term": _term,
    "person": lambda decision: decision.actor,
    "path": lambda decision: decision.path,
}
"""What decisions can be told by; those whose name is empty are left out."""


def records(decisions: Iterable[Decision], group: str) -> list[Record]:
    """The records of a group, those first that were judged most often. `decisions` are settled ones."""
    counts: dict[str, dict[str, int]] = {}
    for decision in decisions:
        if name := GROUPS[group](decision):
            found = counts.setdefault(name, {})
            found[decision.decision] = found.get(decision.decision, 0) + 1
    told = [Record(name, **found) for name, found in counts.items()]
    return sorted(told, key=lambda record: (-record.judged, -record.skip, record.name))
