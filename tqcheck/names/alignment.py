"""Two spellings laid side by side at the least cost: letter by letter, and rendering by rendering where a script links them.

Costs are in letters: leaving a consonant out costs about 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from tqcheck.names.conventions import END, START, Merged, merged, scripts
from tqcheck.names.spelling import VOWELS, Spelling, bare, bared, spelling

_MARK, _DOUBLED = 0.04, 0.031
"""What it costs that two letters differ in their marks, and that one of two consonants is doubled …"""
_KIN, _CONSONANT, _SOUND = 0.483, 0.94, 0.73
"""… that they are voiced and voiceless or the like, two other consonants, a consonant and a vowel …"""
_KINDRED = frozenset(map(frozenset, "pb td kg fv sz mn cs ck gj".split()))
_VOWEL, _I_AND_Y = 0.62, 0.11
"""… two vowels, and i and y."""

_NO_CONSONANT, _NO_VOWEL, _NO_GLIDE = 0.69, 0.41, 0.38
"""What it costs to leave out a consonant, a vowel, a vowel beside another …"""
_NO_H = {"first": 0.21, "sibilant": 0.55, "k": 0.32, "consonant": 0.1, "coda": 0.1, "between": 0.2}
"""… and an h: at the beginning, after s and c, after k, after another consonant, before one or at the end, between vowels …"""
_AT_START, _AT_END = 0.44, 0.235
"""… besides at the beginning and at the end of a word; but at the end for a silent e, another e, an a, an i."""
_NO_LAST = {"silent": 0.06, "e": 0.256, "a": 1.24, "i": 0.7}
_LAST_VOWEL = 0.087
"""What half a link costs besides that changes a vowel at the end of a word, where grammar does, too."""
NEVER = 1e9
"""More than anything costs."""

_FRONT, _LATE = ("e", "i", "y"), ("a", "e", "é", "i", "o")
_CONDITIONED = {"c": ("c(a)", "c(e)"), "gu": ("gu(a)", "gu(e)"), "qu": ("qu(e)",), "g": ("g(e)",)}


class _Arc(NamedTuple):
    """A rendering that stands at some offset of a name: how many letters it takes, what it costs besides, what it links to."""

    length: int
    key: str
    cost: float
    partners: Mapping[str, Merged]


class Name:
    """A spelling with what it costs to leave each of its letters out, and the renderings that begin at each offset.

    `sounds` are its letters, raised where they are doubled, and a last sign that no letter is like; `weights` are what the
    words weigh, in letters (a vowel counts half); `suits` are the scripts that it can be of.
    """

    def __init__(self, text: str) -> None:
        self.spelling: Spelling = spelling(text)
        letters, words = self.spelling.letters, self.spelling.words
        self.size = len(letters)
        self.sounds = [letter.upper() if at in self.spelling.doubled else letter for at, letter in enumerate(letters)] + ["|"]
        self.weights = [sum(0.5 if letter in VOWELS else 1 for letter in bared(word)) for word in words]
        self.weight = sum(self.weights)
        self.left_out = [cost for word in words for cost in _left_out(word)] + [NEVER]
        self.suits = tuple(index for index, script in enumerate(scripts()) if script.suits(words))
        self._arcs: dict[tuple[int, ...], list[list[_Arc]]] = {}

    def arcs(self, chosen: tuple[int, ...]) -> list[list[_Arc]]:
        """The renderings of some scripts at each offset, the end included."""
        if chosen not in self._arcs:
            self._arcs[chosen] = [list(_arcs(self.spelling, at, chosen)) for at in range(self.size + 1)]
        return self._arcs[chosen]


@lru_cache(1 << 16)
def name(text: str) -> Name:
    """A name, made ready once."""
    return Name(text)


def _left_out(word: str) -> list[float]:
    """What it costs to leave each letter of a word out."""
    plain = f" {bared(word)} "
    costs = [_inside(plain, at) for at in range(1, len(plain) - 1)]
    costs[0] += _AT_START
    if len(costs) > 1:
        last, before = plain[-2], plain[-3]
        kind = "silent" if word[-1] == "e" and before not in VOWELS else "i" if last in "iyj" else last
        costs[-1] = _NO_LAST.get(kind, costs[-1] if last == "h" else costs[-1] + _AT_END)
    return costs


def _inside(plain: str, at: int) -> float:
    before, letter, after = plain[at - 1], plain[at], plain[at + 1]
    if letter in VOWELS:
        return _NO_GLIDE if before in VOWELS or after in VOWELS else _NO_VOWEL
    if letter != "h":
        return _NO_CONSONANT
    if before in VOWELS:
        return _NO_H["between" if after in VOWELS else "coda"]
    return _NO_H[{" ": "first", "s": "sibilant", "c": "sibilant", "k": "k"}.get(before, "consonant")]


@cache
def _renderings() -> frozenset[str]:
    """All renderings of all scripts, as they are looked up."""
    return frozenset(key for script in scripts() for key in script.links)


@cache
def _beginnings() -> frozenset[str]:
    """All that renderings begin with, without marks."""
    plain = {bared(key.strip(START + END).partition("(")[0]) for key in _renderings()}
    return frozenset(key[:length] for key in plain for length in range(1, len(key) + 1))


def _arcs(spelled: Spelling, at: int, chosen: tuple[int, ...]) -> Iterator[_Arc]:
    """The renderings that stand at an offset, those that take no letter first."""
    row, beginnings, renderings = merged(chosen).row, _beginnings(), _renderings()
    starts, stop = at in (0, *spelled.ends[:-1]), next((end for end in spelled.ends if end > at), at)
    edge = [START] if starts else []
    for mark in ["", *edge, *([END] if at in spelled.ends else [])]:
        if links := row(mark):
            yield _Arc(0, mark, 0.0, links)
    for to in range(at + 1, stop + 1):
        written, ends = spelled.letters[at:to], to == stop
        plain, after = bared(written), "" if ends else bare(spelled.letters[to])
        if plain not in beginnings:
            break
        if after == "h" and plain[-1] in "csz":
            continue  # ch, sh and zh are one letter
        for text, cost in {plain: _MARK, written: 0.0}.items():
            keys = [text, *_conditioned(text, after), *(mark + text for mark in edge)]
            late = _LAST_VOWEL if ends and text in _LATE else 0.0
            yield from (_Arc(to - at, key, cost + late, links) for key in keys if key in renderings and (links := row(key)))
            if ends and text + END in renderings and (links := row(text + END)):
                yield _Arc(to - at, text + END, cost, links)


def _conditioned(text: str, after: str) -> Iterator[str]:
    """A rendering as tables name it that tell what follows."""
    kind = "(e)" if after in _FRONT else "(a)"
    return (key for key in _CONDITIONED.get(text, ()) if key.endswith(kind))


class Step(NamedTuple):
    """A step of an alignment: stretches of the letters of both names, and the renderings that are linked, if any are."""

    first: tuple[int, int]
    second: tuple[int, int]
    keys: tuple[str, str] | None


class Alignment:
    """The cheapest way through two names, letters of the one down, of the other across; `cost` is `NEVER` beyond the limit."""

    def __init__(self, first: Name, second: Name, chosen: tuple[int, ...], limit: float) -> None:
        self.first, self.second, self.chosen, self.width = first, second, chosen, second.size + 2
        self.costs = [NEVER] * ((first.size + 2) * self.width)
        self.costs[0] = 0.0
        self.back: list[tuple[int, _Arc | None, _Arc | None]] = [(0, None, None)] * len(self.costs)
        self._fill(first.arcs(chosen), second.arcs(chosen), limit)
        self.cost = self.cost_at(first.size, second.size)

    def cost_at(self, first: int, second: int) -> float:
        """What it costs to reach these offsets."""
        return self.costs[first * self.width + second]

    def _fill(self, firsts: list[list[_Arc]], seconds: list[list[_Arc]], limit: float) -> None:
        costs, back, width, first, second = self.costs, self.back, self.width, self.first, self.second
        columns = list(zip(range(second.size + 1), second.sounds, second.left_out, seconds, strict=True))
        for row, sound, left_out, arcs in zip(range(first.size + 1), first.sounds, first.left_out, firsts, strict=True):
            for column, other, other_left_out, other_arcs in columns:
                at = row * width + column
                cost = costs[at]
                if cost > limit:
                    continue
                for target, reached in (
                    (at + width + 1, cost if sound == other else cost + _changed(sound, other)),
                    (at + width, cost + left_out),
                    (at + 1, cost + other_left_out),
                ):
                    if reached < costs[target]:
                        costs[target], back[target] = reached, (at, None, None)
                if arcs and other_arcs:
                    self._follow(at, arcs, other_arcs)

    def _follow(self, at: int, arcs: list[_Arc], others: list[_Arc]) -> None:
        costs, width, here = self.costs, self.width, self.costs[at]
        for arc in arcs:
            length, _, cost, partners = arc
            for other in others:
                link = partners.get(other[1])
                if link is not None:
                    target = at + length * width + other[0]
                    reached = here + link[0] + cost + other[2]
                    if reached < costs[target]:
                        costs[target], self.back[target] = reached, (at, arc, other)

    def steps(self) -> list[Step]:
        """The steps of the cheapest way, first to last; there must be one."""
        at, steps = self.first.size * self.width + self.second.size, list[Step]()
        while at:
            before, arc, other = self.back[at]
            (row, column), (to_row, to_column) = divmod(before, self.width), divmod(at, self.width)
            keys = (arc.key, other.key) if arc and other else None
            steps.append(Step((row, to_row), (column, to_column), keys))
            at = before
        return steps[::-1]

    def links(self) -> list[Merged]:
        """What links the renderings of the cheapest way; there must be one."""
        at, links = self.first.size * self.width + self.second.size, list[Merged]()
        while at:
            at, arc, other = self.back[at]
            if arc and other:
                links.append(arc.partners[other.key])
        return links


@cache
def _changed(sound: str, other: str) -> float:
    """What it costs that one letter stands for another."""
    if "|" in (sound, other):
        return NEVER
    first, second = bare(sound.lower()), bare(other.lower())
    if first == second:
        return _changed_double(sound, other) + (_MARK if sound.lower() != other.lower() else 0)
    if first in VOWELS and second in VOWELS:
        return _I_AND_Y if {first, second} == {"i", "y"} else _VOWEL
    if first in VOWELS or second in VOWELS:
        return _SOUND
    return _KIN if frozenset(first + second) in _KINDRED else _CONSONANT


def _changed_double(sound: str, other: str) -> float:
    # French doubles an s to keep it voiceless: nothing is told by it.
    return _DOUBLED if sound.isupper() != other.isupper() and sound not in "sS" else 0.0
