"""TBX is imported whole, what a glossary can't hold is listed, and what is exported comes back as it was."""

from __future__ import annotations

import re

import pytest
from tbx_files import KINDS, SAMPLES, bare, entry, exported, imported, sample

from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.exchange.tbx import read

kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind)))


# --- Samples


def test_core_is_read_whole() -> None:
    found = sample("core-dca")
    assert found.concepts == [
        Concept(
            "berth",
            {"en": Terms("berth", ("mooring place",)), "fr": Terms("poste d’amarrage")},
            note="Where a ship lies.\nNot the bed aboard.",
            origin="core-dca.tbx:11",
        ),
        Concept("c-2", {"en": Terms("tug"), "de": Terms("Schlepper")}, origin="core-dca.tbx:24"),
    ]
    assert found.lost == [
        (3, "", "tbxHeader: Harbour terms Written for the harbour desk"),
        (17, "berth", "note of “mooring place”: Rare."),
        (20, "berth", "note of fr: Feminine in all ports."),
        (24, "c-2", "the id 'C-2', read as 'c-2'"),
    ]


@pytest.mark.parametrize("name", ["min-dca", "min-dct"])
def test_min_is_read_whole_in_both_styles(name: str) -> None:
    found = sample(name)
    assert bare(found.concepts) == [
        Concept(
            "pilot",
            {"en": Terms("pilot", (), ("steersman",)), "en-GB": Terms("", ("sea pilot",)), "fr": Terms("pilote")},
            domain="shipping",
            note="Boards the ship before the harbour.",
            reference="https://example.org/pilot",
        )
    ]
    assert found.lost == [
        (3, "", "tbxHeader: Written for the harbour desk"),
        (18, "pilot", "partOfSpeech of “pilot”: noun"),
        (19, "pilot", "customerSubset of “pilot”: Port of Elmhaven"),
        (23, "pilot", "administrativeStatus of “steersman”: supersededTerm-admn-sts, read as forbidden"),
    ]


@pytest.mark.parametrize("name", ["basic-dca", "basic-dct"])
def test_basic_is_read_whole_in_both_styles(name: str) -> None:
    found = sample(name)
    assert bare(found.concepts) == [
        Concept(
            "flag-state",
            {"en": Terms("flag state", (), ("state of the pavilion",)), "fr": Terms("État du pavillon")},
            domain="law of the sea",
            definition="State in whose register a ship is entered.",
            reference="Harbour desk, style sheet 4",
            owner="Ben Ruder",
            date="2022-05-06",
        ),
        Concept("port-state", {"en": Terms("port state", ("PS",))}),
    ]
    assert [(concept, what) for _, concept, what in found.lost] == [
        ("", "tbxHeader: Written for the harbour desk"),
        ("flag-state", "an earlier change: 2021-03-04, Ada Quist, origination"),
        ("flag-state", "xGraphic: flag.png (https://example.org/flag.png)"),
        ("flag-state", "crossReference: port state (port-state)"),
        ("flag-state", "definition: Country of registry."),
        ("flag-state", "source: Old card file"),
        ("flag-state", "partOfSpeech of “flag state”: noun"),
        ("flag-state", "termType of “flag state”: fullForm"),
        ("flag-state", "context of “flag state”: The flag state sent its inspectors."),
        ("flag-state", "source of “flag state”: Own example"),
        ("flag-state", "the markup <hi> in “state of the pavilion”"),
        ("flag-state", "note of “state of the pavilion”: Word for word from French."),
        ("flag-state", "grammaticalGender of “État du pavillon”: masculine"),
        ("flag-state", "a change of “État du pavillon”: origination, 2021-03-05"),
        ("port-state", "termType of “PS”: acronym"),
    ]


def test_version_2_is_read_whole() -> None:
    found = sample("v2")
    assert bare(found.concepts) == [
        Concept(
            "lighter",
            {"en": Terms("lighter", ("barge",)), "fr": Terms("allège")},
            domain="shipping",
            definition="Flat boat that unloads ships.",
            reference="Harbour desk, style sheet 9",
        )
    ]
    assert found.lost[1:] == [(28, "lighter", "geographicalUsage of “barge”: en-US")]


def test_the_first_tbx_min_is_read_whole() -> None:
    found = sample("min-2013")
    terms = {"fr": Terms("écluse"), "en": Terms("lock", forbidden=("sluice gate",))}
    assert bare(found.concepts) == [Concept("lock", terms, "shipping")]
    assert [lost.what for lost in found.lost] == [
        "header: Harbour desk",
        "partOfSpeech of “écluse”: noun",
        "administrativeStatus of “sluice gate”: notRecommended, read as forbidden",
        "customer of “sluice gate”: Port of Elmhaven",
    ]


def test_weblate_s_export_is_read_without_its_junk() -> None:
    found = sample("weblate")
    assert bare(found.concepts) == [
        Concept(
            "mooring-line",
            {"en": Terms("mooring line"), "pt-BR": Terms("cabo de amarração", (), ("linha de amarração",))},
            definition="Line by which a ship is made fast.",
        ),
        Concept("bollard", {"en": Terms("bollard")}),
        Concept("elmhaven", {"en": Terms("Elmhaven", verbatim=True), "pt-BR": Terms("Elmhaven", verbatim=True)}),
    ]
    assert found.lost == [(4, "", "martifHeader: Translate Toolkit")]


