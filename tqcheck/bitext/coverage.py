"""Which content words of a source have a counterpart in the translation, and which of the translation come from nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import filterfalse
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import NOUNS_RAISED, function_words
from tqcheck.bitext.words import Lexicon, is_content, lexicon
from tqcheck.languages import unmarked

_SAME_BEGINNING = 4
"""Letters that a word of the source and one of the target share at their beginning if they are one name or loan."""


class Coverage:
    """The content words of a source, each once, in order, and what became of them.

    `answered` words are listed and have a listed counterpart; `lost` ones are listed and have none; `unlisted` ones are in
    no list.
    """

    def __init__(self, source: Side, target: Side, listed: Lexicon) -> None:
        # No pair is kept here: a pair keeps its coverage, and would live as long as the run where nobody looks for cycles.
        self.answered, self.lost, self.unlisted = 0, list[str](), list[str]()
        self._source, self._target, self._listed = source, target, listed
        standing = set[str]().union(*map(listed.marks, target.seen))
        words, raised = dict.fromkeys(_no_names(source)), _raised(source)
        for word, entry in zip(words, map(listed.content, words), strict=True):
            if entry:
                if entry.isdisjoint(standing):
                    self.lost.append(word)
                else:
                    self.answered += 1
            elif entry is not None and word not in raised:
                self.unlisted.append(word)

    @cached_property
    def gaps(self) -> Gaps:
        """What is in one text only, as far as lists and likeness tell."""
        target, marks, small = self._target, self._listed.marks, function_words(self._target.language)
        words = [word for word in filter(is_content, dict.fromkeys(_no_names(target))) if word not in small]
        entries = filter(None, map(self._listed.of, self._source.seen))
        sought = set[str]().union(*map(marks, words))
        left = sought.difference(*filterfalse(sought.isdisjoint, entries))
        extra = [word for word in words if left.issuperset(marks(word))]
        unlisted, others = _without_likes(self.unlisted, extra)
        lost, others = _without_likes(self.lost, others)
        return Gaps(lost, unlisted, others)


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
        pair.memo["coverage"] = Coverage(pair.source, pair.target, listed) if listed else None
    found: Coverage | None = pair.memo["coverage"]
    return found


def _no_names(side: Side) -> list[str]:
    """The words in lower case without those that have a capital inside a sentence: names are compared elsewhere."""
    if side.language in NOUNS_RAISED or side.text.islower():
        return side.lowered
    small = [lowered for word, lowered in zip(side.words, side.lowered, strict=True) if word == lowered]
    first = side.lowered[:1]
    return small if first == small[:1] else first + small


def _raised(side: Side) -> set[str]:
    """The words, in lower case, that have a capital where nouns do: if no list has them, they are names or compounds."""
    if side.language not in NOUNS_RAISED:
        return set()
    return {lowered for word, lowered in zip(side.words, side.lowered, strict=True) if word != lowered}


def _without_likes(words: Sequence[str], others: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Two lists without what begins alike in both, marks of letters aside."""
    if not words or not others:
        return words, others
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
