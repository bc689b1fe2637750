"""What may be a term in one text: content words, one or several, with the small words between them that may join them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.names.mentions import words as name_words
from tqcheck.terminology.mine.tokens import JOINED, Row, Vocabulary, raised

_LONGEST, _CONTENT = 8, 5
"""Words that a term has at most, small ones included, and content words of one that is no name."""
_SMALL = 2
"""Small words that may stand in a row inside a term."""


class Span(NamedTuple):
    """Words of a row, half-open; of those with a meaning of their own, so many have capitals, and so many have none."""

    start: int
    end: int
    capitals: int
    plain: int


class Finder:
    """Finds the spans of rows that may be terms of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        known, folded = vocabulary.words, [word.lower().rstrip("'’") for word in vocabulary.text]
        titles, never = name_words("titles"), name_words("common")
        self._raised = raised(vocabulary)
        self._title = [word in titles for word in vocabulary.text]
        self._never = [word in never or (len(word) == 1 and word != "&") for word in vocabulary.text]
        self._inner = [word in known.inner for word in folded]
        self._article = [word in known.article for word in folded]
        self.everyday = known.everyday(vocabulary.language)
        self._joint = [word in known.joint or inner for word, inner in zip(folded, self._inner, strict=True)]

    def capitals(self, row: Row) -> list[bool]:
        """Which words of a row are parts of names."""
        known, function, never, own = self.vocabulary.capital, self.vocabulary.function, self._never, self._raised
        return [
            known[word] and not never[word] and (gap == JOINED or (own[word] and not function[word]))
            for word, gap in zip(row.words, row.gaps, strict=True)
        ]

    def content(self, row: Row, capitals: Sequence[bool]) -> list[bool]:
        """Which words of a row carry a meaning of their own."""
        function, worded = self.vocabulary.function, self.vocabulary.worded
        return [capital or (worded[word] and not function[word]) for word, capital in zip(row.words, capitals, strict=True)]

    def spans(self, row: Row) -> Iterator[Span]:
        """Yield what may be a term, shorter spans that stand in longer ones too; nothing of a headline set in capitals."""
        if row.shouts:
            return
        capitals = self.capitals(row)
        content = self.content(row, capitals)
        for start, carries in enumerate(content):
            if carries and not self._never[row.words[start]]:
                yield from self._from(row, start, capitals, content)

    def _from(self, row: Row, start: int, capitals: Sequence[bool], content: Sequence[bool]) -> Iterator[Span]:
        words, raised_words, plain, small, joint = row.words, 0, 0, 0, False
        for at in range(start, min(len(words), start + _LONGEST)):
            if at > start and self._parted(row, at):
                return
            if not content[at]:
                small, joint = small + 1, joint or not self._inner[words[at]]
                if not self._may_join(words[at], small, plain):
                    return
                continue
            if self._never[words[at]] or (joint and not capitals[at]):
                return
            if capitals[at] and at > start and not small and self._title[words[at - 1]] and not self._title[words[at]]:
                return  # Iranian President Lune Aubert: a title ends one name, and the next begins
            raised_words, plain, small, joint = raised_words + capitals[at], plain + (not capitals[at]), 0, False
            if plain and raised_words + plain > _CONTENT:
                return
            yield Span(start, at + 1, raised_words, plain)

    def _parted(self, row: Row, at: int) -> bool:
        return row.gaps[at] != JOINED or self.vocabulary.possessive[row.words[at - 1]]

    def _may_join(self, word: int, small: int, plain: int) -> bool:
        """Whether a small word, the so-many-th in a row, may stand inside a term; in names more may than in others."""
        if small == 1:
            return self._inner[word] or (self._joint[word] and not plain)
        return small <= _SMALL and self._article[word]

    def is_whole(self, row: Row, start: int, end: int) -> bool:
        """Whether words of a row can be one term: nothing parts them but the small words that may."""
        small = 0
        for at in range(start + 1, end):
            word = row.words[at]
            if self._parted(row, at):
                return False
            if not self.vocabulary.function[word] or self.vocabulary.capital[word]:
                small = 0
                continue
            small += 1
            if small > _SMALL or not (self._joint[word] if small == 1 else self._article[word]):
                return False
        return True

    def before(self, row: Row, stems: Sequence[int], start: int) -> int | None:
        """The content word before a place that may belong to the same term."""
        at = start - 1
        while at >= 0 and stems[at] < 0 and row.gaps[at + 1] == JOINED and self._joins(row.words[at]):
            at -= 1
        return at if at >= 0 and stems[at] >= 0 and row.gaps[at + 1] == JOINED else None

    def after(self, row: Row, stems: Sequence[int], end: int) -> int | None:
        """The content word from a place on that may belong to the same term."""
        at = end
        while at < len(stems) and stems[at] < 0 and row.gaps[at] == JOINED and self._joins(row.words[at]):
            at += 1
        return at if at < len(stems) and stems[at] >= 0 and row.gaps[at] == JOINED else None

    def _joins(self, word: int) -> bool:
        return self._inner[word] or self._article[word]

    def _article_of(self, row: Row, start: int) -> str:
        """The article of a name that has one inside sentences, too (L'Haÿ); nothing elsewhere."""
        before = (
            self.vocabulary.text[row.words[start - 1]] if start and row.gaps[start - 1] == row.gaps[start] == JOINED else ""
        )
        return before if before[:1].isupper() and before[-1] in "'’" else ""

    def is_title(self, word: int) -> bool:
        """Whether a word tells what somebody is, as in names.words."""
        return self._title[word]

    def surface(self, row: Row, span: Span) -> str:
        """A span as it would be written inside a sentence, without the ending of possession."""
        last = row.words[span.end - 1]
        word = self.vocabulary.text[last]
        if self.vocabulary.possessive[last]:
            bare = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
            known = self.vocabulary.find(bare)
            if known is not None and 2 * self.vocabulary.counts[known] >= self.vocabulary.counts[last]:
                word = bare
        text = self._article_of(row, span.start) + " ".join(
            (row.text[row.starts[span.start] : row.starts[span.end - 1]] + word).split()
        )
        if row.gaps[span.start] != JOINED and not self._raised[row.words[span.start]]:
            return text[0].lower() + text[1:]
        return text
