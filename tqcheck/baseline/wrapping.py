"""Plain text as it would be if no line were wrapped: paragraphs in which only the break between them is one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from tqcheck.model import Segment, Span

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_FULL = 0.75
"""The share of the longest line from which a line counts as full: hands wrap unevenly, and headlines are shorter."""
_FULL_STOP = re.compile(r"[.!?…。！？]\W*\Z")
_BREAK = re.compile(r"\r\n?|\n")


def paragraphs(text: str) -> list[Segment]:
    """The paragraphs of a text: its lines, those together that were one before they were wrapped.

    A line was wrapped if the next one, no blank line between them, goes on in lower case, or if the first word of that would
    have made it about as long as the longest line around; the latter only in prose, which ends in a full stop or the like.
    """
    return [Segment(str(number), text[start:end], start) for number, (start, end) in enumerate(_paragraphs(text), 1)]


def _paragraphs(text: str) -> Iterator[Span]:
    for block in _blocks(text):
        is_prose = _FULL_STOP.search(text, *block[-1])
        width = _FULL * max(end - start for start, end in block) if is_prose else math.inf
        first = block[0].start
        for line, after in pairwise(block):
            if not _was_wrapped(text[slice(*line)], text[slice(*after)], width):
                yield Span(first, line.end)
                first = after.start
        yield Span(first, block[-1].end)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield the lines of each stretch without a blank one."""
    block: list[Span] = []
    for found in _LINE.finditer(text):
        line = Span(found.start(), found.start() + len(found[0].rstrip()))
        if block and len(_BREAK.findall(text, block[-1].end, line.start)) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _was_wrapped(line: str, after: str, width: float) -> bool:
    word = after.split(None, 1)[0]
    return word[0].islower() or len(line) + len(" ") + len(word) > width
