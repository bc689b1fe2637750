"""Tables for people: their columns aligned, or in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tqcheck.report.display import printable, width

Paint = Callable[..., str]


class Table(NamedTuple):
    """Rows below a header. The columns of `left` begin below each other, the others end so.

    Columns of `foreign` hold what others wrote, such as names of files, of which nothing may steer what shows the table.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    left: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()


def plain(text: str, **_: object) -> str:
    """A text without paint."""
    return text


def aligned(table: Table, paint: Paint = plain) -> Iterator[str]:
    """The lines of a table for a terminal; its header is bold if there is paint."""
    foreign = [name in table.foreign for name in table.header]
    shown = [
        [printable(cell) if strange else cell for cell, strange in zip(row, foreign, strict=True)]
        for row in (table.header, *table.rows)
    ]
    sizes = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for number, row in enumerate(shown):
        cells = zip(row, sizes, table.header, strict=True)
        line = "  ".join(_padded(cell, size, name in table.left) for cell, size, name in cells).rstrip()
        yield line if number else paint(line, bold=True)


def _padded(cell: str, size: int, left: bool) -> str:
    room = " " * (size - width(cell))
    return f"{cell}{room}" if left else f"{room}{cell}"


def markdown(table: Table) -> Iterator[str]:
    """The lines of a table in Markdown."""
    from tqcheck.report import inert

    yield _line(table.header)
    yield f"|{'|'.join('---' if name in table.left else '--:' for name in table.header)}|"
    for row in table.rows:
        cells = zip(row, table.header, strict=True)
        yield _line([inert.cell(cell) if name in table.foreign else inert.prose(cell.strip()) for cell, name in cells])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