@kinds
@pytest.mark.parametrize("name", [path.stem for path in sorted(SAMPLES.glob("*.tbx"))])
def test_what_a_sample_gave_survives_every_kind_of_tbx(name: str, kind: tuple[str, str, int]) -> None:
    concepts = sample(name).concepts
    written = exported(concepts, kind)
    again = read("f", written.data)
    assert bare(again.concepts) == bare(concepts)
    assert (written.lost, again.lost) == ([], [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_encoding_makes_no_difference(encoding: str) -> None:
    text = (SAMPLES / "basic-dca.tbx").read_text("utf-8").replace(' encoding="UTF-8"', "")
    assert read("basic-dca.tbx", text.encode(encoding)) == sample("basic-dca")


# --- Terms and their status


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([("a",), ("b",), ("c",)], Terms("a", ("b", "c"))),
        ([("a",), ("b", "preferredTerm-admn-sts")], Terms("b", ("a",))),
        ([("a", "admittedTerm-admn-sts"), ("b",)], Terms("b", ("a",))),
        ([("a", "admittedTerm-admn-sts")], Terms("", ("a",))),
        ([("a", "deprecatedTerm-admn-sts"), ("b",)], Terms("b", (), ("a",))),
        ([("AB", "", "acronym"), ("all bodies", "", "fullForm")], Terms("all bodies", ("AB",))),
        ([("AB", "", "acronym"), ("ABs", "", "variant")], Terms("AB", ("ABs",))),
        ([("a",), (" a ",), ("b",), ("a", "preferredTerm-admn-sts")], Terms("a", ("b",))),
        ([("a",), ("b", "notRecommended"), ("c", "obsolete")], Terms("a", (), ("b", "c"))),
        ([("a",), ("b", "preferred"), ("", "preferredTerm-admn-sts")], Terms("b", ("a",))),
    ],
)
def test_status_and_order_tell_what_a_term_is(terms: list[tuple[str, ...]], expected: Terms) -> None:
    assert imported(entry(*terms)).concepts[0].terms == {"en": expected}


@pytest.mark.parametrize(
    ("terms", "lost"),
    [
        ([("a", "preferredTerm-admn-sts"), ("b", "preferredTerm-admn-sts")], "preferred “b”, read as admitted"),
        ([("a", "preferredTerm-admn-sts"), ("a", "deprecatedTerm-admn-sts")], "forbidden “a”, read as preferred"),
        ([("a", "fadedTerm")], "administrativeStatus of “a”: fadedTerm"),
        ([("a", "deprecatedTerm-admn-sts")], "the forbidden en term “a”: no preferred one stands beside it"),
    ],
)
def test_a_status_that_a_glossary_cannot_hold_is_listed(terms: list[tuple[str, ...]], lost: str) -> None:
    assert (2, "x", lost) in imported(entry(*terms)).lost


def test_a_region_s_forbidden_term_needs_its_language_s_preferred_one() -> None:
    gb = '<langSec xml:lang="{}"><termSec><term>b</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts'
    text = entry(("a",)).replace("</conceptEntry>", gb + "</termNote></termSec></langSec></conceptEntry>")
    assert imported(text.format("en-gb")).concepts[0].terms == {"en": Terms("a"), "en-GB": Terms(forbidden=("b",))}
    found = imported(text.format("fr"))
    assert found.concepts[0].terms == {"en": Terms("a")}
    assert found.lost == [(2, "x", "the forbidden fr term “b”: no preferred one stands beside it")]


def test_what_says_nothing_of_a_language_is_listed() -> None:
    found = imported(entry(("a",)) + entry(("b",), id="y").replace('"en"', '"sr@latin"'))
    assert [concept.id for concept in found.concepts] == ["x"]
    assert found.lost == [(2, "y", "term of the language 'sr@latin': b"), (2, "y", "the whole concept: it has no term")]


def test_unknown_elements_are_listed() -> None:
    found = imported(entry(("a",), inside="<mood><deep>blue</deep></mood><descripGrp/>") + "<appendix>z</appendix>")
    assert found.lost == [(2, "", "appendix: z"), (2, "x", "deep: blue")]


def test_a_link_into_the_file_is_listed_and_an_address_is_kept() -> None:
    inside = '<admin type="source" target="bib-1">Quist</admin>'
    found = imported(entry(("a",), inside=inside))
    assert (found.concepts[0].reference, found.lost) == ("Quist", [(2, "x", "the link of “Quist” to bib-1")])
    inside = '<xref type="externalCrossReference" target="https://example.org/a">Quist</xref>'
    found = imported(entry(("a",), inside=inside))
    assert (found.concepts[0].reference, found.lost) == ("Quist https://example.org/a", [])


# --- Ids


