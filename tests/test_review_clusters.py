"""A name that texts spell in several ways is brought to one form everywhere, whichever is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_review_desk import found

from tqcheck.config import Config
from tqcheck.decisions import Journal, settled
from tqcheck.engine import Checker
from tqcheck.review.clusters import Cluster
from tqcheck.review.desk import Desk
from tqcheck.review.session import Session

FAIR = "CHOUKRI OPENS FAIR\nThe fair was opened by Nour Choukri.\nFew had heard of Shukri.\nBy noon Choukri’s men left.\n"
LATER = "Later Shukri came back, and a Choukrist with Nour Shukri.\n"


def sit_down(folder: Path) -> Session:
    checker = Checker(select=("name",))
    desk = Desk(Config(root=folder), Journal(folder / "decisions.jsonl"), "Ada")
    for path in sorted(folder.glob("*.txt")):
        desk.take(str(path), path.read_bytes(), found(checker, path))
    session = Session(desk)
    session.refill()
    return session


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "fair.txt").write_text(FAIR, "utf-8")
    (tmp_path / "later.txt").write_text(LATER, "utf-8")
    return tmp_path


def named(session: Session, spelling: str) -> Cluster:
    return next(cluster for cluster in session.clusters() if spelling in cluster.spellings)


def texts(folder: Path) -> tuple[str, str]:
    return (folder / "fair.txt").read_text("utf-8"), (folder / "later.txt").read_text("utf-8")


def test_spellings_come_with_their_places(house: Path) -> None:
    spellings = named(sit_down(house), "Choukri").spellings
    assert list(spellings) == ["Shukri", "Choukri"]
    assert [len(mentions) for mentions in spellings.values()] == [2, 2]
    assert (spellings["Shukri"][0].before, spellings["Shukri"][0].after) == ("Few had heard of ", ".")
    assert spellings["Choukri"][0].text == "CHOUKRI"


def test_the_form_that_the_check_would_write(house: Path) -> None:
    session = sit_down(house)
    session.choose(named(session, "Choukri"), "Shukri")
    session.choose(named(session, "Nour Choukri"), "Nour Shukri")
    session.write()
    assert texts(house) == (FAIR.replace("Choukri", "Shukri").replace("CHOUKRI", "SHUKRI"), LATER)


def test_the_other_form(house: Path) -> None:
    session = sit_down(house)
    session.choose(named(session, "Choukri"), "Choukri")
    session.write()
    fair, later = texts(house)
    assert fair == FAIR.replace("Shukri", "Choukri")
    assert later == LATER.replace("Later Shukri", "Later Choukri")  # “Nour Shukri” is a name of its own
    assert {entry.verdict.decision for entry in session.desk if entry.text == "Choukri"} == {"reject"}


def test_a_longer_form_is_not_put_where_it_stands(house: Path) -> None:
    session = sit_down(house)
    session.choose(named(session, "Choukri"), "Nour Choukri")
    session.write()
    fair, later = texts(house)
    assert "opened by Nour Choukri." in fair and "By noon Nour Choukri’s" in fair and "with Nour Shukri." in later


def test_a_form_of_ones_own_and_back(house: Path) -> None:
    session = sit_down(house)
    session.choose(named(session, "Choukri"), "Choukry")
    before = sit_down(house)
    assert {entry.verdict.after for entry in before.desk if entry.mends} == {"Choukry", "CHOUKRY"}
    session.write()
    fair, later = texts(house)
    assert fair.startswith("CHOUKRY OPENS") and "By noon Choukry’s" in fair and later.startswith("Later Choukry came")
    session.undo()
    assert texts(house) == (FAIR, LATER)
    assert settled(Journal(house / "decisions.jsonl").read()) == []
    assert [entry for entry in session.view.entries if entry.made] == []


def test_another_choice_takes_the_first_one_back(house: Path) -> None:
    session = sit_down(house)
    for form in ("Choukri", "Shukri", "Choukri", "Shukri"):
        session.choose(named(session, "Choukri"), form)
    session.write()
    fair, later = texts(house)
    assert fair == FAIR.replace("By noon Choukri", "By noon Shukri").replace("CHOUKRI", "SHUKRI") and later == LATER
