"""`tqcheck glossary learn` and `undo`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dialogue import converse
from journals import decision

from tqcheck import config, glossary
from tqcheck.decisions import Journal

Runner = Callable[..., Any]
TERMS = '[[concept]]\nid = "hashd"\n[concept.en]\npreferred = "Hashd"\n'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a glossary, and a journal in which three things recur."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tqcheck.toml").write_text('glossaries = ["terms.toml"]\njournal = "decisions.jsonl"\n', "utf-8")
    (tmp_path / "terms.toml").write_text(TERMS, "utf-8")
    Journal(tmp_path / "decisions.jsonl").append(
        *(decision("edit", "Hachd", "Hashd", path=f"{n}.md") for n in range(5)),
        *(decision("edit", "Zivou", "Zivu", path=f"{n}.md") for n in range(4)),
        *(decision("reject", "the Guide", rule="title/supreme-guide") for _ in range(3)),
    )
    return tmp_path


def test_it_tells_and_takes_nothing(house: Path, run: Runner) -> None:
    done = run("glossary", "learn")
    assert done.code == 0 and "note: nothing was taken; --accept KEY takes a proposal" in done.err
    lines = done.out.splitlines()
    assert [line[10:] for line in lines] == [
        "hashd: “Hashd”, not “Hachd”", "so in 5 of 5 places by Ada: 0.md, 1.md, 2.md and 2 more",
        "new concept: “Zivu”, not “Zivou”", "so in 4 of 4 places by Ada: 0.md, 1.md, 2.md and 1 more",
        "title/supreme-guide is to leave “the Guide” alone", lines[5][10:],
    ]  # fmt: skip
    assert (house / "terms.toml").read_text("utf-8") == TERMS


def test_what_is_accepted_enters_and_undo_takes_it_back(house: Path, run: Runner) -> None:
    before = (house / "terms.toml").read_bytes(), (house / "tqcheck.toml").read_bytes()
    keys = [json.loads(line)["key"] for line in run("glossary", "learn", "--format", "jsonl").out.splitlines()]
    done = run("glossary", "learn", "--accept", keys[0], "--accept", keys[1])
    assert done == (0, "terms.toml: hashd: “Hashd”, not “Hachd”\nterms.toml: new concept: “Zivu”, not “Zivou”\n", "")
    assert glossary.read(house / "terms.toml")["zivu"].terms["en"].forbidden == ("Zivou",)
    assert "Zivou" in run("check", "-q", "--select", "term", "-", stdin=b"The Zivou rose.\n").out
    assert (
        run("glossary", "learn", "--accept", "all").out == "tqcheck.toml: title/supreme-guide is to leave “the Guide” alone\n"
    )
    assert config.load(house / "tqcheck.toml").exceptions[0].reason == "rejected 3 times by Ada"
    assert run("glossary", "learn").out == ""
    assert run("glossary", "undo").out == "Taken back: title/supreme-guide is to leave “the Guide” alone\n"
    assert run("glossary", "undo").out.count("Taken back") == 2
    assert ((house / "terms.toml").read_bytes(), (house / "tqcheck.toml").read_bytes()) == before
    assert "nothing was learnt that could be taken back" in run("glossary", "undo").err


def test_each_is_asked_about_at_a_terminal(house: Path) -> None:
    turns = [("1 of 3: hashd: “Hashd”", "what"), ("'what' is none of these", "r"), ("2 of 3: new concept", "e"),
             ("Write not [Zivou]", ""), ("but [Zivu]", "Zivu River"), ("3 of 3: title/supreme-guide", "a")]  # fmt: skip
    said = converse(["glossary", "learn"], turns, house)
    assert said.code == 0, said.screen
    found = glossary.read(house / "terms.toml")
    assert found["zivu-river"].terms["en"].forbidden == ("Zivou",) and not found["hashd"].terms["en"].forbidden
    assert config.load(house / "tqcheck.toml").exceptions[0].text == "the Guide"
    assert "hashd" not in converse(["glossary", "learn"], [], house).screen


def test_quitting_and_an_interrupt_keep_what_was_taken(house: Path) -> None:
    assert converse(["glossary", "learn"], [("1 of 3", "a"), ("2 of 3", "q")], house).code == 0
    assert glossary.read(house / "terms.toml")["hashd"].terms["en"].forbidden == ("Hachd",)
    said = converse(["glossary", "learn"], [("1 of 2", "s"), ("2 of 2", "\x03")], house)
    assert said.code == 130 and "Traceback" not in said.screen


def test_it_learns_from_edited_texts(house: Path, run: Runner) -> None:
    for folder, word in (("mt", "Alburg"), ("post", "Elburg")):
        (house / folder).mkdir()
        for number in range(3):
            text = f"The {word} number {number} stands near the river.\nNobody saw it.\n"
            (house / folder / f"{number}.txt").write_text(text, "utf-8")
    done = run("glossary", "learn", "--from-edits", "mt", "post")
    assert "new concept: “Elburg”, not “Alburg”\n          so in 3 of 3 places: " in done.out
    assert "note: learning from edited texts is experimental" in done.err
    assert run("glossary", "learn", "--from-edits", "mt", "post", "--accept", "all").code == 0
    assert "elburg" in glossary.read(house / "terms.toml")
    (house / "post" / "2.txt").write_text("One line.\n", "utf-8")
    assert "post/2.txt: has 1 segments, mt/2.txt 2" in run("glossary", "learn", "--from-edits", "mt", "post").err
    (house / "post" / "2.txt").unlink()
    assert "post: has no 2.txt, unlike mt" in run("glossary", "learn", "--from-edits", "mt", "post").err
    (house / "post" / "more").mkdir()
    (house / "mt" / "2.txt").rename(house / "post" / "more" / "9.txt")
    assert "mt: has no more/9.txt, unlike post" in run("glossary", "learn", "--from-edits", "mt", "post").err
    assert run("glossary", "learn", "--from-edits", "mt/0.txt", "post/0.txt", "--least", "2").code == 0


def test_rules_that_people_reject_are_noted_and_nothing_more(house: Path, run: Runner) -> None:
    Journal(house / "decisions.jsonl").append(*(decision("reject", f"boss {n}", rule="title/supreme-guide") for n in range(3)))
    done = run("glossary", "learn", "--format", "jsonl")
    assert (
        "note: title/supreme-guide was rejected in 6 of 6 findings; `ignore` in the configuration switches a rule off"
        in done.err
    )
    assert "name/drift was" not in done.err
    assert [json.loads(line)["kind"] for line in done.out.splitlines()] == ["forbidden", "concept", "exception"]


def test_no_exception_is_made_for_a_rule_that_is_no_more(house: Path, run: Runner) -> None:
    Journal(house / "decisions.jsonl").append(*(decision("reject", "my boss", rule="title/gone") for _ in range(3)))
    assert "my boss" not in run("glossary", "learn").out
    assert run("glossary", "learn", "--accept", "all").code == 0
    assert run("check", "-q", "-", stdin=b"The mill stood.\n") == (0, "", "")


def test_nothing_of_a_journal_steers_the_terminal(house: Path, run: Runner) -> None:
    Journal(house / "decisions.jsonl").append(
        *(decision("edit", "Ga\x1b[2Jou", "Gau", path=f"\x1b{n}.md", actor="E\x07ve") for n in range(9))
    )
    for command in (["glossary", "learn"], ["stats"], ["stats", "--by", "person"], ["stats", "--by", "path"]):
        done = run(*command)
        assert done.code == 0 and not set(done.out + done.err) & {"\x1b", "\x07"}, command


def test_an_exception_for_one_path_is_none_for_all(house: Path, run: Runner) -> None:
    with (house / "tqcheck.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[ignore]]\nrule = "title/supreme-guide"\ntext = "the Guide"\npath = "a.md"\n')
    assert "title/supreme-guide is to leave “the Guide” alone" in run("glossary", "learn").out


def test_it_refuses(house: Path, run: Runner) -> None:
    done = run("glossary", "learn", "--accept", "12345678")
    assert done.code == 2 and "no proposal has the key '12345678'" in done.err
    (house / "tqcheck.toml").write_text('glossaries = ["terms.toml"]\n', "utf-8")
    assert "no journal is named" in run("glossary", "learn").err
    (house / "tqcheck.toml").write_text('journal = "decisions.jsonl"\n', "utf-8")
    assert "no glossary is named" in run("glossary", "learn").err
