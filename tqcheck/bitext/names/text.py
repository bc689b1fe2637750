"""One side of a pair as far as names go: which words matter, what they mean, what stands in the text besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from tqcheck.bitext.names.candidates import loud
from tqcheck.bitext.names.exonyms import Mention, mentions, names
from tqcheck.bitext.names.frequencies import seldom
from tqcheck.bitext.names.lexicon import Kind, kind
from tqcheck.bitext.names.sound import heard, plain
from tqcheck.bitext.pair import Side
from tqcheck.bitext.sieve import Sieve
from tqcheck.languages import quoted

_ORDINAL = re.compile("[IVXLCDM]+(?:er|ère|e|è|ème|º|ª)")
_TITLE = 5
"""Words that a title has at most."""


@cache
def notable(language: str) -> Sieve:
    """The words of a language that are names, or mean one that the other side must have."""
    meaning = names(language).meaning

    def matters(word: str) -> bool:
        if word[0].isupper() and _may_name(word, language):
            return True
        meant = meaning(word)
        return meant is not None and (meant.asked or any(asked for _, _, asked in meant.phrases))

    return Sieve(matters)


def _may_name(word: str, language: str) -> bool:
    if len(word) == 1:
        return False
    lowered = word.lower()
    return kind(lowered, language) is not Kind.word or (is_acronym(word) and seldom(lowered, language))


def is_acronym(word: str) -> bool:
    """Whether a word is of capitals (the s of a plural aside), and no Roman numeral of an ordinal: *XIXe*."""
    return len(word) > 1 and word[:2].isupper() and not _ORDINAL.fullmatch(word)


class Text:
    """A side, with what comparing asks of it."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.language = side.language
        self.names = notable(side.language).among(side.words)
        """The words that may be names."""

    def unseen(self, seen: frozenset[str]) -> list[int]:
        """The places of those that do not stand in the other side as they are."""
        lost = {name for name in self.names if name.lower() not in seen}
        if not lost or self.side.text.isupper():
            return []
        return [at for at, word in enumerate(self.side.words) if word in lost]

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """What the words mention."""
        return mentions(self.side.words, self.language)

    @cached_property
    def ids(self) -> frozenset[str]:
        """All that is mentioned."""
        return frozenset().union(*[mention.ids for mention in self.mentions])

    @cached_property
    def loud(self) -> bool:
        """Whether capitals say nothing here."""
        return loud(self.side)

    @cached_property
    def titled(self) -> bool:
        """Whether it quotes what may be a title, which translations give in their own words: «Петля времени», *Looper*."""
        quotations = [self.side.text[slice(*span)] for span in quoted(self.side.text)]
        return any(text[:1].isupper() and text.count(" ") < _TITLE for text in quotations)

    @cached_property
    def joined(self) -> str:
        """All words in one, as they are heard."""
        return "".join(map(heard, self.side.words))

    @cached_property
    def acronyms(self) -> list[str]:
        """The acronyms, in small letters without marks."""
        return [plain(word) for word in self.side.words if is_acronym(word)]

    @cached_property
    def raised(self) -> list[int]:
        """The places of the words with a capital that are no acronyms."""
        return [at for at, word in enumerate(self.side.words) if word[0].isupper() and not is_acronym(word)]

    @cached_property
    def initials(self) -> str:
        """The first letters of all words."""
        return "".join(plain(word)[:1] for word in self.side.words)
