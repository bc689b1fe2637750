"""`tqcheck init --ci`; without it, see test_other_commands.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tqcheck import __version__
from tqcheck.cli.init import CI, TEMPLATE

Runner = Callable[..., Any]
PLACES = {"github": ".github/workflows/tqcheck.yml", "gitlab": ".gitlab-ci.yml", "pre-commit": ".pre-commit-config.yaml"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_are_told_in_the_help(run: Runner) -> None:
    assert PLACES.keys() == CI.keys()
    told = run("init", "--help").out
    assert all(f"tqcheck init --ci {name}" in told and place in told for name, place in PLACES.items())


@pytest.mark.parametrize("name", PLACES)
def test_one_file_is_written_and_never_over_another(here: Path, run: Runner, name: str) -> None:
    done = run("init", "--ci", name)
    assert (done.code, done.err) == (0, "") and done.out.startswith(f"Wrote {PLACES[name]}; ")
    assert [path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()] == [PLACES[name]]
    text = (here / PLACES[name]).read_text("utf-8")
    assert f"tqcheck=={__version__}" in text and "VERSION" not in text

    (here / PLACES[name]).write_text("# ours\n", "utf-8")
    done = run("init", "--ci", name)
    assert (done.code, done.out) == (2, "")
    again = f"tqcheck init --ci {name} --stdout"
    assert done.err == f"tqcheck: {PLACES[name]}: stands here already and is left as it is; `{again}` prints what to add\n"
    assert (here / PLACES[name]).read_text("utf-8") == "# ours\n"
    assert run(*again.split()[1:]) == (0, text, "")


def test_a_link_that_leads_nowhere_is_left_alone(here: Path, run: Runner) -> None:
    (here / ".gitlab-ci.yml").symlink_to("nowhere.yml")
    assert run("init", "--ci", "gitlab").code == 2
    assert not (here / "nowhere.yml").exists()


def test_settings_are_printed(here: Path, run: Runner) -> None:
    assert run("init", "--stdout") == (0, TEMPLATE, "")
    assert list(here.iterdir()) == []


def test_where_no_folder_can_be_made(here: Path, run: Runner) -> None:
    (here / ".github").write_text("")
    done = run("init", "--ci", "github")
    assert (done.code, done.out) == (2, "")
    assert done.err == "tqcheck: .github/workflows: can't be written: Not a directory\n"


def test_another_service(run: Runner) -> None:
    done = run("init", "--ci", "jenkins")
    assert done.code == 2 and "'jenkins' is not one of 'github', 'gitlab', 'pre-commit'" in done.err
