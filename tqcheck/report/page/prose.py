"""A paragraph cut at its marks, so that they nest as elements must, however the marked spans overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from tqcheck.model import BREAK, OBJECT, Span

_PARTS = re.compile(f"([{BREAK}{OBJECT}])")
_KINDS = {BREAK: "break", OBJECT: "object"}
_LINE_BREAKS = str.maketrans("\r\n", "  ")
M = TypeVar("M")


class Token(NamedTuple, Generic[M]):
    """A piece of a paragraph: "text", a "break", an "object", or where a mark is to "open" or "close".

    A mark that overlaps another comes in several parts: `edge` tells its first opening and its last closing.
    """

    kind: str
    text: str = ""
    mark: M | None = None
    edge: bool = False


def tokens(target: str, marks: Sequence[tuple[Span, M]]) -> Iterator[Token[M]]:
    """Yield the pieces of a paragraph in order; white space that breaks its lines in the file is plain."""
    opening = _by_start(marks)
    places = sorted({0, len(target), *opening, *(span.end for span, _ in marks)})
    running: list[tuple[Span, M]] = []
    at = 0
    for place in places:
        yield from _plain(target[at:place])
        at = place
        yield from _close(running, place)
        for span, mark in opening.get(place, ()):
            yield Token("open", mark=mark, edge=True)
            if span.end > place:
                running.append((span, mark))
            else:
                yield Token("close", mark=mark, edge=True)


def _by_start(marks: Sequence[tuple[Span, M]]) -> dict[int, list[tuple[Span, M]]]:
    """The marks by where they begin, the longer ones first: they hold the others."""
    found = defaultdict(list)
    for span, mark in sorted(marks, key=lambda item: -item[0].end):
        found[span.start].append((span, mark))
    return found


def _close(running: list[tuple[Span, M]], place: int) -> Iterator[Token[M]]:
    """End the marks that end at a place; those within them that go on are closed as well, and opened again."""
    first = next((index for index, (span, _) in enumerate(running) if span.end <= place), len(running))
    inner = running[first:]
    for span, mark in reversed(inner):
        yield Token("close", mark=mark, edge=span.end <= place)
    running[first:] = [(span, mark) for span, mark in inner if span.end > place]
    for _, mark in running[first:]:
        yield Token("open", mark=mark)


def _plain(text: str) -> Iterator[Token[M]]:
    for part in filter(None, _PARTS.split(text)):
        yield Token(_KINDS.get(part, "text"), part.translate(_LINE_BREAKS))
