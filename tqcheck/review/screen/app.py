"""The app: one screen, fed by the check that runs beside it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from tqcheck.review.desk import Desk
from tqcheck.review.feed import Event, Feed, Looked
from tqcheck.review.screen import keys
from tqcheck.review.screen.main import Main
from tqcheck.review.session import Session

_BATCH = 0.1
"""Seconds between two drawings of what came in meanwhile."""


_COLLECTING = (50_000, 20, 1_000)
"""How seldom Python looks for cycles of objects: a look at ten thousand findings would hold up a key."""


class ReviewApp(App[None]):
    """The review of what a feed brings; `told` says that its findings were made elsewhere."""

    CSS_PATH = Path(__file__).with_name("review.tcss")
    TITLE = "tqcheck review"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, feed: Feed, *, told: bool = False) -> None:
        super().__init__()
        self.desk, self._feed = desk, feed
        self.main = Main(Session(desk), told=told)
        self._stale = False

    def get_default_screen(self) -> Screen[None]:
        """The review screen."""
        return self.main

    def on_mount(self) -> None:
        """Begin to listen to the check."""
        gc.freeze()
        self._collecting = gc.get_threshold()
        gc.set_threshold(*_COLLECTING)
        self._timer = self.set_interval(_BATCH, self._catch_up)
        self._listen()

    def on_resize(self) -> None:
        """Paint everything anew: a terminal that went small and back has lost rows, and its size tells nothing of it."""
        self.screen.refresh()

    @work(thread=True)
    def _listen(self) -> None:
        while event := self._feed.receive():
            if not self.is_running:
                return
            self.call_from_thread(self._take, event)
        if self.is_running:
            self.call_from_thread(self._end)

    def _take(self, event: Event) -> None:
        first = not self.desk.files
        self.main.take(event)
        self._stale = True
        if first and isinstance(event, Looked):
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.main.catch_up()

    def _end(self) -> None:
        self._timer.stop()
        self.main.over()

    @property
    def fault(self) -> Exception | None:
        """What ended the app before its time."""
        return self._exception

    def _fatal_error(self) -> None:
        """Leave the screen; whoever ran the app tells the fault in one line, or all of it where TQCHECK_DEBUG is set."""
        if os.environ.get("TQCHECK_DEBUG"):
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Let the check end with the app."""
        gc.unfreeze()
        gc.set_threshold(*self._collecting)
        self._feed.stop()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """All actions by name, and what Textual offers."""
        for key in keys.KEYS:
            run = partial(self.main.run_action, key.action)
            shown = " ".join(map(keys.shown, key.keys.split(",")))
            yield SystemCommand(key.name, f"{key.told} ({shown})", run)
        yield from (command for command in super().get_system_commands(screen) if command.title in ("Theme", "Screenshot"))
