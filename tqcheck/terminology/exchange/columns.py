"""What the columns of a table mean, and concepts as its rows and back.

A header is a key of a concept (`id`, `domain` …), a language tag (`fr`: the preferred term, then admitted ones), or a tag and a
key (`fr:forbidden`). A row is a concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tqcheck.glossary import CASES, STATUSES, Concept, Terms
from tqcheck.model import Problem
from tqcheck.records import language_tag, nearest
from tqcheck.terminology.exchange.cells import guard, join, split, unguard
from tqcheck.terminology.exchange.types import Lost

KEYS = ("id", "domain", "definition", "note", "reference", "status", "owner", "date")
LISTS = ("admitted", "forbidden", "forms")
PARTS = ("preferred", *LISTS, "case", "verbatim")
_TRUE, _FALSE = ("true", "yes", "1", "x"), ("", "false", "no", "0")
MOST = 1000
"""Columns that a table has at most: six for each of 165 languages."""


class Column(NamedTuple):
    """What a column holds: a key of the concept (no tag), or of its terms in a language."""

    tag: str
    key: str

    @property
    def header(self) -> str:
        """The name that this column is written under."""
        if not self.tag:
            return self.key
        return self.tag if self.key == "preferred" else f"{self.tag}:{self.key}"


_UNNAMED = Column("", "")
"""A column without a header."""


class Row(NamedTuple):
    """The cells of a concept, and the line that they begin at."""

    line: int
    cells: Sequence[str]


def meant(header: str, *, sure: bool = False) -> Column | None:
    """What a header means; None for one of the user's own. `sure` takes any tag, not only those that CLDR knows."""
    name = " ".join(header.split())
    if name.lower() in KEYS:
        return Column("", name.lower())
    tag, colon, key = name.partition(":")
    tag, key = language_tag(tag.strip().replace("_", "-")), key.strip().lower()
    if not tag or (colon and key not in PARTS):
        return None
    return Column(tag, key or "preferred") if colon or sure or _known(tag) else None


def _known(tag: str) -> bool:
    """Whether CLDR names the language of a tag: “Ref” and “Obs” are headers more often than languages."""
    from babel import Locale

    return tag.partition("-")[0] in Locale("en").languages


def columns(path: str, line: int, header: Sequence[str], named: Mapping[str, str]) -> tuple[list[Column | None], list[Lost]]:
    """What each column of a header holds, and the columns that hold nothing for a glossary.

    `named` says what the user's own headers mean, "" that they are to be left out. Raises Problem for a name or a meaning
    twice, for one that is nowhere, and where no column holds terms.
    """
    if len(header) > MOST:
        raise Problem(path, line, f"has {len(header):,} columns; a table has {MOST:,} at most, one row for each concept")
    own = {_folded(name): told for name, told in named.items()}
    names = [_folded(name) for name in header]
    for name in own:
        if name not in names:
            raise Problem(path, line, f"no column is named “{name}”{nearest(name, filter(None, names))}")
    told = {column.tag for column in (meant(name) for name in header if ":" in name) if column}
    found = [_column(path, line, name, own, told) for name in header]
    _refuse_twice(path, line, header, found)
    if not any(column and column.key in ("preferred", "admitted") for column in found):
        raise Problem(
            path, line, f"no column holds terms; name one by its language, such as “fr”, or --map '{_first(header)}=fr'"
        )
    lost = [
        Lost(line, "", f"column “{_shown(name)}”; --map '{_shown(name)}=note' says what it holds")
        for name, column in zip(header, found, strict=True)
        if column is None and name.strip() and _folded(name) not in own
    ]
    return found, lost


def _column(path: str, line: int, name: str, own: Mapping[str, str], told: set[str]) -> Column | None:
    if not name.strip():
        return _UNNAMED
    meaning = own.get(_folded(name))
    if meaning is None:
        found = meant(name)
        return found or (meant(name, sure=True) if language_tag(name.strip()) in told else None)
    if not meaning:
        return None
    if column := meant(meaning, sure=True):
        return column
    raise Problem(path, line, f"--map: {meaning!r} is no column; say fr, fr:forbidden, or one of {', '.join(KEYS)}")


def _refuse_twice(path: str, line: int, header: Sequence[str], found: Sequence[Column | None]) -> None:
    seen: dict[object, str] = {}
    for name, column in zip(map(_shown, header), found, strict=True):
        key = _folded(name) and (column or _folded(name))
        if key and key in seen:
            same = f"“{name}” and “{seen[key]}” say the same" if name != seen[key] else f"“{name}” stands there twice"
            raise Problem(path, line, f"{same}; rename one of these columns, or leave it out with --map '{name}='")
        seen[key] = name


def _folded(name: str) -> str:
    return " ".join(name.split()).lower()


