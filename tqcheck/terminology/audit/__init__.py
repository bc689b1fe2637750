"""Find what is wrong with a glossary: what contradicts, repeats, is missing or can never match."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from tqcheck.model import Certainty, Severity
from tqcheck.terminology.audit.characters import suspicious_character
from tqcheck.terminology.audit.contradictions import cycle, forbidden_elsewhere, forbidden_inside, self_contradiction
from tqcheck.terminology.audit.coverage import dead, missing_language
from tqcheck.terminology.audit.inflections import inflection_gap
from tqcheck.terminology.audit.material import Fault, Material
from tqcheck.terminology.audit.places import Places
from tqcheck.terminology.audit.repeats import conflict, duplicate
from tqcheck.terminology.audit.romanisations import mixed_romanisation

FAMILY = "audit"


class Kind(NamedTuple):
    """One kind of fault: what finds it, how it is judged, its MQM category, and what it is in a line."""

    find: Callable[[Material], Iterator[Fault]]
    severity: Severity
    certainty: Certainty
    category: str
    told: str
    needs_corpus: bool = False


_MINOR, _MAJOR, _CRITICAL = Severity
_POSSIBLE, _LIKELY, _CERTAIN = Certainty
_TERMS = "terminology/inconsistent"
KINDS = {
    "conflict": Kind(conflict, _MAJOR, _LIKELY, _TERMS, "One term of another language, two preferred terms for it."),
    "cycle": Kind(cycle, _CRITICAL, _CERTAIN, _TERMS, "Concepts that prefer what others forbid, in a circle."),
    "dead": Kind(dead, _MINOR, _CERTAIN, "terminology/unused", "No term of the concept stands in the corpus.", True),
    "duplicate": Kind(duplicate, _MAJOR, _LIKELY, _TERMS, "Two concepts of one id, or called the same."),
    "forbidden-elsewhere": Kind(
        forbidden_elsewhere, _MAJOR, _CERTAIN, _TERMS, "One concept forbids what another one calls right."
    ),
    "forbidden-inside": Kind(
        forbidden_inside, _MAJOR, _LIKELY, _TERMS, "A form of a right term in which a forbidden one would be told."
    ),
    "inflection-gap": Kind(
        inflection_gap, _MINOR, _LIKELY, "terminology/incomplete", "The corpus has a form that the term doesn't match.", True
    ),
    "missing-language": Kind(
        missing_language, _MINOR, _CERTAIN, "terminology/incomplete", "No term in a language that others have."
    ),
    "mixed-romanisation": Kind(
        mixed_romanisation, _MINOR, _LIKELY, "terminology/name", "One name of another script, spelled in two ways."
    ),
    "self-contradiction": Kind(
        self_contradiction, _MAJOR, _CERTAIN, _TERMS, "A term right and forbidden at once, listed twice, or ill spaced."
    ),
    "suspicious-character": Kind(
        suspicious_character,
        _MAJOR,
        _CERTAIN,
        "linguistic-conventions/character-encoding",
        "Look-alikes of another script, what can't be seen, wrong encodings.",
    ),
}
"""The kinds of faults by name; adding one is adding a function and a row."""


class Finding(NamedTuple):
    """A fault at its place: file, line, kind and how it is judged."""

    path: str
    line: int
    rule: str
    kind: Kind
    severity: Severity
    fault: Fault


def audit(material: Material, kinds: Collection[str] = tuple(KINDS)) -> list[Finding]:
    """The faults of the kinds, in order of files and lines; kinds that need a corpus are passed over where there is none."""
    places = Places()
    found = []
    for name in kinds:
        kind = KINDS[name]
        if kind.needs_corpus and material.corpus is None:
            continue
        for fault in kind.find(material):
            path, line = places.of(fault.concept, fault.tag, fault.text)
            found.append(Finding(path, line, f"{FAMILY}/{name}", kind, fault.severity or kind.severity, fault))
    return sorted(found, key=lambda finding: (finding.path, finding.line, finding.rule, finding.fault.text))
