"""Talk with a command at a real terminal: a pseudo-terminal pair, the program on one end, the test on the other."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_PATIENCE = 60.0
_READING = 0.3


class Said(NamedTuple):
    """All that stood on the terminal, and how the command ended."""

    screen: str
    code: int


def converse(args: Sequence[str], turns: Sequence[tuple[str, str]], cwd: Path) -> Said:
    """Run `tqcheck ARGS` in a folder; each turn waits until the terminal shows a text, then types an answer.

    An answer "\\x03" is Ctrl-C. Raises AssertionError with what stood there where a text does not appear.
    """
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "dumb", "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tqcheck", *args],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env=environment, start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509
    )  # fmt: skip
    os.close(theirs)
    screen, seen = "", 0
    try:
        for wanted, answer in turns:
            screen = _until(ours, screen, wanted, seen)
            seen = screen.index(wanted, seen) + len(wanted)
            if answer == "\x03":
                time.sleep(_READING)  # a signal right before Python reads would wait for the next key
            os.write(ours, answer.encode() if answer == "\x03" else answer.encode() + b"\n")
        screen = _until(ours, screen, "", len(screen))
    finally:
        process.kill() if process.poll() is None and sys.exc_info()[0] else None
        code = process.wait(_PATIENCE)
        os.close(ours)
    return Said(screen.replace("\r\n", "\n"), code)


def _own_terminal() -> None:
    """Make the terminal the one from which Ctrl-C comes."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _until(ours: int, screen: str, wanted: str, seen: int) -> str:
    """Read until a text stands there after what was seen; to the end where it is empty."""
    deadline = time.monotonic() + _PATIENCE
    data = b""
    while not wanted or wanted not in screen[seen:]:
        ready, _, _ = select.select([ours], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, f"no {wanted!r} in {screen[seen:]!r}"
        try:
            piece = os.read(ours, 1 << 16)
        except OSError:  # the other end is closed
            piece = b""
        if not piece:
            assert not wanted, f"no {wanted!r} in {screen[seen:]!r}"
            break
        data += piece
        try:
            screen, data = screen + data.decode(), b""
        except UnicodeDecodeError:  # a character cut in two
            continue
    return screen
