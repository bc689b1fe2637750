"""Which words of a text are names that the other side must have something for, and how they hang together.

A capital inside a sentence makes a name of a word that is no ordinary one of its language; at a sentence's start, and in German
and headlines, where capitals say nothing, only what word lists know for a name counts.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from tqcheck.bitext.names.frequencies import seldom
from tqcheck.bitext.names.lexicon import Kind, kind
from tqcheck.bitext.names.sound import is_latin
from tqcheck.bitext.names.words import listed
from tqcheck.bitext.pair import Side

_BREAK = regex.compile(r"[.!?…:;¿¡•|\n]|^\W*$|(?:^|\s)[-–—*]\s|[«“”„‘\"(\[]|(?<!\w)'")
"""Between two words, what lets a capital follow for its own sake."""
_LOUD = 0.6
_LEAST_LOUD = 3
_LONG, _FREE = 3, 4
_ACRONYM = regex.compile(r"\p{Lu}{2,6}")
_FOREIGN = regex.compile("[^a-zäöüß]", regex.IGNORECASE)
"""What no German word has."""
_ROMAN = regex.compile("[IVXLCDM]+")


class Candidate(NamedTuple):
    """A word that is a name: its place among the words, how sure it is one, and whether it is an acronym."""

    at: int
    word: str
    kind: Kind
    acronym: bool


@cache
def _abbreviated() -> regex.Pattern[str]:
    """What stands with a full stop before a name: initials and titles."""
    return regex.compile(rf"(?:\p{{Lu}}|{'|'.join(listed('english', 'titles'))})\.\s*")


def loud(side: Side) -> bool:
    """Whether a text is a headline, a title or all in capitals."""
    long = [word for word in side.words[1:] if len(word) > _LONG]
    capitals = sum(word[0].isupper() for word in long)
    return capitals >= _LEAST_LOUD and capitals >= _LOUD * len(long) and side.language != "de"


def free(side: Side, at: int) -> bool:
    """Whether a word has its capital because of where it stands."""
    spans = side.spans
    start = spans[at - 1].end if at else 0
    if at and _abbreviated().fullmatch(side.text, spans[at - 1].start, spans[at].start):
        return False
    return at == 0 or bool(_BREAK.search(side.text, start, spans[at].start))


def candidate(side: Side, at: int, headline: bool, strict: bool = False) -> Candidate | None:
    """The word at a place as a name, if it is one."""
    word = side.words[at]
    if len(word) < 2 or not word[0].isupper():  # noqa: PLR2004
        return None
    sort = kind(side.lowered[at], side.language)
    if word.isupper():
        return _capitals(side, at, headline) if sort is not Kind.word or seldom(side.lowered[at], side.language) else None
    if sort is Kind.word or (sort is not Kind.known and headline):
        return None
    if side.language == "de" and sort is Kind.rare and not (_apposed(side, at) or _FOREIGN.search(word)):
        return None
    if (sort is Kind.local or side.language == "de") and after_article(side, at):
        return None
    if free(side, at) and not _named_beside(side, at) and (sort is not Kind.known or strict or len(word) < _FREE):
        return None
    return Candidate(at, word, sort, acronym=False)


def after_article(side: Side, at: int) -> bool:
    """Whether a word follows an article, as people and towns don't in the languages that have a list of them.

    In German adjectives may stand between.
    """
    articles, before = listed("articles", side.language), at - 1
    while before > 0 and side.language == "de" and side.lowered[before] not in articles and _is_adjective(side, before):
        before -= 1
    return before >= 0 and side.lowered[before] in articles


def _is_adjective(side: Side, at: int) -> bool:
    """Whether a German word may be one that stands between an article and its noun."""
    return side.words[at].islower() and side.words[at].endswith(listed("german", "adjectives")) and _joined(side, at)


def _apposed(side: Side, at: int) -> bool:
    """Whether a German noun stands where only names do: right after another noun, a first name, or a preposition."""
    if at == 0 or not side.text[side.spans[at - 1].end : side.spans[at].start].isspace():
        return False
    before = side.words[at - 1]
    return side.lowered[at - 1] in listed("before-names", "de") or (before[0].isupper() and not free(side, at - 1))


def _capitals(side: Side, at: int, headline: bool) -> Candidate | None:
    word = side.words[at]
    if headline or not _ACRONYM.fullmatch(word) or _ROMAN.fullmatch(word) or side.text.isupper():
        return None
    if at and len(side.words[at - 1]) == 1 and side.text[side.spans[at].start - 1] == ".":
        return None
    if any(at + step in range(len(side.words)) and _shouted(side.words[at + step]) for step in (-1, 1)):
        return None
    return Candidate(at, word, Kind.rare, acronym=True)


def _shouted(word: str) -> bool:
    return len(word) > _LONG and word.isupper()


def _named_beside(side: Side, at: int) -> bool:
    """Whether the next word is a name too, as a first name's surname is."""
    after = at + 1
    if after >= len(side.words) or side.text[side.spans[at].end : side.spans[after].start] != " ":
        return False
    word = side.words[after]
    return word[0].isupper() and is_latin(word) and kind(side.lowered[after], side.language) is not Kind.word


_JOINED = regex.compile(r"\s|-|\.\s|['’]|[‐\u2011]")


def run(side: Side, at: int) -> range:
    """The capitalised words around one that may make one name with it."""
    first = last = at
    while first > 0 and side.words[first - 1][0].isupper() and _joined(side, first - 1):
        first -= 1
    while last + 1 < len(side.words) and side.words[last + 1][0].isupper() and _joined(side, last):
        last += 1
    return range(first, last + 1)


def _joined(side: Side, at: int) -> bool:
    if is_latin(side.words[at]) is not is_latin(side.words[at + 1]):
        return False
    return bool(_JOINED.fullmatch(side.text, side.spans[at].end, side.spans[at + 1].start))
