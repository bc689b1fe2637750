"""`tqcheck review` refuses in one line what it can't do, before the screen opens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

RunCommand = Callable[..., Run]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("a.txt", "--findings", "f.jsonl"), "--findings tells the files itself; give it without PATHS"),
        (("--findings", "f.jsonl", "--source", "a.txt"), "--findings tells what was found already; give it without --source"),
        (("a.txt", "--columns", "one"), "Invalid value for '--columns': 'one' names no two columns"),
        (("-", "a.txt"), "- is reviewed by itself; give it without other PATHS"),
        (("a.txt", "--stdin-filename", "b.md"), "--stdin-filename goes with -, for standard input"),
        (("-", "--since", "HEAD"), "--since goes with files that Git knows, not with -"),
        (("a.txt", "--as", "fix"), "--as 'fix' is no person's name"),
        (("a.txt", "--as", " "), "--as ' ' is no person's name"),
        (("a.txt", "--config", "none.toml"), "none.toml: can't be read: No such file or directory"),
        (("--findings", "none.jsonl"), "none.jsonl: can't be read: No such file or directory"),
        (("a.txt",), "review needs a terminal; `tqcheck check` tells findings without one"),
    ],
)
def test_what_is_refused(tree: Path, run: RunCommand, args: tuple[str, ...], told: str) -> None:
    (tree / "a.txt").write_text("The Big Boss.\n", "utf-8")
    done = run("review", *args)
    assert done.code == 2 and done.err.startswith(f"tqcheck: {told}") and done.out == ""
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_shows_no_screen(tree: Path, term: str) -> None:
    (tree / "a.txt").write_text("The Big Boss.\n", "utf-8")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "tqcheck", "review", "a.txt"]
    done = subprocess.run(command, env=os.environ | {"TERM": term}, stdin=theirs, stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    assert done.returncode == 2
    assert os.read(ours, 1000).startswith(b"tqcheck: review needs a terminal")
    os.close(ours)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense", "is no finding"),
        ("[1]", "is no finding"),
        ('{"path": "a.txt"}', "'rule' is missing"),
    ],
)
def test_findings_that_are_none(tree: Path, run: RunCommand, line: str, told: str) -> None:
    (tree / "f.jsonl").write_text(f"\n{line}\n", "utf-8")
    done = run("review", "--findings", "f.jsonl")
    assert done.code == 2 and done.err.startswith("tqcheck: f.jsonl:2: is no finding") and told in done.err


def test_the_help_has_examples(run: RunCommand) -> None:
    done = run("review", "--help")
    assert done.code == 0 and "tqcheck review article.md" in done.out and "--findings ci.jsonl" in done.out
