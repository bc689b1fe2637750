"""Concepts that come in meet the house's: what the house says stays, and a second time nothing changes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.terminology.merging import Merged, Outcome, merge

UNION = Concept("african-union", {"en": Terms("African Union", ("AU",), ("Union of Africa",))}, "institutions")


def one(house: Iterable[Concept], incoming: Concept, *, theirs: bool = False) -> Outcome:
    [outcome] = merge(house, [incoming], theirs=theirs).outcomes
    return outcome


def test_what_the_house_does_not_say_is_filled_in() -> None:
    outcome = one(
        [UNION],
        Concept(
            "african-union",
            {"en": Terms("African Union", ("the AU",), ("African Unity",), ("Unions",)), "fr": Terms("Union africaine")},
            definition="A body.",
            status="",
        ),
    )
    assert (outcome.change, outcome.conflicts) == ("changed", ())
    assert outcome.keys == ("definition", "en.admitted", "en.forbidden", "en.forms", "fr.preferred")
    assert outcome.concept.terms == {
        "en": Terms("African Union", ("AU", "the AU"), ("Union of Africa", "African Unity"), ("Unions",)),
        "fr": Terms("Union africaine"),
    }
    assert (outcome.concept.domain, outcome.concept.definition, outcome.concept.status) == (
        "institutions",
        "A body.",
        "approved",
    )


def test_the_house_s_word_stays_and_what_is_at_odds_is_told() -> None:
    theirs = Concept(
        "african-union",
        {"en": Terms("A.U.", ("Union of Africa",), ("AU", "African Union"))},
        "bodies",
        status="deprecated",
        date="2024-01-02",
    )
    outcome = one([Concept(**{**vars(UNION), "date": "2023-01-02"})], theirs)
    assert (outcome.change, outcome.keys) == ("same", ())
    assert outcome.conflicts == (
        "domain: the house says “institutions”, the file “bodies”",
        "en.preferred: the house says “African Union”, the file “A.U.”",
        "en.admitted: the house forbids “Union of Africa”",
        "en.forbidden: the house uses “AU”, which the file forbids",
        "en.forbidden: the house uses “African Union”, which the file forbids",
    )


def test_the_file_s_word_is_taken_where_it_is_asked_for() -> None:
    house = Concept("ref", {"en": Terms("ref", ("umpire",), ("referee",))}, definition="x", status="proposed")
    outcome = one(
        [house], Concept("ref", {"en": Terms("referee", forbidden=("umpire",))}, definition="y", status="approved"), theirs=True
    )
    assert outcome.concept == Concept("ref", {"en": Terms("referee", ("ref",), ("umpire",))}, definition="y")
    assert outcome.conflicts == ()
    assert one([house], Concept("ref", {"en": Terms("a")}, status=""), theirs=True).concept.status == "proposed"


@pytest.mark.parametrize(
    ("incoming", "met"),
    [
        (Concept("", {"en": Terms("African Union")}), True),
        (Concept("x", {"en": Terms("African Union")}, "Institutions"), True),
        (Concept("", {"en": Terms("African\u00a0Union")}), True),
        (Concept("", {"en": Terms("African Union")}, "sport"), False),
        (Concept("", {"fr": Terms("African Union")}), False),
        (Concept("", {"en": Terms("AU")}), False),
        (Concept("", {"en": Terms("", ("AU",))}), True),
    ],
)
def test_a_concept_is_met_by_its_preferred_term_in_its_domain(incoming: Concept, met: bool) -> None:
    assert (one([UNION], incoming).concept.id == "african-union") is met


def test_ids_that_a_program_counted_up_meet_only_what_shares_a_term() -> None:
    house = [Concept("c1", {"en": Terms("river")})]
    bank, river = merge(
        house, [Concept("c1", {"en": Terms("bank")}), Concept("c1", {"en": Terms("river", ("stream",))})]
    ).outcomes
    assert (bank.change, bank.concept.id) == ("new", "bank")
    assert (river.change, river.concept.id) == ("changed", "c1")
    assert one(house, Concept("c2", {"en": Terms("bank")})).concept.id == "c2"


def test_of_several_the_one_that_agrees_is_met_and_else_none() -> None:
    money = Concept("money", {"en": Terms("bank"), "fr": Terms("banque")})
    shore = Concept("shore", {"en": Terms("bank"), "fr": Terms("rive")})
    assert one([money, shore], Concept("", {"en": Terms("bank", ("shore",)), "fr": Terms("rive")})).concept.id == "shore"
    outcome = one([money, shore], Concept("", {"en": Terms("bank", ("brink",))}))
    assert outcome.change == "left"
    assert outcome.conflicts == ("it could be any of money, shore; give it the id of one, or a domain",)
    assert one([money, shore], Concept("", {"en": Terms("bank")})).change == "same"


def test_homonyms_of_a_file_are_not_made_one() -> None:
    homonyms = [Concept("", {"en": Terms("bank"), "fr": Terms(french)}, status="") for french in ("banque", "rive", "banque")]
    merged = merge([], homonyms)
    assert [outcome.change for outcome in merged.outcomes] == ["new", "new", "same"]
    assert [concept.id for concept in merged.concepts] == ["bank", "bank-2"]
    assert [concept.status for concept in merged.concepts] == ["approved"] * 2
    twins = [Concept(name, {"en": Terms("bank")}) for name in ("alpha", "beta")]
    assert [concept.id for concept in merge([], twins).concepts] == ["alpha", "beta"]


def test_a_term_can_move_from_one_concept_to_another() -> None:
    house = [Concept("alpha", {"en": Terms("bank")})]
    incoming = [Concept("beta", {"en": Terms("bank")}), Concept("alpha", {"en": Terms("shore")})]
    assert [(one.id, one.terms["en"].preferred) for one in merge(house, incoming, theirs=True).concepts] == [
        ("beta", "bank"),
        ("alpha", "shore"),
    ]


def test_what_a_file_says_first_counts() -> None:
    incoming = [Concept("ref", {"en": Terms("ref")}, definition=text) for text in ("x", "y")]
    merged = merge([Concept("ref", {"en": Terms("ref")}, definition="z")], incoming, theirs=True)
    assert [one.definition for one in merged.concepts] == ["x"]
    assert merged.outcomes[1].conflicts == ("definition: the house says “x”, the file “y”",)


def test_forbidden_terms_need_one_to_be_replaced_with() -> None:
    never = Concept("", {"fr": Terms("arbitre"), "en": Terms(forbidden=("arbiter",))}, status="")
    alone = one([], never)
    assert alone.concept.terms == {"fr": Terms("arbitre")}
    assert "en.forbidden: left out" in alone.conflicts[0]
    later = merge([], [never, Concept("", {"fr": Terms("arbitre"), "en": Terms("referee")}, status="")])
    assert later.concepts[0].terms["en"] == Terms("referee", forbidden=("arbiter",))
    assert one([], Concept("", {"en": Terms(forbidden=("x",))})).change == "left"
    assert one([], Concept("", {"en": Terms(forms=("x",))})).conflicts == ("it has no term",)


def test_ids_are_made_of_terms() -> None:
    names = [{"fr": Terms("Été"), "en": Terms("The summer’s end")}, {"ru": Terms("лето")}, {"fr": Terms("Hélas")}]
    assert [concept.id for concept in merge([], [Concept("", terms) for terms in names]).concepts] == [
        "the-summers-end",
        "concept",
        "helas",
    ]


_WORD = st.sampled_from(["bank", "banque", "rive", "lender", "b'x", "b’x"])
_WORDS = st.lists(_WORD, max_size=2, unique=True).map(tuple)


def _concepts(forbidden: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[Concept]:
    terms = st.builds(Terms, st.one_of(st.just(""), _WORD, _WORD), _WORDS, forbidden, _WORDS, st.sampled_from(["", "exact"]))
    return st.builds(
        Concept,
        st.sampled_from(["", "", "c1", "c2", "alpha", "beta", "bank"]),
        st.dictionaries(st.sampled_from(["en", "fr", "en-GB"]), terms, min_size=1, max_size=3),
        domain=st.sampled_from(["", "", "a", "b"]),
        definition=st.sampled_from(["", "x", "y"]),
        status=st.sampled_from(["", "approved", "proposed"]),
    )


def _loads(concept: Concept) -> bool:
    """Whether a glossary takes a concept."""
    rules = (
        not terms.forbidden or terms.preferred or concept.terms.get(base(tag), Terms()).preferred
        for tag, terms in concept.terms.items()
    )
    return bool(concept.id) and all(rules)


_HOUSE = st.lists(_concepts(_WORDS).filter(_loads), max_size=3, unique_by=lambda concept: concept.id)


def after(house: Iterable[Concept], merged: Merged) -> list[Concept]:
    return list({concept.id: concept for concept in [*house, *merged.concepts]}.values())


@given(_HOUSE, st.lists(_concepts(_WORDS), max_size=4))
@settings(max_examples=150, deadline=None)
def test_merging_twice_changes_nothing(house: list[Concept], incoming: list[Concept]) -> None:
    first = after(house, merge(house, incoming))
    assert all(map(_loads, first))
    again = merge(first, incoming)
    assert again.concepts == []
    assert {outcome.change for outcome in again.outcomes} <= {"same", "left"}


_NAMED = _concepts(st.just(())).filter(lambda concept: concept.id in ("alpha", "beta", "bank"))


@given(_HOUSE, st.lists(_NAMED, max_size=3, unique_by=lambda concept: concept.id))
@settings(max_examples=100, deadline=None)
def test_taking_theirs_twice_changes_nothing(house: list[Concept], incoming: list[Concept]) -> None:
    first = after(house, merge(house, incoming, theirs=True))
    assert all(map(_loads, first))
    assert after(first, merge(first, incoming, theirs=True)) == first


@given(_HOUSE)
@settings(max_examples=50, deadline=None)
def test_what_is_merged_into_nothing_is_as_it_was(house: list[Concept]) -> None:
    named = [one for one in house if any(terms.preferred or terms.admitted for terms in one.terms.values())]
    merged = {concept.id: concept for concept in merge([], named).concepts}
    assert all(
        merged[concept.id].terms == {tag: terms for tag, terms in concept.terms.items() if terms != Terms()}
        for concept in named
    )
