"""Tables as workbooks of spreadsheets: read and written as text, no formula ever computed or written.

Needs openpyxl, the extra `xlsx`.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from tqcheck.glossary import Concept
from tqcheck.model import Problem
from tqcheck.terminology.exchange import columns
from tqcheck.terminology.exchange.columns import Row
from tqcheck.terminology.exchange.types import Lost, Options, Read, Written

_LARGEST = 200_000_000
"""Bytes that the parts of a workbook have at most when they are unpacked: a hundred thousand concepts take a quarter."""
_ROWS = 1_048_576
"""Rows of a sheet, a limit of the file format."""
_PIECE = 1_000_000
_LONGEST = 32_767
"""Characters of a cell, a limit of the file format."""


def read(path: str, data: bytes, options: Options) -> Read:
    """The concepts of a sheet, one a row; raises Problem for what is no workbook, is unsafe to unpack or holds a formula."""
    _refuse_bombs(path, data)
    with warnings.catch_warnings():  # openpyxl tells of decoration that it passes over
        warnings.simplefilter("ignore")
        try:
            book = _openpyxl(path).load_workbook(io.BytesIO(data), read_only=True)
            return _read(path, book, options)
        except Problem:
            raise
        except Exception as error:  # openpyxl raises whatever its parts do
            raise Problem(path, 0, f"can't be read as a workbook ({error}); save it anew as .xlsx") from None


def write(concepts: Sequence[Concept], options: Options) -> Written:
    """A workbook with one sheet of text cells, a concept a row."""
    openpyxl = _openpyxl("export")
    rows, lost = columns.table(concepts, options.separator)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        lost += [
            Lost(0, concepts[number - 1].id, f"the end of “{name}”: a cell of a workbook has {_LONGEST:,} characters at most")
            for name, cell in zip(rows[0], row, strict=True)
            if len(cell) > _LONGEST
        ]
        sheet.append([_text(openpyxl, sheet, cell[:_LONGEST]) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return Written(out.getvalue(), lost)


def _openpyxl(path: str) -> ModuleType:
    try:
        import openpyxl
    except ImportError:
        raise Problem(path, 0, "workbooks need openpyxl; install it: pip install 'tqcheck[xlsx]'") from None
    return openpyxl


def _text(openpyxl: Any, sheet: Any, value: str) -> Any:
    cell = openpyxl.cell.WriteOnlyCell(sheet, value)
    cell.data_type = "s"  # openpyxl would take what begins with = for a formula, and #N/A for an error
    return cell


def _refuse_bombs(path: str, data: bytes) -> None:
    """Refuse what unpacks to more than a glossary's worth, and XML that declares entities, before anything is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > _LARGEST:
                raise Problem(path, 0, f"unpacks to {size:,} bytes, more than {_LARGEST:,}; take out what is no glossary")
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(path, archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        hint = "an older workbook (.xls) or one with a password" if data.startswith(b"\xd0\xcf\x11\xe0") else "no workbook"
        raise Problem(path, 0, f"is {hint}; save it as .xlsx") from None


def _refuse_entities(path: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with archive.open(part) as unpacked:
        while piece := unpacked.read(_PIECE):
            # Without its zeros, UTF-16 reads like ASCII.
            if b"<!DOCTYPE" in (before + piece).replace(b"\0", b""):
                raise Problem(path, 0, f"its part {part.filename} declares a document type; save it anew as .xlsx")
            before = piece[-20:]


def _read(path: str, book: Any, options: Options) -> Read:
    sheet, lost = _sheet(path, book, options.sheet)
    sheet.reset_dimensions()  # what a file says of its size need not be so
    rows = _rows(path, sheet)
    header = next((row for row in rows if any(cell.strip() for cell in row.cells)), None)
    if header is None:
        raise Problem(path, 0, f"sheet “{sheet.title}” is empty; name another with --sheet")
    found, unread = columns.columns(path, header.line, header.cells, options.columns)
    concepts, bare = columns.concepts(path, rows, found, options.separator)
    return Read(concepts, [*lost, *unread, *bare])


def _sheet(path: str, book: Any, name: str) -> tuple[Any, list[Lost]]:
    """The sheet of a name, or the first one that is shown; and the others."""
    names = [sheet.title for sheet in book.worksheets]
    if name and name not in names:
        raise Problem(path, 0, f"no sheet is named “{name}”; it has {', '.join(f'“{known}”' for known in names)}")
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    if not shown:
        raise Problem(path, 0, "has no sheet with cells")
    sheet = book[name] if name else shown[0]
    others = [] if name else [other for other in shown if other is not sheet]
    return sheet, [Lost(0, "", f"sheet “{other.title}”; --sheet '{other.title}' takes that one") for other in others]


def _rows(path: str, sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if len(cells) > columns.MOST or number > _ROWS:
            raise Problem(path, number, f"has cells beyond column {columns.MOST:,} or row {_ROWS:,}; take them out")
        yield Row(number, [_value(path, sheet.title, cell) for cell in cells])


def _value(path: str, sheet: str, cell: Any) -> str:
    """What a cell says, as text."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        what = "a formula" if cell.data_type == "f" else f"the error {value}"
        hint = "copy the column and paste it as values"
        raise Problem(path, cell.row, f"sheet “{sheet}”, cell {cell.coordinate} holds {what}, which is never computed; {hint}")
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
