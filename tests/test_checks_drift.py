"""One name in two spellings is found at every mention but those in the form that was chosen, and two names are left alone."""

from __future__ import annotations

import bare
import pytest

from tqcheck.model import Certainty, Severity
from tqcheck.names.archive import Publication

RULE = bare.record(id="name/drift", check="drift", certainty="likely", message="“{match}” is spelled otherwise elsewhere.")
TERMS = """
[[concept]]
id = "hashd"
domain = "armed-groups"
[concept.en]
preferred = "Hashd al-Shaabi"
[concept.fr]
preferred = "Hachd al-Chaabi"

[[concept]]
id = "ivan-gorbunov"
domain = "people"
[concept.en]
preferred = "Ivan Gorbunov"
[concept.fr]
preferred = "Ivan Gorbounov"

[[concept]]
id = "iraq"
domain = "places"
[concept.en]
preferred = "Iraq"

[[concept]]
id = "irak-street"
domain = "places"
[concept.en]
preferred = "Irak"

[[concept]]
id = "kyiv"
domain = "places"
[concept.en]
preferred = "Kyiv"
admitted = ["Kiev"]
"""


def found(*lines: str, certainty: str = "likely", **options: object) -> list[tuple[str, str]]:
    checker = bare.checker(RULE, min_certainty=certainty, **options)
    return [(finding.text, finding.fixes[0].text) for finding in checker.check_text("\n".join(lines))]


def test_every_mention_of_the_seldomer_form_is_found() -> None:
    lines = ("They saw Fetissov.", "They met Fetissov.", "They fed Fetisov.", "They left Fetisov.", "They hit Fetissov.")
    assert found(*lines) == [("Fetisov", "Fetissov"), ("Fetisov", "Fetissov")]


def test_english_convention_goes_over_the_majority() -> None:
    lines = ("They saw Choukri.", "They met Choukri.", "They fed Shukri.")
    checker = bare.checker(RULE)
    first, second = checker.check_text("\n".join(lines))
    assert (first.text, first.fixes[0].text, first.fixes[0].safe) == ("Choukri", "Shukri", True)
    assert first.message == "“Choukri” is “Shukri” elsewhere in the text (once), as English spells it."
    assert "ch → sh" in first.why.lower() and second.segment.id == "2"


def test_the_glossary_goes_over_both() -> None:
    lines = ("They saw Hachd al-Chaabi.", "They met Hachd al-Chaabi.", "They fed Hashd al-Shaabi.")
    checker = bare.checker(RULE, terms=TERMS)
    findings = [finding for finding in checker.check_text("\n".join(lines)) if finding.rule.id == "name/drift"]
    assert [finding.fixes[0] for finding in findings] == [("Hashd al-Shaabi", True)] * 2
    assert findings[0].message == "“Hachd al-Chaabi”: the glossary spells this name “Hashd al-Shaabi”."
    assert findings[0].certainty == Certainty.certain


def test_without_glossary_and_convention_no_fix_is_safe() -> None:
    [finding] = bare.checker(RULE).check_text("They saw Fetissov.\nThey met Fetissov.\nThey fed Fetisov.")
    assert not finding.fixes[0].safe
    assert finding.message == "“Fetisov” is “Fetissov” elsewhere in the text (twice)."


def test_of_two_forms_that_the_glossary_admits_a_text_keeps_to_one() -> None:
    assert found("They saw Kiev.", "They met Kiev.", "They fed Kyiv.", terms=TERMS, certainty="possible") == [("Kyiv", "Kiev")]


def test_marks_alone_are_minor() -> None:
    [finding] = bare.checker(RULE).check_text("They saw Québec.\nThey met Quebec.\nThey fed Quebec.")
    assert (finding.text, finding.severity) == ("Québec", Severity.minor)


def test_a_surname_follows_the_full_name() -> None:
    lines = ("They saw Abu Mahdi al-Muhandis.", "They met Mouhandis.", "They fed Mouhandis.")
    assert found(*lines) == [("Mouhandis", "Muhandis")] * 2 or found(*lines) == [("Mouhandis", "al-Muhandis")] * 2


def test_a_surname_follows_a_full_name_of_the_glossary() -> None:
    lines = ("They saw Ivan Gorbounov.", "They met Gorbounov.")
    assert ("Gorbounov", "Gorbunov") in found(*lines, terms=TERMS)


def test_a_full_name_follows_its_own_word() -> None:
    assert found("They saw Hachd al-Nour.", "They met Hachd.", "They fed Hashd.", "They hit Hashd.") == [
        ("Hachd al-Nour", "Hashd al-Nour"),
        ("Hachd", "Hashd"),
    ]


