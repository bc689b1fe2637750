"""memoQ's term bases: entries with any number of terms in any number of languages, in columns that repeat."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchanged import ANY, bare
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.exchange import Lost, Options, Read, find, read, write
from tqcheck.terminology.exchange.languages import name, tag

DATA = Path(__file__).parent / "data" / "exchange" / "memoq.csv"


def memoq(text: str, **options: object) -> Read:
    return read("base.csv", text.encode(), "memoq", Options(**options))  # type: ignore[arg-type]


def test_a_term_base_is_read() -> None:
    assert find(DATA.name, DATA.read_bytes()) == "memoq"
    found = read("base.csv", DATA.read_bytes(), "memoq", Options())
    assert found.concepts == [
        Concept(
            "",
            {"fr": Terms("arbitre"), "en-GB": Terms("referee", forbidden=("arbiter",), case="any")},
            "Sport",
            "Who sees to it that players keep the rules",
            "Not the umpire of tennis.",
            status="",
            owner="lune",
            date="2024-04-02",
            origin="base.csv:2",
        ),
        Concept(
            "",
            {"fr": Terms("VAR", ("assistance vidéo",), case="exact"), "en-GB": Terms("video assistant referee")},
            "Sport",
            status="",
            owner="lune",
            date="2024-03-14",
            origin="base.csv:3",
        ),
    ]
    assert [(lost.line, lost.what.partition(", here")[0]) for lost in found.lost] == [
        (2, "the subject beside a domain"),
        (2, "“Fuzzy” in Term_Info"),
        (2, "“Exact” in Term_Info"),
        (3, "the client"),
        (3, "an example (Term_Example)"),
    ]


def test_what_memoq_holds_comes_back() -> None:
    concepts = [
        Concept(
            "",
            {"en": Terms("=a", ("b",), ("c",), case="exact"), "pt-BR": Terms("d")},
            "x",
            "y",
            "z",
            "",
            "",
            "me",
            "2024-01-02",
        ),
        Concept("", {"en": Terms("e")}, status=""),
    ]
    written = write(concepts, "memoq", Options())
    assert written.lost == []
    assert bare(memoq(written.data.decode()).concepts) == concepts
    assert b"Portuguese_Brazil" in written.data
    assert b",'=a," in written.data


def test_what_memoq_does_not_hold_is_told() -> None:
    concept = Concept("a", {"en": Terms("a", forms=("as",), case="initial", verbatim=True)}, reference="b", status="proposed")
    assert write([concept], "memoq", Options()).lost == [Lost(0, "a", "reference, status, en.forms, en.case, en.verbatim")]


def test_languages_have_names() -> None:
    names = {"English": "en", "English_United_States": "en-US", "Chinese_PRC": "zh-CN", "Serbian_Latin": "sr-Latn"}
    assert {told: tag(told) for told in names} == names
    assert tag("Norwegian_Bokmal") == "nb"
    assert tag("English (United Kingdom)") == "en-GB"
    assert tag("fr-CA") == "fr-CA"
    assert tag("Klingonish") == tag("English_Moon") == ""
    assert [tag(name(given)) for given in ("zh-CN", "zh-Hant", "sr-Latn", "en", "pt-BR")] == [
        "zh-CN",
        "zh-Hant",
        "sr-Latn",
        "en",
        "pt-BR",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Entry_ID,Elvish,Term_Info\n",
            "base.csv:1: 'Elvish' is no language that memoQ names; say which with --map 'Elvish=fr'",
        ),
        ("Entry_ID,Entry_Note\n", "base.csv:1: no column holds terms"),
        ("Entry_ID,French\n1,a,b\n", "base.csv:2: has 3 cells, and the table 2 headers"),
    ],
)
def test_bad_term_bases_are_refused(text: str, told: str) -> None:
    with pytest.raises(Problem) as refused:
        memoq(text)
    assert str(refused.value).startswith(told)


def test_a_language_of_another_name_is_mapped() -> None:
    found = memoq("Entry_ID,Elvish_Def,Elvish,Term_Info\n1,x,a,\n2,,,\n", columns={"Elvish": "fr"})
    assert found.concepts[0].terms == {"fr": Terms("a")}
    assert found.concepts[0].definition == "x"
    assert found.lost == [Lost(3, "", "an entry without terms, here or in later lines too")]


@given(concepts=st.lists(ANY.filter(lambda one: "qaa" not in one.terms), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_whatever_is_written_can_be_read(concepts: list[Concept]) -> None:
    assert len(memoq(write(concepts, "memoq", Options()).data.decode()).concepts) <= len(concepts)
