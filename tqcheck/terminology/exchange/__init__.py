"""Glossaries in the formats of other programs: read to concepts, written from them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any, NamedTuple

from tqcheck.glossary import Concept
from tqcheck.model import Problem
from tqcheck.terminology.exchange.types import Lost, Options, Read, Written

__all__ = ["FORMS", "Form", "Lost", "Options", "Read", "Written", "find", "read", "write"]


class Form(NamedTuple):
    """A format: its module here, the suffixes of its files, whether it is text, and what it is, in a few words."""

    module: str
    suffixes: tuple[str, ...]
    text: bool
    told: str


FORMS = {
    "tbx": Form("tbx", (".tbx",), True, "TermBase eXchange, ISO 30042"),
    "csv": Form("delimited", (".csv",), True, "a table, its cells parted by commas (or read: semicolons, tabs)"),
    "tsv": Form("delimited", (".tsv", ".tab"), True, "a table, its cells parted by tabs"),
    "xlsx": Form("xlsx", (".xlsx", ".xlsm"), False, "a workbook"),
    "po": Form("po", (".po", ".pot"), True, "gettext; one source and one target language"),
    "weblate": Form("weblate", (), True, "a CSV of Weblate; one source and one target language"),
    "memoq": Form("memoq", (), True, "a CSV of memoQ's term bases"),
}
"""The formats by name. A CSV that Weblate or memoQ wrote is known by its columns."""
_SUFFIXES = {suffix: name for name, form in FORMS.items() for suffix in form.suffixes}
_HEAD = 4096
"""Bytes in which a file's kind shows."""
_MARKUP = re.compile(r"<(?:[\w.-]+:)?(?:tbx|martif)\b", re.IGNORECASE)
_WEBLATE, _MEMOQ = {"source", "target", "fuzzy", "context"}, {"entry_id", "term_info"}


def find(path: str, data: bytes | None = None) -> str:
    """The name of a file's form, by its suffix and, where there is data, by what it holds; raises Problem for none."""
    suffix = PurePath(path).suffix.lower()
    head = _head(data or b"")
    if suffix == ".xml" and _MARKUP.search(head):
        return "tbx"
    name = _SUFFIXES.get(suffix, "")
    if name in ("csv", "tsv") and head:
        names = set(re.split(r'[,;\t"\s]+', head.lstrip().partition("\n")[0].lower()))
        return "weblate" if names >= _WEBLATE else "memoq" if names >= _MEMOQ else name
    if not name:
        raise Problem(path, 0, f"its name doesn't tell what it is; say --form {'|'.join(FORMS)}")
    return name


def _head(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data[:_HEAD].decode("utf-16" if wide else "utf-8-sig", "ignore")


def read(path: str, data: bytes, form: str, options: Options) -> Read:
    """The concepts of a file of a form; raises Problem for one that can't be taken whole."""
    module = _module(form)
    if form != "tbx":
        found: Read = module.read(path, data, _settled(form, options))
        return found
    concepts, lost = module.read(path, data)
    # TBX has no word for an approved concept: it is what one is of which nothing is said.
    return Read([replace(one, status="" if one.status == "approved" else one.status) for one in concepts], lost)


def write(concepts: Sequence[Concept], form: str, options: Options) -> Written:
    """Concepts as a file of a form, and what it can't hold."""
    module = _module(form)
    if form == "tbx":
        found: Written = module.write(concepts, dialect=options.dialect, style=options.style, version=options.version)
    else:
        found = module.write(concepts, _settled(form, options))
    return found


def _module(form: str) -> Any:
    return importlib.import_module(f"{__name__}.{FORMS[form].module}")


def _settled(form: str, options: Options) -> Options:
    """The options, with the delimiter that a form's name tells."""
    return replace(options, delimiter=options.delimiter or "\t") if form == "tsv" else options
