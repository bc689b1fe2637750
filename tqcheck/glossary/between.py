"""Terms that ask for a word in between: `supreme … guide` is *supreme guide* and *supreme religious guide*, too.

Without spaces around the mark, as in Chinese, a few characters may stand there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tqcheck.languages import fold
from tqcheck.model import Span

MARK = "…"
_WORD, _CHARACTERS = 30, 4
"""Code points that a word in between has at most, and characters of a script without spaces."""
_STOPS = r"\s.,;:!?，。、；：！？"


def asks(term: str) -> bool:
    """Whether a term has a place for a word in between."""
    return MARK in term and all(map(str.strip, term.split(MARK)))


def literal(term: str) -> str:
    """The longest part of a term that always stands as it is written: what to scan for."""
    return max(map(str.strip, term.split(MARK)), key=len) if asks(term) else term


def closed(term: str) -> str:
    """The term with nothing in between."""
    return " ".join(term.replace(MARK, "").split()) if asks(term) else term


def stretch(text: str, start: int, end: int, term: str) -> Span | None:
    """All that a term takes in a text where its literal stands; nothing where the rest of it is missing."""
    reach = len(term) + _WORD * term.count(MARK)
    low = max(0, start - reach)
    for found in _pattern(term).finditer(fold(text[low : end + reach])):
        if low + found.start() <= start and end <= low + found.end():
            return Span(low + found.start(), low + found.end())
    return None


def words(seen: str, term: str) -> list[str]:
    """The words that stand in between, one for each mark of the term, empty where there is none."""
    found = _pattern(term).fullmatch(fold(seen))
    spans = [found.span(group) for group in range(1, term.count(MARK) + 1)] if found else []
    return [seen[low:high] if low >= 0 else "" for low, high in spans]


def filled(fix: str, between: list[str]) -> str | None:
    """A replacement that takes the words in between along; nothing where it has no place for one."""
    for word in between:
        if asks(fix):
            fix = fix.replace(MARK, word, 1)
        elif word:
            return None
    return closed(" ".join(fix.split()))


@lru_cache(1 << 10)
def _pattern(term: str) -> re.Pattern[str]:
    parts = [re.escape(fold(part.strip())) for part in term.split(MARK)]
    spaced = rf"\s+(?:((?=\S*\w)[^{_STOPS}]{{1,{_WORD}}})\s+)?"  # a dash or stroke alone is no word
    return re.compile(
        (spaced if f" {MARK} " in term else rf"([^{_STOPS}]{{0,{_CHARACTERS}}})").join(parts).replace(r"\ ", r"\s+")
    )
