"""Terms that are right in one place and forbidden in another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from audits import concept, named, told

from tqcheck.model import Severity


def terms(preferred: str, *forbidden: str, **more: Any) -> dict[str, Any]:
    return {"preferred": preferred, "forbidden": list(forbidden), **more}


def test_what_another_concept_forbids_is_told(tmp_path: Path) -> None:
    right = concept("a", en=terms("police chief", admitted=["prefect"]))
    wrong = concept("b", en=terms("head of the department", "prefect"))
    found = told(tmp_path, "forbidden-elsewhere", right, wrong)
    assert named(found) == [("b", "prefect")]
    assert found[0].line == 16
    assert found[0].fault.message == "“prefect” is forbidden in “b” and right in “a”."
    assert named(told(tmp_path, "forbidden-elsewhere", right, shipped=[wrong])) == [("a", "prefect")]
    assert named(told(tmp_path, "forbidden-elsewhere", wrong, shipped=[right])) == [("b", "prefect")]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ({"en": terms("prefect")}, {"en": terms("head", "prefects of studies")}),
        ({"fr": terms("prefect")}, {"en": terms("head", "prefect")}),
        ({"en": terms("Prefect")}, {"en": terms("head", "prefect")}),
        ({"en": terms("lorry")}, {"en": terms("car"), "en_GB": terms("motor", "truck")}),
    ],
    ids=["another term", "another language", "case tells them apart", "a region"],
)
def test_what_does_not_meet_is_no_contradiction(tmp_path: Path, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    assert told(tmp_path, "forbidden-elsewhere", concept("a", **right), concept("b", **wrong)) == []


def test_a_contradiction_within_a_concept_is_told_as_such_only(tmp_path: Path) -> None:
    alone = concept("a", en=terms("dike", "dike"))
    assert told(tmp_path, "forbidden-elsewhere", alone) == told(tmp_path, "cycle", alone) == []


def test_what_reads_alike_is_told_too(tmp_path: Path) -> None:
    found = told(
        tmp_path, "forbidden-elsewhere", concept("a", en=terms("air strike")), concept("b", en=terms("raid", "Air-strike"))
    )
    assert named(found) == [("b", "Air-strike")]
    assert "reads like “air strike”" in found[0].fault.message


def test_a_region_that_forbids_its_languages_term_contradicts_another_concept(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "forbidden-elsewhere",
        concept("a", en=terms("truck")),
        concept("b", en=terms("vehicle"), en_GB=terms("lorry", "truck")),
    )
    assert named(found) == [("b", "truck")]


def test_terms_that_are_replaced_in_a_circle_are_told_once(tmp_path: Path) -> None:
    ring = [
        concept("a", en=terms("dike", "levee")),
        concept("b", en=terms("bank", "dike")),
        concept("c", en=terms("levee", "bank")),
    ]
    found = told(tmp_path, "cycle", *ring)
    assert named(found) == [("c", "bank")]
    assert found[0].severity is Severity.critical
    assert found[0].fault.message == "Terms are replaced in a circle: “levee” → “dike” → “bank” → “levee”."
    path = tmp_path / "terms.toml"
    assert found[0].fault.why == f"With it go round: “a” at {path}:1, “b” at {path}:9."
    assert told(tmp_path, "forbidden-elsewhere", *ring) == []
    assert told(tmp_path, "cycle", *ring[:2]) == []
    assert [name for name, _ in named(told(tmp_path, "cycle", *ring[:2], shipped=ring[2:]))] == ["b"]


def test_a_long_chain_of_replacements_is_no_circle(tmp_path: Path) -> None:
    chain = [concept(f"c{at}", en=terms(f"term {at + 1}", f"term {at}")) for at in range(2000)]
    assert told(tmp_path, "cycle", *chain) == []
    closed = concept("last", en=terms("term 0", "term 2000"))
    assert named(told(tmp_path, "cycle", *chain, closed)) == [("last", "term 2000")]


def test_two_circles_that_share_a_term_are_both_told(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "cycle",
        concept("a", en=terms("dike", "levee", "bank")),
        concept("b", en=terms("levee", "dike")),
        concept("c", en=terms("bank", "dike")),
    )
    assert [name for name, _ in named(found)] == ["b", "c"]


@pytest.mark.parametrize(
    ("table", "text", "severity"),
    [
        (terms("dike", "dike"), "dike", Severity.major),
        (terms("dike", "levee", admitted=["levee"]), "levee", Severity.major),
        (terms("air strike", "air-strike"), "air-strike", Severity.minor),
        (terms("prefect", "Prefect"), "Prefect", Severity.minor),
        (terms("dike", "levee", "levee"), "levee", Severity.minor),
        (terms("dike", admitted=["dike"]), "dike", Severity.minor),
        (terms("dike "), "dike ", Severity.minor),
        (terms("sea  dike"), "sea  dike", Severity.minor),
        (terms("dike", " "), " ", Severity.major),
        ({"admitted": ["dike"]}, "", Severity.major),
    ],
)
def test_a_table_that_contradicts_itself_is_told(tmp_path: Path, table: dict[str, Any], text: str, severity: Severity) -> None:
    found = told(tmp_path, "self-contradiction", concept("a", en=table))
    assert [(name, term, finding.severity) for (name, term), finding in zip(named(found), found, strict=True)] == [
        ("a", text, severity)
    ]


def test_stray_spaces_are_taken_out(tmp_path: Path) -> None:
    found = told(tmp_path, "self-contradiction", concept("a", en=terms(" sea  dike")))
    assert [fix.text for fix in found[0].fault.fixes] == ["sea dike"]


@pytest.mark.parametrize(
    "tables",
    [
        {"en": terms("Dike", "dike")},
        {"en": terms("dike", "levee"), "en_GB": terms("levee")},
        {"en": terms("dike"), "en_GB": {"forbidden": ["levee"]}},
        {"fr": terms("12\u00a0%"), "en": terms("airstrike", admitted=["air strike", "air-strike"])},
        {"en": terms("Owlan", "Owlans")},
    ],
    ids=["case", "a region's own", "a region without", "no-break space and hyphen", "a plural that is not derived"],
)
def test_a_table_that_makes_sense_is_left_alone(tmp_path: Path, tables: dict[str, Any]) -> None:
    assert told(tmp_path, "self-contradiction", concept("a", **tables)) == []


def test_a_plural_that_holds_a_forbidden_term_is_told(tmp_path: Path) -> None:
    right = concept("a", fr=terms("procureur adjoint"), en=terms("deputy"))
    wrong = concept("b", fr=terms("magistrat", "procureur"), en=terms("judge"))
    found = told(tmp_path, "forbidden-inside", right, wrong)
    assert named(found) == [("a", "procureur adjoint")]
    assert "in “procureurs adjoints” the forbidden “procureurs”" in found[0].fault.message
    seal = told(
        tmp_path, "forbidden-inside", concept("a", fr=terms("garde des sceaux")), concept("b", fr=terms("cire", "sceaux"))
    )
    assert "in “gardes des sceaux” the forbidden “sceaux”" in seal[0].fault.message
    mended = concept("a", fr=terms("procureur adjoint", forms=["procureurs adjoints"]), en=terms("deputy"))
    assert told(tmp_path, "forbidden-inside", mended, wrong) == []


def test_a_headline_that_holds_a_forbidden_term_is_told(tmp_path: Path) -> None:
    right, wrong = concept("a", en=terms("police prefect")), concept("b", en=terms("head", "prefect"))
    found = told(tmp_path, "forbidden-inside", right, wrong)
    assert [finding.fault.advice for finding in found] == ["Add “Police Prefect” to `forms` of “a”."]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ({"en": terms("Police Prefect")}, {"en": terms("head", "Prefect")}),
        ({"en": terms("Police Prefect of Paris")}, {"en": terms("head", "Prefect")}),
        ({"fr": terms("police")}, {"fr": terms("chef", "Police")}),
        ({"fr": terms("Front populaire")}, {"fr": terms("chef", "front")}),
        ({"en": terms("police prefect")}, {"en": terms("head", "perfect")}),
        ({"fr": terms("procureur adjoint")}, {"en": terms("head", "procureur")}),
    ],
    ids=[
        "a name",
        "a headline's small words",
        "French has no such headlines",
        "a name has no plural",
        "not inside",
        "another language",
    ],
)
def test_a_longer_right_term_protects_what_it_holds(tmp_path: Path, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    assert told(tmp_path, "forbidden-inside", concept("a", **right), concept("b", **wrong)) == []
