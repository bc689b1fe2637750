"""One name in two spellings is found at every mention but those in the form that was chosen, and two names are left alone."""

from __future__ import annotations

import bare
import pytest

from tqcheck.model import Certainty, Severity
from tqcheck.names.archive import Publication, Usage

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


ODD_FIXES = {
    "a headline with a possessive": ("THE MAN NOUR CHOUKRI’S HOUSE", "THE MAN NOUR SHUKRI’S HOUSE"),
    "a headline with a hyphen": ("MEN OF NOUR AL-CHOUKRI DIE", "MEN OF NOUR AL-SHUKRI DIE"),
    "an article of English": ("They saw The Nour Choukri sail.", "They saw The Nour Shukri sail."),
}


def repaired(text: str) -> str:
    found = [(finding.segment.start + finding.span.start, finding) for finding in bare.checker(RULE).check_text(text)]
    for start, finding in sorted(found, key=lambda each: -each[0]):
        text = text[:start] + finding.fixes[0].text + text[start + len(finding.text) :]
    return text


@pytest.mark.parametrize(("text", "mended"), ODD_FIXES.values(), ids=ODD_FIXES)
def test_fixes_keep_what_stands_around_the_name(text: str, mended: str) -> None:
    article = "al-" if "AL-" in text else ""
    rest, after = (f"\nThey met Nour {article}{name}.\nThey fed Nour {article}Shukri." for name in ("Choukri", "Shukri"))
    assert repaired(text + rest) == mended + after


def test_a_name_that_goes_over_the_end_of_a_line_is_found_whole() -> None:
    text = "They saw Nour\nChoukri there.\n\nThey met Nour Shukri."
    [finding] = bare.checker(RULE, paragraphs="blank-line").check_text(text)
    assert (finding.text, finding.fixes[0].text) == ("Nour\nChoukri", "Nour Shukri")


def test_a_name_merely_like_one_of_the_glossary_is_not_said_to_be_in_it() -> None:
    terms = '[[concept]]\nid = "h"\ndomain = "people"\n[concept.en]\npreferred = "Hamid Karzai"\n'
    [finding] = bare.checker(RULE, terms=terms).check_text("They saw Hamid Karzai.\nThey met Hamed Karzai.")
    assert not finding.fixes[0].safe and finding.certainty == Certainty.likely
    assert finding.message == "“Hamed Karzai” is “Hamid Karzai” elsewhere in the text (once), as the glossary has it."


def test_what_the_house_prefers_prevails_in_a_text_that_has_both() -> None:
    class House:
        def usage(self, name: str) -> Usage | None:
            return Usage(name, 0, 0, True) if name == "Rachid Meshaal" else None

        def variants(self, name: str) -> list[Usage]:
            return []

        def beside(self, path: str) -> House:
            return self

    checker = bare.checker(RULE)
    checker.archive = House()
    [finding] = checker.check_text("They saw Rachid Meshaal.\nThey met Rashid Meshaal.")
    assert finding.message == "“Rashid Meshaal”: the house spells this name “Rachid Meshaal”." and finding.fixes[0].safe


def test_texts_never_tell_each_other_the_reverse() -> None:
    checker = bare.checker(RULE)
    others = [(str(number), {"Rachid Meshaal": 1}) for number in range(4)]
    checker.archive = Publication([*others, ("<text>", {"Rashid Meshaal": 1})])
    assert list(checker.check_text("They saw Rashid Meshaal.")) == []


def test_many_names_on_one_line_take_no_longer_than_its_length() -> None:
    import time

    def seconds(times: int) -> float:
        began = time.process_time()
        bare.checker(RULE).check_text("They saw Nour Choukri there. They met Shukri here. " * times)
        return time.process_time() - began

    seconds(100)
    assert seconds(4000) < 12 * max(seconds(1000), 0.05)


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
    "other first consonants": ["They saw Maria Hernandez.", "They met María Fernández."],
    "syllables": ["They saw Wang Xin.", "They met Wang Xing."],
    "a no-break space": ["They saw Emmanuel\u00a0Macron.", "They met Emmanuel Macron."],
    "apostrophes and hyphens of two kinds": ["They saw Jean-Luc O’Neill.", "They met Jean\u2011Luc O'Neill."],
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
    checker.archive = Publication([*enumerate(others), ("<text>", {"Warren Bufett": 1, "Choukri": 1})])
    [name, surname] = checker.check_text("They saw Warren Bufett.\nThey met Choukri.")
    assert name.message == "“Warren Bufett” is “Warren Buffet” in 3 other texts (7 times)." and not name.fixes[0].safe
    assert surname.message == "“Choukri” is “Shukri” in another text (once)." and surname.fixes[0].safe


def test_other_texts_that_don_t_agree_tell_nothing() -> None:
    checker = bare.checker(RULE)
    checker.archive = Publication(enumerate([{"Warren Bufett": 2}, {"Warren Buffet": 2}, {"Warren Bufett": 1}]))
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


def from_sources(*pairs: tuple[str, str]) -> list[tuple[str, str, Certainty]]:
    """What is found in lines that have sources."""
    sources, targets = ("\n".join(texts) for texts in zip(*pairs, strict=True))
    checker = bare.checker(RULE, min_certainty="possible", source="fr")
    return [(each.text, each.fixes[0].text, each.certainty) for each in checker.check_text(targets, source=sources)]


def test_one_name_in_the_source_makes_two_spellings_certain() -> None:
    pairs = [("Ils ont vu Fetissov.", "They saw Fetissov."), ("Ils ont suivi Fetissov.", "They followed Fetissov.")]
    assert from_sources(*pairs, ("Ils ont battu Fetissov.", "They hit Fetisov.")) == [
        ("Fetisov", "Fetissov", Certainty.certain)
    ]


def test_two_names_in_the_source_are_two_names() -> None:
    pairs = [("Ils ont vu Fetissov.", "They saw Fetissov."), ("Ils ont suivi Fetissov.", "They followed Fetissov.")]
    assert from_sources(*pairs, ("Ils ont battu Fetisov.", "They hit Fetisov.")) == []


def test_a_source_without_the_name_says_nothing() -> None:
    pairs = [("Ils l’ont vu.", "They saw Fetissov."), ("Ils l’ont suivi.", "They followed Fetissov.")]
    found = from_sources(*pairs, ("Ils l’ont battu.", "They hit Fetisov."))
    assert [certainty for _, _, certainty in found] == [Certainty.likely]
