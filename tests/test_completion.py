"""Completion in the shells themselves: the script is read by an interactive bash, zsh or fish, and TAB is pressed.

Skipped where a shell or tmux is missing; `.ci/run` installs them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from terminal import Terminal

from tqcheck.cli.completing import SHELLS
from tqcheck.report import REPORTS

BIN = Path(sys.executable).parent
READ = {
    "bash": (("bash", "--norc", "-i"), 'eval "$(tqcheck completion bash)"'),
    "zsh": (("zsh", "-f", "-i"), 'autoload -U compinit; compinit -u -D; eval "$(tqcheck completion zsh)"'),
    "fish": (("fish", "--no-config", "-i"), "tqcheck completion fish | source"),
}
"""How a shell is started without anybody's settings, and what it is told then."""
Runner = Callable[..., Any]


@pytest.fixture(params=READ)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """A shell that has read the script, in a folder with a text."""
    for program in ("tmux", request.param):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "gate.txt").write_text("He opened the the gate.\n", "utf-8")
    start, told = READ[request.param]
    terminal = Terminal(tmp_path, *start, PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}", HOME=str(tmp_path))
    terminal.type(f"{told}; echo ready ' ' steady")
    terminal.press("Enter")
    terminal.until("ready   steady")
    yield terminal
    terminal.close()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("tqcheck che", "tqcheck check "),
        ("tqcheck check --unsa", "tqcheck check --unsafe-fixes "),
        ("tqcheck check --style econ", "tqcheck check --style economist "),
        ("tqcheck explain title/supreme-g", "tqcheck explain title/supreme-guide "),
        ("tqcheck check --select calque,title/supreme-g", "tqcheck check --select calque,title/supreme-guide "),
        ("tqcheck check --ignore=title/supreme-g", "tqcheck check --ignore=title/supreme-guide "),
        ("tqcheck check drafts/ga", "tqcheck check drafts/gate.txt "),
        ("tqcheck check --config drafts/ga", "tqcheck check --config drafts/gate.txt "),
        ("tqcheck check --config=drafts/ga", "tqcheck check --config=drafts/gate.txt "),
        ("tqcheck check --output sar", "tqcheck check --output sarif="),
        ("tqcheck check --output jsonl=drafts/ga", "tqcheck check --output jsonl=drafts/gate.txt "),
        ("tqcheck glossary aud", "tqcheck glossary audit "),
        ("tqcheck names prefe", "tqcheck names prefer "),
        ("tqcheck names drafts/ga", "tqcheck names drafts/gate.txt "),
    ],
)
def test_tab_completes(shell: Terminal, typed: str, completed: str) -> None:
    shell.type(typed)
    shell.press("Tab")
    shell.until(completed.rstrip())
    shell.type("X")
    assert "Traceback" not in shell.until(f"{completed}X")


