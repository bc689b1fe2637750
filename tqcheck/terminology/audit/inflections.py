"""Forms of terms that texts have and that matching doesn't know."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.glossary import match
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, fold
from tqcheck.terminology.audit.corpus import WORD, Corpus, Matcher
from tqcheck.terminology.audit.endings import ENDINGS, phrases
from tqcheck.terminology.audit.material import Fault, Material

NAMES = frozenset(["people", "places", "armed-groups"])
"""Domains whose terms are names: they have no plural."""
_OFTEN = 3
"""Times that a form stands in the corpus, at least: once may be a slip."""


def inflection_gap(material: Material) -> Iterator[Fault]:
    """Inflected forms of terms that stand in the corpus and that the concept neither lists nor derives."""
    if material.corpus is None:
        return
    for tag in material.tags:
        if base(tag) == tag and tag in ENDINGS:
            yield from _gaps(material, material.corpus, tag)


def _gaps(material: Material, corpus: Corpus, tag: str) -> Iterator[Fault]:
    words = corpus.words(tag)
    if not words:
        return
    entries = material.entries(tag)
    known = {fold(entry.text) for entry in entries}
    wanted: dict[str, Entry] = {}
    for entry in entries:
        concept = material.by_id[entry.concept]
        if concept.id not in material.audited or not all(word in words for word in _rest(entry.text)):
            continue
        for form in phrases(entry.text, tag, lambda word: words[fold(word)] >= _OFTEN, name=concept.domain in NAMES):
            if fold(form) not in known:
                wanted.setdefault(fold(form), entry._replace(text=form))
    yield from _seen(material, corpus, tag, wanted)


def _rest(text: str) -> list[str]:
    """The words of a term that no form changes: those with digits, and short ones."""
    return [word for word in WORD.findall(fold(text)) if not word.isalpha()]


def _seen(material: Material, corpus: Corpus, tag: str, wanted: dict[str, Entry]) -> Iterator[Fault]:
    counts = Matcher(wanted.values()).counts(corpus.segments(tag))
    for entry, count in counts.items():
        if count >= _OFTEN:
            concept = material.by_id[entry.concept]
            term = _listed(concept.terms[tag] if tag in concept.terms else None, entry)
            message = f"“{entry.text}” stands {count:,} times in the corpus, and “{term}” doesn't match it."
            where = "forbidden" if entry.status == "forbidden" else "forms"
            yield Fault(concept, term, message, advice=f"Add “{entry.text}” to `{where}` of [concept.{tag}].", tag=tag)
