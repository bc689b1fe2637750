"""Where in its file a concept says what an audit tells of."""

from __future__ import annotations

import re
from pathlib import Path

from tqcheck.glossary import Concept

_TABLE = re.compile(r"\s*\[concept\.([\w-]+)\]")
_CONCEPT = re.compile(r"\s*\[\[\s*concept\s*\]\]")


class Places:
    """The lines of glossary files, each file read once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def of(self, concept: Concept, tag: str = "", text: str = "") -> tuple[str, int]:
        """The file of a concept, and the line of a term in one of its tables; else that of the table, else the concept's."""
        path, _, number = concept.origin.rpartition(":")
        start = int(number)
        if not tag:
            return path, start
        table, inside = 0, False
        lines = self._of(path)
        for at in range(start, len(lines)):
            line = lines[at]
            if _CONCEPT.match(line):
                break
            if header := _TABLE.match(line):
                inside = header[1].lower() == tag.lower()
                table = at + 1 if inside else table
            elif inside and text and (f'"{text}"' in line or f"'{text}'" in line):
                return path, at + 1
        return path, table or start

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            self._lines[path] = Path(path).read_text("utf-8-sig").split("\n")
        return self._lines[path]
