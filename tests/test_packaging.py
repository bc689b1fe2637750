"""What is built can be installed anywhere and brings its data along: wheel, sdist, editable, `pip install --target`.

Slow, so not part of a plain `pytest`; run with `pytest -m packaging`, as .ci/run does.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import checkouts
import pipelines
import pytest
from checkouts import ROOT, run

from tqcheck import __version__
from tqcheck.cli.init import CI

pytestmark = pytest.mark.packaging
PACKS = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("tqcheck/packs/**/*.toml")}
PAGE = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tqcheck/report/page").glob("*.*") if path.suffix != ".py"}
GLOSSARIES = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("glossaries/*.toml")}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, so that building leaves nothing in it."""
    return checkouts.copy(tmp_path_factory.mktemp("copy") / "tqcheck")


@pytest.fixture(scope="module")
def built(checkout: Path) -> dict[str, Path]:
    """The sdist, and the wheel that is built from it."""
    run(sys.executable, "-m", "build", "--outdir", checkout.parent / "dist", checkout, cwd=checkout.parent)
    dist = checkout.parent / "dist"
    return {"wheel": next(dist.glob("*.whl")), "sdist": next(dist.glob("*.tar.gz"))}


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The interpreter of a new, empty environment."""
    venv.create(tmp_path / "env", with_pip=True, symlinks=True)
    return tmp_path / "env" / "bin" / "python"


def assert_checks(cwd: Path, *command: str | Path, env: Mapping[str, str] | None = None) -> None:
    """A sample is checked by all shipped packs and glossaries."""
    away = cwd / "away"
    away.mkdir()
    sample = shutil.copy(ROOT / "samples" / "ceasefire.txt", away)
    environment = {"XDG_CACHE_HOME": str(away / "cache")} | dict(env or {})
    assert run(*command, "--version", cwd=away, env=environment).split() == ["tqcheck", __version__]
    out = run(*command, "check", "--format", "jsonl", sample, cwd=away, env=environment, code=1)
    found = {(record["rule"].partition("/")[0], record["text"]) for record in map(json.loads, out.splitlines())}
    assert ("term", "ONU") in found
    for told, code in (
        (["check", "--format", "jsonl", sample], 1),
        (["check", "--format", "html", sample], 1),
        (["schema"], 0),
    ):
        out = run(*command, *told, cwd=away, env=environment, code=code)
        assert out == run(sys.executable, "-m", "tqcheck", *told, cwd=away, code=code)


def test_wheel_holds_code_packs_glossaries_and_licence(built: dict[str, Path]) -> None:
    names = set(zipfile.ZipFile(built["wheel"]).namelist())
    data = f"tqcheck-{__version__}.data/data/share/tqcheck/"
    assert names >= PACKS | PAGE | {
        "tqcheck/py.typed",
        "tqcheck/report/document.schema.json",
        "tqcheck/review/screen/review.tcss",
        *(f"tqcheck/cli/wiring/{ci}.yml" for ci in CI),
    }
    assert {name.removeprefix(data) for name in names if name.startswith(data)} == GLOSSARIES
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "samples"))]


def test_sdist_holds_all_that_a_packager_needs(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    project = "README.md LICENSE CHANGELOG.md CONTRIBUTING.md setup.cfg pyproject.toml .ci/run".split()
    project += "action.yml .pre-commit-hooks.yaml templates/tqcheck.gitlab-ci.yml".split()
    tests = {f"tests/{path.name}" for path in (ROOT / "tests").glob("*.py")}
    samples = {f"samples/{path.name}" for path in (ROOT / "samples").glob("*.txt")}
    assert names >= {*project, *PACKS, *GLOSSARIES, *tests, *samples}


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_installed(kind: str, built: dict[str, Path], python: Path, tmp_path: Path) -> None:
    run(python, "-m", "pip", "install", "--quiet", built[kind], cwd=tmp_path)
    place = run(python, "-c", "import tqcheck; print(tqcheck.__file__)", cwd=tmp_path)
    assert Path(place).is_relative_to(tmp_path / "env")
    assert_checks(tmp_path, python.parent / "tqcheck")


def test_installed_editable(checkout: Path, python: Path, tmp_path: Path) -> None:
    run(python, "-m", "pip", "install", "--quiet", "--editable", checkout, cwd=tmp_path)
    assert_checks(tmp_path, python.parent / "tqcheck")


def test_installed_into_a_folder(built: dict[str, Path], python: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    run(python, "-m", "pip", "install", "--quiet", "--target", target, built["wheel"], cwd=tmp_path)
    assert_checks(tmp_path, python, "-m", "tqcheck", env={"PYTHONPATH": str(target)})


@pytest.mark.parametrize("kind", ["github", "gitlab", "include", "action"])
def test_ci_installs_it(kind: str, built: dict[str, Path], checkout: Path, python: Path, tmp_path: Path) -> None:
    github = pipelines.load(run(sys.executable, "-m", "tqcheck", "init", "--ci", "github", "--stdout", cwd=tmp_path))
    gitlab = pipelines.load(run(sys.executable, "-m", "tqcheck", "init", "--ci", "gitlab", "--stdout", cwd=tmp_path))
    include = pipelines.load((ROOT / "templates" / "tqcheck.gitlab-ci.yml").read_text("utf-8"))[".tqcheck"]
    action = pipelines.load((ROOT / "action.yml").read_text("utf-8"))
    script = {
        "github": next(step["run"] for step in github["jobs"]["tqcheck"]["steps"] if step.get("name") == "Install"),
        "gitlab": gitlab["tqcheck"]["script"][0],
        "include": include["script"][0],
        "action": next(step["run"] for step in action["runs"]["steps"] if step["name"] == "Install tqcheck"),
    }[kind]
    environment = {
        "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        "PIP_FIND_LINKS": str(built["wheel"].parent),
        "GITHUB_ACTION_PATH": str(checkout),
        **include["variables"],
    }
    run("bash", "-e", "-c", script, cwd=tmp_path, env=environment)
    assert_checks(tmp_path, python.parent / "tqcheck")


def test_pre_commit_installs_it(built: dict[str, Path], tmp_path: Path) -> None:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PIP_FIND_LINKS": str(built["wheel"].parent),
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
    }
    run("tqcheck", "init", "--ci", "pre-commit", cwd=folder, env=environment)
    (folder / "article.md").write_text("He opened the the bridge.\n", "utf-8")
    run("git", "init", "-q", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    told = run("pre-commit", "run", cwd=folder, env=environment, code=1)
    assert "article.md:1:11 repetition/doubled-word major (certain)" in told
    (folder / "article.md").write_text("He opened the bridge.\n", "utf-8")
    run("git", "add", "--all", cwd=folder)
    run("pre-commit", "run", cwd=folder, env=environment)
