"""A region has its own terms over its language's, and another region's are found where the two are told apart."""

from __future__ import annotations

import bare
import pytest

from tqcheck.glossary import Terms
from tqcheck.glossary.regions import elsewhere, merged
from tqcheck.model import Certainty, Severity

TRUCK = """
[[concept]]
id = "truck"
[concept.en-GB]
preferred = "lorry"
[concept.en-US]
preferred = "truck"
[concept.fr]
preferred = "camion"
"""


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("en-GB", {"truck": ["lorry"], "camion": ["lorry"]}),
        ("en-US", {"lorry": ["truck"], "camion": ["truck"]}),
        ("en", {"camion": ["lorry", "truck"]}),
        ("en-AU", {"camion": ["lorry", "truck"]}),
    ],
)
def test_terms_of_another_region_are_found(target: str, found: dict[str, list[str]]) -> None:
    checked = bare.checker(terms=TRUCK, target=target).check_text("A lorry, a truck, a camion.")
    assert {finding.text: [fix.text for fix in finding.fixes] for finding in checked} == found


def test_a_finding_names_the_region_and_is_minor() -> None:
    [finding] = bare.checker(terms=TRUCK, target="en-GB").check_text("Two trucks came.")
    assert finding.message == "“trucks” is en-US for “lorries”, which en-GB has."
    assert finding.severity == Severity.minor and not finding.fixes[0].safe


GENERAL = {"en": Terms("neighborhood", ("hood",), ("quarter", "x")), "en-GB": Terms("neighbourhood", forbidden=("ward",))}


@pytest.mark.parametrize(
    ("target", "preferred", "forbidden"),
    [
        ("en", "neighborhood", ("quarter", "x")),
        ("en-US", "neighborhood", ("quarter", "x")),
        ("en-GB", "neighbourhood", ("ward", "quarter", "x")),
    ],
)
def test_a_regions_table_goes_over_its_languages(target: str, preferred: str, forbidden: tuple[str, ...]) -> None:
    terms = merged(GENERAL, target)
    assert (terms.preferred, terms.forbidden, terms.admitted) == (preferred, forbidden, ("hood",))


@pytest.mark.parametrize(
    ("target", "other"),
    [("en", False), ("en-US", True), ("en-AU", False), ("en-GB", False), ("fr", True)],
)
def test_only_the_region_that_its_language_means_is_told_from_others(target: str, other: bool) -> None:
    assert elsewhere("en-GB", target, GENERAL) == other


def test_scripts_stand_between_languages_and_regions() -> None:
    tables = {"zh": Terms("软件"), "zh-Hant": Terms("軟體"), "pt-BR": Terms("ônibus")}
    assert merged(tables, "zh-TW").preferred == merged(tables, "zh-Hant-HK").preferred == "軟體"
    assert merged(tables, "zh-CN").preferred == merged(tables, "zh").preferred == "软件"
    assert merged(tables, "pt-PT").preferred == "ônibus"
    assert merged(tables, "de") == Terms()


def test_a_tag_that_no_table_knows_is_its_language() -> None:
    assert merged({"xx": Terms("a")}, "xx-ZZ").preferred == "a"


def test_proposed_terms_are_likely_at_most_and_never_fixed_unseen() -> None:
    terms = """
[[concept]]
id = "hashd"
status = "proposed"
[concept.en]
preferred = "Hashd"
forbidden = ["Hachd"]
"""
    [finding] = bare.checker(terms=terms).check_text("The Hachd left.")
    assert finding.certainty == Certainty.likely and not finding.fixes[0].safe
    [finding] = bare.checker(terms=terms.replace("proposed", "approved")).check_text("The Hachd left.")
    assert finding.certainty == Certainty.certain and finding.fixes[0].safe
