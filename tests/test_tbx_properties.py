"""What is exported as TBX comes back as it was, and what is no TBX is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tbx_files import KINDS, SAMPLES, bare, exported, imported

from tqcheck.glossary import CASES, STATUSES, Concept, Terms
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.terminology.exchange.tbx import read
from tqcheck.terminology.exchange.types import Read

# --- Properties

WILD = st.text(st.characters(), min_size=1, max_size=8) | st.sampled_from(
    [
        "tqcheck note: x",
        "tqcheck ",
        '"q"',
        "a  b",
        "a\nb",
        "\n",
        "\x00",
        "x\ufffe",
        "l\u00a0m",
        "tqcheck en.case: exact",
        "\\u0020",
    ]
)
TAME = (
    st.text("abcé 中\u00a0’&<>\"'-=", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split(" ")).strip(" "))
    .filter(lambda text: text and "  " not in text)
)
TAGS = st.sampled_from(["en", "en-GB", "fr", "zh-Hant", "sr-Latn-RS", "pt-BR"])
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True) | WILD


@st.composite
def tables(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Terms:
    texts = draw(st.lists(words, min_size=1, max_size=5, unique=True))
    first, second = sorted(draw(st.tuples(*[st.integers(0, len(texts))] * 2)))
    preferred = draw(st.booleans())
    return Terms(
        texts[0] if preferred else "",
        tuple(texts[preferred:][:first]),
        tuple(texts[preferred:][first:second]),
        tuple(draw(st.lists(WILD, max_size=2))),
        draw(st.sampled_from(["", *CASES])),
        draw(st.booleans()),
    )


@st.composite
def concepts(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Concept:
    """A concept that a glossary file could hold."""
    terms = draw(st.dictionaries(TAGS, tables(words), min_size=1, max_size=3))
    for tag, table in terms.items():
        if not (table.preferred or terms.get(base(tag), table).preferred):
            terms[tag] = replace(table, forbidden=())
    texts = [draw(st.just("") | WILD) for _ in range(5)]
    date = draw(st.dates().map(str) | st.just("") | WILD)
    reference = draw(st.just(texts[3]) | st.just("https://example.org/a?b=c&d"))
    return Concept(draw(IDS), terms, *texts[:3], reference, draw(st.sampled_from(STATUSES)), texts[4], date)


def lists(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Concept]]:
    return st.lists(concepts(words), min_size=1, max_size=3, unique_by=lambda concept: concept.id)


def empty(concept: Concept) -> bool:
    return not any(table.preferred or table.admitted or table.forbidden for table in concept.terms.values())


@given(lists(TAME), st.sampled_from(KINDS))
def test_export_and_import_are_the_identity(given_: list[Concept], kind: tuple[str, str, int]) -> None:
    whole = [replace(concept, terms={"de": Terms("Hafen")} | concept.terms) for concept in given_]
    written = exported(whole, kind)
    again = read("f", written.data)
    named = {lost.concept for lost in written.lost}
    assert all("the empty table" in lost.what for lost in written.lost)
    assert bare(again.concepts) == [
        replace(concept, terms={tag: table for tag, table in concept.terms.items() if table != Terms()}) for concept in whole
    ]
    assert again.lost == []
    assert named == {concept.id for concept in whole if Terms() in concept.terms.values()}


@given(lists(WILD), st.sampled_from(KINDS))
def test_what_is_written_is_xml_accounts_for_itself_and_is_a_fixed_point(
    given_: list[Concept], kind: tuple[str, str, int]
) -> None:
    try:
        written = exported(given_, kind)
    except Problem:
        return
    ElementTree.fromstring(written.data)
    again = read("f", written.data)
    lost = {lost.concept for lost in written.lost}
    found = {concept.id: concept for concept in bare(again.concepts)}
    assert all(found[concept.id] == concept for concept in given_ if concept.id not in lost)
    second = exported(again.concepts, kind)
    third = read("f", second.data)
    assert bare(third.concepts) == bare(again.concepts)
    assert (second.lost, third.lost) == ([], [])
    assert exported(third.concepts, kind).data == second.data


# --- Bad input


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE martif [<!ENTITY a "b">]><martif/>', "f:1: declares the entity 'a'"),
        ('<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif>&a;</martif>', "f:1: declares the entity 'a'"),
        ("<html><body><p>Download</p></body></html>", "f:1: is not TBX: it begins with <html>"),
        ("<!DOCTYPE html><html><br></html>", "f:1: is a web page"),
        ('\n<xliff version="1.2"/>', "f:2: is not TBX: it begins with <xliff>, not with <tbx> or <martif>"),
        ("source;target", "f:1: is not XML"),
        ("", "f:1: is empty"),
        ("<tbx>" * 100_000, "deep"),
    ],
)
def test_what_is_no_tbx_is_refused(text: str, message: str) -> None:
    with pytest.raises(Problem, match=re.escape(message)):
        read("f", text.encode())


@pytest.mark.parametrize("name", ["basic-dca", "v2"])
def test_a_file_cut_short_is_never_read_in_part(name: str) -> None:
    data = (SAMPLES / f"{name}.tbx").read_bytes().rstrip()
    for length in range(0, len(data), 37):
        with pytest.raises(Problem, match=r"^f:\d+: "):
            read("f", data[:length])


def test_a_file_without_concepts_gives_none() -> None:
    assert imported("") == Read([], [])
