"""Tell how quick `tqcheck review` answers: 10,000 findings in 200 files, at a real terminal.

Measured: from start to the first finding on the screen, against the whole of `tqcheck check` on the first file, in turn; from
each key to the screen that shows what it did, inside the app, while the check is still at work and after it; the memory of the
app and of the check beside it, at most. The texts are sentences of the samples, drawn at random. Needs Linux. Prints a Markdown
table; exits 1 where a limit does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import random
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TQCHECK = Path(sys.executable).parent / "tqcheck"
SAMPLES = Path(__file__).parents[2] / "samples"
FILES, LINES = 200, 64
KEYS = "jjkarjjsnauejj/pifjaA"
"""What is typed, again and again; keys that open a dialog are followed by one that closes it."""
CLOSED_BY = {"e": "\x1b", "/": "\x1b", "i": "\x1b", "A": "\x1b"}
SIZE = (120, 40)
FIRST_SHOWN = "▶".encode()


def texts(folder: Path) -> None:
    """Write the files."""
    chosen = random.Random(5)
    found = [
        line
        for path in sorted(SAMPLES.glob("*.txt"))
        if not path.name.startswith("clean-")
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    for number in range(FILES):
        lines = "\n".join(chosen.choices(found, k=LINES))
        (folder / f"article-{number:03}.txt").write_text(f"{lines}\n", "utf-8")


class Terminal:
    """The program at a pseudo-terminal."""

    def __init__(self, command: list[str], folder: Path) -> None:
        ours, theirs = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        environment = os.environ | {"TERM": "xterm-256color", "XDG_STATE_HOME": str(folder / "state")}
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=environment
        )
        os.close(theirs)
        self._ours = ours

    def read(self, seconds: float) -> bytes:
        """What is shown within some time."""
        end, shown = time.perf_counter() + seconds, b""
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._ours], [], [], left)[0]:
                try:
                    shown += os.read(self._ours, 1 << 16)
                except OSError:
                    break
        return shown

    def until(self, wanted: bytes, seconds: float = 60.0) -> float:
        """Seconds from the start until something is shown."""
        shown = b""
        while wanted not in shown:
            if time.perf_counter() - self.begun > seconds or self.process.poll() is not None:
                raise SystemExit(f"nothing was shown within {seconds} s: {shown[-2000:]!r}")
            shown += self.read(0.002)
        return time.perf_counter() - self.begun

    def type(self, key: str) -> None:
        """Press a key."""
        os.write(self._ours, key.encode())

    def memory(self) -> int:
        """Resident megabytes of the program and its children, at most until now."""
        mine = self.process.pid
        children = Path(f"/proc/{mine}/task/{mine}/children").read_text("utf-8")
        return sum(map(_peak, [mine, *map(int, children.split())]))

    def close(self) -> None:
        """End the program."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._ours)


def _peak(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def first_shown(folder: Path, runs: int) -> tuple[float, float]:
    """Seconds until the first finding is shown, and of a check of the first file: medians of runs in turn."""
    shown, checked = [], []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([TQCHECK, "check", "-q", "article-000.txt"], cwd=folder, capture_output=True, check=False)
        checked.append(time.perf_counter() - begun)
        terminal = Terminal([str(TQCHECK), "review", "."], folder)
        shown.append(terminal.until(FIRST_SHOWN))
        terminal.close()
    return statistics.median(shown), statistics.median(checked)


def keyed(folder: Path, presses: int) -> tuple[list[float], int, int]:
    """Milliseconds from each key to the screen that shows what it did; the most memory; how many findings there were."""
    told = folder / "told.json"
    terminal = Terminal([sys.executable, __file__, "--inside", str(told), "."], folder)
    terminal.until(FIRST_SHOWN)
    memory = 0
    for number in range(presses):
        key = KEYS[number % len(KEYS)]
        for pressed in (key, CLOSED_BY.get(key, "")):
            if pressed:
                terminal.type(pressed)
                terminal.read(0.12)
        if number % 20 == 0:
            memory = max(memory, terminal.memory())
    terminal.read(8)
    memory = max(memory, terminal.memory())
    terminal.process.send_signal(signal.SIGUSR1)
    terminal.read(1)
    terminal.close()
    record = json.loads(told.read_text("utf-8"))
    return record["milliseconds"], memory, record["findings"]


def inside(told: Path, paths: list[str]) -> None:
    """Run the review with a clock in it; a signal lets it tell what it measured."""
    from textual import events

    from tqcheck.cli import main
    from tqcheck.review.screen.app import ReviewApp

    pressed: list[float] = []
    took: list[float] = []
    apps: list[ReviewApp] = []

    class Timed(ReviewApp):
        """The app, with a clock."""

        def on_mount(self) -> None:
            apps.append(self)

        async def on_event(self, event: events.Event) -> None:
            if isinstance(event, events.Key):
                pressed.append(time.perf_counter())
            await super().on_event(event)

        def _display(self, *args: object) -> None:
            super()._display(*args)  # type: ignore[arg-type]
            if pressed and args[1] is not None:
                now = time.perf_counter()
                took.extend(1000 * (now - begun) for begun in pressed)
                pressed.clear()

    def tell(*_: object) -> None:
        told.write_text(json.dumps({"milliseconds": took, "findings": len(list(apps[0].desk))}), "utf-8")

    signal.signal(signal.SIGUSR1, tell)
    import tqcheck.review.screen.app as module

    module.ReviewApp = Timed  # type: ignore[misc]
    main(["review", *paths])


def rows(found: dict[str, tuple[float, float, str]]) -> Iterator[str]:
    """Yield a Markdown table of figures with their limits."""
    yield "| limit | measured | asked for | holds |"
    yield "|---|---|---|---|"
    for name, (figure, limit, unit) in found.items():
        yield f"| {name} | {figure:.2f}{unit} | at most {limit:g}{unit} | {'yes' if figure <= limit else 'NO'} |"


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5, help="rounds of starting")
    parser.add_argument("--presses", type=int, default=400, help="keys to press")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        inside(Path(given.inside), given.paths)
        return
    folder = Path(tempfile.mkdtemp())
    try:
        texts(folder)
        shown, checked = first_shown(folder, given.runs)
        milliseconds, memory, findings = keyed(folder, given.presses)
    finally:
        shutil.rmtree(folder)
    ordered = sorted(milliseconds)
    print(f"{FILES} files, {findings:,} findings; {len(ordered)} keys, median {statistics.median(ordered):.0f} ms\n")
    figures = {
        f"first finding, after a check of one file ({checked:.2f} s) would end": (shown - checked, 1.0, " s"),
        "key to screen, 95th percentile": (ordered[int(0.95 * len(ordered))], 50.0, " ms"),
        "memory, app and check": (float(memory), 300.0, " MB"),
    }
    print("\n".join(rows(figures)))
    raise SystemExit(any(figure > limit for figure, limit, _ in figures.values()))


if __name__ == "__main__":
    main()
