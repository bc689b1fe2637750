"""The lines of a file in which a finding stands, with its span underlined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.model import Document
from tqcheck.report.display import printable, width

_SHOWN = 3
"""Lines of a span shown in full; of longer ones, the first and the last."""
_CUT = "…"


class Row(NamedTuple):
    """A line of an excerpt: its number in the file, its text, and the marks that go below it."""

    number: int
    text: str
    marks: str


def rows(document: Document, start: int, end: int, columns: int) -> Iterator[Row | None]:
    """Yield the lines that a stretch of the file touches, each at most `columns` wide; None stands for lines left out."""
    text = document.text
    first, last = document.position(start).line, document.position(max(start, end - 1)).line
    if last - first < _SHOWN:
        for number in range(first, last + 1):
            yield _row(document, number, start, end, columns)
            start = _unindented(text, _next_line(text, start, end), end)
        return
    yield _row(document, first, start, end, columns)
    yield None
    offset = max(start, end - 1)
    start = _unindented(text, offset - document.position(offset).column + 1, end)
    yield _row(document, last, start, end, columns)


def _row(document: Document, number: int, start: int, end: int, columns: int) -> Row:
    """Show one line with its part of the stretch marked; of a long line, a window around that part, and no more is copied."""
    text = document.text
    line_start = start - document.position(start).column + 1
    marked = text[start : _line_end(text, start, min(end, start + columns))]
    marked = _head(marked, columns * 2 // 3)
    stop = start + len(marked)
    room = columns - 2 - width(marked)
    before = text[max(line_start, start - columns) : start]
    after = text[stop : _line_end(text, stop, stop + columns)]
    after = _head(after, room - min(room // 2, width(before)))
    before = _tail(before, room - width(after))
    left = _CUT * (start - len(before) > line_start)
    right = _CUT * (text[stop + len(after) : stop + len(after) + 1] not in ("", "\r", "\n"))
    marks = " " * width(left + before) + "^" * max(1, width(marked))
    return Row(number, printable(left + before + marked + after + right), marks)


def _line_end(text: str, start: int, limit: int) -> int:
    """Where the line of an offset ends, but `limit` at most."""
    breaks = [at for mark in "\r\n" if (at := text.find(mark, start, limit)) >= 0]
    return min(breaks, default=min(limit, len(text)))


def _next_line(text: str, start: int, limit: int) -> int:
    """Where the line after the one of an offset begins, but `limit` at most."""
    end = _line_end(text, start, limit)
    return end + 2 if text.startswith("\r\n", end) else end + 1


def _unindented(text: str, start: int, limit: int) -> int:
    """Find the first character of a line that is not its indentation."""
    while start < limit - 1 and text[start] in " \t":
        start += 1
    return start


def _head(text: str, room: int) -> str:
    """Keep as much of a text's beginning as fits."""
    if width(text) <= room:
        return text
    if width(text) == len(text) and width(text[:room]) == room:
        return text[:room]
    used = 0
    for index, char in enumerate(text):
        used += width(char)
        if used > room:
            return text[:index]
    return text


def _tail(text: str, room: int) -> str:
    """Keep as much of a text's end as fits; it doesn't begin with a combining mark."""
    tail = _head(text[::-1], room)[::-1]
    while tail and len(tail) < len(text) and not width(tail[0]):
        tail = tail[1:]
    return tail
