"""What two spellings of a name have to do with each other, stretch by stretch: which convention writes what in which way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tqcheck.names.alignment import NEVER, Alignment, Step, name
from tqcheck.names.comparison import closest, common, nearest
from tqcheck.names.conventions import Script, Tradition, scripts
from tqcheck.names.romanisation import effort
from tqcheck.names.spelling import Spelling, bared, spelling

_LEFT_OUT, OTHER_SOUND = "left out", "another sound"
_NONE = frozenset([_LEFT_OUT, OTHER_SOUND])
"""Reasons that are none: no convention explains the difference."""
_IN_THE_NEWS = {"arabic": 1.0, "russian": 1.0, "persian": 0.6, "ukrainian": 0.4}
"""Letters by which the scripts of most names in the news may fit worse than another and still be taken for theirs."""


class Correspondence(NamedTuple):
    """A stretch of one spelling, what stands for it in the other, and why; no reason is given where both are equal.

    Put together, the stretches of all correspondences are the two spellings, composed (NFC). `ways` are the traditions that
    write so, as their tables are called (french, english), where the reason is one of theirs.
    """

    first: str
    second: str
    reason: str = ""
    ways: tuple[str, str] = ("", "")

    def __str__(self) -> str:
        return f"{self.first or '–'} → {self.second or '–'}" + (f": {self.reason}" if self.reason else "")


@lru_cache(1 << 12)
def explain(first: str, second: str) -> tuple[Correspondence, ...]:
    """The correspondences between two spellings of a name, first to last."""
    one, other = spelling(first), spelling(second)
    best = _aligned(first, second) if one.letters and other.letters else None
    pieces = _pieces(best) if best else iter([_between(one.text, other.text)])
    return tuple(_joined(piece for piece in pieces if piece.first or piece.second))


def explained(first: str, second: str) -> bool:
    """Whether conventions, marks or doubling explain all that differs between two spellings."""
    best = _aligned(first, second)
    if best is None:
        return False
    one, other = best.first.spelling, best.second.spelling
    return all(
        step.keys or _difference(_stretch(one, step.first), _stretch(other, step.second)) not in _NONE for step in best.steps()
    )


def _stretch(spelled: Spelling, letters: tuple[int, int]) -> str:
    start, stop = _place(spelled, letters, 0)
    return spelled.text[start:stop]


def _aligned(first: str, second: str) -> Alignment | None:
    return nearest(first, second) or closest(name(first), name(second), NEVER / 2)


def _pieces(best: Alignment) -> Iterator[Correspondence]:
    """The steps of an alignment, and between them what is not compared."""
    one, other = best.first.spelling, best.second.spelling
    steps = best.steps()
    script = _script(best) if any(step.keys for step in steps) else None
    at = other_at = 0
    for step in steps:
        start, stop = _place(one, step.first, at)
        other_start, other_stop = _place(other, step.second, other_at)
        yield _between(one.text[at:start], other.text[other_at:other_start])
        written, other_written = one.text[start:stop], other.text[other_start:other_stop]
        yield Correspondence(written, other_written, *_reason(step, script, written, other_written))
        at, other_at = stop, other_stop
    yield _between(one.text[at:], other.text[other_at:])


def _place(spelled: Spelling, letters: tuple[int, int], at: int) -> tuple[int, int]:
    """Where a stretch of letters stands in the name; `at` is where the last one ended."""
    start, stop = letters
    return (spelled.starts[start], spelled.stops[stop - 1]) if stop > start else (at, at)


def _between(first: str, second: str) -> Correspondence:
    return Correspondence(first, second, "" if first.casefold() == second.casefold() else "not compared")


def _script(best: Alignment) -> Script:
    """The script that explains an alignment; of several, the one in which both names take the fewest letters."""
    shared = common(best.links())
    fitting = [scripts()[index] for index in best.chosen if shared >> index & 1] or [scripts()[index] for index in best.chosen]
    if len(fitting) == 1:
        return fitting[0]
    words = (best.first.spelling.words, best.second.spelling.words)
    return min(
        fitting, key=lambda script: _spared(script) + sum(min(effort(one, each) for each in _near(script)) for one in words)
    )


def _spared(script: Script) -> float:
    return -_IN_THE_NEWS.get(script.name, 0.0)


def _near(script: Script) -> Sequence[Tradition]:
    """The traditions of a script that English and French text uses."""
    return [tradition for tradition in script.traditions if tradition.near] or script.traditions


def _reason(step: Step, script: Script | None, first: str, second: str) -> tuple[str, tuple[str, str]]:
    """Why two stretches differ, and the traditions that write so."""
    if step.keys and script:
        link = script.links[step.keys[0]][step.keys[1]]
        way = "rendering" if link.first.script.startswith("Latin") else "romanisation"
        whose = link.first.name if link.first is link.second else f"{link.first.name} → {link.second.name}"
        return f"{whose} {way} of {link.first.origin} {link.letter}", (link.first.table, link.second.table)
    return _difference(first, second), ("", "")


def _difference(first: str, second: str) -> str:
    """What no tradition explains; nothing where the stretches don't differ."""
    if not first or not second:
        return _LEFT_OUT
    if first.casefold() == second.casefold():
        return ""
    if bared(first.lower())[:1] != bared(second.lower())[:1]:
        return OTHER_SOUND
    return "marks" if len(first) == len(second) else "doubling"


def _joined(pieces: Iterator[Correspondence]) -> Iterator[Correspondence]:
    """Pieces that need no reason, in one."""
    first = second = ""
    for piece in pieces:
        if piece.reason:
            if first or second:
                yield Correspondence(first, second)
            yield piece
            first = second = ""
        else:
            first, second = first + piece.first, second + piece.second
    if first or second:
        yield Correspondence(first, second)
