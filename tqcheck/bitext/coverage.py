"""Which content words of a source have a counterpart in the translation, and which of the translation come from nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import function_words
from tqcheck.bitext.words import lexicon, marks, marks_of
from tqcheck.languages import unmarked

_SHORTEST = 3
_SAME_BEGINNING = 4
"""Letters that a word of the source and one of the target share at their beginning if they are one name or loan."""


class Coverage(NamedTuple):
    """The content words of both sides, each once, in order.

    `answered` words of the source are listed and have a listed counterpart; `lost` ones are listed and have none; `unlisted`
    ones are in no list. `extra` words of the target are no listed counterpart of anything. What looks alike on both sides
    (names, loans) is in none of the last three.
    """

    answered: int
    lost: Sequence[str]
    unlisted: Sequence[str]
    extra: Sequence[str]


def coverage(pair: Pair) -> Coverage | None:
    """The coverage of a pair; None where its languages have no list."""
    if "coverage" not in pair.memo:
        pair.memo["coverage"] = _coverage(pair)
    found: Coverage | None = pair.memo["coverage"]
    return found


def _coverage(pair: Pair) -> Coverage | None:
    source, target = pair.source, pair.target
    listed = lexicon(source.language, target.language)
    if listed is None:
        return None
    standing = marks(target.seen)
    small = function_words(source.language)
    answered, lost, unlisted = 0, [], []
    possible: set[str] = set()
    for word in dict.fromkeys(source.lowered):
        entry = listed.of(word)
        if entry is not None:
            possible |= entry
        if word in small or not _is_content(word):
            continue
        if entry is None:
            unlisted.append(word)
        elif entry.isdisjoint(standing):
            lost.append(word)
        else:
            answered += 1
    extra = _extra(target, possible)
    if extra and (lost or unlisted):
        unlisted, extra = _without_likes(unlisted, extra)
        lost, extra = _without_likes(lost, extra)
    return Coverage(answered, lost, unlisted, extra)


def _is_content(word: str) -> bool:
    return len(word) >= _SHORTEST and not word[0].isdigit()


def _extra(target: Side, possible: set[str]) -> list[str]:
    small = function_words(target.language)
    words = (word for word in dict.fromkeys(target.lowered) if word not in small and _is_content(word))
    return [word for word in words if possible.isdisjoint(marks_of(word))]


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
