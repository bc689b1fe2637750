"""The review screen played headless: keys in, screens and files out."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tqcheck import config
from tqcheck.decisions import Decision, Journal, standing
from tqcheck.review.desk import Desk
from tqcheck.review.entries import Entry
from tqcheck.review.feed import Feed, Task
from tqcheck.review.screen.app import ReviewApp

JOURNAL = "decisions.jsonl"


def app(folder: Path, *paths: str, **task: Any) -> ReviewApp:
    """The review of paths in a folder with a tqcheck.toml, as Ada's; `task` are more fields of the feed's task."""
    settings = config.load(folder / "tqcheck.toml")
    feed = Feed(Task(settings, paths or (".",), **task))
    desk = Desk(settings, journal(folder), "Ada", task.get("stdin", ("",))[0])
    return ReviewApp(desk, feed, told="told" in task)


def journal(folder: Path) -> Journal:
    """The journal of a folder."""
    return Journal(folder / JOURNAL)


class Stage:
    """An app that runs; all its findings are there."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.app, self._pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other; the screen is drawn when this returns."""
        await self._pilot.press(*keys)
        await self._pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text over whatever stands in the line that has the focus."""
        await self.press("home", "ctrl+k", *text)

    async def click(self, x: int, y: int) -> None:
        """Click on a place of the screen."""
        await self._pilot.click(offset=(x, y))
        await self._pilot.pause()

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(columns, rows)
        await self._pilot.pause()

    @property
    def screen(self) -> str:
        """What is on the screen, as plain text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"

    @property
    def said(self) -> str:
        """The line that tells what the last key did."""
        return self.app.main._said

    @property
    def current(self) -> Entry:
        """The finding in focus."""
        entry = self.app.main.session.current
        assert entry
        return entry

    @property
    def verdicts(self) -> list[str]:
        """What was decided about each finding, in order."""
        return [entry.verdict.decision for entry in self.app.desk if entry.verdict.decision or not entry.made]


Part = Callable[[Stage], Awaitable[None]]


def play(app: ReviewApp, part: Part, size: tuple[int, int] = (80, 24)) -> None:
    """Run an app and, once all findings are there, a part."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            while not app.main._over:
                await pilot.pause(0.02)
            await pilot.pause()
            await part(Stage(app, pilot))

    try:
        asyncio.run(run())
    finally:
        gc.collect()  # an app is full of cycles, and checks let nobody look for them


def decided(folder: Path) -> list[tuple[str, str, str]]:
    """What holds by the journal: decision, text, text in its place; in the order in which it was decided."""
    return [(item.decision, item.before, item.after) for item in _standing(folder)]


def _standing(folder: Path) -> Iterable[Decision]:
    return standing(journal(folder).read()).values()
