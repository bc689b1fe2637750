"""The German and Italian word lists: their form, and facts that a careless edit would lose."""

import re
from functools import cache
from pathlib import Path

import pytest

import tqcheck

FOLDER = Path(tqcheck.__file__).parent / "bitext" / "lexicon"
KEY = re.compile(r"[^\W\d_]{3,}\*|[^\W\d_]{2,}")
ENGLISH = re.compile(r"[a-z]{3,}\*|[a-z]{2,}")


@cache
def entries(language: str) -> dict[str, list[str]]:
    lines = (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()
    return {key: values.split("|") for key, values in (line.split("\t") for line in lines)}


def longest(language: str, word: str) -> list[str]:
    listed = entries(language)
    beginnings = (word[:end] + "*" for end in range(len(word), 2, -1))
    return next((listed[key] for key in (word, *beginnings) if key in listed), [])


@pytest.mark.parametrize("language", ["de", "it"])
def test_form(language: str) -> None:
    lines = (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert [key for key in keys if not KEY.fullmatch(key) or key != key.lower()] == []
    assert [value for values in entries(language).values() for value in values if not ENGLISH.fullmatch(value)] == []
    assert [key for key, values in entries(language).items() if len(values) != len(set(values))] == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("de", "gekauften", "bought"),
        ("de", "häuser", "houses"),
        ("de", "straße", "street*"),
        ("de", "strasse", "street*"),
        ("de", "bundesregierung", "government*"),
        ("de", "passwort", "password*"),
        ("de", "armenien", "armenia*"),
        ("it", "vittoria", "victor*"),
        ("it", "governatore", "governor*"),
        ("it", "uccisi", "kill*"),
        ("it", "scritto", "wrote*"),
        ("it", "città", "cities"),
    ],
)
def test_facts(language: str, word: str, english: str) -> None:
    assert english in longest(language, word)
