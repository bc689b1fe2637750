"""Spellings of one name are told from other names, explained, and traced to conventions that name their authority."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tqcheck import names
from tqcheck.names import SAME_NAME, convention, explain, similarity
from tqcheck.names.conventions import Script, scripts
from tqcheck.names.spelling import spelling

TABLES = sorted((Path(names.__file__).parent / "scripts").glob("*.toml"))

SAME = """
    Gorbatchev Gorbachev
    Chostakovitch Shostakovich
    Tchaïkovski Tchaikovsky
    Prokofieff Prokofiev
    Chewtschenko Shevchenko
    Jitomir Zhytomyr
    Boutcha Bucha
    Tchernihiv Chernihiv
    Tsikhanouskaïa Tsikhanouskaya
    Dostojewski Dostoevsky
    Haïfa Haifa
    Chimon Shimon
    Hariri Harīrī
    Oum_Koulthoum Umm_Kulthum
    Boutros_Boutros-Ghali Butrus_Butrus-Ghali
    Moqtada_al-Sadr Muqtada_as-Sadr
    Abdelaziz Abdul-Aziz
    Abderrahmane Abd_al-Rahman
    Khartoum Khartum
    Lattaquié Latakia
    Djeddah Jeddah
    Téhéran Tehran
    Kaboul Kabul
    Tachkent Tashkent
    Bichkek Bishkek
    Tbilissi Tbilisi
    Chennaï Chennai
    Sissoko Cissoko
    Nouakchott Nuakshott
    Pékin Peking
    Tchang_Tso-lin Chang_Tso-lin
    Hirochima Hiroshima
    Vouk Vuk
    Milochevitch Milošević
    Karadjitch Karadžić
    Égypte Egypt
    Albanie Albania
    Philadelphie Philadelphia
    Saragosse Saragosse
""".split()
OTHER = """
    Gorbachev Gorbunov
    Ivanov Ivanova
    Ivanov Ivanovich
    Petrov Petrovski
    Dmitry_Medvedev Sergei_Medvedev
    Iraq Iran
    Salim Salma
    Nadir Nadim
    Kharkiv Khorol
    Mali Malawi
    Niger Nigeria
    Austria Australia
    Beirut Berat
    Omsk Tomsk
    Bern Brno
    Smith Schmidt
    Poutine Potanine
