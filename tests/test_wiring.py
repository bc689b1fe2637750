"""What wires repositories to tqcheck is well-formed by its makers' schemas, and its shell steps do what they are for.

Workflows, jobs and the action are run step by step in a repository of the test's own; only the installation is left out,
which tests/test_packaging.py does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pipelines
import pytest
from checkouts import ROOT
from pipelines import BIN, Ended

from tqcheck import __version__

ACTION, INCLUDE = ROOT / "action.yml", ROOT / "templates" / "tqcheck.gitlab-ci.yml"


def written(ci: str) -> str:
    """What `tqcheck init --ci` writes."""
    command = [sys.executable, "-m", "tqcheck", "init", "--ci", ci, "--stdout"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-workflows", "github"),
        ("custom.github-workflows-require-timeout", "github"),
        ("vendor.github-actions", ACTION),
        ("vendor.gitlab-ci", "gitlab"),
        ("vendor.gitlab-ci", INCLUDE),
    ],
)
def test_schemas_hold(schema: str, file: Path | str, tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text(file.read_text("utf-8") if isinstance(file, Path) else written(file), "utf-8")
    transform = ["--data-transform", "gitlab-ci"] if schema.endswith("gitlab-ci") else []
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, *transform, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_pre_commit_takes_its_files(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(written("pre-commit"), "utf-8")
    for command in (("validate-config", path), ("validate-manifest", ROOT / ".pre-commit-hooks.yaml")):
        subprocess.run([BIN / "pre-commit", *command], check=True)
    hook = pipelines.load(path.read_text("utf-8"))["repos"][0]["hooks"][0]
    offered = pipelines.load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    assert hook == {key: value for key, value in offered.items() if key != "description"} | {
        "additional_dependencies": [f"tqcheck=={__version__}"]
    }


def test_the_workflow_may_only_read() -> None:
    workflow = pipelines.load(written("github"))
    assert workflow["permissions"] == {"contents": "read"}
    assert not [job for job in workflow["jobs"].values() if "permissions" in job]


def test_actions_are_of_one_version_everywhere() -> None:
    workflow, action = pipelines.load(written("github")), pipelines.load(ACTION.read_text("utf-8"))
    steps = [*workflow["jobs"]["tqcheck"]["steps"], *action["runs"]["steps"]]
    used = {step["uses"] for step in steps if "uses" in step}
    assert used == {"actions/checkout@v7", "actions/setup-python@v7", "github/codeql-action/upload-sarif@v4"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return pipelines.repository(tmp_path / "newsroom")


class Runner:
    """A machine of a CI service: it keeps the job's summary, and what was installed."""

    def __init__(self, place: Path, folder: Path) -> None:
        self._place, self._folder = place, folder
        self._path = pipelines.without_installing(place / "bin")
        self.summary = place / "summary.md"

    @property
    def installed(self) -> str:
        """What the steps asked pip for."""
        return (self._place / "bin" / "installed").read_text("utf-8")

    def workflow(self, target: str = "") -> Ended:
        """Run the workflow that `init` writes, on a pull request if it has a target."""
        steps = pipelines.load(written("github"))["jobs"]["tqcheck"]["steps"]
        return self._github(steps, {"github.base_ref": target})

    def action(self, **inputs: str) -> Ended:
        """Run the action with inputs; those not given have their defaults."""
        action = pipelines.load(ACTION.read_text("utf-8"))
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= action["inputs"].keys()
        values = {f"inputs.{name}": given.get(name, about["default"]) for name, about in action["inputs"].items()}
        return self._github(action["runs"]["steps"], values)

    def _github(self, steps: Any, values: dict[str, str]) -> Ended:
        self.summary.touch()
        more = {"PATH": self._path, "GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_ACTION_PATH": str(ROOT)}
        return pipelines.github(steps, self._folder, values, **more)

    def job(self, base: str = "") -> Ended:
        """Run the job that `init` writes, on a merge request if it has a base."""
        more = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} if base else {}
        return pipelines.gitlab(pipelines.load(written("gitlab"))["tqcheck"], self._folder, PATH=self._path, **more)

    def included(self, **variables: str) -> Ended:
        """Run the job that others include, with variables of theirs."""
        jobs = pipelines.load(INCLUDE.read_text("utf-8"))
        assert jobs["tqcheck"]["extends"] == ".tqcheck" and "script" not in jobs["tqcheck"]
        return pipelines.gitlab(jobs[".tqcheck"], self._folder, PATH=self._path, **variables)


@pytest.fixture
def runner(tmp_path: Path, folder: Path) -> Runner:
    return Runner(tmp_path, folder)


def propose(folder: Path, text: str) -> None:
    """Put a new article on the branch."""
    (folder / "new.txt").write_text(text, "utf-8")
    pipelines.commit(folder, "An article")


CLEAN, BAD = "The mayor opened the bridge.\n", "The mayor opened the the bridge.\n"


