"""A word may stand between the parts of a term where the term asks for it, and nowhere else."""

from __future__ import annotations

import bare
import pytest

from tqcheck.engine import Checker

TERMS = """
[[concept]]
id = "guide"
[concept.en]
preferred = "supreme … leader"
admitted = ["head of state"]
forbidden = ["supreme … guide"]

[[concept]]
id = "vote"
[concept.en]
preferred = "vote"
forbidden = ["make … a scrutiny", "closed scrutiny", "Wait…"]
[concept.zh]
preferred = "最高…法院"
"""


@pytest.fixture(scope="module")
def checker() -> Checker:
    return bare.checker(terms=TERMS)


@pytest.mark.parametrize(
    ("text", "found", "fixes"),
    [
        ("The supreme guide left.", "supreme guide", ["supreme leader", "head of state"]),
        ("The supreme religious guides left.", "supreme religious guides", ["supreme religious leaders"]),
        ("SUPREME RELIGIOUS GUIDE", "SUPREME RELIGIOUS GUIDE", ["SUPREME RELIGIOUS LEADER"]),
        ("Supreme Muslim guide.", "Supreme Muslim guide", ["Supreme Muslim leader"]),
        ("The supreme\n  guide left.", "supreme\n  guide", ["supreme leader", "head of state"]),
        ("They make a scrutiny.", "make a scrutiny", ["vote"]),
        ("They make often a scrutiny.", "make often a scrutiny", []),
        ("Say Wait… again.", "Wait…", ["vote"]),
        ("It is 最高法院 here.", "最高法院", ["vote"]),
        ("It is 最高人民法院。", "最高人民法院", []),
    ],
)  # fmt: skip
def test_the_word_in_between_goes_along(checker: Checker, text: str, found: str, fixes: list[str]) -> None:
    [finding] = (
        bare.checker(terms=TERMS, paragraphs="blank-line").check_text(text) if "\n" in text else checker.check_text(text)
    )
    assert finding.text == found
    assert [fix.text for fix in finding.fixes] == fixes


@pytest.mark.parametrize(
    "text",
    [
        "The supreme and great guide left.",
        "The supreme. Guide them.",
        "The supreme, old guide left.",
        "The supreme – guide or not.",
        "The supreme / guide.",
        "The supreme … guide.",
        "A closed old scrutiny.",
        "The guide of the supreme court.",
        "The supreme guideline.",
        "An insupreme guide.",
        "最高的地方人民的法院",
        "最高，法院",
    ],
)
def test_more_than_a_word_or_a_stop_parts_them(checker: Checker, text: str) -> None:
    assert list(checker.check_text(text)) == []


def test_a_longer_own_term_protects_what_it_holds() -> None:
    terms = TERMS.replace('"closed scrutiny"', '"leader"')
    assert list(bare.checker(terms=terms).check_text("The supreme religious leader came.")) == []
    assert [finding.text for finding in bare.checker(terms=terms).check_text("The leader came.")] == ["leader"]
