"""What is mined from a corpus: which terms, whole, with which forms on both sides, and in which order."""

from __future__ import annotations

import bitext
import pytest
from bitext import lines
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.glossary import Concept, Terms
from tqcheck.terminology.mine import KINDS, Candidate, Line
from tqcheck.terminology.mine.concepts import proposal
from tqcheck.terminology.mine.corpus import Corpus, steps
from tqcheck.terminology.mine.expansions import expansions
from tqcheck.terminology.mine.listed import Listed
from tqcheck.terminology.mine.ranking import mine


def mined(corpus: list[Line], *concepts: Concept, source: str = "fr", least: int = 3) -> dict[str, Candidate]:
    found = mine(Corpus(corpus, source, "en"), Listed(concepts, source, "en"), least)
    return {one.target[0].text: one for one in found}


def alone(*texts: str) -> list[Line]:
    return [Line("a.txt", number, text) for number, text in enumerate(texts, 1)]


@pytest.fixture(scope="module")
def found() -> dict[str, Candidate]:
    return mined(lines())


@pytest.mark.parametrize(
    ("target", "source", "kind"),
    [
        ("Court of Tides", "Cour des marées", "institution"),
        ("peat gas", "gaz de tourbe", "term"),
        ("LBO", "OBL", "acronym"),
        ("property tax", "impôt foncier", "term"),
        ("Lune Aubert", "Lune Aubert", "name"),
        ("Dovren", "Dovrègne", "name"),
    ],
)
def test_hidden_terms_are_found_whole_with_their_source(
    found: dict[str, Candidate], target: str, source: str, kind: str
) -> None:
    one = found[target]
    assert (one.source[0].text, one.kind, one.segments) == (source, kind, 9)


def test_what_is_everyday_or_only_a_part_is_not_found(found: dict[str, Candidate]) -> None:
    assert set(found) == {"Court of Tides", "peat gas", "LBO", "property tax", "Lune Aubert", "Dovren"}


def test_what_is_rendered_in_several_ways_comes_with_each_of_them(found: dict[str, Candidate]) -> None:
    assert [tuple(form) for form in found["property tax"].target] == [("property tax", 6), ("land tax", 3)]


def test_several_renderings_are_worth_more() -> None:
    one_way = mined(lines(hidden=[("l'impôt foncier", ["the property tax"]), *bitext.HIDDEN[:3]]))
    several = mined(lines())
    assert several["property tax"].score > one_way["property tax"].score


def test_what_both_languages_write_alike_is_worth_less(found: dict[str, Candidate]) -> None:
    assert found["Lune Aubert"].score < found["Dovren"].score


def test_contexts_hold_the_term_on_both_sides(found: dict[str, Candidate]) -> None:
    for one in found.values():
        assert 0 < len(one.contexts) <= 3
        for line in one.contexts:
            assert any(form.text in line.target for form in one.target)
            assert one.source[0].text in line.source


def test_what_is_too_rare_is_not_found() -> None:
    assert "Dovren" not in mined(lines(times=2))
    assert "Dovren" not in mined(lines(times=9), least=10)


def test_what_a_glossary_has_is_not_found_whatever_its_number_and_case() -> None:
    known = (
        Concept("court", {"en": Terms(preferred="court of tides")}),
        Concept("gas", {"fr": Terms(preferred="gaz de tourbe")}),
    )
    found = mined(lines(), *known)
    assert not {"Court of Tides", "peat gas"} & set(found)


def test_a_listed_term_is_told_again_where_it_is_rendered_otherwise() -> None:
    known = Concept("tax", {"en": Terms(preferred="property tax"), "fr": Terms(preferred="impôt foncier")})
    assert mined(lines(), known)["property tax"].listed == "tax"
    assert mined(lines())["property tax"].listed == ""
    known.terms["en"] = Terms(preferred="property tax", forbidden=("land tax",))
    assert "property tax" not in mined(lines(), known)


def test_a_plural_and_a_capital_make_no_second_candidate() -> None:
    hidden = [("le gaz de tourbe", ["the peat gas", "peat gases", "Peat gas"]), *bitext.HIDDEN[:1]]
    found = mined(lines(hidden=hidden))
    assert [one.target for text, one in found.items() if "peat" in text.lower()] == [(("peat gas", 9),)]


def test_a_title_is_no_part_of_a_name() -> None:
    hidden = [("le président Lune Aubert", ["President Lune Aubert"]), *bitext.HIDDEN[:2]]
    assert mined(lines(hidden=hidden))["Lune Aubert"].source[0].text == "Lune Aubert"


