"""Concepts from elsewhere taken into a glossary: each meets the concept that it is about, or is new.

One of the same id is met, else one with the same preferred term in a language and the same domain, or none. What the house says
stays: another preferred term or definition is a conflict, and is told. What it does not say is filled in. Merging the same
concepts again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.terminology.combining import NOTHING_INSTEAD, combine, key
from tqcheck.terminology.ids import free, slug

_COUNTED = re.compile(r"[a-z]{0,4}[-_]?\d+", re.IGNORECASE)
"""Ids such as c12 or tid-3 that a program counts up: in another file they are another concept's."""
_PASSES = 10
"""How often the file is read at most until nothing changes: what one line adds may tell which concept another is about."""


class Outcome(NamedTuple):
    """What became of a concept from elsewhere.

    `change` is new, changed, same or left; `keys` are those that were filled or changed (`definition`, `en.admitted`),
    `conflicts` what stays as the house has it, or why the concept was left out.
    """

    concept: Concept
    change: str
    keys: tuple[str, ...]
    conflicts: tuple[str, ...]
    origin: str


class Merged(NamedTuple):
    """What became of each concept that came in, in order, and the concepts that are new or changed, as they are to be."""

    outcomes: list[Outcome]
    concepts: list[Concept]


@dataclass
class _Known:
    """The concepts as they stand, found by id and by term.

    `fresh` are those that came in, `touched` those that changed too, `given` is what comes in with an id,
    `owners` tell which of them met a concept first.
    """

    concepts: dict[str, Concept] = field(default_factory=dict)
    named: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    owners: dict[str, int] = field(default_factory=dict)
    given: dict[str, Concept] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)

    def put(self, concept: Concept) -> None:
        self.concepts[concept.id] = concept
        self.touched[concept.id] = None
        for tag, terms in concept.terms.items():
            for term in terms.wanted:
                self.named.setdefault((tag, key(term)), {})[concept.id] = None

    def apart(self, one: Concept, other: Concept) -> bool:
        """Whether the file itself tells two concepts apart: each has an id of its own in it."""
        own = self.given.get(one.id)
        return bool(other.id and own and one.id != other.id and _meant(one, own))


def merge(house: Iterable[Concept], incoming: Sequence[Concept], *, theirs: bool = False) -> Merged:
    """Take concepts into a house's; `theirs` takes what conflicts instead of what the house says."""
    known = _Known(given={concept.id: concept for concept in incoming if concept.id})
    for concept in house:
        known.put(concept)
    before, known.touched = dict(known.concepts), {}
    outcomes = [_meet(known, number, concept, theirs) for number, concept in enumerate(incoming)]
    for _ in range(_PASSES):
        again = [_meet(known, number, concept, theirs) for number, concept in enumerate(incoming)]
        if all(outcome.change in ("same", "left") for outcome in again):
            break
        outcomes = [_joined(first, then) for first, then in zip(outcomes, again, strict=True)]
    changed = (known.concepts[name] for name in known.touched)
    return Merged(outcomes, [concept for concept in changed if concept != before.get(concept.id)])


def _joined(first: Outcome, then: Outcome) -> Outcome:
    if then.change in ("same", "left"):
        return first
    keys = tuple(dict.fromkeys((*first.keys, *then.keys)))
    return then._replace(change="new" if first.change == "new" else then.change, keys=keys)


def _meet(known: _Known, number: int, concept: Concept, theirs: bool) -> Outcome:
    """Merge one concept into what is known."""
    if not any(terms.wanted or terms.forbidden for terms in concept.terms.values()):
        return Outcome(concept, "left", (), ("it has no term",), concept.origin)
    met, doubt = _match(known, concept)
    if doubt:
        told = f"it could be any of {', '.join(doubt)}; give it the id of one, or a domain"
        return Outcome(concept, "left", (), (told,), concept.origin)
    if met is None:
        outcome = _add(known, concept)
        known.owners.setdefault(outcome.concept.id, number)
        return outcome
    # Where a file contradicts itself, what it says first counts: else each import would turn it round.
    first = known.owners.setdefault(met.id, number) == number
    found = combine(met, concept, theirs=theirs and first)
    if found.keys:
        known.put(found.concept)
    return Outcome(found.concept, "changed" if found.keys else "same", found.keys, found.conflicts, concept.origin)


