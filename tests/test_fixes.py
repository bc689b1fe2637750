"""Fixes: what is chosen, what changes, and how a file is written."""

from __future__ import annotations

import errno
import os
import random
import re
import stat
from pathlib import Path

import house
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tqcheck
from tqcheck import fixes, formats
from tqcheck.model import Document, Finding, Fix, Problem, Segment, Span

CHECKER = house.checker(preview=True)
WORDS = [
    "Big Boss",
    "big boss",
    "BIG BOSS",
    "per cent",
    "Per cent",
    "PER CENT",
    "old hat",
    "Old hat",
    "tea",
    "é",
    "👍🏽",
    "e\u0301",
]
GLUE = [" ", ", ", ". ", "\n", "\r\n", " “", "” ", "\u00a0", "\n\n", " مرحبا ", "&amp;", "*", "**", "<b>", "</b>", "`"]
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GLUE)), max_size=12).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
kinds = st.sampled_from(["text", "markdown", "html"])
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def document(text: str, kind: str = "text") -> Document:
    return formats.read("sample", text.encode(), name=kind)


def finding(start: int, end: int, *texts: str, rule: str = "title/big-boss", safe: bool = False) -> Finding:
    found = next(item for item in CHECKER.rules if item.id == rule)
    segment = Segment("1", "0123456789", 0)
    made = tuple(Fix(text, safe) for text in texts)
    return Finding(found, segment, Span(start, end), "", "", made, found.severity, found.certainty)


def spans(chosen: list[fixes.Chosen]) -> list[tuple[int, int, str]]:
    return [(*item.span, fix.text) for item, fix in chosen]


@quick
@given(texts, kinds, st.booleans())
def test_nothing_chosen_gives_the_same_bytes(text: str, kind: str, bom: bool) -> None:
    data = b"\xef\xbb\xbf" * bom + text.encode()
    read = formats.read("sample", data, name=kind)
    assert formats.write(read, fixes.edits(read, fixes.choose((), True))) == data


@quick
@given(texts, kinds, st.booleans())
def test_text_outside_fixed_spans_never_changes(text: str, kind: str, unsafe: bool) -> None:
    read = document(text, kind)
    found = CHECKER.check_document(read)
    chosen = fixes.choose(found, unsafe)
    allowed = [read.range(item.segment, item.span) for item, _ in chosen]
    changes = fixes.edits(read, chosen)
    assert all(any(start <= edit.start and edit.end <= end for start, end in allowed) for edit in changes)
    written = formats.write(read, changes).decode()
    bounds = [0, *(at for edit in changes for at in (edit.start, edit.end)), len(read.text)]
    kept = [re.escape(read.text[start:end]) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    assert re.fullmatch("(?s:.*?)".join(kept), written)


@quick
@given(texts, kinds, st.booleans())
def test_fixing_twice_equals_fixing_once(text: str, kind: str, unsafe: bool) -> None:
    once, _ = fixes.fix(CHECKER, document(text, kind), unsafe)
    twice, count = fixes.fix(CHECKER, once.document, unsafe)
    assert twice.document.text == once.document.text
    assert count == 0


@quick
@given(texts, kinds, st.integers(0, 99))
def test_the_order_of_findings_does_not_matter(text: str, kind: str, seed: int) -> None:
    read = document(text, kind)
    found = list(CHECKER.check_document(read))
    shuffled = random.Random(seed).sample(found, len(found))
    assert fixes.edits(read, fixes.choose(found, True)) == fixes.edits(read, fixes.choose(shuffled, True))


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("A per cent.", "A percent."),
        ("Per cent by per cent.", "Percent by percent."),
        ("TEN PER CENT.", "TEN PERCENT."),
        ("A\u00a0per\u00a0cent.", "A\u00a0percent."),
    ],
)
def test_a_fix_keeps_the_case(text: str, fixed: str) -> None:
    assert fixes.fix(CHECKER, document(text), False)[0].document.text == fixed


