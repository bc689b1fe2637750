"""What README.md and CONTRIBUTING.md say is true: their sessions are run, their tables and lists are compared with the code.

A `console` block holds commands (`$ …`) and what they print; all blocks of a section run in one new folder, in which stand
the samples and the section's named blocks (```toml tqcheck.toml). A line `...` stands for any lines.

    python tests/test_readme.py     put what the commands print today, and today's counts of rules, into both documents
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tqcheck import formats, packs, proof, report, suppress
from tqcheck.cli import COMMANDS
from tqcheck.cli.check import command as check
from tqcheck.cli.glossary import COMMANDS as GLOSSARY_COMMANDS
from tqcheck.cli.score import command as score
from tqcheck.config import reading

ROOT = Path(__file__).parents[1]
README, CONTRIBUTING = (ROOT / "README.md").read_text("utf-8"), (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING}
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
HASH = re.compile("(packs|glossaries):[0-9a-f]{8}")
"""A hash in a signature, which every change of a rule or term changes."""
SEVERAL = "` · `"
FAMILY_ROW = re.compile(r"^\| `(?P<family>[a-z-]+)` \| (?P<count>\d+) \|", re.MULTILINE)
SET_UP_AND_RUN = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/tqcheck check samples/"
SET_UP_AND_TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"


class Step(NamedTuple):
    """A command of a session, and what it prints."""

    command: str
    output: str


def sections(text: str) -> dict[str, str]:
    """The parts of a document by heading; what stands before the first one is named after the document."""
    parts = re.split(r"^##+ (.+)$", text, flags=re.MULTILINE)
    return dict(zip(["", *parts[1::2]], [parts[0], *parts[2::2]], strict=True))


def steps(session: str) -> Iterator[Step]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command, output)


def bash(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of a session; what it prints on either stream is its standard output."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


def play(section: str, folder: Path) -> Iterator[tuple[re.Match[str], Step, str]]:
    """Run the commands of a section; yields each with its block and with what it printed."""
    shutil.copytree(ROOT / "samples", folder / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"NO_COLOR": "1", "PATH": path}
    last = 0
    for block in BLOCK.finditer(section):
        if block["name"]:
            (folder / block["name"]).parent.mkdir(parents=True, exist_ok=True)
            (folder / block["name"]).write_text(block["body"], "utf-8")
        for step in steps(block["body"]) if block["kind"] == "console" else ():
            done = bash(f"(exit {last}); {step.command}", folder, environment)
            last = done.returncode
            yield block, step, done.stdout


def matches(told: str, printed: str) -> bool:
    """Whether a command printed what a document tells, `...` standing for any lines."""
    pattern = "".join("(?:.*\n)*" if line == "...\n" else re.escape(line) for line in told.splitlines(keepends=True))
    return re.fullmatch(HASH.sub(r"\1:[0-9a-f]{8}", pattern), printed) is not None


def counts() -> dict[str, int]:
    """How many rules each family has in the shipped packs."""
    return dict(sorted(Counter(rule.family for folder in packs.shipped() for rule in packs.load(folder).rules).items()))


PLAYED = [
    pytest.param(section, id=f"{name}-{heading}")
    for name, text in DOCUMENTS.items()
    for heading, section in sections(text).items()
    if "```console" in section
]


@pytest.mark.parametrize("section", PLAYED)
def test_sessions_print_what_they_are_said_to(section: str, tmp_path: Path) -> None:
    for _, step, printed in play(section, tmp_path):
        assert matches(step.output, printed), f"$ {step.command}\n{printed}"


def test_first_screen_shows_sentence_finding_and_fix() -> None:
    start = "\n".join(README.splitlines()[:40])
    commands = [step.command for block in BLOCK.finditer(start) for step in steps(block["body"])]
    assert any(command.startswith("tqcheck check") for command in commands)
    assert any("--diff" in command for command in commands)


def test_set_up_is_one_command_each() -> None:
    lines = README.splitlines()
    assert lines.count(SET_UP_AND_RUN) == 1
    assert lines.count(SET_UP_AND_TEST) == 1


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    wanted = re.search(r'grep -F "(.+)" README\.md', script)
    assert wanted
    assert [line for line in README.splitlines() if wanted[1] in line] == [SET_UP_AND_TEST]


def test_contributing_lists_the_commands_of_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    steps_of_ci = [
        line.removeprefix("step ").removeprefix("tests ") for line in script.splitlines() if line.startswith("step ")
    ]
    block = BLOCK.search(sections(CONTRIBUTING)["Commands that CI runs"])
    assert block
    listed = block["body"].splitlines()
    assert listed == [".ci/run", SET_UP_AND_TEST, *steps_of_ci[1:]]


def test_python_examples_hold() -> None:
    examples = "\n".join(block["body"] for block in BLOCK.finditer(README) if block["kind"] == "python")
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert test.examples
    lines: list[str] = []
    doctest.DocTestRunner().run(test, out=lines.append)
    assert not lines, "".join(lines)


def test_families_and_their_counts() -> None:
    told = {row["family"]: int(row["count"]) for row in FAMILY_ROW.finditer(README)}
    assert told == counts(), "python tests/test_readme.py puts the counts right"
    assert all(f"`{rule.id}`" in README for rule in suppress.RULES.values())


def test_configuration_names_every_key() -> None:
    section = sections(README)["Configuration"]
    example = next(block["body"] for block in BLOCK.finditer(section) if block["name"] == "tqcheck.toml")
    general, *tables = re.split(r"^\[\[.+\]\].*$", example, flags=re.MULTILINE)
    keys = {
        line.partition("=")[0].strip().partition(".")[0]
        for line in general.splitlines()
        if re.match(r"[a-z0-9-]+(\.\w+)? =", line)
    }
    assert keys | {"per-path"} == {*reading.FIELDS, reading.REQUIRED}
    assert all(f"{key} = " in tables[0] for key in reading.PER_PATH_KEYS)
    exceptions = sections(README)["Living with a finding"]
    assert all(f"{key} = " in exceptions for key in reading.IGNORE_KEYS)


@pytest.mark.parametrize("option", [name for parameter in check.params for name in parameter.opts if name.startswith("-")])
def test_every_option_is_told(option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", README)


@pytest.mark.parametrize("option", [name for parameter in score.params for name in parameter.opts if name.startswith("-")])
def test_every_option_of_scores_is_told_beside_them(option: str) -> None:
    told = sections(README)["Score translations"] + sections(README)["What a review changed"]
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", told)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told(name: str) -> None:
    assert f"tqcheck {name}" in README


@pytest.mark.parametrize("name", GLOSSARY_COMMANDS)
def test_every_command_on_glossaries_is_told(name: str) -> None:
    assert re.search(rf"(tqcheck glossary |`){name}[ `\n]", README)


def test_every_format_and_report_is_told() -> None:
    told = sections(README)["Formats"]
    assert all(f"`{suffix}`" in told for suffix in formats.FORMATS)
    reports = sections(README)["Reports for people and programs"]
    assert set(re.findall(r"^\| `([\w-]+)` \|", reports, re.MULTILINE)) == set(report.REPORTS)


def test_keys_of_a_jsonl_line(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("He opened the the bridge.\n", "utf-8")
    command = [sys.executable, "-m", "tqcheck", "check", "--format", "jsonl", "text.txt"]
    line = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    told = re.search(r"^One finding a line: (.+?)\.$", README, re.MULTILINE | re.DOTALL)
    assert told
    assert re.findall(r"`(\w+)`", told[1]) == list(json.loads(line))


def rows(heading: str) -> list[list[str]]:
    """The rows of a section's table of code, unescaped."""
    lines = [line for line in sections(CONTRIBUTING)[heading].splitlines() if line.startswith("| `")]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    return [[cell.strip().replace("\\|", "|").removeprefix("`").removesuffix("`") for cell in row] for row in cells]


