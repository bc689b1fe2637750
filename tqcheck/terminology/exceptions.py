"""Agreed exceptions put into the configuration's file and taken out again, all else in it kept byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqcheck import files
from tqcheck.model import Problem
from tqcheck.records import decoded, read_bytes

_BOM = b"\xef\xbb\xbf"


def add(path: Path, rule: str, text: str, reason: str) -> None:
    """Add an exception to a configuration's file, which need not exist yet; raises Problem where it can't be written."""
    entry = {"rule": rule, "text": text, "reason": reason}

    def change(settings: Any) -> None:
        import tomlkit

        ignored = settings.get("ignore")
        if ignored is None:
            ignored = settings["ignore"] = tomlkit.aot()
        table: Any = tomlkit.table() if isinstance(ignored, tomlkit.items.AoT) else tomlkit.inline_table()
        table.update(entry)
        ignored.append(table)

    _rewrite(path, change)


def remove(path: Path, rule: str, text: str) -> bool:
    """Take an exception out of a configuration's file; tells whether it was there."""
    found = False

    def change(settings: Any) -> None:
        nonlocal found
        ignored = settings.get("ignore", [])
        for at, entry in enumerate(list(ignored)):
            if isinstance(entry, dict) and (entry.get("rule"), entry.get("text")) == (rule, text) and "path" not in entry:
                del ignored[at]
                found = True
                break
        if found and not ignored:
            del settings["ignore"]

    if path.exists():
        _rewrite(path, change)
    return found


def _rewrite(path: Path, change: Callable[[Any], None]) -> None:
    """Change a TOML file whole or not at all."""
    import tomlkit

    seen = read_bytes(path) if path.exists() else None
    text = decoded(seen or b"", path)
    newline = "\r\n" if "\r\n" in text else "\n"
    document = tomlkit.parse(text.replace("\r\n", "\n"))
    settings: Any = document
    if path.name == "pyproject.toml":
        settings = settings["tool"]["tqcheck"]
    change(settings)
    data = _BOM * bool(seen and seen.startswith(_BOM)) + document.as_string().replace("\n", newline).encode()
    if data == seen:
        return
    target = Path(os.path.realpath(path))
    try:
        if not files.replace(target, data, seen):
            raise Problem(str(path), 0, "was changed by someone else meanwhile; nothing was written, run again")
    except OSError as error:
        raise Problem(str(path), 0, f"can't be written: {error.strerror or error}; it is as it was") from None
