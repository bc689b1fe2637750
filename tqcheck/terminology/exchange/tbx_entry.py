"""Entries of a terminology file on their way to concepts: ids, ranks of terms, and what no glossary takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.terminology.exchange.tbx_dialects import SHORT_TYPES, STATUS_VALUES, Label, unique
from tqcheck.terminology.ids import slug


class Name(NamedTuple):
    """A term: its rank (nothing where no status is told), its type, its line."""

    text: str
    rank: str
    type: str
    line: int


class Change(NamedTuple):
    """Who changed a concept, when and how, and the line that says it."""

    date: str
    owner: str
    type: str
    line: int


@dataclass
class Entry:
    """A concept while it is read."""

    line: int
    id: str
    values: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    labels: list[tuple[Label, int]] = field(default_factory=list)
    names: dict[str, list[Name]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    verbatim: bool = False
    lost: list[tuple[int, str]] = field(default_factory=list)


def ids(entries: list[Entry]) -> list[str]:
    """The ids of the concepts; those made of others, or of terms, are numbered where they fall together."""
    wanted = []
    for entry in entries:
        told = next((label.value for label, _ in entry.labels if label.key == "id"), "")
        made = slug(entry.id) or slug(_title(entry))
        wanted.append((told or made, bool(told) or made == entry.id.lstrip("_")))
    ids = unique(wanted)
    for entry, id, (wish, kept) in zip(entries, ids, wanted, strict=True):
        if entry.id and (not kept or id != wish):
            entry.lost.append((entry.line, f"the id {entry.id!r}, read as {id!r}"))
    return ids


def _title(entry: Entry) -> str:
    """The term that a concept without an id is named after: the first English one, else the first of all."""
    english = [tag for tag in entry.names if base(tag) == "en"]
    named = [_ranked(entry.names[tag]) for tag in [*english, *entry.names]]
    best = [text for ranks in named for text, rank in ranks.items() if rank == "preferred"]
    return next(iter([*best, *(text for ranks in named for text in ranks)]), "")


def tables(entry: Entry) -> dict[str, Terms]:
    """The tables of a concept's languages; forbidden terms without a preferred one are lost, as no glossary takes them."""
    tags = dict.fromkeys([*entry.names, *(label.tag for label, _ in entry.labels if label.tag)])
    tables = {tag: _table(entry, tag) for tag in tags}
    for tag, table in tables.items():
        if table.forbidden and not (table.preferred or tables.get(base(tag), table).preferred):
            for text in table.forbidden:
                entry.lost.append((entry.line, f"the forbidden {tag} term “{text}”: no preferred one stands beside it"))
            tables[tag] = Terms(table.preferred, table.admitted, (), table.forms, table.case, table.verbatim)
    return {tag: table for tag, table in tables.items() if table != Terms()}


def _table(entry: Entry, tag: str) -> Terms:
    labels = [(label.key, label.value, line) for label, line in entry.labels if label.tag == tag]
    names = [*entry.names.get(tag, []), *(Name(value, key, "", line) for key, value, line in labels if key in STATUS_VALUES)]
    ranks = _ranked(names)
    for name in names:
        if name.rank and ranks[name.text] != name.rank:
            entry.lost.append((name.line, f"{name.rank} “{name.text}”, read as {ranks[name.text]}"))
    preferred, admitted, forbidden = (
        tuple(text for text, rank in ranks.items() if rank == wanted) for wanted in ("preferred", "admitted", "forbidden")
    )
    return Terms(
        "".join(preferred),
        admitted,
        forbidden,
        tuple(value for key, value, _ in labels if key == "forms"),
        next((value for key, value, _ in labels if key == "case"), ""),
        (entry.verbatim and tag in entry.names) or any(key == "verbatim" for key, _, _ in labels),
    )


def _ranked(names: list[Name]) -> dict[str, str]:
    """The terms of a language, each once, and their ranks; the preferred one is the first full form where no status tells."""
    ranks: dict[str, str] = {}
    for name in names:
        ranks[name.text] = ranks.get(name.text) or name.rank
    best = next((text for text, rank in ranks.items() if rank == "preferred"), "")
    if not best:
        untold = [name for name in names if not ranks[name.text]]
        full = [name for name in untold if name.type not in SHORT_TYPES]
        best = next((name.text for name in [*full, *untold]), "")
    return {
        text: "preferred" if text == best else "admitted" if rank in ("", "preferred") else rank for text, rank in ranks.items()
    }


def concept(entry: Entry, id: str, terms: dict[str, Terms], origin: str) -> Concept:
    """The concept that an entry is; a note of several lines was several notes."""
    values = entry.values | {"note": "\n".join(entry.notes)}
    values |= {label.key: label.value for label, _ in entry.labels if not label.tag}
    values |= {"id": id}
    return Concept(**values, terms=terms, origin=origin)


def folded(entries: list[Entry]) -> list[Entry]:
    """The entries; two of one name and without ids are one where one only adds forbidden terms to the other.

    Weblate has no entries with several terms: it writes each forbidden term as an entry of its own.
    """
    firsts: dict[str, Entry] = {}
    kept = []
    for entry in entries:
        name = "" if entry.id or entry.labels else _title(entry)
        first = firsts.setdefault(name, entry) if name else entry
        if first is not entry and (_only_forbids(entry, first) or _only_forbids(first, entry)):
            _fold(entry, first)
        else:
            kept.append(entry)
    return kept


def _fold(entry: Entry, first: Entry) -> None:
    """Put what an entry tells to the first of its name."""
    for tag, names in entry.names.items():
        first.names.setdefault(tag, []).extend(names)
    first.values |= entry.values
    first.notes = first.notes or entry.notes
    first.verbatim = first.verbatim or entry.verbatim
    first.lost += entry.lost


def _only_forbids(entry: Entry, other: Entry) -> bool:
    """Whether an entry tells nothing but forbidden terms that the other one doesn't."""
    known = {(tag, name.text) for tag, names in other.names.items() for name in names}
    added = [name for tag, names in entry.names.items() for name in names if (tag, name.text) not in known]
    told = entry.notes or any(other.values.get(key) != value for key, value in entry.values.items())
    return not told and all(name.rank == "forbidden" for name in added)
