"""The list shows what a filter lets through, by file or by rule, and is walked in that order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_review_desk import decide, sit_down

from tqcheck.review.desk import Desk
from tqcheck.review.view import RULE, FilterError, Group, View, like, parse, tally


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    tmp_path = tmp_path_factory.mktemp("desk")  # a path that no filter of these tests is like
    (tmp_path / "gate.txt").write_text("The Big Boss heard nine per cent.\nHe paid under the counter.\n", "utf-8")
    (tmp_path / "tower.txt").write_text("Ten per cent met a Big Boss and the Big Boss.\n", "utf-8")
    return sit_down(tmp_path, "gate.txt", "tower.txt")


def shown(desk: Desk, text: str) -> list[str]:
    test = parse(text)
    return [f"{Path(entry.file.path).name[0]}:{entry.text}" for entry in desk if test(entry)]


BOSS, CENT, COUNTER = "g:Big Boss", "g:per cent", "g:under the counter"
TOWER = ["t:per cent", "t:Big Boss", "t:Big Boss"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", [BOSS, CENT, COUNTER, *TOWER]),
        ("boss", [BOSS, *TOWER[1:]]),
        ('"big boss" gate', [BOSS]),
        ("rule:cent", [CENT, TOWER[0]]),
        ("family:title file:tower", TOWER[1:]),
        ("severity:critical", [COUNTER]),
        ("certainty:possible", [COUNTER]),
        ("-file:tower -text:boss", [CENT, COUNTER]),
        ("is:fixable file:gate", [BOSS, CENT]),
        ("is:", [BOSS, CENT, COUNTER, *TOWER]),
        ('"unclosed gate', []),
        ("nothing-like-it", []),
    ],
)
def test_filters(desk: Desk, text: str, wanted: list[str]) -> None:
    assert shown(desk, text) == wanted


@pytest.mark.parametrize("text", ["is:undecided", "severity:grave", "certainty:sure"])
def test_filters_that_cannot_be_understood(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text)


def test_states(desk: Desk) -> None:
    first, second, third, *_ = desk
    decide(desk, first, "accept")
    decide(desk, second, "reject")
    decide(desk, third, "edit")
    assert [len(shown(desk, f"is:{state}")) for state in ("open", "accepted", "rejected", "edited", "skipped")] == [
        3,
        1,
        1,
        1,
        0,
    ]
    assert len(shown(desk, "is:unwritten")) == 2
    desk.write(desk.files[0])
    assert len(shown(desk, "is:written")) == 2 and shown(desk, "is:unwritten") == []


def walk(view: View, turn: Callable[[View, object], object], steps: int) -> list[int]:
    """The places of findings in the order in which they are come upon."""
    found, here = [], view.entries[0]
    for _ in range(steps):
        here = turn(view, here)  # type: ignore[assignment]
        found.append(view.entries.index(here))
    return found


def test_walking(desk: Desk) -> None:
    view = View()
    view.fill(desk)
    assert [isinstance(row, Group) for row in view.rows] == [True, False, False, False, True, False, False, False]
    assert view.step(None, 1) is view.entries[0]
    assert walk(view, lambda view, here: view.step(here, 2), 4) == [2, 4, 5, 5]  # type: ignore[arg-type]
    assert walk(view, lambda view, here: view.next_group(here), 3) == [3, 0, 3]  # type: ignore[arg-type]
    assert view.next_group(None) is view.entries[0] and view.next_group(None, -1) is view.entries[3]
    decide(desk, view.entries[1], "skip")
    assert walk(view, lambda view, here: view.seek(here, 1, lambda entry: entry.is_open), 6) == [2, 3, 4, 5, 0, 2]  # type: ignore[arg-type]
    assert walk(view, lambda view, here: view.seek(here, -1, lambda entry: entry.is_open), 2) == [5, 4]  # type: ignore[arg-type]
    assert view.seek(view.entries[0], 1, lambda _: False) is None


def test_by_rule_the_most_frequent_comes_first(desk: Desk) -> None:
    view = View()
    view.by = RULE
    view.fill(desk)
    assert [row.name for row in view.rows if isinstance(row, Group)] == [
        "title/big-boss",
        "format/per-cent",
        "calque/under-the-counter",
    ]


def test_an_empty_view(desk: Desk) -> None:
    view = View()
    view.narrow("nothing-like-it")
    view.fill(desk)
    assert view.rows == [] and view.step(None, 1) is view.next_group(None) is view.seek(None, 1, lambda _: True) is None


def test_what_is_like_a_finding(desk: Desk) -> None:
    first = next(iter(desk))
    assert len(like(first, desk, same_text=True)) == 3
    decide(desk, first, "reject")
    assert len(like(first, desk, same_text=False)) == 2
    assert tally(list(desk), 1)[0].startswith("3 in ") and tally(list(desk), 1)[1] == "and in 1 more files"
