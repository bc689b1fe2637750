"""Imports run downwards only, and a run on one line loads nothing that it has no use for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNUSED = {
    "jinja2",
    "textual",
    "langdetect",
    "numpy",
    "sacrebleu",
    "rich",
    "tomlkit",
    "importlib.metadata",
    "difflib",
    "pyromark",
    "pathspec",
    "rapidfuzz",
    "sqlite3",
}
PROBE = """
import sys
before = set(sys.modules)
from tqcheck.cli import main
try:
    main(["check", sys.argv[1]])
except SystemExit as leaving:
    print(leaving.code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


def test_contracts_hold() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def loaded(tmp_path: Path) -> set[str]:
    """The modules that `tqcheck check` loads for one line with one finding, its rules being compiled and kept already."""
    line = tmp_path / "line.txt"
    line.write_text("The mayor opened the the bridge.\n", "utf-8")
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", PROBE, line], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
        )
    code, *modules = done.stderr.split()
    assert code == "1"
    return set(modules)


def test_a_run_on_one_line_starts_at_once(loaded: set[str]) -> None:
    assert "tqcheck.engine" in loaded
    assert loaded & UNUSED == set()


def test_a_run_loads_no_format_and_no_report_but_its_own(loaded: set[str]) -> None:
    assert not loaded & {"tqcheck.report.jsonl", "tqcheck.report.diff", "tqcheck.fixes", "tqcheck.formats.html"}
