"""A real terminal for programs to run in: tmux types, and what it shows is read."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from pathlib import Path

_PATIENCE = 60.0


class Terminal:
    """A session of tmux in which a shell runs; its server is the test's own, `more` is environment."""

    def __init__(self, folder: Path, *shell: str, **more: str) -> None:
        self._folder, self._socket = folder, folder / "tmux.socket"
        environment = os.environ | {"XDG_STATE_HOME": str(folder / "state"), "LC_ALL": "C.UTF-8", "PS1": "$ "} | more
        environment.pop("TMUX", None)
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", *(shell or ("sh",)), environment=environment)

    def _tmux(self, *args: str, environment: dict[str, str] | None = None) -> str:
        command = ["tmux", "-S", str(self._socket), *args]
        return subprocess.run(command, cwd=self._folder, env=environment, capture_output=True, text=True, check=True).stdout

    def run(self, *words: str) -> None:
        """Type a command and press Enter."""
        self.type(shlex.join(words))
        self.press("Enter")

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self._tmux("send-keys", *keys)

    @property
    def screen(self) -> str:
        """What is shown."""
        return self._tmux("capture-pane", "-pJ")

    def until(self, *wanted: str) -> str:
        """Wait until some texts are shown; returns the screen."""
        end = time.monotonic() + _PATIENCE
        while not all(text in (screen := self.screen) for text in wanted):
            assert time.monotonic() < end, f"no {wanted} in\n{screen}"
            time.sleep(0.05)
        return screen

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def renew(self) -> None:
        """Begin with a new shell, as after the terminal was closed."""
        self._tmux("respawn-pane", "-k", "sh")

    def programs(self) -> list[int]:
        """The processes below the shell, those that check beside the screen too."""
        found = [int(self._tmux("display-message", "-p", "#{pane_pid}"))]
        for process in found:
            found += _children(process)
        return found[1:]

    def until_over(self) -> None:
        """Wait until nothing runs but the shell."""
        end = time.monotonic() + _PATIENCE
        while self.programs():
            assert time.monotonic() < end, "still running"
            time.sleep(0.05)

    def close(self) -> None:
        """End all that runs in it."""
        self._tmux("kill-server")


def _children(process: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()))
    except OSError:
        return []
