"""The progress bar, and several processes, as a terminal sees them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from tqcheck import jobs
from tqcheck.cli.progress import Progress
from tqcheck.config import Config
from tqcheck.model import Problem


def on_terminal(*command: str, cwd: Path) -> str:
    """What a command writes where both of its streams are one terminal."""
    import pty

    ours, theirs = pty.openpty()
    started = subprocess.Popen(command, cwd=cwd, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # how a terminal ends on Linux
        while piece := os.read(ours, 65536):
            said += piece
    os.close(ours)
    started.wait()
    return said.decode()


def test_a_report_on_a_terminal_has_colour_and_short_work_no_bar(tree: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tree / name).write_text("The Big Boss.\n")
    said = on_terminal(sys.executable, "-m", "tqcheck", "check", cwd=tree)
    assert said.count("\x1b[1ma.txt:1:5\x1b[0m") == 1
    assert said.index("b.txt:1:5") > said.index("a.txt:1:5")
    assert "checking" not in said


def test_a_bar_appears_when_it_takes_long_and_cleans_up(tmp_path: Path) -> None:
    script = (
        "import time; from tqcheck.cli.progress import Progress\n"
        "with Progress(3, True) as bar:\n"
        "    bar.step(); time.sleep(.6); bar.step(); bar.clear(); print('found'); bar.step()\n"
    )
    said = on_terminal(sys.executable, "-c", script, cwd=tmp_path)
    assert "2/3" in said
    assert "1/3" not in said
    assert "\r\x1b[K\x1b[?25hfound" in said
    assert said.endswith("\r\x1b[K\x1b[?25h")


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(0, 100, 10))
    monkeypatch.setattr(time, "monotonic", lambda: next(now))
    with Progress(3, True) as bar:
        bar.step()
        bar.step()
    assert capsys.readouterr() == ("", "")


def test_a_process_that_is_killed_is_told_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any, **__: Any) -> Any:
        raise BrokenProcessPool

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor.map", killed)
    with pytest.raises(Problem, match="--jobs 1"):
        list(jobs.run(jobs.Job(Config()), [jobs.Item("a", b""), jobs.Item("b", b"")], 2))


def test_ctrl_c_ends_all_processes(tree: Path) -> None:
    for number in range(10):
        (tree / f"{number}.txt").write_text("The Big Boss took ten per cent.\n" * 20_000)
    command = [sys.executable, "-m", "tqcheck", "check", "--format", "jsonl", "--jobs", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tree, stdout=pipe, stderr=pipe, start_new_session=True) as started:
        assert started.stdout is not None
        started.stdout.read(1)
        os.killpg(started.pid, signal.SIGINT)
        try:
            _, err = started.communicate(timeout=30)
        finally:
            started.kill()
    assert (started.returncode, err) == (130, b"tqcheck: interrupted\n")
