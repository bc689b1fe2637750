"""The words and endings of `words.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import regex

from tqcheck.records import parse

_FILE = Path(__file__).with_name("words.toml")


@cache
def _tables() -> Mapping[str, Mapping[str, str | Sequence[str]]]:
    return parse(_FILE)


@cache
def listed(table: str, key: str) -> tuple[str, ...]:
    """The entries under a key of a table; none where it isn't there."""
    value = _tables()[table].get(key, ())
    return tuple(value.split() if isinstance(value, str) else value)


@cache
def endings(table: str, key: str) -> regex.Pattern[str]:
    """An expression for any of a table's endings at the end of a word."""
    longest_first = sorted(listed(table, key), key=len, reverse=True)
    return regex.compile(f"(?:{'|'.join(longest_first)})$")
