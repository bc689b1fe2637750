"""The person's own editor, opened where a finding stands."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Callable
from pathlib import PurePath

from tqcheck.model import Problem

_COLON: Callable[[str, int, int], list[str]] = lambda path, line, column: [f"{path}:{line}:{column}"]  # noqa: E731
_WAITING: Callable[[str, int, int], list[str]] = lambda path, line, column: ["--wait", f"{path}:{line}:{column}"]  # noqa: E731
_GOTO: Callable[[str, int, int], list[str]] = lambda path, line, column: [  # noqa: E731
    "--wait", "--goto", f"{path}:{line}:{column}",
]  # fmt: skip
_STYLES = {"code": _GOTO, "codium": _GOTO, "cursor": _GOTO, "subl": _WAITING, "zed": _WAITING, "hx": _COLON, "helix": _COLON}
"""How editors other than vi, nano, emacs and their kin are told a place."""


def command(path: str, line: int, column: int) -> list[str]:
    """The command that opens a file at a place: $VISUAL or $EDITOR, else vi. Raises Problem where that can't be read."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise Problem("", 0, f"$EDITOR is {named!r}, which can't be read: {error}") from None
    if not words:
        raise Problem("", 0, "$EDITOR names no program")
    name = PurePath(words[0]).stem
    place = os.path.abspath(path)  # noqa: PTH100 - `..` after a link must stay as it is
    if name == "notepad":
        return [*words, place]
    return [*words, *(_STYLES[name](place, line, column) if name in _STYLES else [f"+{line}", place])]


def run(path: str, line: int, column: int) -> None:
    """Open a file and wait until the editor ends; raises Problem where it can't be run or fails."""
    words = command(path, line, column)
    # Ctrl-C in the editor is the editor's; a handler, unlike SIG_IGN, is not handed down to it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run(words, check=False).returncode
    except OSError as error:
        raise Problem("", 0, f"{words[0]} can't be run: {error.strerror or error}; set $EDITOR") from None
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise Problem("", 0, f"{words[0]} failed with {code}")