def test_a_full_name_is_found_whole_without_title_and_possessive() -> None:
    lines = ("They saw President Nour Chalabi's men.", "They met Nour Shalabi.", "They fed Nour Shalabi.")
    assert found(*lines) == [("Nour Chalabi", "Nour Shalabi")]


def test_a_headline_of_capitals_is_found_too() -> None:
    lines = ("CROWDS OF HACHD MARCH", "They saw Hachd.", "They met Hashd.", "They fed Hashd.")
    assert found(*lines) == [("HACHD", "HASHD"), ("Hachd", "Hashd")]


def test_a_quotation_is_found_but_not_safe_to_mend() -> None:
    [finding] = bare.checker(RULE).check_text("“They saw Choukri,” she said.\nThey met Shukri.\nThey fed Shukri.")
    assert finding.text == "Choukri" and not finding.fixes[0].safe


TWO_NAMES = {
    "two in one sentence": ["They saw Choukri and Shukri.", "They met Choukri.", "They fed Shukri."],
    "other given names": ["They saw Amir Katrangi.", "They met Maher Katranji.", "They fed Katranji."],
    "a people and its land": ["They saw Kadistan.", "They met Kadistani guests."],
    "plural": ["They saw the Boukhari.", "They met the Boukharis."],
    "wife": ["They saw Ivan Petrov.", "They met Elena Petrova.", "They fed Petrova."],
    "son": ["They saw Petrov.", "They met Petrovich."],
    "a woman's name": ["They saw Hamid.", "They met Hamida."],
    "given names of both sexes": ["They saw Mario Lopez.", "They met Maria Lopez."],
    "north and south": ["They saw North Karelia.", "They met South Karelia."],
    "a word of the text": ["They saw the Labour.", "They met the Labor.", "The labor was hard."],
    "an initial": ["They saw Nora Rhee.", "They met Nora A. Rhee."],
    "numbers": ["They saw Meteor-2.", "They met Meteor-3."],
    "a hyphen": ["They saw al-Nour.", "They met Al-Nour."],
    "an article": ["They saw Ali al-Nour.", "They met Nour."],
    "short words": ["They saw Chan.", "They met Chen."],
}


@pytest.mark.parametrize("lines", TWO_NAMES.values(), ids=TWO_NAMES)
def test_two_names_are_left_alone(lines: list[str]) -> None:
    assert found(*lines) == []


def test_names_of_two_concepts_are_left_alone() -> None:
    assert found("They saw Iraq.", "They met Irak.", certainty="possible", terms=TERMS) == []


@pytest.mark.parametrize(("one", "other"), [("Peres", "Peretz"), ("Salem", "Salim"), ("Karim", "Kerim"), ("Chan", "Shan")])
def test_look_alikes_that_only_the_source_could_tell_apart_are_possible_at_most(one: str, other: str) -> None:
    assert found(f"They saw {one}.", f"They met {other}.", f"They fed {one}.") == []


def test_other_texts_tell_by_far_or_by_convention() -> None:
    checker = bare.checker(RULE)
    others = [{"Warren Bufett": 2}, {"Warren Buffet": 2}, {"Warren Buffet": 1}, {"Warren Buffet": 4, "Shukri": 1}]
    checker.archive = Publication([*others, {"Warren Bufett": 1, "Choukri": 1}])
    [name, surname] = checker.check_text("They saw Warren Bufett.\nThey met Choukri.")
    assert name.message == "“Warren Bufett” is “Warren Buffet” in 3 other texts (7 times)." and not name.fixes[0].safe
    assert surname.message == "“Choukri” is “Shukri” in another text (once)." and surname.fixes[0].safe


def test_other_texts_that_don_t_agree_tell_nothing() -> None:
    checker = bare.checker(RULE)
    checker.archive = Publication([{"Warren Bufett": 2}, {"Warren Buffet": 2}, {"Warren Bufett": 1}])
    assert list(checker.check_text("They saw Warren Bufett.")) == []


def test_a_text_of_many_names_takes_no_longer_than_its_length() -> None:
    import time

    def seconds(names: int) -> float:
        text = "\n".join(f"They met {_name(number)} there." for number in range(names))
        began = time.process_time()
        bare.checker(RULE).check_text(text)
        return time.process_time() - began

    seconds(200)
    assert seconds(8000) < 12 * max(seconds(1000), 0.05)


def _name(number: int) -> str:
    syllables = "ba ke di fo gu la me ni po ru sa te vi zo hu".split()
    parts = []
    while number or not parts:
        number, rest = divmod(number, len(syllables))
        parts.append(syllables[rest])
    return "".join(reversed(parts)).title() + "ran"
