"""What an editor decides is in the journal before it counts, is found again by the next desk, and can all be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import desks
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.config import Config
from tqcheck.decisions import Journal
from tqcheck.model import Problem
from tqcheck.review.desk import Desk
from tqcheck.review.entries import Entry, Verdict
from tqcheck.review.feed import Looked, Task, events

FERRY = "At dawn the Big Boss sold the ferry for ten per cent of its worth. Nobody paid under the counter.\n"
BRIDGE = "# The bridge\n\nTolls rose by *six* per cent. A clerk told the Big Boss, and the Big Boss laughed.\n"
TWICE = "The Big Boss waits. The Big Boss waits. The Big Boss waits.\n"


@pytest.fixture
def house(tmp_path: Path, pack: Path) -> Config:
    desks.put(tmp_path, {"bridge.md": BRIDGE, "ferry.txt": FERRY})
    return desks.config(tmp_path, pack)


def told(desk: Desk) -> list[tuple[str, str, str, str]]:
    """What the journal says."""
    return [(item.actor, item.decision, item.before, item.after) for item in Journal(desk.journal.path).read()]


def standing(desk: Desk) -> dict[tuple[str, int, str], Verdict]:
    """What was decided about the findings that still stand in their files."""
    found = (entry for entry in desk if not entry.written and not entry.unfit)
    return {(entry.file.name, entry.start, entry.rule): entry.verdict for entry in found}


def test_findings_lie_in_order_of_files_and_texts(house: Config) -> None:
    desk = desks.desk(house)
    assert [file.name for file in desk.files] == ["bridge.md", "ferry.txt"]
    assert desks.texts(desk) == ["per cent", "Big Boss", "Big Boss", "Big Boss", "per cent", "under the counter"]
    assert all(entry.is_open for entry in desk) and desk.problems == []


def test_a_file_that_comes_twice_lies_there_once(house: Config) -> None:
    desk = desks.desk(house)
    before = list(desk)
    for event in events(Task(house, (str(house.root),))):
        if isinstance(event, Looked):
            assert desk.take(event.path, event.data, event.records) == []
    assert list(desk) == before


def test_each_decision_is_in_the_journal(house: Config) -> None:
    desk = desks.desk(house, "ferry.txt")
    boss, cent, counter = desk
    desks.accept(desk, boss, fix=2)
    desks.decide(desk, cent, "edit", "percent, no more,")
    desks.decide(desk, counter, "reject")
    assert told(desk) == [
        ("Ada", "accept", "Big Boss", "Head"),
        ("Ada", "edit", "per cent", "percent, no more,"),
        ("Ada", "reject", "under the counter", "under the counter"),
    ]
    assert {item.path for item in desk.journal.read()} == {"ferry.txt"}
    assert desk.unwritten == [boss, cent]


def test_one_undo_takes_one_action_back_and_redo_does_it_again(house: Config) -> None:
    desk = desks.desk(house)
    _, one, two, *_ = desk
    desks.accept(desk, one, two)
    desks.decide(desk, one, "skip")
    assert desk.undo() and [one.verdict.decision, two.verdict.decision] == ["accept", "accept"]
    assert desk.undo() and one.is_open and two.is_open
    assert desk.undo() is None
    assert desk.redo() and [one.verdict.after, two.verdict.after] == ["Chief", "Chief"]
    assert desk.redo() and one.verdict.decision == "skip"
    assert desk.redo() is None


def test_a_new_decision_forgets_what_was_undone(house: Config) -> None:
    desk = desks.desk(house)
    one, two, *_ = desk
    desks.accept(desk, one)
    desk.undo()
    desks.accept(desk, two)
    assert desk.redo() is None and one.is_open


def test_a_new_desk_goes_on_where_the_last_one_stopped(house: Config) -> None:
    desk = desks.desk(house)
    cent, one, two, three, *_ = desk
    desks.accept(desk, cent)
    desks.decide(desk, one, "edit", "chair")
    desks.decide(desk, two, "reject")
    desks.decide(desk, three, "skip")
    assert standing(desks.desk(house)) == standing(desk)


def test_what_was_undone_is_open_for_a_new_desk(house: Config) -> None:
    desk = desks.desk(house)
    first, *_ = desk
    desks.decide(desk, first, "reject")
    desk.undo()
    assert all(entry.is_open for entry in desks.desk(house))


def test_a_desk_takes_only_so_much_back_as_was_decided_on_it(house: Config) -> None:
    desk = desks.desk(house)
    first, *_ = desk
    desks.decide(desk, first, "reject")
    later = desks.desk(house)
    assert later.undo() is None and next(iter(later)).verdict.decision == "reject"


def test_equal_findings_are_told_apart(tmp_path: Path, pack: Path) -> None:
    config = desks.config(desks.put(tmp_path, {"hall.txt": TWICE}), pack)
    desk = desks.desk(config)
    one, two, three = desk
    assert [two.fingerprint, three.fingerprint] == [f"{one.fingerprint}#2", f"{one.fingerprint}#3"]
    desks.decide(desk, two, "reject")
    desks.accept(desk, three)
    assert [entry.verdict.decision for entry in desks.desk(config)] == ["", "reject", "accept"]


def test_equal_findings_stay_apart_when_one_is_written(tmp_path: Path, pack: Path) -> None:
    config = desks.config(desks.put(tmp_path, {"hall.txt": TWICE}), pack)
    desk = desks.desk(config)
    one, two, three = desk
    desks.decide(desk, two, "reject")
    desks.decide(desk, three, "skip")
    desks.accept(desk, one)
    desks.write(desk)
    assert [entry.verdict.decision for entry in desks.desk(config)] == ["reject", "skip"]


def test_a_finding_equal_to_one_that_is_written_is_still_open(tmp_path: Path, pack: Path) -> None:
    config = desks.config(desks.put(tmp_path, {"hall.txt": TWICE}), pack)
    desk = desks.desk(config)
    one, *_ = desk
    desks.accept(desk, one)
    desks.write(desk)
    assert [entry.verdict.decision for entry in desks.desk(config)] == ["", ""]


def test_of_two_people_the_last_word_stands(house: Config) -> None:
    ada = desks.desk(house)
    first, *_ = ada
    desks.accept(ada, first)
    bela = desks.desk(house, actor="Béla")
    first, *_ = bela
    assert first.verdict == Verdict("accept", "percent", "Ada")
    desks.decide(bela, first, "reject")
    assert next(iter(desks.desk(house))).verdict == Verdict("reject", "", "Béla")
    bela.undo()
    assert first.verdict == next(iter(desks.desk(house))).verdict == Verdict("accept", "percent", "Ada")


def test_what_one_wrote_the_other_finds_no_more(house: Config) -> None:
    ada = desks.desk(house)
    desks.accept(ada, *(entry for entry in ada if entry.fixes))
    bela = desks.desk(house, actor="Béla")
    assert len(desks.write(bela)) == 5
    assert desks.texts(desks.desk(house)) == ["under the counter"]


@pytest.mark.parametrize("step", ["decide", "undo", "redo"])
def test_nothing_is_decided_where_the_journal_can_not_be_written(house: Config, step: str) -> None:
    desk = desks.desk(house, "ferry.txt")
    boss, cent, _ = desk
    steps: dict[str, Callable[[], object]] = {
        "decide": lambda: desks.accept(desk, cent),
        "undo": desk.undo,
        "redo": desk.redo,
    }
    desks.accept(desk, boss)
    if step == "redo":
        desk.undo()
    before, known = desks.verdicts(desk), told(desk)
    desk.journal.path.rename(kept := house.root / "kept.jsonl")
    desk.journal.path.mkdir()
    with pytest.raises(Problem, match="can't be written"):
        steps[step]()
    assert desks.verdicts(desk) == before
    desk.journal.path.rmdir()
    kept.rename(desk.journal.path)
    assert told(desk) == known
    steps[step]()
    assert desks.verdicts(desk) != before


def test_a_journal_that_is_none_is_told_at_once(house: Config) -> None:
    (house.root / "decisions.jsonl").write_text("yes, all of it\n")
    with pytest.raises(Problem, match=r"decisions\.jsonl:1: is no JSON object"):
        desks.desk(house)


def test_decisions_go_along_when_a_fix_changes_their_sentence(house: Config) -> None:
    desk = desks.desk(house, "bridge.md")
    _, one, two = desk
    desks.decide(desk, two, "reject")
    desks.accept(desk, one)
    assert desks.write(desk) == [one]
    later = desks.desk(house, "bridge.md")
    assert desks.verdicts(later) == [("per cent", "", ""), ("Big Boss", "reject", "")]


def test_decisions_come_back_when_such_a_fix_is_taken_back(house: Config) -> None:
    desk = desks.desk(house, "bridge.md")
    _, one, two = desk
    desks.decide(desk, two, "reject")
    desks.accept(desk, one)
    desks.write(desk)
    desk.undo()
    assert [entry.verdict.decision for entry in desks.desk(house, "bridge.md")] == ["", "", "reject"]


def test_a_decision_that_went_along_can_be_undone(house: Config) -> None:
    desk = desks.desk(house, "bridge.md")
    _, one, two = desk
    desks.accept(desk, one)
    desks.write(desk)
    desks.decide(desk, two, "reject")
    desk.undo()
    assert [entry.verdict.decision for entry in desks.desk(house, "bridge.md")] == ["", ""]


def test_of_two_decisions_about_a_finding_the_first_comes_back_in_a_sentence_that_changed(house: Config) -> None:
    desk = desks.desk(house, "bridge.md")
    _, one, two = desk
    desks.accept(desk, one)
    desks.decide(desk, two, "skip")
    desks.decide(desk, two, "reject")
    desks.write(desk)
    desk.undo()
    assert two.verdict.decision == "skip"
    assert [entry.verdict.decision for entry in desks.desk(house, "bridge.md")] == ["", "skip"]


def test_of_two_fixes_the_first_comes_back_when_the_second_was_written(house: Config) -> None:
    desk = desks.desk(house, "bridge.md")
    _, one, two = desk
    desks.accept(desk, two)
    desks.accept(desk, one)
    desks.accept(desk, one, fix=2)
    desks.write(desk)
    desk.undo()
    assert one.verdict == Verdict("accept", "Chief", "Ada")
    later = desks.verdicts(desks.desk(house, "bridge.md"))
    assert later == [("per cent", "", ""), ("Big Boss", "accept", "Chief")]


def test_decisions_stay_where_a_file_can_not_be_written(house: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desks.desk(house, "bridge.md")
    _, one, two = desk
    desks.decide(desk, two, "reject")
    desks.accept(desk, one)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(Problem, match="read-only"):
        desks.write(desk)
    assert desks.held(one.file) == BRIDGE.encode() == one.file.data
    assert [entry.verdict.decision for entry in desks.desk(house, "bridge.md")] == ["", "accept", "reject"]
    assert desk.unwritten == [one]


def test_undo_gives_a_file_its_very_bytes_back(house: Config) -> None:
    desk = desks.desk(house)
    for entry in desk:
        if entry.fixes:
            desks.accept(desk, entry)
    assert len(desks.write(desk)) == 5 and desk.unwritten == []
    assert [desks.held(file) == file.data for file in desk.files] == [True, True]
    assert b"Chief" in desk.files[0].data
    desks.undo_all(desk)
    assert [desks.held(file).decode() for file in desk.files] == [BRIDGE, FERRY]
    assert all(entry.is_open for entry in desk) and all(entry.is_open for entry in desks.desk(house))


def test_what_was_written_undone_and_done_again_is_written_anew(house: Config) -> None:
    desk = desks.desk(house, "ferry.txt")
    boss, *_ = desk
    desks.accept(desk, boss)
    desks.write(desk)
    written = desks.held(boss.file)
    desk.undo()
    desk.redo()
    assert desks.held(boss.file) == FERRY.encode() and desk.unwritten == [boss]
    desks.write(desk)
    assert desks.held(boss.file) == written


def test_what_is_written_is_no_longer_decided_about(house: Config) -> None:
    desk = desks.desk(house, "ferry.txt")
    boss, cent, _ = desk
    desks.accept(desk, boss)
    desks.write(desk)
    assert desk.refusal(boss, Verdict("reject")) == "it is written already; u takes it back"
    assert desk.refusal(cent, Verdict("reject")) == ""


def test_a_fix_is_refused_where_markup_is_in_the_way(tmp_path: Path, pack: Path) -> None:
    config = desks.config(desks.put(tmp_path, {"hall.md": "Here the Big **Boss** sleeps.\n"}), pack)
    (boss,) = desk = desks.desk(config)
    assert "markup is in the way" in desk.refusal(boss, Verdict("accept", "Chief"))
    assert desk.refusal(boss, Verdict("reject")) == ""


def test_what_the_journal_alone_knows_is_on_the_next_desk_too(house: Config) -> None:
    desk = desks.desk(house)
    desks.accept(desk, *(entry for entry in desk if entry.rule == "title/big-boss"))
    fewer = desks.config(house.root, house.packs[0], select=("format/per-cent",))
    later = desks.desk(fewer)
    assert [entry.text for entry in later if entry.made] == ["Big Boss"] * 3
    assert len(desks.write(later)) == 3
    assert desks.texts(desks.desk(house)) == ["per cent", "per cent", "under the counter"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "accept", "edit", "reject", "skip", "undo", "redo", "write", "write", "leave"]),
        st.integers(0, 50),
    ),
    max_size=12,
)
SENTENCES = st.lists(
    st.lists(st.sampled_from(["the Big Boss", "ten per cent", "the Big Boss’s hat", "a *red* gate"]), max_size=4),
    min_size=1,
    max_size=4,
)


def step(desk: Desk, config: Config, name: str, number: int) -> Desk:
    """Do one thing at a desk, or leave it and come back."""
    able: list[Entry] = [entry for entry in desk if entry.is_open and entry.fixes]
    if name == "leave":
        return desks.desk(config, *(file.path for file in desk.files), journal=desk.journal.path) if desk.files else desk
    if name in ("undo", "redo"):
        getattr(desk, name)()
    elif name == "write":
        desks.write(desk)
    elif able:
        entry = able[number % len(able)]
        text = {"accept": entry.fixes[0].text, "edit": f"chair {number}"}.get(name, "")
        if not desk.refusal(entry, Verdict(name, text)):
            desks.decide(desk, entry, name, text)
    return desk


@settings(max_examples=60, deadline=None)
@given(SENTENCES, STEPS)
def test_a_new_desk_knows_what_the_last_one_knew(
    tmp_path_factory: pytest.TempPathFactory, pack: Path, sentences: list[list[str]], steps: list[tuple[str, int]]
) -> None:
    text = " ".join(f"Night {number} hid {', '.join(things)}." for number, things in enumerate(sentences))
    root = desks.put(tmp_path_factory.mktemp("desk"), {"night.md": text})
    config = desks.config(pack.parent, pack, path=None)
    name, journal = str(root / "night.md"), root / "decisions.jsonl"
    desk = desks.desk(config, name, journal=journal)
    for what, number in steps:
        desk = step(desk, config, what, number)
    assert standing(desks.desk(config, name, journal=journal)) == standing(desk)
