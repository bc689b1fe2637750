"""File formats: bytes → Document, and a document with its edits → bytes.

One module per format, loaded when its first file is read. Each has `read(text, paragraphs)`, which returns the segments
and the comments of a decoded text, and `escape(text)`, which keeps new text from becoming markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from tqcheck.model import Comment, Document, Edit, Problem, Segment

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}

_BOM = b"\xef\xbb\xbf"
_FOREIGN_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class _Format(Protocol):
    def read(self, text: str, paragraphs: str, /) -> tuple[Sequence[Segment], Sequence[Comment]]: ...

    def escape(self, text: str, /) -> str: ...


def is_known(path: str) -> bool:
    """Whether the suffix of a path belongs to a format."""
    return PurePath(path).suffix.lower() in FORMATS


def read(path: str, data: bytes, *, name: str | None = None, paragraphs: str = "line") -> Document:
    """Read a file's bytes as the format `name`, or else as its suffix tells, or else as plain text.

    `path` is only a label; `paragraphs` ("line" or "blank-line") tells what a segment of plain text is.
    Raises Problem for an unknown format and for what is not UTF-8 text.
    """
    name = name or FORMATS.get(PurePath(path).suffix.lower(), "text")
    if name not in FORMATS.values():
        known = ", ".join(dict.fromkeys(FORMATS.values()))
        raise Problem(path, 0, f"cannot be read as {name!r}; the formats are {known}")
    text, bom = _decode(path, data)
    segments, comments = _module(name).read(text, paragraphs)
    return Document(path, name, text, segments, tuple(comments), bom)


def write(document: Document, edits: Iterable[Edit]) -> bytes:
    """Make a document's bytes with its edits done; raises ValueError where edits overlap or leave the text."""
    escape = _module(document.format).escape
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits):
        if not done <= start <= end <= len(document.text):
            raise ValueError(f"edit of {start}–{end} in {document.path} overlaps another one or leaves the text")
        parts += document.text[done:start], escape(new)
        done = end
    text = "".join((*parts, document.text[done:]))
    return (_BOM if document.bom else b"") + text.encode()


def escaped(document: Document, text: str) -> str:
    """New text as it will stand in a document, nothing of it markup."""
    return _module(document.format).escape(text)


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
