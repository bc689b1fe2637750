import bare
import pytest

TERMS = """
[[concept]]
id = "guide"
note = "One settled title."
[concept.en]
preferred = "Supreme Leader"
forbidden = ["Supreme Guide"]

[[concept]]
id = "un"
[concept.en]
preferred = "UN"
admitted = ["United Nations"]
[concept.fr]
preferred = "ONU"
[concept.es]
admitted = ["Naciones Unidas"]
"""


@pytest.fixture(scope="module")
def checker():
    return bare.checker(terms=TERMS)


@pytest.mark.parametrize(
    ("text", "rule", "message", "why", "fixes"),
    [
        ("The Supreme Guide left.", "term/forbidden", "“Supreme Guide”: the glossary prefers “Supreme Leader”.",
         "One settled title.", ["Supreme Leader"]),
        ("The ONU met.", "term/foreign", "“ONU” is French for “UN”.", "It is French.", ["UN", "United Nations"]),
        ("The Naciones Unidas met.", "term/foreign", "“Naciones Unidas” is Spanish for “UN”.", "It is French.",
         ["UN", "United Nations"]),
    ],
)  # fmt: skip
def test_a_finding_says_what_the_glossary_says(checker, text, rule, message, why, fixes):
    [finding] = checker.check_text(text)
    assert (finding.rule.id, finding.message, finding.why) == (rule, message, why)
    assert [fix.text for fix in finding.fixes] == fixes


@pytest.mark.parametrize("text", ["The UN met the Supreme Leader.", "The supreme guide to bread.", "The United Nations."])
def test_the_targets_own_terms_are_left_alone(checker, text):
    assert list(checker.check_text(text)) == []


def test_either_rule_can_be_ignored_by_itself():
    text = "The ONU met the Supreme Guide."
    for ignored, kept in (("term/foreign", "Supreme Guide"), ("term/forbidden", "ONU")):
        [finding] = bare.checker(terms=TERMS, ignore=(ignored,)).check_text(text)
        assert finding.text == kept


def test_terms_in_addresses_are_left_alone(checker):
    assert list(checker.check_text("See https://ONU.org/ONU and @ONU.")) == []
