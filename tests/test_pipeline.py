"""An article with defects is stopped on its way to the front page, mended, and let through.

The story of samples/pipeline/README.md is played with the tqcheck of this environment. The hooks that .pre-commit-hooks.yaml
offers are installed by pre-commit itself, which is slow: `pytest -m packaging`, as .ci/run does.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import checkouts
import pytest
from checkouts import ROOT
from test_readme import BLOCK, bash, matches, steps

PIPELINE = ROOT / "samples" / "pipeline"
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: tqcheck
"""
BAD = "“We waited,” hammered Saturday the mayor of Lyon, at 14h30.\n"
MENDED = "“We waited,” the mayor of Lyon said on Saturday, at 2:30 p.m.\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which Git and pre-commit know nobody's settings, and tqcheck is this one."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    who = {f"GIT_{role}_{what}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    more = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    return own | who | more


def test_the_story_of_the_pipeline(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = shutil.copytree(PIPELINE, tmp_path / "newsroom")
    blocks = [block for block in BLOCK.finditer((folder / "README.md").read_text("utf-8")) if block["kind"] == "console"]
    for step in (step for block in blocks for step in steps(block["body"])):
        done = bash(step.command, folder, environment)
        assert matches(step.output, done.stdout), f"$ {step.command}\n{done.stdout}"
    committed = checkouts.run("git", "log", "--format=%s", "--name-only", cwd=folder, env=environment).split("\n")
    assert committed[0] == "The bridge reopens" and "article.md" in committed


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_the_pipeline_has_what_init_writes(ci: str, tmp_path: Path) -> None:
    checkouts.run(sys.executable, "-m", "tqcheck", "init", "--ci", ci, cwd=tmp_path)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 1
    name = written[0].relative_to(tmp_path)
    assert (PIPELINE / name).read_text("utf-8") == written[0].read_text("utf-8"), f"`tqcheck init --ci {ci}` writes {name}"


@pytest.mark.packaging
def test_the_hook_of_this_repository(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "newsroom"
    folder.mkdir()

    def run(*command: str | Path, cwd: Path = folder, code: int = 0) -> str:
        return checkouts.run(*command, cwd=cwd, env=environment, code=code)

    repository = checkouts.copy(tmp_path / "tqcheck")
    for command in (("init", "-q"), ("add", "--all"), ("commit", "-q", "-m", "All of it")):
        run("git", *command, cwd=repository)
    revision = run("git", "rev-parse", "HEAD", cwd=repository).strip()
    run("pre-commit", "validate-manifest", repository / ".pre-commit-hooks.yaml")

    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(repository=repository, revision=revision), "utf-8")
    (folder / "article.md").write_text(BAD, "utf-8")
    (folder / "picture.svg").write_text("<svg>He the the</svg>\n", "utf-8")
    run("git", "init", "-q")
    run("pre-commit", "install", "--install-hooks")
    run("git", "add", "--all")
    told = run("pre-commit", "run", code=1)
    assert "article.md:1:14 reporting/inverted-clause major (certain)" in told and "in 1 file" in told
    run("git", "commit", "-m", "An article", code=1)

    run("tqcheck", "check", "--fix", "--unsafe-fixes", "article.md")
    assert (folder / "article.md").read_text("utf-8") == MENDED
    run("git", "add", "--all")
    run("git", "commit", "-m", "An article")
    assert run("git", "log", "--format=%s").strip() == "An article"

    (folder / "article.md").write_text("It opened on the 3e floor.\n", "utf-8")
    run("git", "add", "--all")
    (folder / ".pre-commit-config.yaml").write_text(
        CONFIG.format(repository=repository, revision=revision).replace("id: tqcheck", "id: tqcheck-fix"), "utf-8"
    )
    assert "files were modified by this hook" in run("pre-commit", "run", "--all-files", code=1)
    assert (folder / "article.md").read_text("utf-8") == "It opened on the third floor.\n"
