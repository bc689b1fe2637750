"""Weblate's CSV: pairs of one source and one target language, in columns of fixed names.

The columns are those of translate-toolkit's CSV (docs.weblate.org, “CSV files”): location, source, target, id, fuzzy, context,
translator_comments, developer_comments. It has no place for Weblate's explanations and flags: for those, take its TBX or PO.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence

from tqcheck.glossary import Concept
from tqcheck.model import Problem
from tqcheck.terminology.exchange import delimited
from tqcheck.terminology.exchange.columns import Row, refuse_wide
from tqcheck.terminology.exchange.pairs import Pair, concepts, languages, pairs, printable
from tqcheck.terminology.exchange.types import Options, Read, Written

_HEADER = ("location", "source", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments")
_QUOTED = "=+-@|%"
"""What Weblate puts into apostrophes at the start of a cell, so that no spreadsheet takes it for a formula."""
_TRUE = ("true", "1", "yes")


def read(path: str, data: bytes, options: Options) -> Read:
    """The concepts of an export, one a row; raises Problem where a column is missing or the languages are not told."""
    source, target = languages(path, options.source, options.target)
    rows = delimited.records(path, delimited.decode(path, data), options.delimiter)
    first = next(rows)
    header = [name.strip().lower() for name in first.cells]
    for name in ("source", "target"):
        if header.count(name) != 1:
            raise Problem(path, first.line, f"needs one column “{name}”; Weblate's columns are {', '.join(_HEADER)}")
    taken, lost = concepts(path, _pairs(path, header, rows), source, target)
    return Read(taken, lost)


def write(concepts: Sequence[Concept], options: Options) -> Written:
    """A CSV that Weblate takes, all cells quoted as in its own."""
    source, target = languages("export", options.source, options.target)
    concepts, dropped = printable(concepts)
    found, lost = pairs(concepts, source, target, ("domain", "definition", "note", "status"))
    rows = [
        ("", pair.source, pair.target, pair.id, str(pair.proposed), pair.domain, pair.note, pair.definition) for pair in found
    ]
    cells = [_HEADER, *(tuple(map(_quoted, row)) for row in rows)]
    return Written(delimited.text(cells, options.delimiter or ",", quoting=csv.QUOTE_ALL), [*dropped, *lost])


def _pairs(path: str, header: Sequence[str], rows: Iterator[Row]) -> Iterator[Pair]:
    for line, cells in rows:
        refuse_wide(path, line, cells, len(header))
        if any(cells):
            yield _pair(line, {name: _unquoted(cell) for name, cell in zip(header, cells, strict=False)})


def _pair(line: int, cells: Mapping[str, str]) -> Pair:
    return Pair(
        line,
        cells["source"],
        cells.get("target", ""),
        cells.get("id", "").strip(),
        cells.get("context", "").strip(),
        cells.get("developer_comments", ""),
        cells.get("translator_comments", ""),
        proposed=cells.get("fuzzy", "").strip().lower() in _TRUE,
    )


def _quoted(cell: str) -> str:
    """A cell as Weblate writes it: between apostrophes, bars masked, where it begins like a formula."""
    # Terms have no blanks at their edges; a tab or a line's end would hide a formula behind it.
    cell = cell.strip()
    return f"'{cell.replace('|', chr(92) + '|')}'" if cell[:1] and cell[0] in _QUOTED else cell


def _unquoted(cell: str) -> str:
    inside = cell[1:-1]
    if cell[:1] == cell[-1:] == "'" and inside[:1] and inside[0] in f"{_QUOTED}\\":
        return inside.replace("\\|", "|")
    return cell
