"""Copies of this checkout, and programs that are run away from it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None, code: int = 0) -> str:
    """Run a program outside the checkout; its standard output."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=clean | dict(env or {}), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, f"{command} exits {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def copy(folder: Path) -> Path:
    """All that is or may be committed here, as it is now, in another folder."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in filter(None, run(*git, cwd=ROOT).split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
