"""CI played without a server: the shell steps of workflows, actions and jobs, run in a repository of the test's own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

BIN = Path(sys.executable).parent
_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
_PYTHON = """\
#!/bin/sh
if [ "$1 $2 $3" = "-m pip install" ]; then
    shift 3
    echo "$@" >> {log}
else
    exec {python} "$@"
fi
"""


class Ended(NamedTuple):
    """How the steps ended: the first exit code other than 0, and what they told."""

    code: int
    out: str
    err: str


def load(text: str) -> Any:
    """What a YAML text holds."""
    return yaml.safe_load(text)


def without_installing(folder: Path) -> str:
    """A PATH on which `python -m pip install …` only notes what it was given, in `folder`/installed."""
    folder.mkdir(exist_ok=True)
    (folder / "python").write_text(_PYTHON.format(log=folder / "installed", python=sys.executable), "utf-8")
    (folder / "python").chmod(0o755)
    return os.pathsep.join((str(folder), str(BIN), os.environ["PATH"]))


def repository(folder: Path) -> Path:
    """A Git repository that has texts on `main`, and on top of it what is proposed to `origin/main`."""
    folder.mkdir()
    (folder / "old.txt").write_text("The Supreme Guide spoke.\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "What stands")
    git(folder, "update-ref", "refs/remotes/origin/main", "main")
    git(folder, "checkout", "-q", "-b", "draft")
    return folder


def commit(folder: Path, message: str) -> None:
    """Commit all that is there."""
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message)


def git(folder: Path, *args: str) -> str:
    """What Git says."""
    return subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def github(steps: Iterable[Mapping[str, Any]], folder: Path, values: Mapping[str, str], **environment: str) -> Ended:
    """Run the shell steps of a job or action as GitHub's runner does; `values` are what `${{ … }}` stands for in `env`."""
    out, err = "", ""
    for step in steps:
        if "run" not in step:
            continue
        assert "${{" not in step["run"], "a value in the text of a script would be run"
        own = {name: _EXPRESSION.sub(lambda found: values[found[1]], value) for name, value in step.get("env", {}).items()}
        options = ["--noprofile", "--norc", "-eo", "pipefail"] if step.get("shell") else ["-e"]
        done = _bash(options, step["run"], folder, environment | own)
        out, err = out + done.stdout, err + done.stderr
        if done.returncode:
            return Ended(done.returncode, out, err)
    return Ended(0, out, err)


def gitlab(job: Mapping[str, Any], folder: Path, **environment: str) -> Ended:
    """Run the script of a job as GitLab's runner does, in one shell that stops at the first failure."""
    variables = {name: str(value) for name, value in job.get("variables", {}).items()}
    done = _bash(["-eo", "pipefail"], "\n".join(job["script"]), folder, variables | environment)
    return Ended(done.returncode, done.stdout, done.stderr)


def _bash(options: list[str], script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("CI_", "GITHUB_", "GIT_", "TQCHECK"))
    }
    return subprocess.run(
        ["bash", *options, "-c", script],
        cwd=folder,
        env=inherited | dict(environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
