"""Names that may be one meet, and the pairs that meet grow as the names do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.names import blocks
from tqcheck.names.spelling import spelling, words

MEET = """
    Hachd/Hashd Mouhandis/Muhandis Khrouchtchev/Khrushchev Eltsine/Yeltsin Kadhafi/Gaddafi Djibril/Jibril Ouattara/Wattara
    Zelenski/Zelensky Nétanyahou/Netanyahu Wladikawkas/Vladikavkaz Uchta/Ukhta Bayanhongor/Bayankhongor Fosset/Fossett
    Brauschweig/Braunschweig Menahem_Begin/Menachem_Begin Amir_Katrangi/Amir_Katranji
""".split()


@pytest.mark.parametrize("pair", MEET)
def test_spellings_of_one_name_meet(pair: str) -> None:
    one, other = pair.replace("_", " ").split("/")
    assert list(blocks.candidates([one, other, "Mosul", "Ursula von der Leyen"])) == [tuple(sorted((one, other)))]
    assert blocks.alike(one, other)


@pytest.mark.parametrize("pair", ["Mosul/Kirkuk", "Mosul/Ali Mosul", "Paris/Prague"])
def test_others_don_t(pair: str) -> None:
    assert list(blocks.candidates(pair.split("/"))) == []


def test_pairs_without_a_head_are_left_out() -> None:
    names = ["Hachd", "Hashd", "Fosset", "Fossett"]
    assert list(blocks.candidates(names, heads={"Hashd"})) == [("Hachd", "Hashd")]


def test_pairs_grow_as_names_do() -> None:
    syllables = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
    names = [one.title() + two + three for one in syllables for two in syllables for three in syllables[::9]]
    few, many = (sum(1 for _ in blocks.candidates(names[: size * 500])) for size in (2, 20))
    assert many < 20 * max(few, 500)


@given(st.text() | st.text(alphabet="Aabdinou -'’é"))
def test_words_are_those_of_the_spelling(name: str) -> None:
    assert words(name) == spelling(name).words


@given(st.lists(st.text(alphabet="AbdiKnou ", min_size=1), max_size=12))
def test_each_pair_comes_once(names: list[str]) -> None:
    pairs = list(blocks.candidates(names))
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(one != other for one, other in pairs)
