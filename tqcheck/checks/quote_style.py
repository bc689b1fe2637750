"""Find quotation marks of two kinds in one document: curly ones among straight ones, or the reverse.

Why it matters: French guillemets become now “…”, now "…", by the engine's whim, and a page shows both. What is seldomer is
found; the fix gives the mark the kind and direction of the others. Silent where a mark may stand for inches, and where
straight quotation marks can't be told to open or close.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tqcheck.checks import MOST_TOLD, Context, finding
from tqcheck.formats import BILINGUAL
from tqcheck.model import Document, Finding, Rule, Segment, Span

OPTIONS: frozenset[str] = frozenset()
_CURLY, _STRAIGHT = "“”", '"'
_OPENS = re.compile(r"(?:^|[\s(\[—–-])$")
_CLOSES = re.compile(r"[\w.,!?…%)\]’']$")


def scan(text: str, folded: str) -> Iterable[int]:
    """Return nothing: the document is counted as a whole."""
    return ()


def find(rule: Rule, segment: Segment, context: Context) -> Iterable[Finding]:
    """Return nothing: the document is judged as a whole."""
    return ()


def review(rule: Rule, notes: Sequence[Finding], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield the marks of the seldomer kind."""
    text = context.document.text
    straight, curly = text.count(_STRAIGHT), text.count(_CURLY[0]) + text.count(_CURLY[1])
    if not (straight and curly) or context.document.format in BILINGUAL:
        return
    count = 0
    stray, kept = (_STRAIGHT, "curly") if straight <= curly else (_CURLY, "straight")
    for place, segment in _holding(context.document, stray):
        for match in re.finditer(f"[{stray}]", segment.target):
            if fix := _turned(segment.target, match.start()):
                yield place, finding(rule, segment, Span(*match.span()), [fix], other=kept)
                count += 1
                if count == MOST_TOLD:
                    return


def _holding(document: Document, marks: str) -> Iterator[tuple[int, Segment]]:
    """Yield the segments that hold any of some marks, with their places."""
    segments = document.segments
    if document.format != "text":
        yield from ((place, segment) for place, segment in enumerate(segments) if not {*marks}.isdisjoint(segment.target))
        return
    last = -1  # the lines of a long text are made when they are asked for: ask for few
    for match in re.finditer(f"[{marks}]", document.text):
        place = bisect_right(segments, match.start(), key=lambda segment: segment.start) - 1
        if place > last:
            yield place, segments[place]
            last = place


def _turned(text: str, at: int) -> str:
    """The mark in its other kind, "" where a straight one opens and closes nothing for sure."""
    if text[at] != _STRAIGHT:
        return _STRAIGHT
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if before.isdigit():
        return ""
    if _OPENS.search(before) and after.strip():
        return _CURLY[0]
    return _CURLY[1] if _CLOSES.search(before) and not after.isalnum() else ""
