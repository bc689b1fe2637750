"""Tables as text: CSV, where a comma or, in much of Europe, a semicolon parts the cells, and TSV."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from tqcheck.glossary import Concept
from tqcheck.model import Problem
from tqcheck.terminology.exchange import columns
from tqcheck.terminology.exchange.columns import Row
from tqcheck.terminology.exchange.types import Options, Read, Written

DELIMITERS = ",;\t"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: str, data: bytes, options: Options) -> Read:
    """The concepts of a table, one a row; raises Problem with the line of what can't be taken."""
    rows = records(path, decode(path, data), options.delimiter)
    header = next(rows)
    found, lost = columns.columns(path, header.line, header.cells, options.columns)
    concepts, bare = columns.concepts(path, rows, found, options.separator)
    return Read(concepts, [*lost, *bare])


def write(concepts: Sequence[Concept], options: Options) -> Written:
    """A table of concepts, all columns of each language; with a byte-order mark, by which spreadsheets know UTF-8."""
    rows, lost = columns.table(concepts, options.separator)
    return Written(codecs.BOM_UTF8 + text(rows, options.delimiter or ","), lost)


def text(rows: Iterable[Sequence[str]], delimiter: str, *, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> bytes:
    """Rows as RFC 4180 has them, in UTF-8."""
    out = io.StringIO(newline="")
    # The csv module quotes what holds a sign of the line's end, and both CR and LF can stand in a cell.
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=quoting).writerows(rows)
    return out.getvalue().encode()


def decode(path: str, data: bytes) -> str:
    """The text of a table in UTF-8 or, with a byte-order mark, UTF-16; raises Problem with the line of a bad byte."""
    wide = data.startswith(_WIDE)
    try:
        found = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = 0 if wide else data.count(b"\n", 0, error.start) + 1
        hint = "UTF-16, and breaks off" if wide else "neither UTF-8 nor UTF-16 with a byte-order mark"
        raise Problem(path, line, f"is {hint}; save it as UTF-8 (in Excel, “CSV UTF-8”)") from None
    if (at := found.find("\0")) >= 0:
        line = found.count("\n", 0, at) + 1
        raise Problem(path, line, "holds a NUL character: no text, or UTF-16 without a byte-order mark; save it as UTF-8")
    return found


def records(path: str, text: str, delimiter: str = "") -> Iterator[Row]:
    """The rows of a table with their lines, header first; the delimiter is the one that parts the header into most cells.

    Raises Problem where quotation marks don't close, and for a table without a header.
    """
    skipped = 0
    if text[:4].lower() == "sep=":  # a line that tells Excel the delimiter
        first, _, text = text.partition("\n")
        delimiter, skipped = delimiter or first[4:5], 1
    delimiter = delimiter or max(DELIMITERS, key=lambda sign: _parted(text, sign))
    rows = _rows(path, text, delimiter, skipped)
    header = next((row for row in rows if any(cell.strip() for cell in row.cells)), None)
    if header is None:
        raise Problem(path, 0, "is empty; its first line should name the columns")
    yield header
    yield from rows


def _parted(text: str, delimiter: str) -> int:
    """How many cells the first line of a text that holds something is parted into."""
    try:
        return next((len(cells) for cells in _reader(text, delimiter) if any(cells)), 0)
    except csv.Error:
        return 0


def _rows(path: str, text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    reader, line = _reader(text, delimiter), 0
    try:
        for cells in reader:
            yield Row(skipped + line + 1, cells)
            line = reader.line_num
    except csv.Error as error:
        told = "a quotation mark is not closed, or stands inside a cell; write a quoted cell's own marks twice"
        hint = "a cell is too long; is a quotation mark not closed?" if "limit" in str(error) else told
        raise Problem(path, skipped + line + 1, f"{hint} ({error})") from None


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
