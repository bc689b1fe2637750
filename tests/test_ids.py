"""Ids of concepts are made of their terms, and no two are alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.terminology.ids import free, slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Town Hall", "town-hall"),
        ("Côte d'Ivoire", "cote-d-ivoire"),
        ("G20", "g20"),
        ("Mayor’s Day", "mayors-day"),
        ("Ångström ﬁn", "angstrom-fin"),
        ("国連", ""),
    ],
)
def test_letters_without_their_marks(text: str, made: str) -> None:
    assert slug(text) == made


@given(st.lists(st.text(max_size=6), max_size=20))
def test_free_ids_differ(texts: list[str]) -> None:
    taken: set[str] = set()
    for text in texts:
        name = free(text, taken)
        assert name not in taken and name.startswith(slug(text) or "concept")
        taken.add(name)
