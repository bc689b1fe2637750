"""What the commands share: the configuration that governs a run, and whether a stream gets colour."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TextIO

from tqcheck import config as configuration
from tqcheck.config import Config
from tqcheck.records import reading


def settle(path: str | None, start: str, **options: Any) -> Config:
    """Load the configuration that was named, or else that of a path's folder and up; options that are given go over it."""
    with reading(Path(path or start)):
        found = Path(path) if path else configuration.find(_folder(start))
        config = configuration.load(found) if found else Config()
    return configuration.override(config, **options)


def _folder(path: str) -> Path:
    return Path(path) if os.path.isdir(path) else Path(path).parent  # noqa: PTH112


def wants_color(stream: TextIO) -> bool:
    """Whether to write colour: on a terminal, unless NO_COLOR is set, or wherever FORCE_COLOR or CLICOLOR_FORCE is."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
