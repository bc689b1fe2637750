"""Forms of terms that texts have and that matching doesn't know."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.glossary import Concept, Terms
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, fold
from tqcheck.terminology.audit.corpus import WORD, Corpus, Matcher
from tqcheck.terminology.audit.endings import ENDINGS, phrases
from tqcheck.terminology.audit.material import Fault, Material

NAMES = frozenset(["people", "places", "armed-groups"])
"""Domains whose terms are names: they have no plural."""
_OFTEN, _TWICE = 3, 2
"""Times that a form of one word and one of several words stand in the corpus, at least: once may be a slip."""


def inflection_gap(material: Material) -> Iterator[Fault]:
    """Inflected forms of terms that stand in the corpus and that the concept neither lists nor derives."""
    if material.corpus is None:
        return
    for tag in material.tags:
        found = unknown_forms(material, material.corpus, tag, _TWICE)
        for entry, count in Matcher(found).counts(material.corpus.segments(tag)).items():
            if count >= (_TWICE if len(WORD.findall(entry.text)) > 1 else _OFTEN):
                yield _gap(material.by_id[entry.concept], tag, entry, found[entry], count)


def unknown_forms(material: Material, corpus: Corpus, tag: str, least: int) -> dict[Entry, str]:
    """The forms that audited terms may have, that matching doesn't know and whose words stand in texts of their language.

    Each is an entry like that of its term, which is told with it; each word stands at least so often.
    """
    words = corpus.words(tag) if base(tag) == tag and tag in ENDINGS else None
    if not words:
        return {}
    entries = material.entries(tag)
    known = {fold(entry.text) for entry in entries}
    found: dict[Entry, str] = {}
    for entry in entries:
        concept = material.by_id[entry.concept]
        if concept.id in material.audited and entry.text in _written(concept.terms.get(tag, Terms())):
            name = concept.domain in NAMES
            for form in phrases(entry.text, tag, lambda word: words[fold(word)] >= least, name=name):
                if fold(form) not in known:
                    known.add(fold(form))
                    found[entry._replace(text=form)] = entry.text
    return found


def _written(terms: Terms) -> set[str]:
    """All terms of a table, with single spaces as entries have them."""
    return {" ".join(text.split()) for text in terms.texts}


def _gap(concept: Concept, tag: str, entry: Entry, term: str, count: int) -> Fault:
    times = "twice" if count == _TWICE else f"{count:,} times"
    message = f"“{entry.text}” stands {times} in the corpus, and “{term}” doesn't match it."
    where = "forbidden" if entry.status == "forbidden" else "forms"
    return Fault(concept, term, message, advice=f"Add “{entry.text}” to `{where}` of [concept.{tag}].", tag=tag)
