"""The world's states, territories and continents as concepts, from the Unicode CLDR, by way of `babel`.

It has no cities, peoples or people, and French names only where these can't be taken for anything else in English text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base, fold

ORIGIN = "CLDR"
LANGUAGES = ("fr",)
"""Languages whose names of territories are looked for in texts translated from them."""
_NO_PLACES = frozenset("001 017 021 057 EU EZ QO UM UN XA XB ZZ".split())
"""Codes of CLDR that name no place of which anybody writes."""
_AMBIGUOUS = frozenset("AR BL CH CL DM GD MF SH SV SX".split())
"""Territories whose French names are English words, given names, or part of other names: Argentine, Dominique, Suisse."""
_COMPOUND = re.compile(r"[(&]| - ")


def beside(concepts: dict[str, Concept]) -> dict[str, Concept]:
    """Concepts, and those of the territories that none of them names."""
    named = {fold(text) for concept in concepts.values() for text in _english(concept)}
    more = {id: concept for id, concept in territories().items() if fold(concept.terms["en"].preferred) not in named}
    return more | concepts


def _english(concept: Concept) -> Iterator[str]:
    for tag, terms in concept.terms.items():
        if base(tag) == "en":
            yield from terms.wanted


@cache
def territories() -> dict[str, Concept]:
    """A concept for each territory, with its name in English and, where it differs, in each of LANGUAGES."""
    from babel import Locale

    names = {tag: Locale(tag).territories for tag in ("en", *LANGUAGES)}
    return {
        concept.id: concept
        for code, name in names["en"].items()
        if code not in _NO_PLACES and not _COMPOUND.search(name)
        for concept in [_concept(code, name, {tag: names[tag].get(code, "") for tag in LANGUAGES})]
    }


def _concept(code: str, name: str, foreign: dict[str, str]) -> Concept:
    terms = {"en": Terms(preferred=name.replace("’", "'"))}
    for tag, other in foreign.items():
        if code not in _AMBIGUOUS and other[:1].isupper() and not _COMPOUND.search(other):
            terms[tag] = Terms(preferred=other.replace("’", "'"))
    return Concept(f"territory-{code.lower()}", terms, domain="places", origin=ORIGIN)