""".split()

NAMES = st.text(alphabet="abcdefghijklmnoprstuvyzéïšʿ'- AEKSZ", max_size=14)


def _pairs(words: list[str]) -> list[tuple[str, str]]:
    plain = [word.replace("_", " ") for word in words]
    return list(zip(plain[::2], plain[1::2], strict=True))


@pytest.mark.parametrize(("first", "second"), _pairs(SAME))
def test_spellings_of_one_name(first: str, second: str) -> None:
    assert similarity(first, second) >= SAME_NAME


@pytest.mark.parametrize(("first", "second"), _pairs(OTHER))
def test_names_that_look_alike(first: str, second: str) -> None:
    assert similarity(first, second) < SAME_NAME


@given(NAMES, NAMES)
@example("Iouri", "Yuri")
@example("", "'")
@example("İ", "i")
@example("Chtchoukine", "Shchukin")
def test_similarity_is_symmetric_and_bounded(first: str, second: str) -> None:
    assert 0 <= similarity(first, second) == similarity(second, first) <= 1


@given(st.text(max_size=20))
def test_a_spelling_is_like_itself(name: str) -> None:
    assert similarity(name, name) == 1
    assert similarity(unicodedata.normalize("NFD", name), unicodedata.normalize("NFC", name)) == 1


@given(st.text(max_size=12) | NAMES, NAMES)
@example("Al-Ḥasan", "el Hassan")
@example("Saʿd", "Saad")
@example("İzmir", "Izmir")
def test_what_explains_two_names_adds_up_to_them(first: str, second: str) -> None:
    pieces = explain(first, second)
    assert "".join(piece.first for piece in pieces) == unicodedata.normalize("NFC", first)
    assert "".join(piece.second for piece in pieces) == unicodedata.normalize("NFC", second)
    assert all(piece.first or piece.second for piece in pieces)


def test_explanations_name_the_conventions() -> None:
    assert [str(piece) for piece in explain("Djabal Choukri", "Jabal Shukri")] == [
        "Dj → J: French press → English press romanisation of Arabic ج",
        "abal  → abal ",
        "Ch → Sh: French press → English press romanisation of Arabic ش",
        "ou → u: French press → English press romanisation of Arabic ū",
        "kri → kri",
    ]


def test_explanations_name_what_no_convention_tells() -> None:
    assert [str(piece) for piece in explain("Hassan el-Rif", "Hasân Rit")] == [
        "Ha → Ha",
        "ss → s: doubling",
        "a → â: marks",
        "n → n",
        " el- →  : not compared",
        "Ri → Ri",
        "f → t: another sound",
    ]
    assert [str(piece) for piece in explain("Ann", "Anna")] == ["Ann → Ann", "– → a: left out"]
    assert [str(piece) for piece in explain("", "Anna")] == ["– → Anna: not compared"]
    assert explain("", "") == ()


@pytest.mark.parametrize(
    ("name", "origin", "tradition"),
    [
        ("Khrouchtchev", "Russian", "French press"),
        ("Chruschtschow", "Russian", "German press"),
        ("Khrushchev", "Russian", "English press"),
        ("Hrušč'", "Russian", "scholarly"),
        ("Joesjtsjenko", "Russian", "Dutch"),
        ("Ts'ui Hsiu", "Chinese", "Wade–Giles"),
    ],
)
def test_the_convention_of_a_spelling(name: str, origin: str, tradition: str) -> None:
    first = convention(name)[0]
    assert (first.origin, first.tradition) == (origin, tradition)
    assert first.authority


def test_a_spelling_that_tells_nothing_fits_many_conventions() -> None:
    assert len({fit.origin for fit in convention("Nato")}) > 10
    assert convention("") == convention("'-") == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Al 'Arīsh", ["arīsh"]),
        ("Abdul-Rahman Khan", ["abd", "rahman", "khan"]),
        ("Abderrahmane", ["abd", "rahmane"]),
        ("L’Ariana", ["ariana"]),
        ("D'Yakonov", ["dyakonov"]),
        ("Jean d’Ormesson", ["jean", "ormeson"]),
        ("İstanbul", ["istanbul"]),
        ("Fargʻona", ["fargona"]),
        ("Saada", ["saada"]),
        ("", []),
    ],
)
def test_words_that_are_compared(name: str, words: list[str]) -> None:
    assert list(spelling(name).words) == words


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables_are_well_formed(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    assert set(data) <= {"script", "origin", "shape", "traditions"}
    assert data["script"] and data["origin"] and len(data["traditions"]) > 1
    for table in data["traditions"].values():
        assert set(table) <= {"name", "authority", "near", "letters"}
        assert table["name"] and len(table["authority"]) > 3
        for letter, renderings in table["letters"].items():
            assert unicodedata.is_normalized("NFC", "".join(renderings))
            assert renderings and len(set(renderings)) == len(renderings), letter
            assert all(text == text.lower() for text in renderings), letter


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.name)
def test_every_tradition_says_what_others_say_otherwise(script: Script) -> None:
    """A letter that one tradition alone names, in one way, would link nothing."""
    assert len({tradition.name for tradition in script.traditions}) == len(script.traditions)
    assert all(
        any(link.cost > 0 and tradition in (link.first, link.second) for row in script.links.values() for link in row.values())
        for tradition in script.traditions
    )


def test_every_table_is_read() -> None:
    assert [script.name for script in scripts()] == [path.stem for path in TABLES]
