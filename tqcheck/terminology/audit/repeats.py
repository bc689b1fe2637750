"""Concepts that say the same twice, or two things of one term."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tqcheck.glossary import Concept
from tqcheck.languages import base, fold, plain
from tqcheck.model import Severity
from tqcheck.terminology.audit.material import Fault, Material, own

_SEVERAL = 2
"""Languages from which equal preferred terms make two concepts one."""
_MERGE = "Make them one with `tqcheck glossary merge`, or give each its domain."


def duplicate(material: Material) -> Iterator[Fault]:
    """Concepts with one id in two files, and concepts that are called the same in two languages or in their only one."""
    for former, later in material.replaced:
        message = f"Concept “{later.id}” stands at {former.origin}, too; only this one holds."
        yield Fault(
            later, later.id, message, "Of two concepts with one id, the later file's is read.", "Drop one, or rename it."
        )
    seen: set[frozenset[str]] = set()
    for one, other, calls in _twins(material):
        pair = frozenset((one.id, other.id))
        if pair not in seen and material.tells(one, other):
            seen.add(pair)
            at, there = material.ordered(one, other)
            names = ", ".join(f"“{own(at, tag).preferred}” ({tag})" for tag in calls)
            message = f"“{at.id}” and “{there.id}” are called the same: {names}."
            why, term = f"The other one is at {there.origin}.", own(at, calls[0]).preferred
            if there.id in material.audited:
                yield Fault(at, term, message, why, _MERGE, tag=calls[0])
            else:
                over = f"Give it the id “{there.id}”, so that it goes over that one."
                yield Fault(at, term, message, why, over, tag=calls[0], severity=Severity.minor)


def _twins(material: Material) -> Iterator[tuple[Concept, Concept, tuple[str, ...]]]:
    """Pairs of concepts of one domain, or one without, and the languages in which both are called the same."""
    named: dict[tuple[str, str], list[Concept]] = {}
    for concept in material.active:
        for tag, terms in concept.terms.items():
            if terms.preferred:
                named.setdefault((tag, _same(terms.preferred)), []).append(concept)
    met: dict[tuple[tuple[str, str], ...], dict[str, Concept]] = {}
    for concept in material.active:
        keys = [(tag, _same(terms.preferred)) for tag, terms in sorted(concept.terms.items())]
        shared = [key for key in keys if len(named.get(key, ())) > 1]
        alone = [(key,) for key in shared if len(concept.terms) == 1]
        for together in (*alone, *_pairs(shared)):
            known = met.setdefault(together, {})
            domains = (concept.domain, "") if concept.domain else tuple(known)
            for other in [known[domain] for domain in dict.fromkeys(domains) if domain in known]:
                yield other, concept, tuple(tag for tag, _ in together)
            known.setdefault(concept.domain, concept)


def _pairs(keys: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Pairs of terms of two languages; en and en-GB are one."""
    return (pair for pair in combinations(keys, _SEVERAL) if base(pair[0][0]) != base(pair[1][0]))


def _same(term: str) -> str:
    return " ".join(fold(term).split())


def conflict(material: Material) -> Iterator[Fault]:
    """Terms of another language for which two concepts of one domain prefer two terms of the target language.

    Silent where one of the two admits what the other prefers, and where the domains differ: homonyms are no contradiction.
    """
    senses: dict[tuple[str, str, str], dict[str, Concept]] = {}
    target = base(material.target)
    for concept in material.active:
        preferred = own(concept, material.target).preferred
        for tag, terms in concept.terms.items():
            if base(tag) != target and not terms.verbatim and preferred:
                for text in set(terms.wanted):
                    key = (tag, " ".join(plain(text).split()), concept.domain)
                    senses.setdefault(key, {}).setdefault(preferred, concept)
    seen: set[frozenset[str]] = set()
    for (tag, text, _), found in senses.items():
        first, *others = found.values()
        for other in others:
            pair = frozenset((first.id, other.id))
            if pair not in seen and _contradict(material, first, other):
                seen.add(pair)
                yield _contradiction(material, tag, text, first, other)


def _contradict(material: Material, one: Concept, other: Concept) -> bool:
    mine, theirs = own(one, material.target), own(other, material.target)
    right = {_same(text) for text in mine.wanted}
    return (
        material.tells(one, other)
        and _same(theirs.preferred) not in right
        and _same(mine.preferred) not in map(_same, theirs.admitted)
    )


def _contradiction(material: Material, tag: str, text: str, one: Concept, other: Concept) -> Fault:
    at, there = material.ordered(one, other)
    mine, theirs = own(at, material.target).preferred, own(there, material.target).preferred
    message = f"“{text}” ({tag}) is “{mine}” here and “{theirs}” in “{there.id}”."
    advice = "Prefer one and admit the other, or give the two concepts domains that tell them apart."
    return Fault(at, text, message, f"Both are concepts of one domain; the other one is at {there.origin}.", advice, tag=tag)
