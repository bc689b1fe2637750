"""Files whose units belong together: the n-th of one and the n-th of the others translate the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from tqcheck import formats
from tqcheck.model import AS_IS, Document, Problem, Reading, Segment, Span

_BOM = "\ufeff"


class Text(NamedTuple):
    """A file's units of translation, as metrics read them, and the document that checks read.

    `starts` has the code point of the decoded file where each unit begins.
    """

    document: Document
    units: tuple[str, ...]
    starts: tuple[int, ...]

    @property
    def path(self) -> str:
        """What the file is called."""
        return self.document.path

    def unit(self, segment: Segment) -> int:
        """The number of the unit, from 0, that a segment of the document begins in."""
        return max(0, bisect_right(self.starts, _start(self.document, segment)) - 1)


def by_line(path: str, data: bytes, reading: Reading = AS_IS) -> Text:
    """A file whose lines are its units, read as sacreBLEU reads it; raises Problem for what is no text."""
    if formats.name_of(path) in formats.UNITS:
        raise Problem(path, 0, "holds units, not lines; put the translations into a plain text, one segment a line")
    raw = formats.read(path, data, name="text")
    # sacreBLEU ends lines at LF alone, and counts a byte-order mark as a character of the first one.
    lines = raw.text.split("\n")
    if not lines[-1]:
        lines.pop()
    starts = tuple(accumulate((len(line) + 1 for line in lines), initial=0))[: len(lines)]
    units = tuple(line.rstrip() for line in lines)
    if raw.bom and units:
        units = (_BOM + units[0], *units[1:])
    return _filled(Text(formats.read(path, data, reading=replace(reading, paragraphs="line")), units, starts))


def by_block(path: str, data: bytes, reading: Reading) -> Text:
    """A file whose units are its segments: blocks of prose, units of translation; of plain text, lines or paragraphs."""
    document = formats.read(path, data, reading=reading)
    if document.format == "text" and reading.paragraphs == "line":
        return by_line(path, data, reading)
    units = tuple(" ".join(segment.target.split()) for segment in document.segments)
    return _filled(Text(document, units, tuple(_start(document, segment) for segment in document.segments)))


def hold_together(first: Text, others: Sequence[Text]) -> None:
    """Raise Problem, with the line from which it has nothing beside it, where one text has more units than another."""
    for other in others:
        short, long = sorted((first, other), key=lambda text: len(text.units))
        have, want = len(short.units), len(long.units)
        if have < want:
            line = long.document.position(long.starts[have]).line
            message = f"nothing stands beside it in {short.path}, which has {have:,} segments to {want:,}; the n-th of one"
            raise Problem(long.path, line, f"{message} must translate what the n-th of the other does: put in what is missing")


def _start(document: Document, segment: Segment) -> int:
    return document.range(segment, Span(0, 0))[0]


def _filled(text: Text) -> Text:
    if not any(unit.strip(f"{_BOM} ") for unit in text.units):
        raise Problem(text.path, 0, "holds no words; give a file that has the translation, one segment a line")
    return text
