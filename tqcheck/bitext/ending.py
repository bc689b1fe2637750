"""Hold the mark that ends a translation against the one that ends its source.

Marks of one meaning are one class whatever the script: `.` is `。` and `।`; `?` is `？`, `؟` and, in Greek, `;`. Quotation
marks, brackets and spaces that follow the mark don't count, so «Non.» and “No.” end alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair, Side
from tqcheck.model import Span

_CLASSES = {
    **dict.fromkeys(".。．｡।۔።։", "."),
    **dict.fromkeys("?？؟;", "?"),
    **dict.fromkeys("!！", "!"),
    "…": "…",
    **dict.fromkeys(":：", ":"),
}
"""The classes of final marks; `;` is a question mark in Greek alone."""
_CLOSERS = " \t\n\r\u00a0\u202f\u200b\"'”’»›“‘«)]}）】」』"
"""What may stand behind a final mark. German closes a quotation with “."""
_ABBREVIATED = frozenset(
    "co corp etc inc jr ltd sr usw ecc ca bzw cía sa ss art av cm km kg mm st str mio mrd гг др руб коп млн млрд "
    "пр тыс стр".split()
)
"""Abbreviations that end sentences: their stop may be theirs alone. Single letters (2012 г.) and U.S. are known by form."""
_MARKS = "\"'“”«»„‘’([)],;"
_FEW = 3
"""Words below which a source is a label or a caption, whose stop house style decides."""
_NO_STOP = frozenset("bo dz km lo my th".split())
"""Languages whose writing ends sentences with a space or a mark of its own kind."""
_FRENCH = {"?": "\u202f", "!": "\u202f", ":": "\u00a0"}
"""The no-break spaces that French sets before marks."""
_WIDE = frozenset(["ja", "zh"])


def compare(pair: Pair) -> Iterator[Fault]:
    """Yield a final mark that was lost; whether one turned into another is for `questions` to tell."""
    source, target = pair.source.text.rstrip(), pair.target.text.rstrip()
    if not source or not target or source[-1] == target[-1] or pair.target.language in _NO_STOP:
        return
    wanted, there = closing(source, pair.source.language), closing(target, pair.target.language)
    if wanted == there or not wanted:
        return
    if not there and target[-1] not in ",;-–—" and _is_sentence(pair.source, source, wanted):
        yield Fault("lost", _last_word(pair), _mended(pair, target, wanted), wanted)


def closing(text: str, language: str) -> str:
    """The class of the mark that ends a text, "" where none does."""
    bare = text.rstrip(_CLOSERS)
    if not bare or (bare[-1] == ";" and language != "el"):
        return ""
    if bare.endswith("..."):
        return "…"
    return _CLASSES.get(bare[-1], "")


def _is_sentence(side: Side, text: str, mark: str) -> bool:
    """Whether the mark ends a sentence: no abbreviation's stop, and no label's."""
    if len(side.words) < _FEW or mark == "…":
        return False
    if mark != ".":
        return True
    last = text.rstrip(_CLOSERS)[:-1].rsplit(None, 1)[-1:]
    word = last[0].strip(_MARKS) if last else ""
    return word.isdigit() or not (len(word) == 1 or "." in word or word.lower() in _ABBREVIATED)


def _last_word(pair: Pair) -> Span:
    """From the last word to the end of the text."""
    words = pair.target.spans
    end = pair.whole.end
    return Span(words[-1].start if words else pair.whole.start, end)


def _mended(pair: Pair, target: str, mark: str) -> tuple[str, ...]:
    """The last word with the mark that the source has, where nothing but a word ends the target."""
    if not target[-1].isalnum() or pair.target.language in _WIDE:
        return ()
    space = _FRENCH.get(mark, "") if pair.target.language == "fr" else ""
    start, end = _last_word(pair)
    return (f"{pair.target.text[start:end]}{space}{mark}",)
