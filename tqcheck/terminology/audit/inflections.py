"""Forms of terms that texts have and that matching doesn't know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tqcheck.glossary import Terms
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, fold
from tqcheck.terminology.audit.corpus import WORD, Corpus, Matcher
from tqcheck.terminology.audit.endings import ENDINGS, phrases
from tqcheck.terminology.audit.material import Fault, Material, listed

NAMES = frozenset(["people", "places", "armed-groups"])
"""Domains whose terms are names: they have no plural."""
_OFTEN, _TWICE = 3, 2
"""Times that a form of one word and one of several words stand in the corpus, at least: once may be a slip."""


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
    sources: dict[str, str] = {}
    for entry in entries:
        concept = material.by_id[entry.concept]
        if concept.id in material.audited and entry.text in _written(concept.terms.get(tag, Terms())):
            name = concept.domain in NAMES
            for form in phrases(entry.text, tag, lambda word: words[fold(word)] >= _TWICE, name=name):
                if fold(form) not in known and fold(form) not in wanted:
                    wanted[fold(form)] = entry._replace(text=form)
                    sources[form] = entry.text
    yield from _seen(material, corpus, tag, wanted.values(), sources)


def _written(terms: Terms) -> set[str]:
    """All terms of a table, with single spaces as entries have them."""
    return {" ".join(text.split()) for text in (*listed(terms), *terms.forbidden)}


def _seen(material: Material, corpus: Corpus, tag: str, wanted: Iterable[Entry], sources: Mapping[str, str]) -> Iterator[Fault]:
    for entry, count in Matcher(wanted).counts(corpus.segments(tag)).items():
        if count >= (_TWICE if len(WORD.findall(entry.text)) > 1 else _OFTEN):
            term, concept = sources[entry.text], material.by_id[entry.concept]
            times = "twice" if count == _TWICE else f"{count:,} times"
            message = f"“{entry.text}” stands {times} in the corpus, and “{term}” doesn't match it."
            where = "forbidden" if entry.status == "forbidden" else "forms"
            yield Fault(concept, term, message, advice=f"Add “{entry.text}” to `{where}` of [concept.{tag}].", tag=tag)
