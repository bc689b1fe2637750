"""The Russian and Spanish word lists: their form, facts that a careless edit would lose, and words that tell nothing."""

import re
from pathlib import Path

import pytest

import tqcheck
from tqcheck.bitext.words import lexicon

FOLDER = Path(tqcheck.__file__).parent / "bitext" / "lexicon"
KEY = re.compile(r"[^\W\d_]{3,}\*|[^\W\d_]{2,}")
ENGLISH = re.compile(r"[a-z]{3,}\*|[a-z]{2,}")


def becomes(language: str, word: str, english: str) -> bool:
    """Whether a word may become an English word, as the checks look it up."""
    listed = lexicon(language, "en")
    return listed is not None and not listed.of[word].isdisjoint(listed.marks[english])


@pytest.mark.parametrize("language", ["es", "ru"])
def test_form(language: str) -> None:
    rows = [line.split("\t") for line in (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()]
    keys = [key for key, _ in rows]
    assert keys == sorted(set(keys))
    assert [key for key in keys if not KEY.fullmatch(key) or key != key.lower()] == []
    assert [values for _, values in rows if not all(map(ENGLISH.fullmatch, values.split("|")))] == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("es", "elecciones", "election"),
        ("es", "compraron", "bought"),
        ("es", "murió", "died"),
        ("es", "ganaron", "won"),
        ("es", "ayuntamiento", "council"),
        ("es", "terremoto", "earthquake"),
        ("es", "juzgado", "court"),
        ("es", "luces", "lights"),
        ("ru", "правительства", "government"),
        ("ru", "купила", "bought"),
        ("ru", "скажут", "say"),
        ("ru", "говорили", "spoke"),
        ("ru", "государственный", "state"),
        ("ru", "ребёнок", "child"),
        ("ru", "ребенок", "child"),
        ("ru", "отца", "father"),
        ("ru", "дни", "days"),
        ("ru", "землетрясение", "earthquake"),
    ],
)
def test_facts(language: str, word: str, english: str) -> None:
    assert becomes(language, word, english)


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [("es", "casualidad", "house"), ("es", "pasaporte", "past"), ("ru", "победить", "trouble"), ("ru", "годный", "year")],
)
def test_false_friends(language: str, word: str, english: str) -> None:
    assert not becomes(language, word, english)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "para como pero este sobre entre contra desde durante mientras mediante cuyo estaba había todo bajo tras mismo"),
        ("ru", "для как что этот все если чтобы через около потому поэтому свой самый один есть быть можно между"),
    ],
)
def test_no_function_words(language: str, words: str) -> None:
    listed = lexicon(language, "en")
    assert listed is not None
    assert [word for word in words.split() if listed.of[word]] == []