@pytest.mark.parametrize(
    ("text", "start", "end", "fixed"),
    [
        ("It is really new.", 6, 12, "It is new."),
        ("It is new, really.", 11, 17, "It is new,."),
        ("Well it is new.", 0, 4, "it is new."),
        ("(Well) it is new.", 1, 5, "() it is new."),
        ("**It is** really new.", 6, 12, "**It is** new."),
    ],
)
def test_a_fix_that_only_deletes_takes_a_space_along(text: str, start: int, end: int, fixed: str) -> None:
    read = document(text, "markdown")
    deleting = finding(start, end, "")._replace(segment=read.segments[0])
    assert fixes.apply(read, fixes.edits(read, [(deleting, deleting.fixes[0])])).text == fixed


def test_only_safe_fixes_unless_asked() -> None:
    text = "The Big Boss wants ten per cent."
    assert fixes.fix(CHECKER, document(text), False)[0].document.text == "The Big Boss wants ten percent."
    checked, count = fixes.fix(CHECKER, document(text), True)
    assert (checked.document.text, count, len(checked)) == ("The Chief wants ten percent.", 2, 0)


def test_the_first_safe_fix_is_taken() -> None:
    found = finding(0, 3, "a", "b")._replace(fixes=(Fix("a"), Fix("b", True), Fix("c", True)))
    assert spans(fixes.choose([found], False)) == [(0, 3, "b")]
    assert spans(fixes.choose([found], True)) == [(0, 3, "a")]
    assert fixes.choose([finding(0, 3)], True) == []


def test_of_overlapping_fixes_the_earlier_then_the_longer_then_the_first_rule_wins() -> None:
    earlier, later = finding(0, 4, "x"), finding(3, 9, "y")
    assert spans(fixes.choose([later, earlier], True)) == [(0, 4, "x")]
    short, long = finding(0, 2, "x"), finding(0, 4, "y")
    assert spans(fixes.choose([short, long], True)) == [(0, 4, "y")]
    first, second = finding(0, 2, "x", rule="format/per-cent"), finding(0, 2, "y")
    assert spans(fixes.choose([second, first], True)) == [(0, 2, "x")]
    assert len(fixes.choose([finding(0, 2, "x"), finding(2, 4, "y")], True)) == 2


def test_two_insertions_at_one_place_are_made_one_after_the_other() -> None:
    read = Document("x", "text", "0123456789", ())
    chosen = fixes.choose([finding(0, 3, "012z"), finding(3, 5, "a34")], True)
    assert len(fixes.edits(read, chosen)) == 1


def test_markup_in_the_way_is_left_alone() -> None:
    read = document("The Big *Boss* and the Big Boss.", "markdown")
    checked, count = fixes.fix(CHECKER, read, True)
    assert checked.document.text == "The Big *Boss* and the Chief."
    assert count == 1


def test_a_fix_that_uncovers_another_is_followed() -> None:
    rules = house.rule("title/a", "Grand Boss", "Big Boss", safe=True) + house.rule("title/b", "Big Boss", "Chief", safe=True)
    checked, count = fixes.fix(house.checker(rules), document("The Grand Boss."), False)
    assert (checked.document.text, count) == ("The Chief.", 2)


@pytest.mark.parametrize("text", ["The tic met the tac.", "tac tac tic", "A word and foo."])
def test_fixes_that_never_settle_are_named_and_not_made(text: str) -> None:
    rules = (
        house.rule("title/tic", "tic", "tac", safe=True)
        + house.rule("title/tac", "tac", "tic", safe=True)
        + house.rule("title/foo", "foo", "foo foo", safe=True)
        + house.rule("title/word", "word", "term", safe=True)
    )
    checker = house.checker(rules)
    checked, _ = fixes.fix(checker, document(text), False)
    assert checked.document.text == text.replace("word", "term")
    assert "never settle" in str(checked.problems[0])
    assert fixes.fix(checker, checked.document, False)[0].document.text == checked.document.text


