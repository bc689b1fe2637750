"""The CLDR's territories stand beside the glossaries' concepts."""

from __future__ import annotations

from tqcheck import glossary
from tqcheck.glossary import Concept, Terms
from tqcheck.glossary.territories import beside, territories


def test_states_have_their_english_and_french_names() -> None:
    algeria = territories()["territory-dz"]
    assert (algeria.terms["en"].preferred, algeria.terms["fr"].preferred, algeria.domain) == ("Algeria", "Algérie", "places")
    assert territories()["territory-419"].terms["fr"].preferred == "Amérique latine"


def test_french_names_that_are_other_words_are_left_out() -> None:
    for code in ("ar", "ch", "dm", "sv"):
        assert "fr" not in territories()[f"territory-{code}"].terms


def test_names_that_are_none_are_left_out() -> None:
    texts = [terms.preferred for concept in territories().values() for terms in concept.terms.values()]
    assert not any(mark in text for text in texts for mark in "(&’") and all(texts)


def test_a_glossary_s_concept_goes_over_the_territory_of_its_name() -> None:
    house = {"chad": Concept("chad", {"en": Terms(preferred="Chad")})}
    together = beside(house)
    assert "territory-td" not in together and together["chad"] is house["chad"] and "territory-dz" in together


def test_no_two_shipped_concepts_claim_one_english_name_of_a_territory() -> None:
    shipped = glossary.shipped()
    assert shipped
    named = {
        terms.preferred for concept in glossary.load([shipped]).values() for tag, terms in concept.terms.items() if tag == "en"
    }
    added = {id: concept for id, concept in beside(glossary.load([shipped])).items() if id.startswith("territory-")}
    assert len(added) > 100 and not named & {concept.terms["en"].preferred for concept in added.values()}
