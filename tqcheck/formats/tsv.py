"""Tab-separated values: a row is a segment, its fields stand verbatim, with no quoting at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.formats import columns
from tqcheck.formats.content import Content
from tqcheck.model import Document, Reading, Segment

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")


def read(text: str, reading: Reading) -> Content:
    """Read the rows; ids are line numbers. Raises Problem for a row that lacks a column, or columns that can't be told."""
    rows = list(_rows(text))
    sides = columns.find([(number, fields) for number, _, fields in rows], reading)
    segments = []
    for number, start, fields in rows[sides.header :]:
        source, target = sides.of(fields, number)
        if target.strip() or source.strip():
            at = start + sum(len(field) + 1 for field in fields[: sides.target])
            segments.append(Segment(str(number), target, at, (), source))
    return Content(segments, (), sides.languages[0], sides.languages[1])


def escape(text: str, _document: Document, _at: int) -> str | None:
    """New text as it is; None for what no field can hold."""
    return None if {"\t", "\n", "\r"} & set(text) else text


def _rows(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each row's line, where it begins, and its fields; blank lines are none."""
    for number, found in enumerate(_LINE.finditer(text), 1):
        if found[1]:
            yield number, found.start(), found[1].split("\t")
