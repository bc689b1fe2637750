"""A file's text laid out in rows, its findings marked; only what is looked at is ever laid out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from tqcheck.report.display import escaped
from tqcheck.review.entries import Entry, File

SIGNS = {"accept": "✓", "edit": "✎", "reject": "✗", "skip": "»", "ignore": "∅", "": "·"}
UNFIT, WRITTEN = "!", "■"
OPENING, CLOSING = "▐", "▌"
"""Around the finding in focus: colour is never the only sign."""
_LONGEST = 1500
"""Code points of a line that are laid out at once; a longer line goes on in the next piece."""
_REACH = 16
"""How many findings back one may begin that goes on where another begins."""
_WORD = re.compile(r"\s*\S+|\s+")


class Chunk(NamedTuple):
    """Some words of a row, fit for a terminal; `entry` is the finding that they belong to."""

    text: str
    entry: Entry | None = None


class Row(NamedTuple):
    """One row of the screen: the number of its line if it begins there, else 0."""

    number: int
    chunks: tuple[Chunk, ...]


class Spot(NamedTuple):
    """A row's place: its piece of the text, and which of the piece's rows it is."""

    piece: int
    row: int


def sign(entry: Entry) -> str:
    """What became of a finding, as one character."""
    if entry.unfit:
        return UNFIT
    return WRITTEN if entry.written else SIGNS[entry.verdict.decision]


class Page:
    """The rows of a file at a width in columns."""

    def __init__(self, file: File, width: int) -> None:
        self._file, self._data, self._width = file, file.data, max(4, width)
        self._text = file.document.text
        self._pieces = list(_pieces(self._text))
        self._starts = [start for start, _, _ in self._pieces]

    def shows(self, file: File, width: int) -> bool:
        """Whether this is the page of a file as it is, at a width."""
        return self._file is file and self._data is file.data and self._width == max(4, width)

    def is_of(self, file: File) -> bool:
        """Whether this is a page of a file."""
        return self._file is file

    def rows(self, spot: Spot, count: int, current: Entry | None) -> list[tuple[Spot, Row]]:
        """So many rows from a spot on."""
        found: list[tuple[Spot, Row]] = []
        for piece in range(max(0, spot.piece), len(self._pieces)):
            laid = self._lay(piece, current)
            first = min(spot.row, len(laid) - 1) if piece == spot.piece else 0
            found += [(Spot(piece, number), row) for number, row in enumerate(laid) if number >= first]
            if len(found) >= count:
                break
        return found[:count]

    def up(self, spot: Spot, count: int, current: Entry | None) -> Spot:
        """The spot so many rows before one, or the first."""
        piece, row = spot
        while count > row and piece > 0:
            count -= row + 1
            piece -= 1
            row = len(self._lay(piece, current)) - 1
        return Spot(piece, max(0, row - count))

    def spot(self, entry: Entry, current: Entry | None) -> Spot:
        """Where a finding begins."""
        piece = max(0, bisect_right(self._starts, entry.start) - 1)
        for number, row in enumerate(self._lay(piece, current)):
            if any(chunk.entry is entry for chunk in row.chunks):
                return Spot(piece, number)
        return Spot(piece, 0)

    def _lay(self, piece: int, current: Entry | None) -> list[Row]:
        start, end, number = self._pieces[piece]
        chunks = list(self._chunks(start, end, current))
        text = "".join(chunk.text for chunk in chunks)
        rows = [_cut(chunks, first, last) for first, last in wrapped(text, self._width)]
        return [Row(number if not place else 0, row) for place, row in enumerate(rows)]

    def _chunks(self, start: int, end: int, current: Entry | None) -> Iterator[Chunk]:
        """Yield a piece of the text with its findings, verdicts that change it done."""
        marks = self._marks(start, end)
        edges = sorted({start, end, *(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)})
        shown: set[Entry] = set()
        for left, right in pairwise(edges):
            entry = _uppermost(marks, left, current)
            if entry is None:
                yield Chunk(escaped(self._text[left:right]))
            elif not entry.is_unwritten:
                begins, ends = max(entry.start, start) == left, min(entry.end, end) == right
                text = escaped(self._text[left:right])
                yield Chunk(_dressed(text, entry, current, begins=begins, ends=ends), entry)
            elif entry not in shown:
                shown.add(entry)
                yield Chunk(_dressed(escaped(entry.verdict.after), entry, current, begins=True, ends=True), entry)

    def _marks(self, start: int, end: int) -> list[Entry]:
        entries = self._file.entries
        first = max(0, bisect_left(entries, start, key=lambda entry: entry.start) - _REACH)
        last = bisect_left(entries, end, key=lambda entry: entry.start)
        return [
            entry
            for entry in entries[first:last]
            if entry.end > start and (entry.verdict.decision or not entry.made) and not self._is_lost(entry)
        ]

    def _is_lost(self, entry: Entry) -> bool:
        """Whether nobody knows where a finding stands."""
        if entry.written:
            return entry.written.start < 0
        return bool(entry.unfit) and self._text[entry.start : entry.end] != entry.text


def _uppermost(marks: Sequence[Entry], place: int, current: Entry | None) -> Entry | None:
    """The finding that is shown at a place: the one in focus, then one that changes the text, then the shortest."""
    here = [mark for mark in marks if mark.start <= place < mark.end]
    return min(here, key=lambda mark: (mark is not current, not mark.mends, mark.end - mark.start), default=None)


def _dressed(text: str, entry: Entry, current: Entry | None, *, begins: bool, ends: bool) -> str:
    """A finding's words with its signs."""
    after = (sign(entry) if entry.verdict.decision else "") * ends
    if entry is current:
        return f"{OPENING * begins}{text}{after}{CLOSING * ends}"
    return f"{text}{after}"


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and line number of each line; of a long one, pieces, the first of which has the number."""
    for number, (start, end) in enumerate(_lines(text), 1):
        at = start
        while end - at > _LONGEST:
            space = text.rfind(" ", at + 1, at + _LONGEST)
            stop = space + 1 if space > 0 else at + _LONGEST
            yield at, stop, number if at == start else 0
            at = stop
        yield at, end, number if at == start else 0


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in re.finditer(r"\r\n?|\n", text):
        yield start, match.start()
        start = match.end()
    if start < len(text) or not text:
        yield start, len(text)


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Where the rows of a text begin and end that are at most `width` columns wide, broken at spaces where there are some."""
    if cell_len(text) <= width:
        return [(0, len(text))]
    rows, start, used = [], 0, 0
    for match in _WORD.finditer(text):
        size = cell_len(match[0])
        if used + size > width and match.start() > start:
            rows.append((start, match.start()))
            start = match.end() - len(match[0].lstrip()) if match[0].strip() else match.start()
            used, size = 0, cell_len(text[start : match.end()])
        while size > width:
            stop = start + max(1, len(set_cell_size(text[start : match.end()], width).rstrip(" ")))
            rows.append((start, stop))
            start, size = stop, cell_len(text[stop : match.end()])
        used += size
    return [*rows, (start, len(text))]


def _cut(chunks: Sequence[Chunk], first: int, last: int) -> tuple[Chunk, ...]:
    """The parts of chunks between two offsets of their joined text."""
    found, at = [], 0
    for chunk in chunks:
        part = chunk.text[max(0, first - at) : max(0, last - at)]
        if part:
            found.append(Chunk(part, chunk.entry))
        at += len(chunk.text)
    return tuple(found)
