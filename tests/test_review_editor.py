"""Editors are told the place in their own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.model import Problem
from tqcheck.review import worddiff
from tqcheck.review.editor import command


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("nano", ["nano", "+7", "/a b.txt"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "/a b.txt"]),
        ("code", ["code", "--wait", "--goto", "/a b.txt:7:3"]),
        ("/usr/bin/subl", ["/usr/bin/subl", "--wait", "/a b.txt:7:3"]),
        ("hx", ["hx", "/a b.txt:7:3"]),
        ("notepad", ["notepad", "/a b.txt"]),
    ],
)
def test_the_place(named: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", named)
    assert command("/a b.txt", 7, 3) == wanted


def test_which_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "micro")
    assert command("a.txt", 1, 1) == ["micro", "+1", str(Path.cwd() / "a.txt")]
    monkeypatch.delenv("EDITOR")
    assert command("a.txt", 1, 1)[0] == "vi"
    monkeypatch.setenv("EDITOR", " ")
    with pytest.raises(Problem, match="names no program"):
        command("a.txt", 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Supreme Guide", "Supreme Leader", " Supreme |-Guide|+Leader"),
        ("the the", "the", " the|- the"),
        ("19e", "", "-19e"),
        ("", "x", "+x"),
        ("same", "same", " same"),
        ("a" * 300, "b" * 300, f"-{'a' * 300}|+{'b' * 300}"),
    ],
)
def test_what_a_fix_changes_word_by_word(old: str, new: str, wanted: str) -> None:
    assert "|".join(kind + text for kind, text in worddiff.parts(old, new)) == wanted
