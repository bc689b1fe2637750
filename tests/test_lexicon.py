"""The bilingual word lists: their form, facts that a careless edit would lose, and words that only look related."""

import re
from pathlib import Path

import pytest

from tqcheck.bitext.words import FOLDER, lexicon

KEY = re.compile(r"[^\W\d_]{3,}\*|[^\W\d_]{2,}")
ENGLISH = re.compile(r"[a-zâãçéèêô]{3,}\*|[a-zâãçéèêô]+")


def becomes(language: str, word: str, english: str) -> bool:
    """Whether a word may become an English word, as the checks look it up."""
    listed = lexicon(language, "en")
    return listed is not None and not listed.of[word].isdisjoint(listed.marks[english])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_form(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    keys = [key for key, _ in rows]
    assert keys == sorted(set(keys))
    assert [key for key in keys if not KEY.fullmatch(key) or key != key.lower()] == []
    assert [values for _, values in rows if not all(map(ENGLISH.fullmatch, values.split("|")))] == []
    assert [key for key, values in rows if len(values.split("|")) != len(set(values.split("|")))] == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("de", "gekauften", "bought"),
        ("de", "häuser", "houses"),
        ("de", "straße", "street"),
        ("de", "strasse", "street"),
        ("de", "bundesregierung", "government"),
        ("de", "passwort", "password"),
        ("de", "armenien", "armenian"),
        ("es", "elecciones", "election"),
        ("es", "compraron", "bought"),
        ("es", "murió", "died"),
        ("es", "ganaron", "won"),
        ("es", "ayuntamiento", "council"),
        ("es", "terremoto", "earthquake"),
        ("es", "juzgado", "court"),
        ("es", "luces", "lights"),
        ("fr", "boulangère", "baker"),
        ("fr", "grève", "strike"),
        ("fr", "naquit", "born"),
        ("fr", "œuvres", "works"),
        ("fr", "pompiers", "firefighters"),
        ("it", "vittoria", "victory"),
        ("it", "governatore", "governor"),
        ("it", "uccisi", "killed"),
        ("it", "scritto", "wrote"),
        ("it", "città", "cities"),
        ("pt", "nasceu", "born"),
        ("pt", "redes", "media"),
        ("pt", "descarregue", "download"),
        ("pt", "ficheiro", "file"),
        ("pt", "arquivo", "file"),
        ("pt", "camião", "truck"),
        ("pt", "autocarro", "bus"),
        ("pt", "chumbou", "rejected"),
        ("pt", "encalhou", "aground"),
        ("pt", "indeferido", "refused"),
        ("pt", "portaria", "order"),
        ("pt", "sul", "southern"),
        ("pt", "nordestino", "northeastern"),
        ("pt", "perícia", "forensic"),
        ("pt", "greve", "strike"),
        ("pt", "sequência", "row"),
        ("pt", "húmida", "humid"),
        ("pt", "úmida", "moist"),
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
    [
        ("es", "casualidad", "house"),
        ("es", "pasaporte", "past"),
        ("fr", "brutal", "gross"),
        ("fr", "brebis", "short"),
        ("pt", "cegonha", "blind"),
        ("pt", "costela", "coast"),
        ("pt", "chaminé", "called"),
        ("pt", "capacete", "ability"),
        ("pt", "deslizamento", "list"),
        ("pt", "pântano", "shirt"),
        ("pt", "comprimento", "bought"),
        ("pt", "presunto", "prison"),
        ("ru", "победить", "trouble"),
        ("ru", "годный", "year"),
    ],
)
def test_false_friends(language: str, word: str, english: str) -> None:
    assert not becomes(language, word, english)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "para como pero este sobre entre contra desde durante mientras mediante cuyo estaba había todo bajo tras mismo"),
        ("pt", "vou somos nossas tiveram daquela vinte mil anos"),
        ("ru", "для как что этот все если чтобы через около потому поэтому свой самый один есть быть можно между"),
    ],
)
def test_function_words_have_no_meaning_of_their_own(language: str, words: str) -> None:
    listed = lexicon(language, "en")
    assert listed is not None and [word for word in words.split() if listed.content[word] is not None] == []