def asked(words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """What bash is told of the last word of a command line; a space after it begins a new one."""
    count = len(words.split()) - (not words.endswith(" "))
    environment = os.environ | {"_TQCHECK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)} | more
    command = [sys.executable, "-m", "tqcheck"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def offered(words: str) -> list[str]:
    """What may stand in place of the last word."""
    done = asked(words)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line.startswith("plain,")]


def wants_file(words: str) -> bool:
    """Whether the shell is to offer files."""
    return asked(words).stdout.startswith("file,")


def test_commands_of_groups_and_their_options(tree: Path) -> None:
    assert offered("tqcheck na") == ["names"]
    assert {"list", "audit", "undo"} < set(offered("tqcheck glossary "))
    assert offered("tqcheck glossary audit --cor") == ["--corpus"]
    assert set(offered("tqcheck names ")) == {"report", "learn", "show", "prefer", "forget"}
    assert offered("tqcheck names --al") == ["--all"]
    assert set(offered("tqcheck completion ")) == set(SHELLS) == set(READ)
    assert offered("tqcheck check --min-severity m") == ["minor", "major"]


def test_rules_and_families(tree: Path) -> None:
    families = offered("tqcheck explain ")
    assert {"calque", "title", "suppress"} < set(families) and not [name for name in families if "/" in name]
    assert offered("tqcheck explain suppress/unu") == ["suppress/unused"]
    for option in ("--select", "--extend-select", "--ignore"):
        assert offered(f"tqcheck check {option} title/big-b") == ["title/big-boss"], "the house's own"
        assert offered(f"tqcheck check {option} title,capitals,titl")[0].startswith("title,capitals,title/")
        assert offered(f"tqcheck check {option} = title/big-b") == ["title/big-boss"], "bash cuts at ="
    assert offered("tqcheck review --only title/big-b") == ["title/big-boss"]
    assert {"test", "tense", "term"} < set(offered("tqcheck rules te"))


def test_files_where_the_help_says_so(tree: Path) -> None:
    for words in (
        "check ",
        "check a.txt b",
        "check --config ",
        "review --findings x",
        "evaluate ",
        "evaluate gold.tsv ",
        "score ",
        "score --ref x",
        "names learn ",
        "names --ledger ",
        "glossary import ",
        "glossary list --glossary ",
        "rules test ",
    ):
        assert wants_file(f"tqcheck {words}"), words
    assert not wants_file("tqcheck explain ")


def test_metrics(tree: Path) -> None:
    assert offered("tqcheck score --metrics ") == ["bleu", "chrf", "chrf++", "ter", "mqm"]
    assert offered("tqcheck score -m bleu,chr") == ["bleu,chrf", "bleu,chrf++"]
    assert offered("tqcheck score --metrics = mqm,mq") == []


def test_forms_of_reports(tree: Path) -> None:
    assert set(offered("tqcheck check --format ")) == set(REPORTS)


def test_forms_of_outputs(tree: Path) -> None:
    assert set(offered("tqcheck check --output jso")) == {"json=", "jsonl="}
    assert wants_file("tqcheck check --output jsonl = out")


def test_rules_come_quickly_though_nothing_is_kept(tree: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    done = asked("tqcheck check --select calque,", XDG_CACHE_HOME=str(tmp_path / "empty"))
    assert "plain,calque,title" in done.stdout
    assert time.monotonic() - start < 1.5


@pytest.mark.parametrize(
    "words", ["tqcheck chekc ", "tqcheck glossary nosuch --", "tqcheck check --nosuch ", "tqcheck check 'unclosed", "tqcheck "]
)
def test_nothing_is_said_amid_what_somebody_types(tree: Path, words: str) -> None:
    assert asked(words).stderr == ""
    assert asked(words, COMP_CWORD="x").stderr == "" == asked(words, COMP_CWORD="x").stdout


@pytest.mark.parametrize("text", ["nonsense = 1\n", "[[[", "packs = ['nosuch/']\n", "packs = ['tqcheck.toml']\n"])
def test_shipped_rules_are_offered_where_the_house_has_a_fault(tree: Path, text: str) -> None:
    (tree / "tqcheck.toml").write_text(text)
    assert offered("tqcheck explain title/supreme-g") == ["title/supreme-guide"]


def test_the_rules_of_the_configuration_that_is_named(tree: Path) -> None:
    (tree / "tqcheck.toml").rename(tree / "other.toml")
    assert offered("tqcheck check --select title/big-b") == []
    assert offered("tqcheck check --config other.toml --select title/big-b") == ["title/big-boss"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_and_where_to_put_it(tmp_path: Path, run: Runner, shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "") and f"_TQCHECK_COMPLETE={shell}_complete" in done.out
    assert f"tqcheck completion {shell}" in run("completion", "--help").out


def test_an_unknown_shell(run: Runner) -> None:
    for args, told in ((("tcsh",), "'tcsh' is not one of 'bash', 'zsh', 'fish'"), ((), "Choose from: bash, zsh, fish")):
        done = run("completion", *args)
        assert (done.code, done.out) == (2, "") and told in done.err
