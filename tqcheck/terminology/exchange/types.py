"""What reading and writing another program's terms takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.glossary import Concept


class Lost(NamedTuple):
    """Something that the other side can't hold: where it stood (a line from 1, 0 where none is known; a concept), and what."""

    line: int
    concept: str
    what: str


class Read(NamedTuple):
    """The concepts of a file, and what in it a glossary can't hold.

    A concept's `id` and `status` are empty where the file tells none; `origin` is the path and line it was read from.
    """

    concepts: list[Concept]
    lost: list[Lost]


class Written(NamedTuple):
    """The bytes of a file, and what of the concepts it can't hold."""

    data: bytes
    lost: list[Lost]


@dataclass(frozen=True)
class Options:
    """How a person wants a file to be read or written; each form takes what concerns it.

    `columns` names what a table's headers mean (`{"Terme": "fr"}`), `separator` parts the terms of a cell, `delimiter` the
    cells of a line, `sheet` is that of a workbook. `source` and `target` are the languages of a file of pairs. The last three
    are TBX's.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str = "|"
    delimiter: str = ""
    sheet: str = ""
    source: str = ""
    target: str = ""
    dialect: str = "basic"
    style: str = "dca"
    version: int = 3
