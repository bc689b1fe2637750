"""`tqcheck stats` counts people's decisions by rule, term, person …, with intervals."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from journals import decision

from tqcheck.decisions import Journal
from tqcheck.report.display import width

Runner = Callable[..., Any]


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tqcheck.toml").write_text('journal = "decisions.jsonl"\n', "utf-8")
    found = Journal(tmp_path / "decisions.jsonl")
    found.append(
        *(decision("accept", "Hachd", "Hashd", path="a.md", fingerprint=str(n)) for n in range(8)),
        decision("edit", "Hachd", "the Hashd", time="2026-02-01T00:00:00+00:00"),
        decision("reject", "Choukri", actor="Bob"),
        decision("skip", "Hachd", actor="Bob"),
        decision("reject", "the Boss", rule="title/boss", actor="Bob"),
        decision("accept", "the Boss", "it", rule="title/boss", actor="fix"),
    )
    return found


def test_rules_then_terms(journal: Journal, run: Runner) -> None:
    done = run("stats")
    assert done.code == 0 and done.err == ""
    assert done.out == (
        "rule        accepted  edited  rejected  skipped  right  95 % interval\n"
        "name/drift         8       1         1        1    90%  60%–98%\n"
        "title/boss         0       0         1        0     0%  0%–79%\n"
        "\n"
        "term     accepted  edited  rejected  skipped  right  95 % interval\n"
        "Hachd           8       1         0        1   100%  70%–100%\n"
        "Choukri         0       0         1        0     0%  0%–79%\n"
    )


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("family", ["name", "title"]),
        ("person", ["Ada", "Bob"]),
        ("path", ["a.md"]),
        ("rule", ["name/drift", "title/boss"]),
        ("term", ["Hachd", "Choukri"]),
    ],
)
def test_by(journal: Journal, run: Runner, by: str, names: list[str]) -> None:
    records = [json.loads(line) for line in run("stats", "--by", by, "--format", "jsonl").out.splitlines()]
    assert [record["name"] for record in records][: len(names)] == names
    assert {record["by"] for record in records} == {by}


def test_jsonl_has_counts_and_interval(journal: Journal, run: Runner) -> None:
    record = json.loads(run("stats", "--by", "family", "--format", "jsonl").out.splitlines()[0])
    assert record == {
        "by": "family", "name": "name", "accepted": 8, "edited": 1, "rejected": 1, "skipped": 1,
        "precision": 0.9, "interval": [0.5958, 0.9821],
    }  # fmt: skip


def test_since_a_day(journal: Journal, run: Runner) -> None:
    assert "        8       0         1        1    89%" in run("stats", "--since", "2026-02-02", "--by", "rule").out
    nothing = run("stats", "--since", "2027-01-01")
    assert (nothing.code, nothing.out) == (0, "") and "holds no decision of a person since then yet" in nothing.err


def test_what_is_skipped_only_has_no_precision(tmp_path: Path, run: Runner) -> None:
    Journal(tmp_path / "j.jsonl").append(decision("skip", "x"))
    done = run("stats", "--journal", str(tmp_path / "j.jsonl"), "--by", "rule")
    assert done.out.splitlines()[1] == "name/drift         0       0         0        1"


def test_the_most_doubtful_come_first_when_asked_for(journal: Journal, run: Runner) -> None:
    journal.append(*(decision("reject", "a boss", rule="title/boss") for _ in range(3)))
    journal.append(decision("skip", "x", rule="name/new"))
    for sort, first in (("count", "name/drift"), ("doubt", "title/boss")):
        records = [
            json.loads(line) for line in run("stats", "--by", "rule", "--sort", sort, "--format", "jsonl").out.splitlines()
        ]
        assert [record["name"] for record in records][::2] == [first, "name/new"]


def test_columns_meet_whatever_the_names(journal: Journal, run: Runner) -> None:
    journal.append(decision("accept", "人民民兵", "Hashd"), decision("reject", "人" * 40), decision("reject", "e\u0301" * 30))
    lines = run("stats", "--by", "term").out.splitlines()
    counts = [re.match(r".*?\s(?:accepted|\d+)(?=\s)", line) for line in lines]
    assert len({width(found[0]) for found in counts if found}) == 1 and all(counts) and len(lines) == 6
    assert any(line.startswith("人" * 19 + "…") for line in lines)


def test_it_refuses(journal: Journal, run: Runner, tmp_path: Path) -> None:
    for args, told in (
        (("--since", "May"), "--since 'May' is no day; write it as 2026-05-31"),
        (("--journal", str(tmp_path / "tqcheck.toml")), "tqcheck.toml:1: is no JSON object"),
        (("--by", "mood"), "'mood' is not one of"),
    ):
        done = run("stats", *args)
        assert (done.code, done.out) == (2, "") and told in done.err
    (tmp_path / "tqcheck.toml").write_text("", "utf-8")
    assert "no journal is named; give --journal FILE" in run("stats").err


def test_a_torn_line_is_noted(journal: Journal, run: Runner) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + b'{"time": "20')
    done = run("stats", "--by", "rule")
    assert done.code == 0 and "decisions.jsonl:14: was cut short and is passed over" in done.err
