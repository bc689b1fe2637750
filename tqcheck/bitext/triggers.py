"""Whether a source holds the words that bring a rule's defect about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from tqcheck.languages import fold


def stands(trigger: tuple[str, ...], source: str) -> bool:
    """Whether one of some words or phrases stands in a source, letter case aside; a star ends a stem (`actuel*`)."""
    return _expression(trigger)(fold(source)) is not None


@cache
def _expression(trigger: tuple[str, ...]) -> Callable[[str], Any]:
    import regex

    entries = (regex.escape(fold(entry.rstrip("*"))) + r"\w*" * entry.endswith("*") for entry in trigger)
    expression: Callable[[str], Any] = regex.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)").search
    return expression
