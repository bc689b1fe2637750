"""Whether a translation denies what its source affirms, or affirms what it denies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import Stems, table
from tqcheck.bitext.words import lexicon
from tqcheck.model import Span

_APOSTROPHES = frozenset("'’")
_WORD = re.compile(r"\w+")
_REACH = 1
"""Words behind a denial that it may deny, so that they are the contrary of what they are alone: not (at all) valid, invalid."""
_CONTRARY = ("in", "im", "il", "ir", "un", "dis", "des", "dés", "не", "без")
"""How words begin that are the contrary of what they are without; lists also have them for what is denied: *non valido*."""
_BEFORE, _BEHIND = 4, 6
"""Words in which the other half of a denial stands: rien ne va, ne va pas."""
_ALIKE = 5
"""Letters at their beginning by which words of two languages are one."""


class Denial(NamedTuple):
    """A negation that only one of the sides has: the word, and where in the target it stands (None where it is lost)."""

    word: str
    span: Span | None


def denial(pair: Pair) -> Denial | None:
    """The negation of one side that nothing on the other answers; None where both deny, neither does, or nobody can tell."""
    if "denial" not in pair.memo:
        pair.memo["denial"] = _denial(pair)
    found: Denial | None = pair.memo["denial"]
    return found


def _denial(pair: Pair) -> Denial | None:
    ours, theirs = _clear(pair.target), _clear(pair.source)
    if ours is None or theirs is None or len(ours) == len(theirs) or (ours and len(ours) < len(theirs)):
        return None
    if theirs and ours and pair.target.language in table("polarity")["repeating"]:
        return None
    ours = [at for at in ours if not _is_quoted(pair.target, at, pair.source)]
    if len(ours) > len(theirs):
        if _faint(pair, pair.source, pair.target, loosely=bool(theirs)):
            return None
        return Denial(pair.target.words[ours[0]], pair.target.spans[ours[0]])
    if not theirs or ours or _faint(pair, pair.target, pair.source, loosely=True):
        return None
    return Denial(pair.source.words[theirs[0]], None)


class _Facts(NamedTuple):
    """What denies in a language; see polarity.toml."""

    clear: frozenset[str]
    clipped: frozenset[str]
    any: frozenset[str]
    faint: Stems
    loose: Stems
    idioms: tuple[str, ...]
    endings: tuple[str, ...]
    only: frozenset[str]
    whole: frozenset[str]
    halves: frozenset[str]
    before: frozenset[str]


@cache
def _facts(language: str) -> _Facts | None:
    facts = table("polarity").get(language)
    if facts is None:
        return None
    clear, clipped, *others = (
        frozenset(facts.get(key, "").split()) for key in ("clear", "clipped", "only", "whole", "halves", "before")
    )
    endings = tuple(facts.get("endings", "").split())
    faint, loose = (Stems(facts[key].split()) for key in ("faint", "loose"))
    return _Facts(clear, clipped, clear | clipped, faint, loose, tuple(facts.get("idioms", ())), endings, *others)


def _clear(side: Side) -> list[int] | None:
    """The places of the words that deny; None for a language whose words for that aren't known."""
    facts = _facts(side.language)
    if facts is None:
        return None
    if facts.any.isdisjoint(side.seen):
        return []
    if not facts.only.isdisjoint(side.seen) and facts.whole.isdisjoint(side.seen):
        return []
    return [
        at
        for at, word in enumerate(side.lowered)
        if (word in facts.clear or (word in facts.clipped and _is_clipped(side, at)))
        and not (word in facts.halves and _is_half(side, at, facts))
    ]


def _is_half(side: Side, at: int, facts: _Facts) -> bool:
    """Whether a word that denies only together with another one has none (*plus qu’il ne croit*), or *que* with it."""
    before, after = side.lowered[max(0, at - _BEFORE) : at], side.lowered[at + 1 : at + 1 + _BEHIND]
    whole = [place for place, word in enumerate(after) if word in facts.whole]
    only = [place for place in whole if after[place] == "plus" and not facts.only.isdisjoint(after[place + 1 : place + 2])]
    return len(whole) == len(only) and facts.before.isdisjoint(before)


def _is_clipped(side: Side, at: int) -> bool:
    """Whether an apostrophe stands beside a word: *don’t*, *n’est*."""
    start, end = side.spans[at]
    return not _APOSTROPHES.isdisjoint((side.text[max(0, start - 1) : start], side.text[end : end + 1]))


def _is_quoted(side: Side, at: int, other: Side) -> bool:
    """Whether a denial isn't of this text: one of a title that stands in the other text too, or the short form of a number."""
    word = side.lowered[at]
    if word == "no" and side.text[side.spans[at].end :].lstrip(". ")[:1].isdigit():
        return True
    return word in other.seen and at > 0 and side.lowered[at - 1] in other.seen and _is_clipped(side, at)


def _faint(pair: Pair, side: Side, other: Side, *, loosely: bool) -> bool:
    """Whether something in a text may answer for a negation that the other has more of."""
    facts = _facts(side.language)
    if facts is None:
        return False
    if _has_idiom(side) or _has_idiom(other, denying=True):
        return True
    found = [
        word
        for word in side.seen
        if facts.faint.holds(word) or word.endswith(facts.endings) or (loosely and facts.loose.holds(word))
    ]
    return any(not _is_answered(word, pair, other) for word in found)


def _is_answered(word: str, pair: Pair, other: Side) -> bool:
    """Whether a word has a counterpart of its own on the other side, so that it answers for nothing else."""
    denied = {seen for at in _clear(other) or () for seen in other.lowered[at : at + 1 + _REACH]}
    others = other.seen - denied
    if not _same().get(word, frozenset()).isdisjoint(others):
        return True
    if len(word) >= _ALIKE and any(seen.startswith(word[:_ALIKE]) for seen in others):
        return True
    listed = lexicon(pair.source.language, pair.target.language)
    if listed is None:
        return False
    mine, theirs = (listed.of, listed.marks) if other is pair.target else (listed.marks, listed.of)
    answers = (seen for seen in others if not mine[word].isdisjoint(theirs[seen]))
    return any(seen.startswith(_CONTRARY) for seen in answers) if word.startswith(_CONTRARY) else any(answers)


@cache
def _same() -> Mapping[str, frozenset[str]]:
    """The words, in any language, that answer a word."""
    groups = [frozenset(words.split()) for words in table("polarity")["same"].values()]
    return {word: frozenset().union(*(group for group in groups if word in group)) for word in frozenset().union(*groups)}


def _has_idiom(side: Side, *, denying: bool = False) -> bool:
    """Whether an idiom stands in a text, one that holds a denial if asked so."""
    facts = _facts(side.language)
    if facts is None or not facts.idioms:
        return False
    text = side.text.replace("’", "'").lower()
    return any(idiom in text and (not denying or not facts.any.isdisjoint(_WORD.findall(idiom))) for idiom in facts.idioms)