def test_a_surname_is_no_candidate_beside_the_full_name() -> None:
    hidden = [("Lune Aubert", ["Lune Aubert"]), ("Aubert", ["Aubert"]), *bitext.HIDDEN[:2]]
    found = mined(lines(hidden=hidden))
    assert "Lune Aubert" in found
    assert "Aubert" not in found


def test_a_name_that_lost_a_letter_comes_with_the_right_one_before() -> None:
    hidden = [("Jirčan", ["Jiran"]), *bitext.HIDDEN[:2]]
    assert [tuple(form) for form in mined(lines(hidden=hidden))["Jirčan"].target] == [("Jirčan", 0), ("Jiran", 9)]


def test_two_spellings_of_a_name_are_one_candidate_and_another_word_is_no_spelling() -> None:
    hidden = [("Dovrègne", ["Dovren", "Dovrenn", "Dovren"]), ("Mirande", ["Ostwick", "Lowater", "Ostwick"]), *bitext.HIDDEN[:2]]
    found = mined(lines(hidden=hidden))
    assert [form.text for form in found["Dovren"].target] == ["Dovren", "Dovrenn"]
    assert [form.text for form in found["Ostwick"].target] == ["Ostwick"]


def test_a_people_is_no_name() -> None:
    hidden = [("le port dovrégnais", ["the Dovrenese port"]), ("un quai dovrégnais", ["a Dovrenese quay"]), *bitext.HIDDEN[:2]]
    assert "Dovrenese" not in mined(lines(hidden=hidden))


def test_a_name_keeps_its_article_where_it_has_one_inside_sentences() -> None:
    hidden = [("L'Orvane", ["L'Orvane"]), *bitext.HIDDEN[:2]]
    assert mined(lines(hidden=hidden))["L'Orvane"].source[0].text == "L'Orvane"


def test_without_a_source_names_acronyms_and_terms_are_found() -> None:
    found = mined([line._replace(source="") for line in lines()], source="")
    assert {"Court of Tides", "LBO", "Lune Aubert"} <= set(found)
    assert all(one.source == () for one in found.values())
    assert found["LBO"].segments == 9


def test_headlines_in_capitals_tell_no_names() -> None:
    assert not mined(alone(*["THE MOON OVER DOVREN"] * 9), source="")


def test_an_acronym_comes_with_what_a_text_says_that_it_stands_for() -> None:
    texts = [line.target for line in lines()]
    said = alone(*texts, "The Lower Bog Office (LBO) met.")
    assert mined(said, source="")["LBO"].expansion == "Lower Bog Office"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Lower Bog Office (LBO) met.", {"LBO": "Lower Bog Office"}),
        ("The Office of Peat and Bogs (OPB) met.", {"OPB": "Office of Peat and Bogs"}),
        ("The office (LBO) met.", {}),
        ("They came (LBO).", {}),
        ("(LBO)", {}),
    ],
)
def test_expansions_are_told_by_their_letters(text: str, found: dict[str, str]) -> None:
    assert expansions([text]) == found


def test_a_candidate_becomes_a_proposed_concept() -> None:
    one = mined(lines())["Court of Tides"]
    concept = proposal(one, "en", "fr")
    assert (concept.id, concept.status, concept.domain) == ("court-of-tides", "proposed", "institutions")
    assert concept.terms == {"en": Terms(preferred="Court of Tides"), "fr": Terms(preferred="Cour des marées")}


def test_the_steps_of_the_work_are_known_before() -> None:
    corpus, taken = lines(), list[int]()
    Corpus(corpus, "fr", "en", lambda: taken.append(1))
    assert len(taken) == steps(corpus, aligned=True)


TEXTS = st.lists(st.tuples(*[st.text(alphabet="aAbBéÉ İß'’-.,(&) \n\u00a0\u03010中ABC", max_size=40)] * 2), max_size=12)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["", "fr", "de", "zh"]))
def test_any_text_can_be_mined(texts: list[tuple[str, str]], source: str) -> None:
    corpus = [Line("a", number, target, mine_) for number, (target, mine_) in enumerate(texts * 3, 1)]
    for one in mined(corpus, source=source, least=2).values():
        assert one.kind in KINDS
        assert one.score > 0
        assert one.segments >= 2
        assert bool(one.source) == bool(source)


def test_the_order_does_not_hang_on_the_order_of_hashes() -> None:
    assert list(mined(lines()).values()) == list(mined(lines()).values())
