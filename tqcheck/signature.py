"""What a report depends on, in one line: two reports with the same signature differ because the texts do.

It is written as sacreBLEU writes its own: `name:value` with `|` between, the version last.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqcheck import __version__
from tqcheck.config import NEVER, Config
from tqcheck.engine import Checker
from tqcheck.model import Severity
from tqcheck.ruleset import digest

_DIGITS = 8
"""Hexadecimal digits of a hash that are told."""
_TOLD = (
    *("style", "select", "extend_select", "ignore", "min_severity", "min_certainty", "paragraphs", "preview"),
    *("fail_on", "max_per_1000", "min_score", "penalties", "exceptions", "per_path"),
)
"""Settings that are told where they are not the default."""
_FILES = ("ledger", "baseline")


def signature(checker: Checker, **more: str) -> str:
    """The signature of what a Checker finds; `more` are options of the run that its configuration doesn't hold."""
    return "|".join(f"{name}:{_escaped(value)}" for name, value in _parts(checker, more))


def _parts(checker: Checker, more: dict[str, str]) -> Iterator[tuple[str, str]]:
    config = checker.config
    yield "pair", f"{config.source}-{config.target}"
    yield "packs", checker.ruleset.packs[:_DIGITS]
    yield "glossaries", checker.ruleset.glossaries[:_DIGITS]
    for name in _TOLD:
        if (value := getattr(config, name)) != getattr(Config(), name):
            yield name.replace("_", "-"), _told(name, value)
    for name in _FILES:
        path: Path | None = getattr(config, name)
        if path and path.exists():
            yield name, digest([path])[:_DIGITS]
    yield from ((name, value) for name, value in more.items() if value)
    yield "version", __version__


def _told(name: str, value: Any) -> str:
    """A setting's value in a word: names and numbers as they are, what is longer as a hash."""
    if name == "fail_on":
        return "never" if value == NEVER else Severity(value).name
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    if name in ("penalties", "exceptions", "per_path"):
        return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=_DIGITS // 2).hexdigest()
    return str(getattr(value, "name", value))


def _escaped(text: str) -> str:
    """A value that neither ends its part nor its line."""
    return "".join(char if char.isprintable() and char not in "|% " else f"%{ord(char):02X}" for char in text)
