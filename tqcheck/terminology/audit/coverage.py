"""What is missing from concepts, and concepts that are missing from texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tqcheck.glossary import Concept
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, name
from tqcheck.terminology.audit.corpus import Matcher
from tqcheck.terminology.audit.inflections import unknown_forms
from tqcheck.terminology.audit.material import Fault, Material

_MOST = 0.8
"""Share of a file's concepts from which a language is expected in all of them."""


def missing_language(material: Material) -> Iterator[Fault]:
    """Concepts without a preferred term in a language that was asked for, or that most concepts of their file have."""
    files: dict[str, list[Concept]] = {}
    for concept in material.active:
        if concept.id in material.audited:
            files.setdefault(concept.origin.rpartition(":")[0], []).append(concept)
    for concepts in files.values():
        spoken = [{base(tag) for tag, terms in concept.terms.items() if terms.preferred} for concept in concepts]
        counts = Counter(language for languages in spoken for language in languages)
        usual = [tag for tag, count in counts.items() if count >= _MOST * len(concepts)]
        for concept, languages in zip(concepts, spoken, strict=True):
            for tag in material.languages or sorted(usual):
                if base(tag) not in languages:
                    why = "" if material.languages else f"{counts[tag]:,} of {len(concepts):,} concepts of its file have one."
                    message = f"“{concept.id}” has no {name(tag)} term."
                    yield Fault(concept, "", message, why, f"Add [concept.{tag}] with `preferred`.")


def dead(material: Material) -> Iterator[Fault]:
    """Concepts of which no term, right or forbidden, of any language, stands in the corpus, nor a form of one."""
    if material.corpus is None:
        return
    corpus = material.corpus
    matcher = Matcher(
        _loose(entry) for tag in material.tags for entry in material.entries(tag) if tag in material.by_id[entry.concept].terms
    )
    alive = matcher.concepts(corpus.segments())
    for tag in material.tags:
        alive |= Matcher(unknown_forms(material, corpus, tag, 1)).concepts(corpus.segments(tag))
    for concept in material.active:
        if concept.id in material.audited and concept.id not in alive:
            message = f"No term of “{concept.id}” stands in the corpus."
            advice = "Keep it if it may come back; else mark it `deprecated`."
            yield Fault(concept, "", message, advice=advice)


def _loose(entry: Entry) -> Entry:
    """An entry that stands in titles, too, where each word has a capital; names and acronyms keep theirs."""
    return entry._replace(case="any") if entry.text.islower() else entry
