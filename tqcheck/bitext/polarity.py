"""Whether a translation denies what its source affirms, or affirms what it denies."""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import stems, table
from tqcheck.model import Span

_APOSTROPHES = frozenset("'’")


class Denial(NamedTuple):
    """A negation that only one of the sides has: the word, and where in the target it stands (None where it is lost)."""

    word: str
    span: Span | None


def denial(pair: Pair) -> Denial | None:
    """The negation of one side that nothing on the other answers; None where both deny, neither does, or nobody can tell."""
    ours, theirs = _clear(pair.target), _clear(pair.source)
    if ours is None or theirs is None or bool(ours) == bool(theirs):
        return None
    if _faint(pair.source if ours else pair.target) or _has_idiom(pair.target if ours else pair.source):
        return None
    if ours:
        return Denial(pair.target.words[ours[0]], pair.target.spans[ours[0]])
    return Denial(pair.source.words[theirs[0]], None)


def _clear(side: Side) -> list[int] | None:
    """The places of the words that deny; None for a language whose words for that aren't known."""
    known, clipped = stems("polarity", side.language, "clear"), stems("polarity", side.language, "clipped")
    if known is None or clipped is None:
        return None
    if known.words.isdisjoint(side.seen) and clipped.words.isdisjoint(side.seen):
        return []
    return [
        at for at, word in enumerate(side.lowered) if word in known.words or (word in clipped.words and _is_clipped(side, at))
    ]


def _is_clipped(side: Side, at: int) -> bool:
    """Whether an apostrophe stands beside a word: *don’t*, *n’est*."""
    start, end = side.spans[at]
    return not _APOSTROPHES.isdisjoint((side.text[max(0, start - 1) : start], side.text[end : end + 1]))


def _faint(side: Side) -> bool:
    """Whether something in a text may answer for a negation."""
    known = stems("polarity", side.language, "faint")
    return known is not None and (known.any_in(side.seen) or _has_idiom(side))


def _has_idiom(side: Side) -> bool:
    idioms = table("polarity")[side.language].get("idioms")
    if not idioms:
        return False
    text = side.text.replace("’", "'").lower()
    return any(idiom in text for idiom in idioms)