def _add(known: _Known, concept: Concept) -> Outcome:
    """Take a concept in as a new one, without what no glossary can hold."""
    terms = {tag: _holdable(concept, tag) for tag in concept.terms}
    lost = tuple(f"{tag}.forbidden: {NOTHING_INSTEAD}" for tag, kept in terms.items() if kept != concept.terms[tag])
    terms = {tag: kept for tag, kept in terms.items() if kept != Terms()}
    if not any(found.wanted for found in terms.values()):
        return Outcome(concept, "left", (), lost, concept.origin)
    name = concept.id if concept.id and concept.id not in known.concepts else _fresh_id(known, terms)
    new = replace(concept, id=name, terms=terms, status=concept.status or "approved")
    known.fresh.add(name)
    known.put(new)
    return Outcome(new, "new", (), lost, concept.origin)


def _holdable(concept: Concept, tag: str) -> Terms:
    """The terms of a language without forbidden ones that have no preferred one to be replaced with."""
    terms = concept.terms[tag]
    instead = terms.preferred or concept.terms.get(base(tag), terms).preferred
    return terms if instead else replace(terms, forbidden=())


def _match(known: _Known, concept: Concept) -> tuple[Concept | None, tuple[str, ...]]:
    """The concept that another is about, None where there is none; and the ids of several that it may be about."""
    same = known.concepts.get(concept.id) if concept.id else None
    if same and _meant(same, concept):
        return same, ()
    found = list(_candidates(known, concept))
    results = {one.id: combine(one, concept, theirs=False) for one in found}
    if held := _first(found, lambda one: not results[one.id].keys and not results[one.id].conflicts):
        return held, ()
    agreeing = [one for one in found if not _disagrees(one, concept)]
    most = max((_agreement(one, concept) for one in agreeing), default=0)
    best = [one for one in agreeing if _agreement(one, concept) == most] or [one for one in found if one.id not in known.fresh]
    if len(best) > 1:
        return None, tuple(one.id for one in best)
    return (best[0] if best else None), ()


def _candidates(known: _Known, concept: Concept) -> Iterator[Concept]:
    """The concepts of the same domain, or none, that have one of a concept's preferred terms, the house's first.

    Of one that prefers nothing, the admitted terms count. A file tells apart what it gives several ids.
    """
    prefers = any(terms.preferred for terms in concept.terms.values())
    ids: dict[str, None] = {}
    for tag, terms in concept.terms.items():
        for term in filter(None, [terms.preferred] if prefers else terms.admitted):
            ids |= known.named.get((tag, key(term)), {})
    for name in ids:
        one = known.concepts[name]
        domains = {domain.casefold() for domain in (one.domain, concept.domain) if domain}
        if not known.apart(one, concept) and len(domains) < len("ab") and (_agreement if prefers else _shares)(one, concept):
            yield one


def _agreement(one: Concept, other: Concept) -> int:
    """In how many languages two concepts prefer the same term."""
    return sum(
        bool(terms.preferred) and key(terms.preferred) == key(other.terms.get(tag, Terms()).preferred)
        for tag, terms in one.terms.items()
    )


def _disagrees(one: Concept, other: Concept) -> bool:
    """Whether two concepts prefer different terms in some language."""
    pairs = ((terms.preferred, other.terms.get(tag, Terms()).preferred) for tag, terms in one.terms.items())
    return any(left and right and key(left) != key(right) for left, right in pairs)


def _meant(one: Concept, other: Concept) -> bool:
    """Whether two concepts of one id are one: a person gave it, or they share a term too."""
    return not _COUNTED.fullmatch(one.id) or _shares(one, other)


def _shares(one: Concept, other: Concept) -> bool:
    """Whether two concepts have a term of a language in common."""
    return any(
        not {*map(key, terms.wanted)}.isdisjoint(map(key, other.terms.get(tag, Terms()).wanted))
        for tag, terms in one.terms.items()
    )


def _first(concepts: Iterable[Concept], test: Callable[[Concept], bool]) -> Concept | None:
    return next(filter(test, concepts), None)


def _fresh_id(known: _Known, terms: Mapping[str, Terms]) -> str:
    """An id out of a concept's term, the English one if there is any, with a number where it is taken."""
    ordered = sorted(terms.items(), key=lambda item: item[0] != "en")
    texts = (term for _, found in ordered for term in found.wanted)
    return free(next(filter(slug, texts), ""), known.concepts)
