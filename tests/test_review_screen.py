"""Every key of the review screen does what it says: to the findings, to the journal, to the files."""

from __future__ import annotations

import os
import re
import resource
import stat
from pathlib import Path

import pytest
import stage
from stage import Stage, decided, play

from tqcheck.review.screen import keys

GATE = "The Big Boss spoke to nine per cent of us.\nNobody heard the Big Boss, and ten per cent left.\n"
TOWER = "At the tower the Big Boss waited.\n"
MENDED = "The Chief spoke to nine percent of us.\nNobody heard the Chief, and ten percent left.\n"
SCREENS = Path(__file__).parent / "data" / "screens"


@pytest.fixture
def house(tree: Path) -> Path:
    """A folder with two texts, whose findings are: Boss, cent, Boss, cent, Boss."""
    settings = tree / "tqcheck.toml"
    settings.write_text(settings.read_text("utf-8") + f"journal = '{stage.JOURNAL}'\n", "utf-8")
    (tree / "gate.txt").write_text(GATE, "utf-8")
    (tree / "tower.txt").write_text(TOWER, "utf-8")
    return tree


def read(path: Path) -> str:
    return path.read_bytes().decode()


def test_accepting_takes_the_first_fix_and_turns_to_the_next_finding(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("a")
        assert on.said == "Accepted: “Big Boss” → “Chief”."
        assert on.current.text == "per cent" and on.verdicts == ["accept", "", "", "", ""]
        assert decided(house) == [("accept", "Big Boss", "Chief")]
        assert read(house / "gate.txt") == GATE

    play(stage.app(house), part)


def test_a_number_accepts_that_alternative(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("2")
        assert decided(house) == [("accept", "Big Boss", "Head")]
        await on.press("5")
        assert on.said == "✗ no fix 5: only 1 offered" and len(decided(house)) == 1

    play(stage.app(house), part)


def test_rejecting_and_skipping_leave_the_text(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("r", "s", "w")
        assert on.verdicts == ["reject", "skip", "", "", ""] and on.said == "Nothing to write."
        assert decided(house) == [("reject", "Big Boss", "Big Boss"), ("skip", "per cent", "per cent")]
        assert read(house / "gate.txt") == GATE

    play(stage.app(house), part)


def test_editing_begins_with_the_fix_and_takes_what_is_typed(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("e", *" of all", "enter", "w")
        assert read(house / "gate.txt").startswith("The Chief of all spoke")
        assert decided(house) == [("edit", "Big Boss", "Chief of all")]
        await on.press("e", "escape")
        assert on.verdicts[1] == ""

    play(stage.app(house), part)


def test_typing_an_offered_fix_counts_as_accepting_it(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("e")
        await on.type("Head")
        await on.press("enter")
        assert decided(house) == [("accept", "Big Boss", "Head")]

    play(stage.app(house), part)


def test_accepting_what_has_no_fix_asks_for_one(house: Path) -> None:
    (house / "gate.txt").write_text("He paid under the counter.\n", "utf-8")
    (house / "tqcheck.toml").write_text(read(house / "tqcheck.toml") + "min-certainty = 'possible'\n", "utf-8")

    async def part(on: Stage) -> None:
        await on.press("a")
        await on.type("in secret")
        await on.press("enter", "w")
        assert read(house / "gate.txt") == "He paid in secret.\n"

    play(stage.app(house, "gate.txt"), part)


def test_going_about(house: Path) -> None:
    async def part(on: Stage) -> None:
        places = []
        for key in ("j", "down", "k", "up", "f", "F", "j", "r", "p", "n", "p"):
            await on.press(key)
            places.append(f"{on.current.file.path[0]}{on.current.line}{on.current.text[0]}")
        assert places == ["g1p", "g2B", "g1p", "g1B", "t1B", "g1B", "g1p", "g2B", "g1B", "g2B", "g1B"]

    play(stage.app(house), part)


def test_undoing_and_doing_again(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("u")
        assert "Nothing was decided" in on.said
        await on.press("a", "r", "u")
        assert on.said == "Undone: rejected “per cent”." and on.current.text == "per cent"
        assert decided(house) == [("accept", "Big Boss", "Chief")]
        await on.press("ctrl+r")
        assert on.verdicts == ["accept", "reject", "", "", ""] and len(decided(house)) == 2
        await on.press("ctrl+r")
        assert on.said == "Nothing was undone."
        await on.press("u", "u", "u")
        assert decided(house) == [] and on.verdicts == [""] * 5

    play(stage.app(house), part)


def test_undoing_what_was_written_gives_the_file_its_old_words_back(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("a", "a", "w")
        assert on.said == "Wrote 2 fixes in 1 file." and read(house / "gate.txt") != GATE
        await on.press("u")
        assert read(house / "gate.txt") == GATE.replace("Big Boss spoke", "Chief spoke")
        await on.press("u")
        assert read(house / "gate.txt") == GATE and on.verdicts == [""] * 5

    play(stage.app(house), part)


def test_accepting_all_tells_how_many_and_where(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("A")
        assert "all 3 of “Big Boss” → “Chief”" in on.screen and "2 in gate.txt" in on.screen
        await on.press("escape")
        assert on.verdicts == [""] * 5
        await on.press("A", "2")
        assert on.said == "Accepted 3 findings." and on.verdicts == ["accept", "", "accept", "", "accept"]
        await on.press("u")
        assert on.verdicts == [""] * 5 and decided(house) == []
        await on.press("A", "j", "k", "enter")
        assert on.verdicts == ["accept", "", "accept", "", "accept"]

    play(stage.app(house), part)


@pytest.mark.parametrize(
    ("option", "entry", "verdicts"),
    [
        ("1", {"rule": "title/big-boss", "path": "/gate.txt", "text": "Big Boss"}, ["reject", "", "ignore", "", ""]),
        ("2", {"rule": "title/big-boss", "path": "/gate.txt"}, ["reject", "", "ignore", "", ""]),
        ("3", {"rule": "title/big-boss", "text": "Big Boss"}, ["reject", "", "ignore", "", "ignore"]),
        ("4", {"rule": "title/big-boss"}, ["reject", "", "ignore", "", "ignore"]),
    ],
)
def test_ignoring_makes_an_exception(house: Path, option: str, entry: dict[str, str], verdicts: list[str]) -> None:
    from tqcheck import config

    before = read(house / "tqcheck.toml")

    async def part(on: Stage) -> None:
        await on.press("i", option)
        assert on.verdicts == verdicts and decided(house) == [("reject", "Big Boss", "Big Boss")]
        (made,) = config.load(house / "tqcheck.toml").exceptions
        assert {key: getattr(made, key) for key in ("rule", "path", "text") if getattr(made, key)} == entry
        assert made.reason == "agreed in review by Ada"
        await on.press("u")
        assert on.verdicts == [""] * 5 and read(house / "tqcheck.toml") == before
        await on.press("ctrl+r")
        assert on.verdicts == verdicts and config.load(house / "tqcheck.toml").exceptions == (made,)

    play(stage.app(house), part)


def test_ignoring_here_puts_a_comment_into_the_text(house: Path) -> None:
    (house / "gate.md").write_text("# Gate\n\n* The Big Boss *spoke*.\n\nAgain the Big Boss.\n", "utf-8")

    async def part(on: Stage) -> None:
        await on.press("i", "1")
        assert on.verdicts == ["reject", ""]
        await on.press("a", "w", "u", "u")
        assert on.verdicts == ["", ""] and read(house / "gate.md") == before
        await on.press("i", "1", "a", "q", "2")

    before = read(house / "gate.md")
    play(stage.app(house, "gate.md"), part)
    text = read(house / "gate.md")
    assert text == "# Gate\n\n* The Big Boss *spoke*. <!-- tqcheck: ignore title/big-boss -->\n\nAgain the Big Boss.\n"


def test_sending_to_the_glossary(house: Path) -> None:
    from tqcheck import glossary

    (house / "terms").mkdir()

    async def without(on: Stage) -> None:
        await on.press("g")
        assert on.said == "✗ no glossary is named; set `glossaries` in tqcheck.toml"

    play(stage.app(house), without)
    (house / "tqcheck.toml").write_text(read(house / "tqcheck.toml") + "glossaries = ['terms']\n", "utf-8")

    async def part(on: Stage) -> None:
        await on.press("g")
        assert "Chief" in on.screen and "Big Boss" in on.screen
        await on.press("tab", "tab")
        await on.type("patron")
        await on.press("enter")
        concept = glossary.load([house / "terms"])["chief"]
        assert concept.terms["en"].preferred == "Chief" and concept.terms["en"].forbidden == ("Big Boss",)
        assert concept.terms["fr"].preferred == "patron"
        await on.press("u")
        assert glossary.load([house / "terms"]) == {}
        await on.press("g", "escape")
        assert glossary.load([house / "terms"]) == {}

    play(stage.app(house), part)


def test_a_name_is_spelled_in_one_form_everywhere(tree: Path) -> None:
    (tree / "tqcheck.toml").write_text(f"select = ['name']\njournal = '{stage.JOURNAL}'\n", "utf-8")
    (tree / "a.txt").write_text(
        "The fair was opened by Nour Choukri.\nFew had heard of Shukri.\nBy noon Choukri left.\n", "utf-8"
    )
    (tree / "b.txt").write_text("Later Shukri came back.\n", "utf-8")

    async def part(on: Stage) -> None:
        await on.press("f", "j", "c")
        assert "Shukri" in on.screen and "Choukri" in on.screen and "By noon" in on.screen
        await on.press("escape")
        on.app.main.session.go(next(entry for entry in on.app.desk if entry.text == "Choukri"))
        await on.press("c", "2")
        assert "“Choukri” it is" in on.said
        await on.press("w")
        assert read(tree / "b.txt") == "Later Choukri came back.\n" and "of Choukri." in read(tree / "a.txt")
        await on.press("u")
        assert read(tree / "b.txt") == "Later Shukri came back.\n"

    play(stage.app(tree), part)


def test_filtering_follows_every_key(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("slash", *"rule:cent")
        assert "2 findings like 'rule:cent'" in on.screen
        await on.press("enter")
        assert on.current.text == "per cent" and "0/2 decided" in on.screen
        await on.press("slash")
        await on.type("is:nonsense")
        assert "no state 'nonsense'" in on.screen
        await on.press("enter")
        assert on.said.startswith("✗ no state") and "0/2 decided" in on.screen
        await on.press("slash")
        await on.type("tower")
        await on.press("escape")
        assert "0/2 decided" in on.screen
        await on.press("escape")
        assert "0/5 decided" in on.screen

    play(stage.app(house), part)


def test_listing_by_rule(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("tab")
        assert on.said == "Listed by rule." and "title/big-boss 0/3" in on.screen
        await on.press("f")
        assert on.current.rule == "format/per-cent"
        await on.press("tab")
        assert "gate.txt 0/4" in on.screen

    play(stage.app(house), part)


def editor(folder: Path, script: str) -> str:
    """A program of a person's own that edits the file it is given."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_opening_an_editor_at_the_line(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(house, 'echo "$1" > told; sed -i \'1i A new first line.\' "$2"'))

    async def part(on: Stage) -> None:
        await on.press("a", "j", "j", "o")
        assert read(house / "told") == "+2\n" and on.said == "gate.txt was changed."
        assert [entry.line for entry in on.app.desk.files[0].entries] == [2, 2, 3, 3]
        await on.press("w")
        assert read(house / "gate.txt") == "A new first line.\n" + GATE.replace("Big Boss spoke", "Chief spoke")

    play(stage.app(house), part)


@pytest.mark.parametrize(
    ("command", "said"),
    [("no-such-editor", "no-such-editor can't be run"), ("false", "false failed with 1"), ("'", "which can't be read")],
)
def test_an_editor_that_fails(house: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)

    async def part(on: Stage) -> None:
        await on.press("a", "o")
        assert said in on.said and on.verdicts[0] == "accept"

    play(stage.app(house), part)


def test_what_no_longer_fits_is_shown_and_not_written(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("A", "2")
        (house / "gate.txt").write_text(GATE.replace("Nobody heard", "Everybody heard"), "utf-8")
        await on.press("w")
        assert "Wrote 2 fixes in 2 files; 2 findings no longer fit" in on.said
        assert read(house / "gate.txt") == GATE.replace("Nobody", "Everybody").replace("Big Boss spoke", "Chief spoke")
        await on.press("slash", *"is:unfit", "enter")
        assert "no longer fits: the text was changed here" in re.sub(r"\s+", " ", on.screen)
        await on.press("a")
        assert on.said.startswith("✗ ")

    play(stage.app(house), part)


def test_a_file_that_is_gone_loses_no_decision(house: Path) -> None:
    async def part(on: Stage) -> None:
        await on.press("A", "2")
        (house / "gate.txt").unlink()
        await on.press("w")
        assert on.said.startswith("✗ Wrote 1 fix in 1 file, but; gate.txt: can't be read") or "gate.txt" in on.said
        assert not (house / "gate.txt").exists() and len(decided(house)) == 3
        (house / "gate.txt").write_text(GATE, "utf-8")
        await on.press("w")
        assert read(house / "gate.txt") == GATE.replace("Big Boss", "Chief")

    play(stage.app(house), part)


def test_a_journal_that_cannot_be_written_decides_nothing(house: Path) -> None:
    async def part(on: Stage) -> None:
        on.app.desk.journal.path = Path("/dev/full")
        await on.press("a")
        assert "No space left on device" in on.said and on.verdicts == [""] * 5
        await on.press("A", "1")
        assert "No space left on device" in on.said and on.verdicts == [""] * 5

    play(stage.app(house), part)


def test_a_full_disk_leaves_the_file_as_it_is(house: Path) -> None:
    long = GATE + "It rained.\n" * 1000
    (house / "gate.txt").write_text(long, "utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    async def part(on: Stage) -> None:
        await on.press("a")
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(long) // 2, hard))
        try:
            await on.press("a", "w")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert on.said.startswith("✗ ") and "File too large; it is as it was" in on.said
        assert read(house / "gate.txt") == long and on.verdicts[:2] == ["accept", "accept"] and len(decided(house)) == 2
        assert sorted(path.name for path in house.iterdir()) == ["decisions.jsonl", "gate.txt", "tower.txt", "tqcheck.toml"]
        await on.press("w")
        assert on.said == "Wrote 2 fixes in 1 file."

    play(stage.app(house), part)


def test_starting_again_goes_on_where_it_stopped(house: Path) -> None:
    async def first(on: Stage) -> None:
        await on.press("a", "r", "e")
        await on.type("Director")
        await on.press("enter")

    async def second(on: Stage) -> None:
        assert on.verdicts == ["accept", "reject", "edit", "", ""] and on.current.column == 36
        await on.press("w")
        assert read(house / "gate.txt") == GATE.replace("Big Boss spoke", "Chief spoke").replace("Big Boss,", "Director,")

    async def third(on: Stage) -> None:
        assert on.verdicts == ["reject", "", ""]

    for part in (first, second, third):
        play(stage.app(house), part)


def test_leaving_asks_where_something_is_to_be_written(house: Path) -> None:
    async def stay(on: Stage) -> None:
        await on.press("a", "q", "escape")
        assert on.app.is_running and on.app.return_value is None
        await on.press("q", "2")
        assert not on.app._running or on.app._exit

    async def write(on: Stage) -> None:
        await on.press("a", "q", "1")

    play(stage.app(house), stay)
    assert read(house / "gate.txt") == GATE
    play(stage.app(house), write)
    assert read(house / "gate.txt") == GATE.replace("Big Boss spoke", "Chief spoke").replace("nine per cent", "nine percent")


def test_a_whole_article_reviewed_by_keys_is_clean(house: Path) -> None:
    from tqcheck import config
    from tqcheck.engine import Checker

    async def part(on: Stage) -> None:
        await on.press(*"aaaaa", "w")
        assert on.said == "Wrote 5 fixes in 2 files."

    play(stage.app(house), part)
    assert read(house / "gate.txt") == MENDED
    assert list(Checker(config.load(house / "tqcheck.toml")).check_file("gate.txt")) == []


def test_samples_reviewed_by_keys_hold_no_accepted_finding(tree: Path) -> None:
    """Of the findings of a sample, whose rules are the shipped ones, those that are accepted are gone; the others stay."""
    from tqcheck.engine import Checker

    sample = Path(__file__).parents[1] / "samples" / "rally.txt"
    (tree / "tqcheck.toml").write_text(f"from = 'fr'\njournal = '{stage.JOURNAL}'\n", "utf-8")
    (tree / "rally.txt").write_bytes(sample.read_bytes())
    settings = {"source": "fr"}
    before = Checker(**settings).check_file("rally.txt")

    async def part(on: Stage) -> None:
        for _ in range(len(before)):
            await on.press("a" if on.current.fixes else "r")
        await on.press("w")
        assert "" not in on.verdicts

    play(stage.app(tree, "rally.txt"), part)
    accepted = {(item.rule, item.before) for item in stage.journal(tree).read() if item.decision == "accept"}
    left = {(finding.rule.id, finding.text) for finding in Checker(**settings).check_file("rally.txt")}
    assert accepted and left.isdisjoint(accepted)


def test_the_mouse_works(house: Path) -> None:
    async def part(on: Stage) -> None:
        rows = on.screen.splitlines()
        await on.click(5, next(y for y, row in enumerate(rows) if row.startswith("tower.txt")) + 1)
        assert on.current.file.path == "tower.txt"
        rows = on.screen.splitlines()
        await on.click(rows[-1].index("Skip"), len(rows) - 1)
        assert on.verdicts[-1] == "skip"
        y = next(y for y, row in enumerate(on.screen.splitlines()) if "nine per cent" in row)
        await on.click(on.screen.splitlines()[y].index("per cent"), y)
        assert (on.current.text, on.current.line) == ("per cent", 1)

    play(stage.app(house), part)


def test_scrolling_the_text(house: Path) -> None:
    (house / "gate.txt").write_text(GATE + "".join(f"Line {number}.\n" for number in range(3, 60)), "utf-8")

    async def part(on: Stage) -> None:
        assert "Line 30." not in on.screen
        await on.press(*["pagedown"] * 3)
        assert "Line 30." in on.screen
        await on.press(*["pageup"] * 3)
        assert "Line 30." not in on.screen and "Big Boss" in on.screen

    play(stage.app(house), part)


def test_help_problems_and_palette_have_everything(house: Path) -> None:
    (house / "bad.txt").write_bytes(b"a\0b")

    async def part(on: Stage) -> None:
        await on.press("question_mark")
        assert all(key.told[:20] in keys.help_text() for key in keys.KEYS) and "accept the first fix" in on.screen
        await on.press("escape", "exclamation_mark")
        assert "bad.txt:1: is not text" in on.screen
        await on.press("escape", "ctrl+p")
        await on.press(*"reject: the finding", "enter", "enter")
        assert on.verdicts[0] == "reject"
        titles = {command.title for command in on.app.get_system_commands(on.app.screen)}
        assert {key.name for key in keys.KEYS} <= titles

    play(stage.app(house), part)


def test_light_and_dark(house: Path) -> None:
    async def part(on: Stage) -> None:
        dark = on.app.current_theme.dark
        await on.press("t")
        assert on.app.current_theme.dark is not dark
        await on.press("t")
        assert on.app.current_theme.dark is dark

    play(stage.app(house), part)


def test_every_action_of_the_table_is_a_key_of_the_screen() -> None:
    from tqcheck.review.screen.main import Main

    for key in keys.KEYS:
        assert hasattr(Main, f"action_{key.action.partition('(')[0]}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_screens_look_as_they_did(house: Path, size: tuple[int, int]) -> None:
    """The screens of a short session; `UPDATE_SCREENS=1` writes them anew: read the difference."""
    screens: list[str] = []

    async def part(on: Stage) -> None:
        for pressed in ((), ("a", "r", "s"), ("A",), ("escape", "w"), ("i",), ("escape", "question_mark"), ("escape", "tab")):
            await on.press(*pressed)
            screens.append(f"== {' '.join(pressed)}\n{on.screen}")

    play(stage.app(house), part, size)
    golden = SCREENS / f"{size[0]}x{size[1]}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("".join(screens), "utf-8")
    assert "".join(screens) == golden.read_text("utf-8")


def test_the_readme_shows_a_screen_of_these() -> None:
    _, _, screen, *_ = (SCREENS / "80x24.txt").read_text("utf-8").split("== ")
    assert screen.removeprefix("a r s\n") in (Path(__file__).parents[1] / "README.md").read_text("utf-8")


HOSTILE = (
    "The Big \x1b]0;pwned\x07Boss and the Big Boss \x1b[31mred\x1b[0m.\n"
    "Then \u202etxet dias\u202c the Big Boss, and [bold]the Big Boss[/bold] [/] at [link=x]nine per cent[/link].\n"
    "日本語の the Big Boss 🎉 e\u0301\u0301 the\x00\x9b31m Big Boss\ttab\n"
)


def test_nothing_of_a_text_steers_the_terminal(house: Path) -> None:
    (house / "[red]gate.txt").write_text(HOSTILE.replace("\x00", ""), "utf-8")

    async def part(on: Stage) -> None:
        for pressed in ((), "a", "r", "A", "escape", "i", "escape", "e", "escape", "tab", "slash", "escape"):
            await on.press(*([pressed] if pressed else ()))
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", on.screen), pressed
        assert "[bold]the" in on.screen and "<U+202E>" in on.screen

    play(stage.app(house, "[red]gate.txt"), part)


def test_what_steers_the_terminal_is_not_offered_for_typing(house: Path) -> None:
    (house / "gate.txt").write_text("He paid under the counter.\n", "utf-8")
    (house / "tqcheck.toml").write_text(read(house / "tqcheck.toml") + "min-certainty = 'possible'\n", "utf-8")

    async def part(on: Stage) -> None:
        on.current.text = "under\x1b[31m \u202ethe\x9b counter"
        await on.press("e")
        assert "under[31m the counter" in on.screen and not re.search(r"[\x1b\x9b\u202e]", on.screen)

    play(stage.app(house, "gate.txt"), part)


def test_any_size_of_terminal(house: Path) -> None:
    async def part(on: Stage) -> None:
        for size in ((20, 5), (1, 1), (300, 3), (5, 60), (80, 24)):
            await on.resize(*size)
            await on.press("j", "question_mark", "escape", "A", "escape")
        await on.press("a")
        assert "accept" in on.verdicts

    play(stage.app(house), part)


def test_a_line_of_300_000_characters(house: Path) -> None:
    (house / "gate.txt").write_text("So the Big Boss spoke to us. " * 10_000, "utf-8")

    async def part(on: Stage) -> None:
        await on.press("a", "j", "k", "r", "n")
        on.app.main.session.go(on.app.main.session.view.entries[-1])
        await on.press("a")
        assert on.verdicts[0] == "accept" and on.verdicts[-1] == "accept"
        await on.press("A", "1", "w")
        assert on.said == "Wrote 9,999 fixes in 1 file." and read(house / "gate.txt").count("Big Boss") == 1
        await on.press("u")
        assert read(house / "gate.txt").count("Big Boss") == 9_998

    play(stage.app(house, "gate.txt"), part)


def test_the_source_stands_beside_the_text_where_there_is_one(house: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n\n'
    unit = 'msgid "Le grand patron a parlé."\nmsgstr "The Big Boss spoke."\n'
    (house / "gate.po").write_text(header + unit, "utf-8")

    async def part(on: Stage) -> None:
        assert "Le grand patron" in on.screen
        await on.press("f")
        assert "Le grand patron" not in on.screen

    play(stage.app(house, "gate.po", "gate.txt"), part)
