"""The gate before publishing, from outside: reports, baseline, changed lines, thresholds, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import readers
from test_cli import TEXT, Runner, jsonl, process, rules, write

from tqcheck import __version__
from tqcheck.report import REPORTS

LONG = f"The Big Boss took ten per cent of it. {'word ' * 191}\n"


def git(tree: Path, *args: str) -> None:
    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *args]
    subprocess.run(command, cwd=tree, check=True, capture_output=True, env=env)


# --- Many reports of one run ---


def test_one_run_many_reports(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    outputs = [f"--output={form}=reports/tq.{form}" for form in REPORTS]
    done = run("check", *outputs)
    assert done.code == 1
    assert "a.txt:1:5 title/big-boss" in done.out
    for form in REPORTS:
        assert (tree / "reports" / f"tq.{form}").read_text("utf-8") == run("check", "a.txt", "--format", form).out


def test_the_reports_of_a_run_are_no_texts_of_it(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    for _ in range(2):
        assert "2 findings in 1 file" in run("check", "--output", "markdown=summary.md", "--output", "html=all.html").out
    assert "in 3 files" in run("check").out


def test_no_report_takes_the_place_of_a_text(tree: Path, run: Runner) -> None:
    for name in ("a.txt", "news/b.md"):
        write(tree, name, TEXT)
        done = run("check", "--output", f"markdown={name}", ".")
        assert (done.code, (tree / name).read_text("utf-8")) == (2, TEXT)
        assert f"{name}: is read by this run" in done.err


def test_the_same_bytes_on_every_run_and_with_any_number_of_processes(tree: Path) -> None:
    for number in range(5):
        write(
            tree,
            f"{number}.md",
            f"# The Big Boss\n\nHe took ten per cent of {number}.\n\n<!-- tqcheck: ignore -->\n\nNothing.\n",
        )
        write(tree, f"{number}.txt", "The Big Boss said:\nten per cent.\n" * number)
    write(tree, "bad.txt", "x\0")
    seen: dict[str, set[bytes]] = {form: set() for form in REPORTS}
    for jobs, seed in (("1", "1"), ("2", "2"), ("3", "3")):
        outputs = [f"--output={form}=../{form}.{jobs}" for form in REPORTS]
        done = process("check", "--jobs", jobs, *outputs, cwd=tree, PYTHONHASHSEED=seed)
        assert done.returncode == 2
        for form, all_bytes in seen.items():
            all_bytes.add((tree.parent / f"{form}.{jobs}").read_bytes())
            (tree.parent / f"{form}.{jobs}").unlink()
    assert {form: len(all_bytes) for form, all_bytes in seen.items()} == dict.fromkeys(REPORTS, 1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--output", "html"], "write it as FORMAT=FILE"),
        (["--output", "html="], "write it as FORMAT=FILE"),
        (["--output", "htlm=a"], "no format 'htlm', did you mean 'html'?"),
        (["--output", "html=-"], "it takes a file"),
        (["--output", "html=a", "--output", "json=./a"], "two reports would go to ./a"),
        (["--output", "html=a", "--diff"], "give it without --statistics, --format and --output"),
        (["--statistics", "--format", "sarif"], "--statistics goes with --format text or jsonl"),
        (["--since", "HEAD", "--fix"], "give it without --fix"),
        (["--since", "HEAD", "-"], "standard input"),
        (["--since", ""], "not a git repository"),
        (["--baseline", ""], "'': no such baseline"),
        (["--baseline", "none.json"], "none.json: no such baseline; `tqcheck baseline create` makes one"),
        (["--output", "html=sub"], "sub: can't be written: it is a folder"),
        (["--output", "html=a.txt/x"], "a.txt/x: can't be written: "),
        (["--output", "text=./a.txt", "a.txt"], "./a.txt: is read by this run"),
        (["--output", "json=tqcheck.toml"], "tqcheck.toml: is read by this run"),
        (["--max-per-1000", "nan"], "nan is no limit"),
        (["--max-per-1000", "inf"], "inf is no limit"),
        (["--min-score", "nan"], "nan is no limit"),
    ],
)
def test_what_can_not_be_done_is_told_in_a_line(tree: Path, run: Runner, args: list[str], told: str) -> None:
    write(tree, "a.txt", TEXT)
    (tree / "sub").mkdir()
    done = run("check", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err and done.err.count("\n") == 1
    assert (tree / "a.txt").read_text("utf-8") == TEXT


def test_a_report_that_can_not_be_written_leaves_the_others_whole(tree: Path) -> None:
    write(tree, "a.txt", TEXT)
    write(tree, "old.json", "{}")
    # A device that is always full stands for a disk that became so.
    done = process(
        "check", "-q", "--output", "json=old.json", "--output", "sarif=/dev/full", "--output", "gitlab=new.json", cwd=tree
    )
    assert done.returncode == 2
    assert done.stderr.decode() == "tqcheck: /dev/full: can't be written: No space left on device\n"
    assert json.loads((tree / "old.json").read_text("utf-8"))["format"] == "tqcheck"
    assert len(json.loads((tree / "new.json").read_text("utf-8"))) == 2
    assert not [path for path in tree.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_a_run_in_a_folder_of_the_repository(tree: Path, run: Runner, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Paths of annotations start from the repository's root, wherever a step runs."""
    write(tree, "docs/a.txt", TEXT)
    write(tree, "b.txt", TEXT)
    monkeypatch.setenv(name, str(tree))
    monkeypatch.chdir(tree / "docs")
    assert "file=docs/a.txt," in run("check", "--format", "github").out
    issues = json.loads(run("check", "--format", "gitlab", "../b.txt", ".").out)
    assert {issue["location"]["path"] for issue in issues} == {"b.txt", "docs/a.txt"}
    told = readers.sarif(run("check", "--format", "sarif", "../b.txt", ".").out)["runs"][0]
    assert [artifact["location"]["uri"] for artifact in told["artifacts"]] == ["b.txt", "docs/a.txt"]


