"""Large bilingual files in parts, so that no run holds one whole: each part is checked as a document of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tqcheck import formats
from tqcheck.model import Document, Problem, Reading

LARGE = 32 << 20
"""Bytes from which a file is read in parts …"""
SIZE = 4 << 20
"""… of about so many."""
_LINES = frozenset(["tsv", "jsonl"])
"""Formats in which a line's end is an entry's, and the first line tells how the others are to be read."""


class Part(NamedTuple):
    """A stretch of a file, in bytes, that can be read with something `before` and `after` it; `first` is its first line.

    `before` ends in a line break. `follows` tells that it isn't the first part.
    """

    start: int
    end: int
    first: int
    before: bytes = b""
    after: bytes = b""
    follows: bool = True


def parts(path: str) -> Iterator[Part]:
    """Yield the parts of a large file of a format that can be parted; nothing for any other."""
    name = formats.name_of(path)
    if os.stat(path).st_size < LARGE:  # noqa: PTH116
        return
    if name in _LINES:
        yield from _lines(path)
    elif name == "tmx":
        yield from _memory(path)


def read(path: str, part: Part, reading: Reading) -> Document:
    """A part of a file as a document; raises Problem, with a line of the file, for what its format refuses."""
    with open(path, "rb") as file:  # noqa: PTH123
        file.seek(part.start)
        data = file.read(part.end - part.start)
    first = part.first - part.before.count(b"\n")
    try:
        document = formats.read(path, part.before + data + part.after, reading=reading)
    except Problem as problem:
        line = problem.line and max(1, problem.line + first - 1)
        raise Problem(problem.path, line, problem.message) from None
    if not part.follows or document.format not in _LINES:
        return replace(document, first=first, follows=part.follows)
    start = len(part.before.decode("utf-8-sig"))
    segments = [
        segment._replace(id=str(int(segment.id) + first - 1)) for segment in document.segments if segment.start >= start
    ]
    return replace(document, first=first, follows=True, segments=segments)


def _memory(path: str) -> Iterator[Part]:
    """Part a translation memory between its units."""
    from tqcheck.formats.tmx.cutting import cuts

    for at, cut in enumerate(cuts(path, SIZE)):
        yield Part(cut.start, cut.end, cut.first, cut.before, cut.after, at > 0)


def _lines(path: str) -> Sequence[Part]:
    """Part a file at line ends, all parts but the first with its first line before them; none where lines are too long."""
    found: list[Part] = []
    whole = True
    with open(path, "rb") as file:  # noqa: PTH123
        head = file.readline(SIZE)
        file.seek(0)
        start, first = 0, 1
        while data := file.read(SIZE):
            if not whole:
                return ()
            data += file.readline(SIZE)
            whole = data.endswith(b"\n")
            found.append(Part(start, start + len(data), first, head if start else b"", b"", start > 0))
            start += len(data)
            first += data.count(b"\n")
    return found
