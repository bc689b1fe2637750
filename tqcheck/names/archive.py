"""How other texts of a house spell names: what an article is held against, besides itself.

The texts of one run are one publication, kept in memory; what is remembered from run to run is a ledger. Both answer alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from tqcheck.names import blocks
from tqcheck.names.likeness import one_name

SEVERAL, BY_FAR = 3, 3
"""Texts that must have a spelling, at least and against those that have another, for one more text to depart from it."""
_VERY_MANY = 10_000
FRENCH = re.compile("ou|tch|dj|(?<!t)ch|ine$|ï", re.IGNORECASE)
"""Letters by which French spellings of names differ from English ones."""


def most_pairs(mentions: int) -> int:
    """How many pairs of names are compared in a text of so many mentions, at most: more than there are at hand in news."""
    return 200 + mentions // 80


class Usage(NamedTuple):
    """How often a spelling stands in other texts, in how many of them, and whether the house has said that it prefers it."""

    name: str
    times: int
    documents: int
    preferred: bool = False


class Archive(Protocol):
    """What can be asked of other texts."""

    def usage(self, name: str) -> Usage | None:
        """How a spelling is used; None where it is not."""

    def variants(self, name: str) -> Sequence[Usage]:
        """The other spellings of a name, those in most texts first."""

    def beside(self, path: str) -> Archive:
        """The archive as it is without the text of a path, if that is one of its own."""


class Publication:
    """The names of texts that are checked together: their paths, and how often each name stands in them."""

    def __init__(self, documents: Iterable[tuple[str, Mapping[str, int]]]) -> None:
        self._times: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._texts: dict[str, Mapping[str, int]] = {}
        for path, counts in documents:
            self._times.update(counts)
            self._documents.update(counts.keys())
            self._texts[path] = counts
        self._links: dict[str, list[str]] | None = None

    def usage(self, name: str) -> Usage | None:
        """How a spelling is used in all of the texts."""
        documents = self._documents.get(name)
        return Usage(name, self._times[name], documents) if documents else None

    def variants(self, name: str) -> Sequence[Usage]:
        """The other spellings of a name, those in most texts first."""
        if self._links is None:
            self._links = self._linked()
        found = [Usage(other, self._times[other], self._documents[other]) for other in self._links.get(name, ())]
        return sorted(found, key=prevalence)

    def beside(self, path: str) -> Archive:
        """The other texts, if the one of a path is held here; it may have been mended since."""
        return Rest(self, self._texts[path]) if path in self._texts else self

    def _linked(self) -> dict[str, list[str]]:
        # Among very many names, only those of several texts are looked for, and only where they sound quite alike.
        few = len(self._documents) < _VERY_MANY
        heads = {name for name, texts in self._documents.items() if texts >= SEVERAL or (few and FRENCH.search(name))}
        pairs = blocks.candidates(self._documents, heads, most_pairs(self._times.total()), thorough=few)
        return linked(pair for pair in pairs if self._worth(*pair) and one_name(*pair))

    def _worth(self, one: str, other: str) -> bool:
        """Whether one of two names may prevail over the other: by far, or as English spells what French spells otherwise."""
        few, many = sorted((self._documents[one], self._documents[other]))
        others = few - 1  # one of the texts is the one that is held against the others
        return many >= max(SEVERAL, BY_FAR * others) or sorted(FRENCH.findall(one)) != sorted(FRENCH.findall(other))


class Rest:
    """An archive without one of its own texts, whose names are counted."""

    def __init__(self, whole: Archive, counts: Mapping[str, int]) -> None:
        self._whole, self._counts = whole, counts

    def usage(self, name: str) -> Usage | None:
        """How a spelling is used in the other texts."""
        found = self._whole.usage(name)
        return self._without(found) if found else None

    def variants(self, name: str) -> Sequence[Usage]:
        """The other spellings of a name in the other texts."""
        return [rest for usage in self._whole.variants(name) if (rest := self._without(usage))]

    def beside(self, _path: str) -> Archive:
        """What is without that text already."""
        return self

    def _without(self, usage: Usage) -> Usage | None:
        here = self._counts.get(usage.name, 0)
        if not here:
            return usage
        if usage.documents == 1 and not usage.preferred:
            return None
        return usage._replace(times=usage.times - here, documents=usage.documents - 1)


class Joint:
    """Several archives as one: what the texts of a run and the house's ledger say together."""

    def __init__(self, archives: Sequence[Archive]) -> None:
        self._archives = archives

    def usage(self, name: str) -> Usage | None:
        """How a spelling is used in all of them."""
        return _sum(usage for archive in self._archives if (usage := archive.usage(name)))

    def variants(self, name: str) -> Sequence[Usage]:
        """The other spellings of a name in any of them, those preferred and those in most texts first."""
        names = dict.fromkeys(usage.name for archive in self._archives for usage in archive.variants(name))
        found = [usage for other in names if (usage := self.usage(other))]
        return sorted(found, key=prevalence)

    def beside(self, path: str) -> Archive:
        """All of them, without a text."""
        return Joint([archive.beside(path) for archive in self._archives])


def linked(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each name of some pairs, with those that it is paired with."""
    links: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        links[one].append(other)
        links[other].append(one)
    return dict(links)


def prevalence(usage: Usage) -> tuple[bool, int, int, str]:
    """Sorts forms: those preferred first, then those of most documents, those used most, and by the alphabet."""
    return not usage.preferred, -usage.documents, -usage.times, usage.name


def _sum(usages: Iterable[Usage]) -> Usage | None:
    """One spelling's use in several archives."""
    several = list(usages)
    if not several:
        return None
    times, documents = sum(usage.times for usage in several), sum(usage.documents for usage in several)
    return Usage(several[0].name, times, documents, any(usage.preferred for usage in several))
