"""Substitutions that recur between machine output and its edited version."""

from __future__ import annotations

import pytest

from tqcheck.glossary import Concept, Terms
from tqcheck.terminology.edits import Pair, proposals
from tqcheck.terminology.proposals import Known

KNOWN = Known([Concept("hall", {"en": Terms("town hall", forbidden=("city house",))})], "en")
FRAMES = (
    "The old {} stands near the river.",
    "Nobody has seen the {} since March.",
    "In the end a {} was sold again.",
    "They will paint every {} this year.",
)


def pairs(before: str, after: str, count: int = 3, kept: int = 0) -> list[Pair]:
    """So many segments in which the words were replaced, and so many in which they stayed."""
    changed = [Pair(FRAMES[at % 4].format(before), FRAMES[at % 4].format(after), f"{at}.txt") for at in range(count)]
    return changed + [Pair(FRAMES[at % 4].format(before), FRAMES[at % 4].format(before), "kept.txt") for at in range(kept)]


def told(found: list[Pair], **options: int) -> list[tuple[str, str, str, str]]:
    return [(item.kind, item.concept, item.before, item.after) for item in proposals(found, KNOWN, **options)]


def test_a_substitution_that_recurs_is_proposed() -> None:
    [found] = proposals(pairs("Alburg", "Elburg", kept=0), KNOWN)
    assert (found.kind, found.before, found.after) == ("concept", "Alburg", "Elburg")
    assert found.evidence == (3, 3, ("0.txt", "1.txt", "2.txt"), ())


def test_one_for_a_concept_of_the_glossary_is_a_form_not_to_write() -> None:
    assert told(pairs("mayor house", "town hall")) == [("forbidden", "hall", "mayor house", "town hall")]


@pytest.mark.parametrize(
    "found",
    [
        pairs("Alburg", "Elburg", 2),
        pairs("Alburg", "Elburg", 3, kept=2),
        pairs("city house", "town hall"),
        pairs("the", "a"),
        pairs("1,000", "1.000"),
        pairs("Mill", "mill"),
        pairs("mills", "mill"),
        pairs("Pérès", "Peres"),
        pairs("watermill", "mill", 5),
        pairs("repainted", "repainting"),
        pairs("city houses", "town halls"),
        pairs("his watermill", "my mill"),
        pairs("river, Mill", "Alburg"),
        pairs("Alburg", "Ilburg") + pairs("Ilburg", "Alburg"),
        [Pair(f"One {n} Alburg here.", f"Else {n} and so forth it was an Elburg.", "a.txt") for n in ("x", "y", "z")],
        [],
    ],
)
def test_what_is_seldom_known_small_or_written_anew_is_not(found: list[Pair]) -> None:
    assert told(found) == []


def test_common_words_need_twice_as_many_places() -> None:
    assert told(pairs("watermill", "mill", 6)) == [("concept", "", "watermill", "mill")]


def test_accents_put_in_are_proposed() -> None:
    assert told(pairs("Peres", "Pérès")) == [("concept", "", "Peres", "Pérès")]


def test_few_that_stayed_do_not_matter() -> None:
    assert told(pairs("Alburg", "Elburg", 9, kept=1)) == [("concept", "", "Alburg", "Elburg")]


def test_the_least_number_is_the_callers() -> None:
    assert told(pairs("Alburg", "Elburg", 2), least=2) != []


def test_number_case_and_possession_make_no_other_change() -> None:
    forms = [("watermill", "mill"), ("watermills", "mills"), ("Watermill", "Mill"), ("watermill's", "mill's")]
    found = proposals([pair for change in forms for pair in pairs(*change, 1)], KNOWN, 2)
    assert [(item.before, item.after, item.evidence[:2]) for item in found] == [("watermill", "mill", (4, 4))]
    kept = [pair for change in forms for pair in pairs(*change, 1)] + pairs("watermills", "", 0, kept=4)
    assert proposals(kept, KNOWN, 2) == []


def test_words_are_proposed_as_they_stand() -> None:
    assert told(pairs("St.  Clare", "Saint Clara")) == [("concept", "", "St. Clare", "Saint Clara")]


def test_what_went_together_with_other_words_tells_nothing() -> None:
    engulfed = [Pair(f"One {n} Alburg was sold there.", f"A {n[0]} was sold there.", "a.txt") for n in ("xx", "yy")]
    assert told(pairs("Alburg", "Elburg", 3) + engulfed) == [("concept", "", "Alburg", "Elburg")]
    assert told(pairs("Alburg", "Elburg", 3) + engulfed * 4) == []


def test_two_renderings_contradict_each_other() -> None:
    assert told(pairs("Alburg", "Elburg", 4) + pairs("Alburg", "Ilburg", 3)) == []
