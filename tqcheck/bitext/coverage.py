"""Which content words of a source have a counterpart in the translation, and which of the translation come from nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import NOUNS_RAISED
from tqcheck.bitext.words import NOTHING, Lexicon, beginning, lexicon, spelled


class Coverage:
    """The content words of a source, each once, in order, and what became of them.

    `answered` words are listed and have a listed counterpart; `lost` ones are listed and have none; `unlisted` ones are in
    no list.
    """

    def __init__(self, source: Side, target: Side, listed: Lexicon) -> None:
        # No pair is kept here: a pair keeps its coverage, and would live as long as the run where nobody looks for cycles.
        self.answered, self.lost, self.unlisted = 0, list[str](), list[str]()
        self._source, self._target, self._listed = source, target, listed
        standing = NOTHING.union(*map(listed.marks.__getitem__, target.seen.union(spelled(target.text))))
        words, raised = dict.fromkeys(_no_names(source)), _raised(source)
        for word, entry in zip(words, map(listed.content.__getitem__, words), strict=True):
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
        target, listed = self._target, self._listed
        words = list(filter(listed.telling.__getitem__, dict.fromkeys(_no_names(target))))
        marks = list(map(listed.marks.__getitem__, words))
        left = NOTHING.union(*marks).difference(*map(listed.of.__getitem__, self._source.seen))
        extra = [word for word, known in zip(words, marks, strict=True) if known <= left]
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
    small = list(filter(side.seen.__contains__, side.words))  # a word with a capital is none of those in lower case
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
        rest.setdefault(beginning(other), []).append(other)
    kept = [word for word in words if not _taken(rest.get(beginning(word)))]
    left = {other for several in rest.values() for other in several}
    return kept, [other for other in others if other in left]


def _taken(several: list[str] | None) -> bool:
    if not several:
        return False
    several.pop()
    return True
