"""Sentences that are none: out of order, or with a word missing. No sentence here is from a corpus."""

from __future__ import annotations

import pytest

from tqcheck.bitext import broken
from tqcheck.bitext.broken.tables import table


def kinds(text: str, language: str = "en") -> list[str]:
    return [fault.kind for fault in broken.find(text, language)]


def told(text: str) -> list[str]:
    return [text[fault.span.start : fault.span.end] for fault in broken.find(text, "en")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The of the mill burned.", "The of"),
        ("She sold the and the barn.", "the and"),
        ("He lives near the.", "the."),
        ("They came with their, and left.", "their,"),
        ("The report of has been read.", "of has"),
        ("He must have been will again.", "been will"),
        ("It’s an of sorts.", "an of"),
    ],
)
def test_words_that_never_meet(text: str, words: str) -> None:
    assert told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The house they live in is old.",
        "Turn it on and off the way we spoke of.",
        "It is for and against the law that he spoke.",
        "The IT department and the WHO agreed.",
        "He took vitamin A. The rest was silence.",
        "She read “The Will” and A, B and C.",
        "They use the .NET framework and the -x flag.",
        "She wanted the... the other one.",
        "What it is is a mill, and that that is is.",
        "He is what he is, the be-all and end-all.",
        "Nor will the mayor, nor can the council.",
        "Look at the “of” in the title.",
        "Is this the mill?",
        "Was he there? Will the mill open?",
        "Will Smith came to the mill in May with us.",
        "In the end, it was rebuilt by the people of the town.",
        "The rich are gone and the poor of the town stay.",
        "Save the %s of {name}",
        "",
        "İ",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Of the and mill burned the has town in of barn a the also.", "order"),
        ("It was the important of all.", "noun"),
        ("He sold an enormous in May.", "noun"),
        ("When she to the mill, it rained.", "verb"),
        ("You can the old mill from here.", "verb"),
        ("Was built by two brothers from the valley.", "subject"),
        ("After the fire of May, was rebuilt in stone.", "subject"),
    ],
)
def test_what_is_missing(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize("language", ["fr", "de", "", "x-none", "../broken/en"])
def test_languages_without_a_table_are_left_alone(language: str) -> None:
    assert kinds("The of the mill burned.", language) == []


def test_pairs_of_the_table_are_lower_case_and_of_two() -> None:
    facts = table("en")
    assert facts and facts.never <= facts.odd <= facts.suspects
    assert all(first == first.lower() and second == second.lower() for first, second in facts.odd)
    assert not any(first == second for first, second in facts.never)


@pytest.mark.parametrize("text", ["the " * 5000, "of the the of " * 2000, "a," * 5000])
def test_long_texts_end(text: str) -> None:
    assert len(kinds(text)) >= 0
