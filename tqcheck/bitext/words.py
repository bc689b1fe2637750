"""What words of one language may become in another: bilingual lists that tell whether a word has any counterpart.

A list (`lexicon/fr.tsv`) gives each word or stem of a language all the English words that news render it by; read the other
way round it serves texts translated from English. A star ends a stem, which stands for every word that begins so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from tqcheck.bitext.stems import function_words

FOLDER = Path(__file__).parent / "lexicon"
_END = "$"
"""Ends what must match as a whole word."""
_LEAST = 3
"""Letters of the shortest stem, and of the shortest word that is told from others."""
_NOTHING: frozenset[str] = frozenset()


class Lexicon:
    """The list of a pair of languages; `small` are the words of the first that have no meaning of their own."""

    def __init__(self, entries: Mapping[str, frozenset[str]], small: frozenset[str] = _NOTHING) -> None:
        self._entries, self._small = entries, small
        self._answers = _NOTHING.union(*entries.values())
        self.of: Callable[[str], frozenset[str] | None] = lru_cache(1 << 16)(self._entry)
        """What a word in lower case may become, None for one that isn't listed; compare with `marks`."""
        self.marks: Callable[[str], tuple[str, ...]] = lru_cache(1 << 16)(self._marks)
        """All that entries know a word of the other language by."""
        self.content: Callable[[str], frozenset[str] | None] = lru_cache(1 << 16)(self._content)
        """What a word with a meaning may become, nothing for one that isn't listed; None for all other words."""

    def _marks(self, word: str) -> tuple[str, ...]:
        return tuple(mark for mark in marks_of(word) if mark in self._answers)

    def _content(self, word: str) -> frozenset[str] | None:
        if word in self._small or len(word) < _LEAST:
            return None
        return self.of(word) or (None if word[0].isdigit() else _NOTHING)

    def _entry(self, word: str) -> frozenset[str] | None:
        entries = self._entries
        if (found := entries.get(word + _END)) is not None:
            return found
        for end in range(len(word), _LEAST - 1, -1):
            if (found := entries.get(word[:end])) is not None:
                return found
        return None


def marks_of(word: str) -> tuple[str, ...]:
    """All that entries can know one word in lower case by."""
    return (word + _END, *(word[:end] for end in range(_LEAST, len(word) + 1)))


@lru_cache(1 << 16)
def is_content(word: str) -> bool:
    """Whether a word in lower case is long enough to be told from others, and no number."""
    return len(word) >= _LEAST and not word[0].isdigit()


@cache
def lexicon(source: str, target: str) -> Lexicon | None:
    """The list from one language into another, None where there is none."""
    if target == "en":
        rows = _rows(source)
        return Lexicon({key: frozenset(values) for key, values in rows}, function_words(source)) if rows else None
    rows = _rows(target) if source == "en" else []
    if not rows:
        return None
    turned: dict[str, set[str]] = {}
    for key, values in rows:
        for value in values:
            turned.setdefault(value, set()).add(key)
    return Lexicon({key: frozenset(values) for key, values in turned.items()}, function_words(source))


@cache
def _rows(language: str) -> list[tuple[str, tuple[str, ...]]]:
    path = FOLDER / f"{language}.tsv"
    if not path.is_file():
        return []
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return [(_mark(key), tuple(map(_mark, values.split("|")))) for key, values in lines]


def _mark(entry: str) -> str:
    return entry[:-1] if entry.endswith("*") else entry + _END
