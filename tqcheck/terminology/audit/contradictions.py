"""Terms that are right in one place and forbidden in another, as matching would see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from tqcheck.glossary import Concept, Terms, match
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, fold, plain
from tqcheck.model import Fix, Severity
from tqcheck.terminology.audit.corpus import Matcher
from tqcheck.terminology.audit.endings import SMALL, agreeing
from tqcheck.terminology.audit.material import Fault, Material

_ALIKE = "Hyphens, kinds of space and apostrophe, a first capital and a plain plural make no difference to matching."


def _outdone(material: Material) -> Iterator[tuple[str, Concept, str, Entry]]:
    """Forbidden terms that are never told, for a term that is right reads the same: tag, concept, term, the right entry."""
    for tag in material.tags:
        forbidding = [concept for concept in material.active if tag in concept.terms and concept.terms[tag].forbidden]
        if not forbidding:
            continue
        right: dict[str, list[Entry]] = {}
        for entry in material.entries(tag):
            if entry.status == "own":
                right.setdefault(fold(entry.text), []).append(entry)
        for concept in forbidding:
            for text in concept.terms[tag].forbidden:
                found = _read_as(text, right.get(fold(" ".join(text.split())), ()), concept)
                if found:
                    yield tag, concept, text, found


def _read_as(text: str, entries: list[Entry] | tuple[()], concept: Concept) -> Entry | None:
    """The right entry that matching takes a text for, one of its own concept first."""
    text = " ".join(text.split())
    for entry in sorted(entries, key=lambda entry: entry.concept != concept.id):
        if entry.text == text or match.mentions(text, [(0, len(text), entry)]):
            return entry
    return None


def forbidden_elsewhere(material: Material) -> Iterator[Fault]:
    """Terms that one concept forbids and another one calls right; those in a cycle are told as such."""
    rings = {text for ring in _rings(material) for _, text in ring}
    for tag, concept, text, entry in _outdone(material):
        other = material.by_id[entry.concept]
        if other is concept or not material.tells(concept, other) or (tag, _key(text)) in rings:
            continue
        at, there = material.ordered(other, concept)
        reads = "" if entry.text == " ".join(text.split()) else f" (it reads like “{entry.text}”)"
        message = f"“{text}” is forbidden in “{concept.id}” and right in “{other.id}”{reads}."
        why = f"The term is told nowhere, for what is right goes first. The other one is at {there.origin}."
        yield Fault(at, text if at is concept else entry.text, message, why, "Take it out of one of the two.", tag=tag)


def self_contradiction(material: Material) -> Iterator[Fault]:
    """Terms that a table both calls right and forbids, says twice, or writes with spaces that mean nothing."""
    for tag, concept, text, entry in _outdone(material):
        if entry.concept == concept.id and concept.id in material.audited:
            yield _both(concept, tag, text, entry)
    for concept, tag, terms in material.tables():
        yield from _twice(concept, tag, terms)
        yield from _spaced(concept, tag, terms)
        if not terms.preferred and tag == base(tag):
            message = f"[concept.{tag}] has no preferred term, so that nothing of it is ever matched as right."
            yield Fault(concept, "", message, advice="Give it one, or drop the table.", tag=tag)


def _both(concept: Concept, tag: str, text: str, entry: Entry) -> Fault:
    if entry.text == " ".join(text.split()):
        return Fault(concept, text, f"“{text}” is forbidden and right at once.", advice="Take it out of one list.", tag=tag)
    message = f"“{text}” is forbidden in vain: it reads like “{entry.text}”, which is right."
    return Fault(concept, text, message, _ALIKE, "Take it out of `forbidden`.", tag=tag, severity=Severity.minor)


def _twice(concept: Concept, tag: str, terms: Terms) -> Iterator[Fault]:
    for group in (terms.wanted, terms.forbidden, terms.forms):
        known: set[str] = set()
        for text in filter(str.strip, group):
            if " ".join(text.split()) in known:
                yield Fault(concept, text, f"“{text}” is listed twice.", advice="Drop one.", tag=tag, severity=Severity.minor)
            known.add(" ".join(text.split()))


def _spaced(concept: Concept, tag: str, terms: Terms) -> Iterator[Fault]:
    for text in terms.texts:
        tidy = " ".join(re.findall(r"[^ \t\r\n]+", text))
        if text and not text.strip():
            yield Fault(concept, text, "A term is empty.", advice="Drop it.", tag=tag)
        elif tidy != text:
            message = f"“{text}” has spaces at an end, or several in a row."
            yield Fault(concept, text, message, fixes=(Fix(tidy, safe=True),), tag=tag, severity=Severity.minor)


def _key(text: str) -> str:
    return " ".join(plain(text).split())


Ring = tuple[tuple[Concept, tuple[str, str]], ...]
"""Concepts of which each forbids what the one before it prefers, each with the language and the term that it forbids."""


def cycle(material: Material) -> Iterator[Fault]:
    """Concepts that send a term round: one prefers what the next forbids, and so on to the first."""
    for ring in _rings(material):
        concepts = [concept for concept, _ in ring]
        if material.tells(*concepts):
            at = material.last(concepts)
            tag = ring[0][1][0]
            way = " → ".join(f"“{text}”" for _, (_, text) in (*ring, ring[0]))
            others = ", ".join(f"“{concept.id}” at {concept.origin}" for concept in concepts if concept is not at)
            message = f"Terms are replaced in a circle: {way}."
            text = next(text for concept, (_, text) in ring if concept is at)
            yield Fault(at, text, message, f"With it go round: {others}.", "Settle on one of the terms.", tag=tag)


def _rings(material: Material) -> list[Ring]:
    """The circles of forbidden term → preferred term, over two or more concepts."""
    edges: dict[tuple[str, str], dict[tuple[str, str], Concept]] = {}
    for concept in material.active:
        for tag, terms in concept.terms.items():
            preferred = terms.preferred or concept.terms.get(base(tag), terms).preferred
            for text in terms.forbidden:
                edges.setdefault((tag, _key(text)), {}).setdefault((tag, _key(preferred)), concept)
    rings: list[Ring] = []
    done: set[tuple[str, str]] = set()
    for start in edges:
        _walk(start, edges, done, rings)
    return rings


def _walk(
    start: tuple[str, str],
    edges: dict[tuple[str, str], dict[tuple[str, str], Concept]],
    done: set[tuple[str, str]],
    rings: list[Ring],
) -> None:
    """Follow what replaces a term as far as it leads, once for each term; a term met again on the way closes a ring."""
    path: dict[tuple[str, str], None] = {}
    ways = [iter([start])]
    while ways:
        node = next(ways[-1], None)
        if node is None:
            ways.pop()
            if path:
                done.add(path.popitem()[0])
        elif node in path:
            ring = list(dropwhile(node.__ne__, path))
            concepts = [edges[one][other] for one, other in zip(ring, [*ring[1:], node], strict=True)]
            if len({concept.id for concept in concepts}) > 1:
                rings.append(tuple(zip(concepts, ring, strict=True)))
        elif node not in done and node in edges:
            path[node] = None
            ways.append(iter(edges[node]))


def forbidden_inside(material: Material) -> Iterator[Fault]:
    """Right terms of which some form holds a forbidden term, and is told for it, for matching doesn't know that form.

    The longest term wins, so that a forbidden one inside a right one does no harm where that is written as it is listed. It
    does in a plural in which each word agrees (French *procureurs adjoints*), and in English headlines with their capitals.
    """
    for tag in material.tags:
        entries = material.entries(tag)
        forbidden = Matcher(entry for entry in entries if entry.status == "forbidden")
        holding = [entry for entry in entries if entry.status == "own" and _holds(forbidden, entry.text)]
        if not holding:
            continue
        matcher = Matcher(entries)
        seen: set[tuple[str, str]] = set()
        for entry in holding:
            concept = material.by_id[entry.concept]
            if entry.text in concept.terms.get(tag, Terms()).right:
                for fault in _betrayed(material, matcher, tag, entry):
                    if (fault.concept.id, fault.text) not in seen:
                        seen.add((fault.concept.id, fault.text))
                        yield fault


def _holds(forbidden: Matcher, text: str) -> bool:
    return any(match.mentions(text, [hit]) for hit in forbidden.hits(text))


def _betrayed(material: Material, matcher: Matcher, tag: str, entry: Entry) -> Iterator[Fault]:
    for form in _forms(entry.text, tag):
        for mention in matcher.mentions(form):
            forbidding = material.by_id[mention.entry.concept]
            concept = material.by_id[entry.concept]
            if mention.entry.status == "forbidden" and material.tells(concept, forbidding):
                inside = form[mention.span.start : mention.span.end]
                message = f"“{entry.text}” is right, but in “{form}” the forbidden “{inside}” would be told."
                why = f"“{forbidding.id}” at {forbidding.origin} forbids it, and the form is not known."
                at = concept if concept.id in material.audited else forbidding
                text = entry.text if at is concept else mention.entry.text
                yield Fault(at, text, message, why, f"Add “{form}” to `forms` of “{concept.id}”.", tag=tag)
                return


def _forms(text: str, tag: str) -> Iterator[str]:
    """Plurals in which all words agree, of terms that are no names, and the term as English headlines have it."""
    if text.islower():
        yield from agreeing(text, base(tag))
    titled = " ".join(word if word in SMALL else word[:1].upper() + word[1:] for word in text.split(" "))
    if base(tag) == "en" and titled != text:
        yield titled
