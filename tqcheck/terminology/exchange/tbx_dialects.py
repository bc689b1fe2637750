"""What the dialects of TBX can say of a concept, and how the rest is put into notes.

Data categories, their elements and modules are those of ISO 30042:2019 and of its public dialects TBX-Core, TBX-Min and
TBX-Basic. No public dialect has a category for inflected forms, letter case or whether a concept is approved, and Core has none
at all. Every dialect has notes, so what a glossary knows beyond the dialect stands there, as `tqcheck KEY: VALUE` with the key
as a glossary file has it: `tqcheck status: proposed`, `tqcheck en-GB.forms: flotillas`. A value that a note would not keep as
it is, such as one with line breaks, is written as a JSON string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from tqcheck.glossary import CASES, STATUSES
from tqcheck.records import language_tag
from tqcheck.xml import clean

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MODULE_NAMESPACE = "http://www.tbxinfo.net/ns/"
HEADER = "Glossary exported by tqcheck"
"""What the header of a file says of where it comes from."""

CATEGORIES = {
    "administrativeStatus": ("termNote", "min"),
    "externalCrossReference": ("xref", "min"),
    "subjectField": ("descrip", "min"),
    "definition": ("descrip", "basic"),
    "responsibility": ("transacNote", "basic"),
    "source": ("admin", "basic"),
    "transactionType": ("transac", "basic"),
}
"""Data categories that are written: their element in the style DCA, and the module that has them."""

MODULES: dict[str, tuple[str, ...]] = {"core": (), "min": ("min",), "basic": ("min", "basic")}
"""The modules of each dialect."""

FIELDS = {
    "subjectField": "domain",
    "definition": "definition",
    "source": "reference",
    "externalCrossReference": "reference",
}
"""Data categories of a concept, and the key of a glossary that they are."""

STATUS_VALUES = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
"""What a term is in a glossary, and its administrativeStatus."""

RANKS = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": "forbidden",
    "superseded": "forbidden",
    "forbidden": "forbidden",
    "obsolete": "forbidden",
    "notrecommended": "forbidden",
}
"""What an administrativeStatus makes of a term, `Term` and `-admn-sts` left off; the last three are of other programs."""

SHORT_TYPES = frozenset(("abbreviation", "acronym", "shortForm", "variant", "initialism", "symbol", "formula"))
"""Types of term that are not the preferred one where another stands beside them and no status is told."""

_TEXTS = ("id", "domain", "definition", "note", "reference", "owner", "date")
_LABEL = re.compile(r"tqcheck (?:([A-Za-z0-9-]+)\.)?([a-z]+): (.*)", re.DOTALL)
_LISTED = frozenset(("preferred", "admitted", "forbidden", "forms"))
_SPACES = re.compile(r"[ \t\r\n]+")


class Label(NamedTuple):
    """What one note says of a key of the concept or, with a tag, of a language's table."""

    tag: str
    key: str
    value: str


def plain(text: str) -> str:
    """A text as it comes through XML: white space of the markup is one space, no-break spaces stay, control characters go."""
    return _SPACES.sub(" ", clean(text)).strip(" ")


def label(tag: str, key: str, value: str) -> str:
    """The note that holds a value."""
    told = _quoted(value) if value.startswith('"') or plain(value) != value or not value else value
    return f"tqcheck {tag}{'.' if tag else ''}{key}: {told}"


def is_label(text: str) -> bool:
    """Whether a note might be taken for one that holds a value."""
    return text.startswith("tqcheck ")


def read_label(text: str) -> Label | None:
    """What a note says of a key; None where it is a note of the concept."""
    found = _LABEL.fullmatch(text)
    if not found:
        return None
    label = Label(found[1] or "", found[2], _unquoted(found[3]))
    return label if _holds(label) else None


def _holds(label: Label) -> bool:
    """Whether a glossary has the key, and takes the value for it."""
    if not label.value:
        return False
    if not label.tag:
        return label.key in _TEXTS or (label.key == "status" and label.value in STATUSES)
    takes = {"case": CASES, "verbatim": ("true",)}.get(label.key)
    return language_tag(label.tag) == label.tag and (label.key in _LISTED if takes is None else label.value in takes)


def _quoted(value: str) -> str:
    """A JSON string that is itself plain: what XML can't hold or would fold is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    spaced = re.sub("  +", lambda run: "\\u0020" * len(run[0]), text)
    return "".join(char if clean(char) else f"\\u{ord(char):04x}" for char in spaced)


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        text = json.loads(value)
    except ValueError:
        return value
    return text if isinstance(text, str) else value


def unique(wanted: Iterable[tuple[str, bool]]) -> list[str]:
    """An id for each wish, no two alike; those that must stay as they are (`True`) come first, the others are numbered."""
    wishes = list(wanted)
    free = {id for id, fixed in wishes if fixed}
    taken, numbers, ids = set(free), dict[str, int](), list[str]()
    for id, fixed in wishes:
        stem = name = id or "concept"
        if fixed and id in free:
            free.remove(id)
        else:
            while name in taken:
                numbers[stem] = numbers.get(stem, 1) + 1
                name = f"{stem}-{numbers[stem]}"
            taken.add(name)
        ids.append(name)
    return ids