def test_what_could_not_be_looked_at_does_not_pass(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", "Nothing.\n")
    write(tree, "b.txt", "x\0")
    done = run("check", "--format", "json")
    assert (done.code, json.loads(done.out)["passes"]) == (2, False)


@pytest.mark.parametrize("form", ["text", "sarif"])
def test_a_closed_pipe_keeps_no_report_from_its_file(tree: Path, form: str) -> None:
    write(tree, "a.txt", TEXT * 3000)
    script = f"{sys.executable} -m tqcheck check --format {form} --output jsonl=got | head -c 9; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=tree, check=True, capture_output=True)
    assert (done.stdout[9:], done.stderr) == (b"141\n", b"")
    assert len(rules((tree / "got").read_text("utf-8"))) == 6000


def test_a_report_to_a_pipe(tree: Path) -> None:
    write(tree, "a.txt", TEXT)
    script = f"{sys.executable} -m tqcheck check -q --output jsonl=>(cat > got) > /dev/null; sleep 0.5"
    subprocess.run(["bash", "-c", script], cwd=tree, check=True)
    assert rules((tree / "got").read_text("utf-8")) == ["title/big-boss", "format/per-cent"]


def test_an_empty_run_is_a_report_all_the_same(tree: Path, run: Runner) -> None:
    done = run("check", "--format", "sarif")
    assert (done.code, json.loads(done.out)["runs"][0]["results"]) == (0, [])
    assert "no text found" in done.err


# --- Baseline ---


def test_old_debts_are_left_alone(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    made = run("baseline", "create")
    assert (made.code, made.out) == (0, "Took in 2 findings: tqcheck-baseline.jsonl\n")
    assert "`tqcheck check --baseline tqcheck-baseline.jsonl` leaves them alone" in made.err
    with (tree / "tqcheck.toml").open("a") as config:
        config.write('baseline = "tqcheck-baseline.jsonl"\n')
    done = run("check")
    assert (done.code, "2 known from the baseline." in done.out, done.err) == (0, True, "")
    write(tree, "a.txt", f"{TEXT}A Big Boss.\n")
    assert jsonl(run) == ["title/big-boss"]
    assert run("check").code == 1
    states = [result["baselineState"] for result in json.loads(run("check", "--format", "sarif").out)["runs"][0]["results"]]
    assert states == ["unchanged", "unchanged", "new"]
    assert run("baseline", "update").out == "Took in 1 finding, let go of 0: tqcheck-baseline.jsonl\n"
    write(tree, "a.txt", "A Big Boss.\n")
    assert run("baseline", "prune").out == "Let go of 2 findings, 1 left: tqcheck-baseline.jsonl\n"
    assert run("check").code == 0


def test_where_a_configuration_above_names_the_baseline(tree: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "sub/a.txt", TEXT)
    monkeypatch.chdir(tree / "sub")
    made = run("baseline", "create")
    assert 'baseline = "sub/tqcheck-baseline.jsonl" in tqcheck.toml' in made.err
    with (tree / "tqcheck.toml").open("a") as config:
        config.write('baseline = "sub/tqcheck-baseline.jsonl"\n')
    assert run("check").code == 0


def test_a_baseline_is_shown(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT * 2)
    run("baseline", "create", "--baseline", "old.json")
    shown = run("baseline", "show", "--baseline", "old.json").out.splitlines()
    assert shown[:2] == ["a.txt: format/per-cent “per cent” (2 times)", "a.txt: title/big-boss “Big Boss” (2 times)"]
    assert re.fullmatch(r"4 findings in 1 file; pair:auto-en\|.*", shown[2])
    told = [
        json.loads(line) for line in run("baseline", "show", "--baseline", "old.json", "--format", "jsonl").out.splitlines()
    ]
    assert [(item["rule"], item["count"]) for item in told] == [("format/per-cent", 2), ("title/big-boss", 2)]


def test_create_asks_before_it_writes_anew(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    (tree / "tqcheck-baseline.jsonl").write_text("mine")
    done = run("baseline", "create")
    assert (done.code, (tree / "tqcheck-baseline.jsonl").read_text()) == (2, "mine")
    assert "use `tqcheck baseline update`, or --force" in done.err
    assert run("baseline", "create", "--force").code == 0
    assert run("check", "--baseline", "tqcheck-baseline.jsonl").code == 0


@pytest.mark.parametrize("args", [("baseline", "update"), ("baseline", "prune"), ("baseline", "show"), ("check",)])
def test_a_damaged_baseline_stops_everything(tree: Path, run: Runner, args: tuple[str, ...]) -> None:
    write(tree, "a.txt", TEXT)
    write(tree, "old.json", '{"tqcheck-baseline": 1, "signature": ""}\n<<<<<<< HEAD\n')
    done = run(*args, "--baseline", "old.json")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("tqcheck: old.json:2: has the marks of a merge conflict") and done.err.count("\n") == 1
    assert (tree / "old.json").read_text() == '{"tqcheck-baseline": 1, "signature": ""}\n<<<<<<< HEAD\n'


@pytest.mark.parametrize("name", ["update", "prune", "show"])
def test_there_is_nothing_to_bring_up_to_date(tree: Path, run: Runner, name: str) -> None:
    done = run("baseline", name)
    assert (done.code, done.err) == (
        2,
        "tqcheck: tqcheck-baseline.jsonl: no such baseline; `tqcheck baseline create` makes one\n",
    )


def test_a_baseline_that_was_never_made(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    with (tree / "tqcheck.toml").open("a") as config:
        config.write('baseline = "old.json"\n')
    done = run("check")
    assert (done.code, "no such baseline yet" in done.err) == (1, True)
    assert run("baseline", "create").code == 0
    assert run("check").err == ""


def test_a_file_that_can_not_be_read_keeps_its_old_findings(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    run("baseline", "create")
    write(tree, "a.txt", "x\0")
    done = run("baseline", "prune")
    assert (done.code, done.out) == (2, "Let go of 0 findings, 2 left: tqcheck-baseline.jsonl\n")


def test_a_baseline_takes_in_what_the_options_tell(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    assert "Took in 1 finding:" in run("baseline", "create", "--select", "format", "--jobs", "1").out
    assert jsonl(run, "--baseline", "tqcheck-baseline.jsonl") == ["title/big-boss"]


def test_what_is_known_stays_so_when_its_neighbour_is_fixed(tree: Path, run: Runner) -> None:
    path = write(tree, "a.txt", TEXT)
    run("baseline", "create")
    baseline = ("--baseline", "tqcheck-baseline.jsonl")
    assert run("check", "-q", "--fix", *baseline).code == 0
    assert "percent" in path.read_text("utf-8")
    write(tree, "a.txt", f"{TEXT}The Big Boss lost ten per cent.\n")
    assert run("check", "-q", "--diff", *baseline).code == 1
    assert jsonl(run, "--fix", *baseline) == ["title/big-boss"]


def test_a_baseline_is_a_file(tree: Path) -> None:
    write(tree, "a.txt", TEXT)
    done = process("baseline", "create", "--force", "--baseline", "/dev/full", cwd=tree)
    assert (done.returncode, done.stderr) == (2, b"tqcheck: /dev/full: is no regular file; name another one\n")
    assert process("baseline", "create", "--baseline", "new/old.jsonl", cwd=tree).returncode == 0


def test_a_baseline_of_some_files_leaves_those_that_are_gone_elsewhere(tree: Path, run: Runner) -> None:
    for name in ("x/a.txt", "y/b.txt"):
        write(tree, name, TEXT)
    run("baseline", "create")
    (tree / "y" / "b.txt").rename(tree / "y" / "c.txt")
    assert run("baseline", "prune", "x").out == "Let go of 0 findings, 4 left: tqcheck-baseline.jsonl\n"
    assert run("check", "--baseline", "tqcheck-baseline.jsonl").code == 0
    assert run("baseline", "prune", "--select", "title", ".").out.startswith("Let go of 0 findings")


# --- Changed lines ---


def test_only_lines_that_changed_count(tree: Path, run: Runner) -> None:
    git(tree, "init", "-q", "-b", "main")
    write(tree, "a.txt", TEXT)
    write(tree, "b.txt", TEXT)
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "texts")
    assert run("check", "--since", "HEAD").code == 0
    write(tree, "a.txt", f"{TEXT}Old words.\nTen per cent more.\n")
    write(tree, "c.txt", TEXT)
    done = run("check", "--since", "HEAD", "--format", "json")
    document = json.loads(done.out)
    told = [(item["path"], item["words"], [found["line"] for found in item["findings"]]) for item in document["files"]]
    assert told == [("a.txt", 6, [3]), ("c.txt", 7, [1, 1])]
    assert "since:HEAD" in document["signature"]


def test_a_copy_on_a_changed_line_does_not_pass_for_the_old_one(tree: Path, run: Runner) -> None:
    git(tree, "init", "-q", "-b", "main")
    write(tree, "a.txt", TEXT)
    run("baseline", "create")
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "texts")
    write(tree, "a.txt", TEXT + "\n" + TEXT)
    assert jsonl(run, "--since", "HEAD", "--baseline", "tqcheck-baseline.jsonl") == ["title/big-boss", "format/per-cent"]


@pytest.mark.parametrize(
    ("setup", "told"),
    [
        ("", "not a git repository"),
        ("git init -q", "no commit"),
        ("git init -q && git -c user.name=A -c user.email=a@example.org commit -q --allow-empty -m x", "no revision 'v1'"),
    ],
)
def test_where_git_does_not_know(tree: Path, run: Runner, setup: str, told: str) -> None:
    write(tree, "a.txt", TEXT)
    subprocess.run(["bash", "-c", setup or "true"], cwd=tree, check=True)
    done = run("check", "--since", "v1")
    assert (done.code, done.out) == (2, "")
    assert re.search(told, done.err) and done.err.count("\n") == 1


def test_without_git_at_all(tree: Path) -> None:
    write(tree, "a.txt", TEXT)
    git(tree, "init", "-q")
    done = process("check", "--since", "HEAD", cwd=tree, PATH="/nowhere")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Git" in done.stderr and done.stderr.count(b"\n") == 1


# --- Thresholds ---


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["--max-per-1000", "9"], 1, "a.txt: 10 findings per 1,000 words; max-per-1000 is 9"),
        (["--max-per-1000", "10"], 0, ""),
        (["--min-score", "97.5"], 1, "a.txt: score 97; min-score is 97.5"),
        (["--min-score", "97"], 0, ""),
    ],
)
def test_thresholds(tree: Path, run: Runner, args: list[str], code: int, told: str) -> None:
    write(tree, "a.txt", LONG)
    done = run("check", "-q", "--fail-on", "never", *args)
    assert (done.code, done.err) == (code, f"tqcheck: {told}\n" if told else "")


def test_a_good_text_does_not_hide_a_bad_one(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", LONG)
    write(tree, "b.txt", "Nothing at all. " * 1000)
    assert run("check", "--fail-on", "never", "--max-per-1000", "5").code == 1


def test_thresholds_of_a_path_and_those_of_the_command_line(tree: Path, run: Runner) -> None:
    write(tree, "opinion/a.txt", LONG)
    write(tree, "news/a.txt", LONG)
    with (tree / "tqcheck.toml").open("a") as config:
        config.write(
            'fail-on = "never"\nmin-score = 97.5\npenalties = { major = 4, minor = 0.5 }\n'
            '[[per-path]]\npath = "opinion/**"\nfail-on = "major"\nmin-score = 50\nmax-per-1000 = 50\n'
        )
    assert run("check", "news").code == 0
    assert run("check", "opinion").code == 1
    assert run("check", "opinion", "--fail-on", "never").code == 0
    done = run("check", "opinion", "--fail-on", "never", "--min-score", "99")
    assert ("\nFails: opinion/a.txt: score 97.75; min-score is 99\n" in done.out, done.err) == (True, "")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("min-score = 101", "min-score must be a number from 0 to 100"),
        ("min-score = true", "min-score must be a number from 0 to 100"),
        ("max-per-1000 = -1", "max-per-1000 must be a number, 0 or more"),
        ("max-per-1000 = nan", "max-per-1000 must be a number, 0 or more"),
        ("penalties = 3", "penalties must be a table with a number for minor, major, critical"),
        ("penalties = { mayor = 3 }", "unknown key 'mayor' in penalties, did you mean 'major'?"),
        ("penalties = { major = 'x' }", "penalties must be a number, 0 or more"),
        ("baseline = 3", "baseline must be the path of a file"),
        ("[[per-path]]\npath = 'a'\nfail-on = 'mayor'", "fail-on is 'mayor'"),
        ("required-version = 'new'", "required-version must be a version or a range of them"),
        ("required-version = 3", "required-version must be a version or a range of them"),
        ("required-version = ['>=1']", "required-version must be a version or a range of them"),
        ("required-version = false", "required-version must be a version or a range of them"),
        ("required-version = '>=99'\nunheard-of = 3", f"this project asks for tqcheck >=99, this is {__version__}"),
        ("required-version = '99.1'", f"this project asks for tqcheck ==99.1, this is {__version__}"),
    ],
)
def test_settings_that_can_not_be_taken(tree: Path, run: Runner, lines: str, told: str) -> None:
    write(tree, "a.txt", TEXT)
    count = (tree / "tqcheck.toml").read_text("utf-8").count("\n")
    with (tree / "tqcheck.toml").open("a") as config:
        config.write(f"{lines}\n")
    done = run("check")
    assert (done.code, done.out) == (2, "")
    assert told in done.err and done.err.count("\n") == 1
    assert int(done.err.split(":")[2]) > count


