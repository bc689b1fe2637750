"""The stretches of two texts that have no counterpart in each other: what was left out, or put in, stands together.

Words that go together (by the lists, by their letters, by their digits) are where both texts meet: the longest row of such
pairs that keeps the order of both. Between two neighbours of that row each text has words of its own; those without any
counterpart weigh for their side, so that what is only said otherwise, with words on both sides, weighs little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import function_words, table
from tqcheck.bitext.words import BEGINNING, Lexicon, beginning, is_content, lexicon, spelled


class Stretch(NamedTuple):
    """Neighbouring words of one text, by their places, and how much they weigh beyond what the other text has there."""

    weight: float
    start: int
    end: int


class Stretches(NamedTuple):
    """The heaviest stretch of the source and of the target, and how many pairs of words the texts meet in."""

    source: Stretch
    target: Stretch
    meetings: int


def stretches(pair: Pair) -> Stretches | None:
    """The stretches of a pair; None where its languages have no list."""
    if "stretches" not in pair.memo:
        listed = lexicon(pair.source.language, pair.target.language)
        pair.memo["stretches"] = _stretches(pair.source, pair.target, listed) if listed else None
    found: Stretches | None = pair.memo["stretches"]
    return found


def _stretches(source: Side, target: Side, listed: Lexicon) -> Stretches:
    counterparts = _counterparts(source, target, listed)
    answering = {at for places in counterparts for at in places}
    signs = frozenset(mark for word in spelled(target.text) for mark in listed.marks[word])
    ours = _weights(source, [bool(places) for places in counterparts], signs, listed)
    theirs = _weights(target, [at in answering for at in range(len(target.words))])
    row = [*_row(counterparts), (len(ours), len(theirs))]
    mine, yours = 0, 0
    parts: list[tuple[float, int, int, int, int]] = []
    for at, other in row:
        parts.append((sum(ours[mine:at]) - sum(theirs[yours:other]), mine, at, yours, other))
        mine, yours = at + 1, other + 1
    most, least = _heaviest([part[0] for part in parts]), _heaviest([-part[0] for part in parts])
    return Stretches(
        Stretch(most[0], parts[most[1]][1], parts[most[2]][2]),
        Stretch(least[0], parts[least[1]][3], parts[least[2]][4]),
        len(row) - 1,
    )


class _Weights(NamedTuple):
    """What a word without a counterpart weighs, and what it costs a stretch to reach over two words that meet."""

    listed: float
    unlisted: float
    name: float
    number: float
    function: float
    meeting: float


@cache
def _facts() -> _Weights:
    return _Weights(**table("proportions")["weights"])


def _counterparts(source: Side, target: Side, listed: Lexicon) -> list[Sequence[int]]:
    """The places in the target, from the last to the first, of all that may stand for each word of the source."""
    places: dict[str, list[int]] = {}
    for at in range(len(target.words) - 1, -1, -1):
        word = target.lowered[at]
        for mark in listed.marks[word]:
            places.setdefault(mark, []).append(at)
        if look := _look(word):
            places.setdefault(look, []).append(at)
    known: dict[str, Sequence[int]] = dict.fromkeys(function_words(source.language) & source.seen, ())
    for word in source.seen - known.keys():
        hits = [places[mark] for mark in listed.of[word] if mark in places]
        if (look := _look(word)) in places:
            hits.append(places[look])
        known[word] = hits[0] if len(hits) == 1 else sorted({at for hit in hits for at in hit}, reverse=True)
    return [known[word] for word in source.lowered]


@lru_cache(1 << 16)
def _look(word: str) -> str:
    """What a word looks like in any language: a number by its digits, a longer word by its beginning; nothing for others."""
    if word[0].isdigit():
        return "=" + "".join(takewhile(str.isdigit, word))
    return "=" + beginning(word) if len(word) >= BEGINNING else ""


def _row(counterparts: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The longest row of pairs, of the places of two words, that rise together."""
    ends: list[int] = []
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int]] = {}
    for at, places in enumerate(counterparts):
        for other in places:
            size = bisect_left(ends, other)
            ends[size : size + 1], last[size : size + 1] = [other], [(at, other)]
            if size:
                before[at, other] = last[size - 1]
    row = last[-1:]
    while row and row[-1] in before:
        row.append(before[row[-1]])
    return row[::-1]


def _weights(
    side: Side, answered: Sequence[bool], signs: frozenset[str] = frozenset(), listed: Lexicon | None = None
) -> list[float]:
    """What each word weighs; nothing where it has a counterpart, or where signs may stand for it."""
    facts, small, found = _facts(), function_words(side.language), list[float]()
    for at, (word, lowered) in enumerate(zip(side.words, side.lowered, strict=True)):
        if answered[at]:
            found.append(0.0)
        elif lowered in small:
            found.append(facts.function)
        elif lowered[0].isdigit():
            found.append(facts.number)
        elif not is_content(lowered):
            found.append(facts.name if len(word) > 1 and word.isupper() else facts.function)
        elif listed and (entry := listed.of[lowered]):
            found.append(facts.listed if signs.isdisjoint(entry) else 0.0)
        else:
            found.append(facts.name if word != lowered and at else facts.unlisted)
    return found


def _heaviest(weights: Sequence[float]) -> tuple[float, int, int]:
    """The heaviest stretch, and the first and the last of the weights that it is made of."""
    now, since, meeting = 0.0, 0, _facts().meeting
    found = (0.0, 0, 0)
    for at, weight in enumerate(weights):
        now -= meeting
        if now <= 0:
            now, since = 0.0, at
        now += weight
        if now > found[0]:
            found = (now, since, at)
    return found
