"""A name written by one tradition, as another would write it: *Choukri*, by way of Arabic letters, is *Shukri* in English.

The letters found are those of the script that explain the spelling best, not those that the name's bearer writes; a converted
spelling is a proposal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tqcheck.languages import match_case
from tqcheck.names.conventions import END, START, Script, Tradition, key, scripts
from tqcheck.names.romanisation import effort
from tqcheck.names.spelling import bared

_CLEAR = 1.0
"""Letters of its script that one tradition must spare, against another, for a spelling to be plainly its own."""
_UNLISTED, _RANK = 1.1, 0.4
_LONGEST = 8
_SILENT = frozenset(["", "e" + END])
"""Renderings that English leaves out: the French e at the end. What other tongues leave out belongs to some names only."""
_FRENCH = re.compile("ou|ch|dj|gu|[éèïëj]|ss|ie|e$|aou|iou")
"""What French writes its own way; what it has in common with English is left as it is."""
_CONDITION = re.compile(r"\([ae]\)|'")


class _Piece(NamedTuple):
    """The cheapest way of reading a word up to some letter: what it takes, what it would be in the other tradition."""

    cost: float
    text: str


@lru_cache(1 << 12)
def convert(word: str, source: str, target: str) -> str:
    """A word of a name as the `target` tradition (english) writes what the `source` tradition (french) wrote.

    Nothing where the spelling isn't plainly the source's, or no tradition of both names knows its script.
    """
    small = word.lower()
    best: tuple[float, float, str] | None = None
    for script in scripts():
        written, wanted = _named(script, source), _named(script, target)
        if written and wanted and script.suits((small,)):
            spent, other = effort((small,), written), effort((small,), wanted)
            if spent + _CLEAR <= other and (best is None or (spent, spent - other) < best[:2]):
                best = spent, spent - other, _converted(small, written, wanted)
    if best is None or bared(best[2]) == bared(small):
        return ""
    return match_case(word, best[2], starts=True)


def _named(script: Script, table: str) -> Tradition | None:
    return next((tradition for tradition in script.traditions if tradition.table == table), None)


def _converted(word: str, written: Tradition, wanted: Tradition) -> str:
    readings = _readings(written.script, written.origin, written.table, wanted.table)
    size = len(word)
    best = [_Piece(0.0, "")] + [_Piece(1e9, "")] * size
    for at in range(size):
        for to in range(at + 1, min(size, at + _LONGEST) + 1):
            for piece in _pieces(word, at, to, readings):
                cost = best[at].cost + piece.cost
                if cost < best[to].cost:
                    best[to] = _Piece(cost, best[at].text + piece.text)
    return best[size].text


def _pieces(word: str, at: int, to: int, readings: dict[str, _Piece]) -> list[_Piece]:
    edge = (START if at == 0 else "", END if to == len(word) else "")
    texts = {edge[0] + word[at:to] + edge[1], edge[0] + word[at:to], word[at:to] + edge[1], word[at:to]}
    found = [readings[text] for text in texts if text in readings]
    return found or ([_Piece(_UNLISTED, word[at])] if to == at + 1 else [])


@lru_cache(None)
def _readings(name: str, origin: str, source: str, target: str) -> dict[str, _Piece]:
    """Renderings of one tradition, each with its cost and the usual rendering of its letter in the other."""
    script = next(each for each in scripts() if (each.traditions[0].script, each.traditions[0].origin) == (name, origin))
    written, wanted = _named(script, source), _named(script, target)
    first = script.traditions[0].letters
    readings: dict[str, _Piece] = {}
    if written and wanted:
        renderings, others = {**first, **written.letters}, {**first, **wanted.letters}
        for letter, texts in renderings.items():
            for rank, text in enumerate(texts):
                plain = key(letter, text).partition("(")[0]
                if text[-1:] == "e" and text[:-1] in texts and plain[-1] != END:
                    plain += END  # the silent e of Pouchkine
                usual = text if letter not in others or text in others[letter] else others[letter][0]
                piece = _Piece(1 + _RANK * rank, _CONDITION.sub("", usual))
                heard = (piece.text or plain in _SILENT) and (usual == text or _FRENCH.search(text))
                if heard and (plain not in readings or piece.cost < readings[plain].cost):
                    readings[plain] = piece
    return readings
