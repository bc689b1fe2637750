"""`tqcheck glossary audit` from outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from audits import concept

from tqcheck import glossary
from tqcheck.terminology.audit import KINDS

Runner = Callable[..., Any]
DIKE = concept("dike", en={"preferred": "dike", "forbidden": ["dike"]}, fr={"preferred": "digue "})


@pytest.fixture
def house(tree: Path) -> Path:
    (tree / "terms").mkdir()
    (tree / "terms" / "water.toml").write_text(DIKE, "utf-8")
    with (tree / "tqcheck.toml").open("a", encoding="utf-8") as config:
        config.write('glossaries = ["terms"]\n')
    return tree


def test_findings_are_told_with_place_cause_and_mend(house: Path, run: Runner) -> None:
    done = run("glossary", "audit")
    assert (done.code, done.err) == (1, "")
    place = house / "terms" / "water.toml"
    assert done.out == (
        f"{place}:6 audit/self-contradiction major (certain)\n"
        "  “dike” is forbidden and right at once.\n"
        "    = do: Take it out of one list.\n\n"
        f"{place}:9 audit/self-contradiction minor (certain)\n"
        "  “digue ” has spaces at an end, or several in a row.\n"
        "    = fix: “digue”\n\n"
        "kind                      findings\n"
        "audit/self-contradiction         2\n\n"
        "2 findings in 1 concept: 1 major, 1 minor.\n"
    )
    assert run("glossary", "audit", "--quiet").out == done.out.partition("kind ")[0]


def test_findings_are_told_to_other_programs(house: Path, run: Runner) -> None:
    done = run("glossary", "audit", "terms/water.toml", "--format", "jsonl")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert found[1] == {
        "path": "terms/water.toml",
        "rule": "audit/self-contradiction",
        "category": "terminology/inconsistent",
        "severity": "minor",
        "certainty": "certain",
        "line": 9,
        "text": "digue ",
        "message": "“digue ” has spaces at an end, or several in a row.",
        "why": "",
        "fixes": [{"text": "digue", "safe": True}],
        "concept": "dike",
        "language": "fr",
        "advice": "",
    }
    assert list(found[0]) == list(found[1])


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "self-contradiction", "--fail-on", "critical"], 0),
        (["--select", "self-contradiction", "--fail-on", "never"], 0),
        (["--fail-on", "minor", "--ignore", "audit"], 0),
        (["--select", "missing-language", "--language", "de"], 0),
        (["--select", "missing-language", "--language", "de", "--fail-on", "minor"], 1),
        (["--select", "cycle,self-contradiction"], 1),
        (["--select", "audit/self-contradiction,cycle", "--ignore", "audit/self-contradiction"], 0),
    ],
)
def test_the_exit_code_is_that_of_check(house: Path, run: Runner, options: list[str], code: int) -> None:
    assert run("glossary", "audit", *options).code == code


def test_nothing_wrong_is_told_so(house: Path, run: Runner) -> None:
    (house / "terms" / "water.toml").write_text(concept("dike", en={"preferred": "dike"}), "utf-8")
    assert run("glossary", "audit") == (0, "No findings in 1 concept.\n", "")
    assert run("glossary", "audit", "--format", "jsonl") == (0, "", "")


def test_the_corpus_tells_what_is_dead(house: Path, run: Runner) -> None:
    (house / "texts").mkdir()
    (house / "texts" / "a.md").write_text("# The dike\n\nNo *digue* was there.\n", "utf-8")
    assert run("glossary", "audit", "--select", "dead", "--corpus", "texts").out == "No findings in 1 concept.\n"
    (house / "texts" / "a.md").write_text("# The owl\n", "utf-8")
    done = run("glossary", "audit", "--select", "dead", "--corpus", "texts", "--corpus", "-", stdin=b"The fox.\n")
    assert "water.toml:1 audit/dead minor (certain)\n  No term of “dike” stands in the corpus.\n" in done.out
    assert (
        run("glossary", "audit", "--select", "dead", "--corpus", "-", stdin=b"A dike.\n").out == "No findings in 1 concept.\n"
    )


def test_a_text_that_can_not_be_read_is_told_and_the_rest_is(house: Path, run: Runner) -> None:
    (house / "bad.txt").write_bytes(b"caf\xe9\n")
    (house / "good.txt").write_text("A dike.\n", "utf-8")
    done = run("glossary", "audit", "--select", "dead", "--corpus", "bad.txt", "--corpus", "good.txt", "--corpus", "nowhere")
    assert (done.code, done.out) == (2, "No findings in 1 concept.\n")
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["bad.txt:1", "nowhere"]


def test_what_can_not_be_done_is_told_in_a_line(house: Path, run: Runner) -> None:
    empty = house / "empty"
    empty.mkdir()
    (house / "broken.toml").write_text("[[concept]]\nid = \n", "utf-8")
    cases = {
        ("--select", "cycel"): "Invalid value for '--select': no kind 'cycel', did you mean 'cycle'?",
        ("--language", "e"): "'e' is no language; write a tag such as en or en-GB",
        ("--select", "dead"): "'dead' needs texts to look into; give --corpus PATH",
        ("--corpus", "empty"): "empty: no text found",
        ("nowhere",): "no such glossary",
        ("broken.toml",): "broken.toml:2: is not valid TOML",
    }
    for options, message in cases.items():
        done = run("glossary", "audit", *options)
        assert (done.code, done.out) == (2, "")
        assert message in done.err
        assert len(done.err.splitlines()) == 1


def test_no_glossary_is_told(tree: Path, run: Runner) -> None:
    done = run("glossary", "audit")
    assert done.code == 2
    assert "no glossary is named; give --glossary PATH" in done.err


def test_shipped_glossaries_are_told_of_when_asked_for(house: Path, run: Runner) -> None:
    (house / "terms" / "water.toml").write_text(
        concept("my-un", en={"preferred": "head", "forbidden": ["United Nations"]}), "utf-8"
    )
    found = run("glossary", "audit")
    assert found.code == 1
    assert "audit/forbidden-elsewhere" in found.out
    assert "in 1 concept:" in found.out
    shipped = run("glossary", "audit", "--all", "--format", "jsonl", "--fail-on", "never")
    paths = {Path(json.loads(line)["path"]).parent for line in shipped.out.splitlines()}
    assert paths == {house / "terms", glossary.shipped()}


def test_shipped_glossaries_have_nothing_serious(tree: Path, run: Runner) -> None:
    assert run("glossary", "audit", "--all", "--ignore", "mixed-romanisation", "--fail-on", "minor").code == 0


def test_the_kinds_are_listed(tree: Path, run: Runner) -> None:
    done = run("glossary", "audit", "--list")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines()] == [f"audit/{kind}" for kind in KINDS]


def test_a_place_has_colour_on_a_terminal(house: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[33m\x1b[1maudit/self-contradiction" in run("glossary", "audit").out
