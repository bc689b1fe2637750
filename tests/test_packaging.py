"""What is built can be installed anywhere and brings its data along: wheel, sdist, editable, `pip install --target`.

Slow, so not part of a plain `pytest`; run with `pytest tests/test_packaging.py -m packaging`, as .ci/run does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tqcheck import __version__

pytestmark = pytest.mark.packaging
ROOT = Path(__file__).parents[1]
PACKS = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("tqcheck/packs/**/*.toml")}
PAGE = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tqcheck/report/page").glob("*.*") if path.suffix != ".py"}
GLOSSARIES = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("glossaries/*.toml")}


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, code: int = 0) -> str:
    """Run a program outside the checkout; its standard output."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=clean | dict(env or {}), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, f"{command} exits {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, so that building leaves nothing in it."""
    copy = tmp_path_factory.mktemp("copy") / "tqcheck"
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in filter(None, run(*git, cwd=ROOT).split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


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
    here = run(sys.executable, "-m", "tqcheck", "check", "--format", "jsonl", sample, cwd=away, code=1)
    assert out == here


def test_wheel_holds_code_packs_glossaries_and_licence(built: dict[str, Path]) -> None:
    names = set(zipfile.ZipFile(built["wheel"]).namelist())
    data = f"tqcheck-{__version__}.data/data/share/tqcheck/"
    assert names >= PACKS | PAGE | {"tqcheck/py.typed", "tqcheck/review/screen/review.tcss"}
    assert {name.removeprefix(data) for name in names if name.startswith(data)} == GLOSSARIES
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "samples"))]


def test_sdist_holds_all_that_a_packager_needs(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    project = "README.md LICENSE CHANGELOG.md CONTRIBUTING.md setup.cfg pyproject.toml .ci/run".split()
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
