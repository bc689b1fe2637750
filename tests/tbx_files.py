"""TBX of a test's own: samples, entries, and the six kinds in which it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tqcheck.glossary import Concept
from tqcheck.terminology.exchange.tbx import read, write
from tqcheck.terminology.exchange.types import Read, Written

SAMPLES = Path(__file__).parent / "data" / "tbx"
KINDS = [
    ("core", "dca", 3),
    ("min", "dca", 3),
    ("min", "dct", 3),
    ("basic", "dca", 3),
    ("basic", "dct", 3),
    ("basic", "dca", 2),
]


def sample(name: str) -> Read:
    return read(f"{name}.tbx", (SAMPLES / f"{name}.tbx").read_bytes())


def exported(concepts: Sequence[Concept], kind: tuple[str, str, int] = KINDS[3]) -> Written:
    dialect, style, version = kind
    return write(concepts, dialect=dialect, style=style, version=version)


def bare(concepts: Sequence[Concept]) -> list[Concept]:
    """Concepts without the place where they were read."""
    return [replace(concept, origin="") for concept in concepts]


def imported(entries: str, head: str = "") -> Read:
    text = f'{head}<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n{entries}'
    return read("f.tbx", f"{text}</body></text></tbx>".encode())


def entry(*terms: tuple[str, ...], id: str = "x", inside: str = "") -> str:
    """An entry in English of terms, each with its status and type where they are told."""
    notes = [
        "".join(f'<termNote type="{name}">{value}</termNote>' for name, value in zip(_NOTES, rest, strict=False) if value)
        for _, *rest in terms
    ]
    secs = [f"<termSec><term>{term[0]}</term>{note}</termSec>" for term, note in zip(terms, notes, strict=True)]
    return f'<conceptEntry id="{id}">{inside}<langSec xml:lang="en">{"".join(secs)}</langSec></conceptEntry>'


_NOTES = ("administrativeStatus", "termType")
