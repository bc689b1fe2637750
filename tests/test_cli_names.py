"""`tqcheck names` from outside: what texts spell in several ways, and the ledger of how the house does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tqcheck.cli import names
from tqcheck.names.archive import Usage
from tqcheck.names.ledger import Ledger

Runner = Callable[..., Any]
TEXTS = {
    "gate.txt": "At noon the Hashd held the gate. Later the Hachd left it to Nikita Khrushchev.\n",
    "tower.txt": "Few saw the Hashd at the tower; Nikita Khrouchtchev did. With him stood Lune Aubert.\n",
    "quay.md": "# The quay\n\nNobody at the quay knew the *Hashd*, but all knew Nikita Khrushchev.\n",
}


@pytest.fixture
def texts(tree: Path) -> Path:
    folder = tree / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return tree


@pytest.fixture
def learnt(texts: Path, run: Runner) -> Path:
    assert run("names", "learn", "texts", "--ledger", "house.ledger").code == 0
    return texts


def test_names_in_several_spellings_are_told(texts: Path, run: Runner) -> None:
    done = run("names", "texts")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Hashd: 2 spellings\n  Hashd  3 times in 3 documents\n  Hachd  once in 1 document\n")
    assert "Nikita Khrouchtchev  once in 1 document; French press, Russian\n" in done.out
    assert "Lune Aubert" not in done.out
    assert run("names", "report", "texts") == run("names", *(f"texts/{name}" for name in TEXTS)) == done


def test_the_most_inconsistent_name_comes_first(texts: Path, run: Runner) -> None:
    (texts / "more.txt").write_text("They met Nikita Khrouchtchev, and again Nikita Khrouchtchev.\n" * 2)
    lines = run("names", ".").out.splitlines()
    assert lines[0] == "Nikita Khrouchtchev: 2 spellings"
    assert lines[3] == "Hashd: 2 spellings"


def test_all_names_are_told_when_asked_for(texts: Path, run: Runner) -> None:
    assert "Lune Aubert  once in 1 document\n" in run("names", "--all", "texts").out
    assert run("names", "texts", "--all").out == run("names", "--all", "texts").out


def test_names_are_told_to_other_programs(texts: Path, run: Runner) -> None:
    found = [json.loads(line) for line in run("names", "--format", "jsonl", "texts").out.splitlines()]
    assert [name["name"] for name in found] == ["Hashd", "Nikita Khrushchev"]
    assert found[0]["spellings"][0] == {"name": "Hashd", "times": 3, "documents": 3, "preferred": False, "conventions": []}
    assert found[1]["spellings"][1]["conventions"] == ["French press, Russian"]


def test_consistent_texts_are_told_to_be(tree: Path, run: Runner) -> None:
    done = run("names", "-", stdin=b"In Lune the Hashd met; the Hashd left Lune.\n")
    assert done == (0, "", "tqcheck: note: no name is spelled in several ways, of 2\n")


def test_what_can_not_be_read_is_told_and_the_rest_is(texts: Path, run: Runner) -> None:
    (texts / "texts" / "bad.txt").write_bytes(b"caf\xe9\n")
    done = run("names", "texts", "nowhere.txt")
    assert done.code == 2
    assert done.out.startswith("Hashd: 2 spellings")
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["texts/bad.txt:1", "nowhere.txt"]


def test_colour_is_for_terminals(texts: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("names", "texts").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mHashd\x1b[0m: 2 spellings\n" in run("names", "texts").out


def test_texts_are_learnt_and_shown(texts: Path, run: Runner) -> None:
    assert run("names", "learn", "texts", "--ledger", "house.ledger") == (0, "Learnt 3 documents.\n", "")
    assert run("names", "learn", "texts", "--ledger", "house.ledger").out == "Learnt 0 documents; 3 had nothing new.\n"
    shown = run("names", "show", "Hachd", "--ledger", "house.ledger")
    assert shown == (0, "Hachd: 2 spellings\n  Hachd  once in 1 document\n  Hashd  3 times in 3 documents\n", "")
    assert run("names", "show", "--ledger", "house.ledger").out == run("names", "texts").out
    assert run("names", "show", "Lune Aubert", "--ledger", "house.ledger").out == "Lune Aubert  once in 1 document\n"
    told = json.loads(run("names", "show", "Hachd", "--ledger", "house.ledger", "--format", "jsonl").out)
    assert [usage["documents"] for usage in told["spellings"]] == [1, 3]


def test_a_text_that_changed_is_learnt_anew(learnt: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    (learnt / "texts" / "gate.txt").write_text("At noon the Hashd held the gate.\n")
    monkeypatch.chdir(learnt / "texts")
    assert run("names", "learn", "gate.txt", "quay.md", "--ledger", "../house.ledger").out == (
        "Learnt 1 document; 1 had nothing new.\n"
    )
    assert run("names", "show", "Hashd", "--ledger", "../house.ledger").out == "Hashd  3 times in 3 documents\n"


def test_what_is_learnt_moves_with_the_texts(learnt: Path, run: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    there = tmp_path_factory.mktemp("there")
    for name in ("texts", "house.ledger"):
        (learnt / name).rename(there / name)
    done = run("names", "learn", str(there / "texts"), "--ledger", str(there / "house.ledger"))
    assert done.out == "Learnt 0 documents; 3 had nothing new.\n"


def test_a_name_that_is_not_there_is_told_with_one_like_it(learnt: Path, run: Runner) -> None:
    done = run("names", "show", "Hasht", "--ledger", "house.ledger")
    told = "tqcheck: house.ledger: “Hasht” is not in the ledger; it has “Hashd”, 3 times in 3 documents\n"
    assert done == (1, "", told)
    assert run("names", "show", "Mombasa", "--ledger", "house.ledger").err.endswith("“Mombasa” is not in the ledger\n")


def test_a_spelling_is_preferred(learnt: Path, run: Runner) -> None:
    done = run("names", "prefer", "Hachd", "--ledger", "house.ledger")
    assert done == (0, "“Hachd” is preferred over “Hashd” from now on; it stands once in 1 document.\n", "")
    shown = run("names", "show", "Hashd", "--ledger", "house.ledger").out
    assert shown == "Hashd: 2 spellings\n  Hashd  3 times in 3 documents\n  Hachd  once in 1 document; preferred\n"
    assert run("names", "show", "--ledger", "house.ledger").out.startswith("Hachd: 2 spellings\n")
    done = run("names", "prefer", "Ana Lune", "--ledger", "new.ledger")
    assert done.out == "“Ana Lune” is preferred from now on; it stands in no document yet.\n"


def test_names_and_documents_are_forgotten(learnt: Path, run: Runner) -> None:
    assert run("names", "forget", "Hachd", "--ledger", "house.ledger") == (0, "Forgot “Hachd”.\n", "")
    assert run("names", "forget", "Hachd", "--ledger", "house.ledger") == (
        1,
        "",
        "tqcheck: house.ledger: “Hachd” is not in the ledger\n",
    )
    (learnt / "texts" / "tower.txt").unlink()
    for code in (0, 1):
        assert run("names", "forget", "--document", "texts/tower.txt", "--ledger", "house.ledger").code == code
    with Ledger.open("house.ledger") as ledger:
        assert ledger.usage("Hashd") == Usage("Hashd", 2, 2)
        assert ledger.usage("Lune Aubert") is None


def test_the_configuration_names_the_ledger(texts: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    with (texts / "tqcheck.toml").open("a") as out:
        out.write('\nledger = "kept/names"\n')
    assert "its folder does not exist; make that first" in run("names", "learn", "texts").err
    (texts / "kept").mkdir()
    monkeypatch.chdir(texts / "texts")
    assert run("names", "learn").out == "Learnt 3 documents.\n"
    assert run("names", "show", "Hachd").out.startswith("Hachd: 2 spellings\n")
    assert [path.name for path in (texts / "kept").iterdir()] == ["names"]
    assert run("names", "show", "Hachd", "--ledger", "other").code == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("learn", "texts"), "no ledger is named; give --ledger FILE, or set `ledger` in tqcheck.toml"),
        (("show", "Hashd", "--ledger", "none"), "none: no such ledger; `tqcheck names learn` makes one"),
        (("forget", "Hashd", "--ledger", "none"), "none: no such ledger"),
        (("forget", "--ledger", "none"), "give either NAME or --document PATH"),
        (("forget", "Hashd", "--document", "a", "--ledger", "none"), "give either NAME or --document PATH"),
        (("prefer", " ", "--ledger", "none"), "is no name; give one with a capital"),
        (("learn", "-", "--ledger", "none"), "standard input has no name to be learnt by; give files"),
        (("learn", "texts", "--ledger", "texts"), "texts: is a folder; name a file"),
        (("show", "Hashd", "--ledger", "tqcheck.toml"), "tqcheck.toml: is no ledger"),
        (("learn", "texts", "--ledger", "tqcheck.toml"), "tqcheck.toml: is no ledger"),
        (("texts", "--ledger", "none"), "No such option"),
    ],
)
def test_what_can_not_be_done_is_told_in_one_line(texts: Path, run: Runner, args: tuple[str, ...], told: str) -> None:
    before = {path: path.read_bytes() for path in texts.rglob("*") if path.is_file()}
    done = run("names", *args)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err
    after = {path: path.read_bytes() for path in texts.rglob("*") if path.is_file()}
    assert after == before


def test_help_has_examples(run: Runner) -> None:
    told = run("names", "--help").out
    assert "Examples:" in told
    assert "Usage: tqcheck names" in told
    for name in names.command.commands:
        assert run("names", name, "--help").code == 0


INTERRUPTED = """
import os, signal, sys
from tqcheck.cli import main, names
from tqcheck.names import inventory
names._BATCH = 1
counts, seen = inventory.counts, []
def interrupting(segments):
    seen.append(1)
    if len(seen) == 3:
        os.kill(os.getpid(), signal.SIGINT)
    return counts(segments)
inventory.counts = interrupting
main(["names", "learn", "texts", "--ledger", "house.ledger"])
"""


def test_an_interrupt_leaves_what_was_learnt_before(texts: Path) -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "tqcheck: interrupted\n")
    assert (texts / "house.ledger").exists()
    with Ledger.edit("house.ledger") as ledger:
        assert ledger.usage("Hashd") == Usage("Hashd", 2, 2)
    assert not Path("house.ledger-journal").exists()
