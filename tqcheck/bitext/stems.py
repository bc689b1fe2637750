"""Sets of words written as data: whole words, and stems that a star ends (`govern*`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

NOUNS_RAISED = frozenset(["de", "lb"])
"""Languages that write all nouns with a capital."""


class Stems:
    """Words and stems, all in lower case."""

    def __init__(self, entries: Iterable[str]) -> None:
        given = list(entries)
        self.words = frozenset(entry for entry in given if not entry.endswith("*"))
        self.prefixes = tuple(sorted(entry[:-1] for entry in given if entry.endswith("*")))

    def holds(self, word: str) -> bool:
        """Whether a word in lower case is one of them."""
        return word in self.words or (bool(self.prefixes) and word.startswith(self.prefixes))

    def any_in(self, words: Iterable[str]) -> bool:
        """Whether one of some different words is."""
        return not self.words.isdisjoint(words) or any(word.startswith(self.prefixes) for word in words if self.prefixes)


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of facts about languages beside this module."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a language that have no meaning of their own to lose; none for one that isn't known."""
    return frozenset(table("function").get(language, "").split())
