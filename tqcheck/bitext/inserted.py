"""Commas, stops, colons and semicolons that were put into a translation where no sentence has one, or beyond its source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import table
from tqcheck.model import Span

_MARK = re.compile(r"[^\W_]([,;:.])(?= [^\W_(])")
"""A mark between two words of a sentence."""
_ORDINAL = re.compile(r"\d\.(?= )")
"""A stop that ends no sentence: am 16. November."""
_PARTING = ",;:.!?–—()-،؛：；，。"
"""Marks of which one may stand for another."""
_RAISED = ";:"
"""Marks that are told wherever the source has none of them, nor one fewer of the others."""
_CLOSED = 60
"""Code points in which a second comma closes what a first one opened."""
_ENDS = re.compile("[.;:!?]")


class _Words(NamedTuple):
    """What can't stand before a mark, and behind one; see marks.toml."""

    never: frozenset[str]
    seldom: frozenset[str]
    ended: frozenset[str]
    next: frozenset[str]
    behind: frozenset[str]
    joining: frozenset[str]


class _Place(NamedTuple):
    """A mark of a text, and the words around it: `word` stands from `start`, `following` is all that comes behind."""

    mark: str
    start: int
    at: int
    before: str
    word: str
    following: str

    @property
    def next(self) -> str:
        return self.following.partition(" ")[0]

    @property
    def is_alone(self) -> bool:
        """Whether its sentence has no other comma, so that it doesn't set a phrase apart, and asks nothing."""
        rest = _ENDS.split(self.following, maxsplit=1)[0]
        return "," not in _ENDS.split(self.before)[-1] + rest and not self.following.startswith("?", len(rest))


def inserted(pair: Pair) -> Iterator[Fault]:
    """Yield each mark with the word that it hangs on; the fix leaves it out. Nothing for a language without a table."""
    words = _words(pair.target.language)
    if words is None:
        return
    source, target = pair.source.text, pair.target.text
    more = {mark for mark in ",;:." if _count(mark, target) > _count(mark, source)}
    for found in _MARK.finditer(target) if more else ():
        if found[1] in more and _is_stray(place := _place(target, found.start(1)), source, target, words):
            yield Fault("mark", Span(place.start, place.at + 1), (place.word,))


def _count(mark: str, text: str) -> int:
    return text.count(mark) - (len(_ORDINAL.findall(text)) if mark == "." else 0)


def _place(target: str, at: int) -> _Place:
    start = target.rfind(" ", 0, at) + 1
    return _Place(target[at], start, at, target[:start].rstrip(), target[start:at], target[at + 2 :])


def _is_stray(place: _Place, source: str, target: str, words: _Words) -> bool:
    """Whether a mark can't stand where it does, or is one that the source hasn't."""
    if _breaks(place, words) or (place.mark in _RAISED and place.next in words.behind):
        return True
    if sum(map(target.count, _PARTING)) <= sum(map(source.count, _PARTING)):
        return False
    if place.mark in _RAISED:
        return place.mark not in source and not (place.mark == ";" and "؛" in source)
    return place.mark == "," and _leads_on(place, words) and place.next not in {*words.joining, place.word} and place.is_alone


def _breaks(place: _Place, words: _Words) -> bool:
    """Whether a mark can't stand behind a word; a stop before a capital may be an abbreviation's or end a headline."""
    if not place.word.islower() or place.word in words.never:
        return place.word in words.never
    if not _leads_on(place, words) or (place.mark == "." and place.following[0].isupper()):
        return False
    return place.mark != "," or (place.next in words.next and "," not in place.following[:_CLOSED])


def _leads_on(place: _Place, words: _Words) -> bool:
    """Whether a word seldom stands at the end of a phrase, and doesn't here."""
    return place.word in words.seldom and place.before.rpartition(" ")[2].lower() not in words.ended


@cache
def _words(language: str) -> _Words | None:
    facts = table("marks").get(language)
    return _Words(*(frozenset(facts[key].split()) for key in _Words._fields)) if facts else None
