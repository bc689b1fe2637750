"""What reading and writing another program's terms gives."""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.glossary import Concept


class Lost(NamedTuple):
    """Something that the other side can't hold: where it stood (a line from 1, 0 where none is known; a concept), and what."""

    line: int
    concept: str
    what: str


class Read(NamedTuple):
    """The concepts of a file, and what in it a glossary can't hold."""

    concepts: list[Concept]
    lost: list[Lost]


class Written(NamedTuple):
    """The bytes of a file, and what of the concepts it can't hold."""

    data: bytes
    lost: list[Lost]
