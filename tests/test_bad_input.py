"""What can't be done is told in one line with its file, line and mend; the exit code is 2; the rest is done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import house
import pytest

Runner = Callable[..., Any]
GOOD = "The Big Boss spoke.\n"


@pytest.fixture
def beside(tree: Path) -> Path:
    """A folder with a file that can be checked."""
    (tree / "good.txt").write_text(GOOD)
    return tree


def refused(run: Runner, *args: str, told: str) -> None:
    """One line of complaint; the good file was checked all the same."""
    done = run("check", "-q", *args)
    assert done.code == 2
    assert done.err.count("\n") == 1, done.err
    assert told in done.err
    assert "good.txt:1:5 title/big-boss" in done.out


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"One.\nTwo \xe9.\n", "bad.txt:2: is not UTF-8 (byte 0xE9)"),
        (b"\xff\xfeO\0", "bad.txt:1: is UTF-16"),
        (b"One.\nTwo.\nNo\0thing.\n", "bad.txt:3: is not text (NUL byte)"),
        (b"\xed\xa0\x80", "bad.txt:1: is not UTF-8"),
    ],
)
def test_what_is_not_text(beside: Path, run: Runner, data: bytes, told: str) -> None:
    (beside / "bad.txt").write_bytes(data)
    refused(run, told=told)
    refused(run, "--jobs", "2", told=told)
    refused(run, "--fix", told=told)
    assert (beside / "bad.txt").read_bytes() == data


def test_missing_path(beside: Path, run: Runner) -> None:
    refused(run, "gone.md", "good.txt", told="gone.md: no such file or folder")


def test_loop_of_links(beside: Path, run: Runner) -> None:
    (beside / "loop").symlink_to(".")
    refused(run, told="loop: is a link to a folder that holds it")
    (beside / "loop").unlink()
    (beside / "loop.txt").symlink_to("loop.txt")
    refused(run, told="loop.txt: can't be read")


def test_unreadable_file(beside: Path, run: Runner) -> None:
    # /proc/self/mem may be opened but not read at its beginning, not even by root.
    (beside / "closed.txt").symlink_to("/proc/self/mem")
    refused(run, "closed.txt", "good.txt", told="closed.txt: can't be read")


def test_a_line_of_a_million_characters(beside: Path, run: Runner) -> None:
    (beside / "long.txt").write_text("x" * 500_000 + " the Big Boss " + "per cent " * 55_000)
    started = time.monotonic()
    done = run("check", "--select", "title", "long.txt", "good.txt")
    assert done.code == 1
    assert "long.txt:1:500006 title/big-boss" in done.out
    assert max(map(len, done.out.splitlines())) < 200
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("select = [\n", "tqcheck.toml:1: is not valid TOML"),
        ("to = 'en'\nselect = []]\n", "tqcheck.toml:2: is not valid TOML"),
        ("select = " + "[" * 9000, "tqcheck.toml: is nested too deeply"),
        ("\nselct = []\n", "tqcheck.toml:2: unknown key 'selct', did you mean 'select'?"),
        ("select = ['titel/big-boss']\n", "tqcheck.toml:1: unknown rule or family 'titel/big-boss'"),
        ("select = 'title'\n", "tqcheck.toml:1: select must be an array of strings"),
        ("fail-on = 'bad'\n", "tqcheck.toml:1: fail-on is 'bad'; it must be one of minor, major, critical, never"),
        ("from = 3\n", "tqcheck.toml:1: from must be a language tag"),
        ("exclude = ['!']\n", "tqcheck.toml:1: '!' in exclude is no pattern"),
        ("ignore = [{ path = '!' }]\n", "tqcheck.toml:1: '!' in ignore is no pattern"),
        ("[[per-path]]\npath = '!'\n", "tqcheck.toml:1: '!' in per-path is no pattern"),
        ("ignore = [{ rule = 'title', expires = 2030-01-01T00:00:00 }]\n", "tqcheck.toml:1: expires in ignore must be a date"),
        ("packs = ['gone/']\n", "tqcheck.toml:1: packs names 'gone/', which does not exist"),
        ("glossaries = ['gone/']\n", "tqcheck.toml:1: glossaries names 'gone/', which does not exist"),
    ],
)
def test_broken_configuration(tree: Path, run: Runner, text: str, told: str) -> None:
    (tree / "tqcheck.toml").write_text(text)
    done = run("check")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err


def test_configuration_that_is_not_there_or_no_file(tree: Path, run: Runner) -> None:
    for name in ("gone.toml", "."):
        done = run("check", "--config", name)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert "can't be read" in done.err


def test_pyproject_without_a_table(tree: Path, run: Runner) -> None:
    (tree / "tqcheck.toml").unlink()
    (tree / "pyproject.toml").write_text("[tool]\n# tool.tqcheck\ntqcheck = 3\n")
    done = run("check")
    assert done.code == 2
    assert "[tool.tqcheck]" in done.err


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("[[rule]\n", "pack.toml:1: is not valid TOML"),
        ("[[rule]]\nid = 'title/x'\n", "pack.toml:1: rule 'title/x': 'severity' is missing"),
        (house.rule("title/x", "x(", None), "pack.toml:1: rule 'title/x': 'pattern' is no regular expression"),
        (house.rule("title/x", "ab+c", None, check="patern"), "pack.toml:1: rule 'title/x': unknown check 'patern'"),
        (house.rule("titel/x", "abc", None), "pack.toml:1: rule 'titel/x': the id must be family/slug"),
        (house.rule("title/x", "abc", None, colour="red"), "pack.toml:1: rule 'title/x': unknown key 'colour'"),
        (house.rule("title/x", "abc", None) * 2, "rule 'title/x' stands at"),
        ("x = 1\n", "pack.toml:1: unknown key 'x'"),
    ],
)
def test_broken_pack(tree: Path, run: Runner, record: str, told: str) -> None:
    (tree / "pack.toml").write_text(record)
    (tree / "tqcheck.toml").write_text("packs = ['pack.toml']\n")
    done = run("check")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err


def test_broken_glossary(tree: Path, run: Runner) -> None:
    (tree / "terms.toml").write_text("\n[[concept]]\nid = 'x'\n[concept.en]\nprefered = 'y'\n")
    (tree / "tqcheck.toml").write_text("glossaries = ['terms.toml']\n")
    done = run("check")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "terms.toml:2: concept 'x': unknown key 'prefered'" in done.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--select", "titel"], "unknown rule or family 'titel', did you mean 'title'?"),
        (["--ignore", "title/none-such"], "unknown rule or family 'title/none-such'"),
        (["--extend-select", "x"], "unknown rule or family 'x'"),
        (["--fail-on", "bad"], "'bad' is not one of"),
        (["--jobs", "0"], "--jobs"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_unknown_on_the_command_line(beside: Path, run: Runner, args: list[str], told: str) -> None:
    done = run("check", *args)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err


def test_a_pattern_that_backtracks_without_end_is_stopped_and_named(beside: Path, run: Runner) -> None:
    slow = house.rule("title/slow", "snail (?:[a-z]{1,9}[a-z]{1,9}){1,30}!", None)
    slow = slow.replace("The snail", "The snail abcdef! snail")
    (beside / "slow.toml").write_text(slow)
    before = (beside / "tqcheck.toml").read_text()
    (beside / "tqcheck.toml").write_text(
        before.replace("packs = [", "packs = ['slow.toml', ").replace("select = [", "select = ['title/slow', ")
    )
    (beside / "trap.txt").write_text("One.\nsnail " + "a" * 200 + "\n")
    refused(run, told="trap.txt:2: rule 'title/slow' (")


def test_nothing_is_written_where_writing_fails(beside: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    (beside / "full.txt").write_text("Ten per cent.\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run("check", "--fix", "-q")
    assert done.code == 2
    assert done.err == "tqcheck: full.txt: can't be written: No space left on device; it is as it was\n"
    assert "full.txt:1:5 format/per-cent" in done.out
    assert sorted(path.name for path in beside.iterdir()) == ["full.txt", "good.txt", "tqcheck.toml"]


def test_a_file_name_that_is_not_utf8(beside: Path, run: Runner) -> None:
    with open(os.fsencode(beside) + b"/b\xff.txt", "wb") as out:  # noqa: PTH123
        out.write(GOOD.encode())
    for form, shown in (("text", "b\ufffd.txt:1:5"), ("jsonl", '"path": "b\\udcff.txt"')):
        done = run("check", "--format", form)
        assert done.code == 1
        assert shown in done.out
