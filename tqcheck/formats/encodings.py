"""Bytes of an XML file → text, and how to get the same bytes back.

XML tells its encoding by its first bytes and its declaration; what a byte-order mark says beats what is declared.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tqcheck.model import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""How a file begins that has no mark."""
_HEAD = 1024
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_UNICODE = frozenset("utf-8 utf-16 utf-16-le utf-16-be utf-32-le utf-32-be".split())
_MEND = "save it as UTF-8"


class Decoded(NamedTuple):
    """A text without its byte-order mark, whether there was one, and Python's name of the encoding."""

    text: str
    bom: bool = False
    encoding: str = "utf-8"


def decode(path: str, data: bytes) -> Decoded:
    """Decode an XML file; raises Problem for what can't be read, or could not be written again byte for byte."""
    mark, encoding = _shown(data)
    encoding = encoding or _declared(data)
    text = _decoded(path, data[len(mark) :], encoding)
    if (nul := text.find("\0")) >= 0:
        raise Problem(path, text.count("\n", 0, nul) + 1, f"is not text (NUL byte); leave it out, or {_MEND}")
    return Decoded(text, bool(mark), encoding)


def unicode(data: bytes) -> str:
    """Which encoding of Unicode a file is in that begins so, UTF-8 if none shows."""
    return _shown(data)[1] or "utf-8"


def _shown(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark of a file, and the encoding that it or the first character shows; nothing where none does."""
    marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    return marked or (b"", next((name for start, name in _UNMARKED if data.startswith(start)), ""))


def _declared(data: bytes) -> str:
    """The encoding that a file without a mark declares; UTF-16 would show in its bytes."""
    found = _DECLARED.match(data[:_HEAD])
    named = found[1].decode() if found else "utf-8"
    return "utf-8" if named.lower().replace("_", "-") in _UNICODE else named


def _decoded(path: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
        if encoding in _UNICODE or text.encode(encoding) == data:
            return text
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", data[: error.start])) + 1
        raise Problem(path, line, f"is not {encoding.upper()} (byte 0x{data[error.start]:02X}); {_MEND}") from None
    except (LookupError, ValueError):
        pass
    raise Problem(path, 1, f"declares the encoding {encoding!r}, which can't be read here; {_MEND}")
