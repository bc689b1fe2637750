"""What words of one language may become in another: bilingual lists that tell whether a word has any counterpart.

A list (`lexicon/fr.tsv`) gives each word or stem of a language all the English words that news render it by; read the other
way round it serves texts translated from English. A star ends a stem, which stands for every word that begins so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"
_END = "$"
"""Ends what must match as a whole word."""
_LEAST = 3
"""Letters of the shortest stem."""


class Lexicon:
    """The list of a pair of languages."""

    def __init__(self, entries: Mapping[str, frozenset[str]]) -> None:
        self._entries = entries
        self.of: Callable[[str], frozenset[str] | None] = lru_cache(1 << 16)(self._entry)
        """What a word in lower case may become, None for one that isn't listed; compare with `marks`."""

    def _entry(self, word: str) -> frozenset[str] | None:
        entries = self._entries
        if (found := entries.get(word + _END)) is not None:
            return found
        for end in range(len(word), _LEAST - 1, -1):
            if (found := entries.get(word[:end])) is not None:
                return found
        return None


def marks(words: Iterable[str]) -> set[str]:
    """All that entries can know some words in lower case by: their beginnings, and each as a whole."""
    return set().union(*map(marks_of, words))


@lru_cache(1 << 16)
def marks_of(word: str) -> tuple[str, ...]:
    """All that entries can know one word in lower case by."""
    return (word + _END, *(word[:end] for end in range(_LEAST, len(word) + 1)))


@cache
def lexicon(source: str, target: str) -> Lexicon | None:
    """The list from one language into another, None where there is none."""
    if target == "en":
        rows = _rows(source)
        return Lexicon({key: frozenset(values) for key, values in rows}) if rows else None
    rows = _rows(target) if source == "en" else []
    if not rows:
        return None
    turned: dict[str, set[str]] = {}
    for key, values in rows:
        for value in values:
            turned.setdefault(value, set()).add(key)
    return Lexicon({key: frozenset(values) for key, values in turned.items()})


@cache
def _rows(language: str) -> list[tuple[str, tuple[str, ...]]]:
    path = FOLDER / f"{language}.tsv"
    if not path.is_file():
        return []
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return [(_mark(key), tuple(map(_mark, values.split("|")))) for key, values in lines]


def _mark(entry: str) -> str:
    return entry[:-1] if entry.endswith("*") else entry + _END
