"""Names of another script in two spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from audits import concept, named, told


def person(name: str, english: str, tag: str, source: str, domain: str = "people", **more: dict[str, str]) -> str:
    return concept(name, domain, en={"preferred": english}, **{tag: {"preferred": source}}, **more)


KHALED = person("k1", "Khaled Nasser", "ar", "خالد ناصر")
KHALED_TOO = person("k2", "Khaled Omari", "ar", "خالد العمري")


def test_a_name_that_is_spelled_in_two_ways_is_told_at_the_rarer_one(tmp_path: Path) -> None:
    khalid = person("j", "Khalid al-Badri", "ar", "خالد البدري")
    found = told(tmp_path, "mixed-romanisation", KHALED, khalid, KHALED_TOO)
    assert named(found) == [("j", "Khalid al-Badri")]
    fault = found[0].fault
    assert fault.message == "“Khalid” in “Khalid al-Badri” and “Khaled” in “Khaled Nasser” are one Arabic name, خالد."
    assert "i, e: " in fault.why
    assert fault.why.endswith(f"The other one is at {tmp_path / 'terms.toml'}:1, and 1 more is spelled like it.")
    assert named(told(tmp_path, "mixed-romanisation", KHALED, shipped=[khalid])) == [("k1", "Khaled Nasser")]


@pytest.mark.parametrize(
    "other",
    [
        person("j", "Khaled Badri", "ar", "خالد البدري"),
        person("j", "Khalid Badri", "ar", "خليد البدري"),
        person("j", "Kaolid Badri", "ar", "خالد البدري"),
        person("j", "Immortal Bridge", "ar", "خالد جسر", "places"),
        person("j", "Khalid Badri", "ar", "خالد البدري", "books"),
        person("j", "Khalid the Elder", "ar", "خالد البدري"),
        concept("j", "people", "deprecated", en={"preferred": "Khalid Badri"}, ar={"preferred": "خالد البدري"}),
    ],
    ids=["the same", "another name", "another sound", "a translation", "no name's domain", "not as many words", "deprecated"],
)
def test_what_is_no_other_spelling_is_left_alone(tmp_path: Path, other: str) -> None:
    assert told(tmp_path, "mixed-romanisation", KHALED, KHALED_TOO, other) == []


def test_names_that_english_tells_apart_are_left_alone(tmp_path: Path) -> None:
    names = [person("leo", "Leo Gorin", "ru", "Лев Горин"), person("leon", "Leon Barin", "ru", "Лев Барин")]
    assert told(tmp_path, "mixed-romanisation", *names) == []


def test_a_name_that_is_not_russian_is_not_held_against_its_russian_form(tmp_path: Path) -> None:
    russian = person("s1", "Sergei Gorin", "ru", "Сергей Горин")
    belarusian = person("s2", "Sergey Barin", "ru", "Сергей Барин", be={"preferred": "Сяргей Барын"})
    assert told(tmp_path, "mixed-romanisation", russian, belarusian) == []
    assert named(told(tmp_path, "mixed-romanisation", russian, person("s2", "Sergey Barin", "ru", "Сергей Барин"))) == [
        ("s2", "Sergey Barin")
    ]


@pytest.mark.parametrize(
    ("english", "source", "mended"),
    [
        ("Nikita Khrouchtchev", "Никита Хрущёв", "Nikita Khrushchev"),
        ("Ivan Pouchkarev", "Иван Пушкарёв", "Ivan Pushkarev"),
        ("Tchelnov", "Челнов", "Chelnov"),
    ],
)
def test_a_name_of_the_french_press_is_told(tmp_path: Path, english: str, source: str, mended: str) -> None:
    found = told(tmp_path, "mixed-romanisation", person("a", english, "ru", source))
    assert named(found) == [("a", english)]
    assert "is of the French press" in found[0].fault.message
    assert [fix.text for fix in found[0].fault.fixes] == [mended]
    assert told(tmp_path, "mixed-romanisation", person("a", english, "ru", source), target="fr") == []


@pytest.mark.parametrize(
    ("english", "source"),
    [("Pyotr Tchaikovsky", "Пётр Чайковский"), ("Belousov", "Белоусов"), ("Ksenia", "Ксения"), ("Chelnov", "Челнов")],
    ids=["settled", "two letters", "English has it too", "English"],
)
def test_an_english_name_is_left_alone(tmp_path: Path, english: str, source: str) -> None:
    assert told(tmp_path, "mixed-romanisation", person("a", english, "ru", source)) == []
