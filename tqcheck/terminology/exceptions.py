"""Agreed exceptions put into the configuration's file and taken out again: one stretch of text more or less, no byte else.

What is to be written is read first: it must hold all that the file held, and the exception; else nothing is written.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqcheck import files
from tqcheck.model import Problem
from tqcheck.records import decoded, parse_text
from tqcheck.terminology.block import literal

_BOM = "\ufeff"
_ARRAY = re.compile(
    r"^\ufeff?[ \t]*(?:[\w.\"' -]*[.\"' ])?ignore[\"']?[ \t]*=[ \t]*\[(?P<rest>[ \t]*(?:#[^\n]*?)?\r?\n)?", re.MULTILINE
)
"""Where an array named ignore opens, and the rest of that line where no item stands on it."""


def add(path: Path, entry: dict[str, str]) -> None:
    """Add an exception (rule, text, reason) to a configuration's file, which need not exist yet.

    Raises Problem, and leaves the file as it is, where it can't be written or has no place for the exception.
    """
    seen = files.held(path)
    text = _text(seen, path)
    wanted = _data(text, path)
    _ignored(wanted, path.name).append(entry)
    for candidate in _with(text, entry, path.name):
        if _same(_parsed(candidate), wanted, path.name):
            _write(path, candidate, seen)
            return
    raise Problem(str(path), 0, "has no place for an exception; write its settings as a table of their own")


def remove(path: Path, entry: dict[str, str]) -> str:
    """Take an exception out of a configuration's file; says why where it stays."""
    seen = files.held(path)
    text = _text(seen, path)
    wanted = _data(text, path)
    ignored = _ignored(wanted, path.name)
    if entry not in ignored:
        alike = any(isinstance(item, dict) and item.get("text") == entry["text"] for item in ignored)
        return f"it was changed in {path} since" if alike else f"no such exception in {path} any more"
    ignored.remove(entry)
    for candidate in _without(text, entry, path.name):
        if _same(_parsed(candidate), wanted, path.name):
            _write(path, candidate, seen)
            return ""
    return f"it is written otherwise in {path} by now; take it out by hand"


def _with(text: str, entry: dict[str, str], name: str) -> Iterator[str]:
    """The texts that may hold one exception more: at the head of an array that is there, else as a table at the end."""
    inline, newline = _inline(entry), _newline(text)
    for found in _ARRAY.finditer(text):
        for written in [f"    {inline},{newline}"] if found["rest"] else [inline, f"{inline}, "]:
            yield text[: found.end()] + written + text[found.end() :]
    bare = not text.strip(_BOM)
    yield text + newline * (not bare and not text.endswith("\n")) + newline * (not bare) + _table(entry, name, newline)


def _without(text: str, entry: dict[str, str], name: str) -> Iterator[str]:
    """The texts that may hold one exception less."""
    inline, newline = _inline(entry), _newline(text)
    table = _table(entry, name, newline)
    for written in (newline + table, table, f"    {inline},{newline}", f"{inline}, ", f"{inline},", f", {inline}", inline):
        at = text.find(written)
        while at >= 0:
            yield text[:at] + text[at + len(written) :]
            at = text.find(written, at + 1)


def _table(entry: dict[str, str], name: str, newline: str) -> str:
    head = "[[tool.tqcheck.ignore]]" if name == "pyproject.toml" else "[[ignore]]"
    return "".join(f"{line}{newline}" for line in (head, *(f"{key} = {literal(value)}" for key, value in entry.items())))


def _inline(entry: dict[str, str]) -> str:
    return f"{{ {', '.join(f'{key} = {literal(value)}' for key, value in entry.items())} }}"


def _newline(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def _text(data: bytes | None, path: Path) -> str:
    """A file's text as it is, line breaks and byte-order mark too."""
    decoded(data or b"", path)  # tells what is not UTF-8
    return (data or b"").decode()


def _data(text: str, path: Path) -> dict[str, Any]:
    return parse_text(text.removeprefix(_BOM), path)


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text.removeprefix(_BOM))
    except tomllib.TOMLDecodeError:
        return None


def _ignored(data: dict[str, Any], name: str) -> list[Any]:
    """What a file's data ignores: a list in it, put there where there is none."""
    settings = data.setdefault("tool", {}).setdefault("tqcheck", {}) if name == "pyproject.toml" else data
    ignored: list[Any] = settings.setdefault("ignore", [])
    return ignored


def _same(data: dict[str, Any] | None, wanted: dict[str, Any], name: str) -> bool:
    """Whether data are what was wanted, the order of what they ignore aside."""
    if data is None:
        return False
    there, asked = _ignored(data, name), _ignored(wanted, name)
    there.sort(key=repr)
    asked.sort(key=repr)
    return data == wanted


def _write(path: Path, text: str, seen: bytes | None) -> None:
    """Write a file whole or not at all."""
    if seen is not None and not os.access(path, os.W_OK):
        raise Problem(str(path), 0, "is read-only; nothing was written")
    try:
        written = files.replace(Path(os.path.realpath(path)), text.encode(), seen)
    except UnicodeEncodeError:
        raise Problem(str(path), 0, "can't hold an exception that is not UTF-8; it is as it was") from None
    except OSError as error:
        raise Problem(str(path), 0, f"can't be written: {error.strerror or error}; it is as it was") from None
    if not written:
        raise Problem(str(path), 0, "was changed by someone else meanwhile; nothing was written, run again")
