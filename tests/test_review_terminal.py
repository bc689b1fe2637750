"""The installed program reviews at a real terminal: tmux types, and what it shows and what the files hold is read.

Skipped where there is no tmux; `.ci/run` installs it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal

from tqcheck.decisions import Journal, standing

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")

ROOT = Path(__file__).parents[1]
TQCHECK = Path(sys.executable).parent / "tqcheck"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "tqcheck.toml").write_text("journal = 'decisions.jsonl'\n", "utf-8")
    found = Terminal(tmp_path)
    yield found
    found.close()


def decisions(folder: Path) -> list[str]:
    return [decision.decision for decision in standing(Journal(folder / "decisions.jsonl").read()).values()]


def test_a_session_is_played_killed_and_resumed(terminal: Terminal, tmp_path: Path) -> None:
    article = tmp_path / "samples" / "rally.txt"
    before = article.read_bytes()
    command = (str(TQCHECK), "review", "--from", "fr", str(article))

    terminal.run(*command)
    terminal.until("0/", "decided", "rally.txt", "▐", "a Accept")
    terminal.press("a", "r")
    terminal.until("2/", "1 to write")
    terminal.press("a")
    terminal.until("3/", "2 to write")
    for process in terminal.programs():
        os.kill(process, signal.SIGKILL)
    terminal.until("Killed")
    terminal.renew()
    assert decisions(tmp_path) == ["accept", "reject", "accept"] and article.read_bytes() == before

    terminal.run(*command)
    terminal.until("3/", "2 to write", "✓", "✗")
    terminal.press("w")
    terminal.until("Wrote 2 fixes in 1 file.")
    written = article.read_bytes()
    assert written != before
    terminal.press("u")
    terminal.until("Nothing was decided in this session")
    terminal.resize(20, 5)
    terminal.press("j", "j")
    terminal.resize(80, 24)
    terminal.until("a Accept")
    terminal.press("s", "q")
    terminal.until("findings:", "accepted", "1 rejected, 1 skipped", "left.", "seconds a finding", "Right, of those judged:")
    assert article.read_bytes() == written and sorted(decisions(tmp_path)) == ["accept", "accept", "reject", "skip"]
    terminal.until_over()


def test_a_text_from_standard_input_comes_out_corrected(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("He opened the the bridge.\n", "utf-8")
    terminal.type(f"{TQCHECK} review - < in.txt > out.txt; echo code $?")
    terminal.press("Enter")
    terminal.until("the the", "a Accept")
    terminal.press("a", "q")
    terminal.until("1 finding: 1 accepted.", "code 0")
    assert (tmp_path / "out.txt").read_text("utf-8") == "He opened the bridge.\n"


def test_an_article_is_pasted(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type(f"{TQCHECK} review - > out.txt; echo code $?")
    terminal.press("Enter")
    terminal.until("paste the text")
    terminal.type("She met the the mayor.")
    terminal.press("Enter", "C-d")
    terminal.until("a Accept", "▐")
    terminal.press("r", "q")
    terminal.until("1 rejected", "code 0")
    assert (tmp_path / "out.txt").read_text("utf-8") == "She met the the mayor.\n"


def test_an_editor_has_the_terminal_and_gives_it_back(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He opened the the bridge.\n", "utf-8")
    (tmp_path / "editor").write_text('#!/bin/sh\necho in the editor at $1\nread answer\necho $answer >> "$2"\n', "utf-8")
    (tmp_path / "editor").chmod(0o755)
    terminal.type(f"EDITOR=./editor VISUAL= {TQCHECK} review a.txt")
    terminal.press("Enter")
    terminal.until("a Accept", "▐")
    terminal.press("o")
    terminal.until("in the editor at +1")
    terminal.type("A new line.")
    terminal.press("Enter")
    terminal.until("a.txt was changed.", "A new line.")
    terminal.press("a", "w")
    terminal.until("Wrote 1 fix")
    assert (tmp_path / "a.txt").read_text("utf-8") == "He opened the bridge.\nA new line.\n"
    terminal.press("q")


def test_a_text_is_reviewed_beside_its_source(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.fr.txt").write_text("Le moulin a 12 roues.\nIl tourne depuis 1820.\n", "utf-8")
    (tmp_path / "a.txt").write_text("The mill has 12 wheels.\nIt has turned since 1920.\n", "utf-8")
    terminal.run(str(TQCHECK), "review", "--from", "fr", "a.txt", "--source", "a.fr.txt")
    terminal.until("depuis 1820.", "a Accept", "bitext/number-changed")
    terminal.press("a", "w")
    terminal.until("Wrote 1 fix")
    assert (tmp_path / "a.txt").read_text("utf-8") == "The mill has 12 wheels.\nIt has turned since 1820.\n"
    terminal.press("q")


def test_columns_and_states_choose_what_is_reviewed(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\tfr\ten\n1\tIl tourne depuis 1820.\tIt has turned since 1920.\n", "utf-8")
    terminal.run(str(TQCHECK), "review", "--from", "fr", "--columns", "fr,en", "a.tsv")
    terminal.until("depuis 1820.", "bitext/number-changed")
    terminal.press("a", "w", "q")
    terminal.until("1 finding: 1 accepted.")
    assert (tmp_path / "a.tsv").read_text("utf-8").endswith("\tIt has turned since 1820.\n")
    target = '<target state="new">It has turned since 1920.</target>'
    unit = f'<trans-unit id="1"><source>Il tourne depuis 1820.</source>{target}</trans-unit>'
    head = '<xliff version="1.2"><file source-language="fr" target-language="en" datatype="plaintext" original="a"><body>'
    (tmp_path / "a.xliff").write_text(f"{head}{unit}</body></file></xliff>", "utf-8")
    terminal.run(str(TQCHECK), "review", "--states", "final", "a.xliff")
    terminal.until("Nothing to review: no finding in 1 file.")


def test_ctrl_c_asks_before_it_leaves(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He opened the the bridge.\n", "utf-8")
    terminal.run(str(TQCHECK), "review", "a.txt")
    terminal.until("a Accept", "▐")
    terminal.press("a")
    terminal.until("1 to write")
    terminal.press("C-c")
    terminal.until("write, then quit")
    terminal.press("2")
    terminal.until("1 not written; `tqcheck review` goes on where you stopped.")
    assert (tmp_path / "a.txt").read_text("utf-8") == "He opened the the bridge.\n"


def test_all_is_painted_anew_when_the_terminal_went_small_and_back_unseen(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He opened the the bridge.\n", "utf-8")
    terminal.run("sh", "-c", f"{TQCHECK} review a.txt; true")  # a shell that waits takes no terminal from who stops
    terminal.until("0/1 decided", "a Accept", "▐")
    stopped = terminal.programs()[1:]
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    terminal.resize(20, 5)
    time.sleep(0.5)
    assert "a Accept" not in terminal.screen
    terminal.resize(80, 24)
    time.sleep(0.5)
    assert "a Accept" not in terminal.screen
    for process in stopped:
        os.kill(process, signal.SIGCONT)
    terminal.until("0/1 decided", "a Accept", "▐")


def test_what_there_is_nothing_to_stay_for(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "a.txt").write_text("He opened the the bridge.\n", "utf-8")
    for words, told in (
        (("nosuch.txt",), "nosuch.txt: no such file or folder"),
        (("picture.png",), "picture.png:1: is not text"),
        (("a.txt", "--source", "nosuch.fr.txt"), "nosuch.fr.txt: can't be read"),
        (("--only", "nosuch", "a.txt"), "unknown rule or family 'nosuch'"),
        (("--since", "main", "a.txt"), "lines that changed can't be told: not a git repository"),
        (("samples/clean-museum.txt",), "Nothing to review: no finding in 1 file."),
    ):
        terminal.type(f"{TQCHECK} review {shlex.join(words)}; echo code $?")
        terminal.press("Enter")
        terminal.until(told, f"code {0 if 'clean' in words[0] else 2}")
        terminal.renew()


def test_what_was_found_elsewhere_is_reviewed(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\nHe opened the the bridge.\n", "utf-8")
    terminal.type(f"{TQCHECK} check --format jsonl a.txt > ci.jsonl; {TQCHECK} review --findings ci.jsonl")
    terminal.press("Enter")
    terminal.until("a Accept", "▐the the▌", "0/1 decided")
    terminal.press("a", "q")
    terminal.until("write, then quit")
    terminal.press("1")
    terminal.until("1 finding: 1 accepted.", "1 written, in 1 file.")
    assert (tmp_path / "a.txt").read_text("utf-8") == "It rained.\nHe opened the bridge.\n"
