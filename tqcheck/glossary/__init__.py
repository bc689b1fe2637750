"""Concepts: what one thing is called in many languages, read from TOML files, the house's overriding the shipped ones."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.records import decoded, key_line, language_tag, nearest, parse_text, read_bytes, reading, record_lines

_CONCEPT = frozenset("id domain definition note reference status owner date".split())
_TERMS = frozenset("preferred admitted forbidden forms case verbatim".split())
STATUSES = ("proposed", "approved", "deprecated")
_TYPES: dict[str, type] = {"preferred": str, "case": str, "verbatim": bool}
CASES = ("exact", "initial", "any")
_INSTALLED = "share/tqcheck/glossaries"


@dataclass(frozen=True)
class Terms:
    """What a concept is called in one language or region; `forms` are inflections that can't be derived."""

    preferred: str = ""
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    case: str = ""
    verbatim: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        """The terms to write, the preferred one first."""
        return (self.preferred, *self.admitted) if self.preferred else self.admitted

    @property
    def right(self) -> tuple[str, ...]:
        """The terms to write, and their other forms."""
        return (*self.wanted, *self.forms)

    @property
    def texts(self) -> tuple[str, ...]:
        """All terms, those not to write too."""
        return (*self.wanted, *self.forbidden, *self.forms)


@dataclass(frozen=True)
class Concept:
    """One concept as in ISO 30042: terms by language tag (`en`, `en-GB`), and what terminologists note beside them."""

    id: str
    terms: dict[str, Terms] = field(hash=False)
    domain: str = ""
    definition: str = ""
    note: str = ""
    reference: str = ""
    status: str = "approved"
    owner: str = ""
    date: str = ""
    origin: str = ""


def shipped() -> Path | None:
    """The folder of the glossaries that come with tqcheck: beside the checkout, else where the installation put them."""
    home = Path(__file__).parents[2]
    if (home / "setup.cfg").exists() and (home / "glossaries").is_dir():
        return home / "glossaries"
    # A data folder stands above `lib/python3.11/site-packages`, or in the very folder given to `pip install --target`.
    places = (folder / _INSTALLED for folder in (home, *home.parents[:3]))
    return next(filter(Path.is_dir, places), None) or _recorded()


def _recorded() -> Path | None:
    """The folder that the installer noted down, else the one that this Python's data would be in."""
    import sysconfig
    from importlib import metadata

    try:
        noted = [
            Path(str(file.locate())).resolve() for file in metadata.files("tqcheck") or () if file.match(f"{_INSTALLED}/*.toml")
        ]
    except metadata.PackageNotFoundError:
        noted = []
    places = [*(path.parent for path in noted[:1]), Path(sysconfig.get_path("data")) / _INSTALLED]
    return next(filter(Path.is_dir, places), None)


def files(paths: Iterable[Path]) -> list[Path]:
    """The glossary files of folders and files, in order, folders sorted by name."""
    found: list[Path] = []
    for path in paths:
        with reading(path):
            if not path.exists():
                raise Problem(str(path), 0, "no such glossary")
            found += _below(path) if path.is_dir() else [path]
    return found


def _below(folder: Path) -> list[Path]:
    """The TOML files of a folder and those in it; raises OSError for one that can't be read, which rglob would pass over."""

    def refuse(error: OSError) -> None:
        raise error

    return sorted(
        Path(at) / name for at, _, names in os.walk(folder, onerror=refuse) for name in names if name.endswith(".toml")
    )


def load(paths: Iterable[Path]) -> dict[str, Concept]:
    """The concepts of glossary files by id, later files overriding earlier ones; raises Problem with file and line."""
    concepts: dict[str, Concept] = {}
    for path in files(paths):
        concepts |= read(path)
    return concepts


def read(path: Path) -> dict[str, Concept]:
    """The concepts of one file; raises Problem with file and line."""
    return parse(decoded(read_bytes(path), path), path)


def parse(text: str, path: Path) -> dict[str, Concept]:
    """The concepts of a file's text."""
    return dict(_parsed(text, path))


@lru_cache(256)  # commands look several times at files that nobody changes meanwhile
def _parsed(text: str, path: Path) -> Mapping[str, Concept]:
    data = parse_text(text, path)
    if unknown := set(data) - {"concept"}:
        key = min(unknown)
        raise Problem(str(path), key_line(path, key), f"unknown key {key!r}; a glossary holds [[concept]] tables")
    records, lines = data.get("concept", []), record_lines(text, "concept")
    if not isinstance(records, list) or len(lines) < len(records):
        raise Problem(str(path), key_line(path, "concept"), "write each concept as a [[concept]] table")
    concepts: dict[str, Concept] = {}
    for record, line in zip(records, lines, strict=False):
        found = concept(record, path, line)
        if found.id in concepts:
            raise Problem(str(path), line, f"concept {found.id!r} stands at {concepts[found.id].origin} already")
        concepts[found.id] = found
    return concepts


def concept(record: dict[str, Any], path: Path, line: int) -> Concept:
    """The concept of one [[concept]] table, which begins at a line of a file; raises Problem where it is none."""

    def refuse(message: str) -> Problem:
        return Problem(str(path), line, f"concept {record.get('id', '?')!r}: {message}")

    if not isinstance(record.get("id"), str) or not record["id"]:
        raise refuse("'id' is missing")
    plain = {key: str(value) for key, value in record.items() if not isinstance(value, dict)}
    if unknown := [key for key in plain if key not in _CONCEPT]:
        raise refuse(f"unknown key {unknown[0]!r}{nearest(unknown[0], _CONCEPT)}")
    terms = _languages(record, refuse)
    if plain.get("status", "approved") not in STATUSES:
        raise refuse(f"status is {plain['status']!r}; it must be one of {', '.join(STATUSES)}")
    if not terms:
        raise refuse("it has no terms; add a table such as [concept.en]")
    return Concept(**plain, terms=terms, origin=f"{path}:{line}")


def _languages(record: dict[str, Any], refuse: Any) -> dict[str, Terms]:
    """The tables of a concept by their tags."""
    terms: dict[str, Terms] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            tag = language_tag(key)
            if not tag:
                raise refuse(f"[concept.{key}] is named after no language; write a tag such as en or en-GB")
            if tag in terms:
                raise refuse(f"[concept.{key}] stands here already, as {tag}")
            terms[tag] = _terms(key, value, refuse)
    for tag, found in terms.items():
        if found.forbidden and not (found.preferred or terms.get(base(tag), found).preferred):
            raise refuse(f"forbidden terms need a preferred one; add 'preferred' to [concept.{tag}]")
    return terms


def _terms(tag: str, table: dict[str, Any], refuse: Any) -> Terms:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _TERMS:
            raise refuse(f"unknown key {key!r} in [concept.{tag}]{nearest(key, _TERMS)}")
        wanted: Any = _TYPES.get(key, list)
        if not isinstance(value, wanted) or (wanted is list and not all(isinstance(item, str) and item for item in value)):
            kind = {str: "a string", bool: "true or false"}.get(wanted, "an array of strings")
            raise refuse(f"{key!r} in [concept.{tag}] must be {kind}")
        values[key] = tuple(value) if wanted is list else value
    if values.get("case", "any") not in CASES:
        raise refuse(f"case in [concept.{tag}] is {values['case']!r}; it must be one of {', '.join(CASES)}")
    return Terms(**values)
