"""One side of a pair as far as names go: which words matter, what they mean, what stands in the text besides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from tqcheck.bitext.names.candidates import loud
from tqcheck.bitext.names.exonyms import Mention, mentions, names
from tqcheck.bitext.names.frequencies import seldom
from tqcheck.bitext.names.lexicon import Kind, kind
from tqcheck.bitext.names.sound import plain
from tqcheck.bitext.pair import Side


class Notable(dict[str, bool]):
    """Whether a word of a language may be a name or mean one, worked out once for each word."""

    _MOST = 1 << 18

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language, self._meaning = language, names(language).meaning

    def __missing__(self, word: str) -> bool:
        if len(self) > self._MOST:
            self.clear()
        self[word] = found = self._meaning(word) is not None or self._may_name(word)
        return found

    def _may_name(self, word: str) -> bool:
        if not word[0].isupper() or len(word) == 1:
            return False
        lowered = word.lower()
        if kind(lowered, self._language) is not Kind.word:
            return True
        return is_acronym(word) and seldom(lowered, self._language)


@cache
def notable(language: str) -> Notable:
    """What words of a language matter."""
    return Notable(language)


def is_acronym(word: str) -> bool:
    """Whether a word is of capitals (the s of a plural aside)."""
    return len(word) > 1 and word[:2].isupper()


class Text:
    """A side, with what comparing asks of it."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.language = side.language
        matters = notable(side.language)
        self.hot = [at for at, word in enumerate(side.words) if matters[word]]
        """The places of words that may be names or mean one."""

    def unseen(self, seen: frozenset[str]) -> list[int]:
        """Those of them that do not stand in the other side as they are."""
        lowered = self.side.lowered
        return [at for at in self.hot if lowered[at] not in seen]

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """What the words mention."""
        return mentions(self.side.words, self.hot, self.language)

    @cached_property
    def ids(self) -> frozenset[str]:
        """All that is mentioned."""
        return frozenset().union(*[mention.ids for mention in self.mentions])

    @cached_property
    def loud(self) -> bool:
        """Whether capitals say nothing here."""
        return loud(self.side)

    @cached_property
    def joined(self) -> str:
        """All words in one."""
        return "".join(map(plain, self.side.words))

    @cached_property
    def acronyms(self) -> list[str]:
        """The acronyms, in small letters without marks."""
        return [plain(word) for word in self.side.words if is_acronym(word)]

    @cached_property
    def initials(self) -> str:
        """The first letters of all words."""
        return "".join(plain(word)[:1] for word in self.side.words)
