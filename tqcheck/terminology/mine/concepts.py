"""A candidate as the concept that it would become."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Container
from dataclasses import replace

from tqcheck.glossary import Concept, Terms
from tqcheck.terminology.mine import Candidate

_DOMAINS = {"institution": "institutions", "acronym": "organisations", "name": "people"}
_WORD = re.compile(r"[^\W_]+")


def proposal(one: Candidate, target: str, source: str) -> Concept:
    """The concept: first forms are preferred, the source's others admitted; the target's others are a person's to judge."""
    first, *others = [form.text for form in one.source] or [""]
    terms = {target: Terms(preferred=one.target[0].text)}
    if first and source:
        terms[source] = Terms(preferred=first, admitted=tuple(others))
    note = f"Short for {one.expansion}." if one.expansion else ""
    parts = unicodedata.normalize("NFKD", one.target[0].text.lower())
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    name = "-".join(_WORD.findall(plain)) or "term"
    return Concept(name, terms, _DOMAINS.get(one.kind, ""), note=note, status="proposed", date=str(datetime.date.today()))


def unlike(concept: Concept, taken: Container[str]) -> Concept:
    """The concept under an id that no other one has."""
    name, number = concept.id, 2
    while name in taken:
        name, number = f"{concept.id}-{number}", number + 1
    return replace(concept, id=name)
