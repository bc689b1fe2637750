"""The Portuguese word list: its form, facts that a careless edit would lose, and words that only look related."""

import re
from pathlib import Path

import pytest

import tqcheck
from tqcheck.bitext.words import lexicon

LIST = Path(tqcheck.__file__).parent / "bitext" / "lexicon" / "pt.tsv"
KEY = re.compile(r"[^\W\d_]{3,}\*|[^\W\d_]{2,}")
ENGLISH = re.compile(r"[a-zãé]{3,}\*|[a-zãé]+")


def becomes(word: str, english: str) -> bool:
    """Whether a word may become an English word, as the checks look it up."""
    listed = lexicon("pt", "en")
    return listed is not None and not listed.of[word].isdisjoint(listed.marks[english])


def test_form() -> None:
    rows = [line.split("\t") for line in LIST.read_text("utf-8").splitlines()]
    keys = [key for key, _ in rows]
    assert keys == sorted(set(keys))
    assert [key for key in keys if not KEY.fullmatch(key) or key != key.lower()] == []
    assert [values for _, values in rows if not all(map(ENGLISH.fullmatch, values.split("|")))] == []
    assert [values for _, values in rows if values.split("|") != sorted(set(values.split("|")))] == []


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("nasceu", "born"),
        ("redes", "media"),
        ("descarregue", "download"),
        ("ficheiro", "file"),
        ("arquivo", "file"),
        ("camião", "truck"),
        ("autocarro", "bus"),
        ("chumbou", "rejected"),
        ("encalhou", "aground"),
        ("indeferido", "refused"),
        ("portaria", "order"),
        ("sul", "southern"),
        ("nordestino", "northeastern"),
        ("perícia", "forensic"),
        ("greve", "strike"),
        ("sequência", "row"),
        ("húmida", "humid"),
        ("úmida", "moist"),
    ],
)
def test_facts(word: str, english: str) -> None:
    assert becomes(word, english)


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("cegonha", "blind"),
        ("costela", "coast"),
        ("chaminé", "called"),
        ("capacete", "ability"),
        ("deslizamento", "list"),
        ("pântano", "shirt"),
        ("comprimento", "bought"),
        ("presunto", "prison"),
    ],
)
def test_false_friends(word: str, english: str) -> None:
    assert not becomes(word, english)


def test_no_function_words_without_meaning() -> None:
    listed = lexicon("pt", "en")
    assert listed is not None
    assert [
        word for word in "vou somos nossas tiveram daquela vinte mil anos".split() if listed.content[word] is not None
    ] == []
