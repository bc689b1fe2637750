"""TOML files read with what a clear message needs: the line of each record, the nearest known word."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tqcheck.model import Problem

_SUBTAG = 8
"""Letters and digits that a part of a language tag has at most."""


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system refuses, such as the look into a locked folder, into a Problem that names the place."""
    try:
        yield
    except OSError as error:
        raise Problem(str(error.filename or path), 0, f"can't be read: {error.strerror or error}") from None


def read_bytes(path: str | Path) -> bytes:
    """A file's bytes; raises Problem, with the path as it was given, where they can't be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Problem(str(path), 0, f"can't be read: {error.strerror or error}") from None


def language_tag(text: str) -> str:
    """A language tag as BCP 47 writes it (en-gb → en-GB, zh-HANT → zh-Hant); nothing where the text is none."""
    first, *others = text.split("-")
    if len(first) not in (2, 3) or not first.isalpha() or not all(part.isalnum() and len(part) <= _SUBTAG for part in others):
        return ""
    parts = [first.lower()]
    for part in others:
        # What follows a single letter is private or an extension, and has no region.
        plain = all(len(before) > 1 for before in parts)
        region, script = plain and len(part) == len("GB"), plain and len(part) == len("Latn") and part.isalpha()
        parts.append(part.upper() if region else part.title() if script else part.lower())
    return "-".join(parts) if text.isascii() else ""


def parse(path: Path) -> dict[str, Any]:
    """A TOML file's data; raises Problem with its line where it can't be read."""
    return parse_text(decoded(read_bytes(path), path), path)


def decoded(data: bytes, path: Path) -> str:
    """The text of a file's bytes, a byte-order mark left out; raises Problem with its line where they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(str(path), data.count(b"\n", 0, error.start) + 1, "is not UTF-8; save it as UTF-8") from None


def parse_text(text: str, path: Path) -> dict[str, Any]:
    """The data of a TOML file's text; raises Problem with the file's name and the line where it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = message.rpartition("at line ")[2].partition(",")[0]
        last = text.rstrip().count("\n") + 1
        raise Problem(str(path), int(line) if line.isdigit() else last, f"is not valid TOML: {message}") from None
    except RecursionError:
        raise Problem(str(path), 0, "is nested too deeply") from None


def record_lines(text: str, key: str) -> list[int]:
    """The line, counted from 1, of each [[key]] header of a TOML text, in order."""
    head = f"[[{key}]]"
    lines = text.split("\n")
    return [number for number, line in enumerate(lines, 1) if line.partition("#")[0].replace(" ", "").strip() == head]


def key_line(path: Path, key: str, section: str = "") -> int:
    """The line of the first `key = …` or `[key]` of a file, counted from 1; 0 where it can't be told.

    `section` is how the header begins from which to look.
    """
    inside = not section
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        inside = inside or line.lstrip(" [").startswith(section)
        if not inside:
            continue
        head = line.partition("=")[0].strip().strip("[]\"' ")
        if head == key or head.endswith(f".{key}") or head.startswith(f"{key}."):
            return number
    return 0


def line_of(path: Path, text: str) -> int:
    """The first line of a file that holds a text, counted from 1; 0 where none does."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, 1) if text in line), 0)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a word that nothing is named: `, did you mean 'x'?`, or nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), 1)
    return f", did you mean {close[0]!r}?" if close else ""
