"""Whether a translation denies what its source affirms, or affirms what it denies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import Stems, table
from tqcheck.model import Span

_APOSTROPHES = frozenset("'’")


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
    if ours is None or theirs is None or bool(ours) == bool(theirs):
        return None
    if (_faint(pair.source) if ours else _faint(pair.target, loosely=True)) or _has_idiom(pair.target if ours else pair.source):
        return None
    if ours:
        return Denial(pair.target.words[ours[0]], pair.target.spans[ours[0]])
    return Denial(pair.source.words[theirs[0]], None)


class _Facts(NamedTuple):
    """What denies in a language; see polarity.toml."""

    clear: frozenset[str]
    clipped: frozenset[str]
    any: frozenset[str]
    faint: Stems
    loose: Stems
    idioms: tuple[str, ...]
    only: frozenset[str]
    whole: frozenset[str]


@cache
def _facts(language: str) -> _Facts | None:
    facts = table("polarity").get(language)
    if facts is None:
        return None
    clear, clipped, only, whole = (frozenset(facts.get(key, "").split()) for key in ("clear", "clipped", "only", "whole"))
    faint, loose = (Stems(facts[key].split()) for key in ("faint", "loose"))
    return _Facts(clear, clipped, clear | clipped, faint, loose, tuple(facts.get("idioms", ())), only, whole)


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
        at for at, word in enumerate(side.lowered) if word in facts.clear or (word in facts.clipped and _is_clipped(side, at))
    ]


def _is_clipped(side: Side, at: int) -> bool:
    """Whether an apostrophe stands beside a word: *don’t*, *n’est*."""
    start, end = side.spans[at]
    return not _APOSTROPHES.isdisjoint((side.text[max(0, start - 1) : start], side.text[end : end + 1]))


def _faint(side: Side, *, loosely: bool = False) -> bool:
    """Whether something in a text may answer for a negation."""
    facts = _facts(side.language)
    if facts is None:
        return False
    return facts.faint.any_in(side.seen) or (loosely and facts.loose.any_in(side.seen)) or _has_idiom(side)


def _has_idiom(side: Side) -> bool:
    facts = _facts(side.language)
    if facts is None or not facts.idioms:
        return False
    text = side.text.replace("’", "'").lower()
    return any(idiom in text for idiom in facts.idioms)
