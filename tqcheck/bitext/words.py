"""What words of one language may become in another: bilingual lists that tell whether a word has any counterpart.

A list (`lexicon/fr.tsv`) gives each word or stem of a language all the English words that news render it by; read the other
way round it serves texts translated from English. A star ends a stem, which stands for every word that begins so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from tqcheck.bitext.stems import function_words

FOLDER = Path(__file__).parent / "lexicon"
_END = "$"
"""Ends what must match as a whole word."""
_LEAST = 3
"""Letters of the shortest stem, and of the shortest word that is told from others."""


class Lexicon:
    """The list of a pair of languages: for each entry of the second one the entries of the first that may become it.

    `small` are the words of the first language that have no meaning of their own. Whether words of two texts answer each
    other is told by sets: that of one text's entries, and what those of the other answer.
    """

    def __init__(self, answers: Mapping[str, Iterable[str]], small: frozenset[str] = frozenset()) -> None:
        self._answers, self._small = {entry: frozenset(keys) for entry, keys in answers.items()}, small
        self._keys = frozenset().union(*self._answers.values())
        self.entry: Callable[[str], str | None] = lru_cache(1 << 16)(self._entry)
        """The entry that a word in lower case of the first language falls under, None for one that isn't listed."""
        self.content: Callable[[str], str | None] = lru_cache(1 << 16)(self._content)
        """The entry of a word with a meaning, "" for one that isn't listed; None for all other words."""
        self.answered: Callable[[str], frozenset[str]] = lru_cache(1 << 16)(self._answered)
        """The entries that a word in lower case of the second language answers."""

    def _entry(self, word: str) -> str | None:
        return next((form for form in _forms(word) if form in self._keys), None)

    def _content(self, word: str) -> str | None:
        if word in self._small or len(word) < _LEAST:
            return None
        return self.entry(word) or (None if word[0].isdigit() else "")

    def _answered(self, word: str) -> frozenset[str]:
        return frozenset().union(*(self._answers.get(form, ()) for form in _forms(word)))


def _forms(word: str) -> Iterator[str]:
    """All that entries can know a word by: the word as a whole, then its beginnings, the longest first."""
    yield word + _END
    for end in range(len(word), _LEAST - 1, -1):
        yield word[:end]


@lru_cache(1 << 16)
def is_content(word: str) -> bool:
    """Whether a word in lower case is long enough to be told from others, and no number."""
    return len(word) >= _LEAST and not word[0].isdigit()


@cache
def lexicon(source: str, target: str) -> Lexicon | None:
    """The list from one language into another, None where there is none."""
    if source == "en" and target != "en":
        rows = _rows(target)
        return Lexicon(dict(rows), function_words(source)) if rows else None
    rows = _rows(source) if target == "en" else []
    turned: dict[str, list[str]] = {}
    for key, values in rows:
        for value in values:
            turned.setdefault(value, []).append(key)
    return Lexicon(turned, function_words(source)) if rows else None


@cache
def _rows(language: str) -> list[tuple[str, tuple[str, ...]]]:
    path = FOLDER / f"{language}.tsv"
    if not path.is_file():
        return []
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return [(_mark(key), tuple(map(_mark, values.split("|")))) for key, values in lines]


def _mark(entry: str) -> str:
    return entry[:-1] if entry.endswith("*") else entry + _END
