"""The segments of files, those of translations beside their sources."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck import formats
from tqcheck.model import AS_IS, Document, Problem, Reading
from tqcheck.terminology.mine import Line


def lines(path: str, data: bytes, reading: Reading = AS_IS) -> list[Line]:
    """The segments of a file; raises Problem where it can't be read."""
    document = formats.read(path, data, reading=reading)
    return [Line(path, number, text) for number, text in _numbered(document)]


def aligned(path: str, data: bytes, source: str, source_data: bytes) -> list[Line]:
    """The segments of a file with those of its source: line by line of plain text, else block by block.

    Raises Problem where one can't be read, and where they have not as many lines or blocks.
    """
    ours, theirs = formats.read(path, data), formats.read(source, source_data)
    by_line = ours.format == theirs.format == "text"
    size, other = (_size(document) if by_line else len(document.segments) for document in (ours, theirs))
    if size != other:
        what = "lines" if by_line else "blocks of text"
        told = f"has {size:,} {what}, its source {source} has {other:,}; give files that are aligned line by line"
        raise Problem(path, 0, told)
    if by_line:
        beside = dict(_numbered(theirs))
        return [Line(path, number, text, beside[number]) for number, text in _numbered(ours) if number in beside]
    pairs = zip(_numbered(ours), theirs.segments, strict=True)
    return [Line(path, number, text, there.target) for (number, text), there in pairs]


def _numbered(document: Document) -> Iterator[tuple[int, str]]:
    for segment in document.segments:
        yield document.position(segment.start).line, segment.target


def _size(document: Document) -> int:
    """The lines of a text, an empty last one aside."""
    return len(document.text.splitlines()) if "\r" in document.text else document.text.removesuffix("\n").count("\n") + 1