def write(path: Path, data: bytes = b"old") -> Path:
    path.write_bytes(data)
    return path


def test_save_keeps_permissions_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0o640)
    fixes.save(path, b"new", b"old")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_save_refuses_a_file_that_changed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"newer")
    with pytest.raises(Problem, match="changed while"):
        fixes.save(path, b"new", b"old")
    assert path.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [path]


def test_save_refuses_a_read_only_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(Problem, match="read-only"):
        fixes.save(path, b"new", b"old")
    assert path.read_bytes() == b"old"


def test_save_writes_through_a_link_inside_the_tree_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    (tree / "sub").mkdir(parents=True)
    outside.mkdir()
    monkeypatch.chdir(tree)
    inner = write(tree / "sub" / "a.txt")
    (tree / "in.txt").symlink_to("sub/a.txt")
    fixes.save("in.txt", b"new", b"old")
    assert inner.read_bytes() == b"new"
    assert (tree / "in.txt").is_symlink()
    outer = write(outside / "b.txt")
    (tree / "out.txt").symlink_to("../outside/b.txt")
    with pytest.raises(Problem, match="link out of the tree"):
        fixes.save("out.txt", b"new", b"old")
    assert outer.read_bytes() == b"old"
    fixes.save("out.txt", b"new", b"old", (tmp_path,))
    assert outer.read_bytes() == b"new"


def test_save_follows_no_linked_folder_out_of_the_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    (tree / "real").mkdir(parents=True)
    (outside / "sub").mkdir(parents=True)
    outer, inner = write(outside / "sub" / "a.txt"), write(tree / "real" / "b.txt")
    (tree / "lk").symlink_to(outside)
    (tree / "in").symlink_to("real")
    monkeypatch.chdir(tree)
    for path in ("lk/sub/a.txt", tree / "lk" / "sub" / "a.txt"):
        with pytest.raises(Problem, match="link out of the tree"):
            fixes.save(path, b"new", b"old", (tree, tree / "lk"))
    assert outer.read_bytes() == b"old"
    fixes.save("in/b.txt", b"new", b"old")
    assert inner.read_bytes() == b"new"
    fixes.save("../outside/sub/a.txt", b"new", b"old")
    assert outer.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_save_leaves_the_original_whole_when_anything_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = write(tmp_path / "a.txt")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, full)
    with pytest.raises(Problem, match="No space left on device"):
        fixes.save(path, b"new", b"old")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_save_takes_regular_files_only(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Problem, match="no regular file"):
        fixes.save(tmp_path / "pipe.txt", b"new", b"")


def test_a_suppressed_finding_is_not_fixed() -> None:
    text = "<!-- tqcheck: ignore format/per-cent -->\nTen per cent.\n\nTen per cent.\n"
    checked, count = fixes.fix(CHECKER, document(text, "markdown"), False)
    assert checked.document.text == "<!-- tqcheck: ignore format/per-cent -->\nTen per cent.\n\nTen percent.\n"
    assert (count, checked.suppressed) == (1, 1)


def test_letters_inside_quotation_marks_are_left_to_a_person() -> None:
    checked, _ = fixes.fix(CHECKER, document("“Ten per cent of the PER CENT,” he said of ten per cent."), False)
    assert checked.document.text.endswith("he said of ten percent.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>He saw the<br>the dog.</p>"),
        ("a.md", "He saw the  \nthe dog.\n"),
        ("a.md", "He saw the\\\nthe dog.\n"),
        ("a.md", "He saw the<br>the dog.\n"),
    ],
)
def test_a_line_break_that_is_markup_is_never_taken_away(name, text):
    checker = tqcheck.Checker(select=("repetition",))
    checked, count = fixes.fix(checker, formats.read(name, text.encode()), unsafe=True)
    assert [finding.rule.id for finding in checked] == ["repetition/doubled-word"]
    assert (formats.write(checked.document, ()).decode(), count) == (text, 0)
