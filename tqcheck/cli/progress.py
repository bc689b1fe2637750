"""A progress bar on standard error: only on a terminal, only when the work takes long."""

from __future__ import annotations

import sys
import time
from typing import Any

_LONG = 0.5
"""Seconds after which a bar is shown."""


class Progress:
    """Counts files done; as a context manager it clears its line when it leaves. `shown` tells whether there can be a bar."""

    def __init__(self, total: int, shown: bool, label: str = "checking") -> None:
        self._total, self._done, self._label = total, 0, label
        self.shown = shown and total > 1 and sys.stderr.isatty()
        self._start = time.monotonic()
        self._bar: Any = None

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        if not self.shown or (self._bar is None and time.monotonic() - self._start < _LONG):
            return
        fresh = 1
        if self._bar is None:
            import click

            fresh = self._done
            self._bar = click.progressbar(length=self._total, label=self._label, file=sys.stderr, show_pos=True)
        self._bar.update(fresh)

    def clear(self) -> None:
        """Wipe the bar's line, so that something else can be written there; the next step draws it again."""
        if self._bar is not None:
            sys.stderr.write("\r\x1b[K\x1b[?25h")
            sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
