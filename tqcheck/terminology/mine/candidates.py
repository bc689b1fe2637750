"""What may be a term in one text: chains of capitals, and runs of content words in small letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.names.mentions import words as name_words
from tqcheck.terminology.mine.tokens import JOINED, Row, Vocabulary, raised

_LONGEST_NAME, _LONGEST_TERM = 8, 6
"""Words that a name and a term have at most, small ones included …"""
_CONTENT = 4
"""… and content words of a term in small letters."""
_SMALL = 2
"""Small words that may stand in a row inside a term."""


class Span(NamedTuple):
    """Words of a row, half-open; `named` tells that all but the small ones have capitals."""

    start: int
    end: int
    named: bool


class Finder:
    """Finds the spans of rows that may be terms of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        known, folded = vocabulary.words, [word.lower().removesuffix("'s") for word in vocabulary.text]
        self._raised = raised(vocabulary)
        titles, never = name_words("titles"), name_words("common")
        self._title = [word in titles for word in vocabulary.text]
        self._never = [word in never or len(word) < 2 and word != "&" for word in vocabulary.text]
        self._possessive = [word.endswith(("'s", "’s", "'", "’")) for word in vocabulary.text]
        self._inner = [word in known.inner or word.rstrip("'’") in known.inner for word in folded]
        self._article = [word.rstrip("'’") in known.article for word in folded]
        self._joint = [word.rstrip("'’") in known.joint or inner for word, inner in zip(folded, self._inner, strict=True)]

    def capitals(self, row: Row) -> list[bool]:
        """Which words of a row are parts of names."""
        capital, function = self.vocabulary.capital, self.vocabulary.function
        return [
            capital[word]
            and not self._never[word]
            and (self._raised[word] if gap != JOINED else True)
            and not (function[word] and gap != JOINED)
            for word, gap in zip(row.words, row.gaps, strict=True)
        ]

    def content(self, row: Row, capitals: list[bool]) -> list[bool]:
        """Which words of a row carry meaning of their own."""
        function, worded = self.vocabulary.function, self.vocabulary.worded
        return [capital or (worded[word] and not function[word]) for word, capital in zip(row.words, capitals, strict=True)]

    def spans(self, row: Row) -> Iterator[Span]:
        """Yield what may be a term, shorter spans that stand in longer ones too."""
        if row.shouts:
            return
        capitals = self.capitals(row)
        content = self.content(row, capitals)
        for start, capital in enumerate(capitals):
            if capital:
                for end in self._names(row, start, capitals):
                    yield Span(start, end, True)
            elif content[start] and not self.vocabulary.capital[row.words[start]]:
                for end in self._terms(row, start, content, capitals):
                    yield Span(start, end, False)

    def _names(self, row: Row, start: int, capitals: list[bool]) -> Iterator[int]:
        small = 0
        words, gaps = row.words, row.gaps
        for at in range(start, min(len(words), start + _LONGEST_NAME)):
            if at > start and (gaps[at] != JOINED or self._possessive[words[at - 1]]):
                return
            if capitals[at]:
                if at > start and not small and self._title[words[at - 1]] and not self._title[words[at]]:
                    return
                small = 0
                yield at + 1
                continue
            small += 1
            if small > _SMALL or not (self._joint[words[at]] or (small > 1 and self._article[words[at]])):
                return

    def _terms(self, row: Row, start: int, content: list[bool], capitals: list[bool]) -> Iterator[int]:
        count, inner = 0, 0
        words, gaps = row.words, row.gaps
        for at in range(start, min(len(words), start + _LONGEST_TERM)):
            if at > start and (gaps[at] != JOINED or self._possessive[words[at - 1]]):
                return
            if content[at]:
                count += 1
                if capitals[at] or count > _CONTENT:
                    return
                inner = 0
                yield at + 1
                continue
            inner += 1
            if inner > _SMALL or not (self._article[words[at]] if inner > 1 else self._inner[words[at]]):
                return

    def is_whole(self, row: Row, start: int, end: int) -> bool:
        """Whether words of a row can be one term: nothing parts them but the small words that may."""
        small = 0
        words, gaps = row.words, row.gaps
        for at in range(start + 1, end):
            word = words[at]
            if gaps[at] != JOINED or self._possessive[words[at - 1]]:
                return False
            if not self.vocabulary.function[word] or self.vocabulary.capital[word]:
                small = 0
                continue
            small += 1
            if small > _SMALL or not (self._inner[word] or self._joint[word] or (small > 1 and self._article[word])):
                return False
        return True

    def before(self, row: Row, stems: Sequence[int], start: int) -> int | None:
        """The content word before a place that may belong to the same term."""
        at = start - 1
        while at >= 0 and stems[at] < 0 and row.gaps[at + 1] == JOINED and self._joins(row.words[at]):
            at -= 1
        return at if 0 <= at and stems[at] >= 0 and row.gaps[at + 1] == JOINED else None

    def after(self, row: Row, stems: Sequence[int], end: int) -> int | None:
        """The content word from a place on that may belong to the same term."""
        at = end
        while at < len(stems) and stems[at] < 0 and row.gaps[at] == JOINED and self._joins(row.words[at]):
            at += 1
        return at if at < len(stems) and stems[at] >= 0 and row.gaps[at] == JOINED else None

    def _joins(self, word: int) -> bool:
        return self._inner[word] or self._article[word]
