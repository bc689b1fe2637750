"""The desk loses no decision and changes no word but those decided about, whatever is written, undone or changed meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import house
import pytest
import units
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.config import Config
from tqcheck.decisions import Journal, settled, standing
from tqcheck.engine import Checked, Checker
from tqcheck.model import Problem
from tqcheck.report import jsonl
from tqcheck.review import entries, ignoring
from tqcheck.review.desk import Desk
from tqcheck.review.entries import Entry, Verdict

CHECKER = house.checker(min_certainty="possible")
SENTENCES = (
    "The Big Boss spoke.",
    "Nine per cent of us heard the Big Boss, ten per cent left.",
    "He paid *under the counter*, per cent by per cent.",
    "It rained all day.",
    "A [Big Boss](http://a.example) and a Big\nBoss met &amp; left.",
    "“Big Boss”—so they say—è vero\u00a0!",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8)
KINDS = st.sampled_from(["a.txt", "a.md", "a.html"])
CHOICES = st.lists(st.sampled_from(["accept", "edit", "reject", "skip", ""]), min_size=40, max_size=40)


def data(sentences: Iterable[str], name: str, newline: str = "\n", mark: str = "") -> bytes:
    blocks = [f"<p>{text}</p>" if name.endswith("html") else text for text in sentences]
    return (mark + "\n\n".join(blocks) + "\n").replace("\n", newline).encode()


def found(checker: Checker, path: Path) -> list[Mapping[str, Any]]:
    import json

    checked: Checked = checker.check_file(path)
    return [json.loads(line) for line in jsonl.lines(checked)]


def sit_down(folder: Path, *names: str, actor: str = "Ada") -> Desk:
    """A desk with the findings of some files of a folder."""
    desk = Desk(Config(root=folder), Journal(folder / "decisions.jsonl"), actor)
    for name in names:
        path = folder / name
        desk.take(str(path), path.read_bytes(), found(CHECKER, path))
    return desk


def decide(desk: Desk, entry: Entry, kind: str) -> bool:
    """Decide about a finding if it can be; tells whether it could."""
    after = entry.fixes[0].text if entry.fixes else entry.text.upper()
    verdict = Verdict(kind, after if kind == "accept" else f"<{after}>" if kind == "edit" else "")
    if not kind or (kind == "accept" and not entry.fixes) or desk.refusal(entry, verdict):
        return False
    desk.decide([entry], [verdict])
    return True


def verdicts(desk: Desk) -> list[tuple[str, int, str]]:
    """What was decided about findings that stand in the text as they were found."""
    return sorted(
        (entry.text, entry.start, entry.verdict.decision)
        for entry in desk
        if entry.verdict.decision and not entry.written and not entry.unfit
    )


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


@settings(max_examples=60, deadline=None)
@given(TEXTS, KINDS, CHOICES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_what_is_written_can_be_undone_and_decisions_are_resumed(
    sentences: list[str], name: str, choices: list[str], newline: str, mark: str
) -> None:
    with folder() as here:
        before = data(sentences, name, newline, mark)
        (here / name).write_bytes(before)
        desk = sit_down(here, name)
        made = [decide(desk, entry, choice) for entry, choice in zip(desk, choices, strict=False)]
        assert (here / name).read_bytes() == before
        resumed = sit_down(here, name)
        assert verdicts(resumed) == verdicts(desk)

        (file,) = desk.files or [None]
        written = desk.write(file) if file else []
        assert all(entry.written for entry in written)
        again = {(record["text"], record["start"]) for record in found(CHECKER, here / name)}
        assert verdicts(sit_down(here, name)) == [item for item in verdicts(desk) if item[:2] in again]

        for _ in range(sum(made)):
            assert desk.undo()
        assert desk.undo() is None
        assert (here / name).read_bytes() == before
        assert settled(Journal(here / "decisions.jsonl").read()) == []
        assert not any(entry.verdict.decision or entry.written or entry.unfit for entry in desk)


@settings(max_examples=60, deadline=None)
@given(TEXTS, KINDS, CHOICES)
def test_nothing_but_the_words_decided_about_changes(sentences: list[str], name: str, choices: list[str]) -> None:
    with folder() as here:
        (here / name).write_bytes(data(sentences, name))
        desk = sit_down(here, name)
        for entry, choice in zip(desk, choices, strict=False):
            decide(desk, entry, choice)
        wanted, at = "", 0
        for file in desk.files:
            text = file.document.text
            for entry in sorted(file.unwritten, key=lambda entry: entry.start):
                after = entry.verdict.after
                shown = after.replace("<", "&lt;").replace(">", "&gt;") if name.endswith("html") else after
                wanted += text[at : entry.start] + shown
                at = entry.end
            wanted += text[at:]
            asked = file.unwritten
            written = desk.write(file)
            unfit = [entry for entry in asked if entry not in written]
            if name.endswith("txt"):
                assert not unfit and (here / name).read_bytes().decode() == wanted


@settings(max_examples=40, deadline=None)
@given(TEXTS, CHOICES, st.lists(st.sampled_from(SENTENCES), max_size=2), st.integers(0, 8))
def test_decisions_follow_their_sentences_when_somebody_else_edits(
    sentences: list[str], choices: list[str], added: list[str], at: int
) -> None:
    with folder() as here:
        path = here / "a.txt"
        path.write_bytes(data(sentences, "a.txt"))
        desk = sit_down(here, "a.txt")
        for entry, choice in zip(desk, choices, strict=False):
            decide(desk, entry, choice)
        accepted = sum(entry.is_unwritten for entry in desk)
        new = [*sentences[:at], *added, "Something else.", *sentences[at:]]
        path.write_bytes(data(new, "a.txt"))
        for file in desk.files:
            assert len(desk.write(file)) == accepted
            assert not any(entry.unfit for entry in file.entries)
        assert path.read_bytes().decode().count("Something else.") == 1


def test_a_sentence_that_changed_takes_its_decisions_out_of_the_run(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The Big Boss spoke.\nThe Big Boss left.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    for entry in desk:
        decide(desk, entry, "accept")
    path.write_text("The Big Boss sang.\nThe Big Boss left.\n", "utf-8")
    assert len(desk.write(desk.files[0])) == 1
    assert path.read_text("utf-8") == "The Big Boss sang.\nThe Chief left.\n"
    assert [bool(entry.unfit) for entry in desk] == [True, False]


def test_equal_findings_of_a_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Big Boss spoke.\n" * 3, "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    first, second, third = desk
    assert (second.fingerprint, third.fingerprint) == (f"{first.fingerprint}#2", f"{first.fingerprint}#3")
    decide(desk, second, "accept")
    decide(desk, third, "reject")
    assert [entry.verdict.decision for entry in sit_down(tmp_path, "a.txt")] == ["", "accept", "reject"]
    desk.write(desk.files[0])
    assert (tmp_path / "a.txt").read_text("utf-8") == "The Big Boss spoke.\nThe Chief spoke.\nThe Big Boss spoke.\n"
    assert [entry.verdict.decision for entry in sit_down(tmp_path, "a.txt")] == ["", "reject"]


def test_the_last_word_of_several_people_holds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Big Boss spoke.\n", "utf-8")
    ada, bea = sit_down(tmp_path, "a.txt"), sit_down(tmp_path, "a.txt", actor="Bea")
    decide(ada, next(iter(ada)), "accept")
    decide(bea, next(iter(bea)), "reject")
    (entry,) = sit_down(tmp_path, "a.txt")
    assert entry.verdict[::2] == ("reject", "Bea")
    assert bea.undo()
    (entry,) = sit_down(tmp_path, "a.txt")
    assert entry.verdict == ("accept", "Chief", "Ada")


def test_a_rejected_neighbour_is_known_after_the_sentence_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nine per cent of us heard the Big Boss.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    cent, boss = desk
    decide(desk, boss, "accept")
    decide(desk, cent, "reject")
    desk.write(desk.files[0])
    (entry,) = sit_down(tmp_path, "a.txt")
    assert (entry.text, entry.verdict.decision) == ("per cent", "reject")
    last = settled(Journal(tmp_path / "decisions.jsonl").read())
    assert sorted(decision.decision for decision in last) == ["accept", "reject"]


@pytest.mark.parametrize("how", ["read-only", "gone", "a folder"])
def test_a_file_that_cannot_be_written_stays_as_it_is(tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nine per cent of us heard the Big Boss.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    cent, boss = desk
    decide(desk, boss, "accept")
    decide(desk, cent, "reject")
    known = standing(Journal(tmp_path / "decisions.jsonl").read()).keys()
    if how == "read-only":
        monkeypatch.setattr("os.access", lambda *_: False)  # root may write all files
    else:
        path.unlink()
        if how == "a folder":
            path.mkdir()
    with pytest.raises(Problem):
        desk.write(desk.files[0])
    assert standing(Journal(tmp_path / "decisions.jsonl").read()).keys() == known
    assert boss.is_unwritten and (boss.start, cent.start) == (30, 5)
    assert how != "read-only" or path.read_text("utf-8").startswith("Nine per cent of us heard the Big Boss.")


def test_what_meets_an_accepted_change_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Big Boss spoke.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    (entry,) = desk
    (inner,) = sit_down(tmp_path, "a.txt")
    inner.file, inner.start, inner.text = entry.file, entry.start + 4, "Boss"
    desk.add(entry.file, [inner])
    decide(desk, entry, "accept")
    assert desk.refusal(inner, Verdict("edit", "Man")) == "it meets a change that was accepted; take that back first"
    assert desk.refusal(inner, Verdict("reject")) == ""


def test_what_lies_over_another_change_is_not_put_askew(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The Big Boss of nine per cent.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    boss, cent = desk
    boss.end, boss.text = cent.end, "Big Boss of nine per cent"
    decided = [(boss, "Chief of nine per cent"), (cent, "percent")]
    for entry, after in decided:
        desk.decide([entry], [Verdict("edit", after)])
    assert len(desk.write(desk.files[0])) == 2 and path.read_text("utf-8") == "The Chief of nine percent.\n"
    assert desk.undo() and desk.undo()
    assert path.read_text("utf-8") == "The Big Boss of nine per cent.\n"
    desk.redo(), desk.redo()
    desk.write(desk.files[0])
    assert path.read_text("utf-8") in ("The Chief of nine percent.\n", "The Chief of nine per cent.\n")


def test_a_finding_that_begins_with_a_space_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "He said, and left , the Big Boss.\n"
    path.write_text(text, "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    (boss,) = desk
    comma = entries.made(boss.file, "punctuation/space", (17, 19), "", text=" ,", fix=",", message="")
    desk.add(boss.file, [comma])
    comma.fingerprint = entries.fingerprints(boss.file)[comma]
    desk.decide([comma], [Verdict("accept", ",")])
    (resumed,) = [entry for entry in sit_down(tmp_path, "a.txt") if entry.made]
    assert (resumed.start, resumed.end) == (17, 19)
    path.write_text(f"It rained.\n{text}", "utf-8")
    assert desk.write(desk.files[0]) == [comma]
    assert path.read_text("utf-8") == "It rained.\nHe said, and left, the Big Boss.\n"


def test_what_cannot_be_undone_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The Big Boss spoke.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt", "b.txt")
    for entry in desk:
        decide(desk, entry, "accept")
    for file in desk.files:
        desk.write(file)
    with (tmp_path / "b.txt").open("a", encoding="utf-8") as out:
        out.write("It rained.\n")
    with pytest.raises(Problem, match="was changed since"):
        desk.undo()
    assert desk.undo()
    assert [(tmp_path / name).read_text("utf-8") for name in ("a.txt", "b.txt")] == [
        "The Big Boss spoke.\n",
        "The Chief spoke.\nIt rained.\n",
    ]


def test_a_comment_goes_again_where_the_journal_cannot_have_the_decision(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("The Big Boss spoke.\n", "utf-8")
    desk = sit_down(tmp_path, "a.md")
    (entry,) = desk
    desk.journal.path = Path("/dev/full")
    with pytest.raises(Problem, match="No space left"):
        ignoring.ignore(desk, entry, ignoring.scopes(desk, entry)[0])
    assert path.read_text("utf-8") == "The Big Boss spoke.\n" and not entry.verdict.decision and list(desk) == [entry]


def test_what_is_written_is_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The Big Boss spoke.\n", "utf-8")
    desk = sit_down(tmp_path, "a.md")
    (entry,) = desk
    decide(desk, entry, "accept")
    desk.write(desk.files[0])
    with pytest.raises(Problem, match="written already"):
        ignoring.ignore(desk, entry, ignoring.scopes(desk, entry)[-1])


def test_a_colleagues_decision_goes_along_under_their_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine per cent of us heard the Big Boss.\n", "utf-8")
    ben = sit_down(tmp_path, "a.txt", actor="Ben")
    decide(ben, next(iter(ben)), "skip")
    ada = sit_down(tmp_path, "a.txt")
    _, boss = ada
    decide(ada, boss, "accept")
    ada.write(ada.files[0])
    (entry,) = sit_down(tmp_path, "a.txt")
    assert entry.verdict[::2] == ("skip", "Ben")
    last = settled(Journal(tmp_path / "decisions.jsonl").read())
    assert sorted((item.actor, item.decision) for item in last) == [("Ada", "accept"), ("Ben", "skip")]


def test_a_file_is_the_same_by_whatever_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("The Big Boss spoke.\n", "utf-8")
    monkeypatch.chdir(tmp_path / "sub")
    desk = sit_down(tmp_path, "sub/../a.txt")
    decide(desk, next(iter(desk)), "reject")
    assert [entry.verdict for entry in sit_down(tmp_path, "a.txt")] == [Verdict("reject", "", "Ada")]


def test_a_mind_that_was_changed_is_resumed_as_it_was_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine per cent of us heard the Big Boss.\n", "utf-8")
    desk = sit_down(tmp_path, "a.txt")
    cent, boss = desk
    for entry, kind in ((cent, "accept"), (boss, "accept"), (boss, "reject")):
        assert decide(desk, entry, kind)
    desk.write(desk.files[0])
    assert desk.undo()
    assert boss.verdict.decision == "accept"
    (entry,) = sit_down(tmp_path, "a.txt")
    assert (entry.text, entry.verdict.decision) == ("Big Boss", "accept")
    assert [desk.undo() is not None for _ in range(3)] == [True, True, False]
    assert settled(Journal(tmp_path / "decisions.jsonl").read()) == []
    assert (tmp_path / "a.txt").read_text("utf-8") == "Nine per cent of us heard the Big Boss.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_comment_in_a_unit_changes_nothing_of_its_text(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(units.xliff(units.unit("La cheffe a parlé.", "The Big Boss spoke.")).encode(encoding))
    desk = sit_down(tmp_path, "a.xlf")
    (entry,) = desk
    ignoring.ignore(desk, entry, ignoring.scopes(desk, entry)[0])
    assert "<target>The Big Boss spoke.<!-- tqcheck: ignore title/big-boss --></target>" in path.read_bytes().decode(encoding)
    assert not found(CHECKER, path)


def test_a_section_of_text_takes_no_comment(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(units.xliff(units.unit("La cheffe a parlé.", "<![CDATA[The Big Boss spoke.]]>")), "utf-8")
    desk = sit_down(tmp_path, "a.xlf")
    (entry,) = desk
    with pytest.raises(Problem, match="no comment can stand here"):
        ignoring.ignore(desk, entry, ignoring.scopes(desk, entry)[0])