def test_a_version_that_will_do(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", "Nothing.\n")
    for wanted in (__version__, f"=={__version__}", f">={__version__},<99"):
        (tree / "tqcheck.toml").write_text(f'required-version = "{wanted}"\n')
        assert run("check").code == 0


# --- What a report was made with ---


def test_version(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", "Nothing.\n")
    assert run("--version").out == f"tqcheck {__version__}\n"
    told = dict(line.split(": ", 1) for line in run("--version", "--verbose").out.splitlines()[1:])
    assert run("check").out.splitlines()[-1] == f"Signature: {told['signature']}"
    assert told["configuration"] == str(tree / "tqcheck.toml")
    assert "house" in told["packs"] or "rules" in told["packs"]
    assert run("--verbose").code == 2


def test_the_schema_is_printed(run: Runner) -> None:
    schema: dict[str, Any] = json.loads(run("schema").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["format"] == {"const": "tqcheck"}


# --- Names and words that would be more than names and words ---

STEERING = "\x1b[31m\u202e##[error]x"


def test_nothing_in_a_name_steers_what_shows_a_problem(tree: Path, run: Runner) -> None:
    (tree / f"{STEERING}.txt").write_bytes(b"x\0")
    done = run("check")
    assert done.err == "tqcheck: ␛[31m#♯[error]x.txt:1: is not text (NUL byte); leave it out, or convert it to UTF-8\n"


def test_nothing_in_a_text_steers_a_log(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", f"The Big Boss {STEERING} ##[stop-commands]x\n")
    write(tree, f"{STEERING}.txt", TEXT)
    for form in ("text", "markdown", "github"):
        out = run("check", "--format", form).out
        assert not {"\x1b", "\u202e"} & set(out), form
        assert {command.kind for command in readers.github(out)} == ({"error", "notice"} if form == "github" else set()), form