def test_ids_stay_where_they_can_and_are_told_apart() -> None:
    ids = ["A b", "a-b", "_9-11", "a_b", "Ünï", "…"]
    found = imported("".join(entry((f"term {id}",), id=id) for id in ids))
    assert [concept.id for concept in found.concepts] == ["a-b-2", "a-b", "9-11", "a-b-3", "uni", "term"]
    assert [what for _, _, what in found.lost] == [
        "the id 'A b', read as 'a-b-2'",
        "the id 'Ünï', read as 'uni'",
        "the id 'a_b', read as 'a-b-3'",
        "the id '…', read as 'term'",
    ] or len(found.lost) == 4


def test_a_missing_id_is_made_from_the_preferred_term() -> None:
    french = entry(("État",)).replace('"en"', '"fr"')
    entries = [
        entry(("b",), ("Flag State", "preferredTerm-admn-sts")),
        french,
        entry(("порт",)),
        entry(("порт",)),
        entry(("порт",)),
    ]
    found = imported("".join(entries).replace(' id="x"', ""))
    assert [concept.id for concept in found.concepts] == ["flag-state", "etat", "concept"]


def test_what_weblate_writes_apart_is_one_concept_in_any_order() -> None:
    good = entry(("line",)).replace(
        "</conceptEntry>", '<langSec xml:lang="pt"><termSec><term>cabo</term></termSec></langSec></conceptEntry>'
    )
    bad = good.replace("cabo</term>", 'linha</term><termNote type="administrativeStatus">forbidden</termNote>')
    other = good.replace("cabo", "fila")
    for entries in (good + bad, bad + good):
        found = imported(entries.replace(' id="x"', ""))
        assert [concept.terms["pt"] for concept in found.concepts] == [Terms("cabo", (), ("linha",))]
    found = imported((good + other).replace(' id="x"', ""))
    assert [concept.id for concept in found.concepts] == ["line", "line-2"]


# --- What is written


FULL = Concept(
    "9-11",
    {
        "en": Terms("September 11", ("9/11",), ("11-September",), ("September 11s",), "exact"),
        "en-GB": Terms(forbidden=("11th September",)),
        "fr": Terms("11 septembre", verbatim=True),
    },
    "history",
    "The attacks of 2001.",
    "Never the Eleven.\nNo comma.",
    "https://example.org/9-11",
    "proposed",
    "Ada Quist",
    "2024-02-29",
)


@kinds
def test_everything_that_a_concept_holds_survives(kind: tuple[str, str, int]) -> None:
    written = exported([FULL], kind)
    assert bare(read("f", written.data).concepts) == [FULL]
    assert written.lost == []


def test_the_dialects_say_in_their_own_way_what_they_can() -> None:
    text = exported([FULL], ("basic", "dct", 3)).data.decode()
    for part in (
        '<conceptEntry id="_9-11">',
        "<min:subjectField>history</min:subjectField>",
        "<basic:definition>The attacks of 2001.</basic:definition>",
        "<min:externalCrossReference target=",
        "<date>2024-02-29</date>",
        "<basic:responsibility>Ada Quist</basic:responsibility>",
        "<note>No comma.</note>",
        "<note>tqcheck status: proposed</note>",
        "<note>tqcheck en.forms: September 11s</note>",
        "<note>tqcheck fr.verbatim: true</note>",
        "<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>",
    ):
        assert part in text


def test_core_shows_no_forbidden_term_as_a_term() -> None:
    text = exported([FULL], KINDS[0]).data.decode()
    assert re.findall("<term>(.*?)</term>", text) == ["September 11", "9/11", "11 septembre"]
    assert "<note>tqcheck en-GB.forbidden: 11th September</note>" in text


def test_what_cannot_be_written_is_listed() -> None:
    concepts = [
        Concept("a", {"en": Terms("bell\a", ("bell", " "))}),
        Concept("b", {"en": Terms("x"), "fr": Terms()}),
        Concept("c", {"en": Terms(forms=("y",))}),
    ]
    written = exported(concepts)
    assert written.lost == [
        (0, "a", "white space or control characters of the preferred en term 'bell\\x07'"),
        (0, "a", "the admitted en term 'bell': it stands there as preferred already"),
        (0, "a", "white space or control characters of the admitted en term ' '"),
        (0, "b", "the empty table [concept.fr]"),
        (0, "c", "the whole concept: it has no term"),
    ]
    assert [concept.terms for concept in read("f", written.data).concepts] == [{"en": Terms("bell")}, {"en": Terms("x")}]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (("max", "dca", 3), "there is no TBX dialect 'max'"),
        (("basic", "dcx", 3), "there is no TBX style 'dcx'"),
        (("basic", "dca", 4), "there is no TBX version 4"),
        (("min", "dca", 2), "version 2 is written as basic in dca only"),
        (("basic", "dct", 2), "version 2 is written as basic in dca only"),
    ],
)
def test_a_kind_that_does_not_exist_is_refused(kind: tuple[str, str, int], message: str) -> None:
    with pytest.raises(Problem, match=re.escape(message)):
        exported([FULL], kind)


def test_nothing_is_no_file() -> None:
    with pytest.raises(Problem, match="there is no concept with a term to write"):
        exported([])
