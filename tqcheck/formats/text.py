"""Plain text: a line is a segment, or a run of lines up to a blank one. It has no markup and no comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import overload

from tqcheck.formats.content import Content
from tqcheck.model import Document, Reading, Segment

_new = tuple.__new__
_BREAK = re.compile(r"(\r\n?|\n)")


def read(text: str, reading: Reading) -> Content:
    """Split a text into segments whose ids are their line numbers; `reading.paragraphs` is "line" or "blank-line"."""
    return Content(_blocks(text) if reading.paragraphs == "blank-line" else _by_line(text))


def escape(text: str, _document: Document, _at: int) -> str:
    """Return new text as it is: plain text has no markup."""
    return text


def _by_line(text: str) -> Sequence[Segment]:
    if "\r" in text:
        return [Segment(str(number), line, start) for number, start, line in _lines(text) if line and not line.isspace()]
    return Lines(text)


class Lines(Sequence[Segment]):
    """The lines of a text that aren't blank, made into segments when asked for: most lines are never looked at."""

    def __init__(self, text: str) -> None:
        self._text, self._lines = text, text.split("\n")
        starts = accumulate((len(line) + 1 for line in self._lines), initial=0)
        self._places = [
            (number, start)
            for number, (line, start) in enumerate(zip(self._lines, starts, strict=False))
            if line and not line.isspace()
        ]

    def __reduce__(self) -> tuple[type[Lines], tuple[str]]:
        return Lines, (self._text,)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Segment]: ...
    def __getitem__(self, index: int | slice) -> Segment | Sequence[Segment]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        number, start = self._places[index]
        # What the class does with its arguments costs more than the tuple itself.
        return _new(Segment, (str(number + 1), self._lines[number], start, (), None, False, (), ((), ())))

    def stretch(self, first: int, size: int) -> tuple[str, list[int]]:
        """The text of the segments from `first` on, about `size` code points of it, and where each of them starts in it."""
        offset = self._places[first][1]
        last = bisect_right(self._places, offset + size, key=itemgetter(1))
        starts = [start - offset for _, start in self._places[first:last]]
        number, start = self._places[last - 1]
        return self._text[offset : start + len(self._lines[number])], starts


def _blocks(text: str) -> list[Segment]:
    segments, first, start, end = [], 0, 0, 0
    for number, at, line in _lines(text):
        if not line or line.isspace():
            if first:
                segments.append(Segment(str(first), text[start:end], start))
            first = 0
            continue
        if not first:
            first, start = number, at
        end = at + len(line)
    if first:
        segments.append(Segment(str(first), text[start:end], start))
    return segments


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each line's number, offset and text without its line break, which is LF, CRLF or CR and nothing else."""
    start = 0
    if "\r" not in text:
        for number, line in enumerate(text.split("\n"), 1):
            yield number, start, line
            start += len(line) + 1
        return
    parts = [*_BREAK.split(text), ""]
    for number, (line, line_break) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1):
        yield number, start, line
        start += len(line) + len(line_break)
