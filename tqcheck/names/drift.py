"""Names that a text spells in several ways: which belong together, which form prevails, and what departs from it.

Full names are compared with full names, single words with single words and with the surnames of full names, for people are
called by these after their first mention. A name whose own word drifts drifts with it (*Hachd*, so *Hachd al-Chaabi*).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import Enum
from itertools import chain, combinations
from typing import NamedTuple

from tqcheck.model import Certainty
from tqcheck.names import blocks
from tqcheck.names.archive import BY_FAR, SEVERAL, Archive, Usage, most_pairs
from tqcheck.names.explanation import explained
from tqcheck.names.likeness import converted, grade, leaning, settled
from tqcheck.names.spelling import words


class Ground(Enum):
    """Why a form was chosen."""

    glossary = "glossary"
    convention = "convention"
    majority = "majority"
    house = "house"
    archive = "archive"


class Known(NamedTuple):
    """What a glossary says of a name: its concept, the form to write, and whether the name is one of the target's own.

    `spelling` tells that the name and the form differ in spelling only.
    """

    concept: str
    preferred: str
    own: bool
    spelling: bool = True


class Departure(NamedTuple):
    """A name spelled otherwise than it should be: what to write for it, as which of the text's names (`like`) and why.

    `times` tells how often the chosen form stands in the text or, where the ground is the archive, in how many other texts
    (`documents`) that many times; `clear` that the ground leaves no doubt.
    """

    name: str
    fix: str
    like: str
    times: int
    ground: Ground
    certainty: Certainty
    clear: bool
    documents: int = 0


class Evidence(NamedTuple):
    """What a text and its glossary say of names, beside how often they come.

    `apart` tells whether two names can't be one for where they stand; `known` what the glossary has; `tongue` is the table of
    the target's own conventions (english); `archive` is how other texts spell.
    """

    apart: Callable[[str, str], bool]
    known: Callable[[str], Known | None]
    tongue: str = "english"
    archive: Archive | None = None


def departures(counts: Mapping[str, int], evidence: Evidence) -> list[Departure]:
    """The names of a text that depart from the form that prevails there, each once; `counts` are in order of appearance."""
    return list(_Names(counts, evidence).departures())


class _Names:
    def __init__(self, counts: Mapping[str, int], evidence: Evidence) -> None:
        self.counts, self.evidence = counts, evidence
        self._most = most_pairs(sum(counts.values()))
        self.order = {name: place for place, name in enumerate(counts)}
        self.full = [name for name in counts if len(words(name)) > 1]
        self.single = {name for name in counts if len(words(name)) == 1}
        self.bearers: dict[str, list[str]] = defaultdict(list)
        """Full names by surname."""
        for name in self.full:
            self.bearers[surname(name)].append(name)

    def departures(self) -> Iterator[Departure]:
        told: set[str] = set()
        for departure in self._all():
            if departure.name not in told:
                told.add(departure.name)
                yield self._known(departure)

    def _known(self, departure: Departure) -> Departure:
        """A departure, with what the glossary writes for the whole name where it has it."""
        known = self.evidence.known(departure.name)
        if known and not known.own and known.spelling:
            return departure._replace(fix=known.preferred, ground=Ground.glossary, clear=True)
        if departure.name.startswith(_THE) and not departure.fix.startswith(_THE):
            return departure._replace(fix=_THE + departure.fix)
        return departure

    def _all(self) -> Iterator[Departure]:
        alone = {*self.single, *(word for word in self.bearers if len(word) >= _SHORTEST)}
        drifting: dict[str, Departure] = {}
        for group in _groups(self._pairs(alone, self._words_apart)):
            for departure in self._judge(group, self._frequency):
                drifting[departure.name] = departure
        for group in _groups(self._pairs(self.full, self._known_apart)):
            yield from self._judge(group, lambda name: self.counts[name] * (surname(name) not in drifting))
        for departure in drifting.values():
            if departure.name in self.single:
                yield departure
        for name in self.full:
            yield from self._inherited(name, drifting)
            yield from self._surname_of(name)
        if self.evidence.archive:
            yield from self._unlike_others(self.evidence.archive)

    def _surname_of(self, name: str) -> Iterator[Departure]:
        """Yield the surname of a full name that the glossary writes otherwise, where it stands alone."""
        known, alone = self.evidence.known(name), bare_surname(name)
        if known and not known.own and alone in self.single and len(words(known.preferred)) > 1:
            fix = bare_surname(known.preferred)
            if fix != alone and grade(alone, fix):
                yield Departure(alone, fix, known.preferred, 0, Ground.glossary, Certainty.likely, clear=True)

    def _unlike_others(self, archive: Archive) -> Iterator[Departure]:
        """Yield the names that other texts spell otherwise, by the house's choice, by English convention or by far."""
        for name in self.counts:
            known, here = self.evidence.known(name), archive.usage(name)
            if (known and known.own) or (here and here.preferred):
                continue
            for rival in archive.variants(name):
                if rival.name in self.counts or self._known_apart(name, rival.name):
                    continue
                if departure := self._unlike(name, here.documents if here else 0, rival):
                    yield departure
                    break

    def _unlike(self, name: str, documents: int, rival: Usage) -> Departure | None:
        """How a name departs from a rival, if it does; as many other `documents` spell as the text does."""
        if not rival.preferred and leaning(rival.name, name, self.evidence.tongue) > 0:
            return None  # the others are to be mended
        led = converted(name, rival.name, self.evidence.tongue)
        sure = bool(grade(name, rival.name)) and (rival.preferred or led or name not in self.single)
        if not (rival.preferred or led or rival.documents >= max(SEVERAL, BY_FAR * documents)):
            return None
        certainty = Certainty.likely if sure else Certainty.possible
        clear = rival.preferred or led
        ground = Ground.house if rival.preferred else Ground.archive
        return Departure(name, rival.name, rival.name, rival.times, ground, certainty, clear, rival.documents)

    def _pairs(self, names: Collection[str], apart: Callable[[str, str], bool]) -> Iterator[tuple[str, str, Certainty]]:
        for one, other in chain(blocks.candidates(names, self._heads(names), self._most), self._of_one_concept(names)):
            known = self._is_one(one, other)
            sure = Certainty.certain if known else grade(one, other)
            if sure and not apart(one, other):
                yield one, other, max(sure, Certainty.likely) if self._both_own(one, other) else sure

    def _heads(self, names: Collection[str]) -> set[str] | None:
        """In a long text, the names that it has more than once: of two that come once each, few are one."""
        if len(names) < blocks.MANY:
            return None
        return {name for name in names if self._frequency(name) > 1}

    def _of_one_concept(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield pairs of names that the glossary has for one concept, one in each language."""
        concepts: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if known := self.evidence.known(name):
                concepts[known.concept].append(name)
        for several in concepts.values():
            yield from (pair for pair in combinations(several, 2) if self._is_one(*pair))

    def _both_own(self, one: str, other: str) -> bool:
        """Whether the glossary has both of two names for one concept in the target's own language."""
        return self._own(one, other) == (True, True)

    def _is_one(self, one: str, other: str) -> bool:
        """Whether the glossary has one of two names as another language's form of the other."""
        return self._own(one, other) in ((True, False), (False, True))

    def _own(self, one: str, other: str) -> tuple[bool, bool] | None:
        """Which of two names of one concept are the target's own; None where they are not of one concept."""
        mine, theirs = self.evidence.known(one), self.evidence.known(other)
        return (mine.own, theirs.own) if mine and theirs and mine.concept == theirs.concept else None

    def _frequency(self, word: str) -> int:
        return self.counts.get(word, 0) + sum(self.counts[name] for name in self.bearers.get(word, ()))

    def _known_apart(self, one: str, other: str) -> bool:
        """Whether the glossary or the text tells two names apart."""
        mine, theirs = self.evidence.known(one), self.evidence.known(other)
        if mine and theirs and mine.preferred != theirs.preferred:
            return True
        if (mine and mine.own and not theirs) or (theirs and theirs.own and not mine):
            return not settled(one, other) or self.evidence.apart(one, other)
        return self.evidence.apart(one, other)

    def _words_apart(self, one: str, other: str) -> bool:
        """Whether two words are no surname of one person, nor one name: both are borne by people of other given names."""
        mine, theirs = self.bearers.get(one, []), self.bearers.get(other, [])
        if not (one in self.single or other in self.single):
            return True  # full names are compared as a whole
        if mine and theirs and not any(grade(name, fellow) for name in mine for fellow in theirs):
            return True
        return self._known_apart(one, other)

    def _judge(self, group: Mapping[str, Mapping[str, Certainty]], count: Callable[[str], int]) -> Iterator[Departure]:
        """Yield what departs from the form that prevails in a group of names."""
        chosen, ground, fix = self._chosen(group, count)
        for name in sorted(group, key=self._place):
            sure = group[name].get(chosen)
            if name == chosen or sure is None:
                continue
            clear = ground is Ground.house or (ground is Ground.glossary and self._is_one(name, chosen))
            clear = clear or (ground is Ground.convention and explained(name, chosen))
            yield Departure(name, fix, chosen, count(chosen), ground, sure, clear)

    def _place(self, name: str) -> int:
        return self.order.get(name, len(self.order))

    def _chosen(self, group: Mapping[str, Mapping[str, Certainty]], count: Callable[[str], int]) -> tuple[str, Ground, str]:
        """The name of a group that prevails, why, and what to write for it."""
        names = sorted(group, key=lambda name: (-count(name), self._place(name)))
        own = [name for name in names if (known := self.evidence.known(name)) and known.own]
        if own:
            # Of several that the glossary admits, a text may choose one, but keep to it.
            return own[0], Ground.glossary if len(own) == 1 else Ground.majority, own[0]
        for name in names:
            if self.evidence.archive and (usage := self.evidence.archive.usage(name)) and usage.preferred:
                return name, Ground.house, name
        best, ground = max(names[:2], key=lambda name: (count(name), not name.isascii())), Ground.majority
        for name in names:
            led = leaning(best, name, self.evidence.tongue) if name in group[best] else 0
            if led:
                best, ground = (name if led > 0 else best), Ground.convention
        return best, ground, best

    def _inherited(self, name: str, drifting: Mapping[str, Departure]) -> Iterator[Departure]:
        """Yield a full name of which a word drifts that the text uses alone, too."""
        parts = name.split(" ")
        for at in (-1, 0):
            found = drifting.get(parts[at])
            if found and (found.clear or surname(name) == parts[at]) and _ROMANCE.isdisjoint(parts):
                parts[at] = found.fix
                # What begins with the word may be a name of its own: a rally called after a city.
                yield found._replace(name=name, fix=" ".join(parts), clear=found.clear and at != 0)
                return


_JOINED = re.compile(r"^[^\W\d_]{2,3}-(?=[^\W\d_]{3})")
_SHORTEST = 4
"""Letters that a surname has at least which is compared."""
_THE = "The "
_ROMANCE = frozenset("de del des di do du la las le les los".split())
"""Words that make a name one of French or Spanish, in which a word stays as it is."""


def surname(name: str) -> str:
    """The last word of a full name, with an article that is joined to it."""
    return name.rpartition(" ")[2]


def bare_surname(name: str) -> str:
    """The last word of a full name, without an article that is joined to it."""
    return _JOINED.sub("", surname(name))


def _groups(pairs: Iterable[tuple[str, str, Certainty]]) -> list[dict[str, dict[str, Certainty]]]:
    """Names that hang together by pairs, each with those that it is paired with."""
    links: dict[str, dict[str, Certainty]] = defaultdict(dict)
    for one, other, sure in pairs:
        links[one][other] = links[other][one] = sure
    groups, seen = [], set[str]()
    for name in links:
        if name not in seen:
            reached, todo = {}, [name]
            while todo:
                each = todo.pop()
                if each not in seen:
                    seen.add(each)
                    reached[each] = links[each]
                    todo += links[each]
            groups.append(reached)
    return groups
