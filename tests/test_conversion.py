"""What French convention wrote is written as English would, letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.names.conversion import convert


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Choukri", "Shukri"),
        ("Kouznetchov", "Kuznechov"),
        ("Khrouchtchev", "Khrushchev"),
        ("Pouchkine", "Pushkin"),
        ("Iouchtchenko", "Yushchenko"),
        ("Djibril", "Jibril"),
        ("Zaouahiri", "Zawahiri"),
        ("Moubarak", "Mubarak"),
        ("Chtcherbakov", "Shcherbakov"),
    ],
)
def test_french_spellings(french: str, english: str) -> None:
    assert convert(french, "french", "english") == english


@pytest.mark.parametrize("name", ["Shukri", "Kuznetsov", "Dupont", "Khan", "Smith", ""])
def test_what_is_not_plainly_french_is_left(name: str) -> None:
    assert convert(name, "french", "english") == ""


def test_a_tradition_that_no_table_has_converts_nothing() -> None:
    assert convert("Choukri", "french", "klingon") == ""


@given(st.text(alphabet="abcdehijknorstuvzéïChTK", max_size=14))
def test_any_word_is_taken(word: str) -> None:
    text = convert(word, "french", "english")
    assert text == "" or text[0].isupper() == word[0].isupper() or not word[0].isalpha()
