"""Findings come from a check of paths, or from a file; what can't be done comes as an event, too."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import house
import pytest
from test_review_desk import found, sit_down

from tqcheck import config
from tqcheck.changes import Changes, meets
from tqcheck.decisions import Journal
from tqcheck.model import Problem
from tqcheck.review import told
from tqcheck.review.desk import Desk
from tqcheck.review.feed import Event, Failed, Feed, Known, Looked, Task, Total, events


def come(tree: Path, *paths: str, **more: object) -> list[Event]:
    """The events of a task in a folder with a configuration, through another process."""
    feed = Feed(Task(config.load(tree / "tqcheck.toml"), paths, **more))  # type: ignore[arg-type]
    seen = []
    while event := feed.receive():
        seen.append(event)
    feed.stop()
    return seen


def looked(seen: list[Event]) -> dict[str, list[str]]:
    """What was found in which file."""
    return {event.path: [record["text"] for record in event.records] for event in seen if isinstance(event, Looked)}


def test_a_folder(tree: Path) -> None:
    (tree / "a.txt").write_text("The Big Boss spoke.\n", "utf-8")
    (tree / "b.txt").write_text("Nine per cent.\n", "utf-8")
    (tree / "c.txt").write_bytes(b"a\0b")
    seen = come(tree, ".", "nosuch.txt")
    assert seen[0] == Total(3)
    assert looked(seen) == {"a.txt": ["Big Boss"], "b.txt": ["per cent"]}
    assert [event.path for event in seen if isinstance(event, Looked) and event.early] == ["a.txt"]
    assert [str(event.problem)[:10] for event in seen if isinstance(event, Failed)] == ["nosuch.txt", "c.txt:1: i"]
    facts = {name: rule for event in seen if isinstance(event, Known) for name, rule in event.rules.items()}
    assert facts["title/big-boss"].bad == (("The Big Boss spoke.", "The Chief spoke."),)


def test_standard_input(tree: Path) -> None:
    seen = come(tree, "-", stdin=("<stdin>", b"The Big Boss spoke.\n"))
    assert looked(seen) == {"<stdin>": ["Big Boss"]}


def test_a_configuration_that_cannot_be_used_ends_it(tree: Path) -> None:
    (tree / "tqcheck.toml").write_text("select = ['nosuch']\n", "utf-8")
    (last,) = come(tree, ".")
    assert isinstance(last, Failed) and last.final and "nosuch" in str(last.problem)


def test_a_check_that_is_killed_says_so(tree: Path) -> None:
    feed = Feed(Task(config.load(tree / "tqcheck.toml"), (".",)))
    feed._process.kill()
    feed._process.join()
    seen = []
    while event := feed.receive():
        seen.append(event)
    assert isinstance(seen[-1], Failed) and "ended from outside" in str(seen[-1].problem)
    feed.stop()


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args], cwd=folder, check=True, capture_output=True)


def test_lines_that_changed_since_a_revision(tree: Path) -> None:
    (tree / "a.txt").write_text("The Big Boss spoke.\nIt rained.\nThe Big Boss left.\n", "utf-8")
    (tree / "sub").mkdir()
    (tree / "sub" / "ü b.txt").write_text("Nine per cent.\n", "utf-8")
    git(tree, "init", "-q")
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "first")
    (tree / "a.txt").write_text("The Big Boss spoke.\nIt rained.\nThen the Big Boss left.\n", "utf-8")
    (tree / "new.txt").write_text("Ten per cent.\n", "utf-8")
    seen = come(tree, ".", since="HEAD")
    assert looked(seen) == {"a.txt": ["Big Boss"], "new.txt": ["per cent"], "sub/ü b.txt": []}
    assert [record["line"] for event in seen if isinstance(event, Looked) for record in event.records][-2:] == [3, 1]
    (tree / "sub" / "ü b.txt").write_text("It rained.\nNine per cent.\n", "utf-8")
    assert Changes("HEAD").lines(str(tree / "sub" / "ü b.txt")) == [range(1, 2)]
    for revision in ("nosuch", "--output=x"):
        (*_, last) = come(tree, ".", since=revision)
        assert isinstance(last, Failed) and "there is no revision" in str(last.problem)


def test_where_there_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not a git repository"):
        Changes("HEAD").lines(str(tmp_path / "a.txt"))
    assert meets(None, 1, 1) and meets([range(3, 5)], 4, 9) and not meets([range(3, 5), range(9, 9)], 5, 8)


def lines(folder: Path, text: str) -> list[dict[str, object]]:
    (folder / "a.txt").write_text(text, "utf-8")
    return [dict(record) for record in found(house.checker(), folder / "a.txt")]


def told_desk(folder: Path, records: list[dict[str, object]]) -> Desk:
    (folder / "f.jsonl").write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    task = Task(config.Config(root=folder), told=told.read(str(folder / "f.jsonl")))
    desk = Desk(task.config, Journal(folder / "decisions.jsonl"), "Ada")
    for event in events(task):
        if isinstance(event, Looked):
            desk.take(event.path, event.data, event.records, told=True)
    return desk


def test_findings_made_elsewhere_are_placed_by_their_sentences(tmp_path: Path) -> None:
    records = lines(tmp_path, "The Big Boss spoke.\nNine per cent left.\nThe Big Boss sang.\n")
    (tmp_path / "a.txt").write_text("A new line.\nThe Big Boss spoke.\nTen per cent left.\nThe Big Boss sang.\n", "utf-8")
    desk = told_desk(tmp_path, records)
    assert [(entry.text, entry.line, bool(entry.unfit)) for entry in desk if not entry.unfit] == [
        ("Big Boss", 2, False),
        ("Big Boss", 4, False),
    ]
    assert [entry.text for entry in desk if entry.unfit] == ["per cent"]


def test_findings_in_a_text_that_was_wrapped_anew_have_their_new_lines(tmp_path: Path) -> None:
    records = lines(tmp_path, "The Big Boss left. Nine per cent stayed.\n")
    (tmp_path / "a.txt").write_text("The Big Boss left.\nNine per cent stayed.\n", "utf-8")
    assert [(entry.text, entry.line, entry.unfit) for entry in told_desk(tmp_path, records)] == [
        ("Big Boss", 1, ""),
        ("per cent", 2, ""),
    ]


def test_which_of_equal_places_was_meant_is_not_guessed(tmp_path: Path) -> None:
    records = lines(tmp_path, "The Big Boss spoke.\n")
    (tmp_path / "a.txt").write_text("It rained.\nThe Big Boss spoke.\nThe Big Boss spoke.\n", "utf-8")
    (entry,) = told_desk(tmp_path, records)
    assert entry.unfit


def test_findings_of_some_rules_only(tmp_path: Path) -> None:
    records = lines(tmp_path, "The Big Boss spoke to nine per cent.\n")
    (tmp_path / "f.jsonl").write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    for only in ("title", "title/big-boss"):
        (kept,) = told.read(str(tmp_path / "f.jsonl"), [only]).values()
        assert [record["text"] for record in kept] == ["Big Boss"]


@pytest.mark.parametrize(
    "change",
    [{"severity": "grave"}, {"start": -1}, {"end": 0}, {"line": "1"}, {"fixes": [{"text": 1}]}, {"fingerprint": None}],
)
def test_records_that_are_no_findings(tmp_path: Path, change: dict[str, object]) -> None:
    (record,) = lines(tmp_path, "The Big Boss spoke.\n")
    (tmp_path / "f.jsonl").write_text(f"\n{json.dumps(record | change)}\n", "utf-8")
    with pytest.raises(Problem) as caught:
        told.read(str(tmp_path / "f.jsonl"))
    assert caught.value.line == 2


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    records = lines(tmp_path, "The Big Boss spoke.\n")
    (tmp_path / "a.txt").unlink()
    seen = list(events(Task(config.Config(root=tmp_path), told={str(tmp_path / "a.txt"): records})))
    assert any(isinstance(event, Failed) and "No such file" in str(event.problem) for event in seen)
    assert sit_down(tmp_path).files == []


def test_marks_that_end_lines_elsewhere_end_no_finding(tree: Path) -> None:
    (tree / "a\u2028b.txt").write_text("The Big\x85Boss and the Big Boss\u2028spoke.\n", "utf-8")
    (tree / "c.txt").write_text("The Big Boss spoke.\n", "utf-8")
    seen = come(tree, ".")
    assert not [event for event in seen if isinstance(event, Failed)] and looked(seen)["c.txt"] == ["Big Boss"]


def test_a_file_that_is_no_text_any_more_is_told(tmp_path: Path) -> None:
    records = lines(tmp_path, "The Big Boss spoke.\n")
    (tmp_path / "a.txt").write_bytes(b"a\0b")
    with pytest.raises(Problem, match="is not text"):
        told_desk(tmp_path, records)