def test_the_workflow_checks_a_push_in_whole(runner: Runner, folder: Path) -> None:
    propose(folder, BAD)
    done = runner.workflow()
    assert done.code == 1
    assert "file=old.txt" in done.out and "file=new.txt" in done.out
    assert "repetition/doubled-word" in runner.summary.read_text("utf-8")
    assert runner.installed == f"tqcheck=={__version__}\n"


def test_the_workflow_checks_what_a_pull_request_changes(runner: Runner, folder: Path) -> None:
    propose(folder, CLEAN)
    assert runner.workflow("main").code == 0
    propose(folder, BAD)
    done = runner.workflow("main")
    assert done.code == 1
    assert "file=new.txt" in done.out and "old.txt" not in done.out
    assert runner.workflow("nosuch").code == 2


def test_the_job_writes_what_gitlab_reads(runner: Runner, folder: Path) -> None:
    propose(folder, BAD)
    assert runner.job().code == 1
    assert runner.installed == f"tqcheck=={__version__}\n"
    told = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert {item["location"]["path"] for item in told} == {"old.txt", "new.txt"}
    ElementTree.parse(folder / "tqcheck.xml")
    assert runner.job(pipelines.git(folder, "rev-parse", "main")).code == 1
    told = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert {item["location"]["path"] for item in told} == {"new.txt"}


def test_the_include_is_told_by_variables(runner: Runner, folder: Path) -> None:
    propose(folder, BAD)
    main = pipelines.git(folder, "rev-parse", "main")
    assert runner.included().code == 1
    assert runner.installed == f"--quiet tqcheck=={__version__}\n"
    assert runner.included(TQCHECK_FAIL_ON="never").code == 0
    assert runner.included(TQCHECK_ARGS="--fail-on never --ignore title").code == 0
    assert "old.txt" not in runner.included(CI_MERGE_REQUEST_DIFF_BASE_SHA=main).out
    assert "old.txt" in runner.included(CI_MERGE_REQUEST_DIFF_BASE_SHA=main, TQCHECK_SINCE="").out
    assert "old.txt" not in runner.included(TQCHECK_SINCE="main").out
    assert "new.txt" not in runner.included(TQCHECK_PATHS="old.txt").out
    for name in ("TQCHECK_CONFIG", "TQCHECK_BASELINE"):
        done = runner.included(**{name: "no such.toml"})
        assert done.code == 2 and "no such.toml" in done.err


def test_the_action_tells_findings_everywhere(runner: Runner, folder: Path) -> None:
    propose(folder, BAD)
    done = runner.action()
    assert done.code == 1
    assert runner.installed == f"--quiet {ROOT}\n"
    assert "file=new.txt" in done.out
    assert "repetition/doubled-word" in runner.summary.read_text("utf-8")
    sarif = json.loads((folder / "tqcheck.sarif").read_text("utf-8"))
    assert sarif["version"] == "2.1.0" and len(sarif["runs"][0]["results"]) == 2


def test_the_action_is_told_by_inputs(runner: Runner, folder: Path) -> None:
    propose(folder, BAD)
    (folder / "two words.txt").write_text(CLEAN, "utf-8")
    assert runner.action(fail_on="never").code == 0
    assert runner.action(args="--fail-on never\n--ignore title").code == 0
    assert "old.txt" not in runner.action(since="main").out
    assert runner.action(paths="\ntwo words.txt\n").code == 0
    done = runner.action(paths="two words.txt\nold.txt\n", sarif_file="a b.sarif")
    assert done.code == 1 and "new.txt" not in done.out and (folder / "a b.sarif").exists()
    for name in ("config", "baseline"):
        done = runner.action(**{name: "no such.toml"})
        assert done.code == 2 and "no such.toml" in done.err


def test_the_include_installs_the_version_beside_it() -> None:
    assert pipelines.load(INCLUDE.read_text("utf-8"))[".tqcheck"]["variables"]["TQCHECK_VERSION"] == __version__


def test_the_action_installs_the_version_that_is_asked_for(runner: Runner) -> None:
    runner.action(version="9.8.7")
    assert runner.installed == "--quiet tqcheck==9.8.7\n"


@pytest.mark.parametrize("name", ["paths", "args", "fail-on", "since", "baseline", "config", "sarif-file", "version"])
@pytest.mark.parametrize(
    "text", ["$(touch hacked)", "`touch hacked`", "'; touch hacked; '", '"; touch hacked; "', "x\ntouch hacked"]
)
def test_nothing_in_an_input_is_run(runner: Runner, folder: Path, name: str, text: str) -> None:
    runner.action(**{name: text})
    assert not list(folder.rglob("hacked"))


@pytest.mark.parametrize("text", ["$(touch hacked)", "'; touch hacked; '"])
def test_nothing_in_the_name_of_a_branch_is_run(runner: Runner, folder: Path, text: str) -> None:
    runner.workflow(text)
    runner.job(text)
    for name in ("FAIL_ON", "BASELINE", "CONFIG", "SINCE", "PATHS", "ARGS"):
        runner.included(**{f"TQCHECK_{name}": text})
    assert not list(folder.rglob("hacked"))
