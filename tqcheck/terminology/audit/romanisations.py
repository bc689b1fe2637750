"""Names of another script that a glossary spells by two conventions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.glossary import Concept
from tqcheck.languages import base, fold
from tqcheck.terminology.audit.inflections import NAMES
from tqcheck.terminology.audit.material import Fault, Material, own

_SCRIPTS = {"ar": "Arabic", "be": "Cyrillic", "bg": "Cyrillic", "fa": "Persian", "ru": "Cyrillic", "uk": "Cyrillic"}
"""Languages whose names are romanised by known conventions, and the script as those call it."""
_ARTICLES = ("al-", "el-", "ad-", "ar-", "as-", "ash-", "an-", "at-")
_ARTICLE = "ال"
_LEAST = 4
"""Letters of a name from which a convention can be told."""


class _Rendered(NamedTuple):
    """A word of a name in the target language, the word of the source that it stands for, and whose name it is."""

    source: str
    word: str
    concept: Concept
    tag: str


def mixed_romanisation(material: Material) -> Iterator[Fault]:
    """Words of names that two concepts write in two ways in the target language, though the source has one.

    Words are aligned by their order, where both names have as many; translations don't sound alike and are passed over.
    Besides, English names that only the French press writes so, where another word of the glossary shows the usual way.
    """
    found: dict[tuple[str, str], dict[str, list[_Rendered]]] = {}
    for rendered in _rendered(material):
        found.setdefault((rendered.tag, rendered.source), {}).setdefault(fold(rendered.word), []).append(rendered)
    seen: set[frozenset[str]] = set()
    for spellings in found.values():
        ordered = sorted(spellings.values(), key=len, reverse=True)
        usual = ordered[0]
        for others in ordered[1:]:
            for other in others:
                pair = frozenset((usual[0].concept.id, other.concept.id))
                if pair not in seen and _one_name(usual[0].word, other.word):
                    seen.add(pair)
                    yield from _told(material, usual, other)


def _one_name(one: str, other: str) -> bool:
    from tqcheck.names import SAME_NAME, similarity

    return similarity(one, other) >= SAME_NAME


def _told(material: Material, usual: list[_Rendered], other: _Rendered) -> Iterator[Fault]:
    first = usual[0]
    at, there = (other, first) if other.concept.id in material.audited else (first, other)
    if not material.tells(at.concept):
        return
    term, other_term = (own(each.concept, material.target).preferred for each in (at, there))
    message = f"“{at.word}” in “{term}” and “{there.word}” in “{other_term}” are one {_origin(at)} name, {at.source}."
    more = f", and {len(usual) - 1:,} more" if there is first and len(usual) > 1 else ""
    why = f"{_why(at.word, there.word)} The other one is at {there.concept.origin}{more}."
    advice = "Write both alike, unless the persons or places are known by these very spellings."
    yield Fault(at.concept, term, message, why, advice, tag=base(material.target))


def _origin(rendered: _Rendered) -> str:
    from tqcheck.languages import name

    return {"ar": "Arabic", "fa": "Persian", "uk": "Ukrainian", "be": "Belarusian", "bg": "Bulgarian"}.get(
        rendered.tag, name(rendered.tag)
    )


def _why(one: str, other: str) -> str:
    from tqcheck.names import explain

    reasons = [f"{step.first or '–'} / {step.second or '–'}: {step.reason}" for step in explain(one, other) if step.reason]
    return "; ".join(reasons) + "." if reasons else ""


def _rendered(material: Material) -> Iterator[_Rendered]:
    for concept in material.active:
        preferred = own(concept, material.target).preferred
        if concept.domain in NAMES and preferred:
            for tag, terms in concept.terms.items():
                if base(tag) in _SCRIPTS and terms.preferred and base(tag) != base(material.target):
                    sources, words = terms.preferred.split(), preferred.split()
                    if len(sources) == len(words):
                        for source, word in zip(sources, words, strict=True):
                            yield _Rendered(source.removeprefix(_ARTICLE), _bare(word), concept, tag)


def _bare(word: str) -> str:
    """A word of a name without its article."""
    lower = word.lower()
    article = next((article for article in _ARTICLES if lower.startswith(article)), "")
    return word[len(article) :]
