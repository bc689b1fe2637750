"""Whether a statement became a question, or a question a statement."""

from __future__ import annotations

from tqcheck.bitext.pair import Pair
from tqcheck.languages import sentences

_CLOSERS = " \t\n\r\u00a0\u202f\"'”’»“)]}*_"
"""What may stand behind the mark that ends a sentence."""
_QUESTION = frozenset("?？؟;՞⁇")
"""Question marks of all scripts; the Greek one is U+037E, or in practice a semicolon (which counts for Greek only)."""
_STOPS = frozenset(".!…。！؛։।")


def turned(pair: Pair) -> str:
    """What the target is while the source ends as the other: "question", "statement", or "" where both end alike.

    Sentences that were joined or parted count for nothing.
    """
    ours, theirs = _end(pair.target.text), _end(pair.source.text)
    became = ""
    if _asks(ours, pair.target.language) and theirs in _STOPS and not _holds(pair.source.text, pair.source.language):
        became = "question"
    elif _asks(theirs, pair.source.language) and ours in _STOPS and not _holds(pair.target.text, pair.target.language):
        became = "statement"
    return became if became and len(sentences(pair.source.text)) == len(sentences(pair.target.text)) else ""


def _end(text: str) -> str:
    return text.rstrip(_CLOSERS)[-1:]


def _asks(mark: str, language: str) -> bool:
    return bool(mark) and mark in _QUESTION and (mark != ";" or language == "el")


def _holds(text: str, language: str) -> bool:
    return any(_asks(mark, language) for mark in _QUESTION if mark in text)
