"""`tqcheck check` from outside: every option does something, and the exit code says what it promises."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import house
import pytest

Runner = Callable[..., Any]
TEXT = "The Big Boss took ten per cent.\n"


def rules(out: str) -> list[str]:
    return [json.loads(line)["rule"] for line in out.splitlines()]


def jsonl(run: Runner, *args: str, **more: bytes) -> list[str]:
    return rules(run("check", "--format", "jsonl", *args, **more).out)


def write(tree: Path, name: str, text: str) -> Path:
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def process(*args: str, cwd: Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "tqcheck", *args], cwd=cwd, input=stdin, capture_output=True, check=False, env=os.environ | env
    )


def test_a_process_of_its_own(tree: Path) -> None:
    write(tree, "a.txt", TEXT)
    done = process("check", "--format", "jsonl", cwd=tree, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert rules(done.stdout.decode()) == ["title/big-boss", "format/per-cent"]
    assert "“Big Boss”" in done.stdout.decode()
    assert done.stderr == b""


def test_a_closed_pipe_is_no_trouble(tree: Path) -> None:
    write(tree, "a.txt", TEXT * 5000)
    done = subprocess.run(
        f"{sys.executable} -m tqcheck check --format jsonl a.txt | head -n 1; echo ${{PIPESTATUS[0]}}",
        shell=True, executable="/bin/bash", cwd=tree, capture_output=True, check=False,
    )  # fmt: skip
    assert done.stdout.endswith(b"141\n")
    assert done.stderr == b""


def test_ctrl_c(tree: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "a.txt", TEXT)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tqcheck.jobs.handle", interrupt)
    assert run("check", "a.txt") == (130, "", "tqcheck: interrupted\n")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 1),
        (["--fail-on", "critical"], 0),
        (["--fail-on", "minor"], 1),
        (["--fail-on", "never"], 0),
        (["--select", "format"], 0),
        (["--select", "format", "--fail-on", "minor"], 1),
        (["gone.txt", "a.txt"], 2),
    ],
)
def test_exit_code(tree: Path, run: Runner, args: list[str], code: int) -> None:
    write(tree, "a.txt", TEXT)
    assert run("check", *args).code == code


def test_what_is_only_possible_fails_nothing(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", "Sold under the counter.\n")
    done = run("check", "--min-certainty", "possible")
    assert done.code == 0
    assert "calque/under-the-counter critical (possible)" in done.out


def test_fail_on_of_the_configuration(tree: Path, pack: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    write(tree, "tqcheck.toml", house.config(pack, 'fail-on = "never"'))
    assert run("check").code == 0
    assert run("check", "--fail-on", "major").code == 1


def test_which_rules_run(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT + "An old hat.\n")
    both = ["title/big-boss", "format/per-cent"]
    assert jsonl(run) == both
    assert jsonl(run, "--select", "format,title/big-boss") == both
    assert jsonl(run, "--select", "format", "--select", "title") == both
    assert jsonl(run, "--ignore", "format") == ["title/big-boss"]
    assert jsonl(run, "--extend-select", "tense/old-hat") == [*both, "tense/old-hat"]
    assert jsonl(run, "--select", "tense") == []
    assert jsonl(run, "--select", "tense", "--preview") == ["tense/old-hat"]
    assert jsonl(run, "--min-severity", "major") == ["title/big-boss"]
    assert jsonl(run, "--min-certainty", "certain", "--from", "fr") == both


def test_from_and_to(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", "He saw the latter.\n")
    assert jsonl(run) == []
    assert jsonl(run, "--from", "fr") == ["reporting/the-latter"]
    assert jsonl(run, "--from", "none") == []
    for option in ("--from", "--to"):
        done = run("check", option, "no tag")
        assert (done.code, done.out) == (2, "")
        assert f"{option} 'no tag' is no language tag" in done.err


def test_standard_input(tree: Path, run: Runner) -> None:
    done = run("check", "-", "--format", "jsonl", "--stdin-filename", "page.md", stdin=b"`per cent`, *per cent*\n")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(item["path"], item["column"]) for item in found] == [("page.md", 14)]
    assert '"path": "<stdin>"' in run("check", "-", "--format", "jsonl", stdin=b"per cent").out


def test_fix(tree: Path, run: Runner) -> None:
    path = write(tree, "a.txt", "\ufeff" + TEXT.replace("\n", "\r\n"))
    done = run("check", "--fix")
    assert path.read_bytes() == b"\xef\xbb\xbfThe Big Boss took ten percent.\r\n"
    assert done.code == 1
    assert "Fixed 1." in done.out
    assert "a.txt:1:18 format/per-cent" not in done.out
    done = run("check", "--fix", "--unsafe-fixes")
    assert path.read_bytes() == b"\xef\xbb\xbfThe Chief took ten percent.\r\n"
    assert done.code == 0


def test_fix_of_standard_input(tree: Path, run: Runner) -> None:
    done = run("check", "--fix", "-", stdin=TEXT.encode())
    assert done.out == "The Big Boss took ten percent.\n"
    assert "<stdin>:1:5 title/big-boss" in done.err
    assert run("check", "--fix", "-", stdin=b"Nothing.\r\n").out == "Nothing.\r\n"


def test_diff(tree: Path, run: Runner) -> None:
    path = write(tree, "sub/a.txt", "One.\n" + TEXT + "Last")
    done = run("check", "--diff", "--fail-on", "never")
    assert done.code == 1
    assert done.out == (
        "--- sub/a.txt\n+++ sub/a.txt\n@@ -1,3 +1,3 @@\n One.\n-The Big Boss took ten per cent.\n"
        "+The Big Boss took ten percent.\n Last\n\\ No newline at end of file\n"
    )
    assert path.read_text() == "One.\n" + TEXT + "Last"
    patched = subprocess.run(["patch", "-p0"], cwd=tree, input=done.out.encode(), capture_output=True, check=False)
    assert patched.returncode == 0
    assert run("check", "--diff", "-q") == (1, "", "")
    assert run("check", "--diff", "--unsafe-fixes", "-q", "sub/a.txt").out.count("+The Chief") == 1
    path.write_text("Nothing.\n")
    assert run("check", "--diff", "-q") == (0, "", "")


def test_diff_tells_that_findings_remain(tree: Path, run: Runner) -> None:
    path = write(tree, "a.txt", "The Big Boss spoke.\n")
    assert run("check", "--diff") == (1, "", "tqcheck: note: nothing to fix; other findings remain, see `tqcheck check`\n")
    assert run("check", "--diff", "--fail-on", "critical") == (0, "", "tqcheck: note: nothing to fix\n")
    path.write_text(TEXT)
    assert "1 fix would be made; other findings remain" in run("check", "--diff").err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--diff", "--format", "jsonl"], "give it without --statistics, --format and --output"),
        (["--diff", "--statistics"], "give it without --statistics, --format and --output"),
        (["--stdin-filename", "a.md", "a.txt"], "--stdin-filename goes with -"),
    ],
)
def test_options_that_would_do_nothing_are_refused(tree: Path, run: Runner, args: list[str], told: str) -> None:
    write(tree, "a.txt", TEXT)
    done = run("check", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["check a.txt", "rules", "check --fix -q --select format - < a.txt", "--help"])
def test_a_full_disk_is_told_in_one_line(tree: Path, command: str) -> None:
    write(tree, "a.txt", TEXT)
    assert shell(f"{command} > /dev/full", tree) == (2, "", "tqcheck: the output can't be written: No space left on device\n")


def test_closed_streams(tree: Path) -> None:
    write(tree, "a.txt", TEXT)
    assert shell("check -q a.txt >&-", tree) == (1, "", "")
    assert shell("check gone.txt 2>&-", tree) == (2, "", "")
    assert shell("check - <&-", tree) == (2, "", "tqcheck: <stdin>: can't be read: it is closed\n")


def shell(command: str, cwd: Path) -> tuple[int, str, str]:
    command = f"exec {sys.executable} -m tqcheck {command}"
    done = subprocess.run(command, shell=True, cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_fault_of_the_program_is_one_line(tree: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "a.txt", TEXT)

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("tqcheck.jobs.handle", fail)
    told = "tqcheck: stopped by a fault of its own, ZeroDivisionError: by zero; set TQCHECK_DEBUG=1 to see where\n"
    assert run("check", "a.txt") == (2, "", told)


def test_unsafe_fixes_alone_is_refused(tree: Path, run: Runner) -> None:
    done = run("check", "--unsafe-fixes")
    assert done.code == 2
    assert "--unsafe-fixes goes with --fix or --diff" in done.err


def test_statistics_and_quiet(tree: Path, run: Runner) -> None:
    write(tree, "a.txt", TEXT)
    assert run("check", "--statistics").out.splitlines()[1:] == [
        "    1  format/per-cent  minor     S",
        "    1  title/big-boss   major     U",
    ]
    loud, quiet = run("check").out, run("check", "-q").out
    assert loud.startswith(quiet)
    assert "findings in 1 file" in loud
    assert "findings in" not in quiet


def test_jobs_change_nothing(tree: Path, run: Runner) -> None:
    for number in range(12):
        write(tree, f"{number:02}.txt", TEXT * number)
    write(tree, "bad.txt", "x").write_bytes(b"\xff")
    for form in ("text", "jsonl"):
        assert run("check", "--format", form, "--jobs", "3") == run("check", "--format", form, "--jobs", "1")
    diff = ("check", "--diff")
    assert run(*diff, "--jobs", "2") == run(*diff, "--jobs", "1")


def test_idle_and_expired_exceptions_are_told(tree: Path, pack: Path, run: Runner) -> None:
    exceptions = (
        'ignore = [{ rule = "title", text = "big boss" },\n  { text = "Small Boss", path = "*.txt" },\n'
        '  { rule = "format", expires = 2020-01-31 }]'
    )
    write(tree, "a.txt", TEXT)
    write(tree, "b.txt", "Nothing.\n")
    write(tree, "tqcheck.toml", house.config(pack, exceptions))
    for jobs in ("1", "2"):
        done = run("check", "--jobs", jobs)
        assert "1 suppressed." in done.out
        assert [line.partition(": note: ")[2] for line in done.err.splitlines()] == [
            f"{tree}/tqcheck.toml:4: this exception suppresses nothing; remove it",
            f"{tree}/tqcheck.toml:5: this exception expired on 2020-01-31; remove or renew it",
        ]
        assert done.code == 0
    assert "expired" in run("check", "--select", "title").err
    assert "suppresses nothing" not in run("check", "--select", "title").err


def test_the_nearest_configuration_is_taken(tree: Path, pack: Path, run: Runner) -> None:
    write(tree, "sub/tqcheck.toml", house.config(pack, 'ignore = ["title"]'))
    write(tree, "sub/deep/a.txt", TEXT)
    assert jsonl(run, "sub/deep") == ["format/per-cent"]
    assert jsonl(run, "sub/deep", "--config", "tqcheck.toml") == ["title/big-boss", "format/per-cent"]
    assert jsonl(run, "-", "--stdin-filename", "sub/deep/x.txt", stdin=TEXT.encode()) == ["format/per-cent"]


def test_exclude_and_per_path(tree: Path, pack: Path, run: Runner) -> None:
    per_path = '[[per-path]]\npath = "opinion/**"\nignore = ["title"]'
    write(tree, "tqcheck.toml", house.config(pack, 'exclude = ["drafts/"]', per_path))
    write(tree, "drafts/a.txt", TEXT)
    write(tree, "opinion/a.txt", TEXT)
    assert jsonl(run) == ["format/per-cent"]


def test_nothing_to_check(tree: Path, run: Runner) -> None:
    done = run("check")
    assert (done.code, done.out) == (0, "")
    assert "no text found in ." in done.err
    write(tree, "empty.txt", "")
    done = run("check", "--format", "jsonl")
    assert done == (0, "", "")


def test_colour_is_for_terminals_or_on_demand(tree: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, "a.txt", TEXT)
    assert "\x1b[" not in run("check").out
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b[" in run("check").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").out


def test_help_and_version(tree: Path, run: Runner) -> None:
    assert run("--version").out.startswith("tqcheck 0.")
    told = run("check", "--help").out
    assert "Examples:" in told
    assert told.count("  --") > 15
    done = run("chek")
    assert done.code == 2
    assert "did you mean 'check'" in done.err
    assert "check" in run("--help").out


def test_an_exception_for_files_elsewhere_is_not_called_idle(tree: Path, run: Runner) -> None:
    config = tree / "tqcheck.toml"
    config.write_text(config.read_text() + '\n[[ignore]]\nrule = "title/big-boss"\npath = "opinion/gone.md"\n')
    write(tree, "news/a.txt", "Nothing.\n")
    assert "gone.md" not in run("check", "news").err
    assert "no file checked is like 'opinion/gone.md'" in run("check", ".").err
