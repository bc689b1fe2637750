"""Names of another script that a glossary spells by two conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tqcheck.glossary import Concept
from tqcheck.languages import base, fold, match_case
from tqcheck.model import Fix
from tqcheck.terminology.audit.inflections import NAMES
from tqcheck.terminology.audit.material import Fault, Material, own

_ORIGINS = {"ar": "Arabic", "be": "Belarusian", "fa": "Persian", "ru": "Russian", "uk": "Ukrainian"}
"""Languages whose names are romanised by known conventions, and the origin of names as those call it."""
_CYRILLIC = ("be", "ru", "uk")
_RUSSIAN = "ru"
"""A name that has a Belarusian or Ukrainian form as well is not romanised from this one."""
_ARTICLES = ("al-", "el-", "ad-", "ar-", "as-", "ash-", "an-", "at-")
_ARTICLE = "ال"
_SETTLED = frozenset("chaliapin koussevitzky ouspensky tchaikovsky tchelitchew tcherepnin".split())
"""Names that English took over from French for good."""


class _Rendered(NamedTuple):
    """A word of a name in the target language, the word of the source that it stands for, and whose name it is."""

    source: str
    word: str
    concept: Concept
    tag: str


def mixed_romanisation(material: Material) -> Iterator[Fault]:
    """Words of names that two concepts write in two ways in the target language, though the source has one.

    Words are aligned by their order, where both names have as many; translations don't sound alike and are passed over.
    Besides, English names that are written in Cyrillic and in which a letter is written as only the French press does.
    """
    found: dict[tuple[str, str], dict[str, list[_Rendered]]] = {}
    for rendered in _rendered(material):
        found.setdefault((rendered.tag, rendered.source), {}).setdefault(fold(rendered.word), []).append(rendered)
        if base(material.target) == "en" and rendered.tag in _CYRILLIC:
            yield from _of_the_french_press(material, rendered)
    seen: set[frozenset[str]] = set()
    for spellings in found.values():
        usual, *departures = sorted(spellings.values(), key=len, reverse=True)
        for other in (other for others in departures for other in others):
            pair = frozenset((usual[0].concept.id, other.concept.id))
            if pair not in seen and _one_name(usual[0].word, other.word):
                seen.add(pair)
                yield from _told(material, usual, other)


def _one_name(one: str, other: str) -> bool:
    """Whether two words sound alike and have the same consonants: *Leo* and *Leon* are one name in Russian only."""
    from tqcheck.names import SAME_NAME, similarity
    from tqcheck.names.blocks import sound

    return sound(one).skeletons == sound(other).skeletons and similarity(one, other) >= SAME_NAME


def _of_the_french_press(material: Material, rendered: _Rendered) -> Iterator[Fault]:
    """Letters of a Cyrillic name that the English press writes otherwise than here."""
    if rendered.concept.id not in material.audited:
        return
    ways = _french_ways(rendered)
    if ways and rendered.word.lower() not in _SETTLED:
        preferred = own(rendered.concept, material.target).preferred
        pattern = "|".join(sorted(ways, key=len, reverse=True))
        mended = re.sub(pattern, lambda found: ways[found[0]], rendered.word.lower())
        told = ", ".join(f"“{mine}”, in English “{theirs}”" for mine, theirs in ways.items())
        message = f"“{rendered.word}” in “{preferred}” is of the French press: {told}."
        why = f"The name is {rendered.source} in {_ORIGINS[rendered.tag]}."
        fixes = (Fix(preferred.replace(rendered.word, match_case(rendered.word, mended, starts=True))),)
        yield Fault(rendered.concept, preferred, message, why, fixes=fixes, tag=base(material.target))


def _french_ways(rendered: _Rendered) -> dict[str, str]:
    """How French writes letters of a Cyrillic name, where this word does so, and how English does."""
    french, english = _letters(rendered.tag, "french"), _letters(rendered.tag, "english")
    written, source = rendered.word.lower(), rendered.source.lower()
    expected = "".join(english.get(letter, ("",))[0] for letter in source)
    ways: dict[str, str] = {}
    for letter in source:
        (mine, *_), (theirs, *others) = french.get(letter, ("",)), english.get(letter, ("",))
        theirs_too = mine in others or theirs in written.replace(mine, "")
        if len(mine) > 1 and mine in written and mine not in expected and not theirs_too:
            ways[mine] = theirs
    return ways


@cache
def _letters(tag: str, table: str) -> dict[str, tuple[str, ...]]:
    """How a tradition writes each letter of a language's names, the usual way first."""
    from tqcheck.names.conventions import scripts

    traditions = [each for script in scripts() for each in script.traditions]
    found = [each for each in traditions if each.table == table and each.origin == _ORIGINS[tag]]
    return {letter: renderings for each in found for letter, renderings in each.letters.items() if renderings}


def _told(material: Material, usual: list[_Rendered], other: _Rendered) -> Iterator[Fault]:
    first = usual[0]
    at, there = (other, first) if other.concept.id in material.audited else (first, other)
    if not material.tells(at.concept):
        return
    term, other_term = (own(each.concept, material.target).preferred for each in (at, there))
    origin = _ORIGINS[at.tag]
    message = f"“{at.word}” in “{term}” and “{there.word}” in “{other_term}” are one {origin} name, {at.source}."
    alike = len(usual) - 1 if there is first else 0
    more = f", and {alike:,} more {'are' if alike > 1 else 'is'} spelled like it" if alike else ""
    why = f"{_why(at.word, there.word, origin)}The other one is at {there.concept.origin}{more}."
    advice = "Write both alike, unless the persons or places are known by these very spellings."
    yield Fault(at.concept, term, message, why, advice, tag=base(material.target))


def _why(one: str, other: str, origin: str) -> str:
    """What conventions of the names' own language say of the difference."""
    from tqcheck.names import explain

    reasons = [
        f"{step.first or '–'}, {step.second or '–'}: {step.reason}" for step in explain(one, other) if origin in step.reason
    ]
    return "; ".join(reasons) + ". " if reasons else ""


def _rendered(material: Material) -> Iterator[_Rendered]:
    for concept in material.active:
        preferred = own(concept, material.target).preferred
        if concept.domain in NAMES and preferred:
            for tag, terms in concept.terms.items():
                lent = tag == _RUSSIAN and any(other in concept.terms for other in _CYRILLIC if other != _RUSSIAN)
                if tag in _ORIGINS and terms.preferred and tag != base(material.target) and not lent:
                    sources, words = terms.preferred.split(), preferred.split()
                    if len(sources) == len(words):
                        for source, word in zip(sources, words, strict=True):
                            yield _Rendered(source.removeprefix(_ARTICLE), _bare(word), concept, tag)


def _bare(word: str) -> str:
    """A word of a name without its article."""
    lower = word.lower()
    article = next((article for article in _ARTICLES if lower.startswith(article)), "")
    return word[len(article) :]
