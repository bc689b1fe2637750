"""File formats: bytes → Document, and a document with its edits → bytes.

One module per format, loaded when its first file is read. Each has `read(text, reading)`, which returns the Content of a
decoded text (a Problem that it raises needs no path), and `escape(text, document, at)`, which keeps new text from becoming
markup where it is to stand, None where it can't stand there at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from tqcheck.formats.content import Content
from tqcheck.formats.encodings import decode
from tqcheck.model import AS_IS, Document, Edit, Problem, Reading

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".po": "po",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".sdlxliff": "xliff",
    ".mqxliff": "xliff",
    ".mxliff": "xliff",
    ".tmx": "tmx",
}
_TABLES = frozenset(["tsv", "csv", "jsonl"])
"""Formats that hold anything: only who names columns means translations."""
_XML = frozenset(["xliff", "tmx"])
"""Formats that tell their encoding."""

UNITS = frozenset(["po", "tsv", "csv", "jsonl"])
"""Formats of units: reports tell offsets in a unit's target, not in the file."""

BILINGUAL = UNITS | {"tmx", "xliff"}
"""Formats in which every text stands beside its source, and may come from other hands than its neighbours."""

_BOM = b"\xef\xbb\xbf"
_FOREIGN_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class _Format(Protocol):
    def read(self, text: str, reading: Reading, /) -> Content: ...

    def escape(self, text: str, document: Document, at: int, /) -> str | None: ...


def name_of(path: str) -> str:
    """The format of a path, as its suffix tells; plain text where that belongs to none."""
    return FORMATS.get(PurePath(path).suffix.lower(), "text")


def is_prose(path: str, columns: Sequence[str] = ()) -> bool:
    """Whether a file in a folder is taken for a text to check: a table is where its `columns` are told."""
    name = FORMATS.get(PurePath(path).suffix.lower())
    return name is not None and (bool(columns) or name not in _TABLES)


def read(path: str, data: bytes, *, name: str | None = None, reading: Reading = AS_IS) -> Document:
    """Read a file's bytes as the format `name`, or else as its suffix tells, or else as plain text.

    `path` is only a label. Raises Problem for an unknown format, for what is not text in UTF-8 (or as its XML says),
    and for what its format refuses.
    """
    name = name or name_of(path)
    if name not in FORMATS.values():
        known = ", ".join(dict.fromkeys(FORMATS.values()))
        raise Problem(path, 0, f"cannot be read as {name!r}; the formats are {known}")
    text, bom, encoding = decode(path, data) if name in _XML else (*_decode(path, data), "utf-8")
    try:
        segments, comments, source, target = _module(name).read(text, reading)
    except Problem as problem:
        raise Problem(path, problem.line, problem.message) from None
    document = Document(path, name, text, segments, tuple(comments), bom, source, target, reading, encoding=encoding)
    if reading.beside is None:
        return document
    if name in BILINGUAL:
        raise Problem(path, 0, f"holds its sources itself, as {name} does; leave --source out")
    from tqcheck.formats.beside import beside

    there = read(f"{path}'s source", reading.beside, name=name, reading=replace(reading, beside=None))
    return replace(document, segments=beside(document, there))


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Make a document's bytes with its edits done; raises ValueError where edits overlap, leave the text or can't be made."""
    escape = _module(document.format).escape
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits):
        if not done <= start <= end <= len(document.text):
            raise ValueError(f"edit of {start}–{end} in {document.path} overlaps another one or leaves the text")
        if (ready := escape(new, document, start)) is None:
            raise ValueError(f"{new!r} can't stand at {start} in {document.path}")
        parts += document.text[done:start], ready
        done = end
    mark = "\ufeff" * document.bom
    return "".join((mark, *parts, document.text[done:])).encode(document.encoding)


def escaped(document: Document, edit: Edit) -> str | None:
    """The new text of an edit as it will stand in a document, nothing of it markup; None where it can't stand there."""
    return _module(document.format).escape(edit.text, document, edit.start)


def _module(name: str) -> _Format:
    return cast("_Format", import_module(f"{__name__}.{name}"))


def _decode(path: str, data: bytes) -> tuple[str, bool]:
    """Decode UTF-8 without its byte-order mark, and tell whether there was one."""
    for mark, encoding in _FOREIGN_BOMS:
        if data.startswith(mark):
            raise Problem(path, 1, f"is {encoding}; convert it, for example with iconv -f {encoding} -t UTF-8")
    if (nul := data.find(b"\0")) >= 0:
        raise Problem(path, _line(data, nul), "is not text (NUL byte); leave it out, or convert it to UTF-8")
    bom = data.startswith(_BOM)
    try:
        return (data[len(_BOM) :] if bom else data).decode(), bom
    except UnicodeDecodeError as error:
        at = error.start + len(_BOM) * bom
        message = f"is not UTF-8 (byte 0x{data[at]:02X}); convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"
        raise Problem(path, _line(data, at), message) from None


def _line(data: bytes, offset: int) -> int:
    return len(re.findall(rb"\r\n?|\n", data[:offset])) + 1
