"""`tqcheck score --before … --after …`: what a review changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]
DRAWS = ("--resamples", "50", "--trials", "60")
BEFORE = """\
The Big Boss left the gate.
Ten per cent of us stayed, the Big Boss too.

Nobody heard him, per cent by per cent.
The tower fell.
"""
AFTER = """\
The Chief left the gate.
Ten per cent of all of us stayed, the Chief too.

Nobody heard him, per cent by percent.
The Big Boss tower fell.
"""


@pytest.fixture
def review(tree: Path) -> Path:
    (tree / "before.txt").write_text(BEFORE, "utf-8")
    (tree / "after.txt").write_text(AFTER, "utf-8")
    return tree


def told(run: Runner, before: str, after: str, *args: str) -> dict[str, Any]:
    done = run("score", "--before", before, "--after", after, *args, *DRAWS, "--format", "json")
    assert (done.code, done.err) == (0, "")
    record: dict[str, Any] = json.loads(done.out)
    return record


def test_what_changed_is_counted(review: Path, run: Runner) -> None:
    record = told(run, "before.txt", "after.txt")["review"]
    assert {name: record[name] for name in ("segments", "changed", "words_before", "words_after", "edits")} == {
        "segments": 5,
        "changed": 4,
        "words_before": 27,
        "words_after": 28,
        # Big Boss → Chief twice, of all, per cent → percent, Big Boss put in
        "edits": 2 + 2 + 2 + 2 + 2,
    }


def test_findings_are_gone_remain_or_are_new(review: Path, run: Runner) -> None:
    record = told(run, "before.txt", "after.txt")["review"]
    places = {
        kind: [(item["path"], item["line"], item["text"]) for item in record[kind]] for kind in ("gone", "remaining", "new")
    }
    assert places == {
        "gone": [("before.txt", 1, "Big Boss"), ("before.txt", 2, "Big Boss"), ("before.txt", 4, "per cent")],
        # Its sentence has other words now, and it is the same finding.
        "remaining": [("after.txt", 2, "per cent"), ("after.txt", 4, "per cent")],
        "new": [("after.txt", 5, "Big Boss")],
    }
    assert record["new"][0] == {
        "path": "after.txt", "line": 5, "column": 5, "rule": "title/big-boss", "severity": "major", "text": "Big Boss",
    }  # fmt: skip


def test_the_text_before_is_held_against_the_text_after(review: Path, run: Runner) -> None:
    record = told(run, "before.txt", "after.txt")
    metrics = {metric["name"]: metric["scores"] for metric in record["metrics"]}
    plain = json.loads(run("score", "before.txt", "--ref", "after.txt", *DRAWS, "--format", "json").out)
    for metric in plain["metrics"][:4]:
        assert metrics[metric["name"]] == metric["scores"]
    before, after = metrics["MQM"]
    assert (before["system"], after["system"]) == ("before.txt", "after.txt")
    assert before["score"] == pytest.approx(1000 * 13 / 27) and after["score"] == pytest.approx(1000 * 7 / 28)
    assert after["difference"] == after["score"] - before["score"] and 0 < after["p_randomisation"] <= 1


def test_it_is_told_in_words(review: Path, run: Runner) -> None:
    done = run("score", "--before", "before.txt", "--after", "after.txt", *DRAWS)
    lines = done.out.splitlines()
    assert lines[:2] == ["new | after.txt:5:5 | title/big-boss | Big Boss", ""]
    assert [re.split(r" {2,}", line) for line in lines if line.startswith(("rule ", "format/", "title/", "all "))] == [
        ["rule", "gone", "remaining", "new"],
        ["format/per-cent", "1", "2", "0"],
        ["title/big-boss", "2", "0", "1"],
        ["all", "3", "2", "1"],
    ]
    assert "4 of 5 segments changed; 10 words put in, taken out or replaced: 27 before, 28 after." in lines
    markdown = run("score", "--before", "before.txt", "--after", "after.txt", *DRAWS, "--format", "markdown").out
    assert markdown.startswith("## tqcheck: what the review changed\n\n| metric | system |")
    assert "\n* new: `after.txt:5:5` title/big-boss: `Big Boss`\n" in markdown


def test_markdown_is_held_together_block_by_block(review: Path, run: Runner) -> None:
    (review / "before.md").write_text("# The Big Boss\n\nHe sat at the *old*\ngate.\n\n* Ten per cent\n")
    (review / "after.md").write_text("# The Chief\n\nHe sat\nat the *old* gate.\n\n\n* Ten per cent\n")
    record = told(run, "before.md", "after.md")["review"]
    assert (record["segments"], record["changed"], record["edits"]) == (3, 1, 2)
    assert [item["line"] for item in record["remaining"]] == [7] and len(record["gone"]) == 1


def test_paragraphs_may_be_wrapped_anew(review: Path, run: Runner) -> None:
    with (review / "tqcheck.toml").open("a") as out:
        out.write('text.paragraphs = "blank-line"\n')
    (review / "before.txt").write_text("The Big\nBoss left.\n\nNobody saw.\n")
    (review / "after.txt").write_text("The\nBig Boss left.\n\nNobody\nsaw\nhim.\n")
    record = told(run, "before.txt", "after.txt")["review"]
    assert (record["segments"], record["changed"], record["edits"], len(record["remaining"])) == (2, 1, 2, 1)


def test_a_translation_stays_one_when_its_signs_are_mended(review: Path, run: Runner) -> None:
    (review / "tqcheck.toml").unlink()
    rest = "\n".join(["The mayor and the men of the town spoke of the tower."] * 40)
    (review / "before.txt").write_text(f"Due to the fact that it rained, the Supreme Guide came at 14h30.\n{rest}\n")
    (review / "after.txt").write_text(f"Due to the fact that it rained, the Supreme Leader came at 2:30 p.m.\n{rest}\n")
    record = told(run, "before.txt", "after.txt", "-m", "mqm")
    assert [item["translated_from"] for item in record["findings"]] == ["fr", "fr"]
    assert [item["rule"] for item in record["review"]["remaining"]] == ["calque/due-to-the-fact-that"]


def test_one_metric_alone(review: Path, run: Runner) -> None:
    for metric, findings in (("chrf", 0), ("mqm", 2)):
        record = told(run, "before.txt", "after.txt", "-m", metric)
        assert len(record["metrics"]) == 1 and len(record["findings"]) == findings == len(record["review"]["remaining"])
        done = run("score", "--before", "before.txt", "--after", "after.txt", "-m", metric, *DRAWS)
        assert done.code == 0 and ("\nrule " in done.out) == (metric == "mqm")


def test_a_review_that_changed_nothing(review: Path, run: Runner) -> None:
    (review / "after.txt").write_text(BEFORE, "utf-8")
    record = told(run, "before.txt", "after.txt")
    assert (record["review"]["changed"], record["review"]["edits"], record["review"]["new"]) == (0, 0, [])
    scores = {metric["name"]: metric["scores"][-1] for metric in record["metrics"]}
    assert [round(scores[name]["score"], 6) for name in ("BLEU", "chrF2", "TER")] == [100, 100, 0]
    assert (scores["MQM"]["difference"], scores["MQM"]["p_bootstrap"], scores["MQM"]["p_randomisation"]) == (0, 1, 1)


def test_blocks_that_don_t_match_are_refused(review: Path, run: Runner) -> None:
    (review / "a.md").write_text("One.\n\nTwo.\n")
    (review / "b.md").write_text("One.\n\nTwo.\n\nThree,\nand four.\n")
    done = run("score", "--before", "a.md", "--after", "b.md")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("tqcheck: b.md:5: nothing stands beside it in a.md, which has 2 segments to 3;")
