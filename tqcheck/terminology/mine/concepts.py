"""A candidate as the concept that it would become."""

from __future__ import annotations

import datetime

from tqcheck.glossary import Concept, Terms
from tqcheck.terminology.ids import slug
from tqcheck.terminology.mine import Candidate

_DOMAINS = {"institution": "institutions", "acronym": "organisations", "name": "people"}


def proposal(one: Candidate, target: str, source: str) -> Concept:
    """The concept: first forms are preferred, the source's others admitted; the target's others are a person's to judge."""
    first, *others = [form.text for form in one.source] or [""]
    terms = {target: Terms(preferred=one.target[0].text)}
    if first and source:
        terms[source] = Terms(preferred=first, admitted=tuple(others))
    note = f"Short for {one.expansion}." if one.expansion else ""
    return Concept(
        slug(one.target[0].text) or "term",
        terms,
        _DOMAINS.get(one.kind, ""),
        note=note,
        status="proposed",
        date=str(datetime.date.today()),
    )
