"""What the tests of exchange share: concepts that hold whatever a glossary can hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tqcheck.glossary import Concept, Terms

CONCEPTS = [
    Concept(
        "referee",
        {"en": Terms("referee", ("ref",), ("arbiter",)), "fr": Terms("arbitre", case="any")},
        "sport",
        "Who sees to it that players keep the rules.",
        "Not the umpire of tennis.",
        "The desk's own.",
        "approved",
        "lune",
        "2024-03-14",
    ),
    Concept("gai-pinson", {"fr": Terms("Le Gai Pinson", verbatim=True)}, status="proposed"),
    Concept("sum", {"en": Terms("=SUM"), "fr": Terms("=SOMME")}),
]
_SIGNS = st.sampled_from("\\|u=+-@'\t\r\n 0d\"; ,\u00a0\x1f\x85_x<&")
TEXT = st.text(st.one_of(_SIGNS, st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8)
"""Text such as TOML can hold, with much of what tables and markup take for something else."""
_MAYBE = st.one_of(st.just(""), TEXT)
_SOME = st.lists(TEXT, max_size=3).map(tuple)
_TERMS = st.builds(
    Terms, TEXT, _SOME, _SOME, forms=_SOME, case=st.sampled_from(["", "exact", "initial", "any"]), verbatim=st.booleans()
)
_TAGS = st.sampled_from(["en", "fr", "en-GB", "zh-Hant", "qaa"])
_STATUSES = st.sampled_from(["approved", "proposed", "deprecated"])
ANY = st.builds(
    Concept,
    TEXT,
    st.dictionaries(_TAGS, _TERMS, min_size=1, max_size=3),
    domain=_MAYBE,
    definition=_MAYBE,
    note=_MAYBE,
    reference=_MAYBE,
    status=_STATUSES,
    owner=_MAYBE,
    date=_MAYBE,
)


def bare(concepts: list[Concept]) -> list[Concept]:
    """Concepts without where they were read."""
    return [replace(concept, origin="") for concept in concepts]
