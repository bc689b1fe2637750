"""One way to write a concept: keys in the usual order, strings in double quotes, long lists one item a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from tqcheck.records import language_tag
from tqcheck.terminology.block import ORDER, STRING_OR_COMMENT, TERMS_ORDER, Block, Entry, Path, Section, literal

_COMMENT = re.compile(r"^[ \t]*(#[^\n]*)", re.MULTILINE)


def formatted(text: str) -> str:
    """The text of a concept written the usual way, its comments with what they stood at; doing it twice changes nothing."""
    return _Writer(Block(text)).written()


def _places(marks: Iterable[Entry | Section]) -> Iterator[tuple[int, int, Path]]:
    """Where the lines of keys and headers begin and end."""
    for mark in marks:
        yield (mark.head, mark.body, mark.path) if isinstance(mark, Section) else (mark.start, mark.end, mark.path)


def _beside(lines: str) -> str:
    """The comment after a header or value, on its last line."""
    comments = [found for found in STRING_OR_COMMENT.finditer(lines) if found[0].startswith("#")]
    return comments[-1][0].rstrip() if comments and comments[-1].end() >= len(lines.rstrip()) else ""


def _comments(text: str) -> list[str]:
    return [found[0].rstrip() for found in STRING_OR_COMMENT.finditer(text) if found[0].startswith("#")]


class _Writer:
    """Writes a block anew: its values from what TOML reads in it, its comments from the text."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._above: dict[Path, list[str]] = {}
        self._beside: dict[Path, str] = {}
        last = 0
        for start, end, path in sorted((*_places(block.sections), *_places(block.entries))):
            self._above.setdefault(path, []).extend(_COMMENT.findall(block.text[last:start]))
            self._beside.setdefault(path, _beside(block.text[start:end]))
            last = end
        for entry in block.entries:  # an inline table becomes a table, above which stand the comments of its lists
            if block.text.startswith("{", entry.value):
                self._above[entry.path] += _comments(block.text[entry.value : entry.value_end])
        self._below = _COMMENT.findall(block.text[last:])

    def written(self) -> str:
        """All of the concept."""
        [record] = tomllib.loads(self._block.text)["concept"]
        lines = self._line((), "[[concept]]")
        for key in ORDER:
            if key in record:
                lines += self._line((key,), f"{key} = {literal(str(record[key]), (key,))}")
        for tag in (key for key in record if isinstance(record[key], dict)):
            lines += self._table(tag, record[tag])
        return "\n".join([*lines, *self._below]) + "\n"

    def _table(self, tag: str, table: dict[str, Any]) -> list[str]:
        lines = self._line((tag,), f"[concept.{language_tag(tag)}]")
        for key in TERMS_ORDER:
            if key in table:
                lines += self._line((tag, key), f"{key} = {self._value((tag, key), table[key])}")
        return lines

    def _value(self, path: Path, value: Any) -> str:
        """A value; a list with comments in it stays as it is."""
        entry = next((entry for entry in self._block.entries if entry.path == path), None)
        raw = self._block.text[entry.value : entry.value_end] if entry else ""
        return raw if _comments(raw) else literal(value, path)

    def _line(self, path: Path, text: str) -> list[str]:
        beside = self._beside.get(path, "")
        return [*self._above.get(path, []), f"{text} {beside}".rstrip()]
