"""French forms of names are found: those that the glossary knows, and those that French convention shows."""

from __future__ import annotations

import bare
import pytest

from tqcheck.engine import Checker
from tqcheck.model import Certainty

RULE = bare.record(id="name/french-form", check="french-form", needs="translation", message="“{match}” is French.")
TERMS = """
[[concept]]
id = "cairo"
domain = "places"
[concept.en]
preferred = "Cairo"
[concept.fr]
preferred = "Le Caire"

[[concept]]
id = "putin"
domain = "people"
[concept.en]
preferred = "Putin"
forbidden = ["Poutine"]
[concept.fr]
preferred = "Poutine"

[[concept]]
id = "un"
domain = "institutions"
[concept.en]
preferred = "UN"
[concept.fr]
preferred = "ONU"
"""


def found(text: str, **options: object) -> list[tuple[str, str, Certainty]]:
    checker = bare.checker(RULE, **options)
    return [(finding.text, finding.fixes[0].text, finding.certainty) for finding in checker.check_text(text)]


def test_known_names_are_the_glossary_s_and_certain() -> None:
    checker = bare.checker(RULE, terms=TERMS, source="fr")
    findings = list(checker.check_text("They met Poutine in Le Caire, not at the ONU."))
    assert [(item.rule.id, item.text, item.fixes[0].text) for item in findings] == [
        ("name/french-form", "Poutine", "Putin"),
        ("name/french-form", "Le Caire", "Cairo"),
        ("term/foreign", "ONU", "UN"),
    ]
    assert findings[0].message == "“Poutine” is French for “Putin”."


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Choukri", "Shukri"),
        ("Kouznetchov", "Kuznechov"),
        ("Khadjimba", "Khajimba"),
        ("Loukachenko", "Lukashenko"),
        ("Tchoubaïkine", "Chubaikin"),
    ],
)
def test_unlisted_names_are_converted_and_possible(name: str, english: str) -> None:
    assert found(f"They met {name} there.", source="fr", min_certainty="possible") == [(name, english, Certainty.possible)]
    assert found(f"They met {name} there.", source="fr") == []


@pytest.mark.parametrize("name", "Louis Toulouse Blanchard Thatcher Dougherty Schwarz Zürich Koch Duchamp Shukri".split())
def test_french_english_and_german_names_are_left_alone(name: str) -> None:
    assert found(f"They met {name} there.", source="fr", min_certainty="possible") == []


def test_a_name_that_the_glossary_has_in_english_is_left_alone() -> None:
    terms = '[[concept]]\nid = "c"\n[concept.en]\npreferred = "Choukri"\n'
    assert found("They met Choukri.", source="fr", min_certainty="possible", terms=terms) == []


def test_a_long_text_needs_a_sign_of_french() -> None:
    short, long = "They met Poutine.", "They met Poutine. " + "The hall was full and warm. " * 40
    assert found(short, terms=TERMS) and found(long, terms=TERMS, source="fr")
    checker = bare.checker(RULE, terms=TERMS)
    assert [item.rule.id for item in checker.check_text(long)] == ["term/forbidden"]


def test_the_shipped_glossaries_know_the_names_of_the_news() -> None:
    text = "Vladimir Poutine flew from Pékin to Le Caire; Alep, Daech and the Algérie were on the table."
    findings = [item for item in Checker(select=("name",)).check_text(text)]
    assert [(item.text, item.fixes[0].text) for item in findings] == [
        ("Poutine", "Putin"),
        ("Pékin", "Beijing"),
        ("Le Caire", "Cairo"),
        ("Alep", "Aleppo"),
        ("Daech", "Daesh"),
        ("Algérie", "Algeria"),
    ]
