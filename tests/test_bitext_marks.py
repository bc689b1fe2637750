"""Endings, capitals, marks and repetitions held against a source. No sentence here is from a corpus."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tqcheck.bitext import casing, ending, marks, misspelt, repeated
from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.model import Segment

SOUND = [
    ("fr", "en", "« Le moulin brûle », dit-il.", "“The mill is burning,” he said."),
    ("en", "fr", "Who pays?", "Qui paie ?"),
    ("en", "fr", "He said: “No!”", "Il a dit : « Non ! »"),
    ("en", "es", "Who pays for the mill?", "¿Quién paga el molino?"),
    ("en", "de", "The old mill burned down.", "Die alte Mühle ist abgebrannt."),
    ("en", "de", "He said “no” to the two- and three-year plans.", "Er sagte „nein“ zu den Zwei- und Dreijahresplänen."),
    ("en", "zh", "The old mill burned down.", "老磨坊烧毁了。"),
    ("en", "th", "The old mill burned down.", "โรงสีเก่าถูกไฟไหม้"),
    ("en", "el", "Who pays for the mill?", "Ποιος πληρώνει τον μύλο;"),
    ("en", "ar", "Who pays for the mill?", "من يدفع ثمن الطاحونة؟"),
    ("en", "hi", "The old mill burned down.", "पुरानी चक्की जल गई।"),
    ("ru", "en", "Он родился в 1920 г.", "He was born in 1920"),
    ("fr", "en", "Il vend du pain, etc.", "He sells bread and so on"),
    ("en", "fr", "March", "mars"),
    ("de", "en", "Haus", "house"),
    ("en", "fr", "Save", "Enregistrer"),
    ("en", "id", "The children play.", "Anak anak bermain."),
    ("en", "fr", "We see each other.", "Nous nous voyons."),
    ("en", "en", "It cost 5,000,000.", "It cost 5 000 000."),
    ("fr", "en", "Duran Duran a joué.", "Duran Duran played."),
    ("fr", "en", "De plus en plus vite.", "Faster and faster and faster."),
    ("fr", "en", "L’iPhone est là.", "iPhone sales begin."),
    ("en", "de", "Toggle theme (current theme: dark)", "Thema wechseln (Thema: dunkel)"),
    ("en", "fr", "%(count)d of %(total)d selected", "%(count)d sur %(total)d sélectionnés"),
    ("fr", "en", "Le mari de la reine.", "The Queens' husbands' rights."),
    ("fr", "en", "Attends...", "Wait..."),
    ("fr", "en", "", ""),
    ("fr", "en", "Bonjour.", "   "),
    ("", "", "Bonjour.", "Hello."),
    ("fr", "en", ".", "!"),
]  # fmt: skip


def pair(source: str, target: str, languages: str = "fr-en") -> Pair:
    first, _, second = languages.partition("-")
    return Pair(Segment("1", target, 0, source=source), first, second)


def everything(held: Pair) -> list[Fault]:
    return [fault for module in (casing, ending, marks, misspelt, repeated) for fault in module.compare(held)]


def told(faults: Iterable[Fault], target: str) -> list[tuple[str, str, str]]:
    return [(found.kind, target[found.span.start : found.span.end], "".join(found.fixes[:1])) for found in faults]


@pytest.mark.parametrize(("source", "target", "first", "second"), [(row[2], row[3], row[0], row[1]) for row in SOUND])
def test_sound_translations_are_left_alone(source: str, target: str, first: str, second: str) -> None:
    assert told(everything(pair(source, target, f"{first}-{second}")), target) == []


@pytest.mark.parametrize(
    ("languages", "source", "target", "last", "mended"),
    [
        ("fr-en", "Le vieux moulin a brûlé.", "The old mill burned", "burned", "burned."),
        ("en-fr", "Who pays for it?", "Qui paie cela", "cela", "cela\u202f?"),
        ("en-fr", "Two things are sure:", "Deux choses sont sûres", "sûres", "sûres\u00a0:"),
        ("en-de", "He said “no” to the plan.", "Er sagte zum Plan „nein“", "nein“", ""),
        ("en-ja", "The old mill burned down.", "古い水車小屋が焼けた", "古い水車小屋が焼けた", ""),
        ("zh-en", "老磨坊烧毁了。那天很热。风很大。", "The mill burned", "burned", "burned."),
    ],
)
def test_final_marks(languages: str, source: str, target: str, last: str, mended: str) -> None:
    assert told(ending.compare(pair(source, target, languages)), target) == [("lost", last, mended)]


@pytest.mark.parametrize(
    ("languages", "source", "target", "expected"),
    [
        ("fr-en", "Le moulin a brûlé hier.", "the mill burned.", [("first", "the", "The")]),
        ("fr-en", "« Le moulin a brûlé. »", "“the mill burned.”", [("first", "the", "The")]),
        ("en-tr", "In the mill it is cold.", "iki değirmen soğuk.", [("first", "iki", "İki")]),
        ("en-nl", "Ice cream is cold here.", "ijs is hier koud.", [("first", "ijs", "IJs")]),
        ("de-en", "In der Mühle ist es kalt.", "in the mill it is cold.", [("first", "in", "In")]),
        ("fr-en", "Le maire Paul Roux a fui.", "mayor paul roux fled.", [("lower", "mayor paul roux fled.", "")]),
        ("fr-en", "Le moulin brûle.", "THE MILL BURNS TODAY.", [("capitals", "THE MILL BURNS TODAY.", "")]),
    ],
)
def test_capitals(languages: str, source: str, target: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(casing.compare(pair(source, target, languages)), target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The mill and_ the barn.", ("sign", "and_", "and")),
        ("The mill should^ open.", ("sign", "should^", "should")),
        ("The mill is expected! to open.", ("mark", "expected!", "expected")),
        ("The mill, which? burned.", ("mark", "which?", "which")),
        ("On Tuesday,- the mill burned.", ("mark", "Tuesday,-", "")),
        ("The old- mill burned.", ("mark", "old-", "")),
        ("It follows from' the mill.", ("mark", "from'", "")),
        (", the mill burned.", ("mark", ",", "")),
        ("The mill(1820) burned.", ("joined", "mill(", "mill (")),
        ("The mill,which burned.", ("joined", "mill,", "mill, ")),
        ("The mill (1820 burned.", ("bracket", "(1820", "")),
        ("The mill 1820) burned.", ("bracket", "1820)", "")),
        ('The "mill burned.', ("quote", '"mill', "")),
        ("The Mayor. of Arles came.", ("mark", "Mayor.", "")),
        ("The wheel: of the mill burned.", ("mark", "wheel:", "wheel")),
        ("The mill will, burn down.", ("mark", "will,", "will")),
    ],
)
def test_marks(target: str, expected: tuple[str, str, str]) -> None:
    assert told(marks.compare(pair("Le moulin a brûlé hier", target)), target) == [expected]


@pytest.mark.parametrize(
    "target",
    [
        "The question is, how long will the mill burn?",
        "It should, but the mill burns.",
        "What there is, is a mill.",
        "The mill was, of course, burned.",
        "He cared for, e.g. the mill.",
        "Messrs. du Moulin came.",
    ],
)
def test_marks_that_a_sentence_may_have(target: str) -> None:
    assert not list(marks.compare(pair("Le moulin a brûlé hier", target)))


def test_a_stop_of_an_ordinal_ends_nothing() -> None:
    held = pair("Er begann am 16. Mai eine Reise", "On 16 May he began a. journey", "de-en")
    assert told(marks.compare(held), held.target.text) == [("mark", "a.", "a")]


def test_marks_that_the_source_has_too() -> None:
    assert not list(
        marks.compare(pair("Le moulin(1820) et_ la grange! brûlent (hier", "The mill(1820) and_ the barn! burn (now"))
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("The mill is in Dijon Dijon.", ("word", "Dijon Dijon", "Dijon")),
        ("The mill is in Dijon Dijon Dijon Dijon.", ("word", "Dijon Dijon Dijon Dijon", "Dijon")),
        ("It is 12.5 12.5 m.", ("word", "12.5 12.5", "12.5")),
        ("It has Covid-19 Covid-19.", ("word", "Covid-19 Covid-19", "Covid-19")),
        ("It is old (in Dijon) Dijon).", ("word", "Dijon) Dijon)", "Dijon)")),
        ("It is the mill of the mill of Dijon.", ("group", "the mill of the mill of", "the mill of")),
        ("Paul Roux Paul Roux came.", ("group", "Paul Roux Paul Roux", "Paul Roux")),
    ],
)
def test_repetitions(target: str, expected: tuple[str, str, str]) -> None:
    assert told(repeated.compare(pair("Le moulin est à Dijon", target)), target) == [expected]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le moulin", "The goverment's mill", []),  # what an apostrophe joins may be anything
        ("Le moulin", "The governmnet mill", [("slip", "governmnet", "government")]),
        ("Le moulin", "The presidnt sleeps", [("slip", "presidnt", "president")]),
        ("Le moulin", "The govermment mill.", [("slip", "govermment", "government")]),
        ("Le goverment", "The goverment mill", []),
        ("Le moulin", "The Goverment mill", []),
        ("Le moulin", "The self-goverment mill", []),
        ("Le moulin", "The teh and zzzzzz mills", []),
    ],
)
def test_slips(source: str, target: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(misspelt.compare(pair(source, target)), target) == expected


@pytest.mark.parametrize("target", ["a " * 4000, "(" * 4000, "'x' " * 2000, ",;" * 3000, "a-b- " * 2000, "\u0301" * 3000])
def test_odd_texts_end(target: str) -> None:
    for fault in everything(pair("Le moulin.", target)):
        assert 0 <= fault.span.start <= fault.span.end <= len(target)
