"""Marked defects: a table of spans, read from a file and found in the texts.

The table is tab-separated UTF-8 with a header and no quoting, so a cell holds neither tab nor line break. `file` and
`span` must be there; `start`, `category`, `severity`, `rule`, `family` and `fix` may be; other columns are passed over.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tqcheck import formats
from tqcheck.model import Problem, Severity
from tqcheck.records import nearest, read_bytes

_REQUIRED = ("file", "span")
_TASTE = "optional"
_OFFSET = re.compile("[0-9]{1,12}")
_SEVERITIES = ("", _TASTE, *(level.name for level in Severity))


class Row(NamedTuple):
    """A line of the table; `start` is a code point of the decoded file, -1 where none is given.

    `label` is the id of the rule that should find the defect, or the family where no rule is named, or nothing. A row
    without a span tells that its file was read, so that a file without defects counts, too.
    """

    line: int
    file: str
    span: str
    start: int = -1
    category: str = ""
    severity: str = ""
    label: str = ""
    fix: str = ""


class Mark(NamedTuple):
    """A marked defect at its place in the decoded file; a matter of `taste` is neither to be found nor wrong to find."""

    start: int
    end: int
    line: int
    category: str = ""
    taste: bool = False
    label: str = ""
    fix: str = ""

    @property
    def family(self) -> str:
        """The family whose rules should find it; nothing where none is named."""
        return self.label.partition("/")[0]


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of a table by file, in order of names; raises Problem, with the line, for what is no such table."""
    lines = re.split(r"\r\n?|\n", formats.read(str(path), read_bytes(path), name="text").text)
    header = [name.strip() for name in lines[0].split("\t")]
    _refuse_header(path, header)
    rows: dict[str, list[Row]] = defaultdict(list)
    seen: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(islice(lines, 1, None), 2):
        if not line.strip():
            continue
        row = _row(path, number, header, line.split("\t"))
        if (first := seen.setdefault((row.file, row.span, row.start, row.category, row.label), number)) != number:
            raise Problem(str(path), number, f"says the same as line {first}; take one of them out, or give each its `start`")
        rows[row.file].append(row)
    if not rows:
        raise Problem(str(path), 0, "marks nothing; give a row for each defect below the header")
    return dict(sorted(rows.items()))


def _refuse_header(path: Path, header: Sequence[str]) -> None:
    if any(name.startswith('"') for name in header):
        raise Problem(str(path), 1, "has quotation marks around its cells; save the table without them")
    if missing := [f"`{name}`" for name in _REQUIRED if name not in header]:
        what = "column" if len(missing) == 1 else "columns"
        raise Problem(
            str(path), 1, f"has no {what} {' and '.join(missing)}; the first line names the columns, tabs between them"
        )
    if twice := [name for name in header if name and header.count(name) > 1]:
        raise Problem(str(path), 1, f"has two columns {twice[0]!r}; rename one of them")


def _row(path: Path, number: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(header):
        message = f"has {len(cells)} cells, the header {len(header)} columns; take out the tabs that are too many"
        raise Problem(str(path), number, message)
    given = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    if "file" not in given:
        raise Problem(str(path), number, "names no file; say in `file` which text holds the span")
    if "span" not in given and len(given) > 1:
        raise Problem(str(path), number, "has no span; give words of the text, or nothing but the `file` if it has no defect")
    return Row(
        number,
        os.path.normpath(given["file"]),
        # A span keeps its spaces: they may be what is wrong.
        cells[header.index("span")] if "span" in given else "",
        _start(path, number, given),
        given.get("category", ""),
        _severity(path, number, given),
        given.get("rule") or given.get("family", ""),
        given.get("fix", ""),
    )


def _start(path: Path, number: int, cells: Mapping[str, str]) -> int:
    start = cells.get("start", "-1")
    if "start" in cells and not _OFFSET.fullmatch(start):
        raise Problem(str(path), number, f"`start` is {start!r}; give the span's first code point, counted from 0, or nothing")
    return int(start)


def _severity(path: Path, number: int, cells: Mapping[str, str]) -> str:
    severity = cells.get("severity", "").lower()
    if severity not in _SEVERITIES:
        hint = nearest(severity, _SEVERITIES) or f"; it is {', '.join(_SEVERITIES[1:])} or nothing"
        raise Problem(str(path), number, f"no severity {severity!r}{hint}")
    return severity


def place(path: Path, rows: Iterable[Row], text: str) -> list[Mark]:
    """The marks of one file in order of the text; raises Problem for a span that is not there, or in several places.

    A space of a span stands for any white space of the file, such as the line break of a wrapped paragraph.
    """
    return sorted(_mark(path, row, text) for row in rows if row.span)


def _mark(path: Path, row: Row, text: str) -> Mark:
    pattern = re.compile(r"\s+".join(map(re.escape, re.split(r"\s+", row.span))))
    found = pattern.search(text) if row.start < 0 else pattern.match(text, row.start)
    if found is None:
        raise Problem(str(path), row.line, f"“{row.span}” does not stand in {row.file}{_hint(row, pattern.search(text))}")
    if row.start < 0 and (other := pattern.search(text, found.start() + 1)):
        places = f"at {found.start()} and at {other.start()}"
        raise Problem(
            str(path), row.line, f"“{row.span}” stands in {row.file} {places} at least; give its `start`, or a longer span"
        )
    return Mark(found.start(), found.end(), row.line, row.category, row.severity == _TASTE, row.label, row.fix)


def _hint(row: Row, elsewhere: re.Match[str] | None) -> str:
    if not elsewhere and len(row.span) > 1 and row.span[0] == row.span[-1] == '"':
        return "; save the table without quotation marks around its cells, as spreadsheets write them"
    if elsewhere:
        return f" at {row.start}, but at {elsewhere.start()}; `start` counts code points of the file from 0"
    return "; give it letter by letter as the file has it, markup included"
