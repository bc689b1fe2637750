"""Texts of the house as audits read them: by language, searched for many terms in one pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import ahocorasick

from tqcheck.glossary import match
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, detect, fold

WORD = re.compile(r"\w+")
_SAMPLE = 20_000
"""Characters of a text from which its language is told."""


class Text(NamedTuple):
    """One text: its language ("" where none can be told) and its segments."""

    language: str
    segments: Sequence[str]


class Corpus:
    """The texts in which terms are looked for."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = tuple(texts)

    def words(self, language: str) -> Counter[str]:
        """How often each folded word stands in the texts of a language."""
        counts: Counter[str] = Counter()
        for segment in self.segments(language):
            counts.update(WORD.findall(fold(segment)))
        return counts

    def segments(self, language: str = "") -> Iterator[str]:
        """The segments of all texts, or of those of one language."""
        for text in self.texts:
            if not language or text.language == base(language):
                yield from text.segments


def text(segments: Iterable[str]) -> Text:
    """A text with its language told from its beginning."""
    kept = tuple(segments)
    sample, size = [], 0
    for segment in kept:
        sample.append(segment)
        size += len(segment)
        if size > _SAMPLE:
            break
    return Text(base(detect("\n".join(sample))), kept)


class Matcher:
    """Entries made ready to be looked for all at once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._owners: dict[str, list[Entry]] = {}
        for entry in entries:
            self._owners.setdefault(fold(entry.literal), []).append(entry)
        self._automaton = ahocorasick.Automaton()
        for key in self._owners:
            self._automaton.add_word(key, key)
        if self._owners:
            self._automaton.make_automaton()

    def hits(self, text: str) -> Iterator[match.Hit]:
        """Where the folded literals of entries stand, word edges and case aside."""
        if not self._owners:
            return
        for last, key in self._automaton.iter(fold(text)):
            for entry in self._owners[key]:
                yield last + 1 - len(key), last + 1, entry

    def mentions(self, text: str) -> list[match.Mention]:
        """The terms that are matched in a text, the longest where they overlap."""
        return match.mentions(text, list(self.hits(text)))

    def counts(self, segments: Iterable[str]) -> Counter[Entry]:
        """How often each entry stands in texts, inside longer ones too."""
        counts: Counter[Entry] = Counter()
        for segment in segments:
            counts.update(hit[2] for hit in self.hits(segment) if match.mentions(segment, [hit]))
        return counts

    def concepts(self, segments: Iterable[str]) -> set[str]:
        """The concepts of which any entry stands in texts, inside longer ones too."""
        seen: set[str] = set()
        for segment in segments:
            for hit in self.hits(segment):
                if hit[2].concept not in seen and match.mentions(segment, [hit]):
                    seen.add(hit[2].concept)
        return seen