def complaints(folder: Path, options: str, bad: list[str], good: list[str]) -> list[str]:
    """What is wrong with a rule of some options, put to the proof; in a table's cell `; ` stands between two keys."""
    about = {
        "id": "calque/example",
        "severity": "minor",
        "certainty": "certain",
        "category": "style",
        "message": "m",
        "why": "w",
    }
    record = "".join(f"{key} = {json.dumps(value)}\n" for key, value in about.items())
    examples = f"bad = {json.dumps([bad])}\ngood = {json.dumps(good)}\n"
    (folder / "pack.toml").write_text(f"[[rule]]\n{record}{options.replace('; ', chr(10))}\n{examples}", "utf-8")
    pack = packs.load(folder / "pack.toml")
    return proof.prove(pack.rules[0], pack.lists)


def test_the_rule_of_the_three_steps_is_proved(tmp_path: Path) -> None:
    written = re.search(
        r"^   ```toml\n(.+?)^   ```$", sections(CONTRIBUTING)["Add a rule in three steps"], re.DOTALL | re.MULTILINE
    )
    assert written
    (tmp_path / "pack.toml").write_text(textwrap.dedent(written[1]), "utf-8")
    pack = packs.load(tmp_path / "pack.toml")
    assert [proof.prove(rule, pack.lists) for rule in pack.rules] == [[]]


