"""Which content words of a source have a counterpart in the translation, and which of the translation come from nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import NOUNS_RAISED, function_words
from tqcheck.bitext.words import Lexicon, lexicon, marks, marks_of
from tqcheck.languages import unmarked

_SHORTEST = 3
_SAME_BEGINNING = 4
"""Letters that a word of the source and one of the target share at their beginning if they are one name or loan."""


class Coverage:
    """The content words of a source, each once, in order, and what became of them.

    `answered` words are listed and have a listed counterpart; `lost` ones are listed and have none; `unlisted` ones are in
    no list.
    """

    def __init__(self, pair: Pair, listed: Lexicon) -> None:
        self.answered, self.lost, self.unlisted = 0, list[str](), list[str]()
        self._pair, self._listed = pair, listed
        of, small, standing = listed.of, function_words(pair.source.language), marks(pair.target.seen)
        raised = _raised(pair.source)
        for word in dict.fromkeys(_no_names(pair.source)):
            if word in small or len(word) < _SHORTEST:
                continue
            entry = of(word)
            if entry is None:
                if not word[0].isdigit() and word not in raised:
                    self.unlisted.append(word)
            elif entry.isdisjoint(standing):
                self.lost.append(word)
            else:
                self.answered += 1

    @cached_property
    def gaps(self) -> Gaps:
        """What is in one text only, as far as lists and likeness tell."""
        target, entries = self._pair.target, map(self._listed.of, self._pair.source.seen)
        possible = frozenset().union(*filter(None, entries))
        small = function_words(target.language)
        words = (word for word in dict.fromkeys(_no_names(target)) if word not in small and is_content(word))
        extra = [word for word in words if possible.isdisjoint(marks_of(word))]
        unlisted, extra = _without_likes(self.unlisted, extra)
        lost, extra = _without_likes(self.lost, extra)
        return Gaps(lost, unlisted, extra)


class Gaps(NamedTuple):
    """Content words that have no counterpart: listed and unlisted ones of the source, and those of the target.

    What looks alike on both sides (names, loans) is in none of them.
    """

    lost: Sequence[str]
    unlisted: Sequence[str]
    extra: Sequence[str]


def coverage(pair: Pair) -> Coverage | None:
    """The coverage of a pair; None where its languages have no list."""
    if "coverage" not in pair.memo:
        listed = lexicon(pair.source.language, pair.target.language)
        pair.memo["coverage"] = Coverage(pair, listed) if listed else None
    found: Coverage | None = pair.memo["coverage"]
    return found


def _no_names(side: Side) -> list[str]:
    """The words in lower case without those that have a capital inside a sentence: names are compared elsewhere."""
    if side.language in NOUNS_RAISED or side.text.islower():
        return side.lowered
    following = zip(side.words[1:], side.lowered[1:], strict=True)
    return [*side.lowered[:1], *(lowered for word, lowered in following if word == lowered)]


def _raised(side: Side) -> set[str]:
    """The words, in lower case, that have a capital where nouns do: if no list has them, they are names or compounds."""
    if side.language not in NOUNS_RAISED:
        return set()
    return {lowered for word, lowered in zip(side.words, side.lowered, strict=True) if word != lowered}


def is_content(word: str) -> bool:
    """Whether a word in lower case is long enough to be told from others, and no number."""
    return len(word) >= _SHORTEST and not word[0].isdigit()


def _without_likes(words: Iterable[str], others: Sequence[str]) -> tuple[list[str], list[str]]:
    """Two lists without what begins alike in both, marks of letters aside."""
    rest: dict[str, list[str]] = {}
    for other in others:
        rest.setdefault(_beginning(other), []).append(other)
    kept = [word for word in words if not _taken(rest.get(_beginning(word)))]
    left = {other for several in rest.values() for other in several}
    return kept, [other for other in others if other in left]


def _taken(several: list[str] | None) -> bool:
    if not several:
        return False
    several.pop()
    return True


@lru_cache(1 << 16)
def _beginning(word: str) -> str:
    return unmarked(word[: _SAME_BEGINNING + 1])[:_SAME_BEGINNING]
