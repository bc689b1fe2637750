"""PO and Weblate's CSV: terms and their translations become concepts, and concepts what those hold of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchanged import ANY, CONCEPTS, bare
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.exchange import Lost, Options, Read, find, read, write
from tqcheck.terminology.exchange.pairs import tag

DATA = Path(__file__).parent / "data" / "exchange"
FRENCH = Options(source="fr", target="en")


def sample(name: str, options: Options) -> Read:
    data = (DATA / name).read_bytes()
    return read(name, data, find(name, data), options)


def po(text: str, options: Options = FRENCH) -> Read:
    return read("a.po", text.encode(), "po", options)


def test_a_catalogue_is_read() -> None:
    found = sample("glossary.po", Options(source="fr"))
    referee, overtime, never, name, goal = found.concepts
    assert referee.terms == {"fr": Terms("arbitre"), "en-GB": Terms("referee")}
    assert (referee.domain, referee.definition) == ("sport", "Who sees to it that players keep the rules")
    assert (referee.note, referee.status, referee.origin) == ("Not the umpire of tennis.", "", "glossary.po:12")
    assert overtime.status == "proposed"
    assert never.terms["en-GB"] == Terms(forbidden=("arbiter",))
    assert name.terms == {"fr": Terms("Le Gai Pinson", verbatim=True)}
    assert goal.terms == {"fr": Terms("but"), "en-GB": Terms("goal")}
    assert [lost.what for lost in found.lost] == ["the plural “buts”", "the obsolete “goal”"]


def test_weblates_table_is_read() -> None:
    found = sample("weblate.csv", FRENCH)
    referee, overtime, total, offside = found.concepts
    assert referee == Concept(
        "",
        {"fr": Terms("arbitre"), "en": Terms("referee")},
        "sport",
        "Who sees to it that players keep the rules",
        "Not the umpire of tennis.",
        status="",
        origin="weblate.csv:2",
    )
    assert overtime.status == "proposed"
    assert total.terms == {"fr": Terms("=SOMME"), "en": Terms("=SUM")}
    assert offside.terms == {"fr": Terms("hors-jeu")}
    assert found.lost == [Lost(6, "", "a pair without a source term")]


@pytest.mark.parametrize("form", ["po", "weblate"])
def test_what_pairs_hold_comes_back(form: str) -> None:
    written = write(CONCEPTS, form, FRENCH)
    found = bare(read("a", written.data, form, FRENCH).concepts)
    assert [one.id for one in found] == ["referee", "gai-pinson", "sum"]
    assert found[0].terms == {"fr": Terms("arbitre"), "en": Terms("referee")}
    assert (found[0].domain, found[0].definition, found[0].note) == (
        CONCEPTS[0].domain,
        CONCEPTS[0].definition,
        CONCEPTS[0].note,
    )
    lost = {line.concept: line.what for line in written.lost}
    assert lost["referee"] == "reference, owner, date, en.admitted, en.forbidden, fr.case"
    assert write([Concept("x", {"en": Terms("a")})], form, FRENCH).lost == [
        Lost(0, "x", "all of it; it has no preferred term in fr")
    ]


def test_messages_of_one_text_are_kept_apart() -> None:
    homonyms = [
        Concept(name, {"fr": Terms("livre"), "en": Terms(name)}, domain) for name, domain in (("book", ""), ("pound", ""))
    ]
    found = po(write(homonyms, "po", FRENCH).data.decode())
    assert [(one.id, one.domain, one.terms["en"].preferred) for one in found.concepts] == [
        ("book", "", "book"),
        ("pound", "", "pound"),
    ]


def test_no_formula_is_written_for_weblate() -> None:
    row = write([CONCEPTS[2]], "weblate", FRENCH).data.decode().splitlines()[1]
    assert row.startswith("""\"","'=SOMME'","'=SUM'","sum",""")


def test_languages_are_told_by_the_header_or_the_user() -> None:
    text = 'msgid ""\nmsgstr "Language: pt_BR\\n"\n"Language: pt_BR\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    assert list(po(text, Options(source="en")).concepts[0].terms) == ["en", "pt-BR"]
    assert list(po(text, FRENCH).concepts[0].terms) == ["fr", "en"]
    with pytest.raises(Problem, match=r"give --from fr$"):
        po(text, Options())
    with pytest.raises(Problem, match=r"give --from fr --to en"):
        sample("weblate.csv", Options())
    with pytest.raises(Problem, match="both its languages are fr"):
        sample("weblate.csv", Options(source="fr", target="fr"))
    assert [tag(name) for name in ("sr@latin", "zh_Hant_TW", "de_DE.UTF-8", "ca@valencia", "C")] == [
        "sr-Latn",
        "zh-Hant-TW",
        "de-DE",
        "ca",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "a"\nmsgid "b"\nmsgstr ""\n', "a.po:1: is not valid PO: missing msgstr for msgid 'a'; "),
        ("<html>\n", "a.po:1: is not valid PO"),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=klingon\\n"\n', "a.po: its header names an unknown charset"),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ascii\\n"\nmsgid "é"\nmsgstr ""\n', "a.po:4: is not ascii"),
    ],
)
def test_broken_catalogues_are_refused(text: str, told: str) -> None:
    with pytest.raises(Problem) as refused:
        po(text)
    assert str(refused.value).startswith(told)


def test_a_catalogue_of_another_charset_is_read() -> None:
    data = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "été"\nmsgstr "summer"\n'.encode(
        "latin-1"
    )
    assert read("a.po", data, "po", FRENCH).concepts[0].terms["fr"].preferred == "été"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source,context\na,b\n", "a.csv:1: needs one column “target”"),
        ("source,target\na,b,c\n", "a.csv:2: has 3 cells, and the table 2"),
    ],
)
def test_bad_tables_of_weblate_are_refused(text: str, told: str) -> None:
    with pytest.raises(Problem) as refused:
        read("a.csv", text.encode(), "weblate", FRENCH)
    assert str(refused.value).startswith(told)


@pytest.mark.parametrize("form", ["po", "weblate"])
@given(concepts=st.lists(ANY, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_whatever_is_written_can_be_read(form: str, concepts: list[Concept]) -> None:
    found = read("a", write(concepts, form, FRENCH).data, form, FRENCH)
    assert len(found.concepts) <= sum("fr" in concept.terms for concept in concepts)


_LINES = st.sampled_from(
    """
msgid "a"
msgid ""
msgid a
msgstr "b"
msgstr
msgctxt "x"
msgid_plural "c"
msgstr[0] "d"
msgstr[9] "d"
msgstr[x] "d"
"Plural-Forms: nplurals=x; plural=!!\\n"
"POT-Creation-Date: zz\\n"
#~ msgid "o"
#~ msgstr "p"
#, fuzzy
#. c
# d
#: e:3
#: \u2068x
#- x
junk
"\\
""".strip().splitlines()
)


@given(st.lists(_LINES, max_size=12))
def test_whatever_comes_is_a_catalogue_or_refused_in_one_line(lines: list[str]) -> None:
    try:
        po("\n".join(lines))
    except Problem as problem:
        assert len(str(problem).splitlines()) == 1