@pytest.mark.parametrize("row", rows("What a pattern can say"), ids=lambda row: row[0])
def test_patterns_find_what_they_are_said_to(row: list[str], tmp_path: Path) -> None:
    options, found, left = row[:3]
    for text in found.split(SEVERAL):
        assert complaints(tmp_path, options, [text], left.split(SEVERAL)) == []


@pytest.mark.parametrize("row", rows("What a fix can say"), ids=lambda row: row[1])
def test_fixes_make_what_they_are_said_to(row: list[str], tmp_path: Path) -> None:
    pattern, fix, text, repaired = row
    assert complaints(tmp_path, f"{pattern}\nfix = [{json.dumps(fix)}]", [text, repaired], ["Nothing."]) == []


@pytest.mark.parametrize("row", rows("Guards"), ids=lambda row: row[0])
def test_guards_hold_back_as_they_are_said_to(row: list[str], tmp_path: Path) -> None:
    guard, pattern, found, left = row[:4]
    for text in found.split(SEVERAL):
        assert complaints(tmp_path, f"pattern = {pattern}\n{guard}", [text], left.split(SEVERAL)) == []


def refreshed(section: str) -> str:
    """A section with what its commands print today."""
    if "```console" not in section:
        return section
    with tempfile.TemporaryDirectory() as folder:
        played = [
            (block, f"$ {step.command}\n{step.output if matches(step.output, printed) else printed}")
            for block, step, printed in play(section, Path(folder))
        ]
    if any("Traceback" in session for _, session in played):
        raise SystemExit("tqcheck is broken; nothing was put in")
    sessions = {block.span("body"): "" for block, _ in played}
    for block, session in played:
        sessions[block.span("body")] += session
    for (start, end), session in reversed(sessions.items()):
        section = section[:start] + session + section[end:]
    return section


def main() -> None:
    """Put what the commands print today, and today's counts of rules, into both documents."""
    now = counts()
    for name, text in DOCUMENTS.items():
        parts = re.split(r"^(?=##+ )", text, flags=re.MULTILINE)
        fresh = FAMILY_ROW.sub(
            lambda row: f"| `{row['family']}` | {now.get(row['family'], 0)} |", "".join(map(refreshed, parts))
        )
        (ROOT / name).write_text(fresh, "utf-8")


if __name__ == "__main__":
    main()
