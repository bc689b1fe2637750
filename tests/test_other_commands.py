"""`tqcheck explain`, `rules`, `rules test` and `init`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import house
import pytest

from tqcheck import config as configuration
from tqcheck.cli.init import TEMPLATE
from tqcheck.config import Config
from tqcheck.config.reading import FIELDS
from tqcheck.model import Severity

Runner = Callable[..., Any]


def test_explain_a_rule(tree: Path, run: Runner) -> None:
    told = run("explain", "title/big-boss").out
    for part in (
        "title/big-boss\n  “{match}” is not house style.\n",
        "The house book says so of title/big-boss.",
        "severity:  major",
        "certainty: certain",
        "category:  style/unidiomatic",
        "fix:       for a person to look at",
        "  - The Big Boss spoke.\n  + The Chief spoke.\n",
        "Left alone:\n    Nobody spoke.",
    ):
        assert part in told
    assert "status:    preview" in run("explain", "tense/old-hat").out
    assert "needs:     a text known to be translated" in run("explain", "reporting/the-latter").out


def test_explain_families_and_suppressions(tree: Path, run: Runner) -> None:
    told = run("explain", "title", "suppress/unused").out
    assert told.startswith("title: offices, titles and institutions (")
    assert "title/big-boss " in told
    assert "This comment suppresses nothing" in told
    assert "suppress/expired" in run("explain", "suppress").out


def test_explain_what_is_unknown(tree: Path, run: Runner) -> None:
    done = run("explain", "title/bigboss")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tqcheck: unknown rule or family 'title/bigboss', did you mean 'title/big-boss'?\n"
    assert run("explain").code == 2


def test_rules_are_listed_and_filtered(tree: Path, run: Runner) -> None:
    lines = run("rules", "HOUSE BOOK says").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(house.NAMES)
    assert [line.split()[1:4] for line in lines if line.startswith("format/")] == [["minor", "certain", "S"]]
    assert run("rules", "no rule says this").out == "No such rule.\n"
    found = [json.loads(line) for line in run("rules", "big-boss", "--format", "jsonl").out.splitlines()]
    assert [(item["rule"], item["fix"], item["severity"]) for item in found] == [("title/big-boss", "unsafe", "major")]


def test_a_pack_is_proved(tree: Path, pack: Path, run: Runner) -> None:
    for path in (pack, pack / "house.toml"):
        done = run("rules", "test", str(path))
        assert done == (0, "5 rules tested, 0 failed.\n", "")


def test_a_pack_that_fails_says_how(tree: Path, run: Runner) -> None:
    records = (
        house.rule("title/a", "abc", "xyz", bad=[["Her abc.", "Her xyz!"]]),
        house.rule("title/b", "bcd", None, bad=[["A bdc."]]),
        house.rule("title/c", "cde", None, good=["A cde."]),
        house.rule("title/d", "def", None, bad=[["A def.", "A fed."]]),
    )
    (tree / "pack.toml").write_text("\n".join(records))
    done = run("rules", "test", "pack.toml")
    assert done.code == 1
    told = done.out.splitlines()
    for line, part in zip(
        told,
        (
            "pack.toml:1: title/a: bad example “Her abc.” became “Her xyz.”; its repair is “Her xyz!”",
            "title/b: bad example “A bdc.”: nothing found",
            "title/c: good example “A cde.”: found “cde”",
            "title/d: bad example “A def.” has no fix for “def”; its repair is “A fed.”",
        ),
        strict=False,
    ):
        assert part in line
    assert told[-1] == "4 rules tested, 4 failed."


def test_a_file_of_a_pair_is_proved_in_its_language(tree: Path, run: Runner) -> None:
    (tree / "de-en").mkdir()
    record = house.rule("title/a", "abc", "xyz", needs="translation")
    (tree / "de-en" / "title.toml").write_text(record)
    assert run("rules", "test", "de-en/title.toml").code == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [("x = 1\n", "unknown key 'x'"), ("", "holds no [[rule]]"), ("[[", "not valid TOML"), (None, "no such file")],
)
def test_what_is_no_pack(tree: Path, run: Runner, text: str | None, told: str) -> None:
    if text is not None:
        (tree / "pack.toml").write_text(text)
    done = run("rules", "test", "pack.toml")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert run("rules", "test").code == 2


def test_init_writes_every_key_and_overwrites_nothing(tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").code == 0
    path = tmp_path / "tqcheck.toml"
    assert configuration.load(path) == Config(root=tmp_path, path=path)
    path.write_text("from = 'fr'\n")
    done = run("init")
    assert done.code == 2
    assert "left as it is" in done.err
    assert path.read_text() == "from = 'fr'\n"


def test_the_commented_settings_are_the_defaults(tmp_path: Path) -> None:
    general = TEMPLATE.partition("# [[per-path]]")[0]
    settings = [line[2:] for line in general.splitlines() if line.startswith("# ") and " = " in line]
    head = "\n".join(line for line in settings if not line.startswith('ignore = ["'))
    assert set(tomllib.loads(head)) | {"per-path"} == {*FIELDS, "required-version"}
    path = tmp_path / "tqcheck.toml"
    path.write_text(head)
    # Two thresholds have no default that could be written.
    assert configuration.load(path) == Config(root=tmp_path, path=path, max_per_1000=40, min_score=60)


def test_the_commented_settings_of_a_path_can_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "tqcheck.toml"
    path.write_text(
        re.sub("^# (?=\\[|[a-z0-9-]+ = )", "", "# [[per-path]]" + TEMPLATE.partition("# [[per-path]]")[2], flags=re.M)
    )
    (entry,) = configuration.load(path).per_path
    assert (entry.ignore, entry.fail_on, entry.max_per_1000, entry.min_score) == (("calque",), Severity.critical, 60, 40)
