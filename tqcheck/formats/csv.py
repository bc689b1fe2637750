"""Comma-separated values (RFC 4180): a row is a segment; cells with quotation marks around them may hold anything.

Semicolons part the cells where the first row says so, as spreadsheets write it where the comma is the decimal mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.formats import columns
from tqcheck.formats.content import Content
from tqcheck.model import Document, Problem, Reading, Segment, Slice

_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_BREAK = re.compile(r"\r\n?|\n")


class _Cell(NamedTuple):
    """A cell's text as it is written, between its quotation marks if it has some, and where that begins."""

    written: str
    start: int
    quoted: bool

    @property
    def text(self) -> str:
        return self.written.replace('""', '"') if self.quoted else self.written


def read(text: str, reading: Reading) -> Content:
    """Read the rows; ids are line numbers. Raises Problem for what is no CSV, and columns that can't be told."""
    rows = list(_rows(text))
    sides = columns.find([(line, [cell.text for cell in cells]) for line, cells in rows], reading)
    segments = []
    for line, cells in rows[sides.header :]:
        source, target = sides.of([cell.text for cell in cells], line)
        if target.strip() or source.strip():
            segments.append(_segment(str(line), cells[sides.target], source))
    return Content(segments, (), *sides.languages)


def escape(text: str, document: Document, at: int) -> str | None:
    """New text as its cell holds it; None where the cell has no quotation marks around it and would need them."""
    index = bisect_right(document.segments, at, key=lambda segment: segment.start) - 1
    start = document.segments[index].start if index >= 0 else 0
    if start and document.text[start - 1] == '"':
        return text.replace('"', '""')
    return None if {_delimiter(document.text), '"', "\n", "\r"} & set(text) else text


def _segment(identity: str, cell: _Cell, source: str) -> Segment:
    if not (cell.quoted and '"' in cell.written):
        return Segment(identity, cell.written, cell.start, (), source)
    slices, at, done = [], 0, 0
    for found in re.finditer('""', cell.written):
        if found.start() > done:
            slices.append(Slice(at, cell.start + done, cell.start + found.start()))
            at += found.start() - done
        slices.append(Slice(at, cell.start + found.start(), cell.start + found.end()))
        at, done = at + 1, found.end()
    if done < len(cell.written):
        slices.append(Slice(at, cell.start + done, cell.start + len(cell.written)))
    return Segment(identity, cell.text, cell.start, tuple(slices), source)


def _delimiter(text: str) -> str:
    """What parts the cells: the commoner of comma and semicolon in the first row."""
    head = text[: match.start()] if (match := _BREAK.search(text)) else text
    head = _QUOTED.sub("", head)
    return ";" if head.count(";") > head.count(",") else ","


def _rows(text: str) -> Iterator[tuple[int, list[_Cell]]]:
    """Yield each row's first line and its cells; blank lines are none."""
    mark = _delimiter(text)
    cell = re.compile(rf'(?:"((?:[^"]++|"")*+)"|((?!")[^{mark}\r\n]*+))({mark}|\r\n?|\n|\Z)')
    at, line, cells, first = 0, 1, list[_Cell](), 1
    while at < len(text) or cells:
        found = cell.match(text, at)
        if not found:
            raise Problem("", line, _broken(text, at))
        quoted = found[1] is not None
        cells.append(_Cell(found[1] if quoted else found[2], found.start(1 if quoted else 2), quoted))
        if len(cells[-1].written) > columns.LONGEST:
            raise columns.too_long(len(cells[-1].written), line)
        at = found.end()
        if quoted:
            line += len(_BREAK.findall(found[1]))
        if found[3] != mark:
            if len(cells) > 1 or cells[0].written or quoted:
                yield first, cells
            line, cells = line + 1, []
            first = line


def _broken(text: str, at: int) -> str:
    """What is wrong with the cell that begins somewhere."""
    if _QUOTED.match(text, at):
        return "is no CSV: something follows the quotation mark that closes a cell; inside a cell, double it"
    return "is no CSV: the quotation mark that opens a cell is never closed"
