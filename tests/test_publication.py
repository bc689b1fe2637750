"""The texts of one run are one publication, and the house's ledger remembers others, in `tqcheck check`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tqcheck.engine import Checker
from tqcheck.names.ledger import Ledger

Runner = Callable[..., Any]
CHECK = ("check", "--quiet", "--select", "name", "--format", "jsonl")


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("tqcheck.toml").write_text("", "utf-8")
    folder = tmp_path / "drafts"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text("Later the mayor met Nour Shalabi, who had fed Warren Buffet.\n", "utf-8")
    (folder / "last.txt").write_text("Later the mayor met Nour Chalabi, who had fed Warren Bufet.\n", "utf-8")
    return folder


def told(out: str) -> list[tuple[str, str, str]]:
    found = map(json.loads, out.splitlines())
    return [(Path(item["path"]).name, item["text"], item["message"]) for item in found]


EXPECTED = [
    ("last.txt", "Nour Chalabi", "“Nour Chalabi” is “Nour Shalabi” in 4 other texts (4 times)."),
    ("last.txt", "Warren Bufet", "“Warren Bufet” is “Warren Buffet” in 4 other texts (4 times)."),
]


def test_a_text_that_departs_from_the_others_is_found(drafts: Path, run: Runner) -> None:
    assert told(run(*CHECK, "drafts").out) == EXPECTED
    assert told(run(*CHECK, "drafts/last.txt").out) == []


def test_it_is_the_same_with_several_processes(drafts: Path) -> None:
    outputs = [
        subprocess.run([sys.executable, "-m", "tqcheck", *CHECK, "--jobs", jobs, "drafts"], capture_output=True, check=False)
        for jobs in ("1", "3")
    ]
    assert outputs[0].stdout == outputs[1].stdout and told(outputs[0].stdout.decode()) == EXPECTED


def test_standard_input_is_one_of_them(drafts: Path, run: Runner) -> None:
    text = b"They met Nour Chalabi again.\n"
    assert ("<stdin>", "Nour Chalabi", EXPECTED[0][2]) in told(run(*CHECK, "drafts", "-", stdin=text).out)


def test_a_file_that_can_t_be_read_is_told_once(drafts: Path, run: Runner) -> None:
    (drafts / "bad.txt").write_bytes(b"\xff\xfe\xff")
    result = run(*CHECK, "drafts")
    assert result.code == 2 and result.err.count("bad.txt") == 1 and told(result.out) == EXPECTED


@pytest.fixture
def ledger(drafts: Path, run: Runner) -> Path:
    names = [f"drafts/{number}.txt" for number in range(4)]
    assert run("names", "learn", *names, "--ledger", "house.ledger").code == 0
    return drafts.parent / "house.ledger"


def test_a_ledger_tells_as_much_of_one_text(ledger: Path, run: Runner) -> None:
    assert told(run(*CHECK, "--ledger", "house.ledger", "drafts/last.txt").out) == EXPECTED


def test_what_the_ledger_has_learnt_counts_once(ledger: Path, run: Runner) -> None:
    assert told(run(*CHECK, "--ledger", "house.ledger", "drafts").out) == EXPECTED


def test_the_configuration_may_name_the_ledger(ledger: Path, run: Runner) -> None:
    Path("tqcheck.toml").write_text('ledger = "house.ledger"\n', "utf-8")
    assert told(run(*CHECK, "drafts/last.txt").out) == EXPECTED
    Path("tqcheck.toml").write_text('ledger = "not-yet.ledger"\n', "utf-8")
    assert told(run(*CHECK, "drafts/last.txt").out) == []


def test_from_python(ledger: Path) -> None:
    checked = Checker(select=("name",), ledger=ledger).check_file("drafts/last.txt")
    assert [finding.message for finding in checked] == [message for _, _, message in EXPECTED]


def test_what_the_house_prefers_goes_over_how_often(ledger: Path, run: Runner) -> None:
    run("names", "prefer", "Warren Bufet", "--ledger", "house.ledger")
    assert told(run(*CHECK, "--ledger", "house.ledger", "drafts/last.txt").out) == EXPECTED[:1]
    assert told(run(*CHECK, "--ledger", "house.ledger", "drafts/0.txt").out) == [
        ("0.txt", "Warren Buffet", "“Warren Buffet”: the house spells this name “Warren Bufet”.")
    ]


def test_a_ledger_that_is_not_there_or_damaged_is_told_in_a_line(ledger: Path, run: Runner) -> None:
    missing = run(*CHECK, "--ledger", "nope.ledger", "drafts")
    assert (missing.code, missing.err) == (2, "tqcheck: nope.ledger: no such ledger; `tqcheck names learn` makes one\n")
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:3000])
    damaged = run(*CHECK, "--ledger", "house.ledger", "drafts")
    assert damaged.code == 2 and damaged.err.startswith("tqcheck: house.ledger: ") and damaged.err.count("\n") == 1
    assert ledger.read_bytes() == whole[:3000]


def test_many_runs_may_read_a_ledger_while_it_is_written(ledger: Path) -> None:
    command = [sys.executable, "-m", "tqcheck", *CHECK, "--ledger", "house.ledger", "--jobs", "2", "drafts"]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    with Ledger.edit(ledger) as book:
        for number in range(20):
            book.learn([(f"more-{number}", {"Lune Aubert": 1})])
    for reader in readers:
        out, _ = reader.communicate(timeout=120)
        assert reader.returncode == 1 and told(out) == EXPECTED
