"""Stops, colons and semicolons that were put into a translation where no sentence has one, or beside all of its source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import table
from tqcheck.model import Span

_MARK = re.compile(r"[^\W_]([,;:.])(?= [^\W_])")
"""A mark between two words of a sentence."""
_PARTING = ",;:.!?–—()-،؛：；，。"
"""Marks of which one may stand for another."""
_RAISED = ";:"
"""Marks that are told wherever the source has none of them, nor one fewer of the others."""
_CLOSED = 60
"""Code points in which a second comma closes what a first one opened."""


class _Words(NamedTuple):
    """What can't stand before a mark, and behind one; see marks.toml."""

    never: frozenset[str]
    seldom: frozenset[str]
    ended: frozenset[str]
    next: frozenset[str]


def inserted(pair: Pair) -> Iterator[Fault]:
    """Yield each mark with the word that it hangs on; the fix leaves it out. Nothing for a language without a table."""
    words = _words(pair.target.language)
    if words is None:
        return
    source, target = pair.source.text, pair.target.text
    more = {mark for mark in ",;:." if target.count(mark) > source.count(mark)}
    for found in _MARK.finditer(target) if more else ():
        mark, at = found[1], found.start(1)
        start = target.rfind(" ", 0, at) + 1
        if mark in more and (_breaks(target, start, at, words) or (mark in _RAISED and _is_surplus(mark, source, target))):
            yield Fault("mark", Span(start, at + 1), (target[start:at],))


def _breaks(target: str, start: int, at: int, words: _Words) -> bool:
    """Whether a mark can't stand behind a word; a stop before a capital may be an abbreviation's or end a headline."""
    word, mark, following = target[start:at], target[at], target[at + 2 :]
    if not word.islower() or word in words.never:
        return word in words.never
    if word not in words.seldom or (mark == "." and following[0].isupper()):
        return False
    if target[:start].rstrip().rpartition(" ")[2].lower() in words.ended:
        return False
    return mark != "," or (following.partition(" ")[0] in words.next and "," not in following[:_CLOSED])


def _is_surplus(mark: str, source: str, target: str) -> bool:
    """Whether the source has none of a mark, and none that this one stands for."""
    if mark in source or (mark == ";" and "؛" in source):
        return False
    return sum(map(target.count, _PARTING)) > sum(map(source.count, _PARTING))


@cache
def _words(language: str) -> _Words | None:
    facts = table("marks").get(language)
    return _Words(*(frozenset(facts[key].split()) for key in _Words._fields)) if facts else None
