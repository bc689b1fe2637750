"""Find words and groups of words that a translation writes twice in a row where its source doubles nothing.

With the source beside, names and numbers can be told too: what stands twice there (Duran Duran) may stand twice here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from operator import eq

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import function_words
from tqcheck.model import Span

_PAIR = 2
_GROUP = 3
"""Digits of a group in long numbers: 5 000 000 repeats one."""
_MOST = 4
"""Words of the longest group that is looked for."""
_CHUNK = re.compile(r"\S+")
_OUTER = "\"'“”«»„‘’()[]{},;:.!?…"
_PARTING = frozenset(",;:.!?…–—")
"""Marks that part a word from its echo: «Non, non»."""


@cache
def _meant(language: str) -> frozenset[str] | None:
    """The words that sound text of a language doubles; None for a language that isn't known or that doubles to inflect."""
    text = resources.files("tqcheck.bitext").joinpath("doubled.toml").read_text("utf-8")
    words = tomllib.loads(text)["meant"].get(language)
    return None if words is None else frozenset(words.split())


def compare(pair: Pair) -> Iterator[Fault]:
    """Yield each repetition, the first time included; the fix writes it once."""
    words = pair.target.lowered
    again = len(words) - len(pair.target.seen)
    if again and (any(map(eq, words, words[1:])) or _echoes(words, min(again, _MOST))):
        yield from _dig(pair)


def _echoes(words: list[str], most: int = _MOST) -> bool:
    """Whether a group of two words up to `most` comes twice in a row."""
    return any(b"\1" * size in bytes(map(eq, words, words[size:])) for size in range(2, most + 1))


def _dig(pair: Pair) -> Iterator[Fault]:
    """Look at the text itself, cut at its spaces, from the longest group down."""
    meant = _meant(pair.target.language)
    if meant is None:
        return
    chunks = [Span(*found.span()) for found in _CHUNK.finditer(pair.target.text)]
    bare = [pair.target.text[start:end].strip(_OUTER).lower() for start, end in chunks]
    at = 0
    while at < len(bare) - 1:
        size, end = _repetition(pair.target.text, chunks, bare, at)
        if size and _is_fault(pair, bare[at : at + size], bare[at] in meant, chunks[at:end]):
            yield _fault(pair.target.text, chunks[at:end], size)
            at = end
        else:
            at += 1


def _repetition(text: str, chunks: list[Span], bare: list[str], at: int) -> tuple[int, int]:
    """How many words are said twice or more from here on, 0 for none, and the end of the last time."""
    for size in range(1, min(_MOST, (len(bare) - at) // 2) + 1):
        end = at + size
        while bare[end : end + size] == bare[at : at + size] and _adjoin(
            text, chunks[end - size], chunks[end - 1], chunks[end]
        ):
            end += size
        if end > at + size and all(bare[at : at + size]):
            return size, end
    return 0, at


def _adjoin(text: str, start: Span, last: Span, echo: Span) -> bool:
    """Whether no mark parts a group, from `start` to `last`, from its echo: neither a comma nor a bracket that opens."""
    if text[last.end - 1] in _PARTING:
        return False
    return text[echo.start].isalnum() or text[echo.start] == text[start.start]


def _is_fault(pair: Pair, group: list[str], is_meant: bool, chunks: list[Span]) -> bool:
    """Whether no language would say it, and the source doesn't."""
    words = pair.source.lowered
    if len(group) > 1:
        if _counts(group, pair.target.language):
            return False
        return not any(map(eq, words, words[2:])) and not _echoes(words) and not all(word.isdigit() for word in group)
    if is_meant or not group[0][:1].isalnum() or (group[0].isdigit() and len(group[0]) == _GROUP):
        return False
    text = pair.target.text
    if not text[chunks[0].start].isupper() and text[chunks[-1].start].isupper():  # a word and a name: «will Will»
        return False
    return not any(map(eq, words, words[1:]))


def _counts(group: list[str], language: str) -> bool:
    """Whether it is a small word and one with a meaning, doubled to count: *migliaia di miliardi di miliardi*."""
    small = function_words(language)
    return len(group) == _PAIR and language != "en" and (group[0] in small) != (group[1] in small)


def _fault(text: str, chunks: list[Span], size: int) -> Fault:
    """The repetition without the marks around it; the last time stays, with the marks that follow it."""
    start, end = chunks[0].start, chunks[-1].end
    first, last = text[start : chunks[size - 1].end], text[chunks[-size].start : end]
    once = first if last.rstrip(_OUTER) == last else last
    if first[:1] in _OUTER and last[:1] not in _OUTER:
        once = first[: len(first) - len(first.lstrip(_OUTER))] + last
    if once.rstrip(_OUTER) == once or once[-1] not in ",;:.!?…":
        return Fault("word" if size == 1 else "group", Span(start, end), (once,))
    kept = once.rstrip(",;:.!?…")
    return Fault("word" if size == 1 else "group", Span(start, end - (len(once) - len(kept))), (kept,))