def _first(header: Sequence[str]) -> str:
    return next(filter(None, map(_shown, header)), "…")


def _shown(name: str) -> str:
    """A header in one line of signs that can be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())


def concepts(
    path: str, rows: Iterable[Row], found: Sequence[Column | None], separator: str
) -> tuple[list[Concept], list[Lost]]:
    """The concepts of a table's rows, and the rows that hold none; raises Problem with the line of a bad one."""
    taken: list[Concept] = []
    lost: list[Lost] = []
    lost_cells: list[Lost] = []
    unnamed = [at for at, column in enumerate(found) if column == _UNNAMED]
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        refuse_wide(path, line, cells, len(found))
        if not lost_cells and any(cells[at].strip() for at in unnamed if at < len(cells)):
            lost_cells.append(Lost(line, "", "what stands under no header, here or in later lines too; name the column"))
        values = dict(_values(path, line, found, cells, separator))
        concept = _concept(path, line, values)
        if any(terms.preferred or terms.admitted or terms.forbidden for terms in concept.terms.values()):
            taken.append(concept)
        else:
            lost.append(Lost(line, concept.id, "a concept without terms"))
    return taken, [*lost_cells, *lost]


def refuse_wide(path: str, line: int, cells: Sequence[str], width: int) -> None:
    """Raise Problem for a row that says something beyond its table's last column."""
    if any(cell.strip() for cell in cells[width:]):
        many = f"has {len(cells)} cells, and the table {width} headers"
        raise Problem(path, line, f"{many}; name the column, or quote the cell that holds the delimiter")


def _values(
    path: str, line: int, found: Sequence[Column | None], cells: Sequence[str], separator: str
) -> Iterator[tuple[Column, list[str]]]:
    for column, cell in zip(found, cells, strict=False):
        if column in (None, _UNNAMED) or not cell:
            continue
        if "\0" in cell:
            raise Problem(path, line, f"“{column.header}” holds a NUL character; take it out, or export the file anew")
        many = column.key in LISTS or column.key == "preferred"
        yield column, split(unguard(cell), separator if many else "")


def _concept(path: str, line: int, values: Mapping[Column, list[str]]) -> Concept:
    plain = {column.key: texts[0] for column, texts in values.items() if not column.tag and texts}
    status = plain.pop("status", "").lower()
    if status and status not in STATUSES:
        raise Problem(path, line, f"status is {status!r}; it must be one of {', '.join(STATUSES)}")
    tables: dict[str, dict[str, list[str]]] = {}
    for column, texts in values.items():
        if column.tag and texts:
            tables.setdefault(column.tag, {})[column.key] = texts
    terms = {tag: _terms(path, line, tag, table) for tag, table in tables.items()}
    kept = {tag: found for tag, found in terms.items() if found != Terms()}
    return Concept(**{"id": "", **plain}, terms=kept, status=status, origin=f"{path}:{line}")


def _terms(path: str, line: int, tag: str, table: Mapping[str, list[str]]) -> Terms:
    preferred, *others = table.get("preferred") or [""]
    values: dict[str, Any] = {key: tuple(table.get(key, ())) for key in LISTS}
    values["admitted"] = (*others, *values["admitted"])
    case, verbatim = (table.get(key, [""])[0].lower() for key in ("case", "verbatim"))
    if case and case not in CASES:
        raise Problem(path, line, f"{tag}:case is {case!r}; it must be one of {', '.join(CASES)}")
    if verbatim not in _TRUE + _FALSE:
        raise Problem(path, line, f"{tag}:verbatim is {verbatim!r}; it must be true or false")
    return Terms(preferred, **values, case=case, verbatim=verbatim in _TRUE)


def table(concepts: Sequence[Concept], separator: str) -> tuple[list[list[str]], list[Lost]]:
    """The header and the rows of concepts, all columns for each of their languages, and what no row can hold."""
    tags = sorted({tag for concept in concepts for tag in concept.terms})
    found = [Column("", key) for key in KEYS] + [Column(tag, key) for tag in tags for key in PARTS]
    rows = [[column.header for column in found]]
    lost = []
    for concept in concepts:
        rows.append([guard(_cell(concept, column, separator)) for column in found])
        lost += [
            Lost(0, concept.id, f"the table of {tag}, which holds no term")
            for tag, terms in concept.terms.items()
            if terms == Terms()
        ]
    return rows, lost


def _cell(concept: Concept, column: Column, separator: str) -> str:
    if not column.tag:
        return join(filter(None, [getattr(concept, column.key)]), "")
    value = getattr(concept.terms.get(column.tag, Terms()), column.key)
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, str):
        return join([value], separator) if value and column.key == "preferred" else value
    return join(value, separator)
