"""A text and its source, two files: line by line, or aligned where they have not as many lines."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import Checker, formats
from tqcheck.formats.alignment import align
from tqcheck.formats.anchors import anchors
from tqcheck.formats.beside import ADDED, LOST
from tqcheck.formats.corridor import corridor
from tqcheck.model import Document, Problem, Reading

FRENCH = [
    "Le pont de Lavalle ferme ce soir pour 12 jours, a annoncé la mairie.",
    "Les ouvriers vont remplacer 340 câbles. Le chantier coûtera 2 millions d’euros.",
    "Le maire, Paul Orsini, promet un bac gratuit entre les deux rives.",
    "Les commerçants de la rue Basse craignent pour leurs clients.",
    "Une réunion publique est prévue jeudi à Montreval. L’entrée est libre.",
]
ENGLISH = [
    "The Lavalle bridge closes tonight for 12 days, the town hall has announced.",
    "Workers will replace 340 cables. The work will cost 2 million euros.",
    "The mayor, Paul Orsini, promises a free ferry between the two banks.",
    "Shopkeepers in Basse Street fear for their customers.",
    "A public meeting is planned on Thursday in Montreval. Admission is free.",
]
NAMES = "Arden Brume Corvel Dantec Estran Farel Gordes Hautmont Isigny Joncour Kerval Lorme Mirepoix Nantua Orbec".split()


def read(target: list[str], source: list[str], name: str = "article.txt", gap: str = "\n", **told: object) -> Document:
    reading = Reading(source="fr", target="en", beside=(gap.join(source) + "\n").encode(), **told)  # type: ignore[arg-type]
    return formats.read(name, (gap.join(target) + "\n").encode(), reading=reading)


def sources(document: Document) -> list[str | None]:
    return [segment.source for segment in document.segments]


def flags(document: Document) -> list[tuple[str, ...]]:
    return [segment.flags for segment in document.segments]


def test_as_many_lines_go_together_one_by_one() -> None:
    assert sources(read(ENGLISH, FRENCH)) == FRENCH
    document = read([*ENGLISH[:2], "", *ENGLISH[2:]], [*FRENCH[:1], "", *FRENCH[2:], "Fin."])
    assert sources(document) == [FRENCH[0], None, FRENCH[3], FRENCH[4], "Fin."] or len(document.segments) == 5


@pytest.mark.parametrize(
    ("name", "gap"), [("a.txt", "\n"), ("a.txt", "\r\n"), ("a.txt", "\n\n"), ("a.md", "\n\n"), ("a.html", "<p>")]
)
def test_a_lost_paragraph_is_told_by_the_one_before(name: str, gap: str) -> None:
    document = read([*ENGLISH[:2], *ENGLISH[3:]], FRENCH, name, gap)
    assert sources(document) == [*FRENCH[:2], *FRENCH[3:]]
    assert flags(document) == [(), (f"{LOST}{FRENCH[2]}",), (), ()]


def test_an_added_paragraph_has_no_source_and_says_so() -> None:
    document = read([*ENGLISH[:3], "Nobody asked the ducks, who have used the river for ages.", *ENGLISH[3:]], FRENCH)
    assert sources(document) == [*FRENCH[:3], None, *FRENCH[3:]]
    assert flags(document) == [(), (), (), (ADDED,), (), ()]


def test_paragraphs_that_were_joined_get_both_sources() -> None:
    document = read([ENGLISH[0], f"{ENGLISH[1]} {ENGLISH[2]}", *ENGLISH[3:]], FRENCH)
    assert sources(document) == [FRENCH[0], f"{FRENCH[1]} {FRENCH[2]}", *FRENCH[3:]]


def test_paragraphs_that_were_parted_get_their_sentences() -> None:
    document = read([*ENGLISH[:4], *ENGLISH[4].replace(". ", ".\n").split("\n")], FRENCH)
    assert sources(document) == [*FRENCH[:4], "Une réunion publique est prévue jeudi à Montreval.", "L’entrée est libre."]


def test_a_sentence_lost_within_a_paragraph_stays_in_its_source() -> None:
    document = read([ENGLISH[0], "Workers will replace 340 cables.", f"{ENGLISH[2]} {ENGLISH[3]}", ENGLISH[4]], FRENCH)
    assert sources(document) == [*FRENCH[:2], f"{FRENCH[2]} {FRENCH[3]}", FRENCH[4]]


def test_as_many_blocks_that_do_not_go_together_are_aligned() -> None:
    target = [*ENGLISH[:1], f"{ENGLISH[1]} {ENGLISH[2]}", *ENGLISH[3:4], *ENGLISH[4].replace(". ", ".\n").split("\n")]
    many = [f"M. {name} a vu {at} bateaux près de {name}ville." for at, name in enumerate(NAMES, 100)]
    theirs = [f"Mr {name} saw {at} boats near {name}ville." for at, name in enumerate(NAMES, 100)]
    document = read([*theirs[:1], *theirs[2:], *target[3:]], [*many, FRENCH[4]], "a.md", "\n\n")
    assert len(document.segments) == len(many) + 1
    assert sources(document)[1:-2] == many[2:]


def test_another_text_is_refused_in_one_line() -> None:
    others = [f"The {name} museum shows {at} old clocks and a steam engine this year." for at, name in enumerate(NAMES, 1800)]
    many = [f"Selon Mme {name}x, la récolte de blé a baissé de {at} tonnes." for at, name in enumerate(reversed(NAMES), 40)]
    with pytest.raises(Problem, match="is it the right source") as raised:
        read(others, many * 2)
    assert str(raised.value).startswith("article.txt: has 15 segments, its source 30 segments")


def test_an_empty_side_is_refused_and_two_are_not() -> None:
    with pytest.raises(Problem, match="is one of them empty"):
        read(ENGLISH, [""])
    with pytest.raises(Problem, match="is one of them empty"):
        read([""], FRENCH)
    assert not read([""], [""]).segments


def test_a_file_that_holds_its_sources_takes_no_other() -> None:
    with pytest.raises(Problem, match="holds its sources itself, as tsv does"):
        formats.read("a.tsv", b"Un\tOne\n", reading=Reading(beside=b"Un\n"))


def test_a_source_that_is_no_text_is_told_by_its_name() -> None:
    with pytest.raises(Problem, match=r"article.txt's source:1: is not UTF-8"):
        formats.read("article.txt", b"A cat.\n", reading=Reading(beside=b"\xe9t\xe9\n"))


def test_offsets_stay_and_a_file_is_written_as_it_was() -> None:
    target = [ENGLISH[0], f"{ENGLISH[1]} {ENGLISH[2]}", *ENGLISH[3:]]
    alone = formats.read("a.md", ("\n\n".join(target) + "\n").encode())
    document = read(target, FRENCH, "a.md", "\n\n")
    assert [segment._replace(source=None, flags=()) for segment in document.segments] == list(alone.segments)
    assert formats.write(document, ()) == formats.write(alone, ())


def test_the_checks_hold_what_was_aligned_against_its_source() -> None:
    target = [ENGLISH[0].replace("12", "21"), f"{ENGLISH[1]} {ENGLISH[2]}", *ENGLISH[3:4]]
    found = Checker(source="fr").check_text("\n".join(target), source="\n".join(FRENCH))
    assert [(finding.rule.id, finding.text) for finding in found] == [
        ("bitext/number-changed", "21"),
        ("bitext/paragraph-lost", "customers."),
    ]
    assert "Une réunion publique" in found[1].message


def test_thousands_of_lines_take_seconds() -> None:
    chance = random.Random(1)
    words = [f"{one.lower()}{two.lower()}" for one in NAMES for two in NAMES]
    french = [
        f"{chance.choice(NAMES)}{chance.choice(words)} {' '.join(chance.choices(words, k=chance.randint(2, 9)))} {at % 5000}."
        for at in range(5_000)
    ]
    kept = [line for line in french if chance.random() > 0.02]
    began = time.process_time()
    document = read(kept, french)
    assert time.process_time() - began < 10
    assert sum(segment.source == segment.target for segment in document.segments) > 0.99 * len(kept)


TEXTS = st.lists(st.text(st.sampled_from("ab Xé1.\n"), min_size=1, max_size=20), max_size=12)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_an_alignment_covers_both_texts_in_order(source: list[str], target: list[str]) -> None:
    ends = frozenset(range(1, len(source) + 1, 2)), frozenset(range(1, len(target) + 1, 3))
    beads = align(source, target, ends).beads
    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert [at for bead in beads for at in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 299), st.integers(0, 199), st.integers(1, 5)), unique_by=lambda pair: pair[:2], max_size=20
    ),
)
def test_a_corridor_has_no_gaps(pairs: list[tuple[int, int, int]]) -> None:
    limits = corridor(pairs, 300, 200)
    assert limits[0][0] == 0
    assert limits[-1][1] == 200
    for (low, high), (after, last) in pairwise(limits):
        assert 0 <= low <= after <= high + 1
        assert high <= last <= 200


def test_what_two_texts_share_is_found_whatever_the_case_and_the_marks() -> None:
    found = anchors(["Le Président Sérgio a 12 ans.", "rien"], ["President Sergio is 12.", "nothing"])
    assert found.source[0] == found.target[0] == {"presi", "sergi", "12"}
