"""Whether a source holds the words that bring a rule's defect about."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from unicodedata import is_normalized, normalize

from tqcheck.languages import fold, unmarked


def stands(trigger: tuple[str, ...], source: str) -> bool:
    """Whether one of some words or phrases stands in a source, letter case aside; a star ends a stem (`actuel*`)."""
    if not is_normalized("NFC", source):  # letters and their marks apart, as macOS and some exports write them
        source = normalize("NFC", source)
    return _expression(trigger)(fold(source)) is not None


@cache
def _expression(trigger: tuple[str, ...]) -> Callable[[str], Any]:
    import regex

    expression: Callable[[str], Any] = regex.compile(rf"(?<!\w)(?:{'|'.join(map(_entry, trigger))})(?!\w)").search
    return expression


def _entry(entry: str) -> str:
    """What finds an entry; capitals often go without accents (Etat), so a word's first letter may stand bare."""
    return " ".join(_initial(word[0]) + r"\w*".join(map(re.escape, word[1:].split("*"))) for word in fold(entry).split())


def _initial(letter: str) -> str:
    return f"[{letter}{bare}]" if (bare := unmarked(letter)) != letter else re.escape(letter)
