"""What `tqcheck score` reads, what it refuses, and how it ends when it is interrupted."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scored import corpus

Runner = Callable[..., Any]


@pytest.fixture
def texts(tree: Path) -> Path:
    for name, text in corpus().items():
        (tree / name).write_text(text, "utf-8")
    return tree


def test_checks_see_the_source_that_is_named(texts: Path, run: Runner) -> None:
    (texts / "tqcheck.toml").write_text('text.paragraphs = "blank-line"\n')
    (texts / "fr.txt").write_text("Le maire a vendu deux bateaux.\n\nIl n'est pas venu lundi.\n", "utf-8")
    (texts / "a.txt").write_text("The mayor sold two boats.\n\nHe came on Monday.\n")
    (texts / "b.txt").write_text("The mayor sold two boats.\n\nHe did not come on Monday.\n")
    args = ("-m", "mqm", "--resamples", "0", "--format", "json")
    for more, penalty, told in (((), 0, False), (("--source", "fr.txt"), 25, True)):
        record = json.loads(run("score", "a.txt", "--against", "b.txt", *more, *args).out)
        assert [item["penalty"] for item in record["findings"]] == [penalty, 0]
        assert ("|source:yes|" in record["metrics"][0]["signature"]) == told
    record = json.loads(run("score", "--before", "a.txt", "--after", "b.txt", "--source", "fr.txt", *args).out)
    assert [item["rule"] for item in record["review"]["gone"]] == ["bitext/negation-lost"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "no text is named; give HYP and --ref FILE, or --before FILE and --after FILE"),
        (("a.txt", "b.txt", "--ref", "ref.txt"), "takes one HYP, not 2; give the other systems by --against FILE"),
        (("a.txt",), "give --ref FILE, or --metrics mqm, which needs none"),
        (("a.txt", "-m", "bleu,mqm"), "give --ref FILE, or --metrics mqm, which needs none"),
        (("a.txt", "--ref", "ref.txt", "-m", "blue"), "no metric 'blue', did you mean 'bleu'?"),
        (("a.txt", "--ref", "ref.txt", "--against", "a.txt"), "a.txt is given twice"),
        (("--before", "a.txt"), "--before FILE and --after FILE go together"),
        (("a.txt", "--before", "a.txt", "--after", "b.txt"), "with neither HYP nor --ref nor --against"),
        (("-", "--ref", "-"), "which can be read but once"),
        (("a.txt", "--ref", "none.txt"), "tqcheck: none.txt: can't be read: No such file or directory\n"),
        (
            ("a.txt", "--ref", "short.txt"),
            "tqcheck: a.txt:2: nothing stands beside it in short.txt, which has 1 segments to 40",
        ),
        (("short.txt", "--ref", "a.txt"), "tqcheck: a.txt:2: nothing stands beside it in short.txt"),
        (("empty.txt", "--ref", "a.txt"), "tqcheck: empty.txt: holds no words; give a file"),
        (("blank.txt", "--ref", "a.txt"), "tqcheck: blank.txt: holds no words; give a file"),
        (("latin.txt", "--ref", "a.txt"), "tqcheck: latin.txt:2: is not UTF-8 (byte 0xE9); convert it"),
        (("nul.txt", "--ref", "a.txt"), "tqcheck: nul.txt:1: is not text (NUL byte)"),
        (("a.txt", "--ref", "ref.txt", "--source", "short.txt"), "tqcheck: a.txt:2: nothing stands beside it in short.txt"),
        (("a.txt", "--ref", "ref.txt", "-m", "ter", "--source", "b.txt"), "--source is for what checks find"),
        (("a.po", "--ref", "ref.txt"), "tqcheck: a.po: holds units, not lines"),
        (("a.txt", "--ref", "."), "tqcheck: .: can't be read: Is a directory"),
        (("a.txt", "--ref", "ref.txt", "--seed", "0"), "'--seed'"),
        (("a.txt", "--ref", "ref.txt", "--trials", "1"), "a single draw tells nothing; give 0 for none, or 1000"),
        (("a.txt", "--ref", "ref.txt", "-m", "chrf", "--resamples", "99999999999"), "GB of memory; give "),
    ],
)
def test_what_it_refuses(texts: Path, run: Runner, args: tuple[str, ...], says: str) -> None:
    files = {"short": b"One.\n", "empty": b"", "blank": b"\n \n", "latin": b"a\n\xe9t\xe9\n", "nul": b"a\0b\n"}
    for name, data in files.items():
        (texts / f"{name}.txt").write_bytes(data)
    (texts / "a.po").write_bytes(b'msgid "A"\nmsgstr "B"\n')
    done = run("score", *args)
    assert (done.code, done.out) == (2, "")
    assert says in done.err and done.err.count("\n") == 1


def test_an_interrupt_ends_it_tidily(texts: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    monkeypatch.setattr("sacrebleu.significance.PairedTest.__call__", interrupted)
    assert run("score", "a.txt", "--ref", "ref.txt", "--against", "b.txt") == (130, "", "tqcheck: interrupted\n")
    assert "SACREBLEU_SEED" not in os.environ
    assert logging.getLogger("sacrebleu").handlers == []
