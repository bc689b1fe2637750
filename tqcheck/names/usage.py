"""How often each spelling of a name is used, and which spellings are of one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from tqcheck.names import blocks
from tqcheck.names.archive import Usage, linked, prevalence
from tqcheck.names.likeness import one_name


def clusters(usages: Iterable[Usage], links: Mapping[str, Collection[str]]) -> Iterator[list[Usage]]:
    """Yield the forms of each name, the one that prevails first; names of one form too.

    Forms gather round one that prevails and that they are linked with: were each to bring its own links along, names that are
    less and less alike would end up together.
    """
    order = sorted(usages, key=prevalence)
    waiting = {usage.name: usage for usage in order}
    for first in order:
        if waiting.pop(first.name, None):
            others = [waiting.pop(form) for form in links.get(first.name, ()) if form in waiting]
            yield [first, *sorted(others, key=prevalence)]


def disagreement(cluster: list[Usage]) -> tuple[int, int, str]:
    """Sorts names: those first that are most often spelled otherwise than the form that prevails."""
    first, *others = cluster
    return -sum(other.times for other in others), -first.times, first.name


class Tally:
    """Adds up the names of documents."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()

    def add(self, counts: Mapping[str, int]) -> None:
        """Take in how often each name stands in one more document."""
        self._counts.update(counts)
        self._documents.update(counts.keys())

    def names(self) -> list[list[Usage]]:
        """The forms of each name, the one that prevails first; names first that are most often spelled otherwise."""
        usages = [Usage(form, count, self._documents[form]) for form, count in self._counts.items()]
        links = linked(pair for pair in blocks.candidates(self._counts) if one_name(*pair))
        return sorted(clusters(usages, links), key=disagreement)
