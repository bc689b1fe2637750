"""Find what a glossary lacks: names, institutions, acronyms and terms of a corpus, with the source's forms where it is aligned.

`tokens` makes rows of numbers of the texts, `candidates` finds what may be a term in one, `links` and `aligned` what stands for
it in the other, `counts` what is whole and holds together, `listed` what glossaries have; `ranking` puts first what a
terminologist would enter. `reading` takes the segments from files, `rejected` remembers what nobody wants.
"""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("name", "institution", "acronym", "term")


class Line(NamedTuple):
    """A segment of a corpus: where it stands, its text and, in an aligned corpus, its source."""

    path: str
    line: int
    target: str
    source: str = ""


class Form(NamedTuple):
    """A term as it is written, and in how many segments."""

    text: str
    segments: int


class Candidate(NamedTuple):
    """What may become a concept: its forms on both sides, the commonest first, and where it stands.

    `segments` is the number of those that have it on all sides. A form of the target that stands in none is the source's
    spelling of a name from which the translation lost a letter. `expansion` is what an acronym is said to stand for; `listed`
    is the id of a concept that has one of the forms already.
    """

    kind: str
    target: tuple[Form, ...]
    source: tuple[Form, ...]
    segments: int
    score: float
    contexts: tuple[Line, ...]
    expansion: str = ""
    listed: str = ""
