"""The text of one concept's table, changed key by key: comments, order and all that is not asked for stay byte for byte."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Path = tuple[str, ...]
"""Where a value stands: ("note",), ("en-GB", "forbidden")."""
ORDER = ("id", "domain", "definition", "note", "reference", "status", "owner", "date")
TERMS_ORDER = ("preferred", "admitted", "forbidden", "forms", "case", "verbatim")
_WIDEST = 100
"""Columns from which an array is written one item a line, so that a change of one item is a change of one line."""
_STRING = r'"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
STRING_OR_COMMENT = re.compile(rf"{_STRING}|#[^\n]*", re.DOTALL)
"""What may hold any sign; of a valid TOML text, the rest is structure."""
_PIECE = re.compile(rf"(?P<string>{_STRING})|(?P<comment>#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<end>\r?\n)", re.DOTALL)
_ITEM = re.compile(rf"(?P<string>{_STRING})|#[^\n]*|(?P<comma>,)", re.DOTALL)
_REST = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n")
_HEAD = re.compile(r"[ \t]*\[(?P<double>\[)?(?P<name>[^\]\n]+)\]\]?[^\n]*\n?")
_KEY = re.compile(rf"[ \t]*(?P<key>(?:[\w-]+|{_STRING})(?:[ \t]*\.[ \t]*(?:[\w-]+|{_STRING}))*)[ \t]*=[ \t]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Entry(NamedTuple):
    """One `key = value`: the lines it takes, and its value's place."""

    path: Path
    start: int
    value: int
    value_end: int
    end: int


class Section(NamedTuple):
    """A table: its header at `head`, the comments right above it from `start`, its first line after the header, its end."""

    path: Path
    start: int
    head: int
    body: int
    end: int


class Block:
    """The text of one `[[concept]]` table with the tables in it; lines end in LF, the last one too.

    Comments may stand before it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.entries: list[Entry] = []
        self.sections: list[Section] = []
        self._read()

    def set(self, path: Path, value: Any) -> None:
        """Give a key a value (str, bool or list of str); a new one goes to its usual place in its table."""
        entry = self._entry(path)
        if entry and isinstance(value, list) and self.text.startswith("[", entry.value):
            self._splice(entry.value, entry.value_end, _array(self.text[entry.value : entry.value_end], value))
        elif entry:
            self._splice(entry.value, entry.value_end, literal(value, path))
        elif inline := self._entry(path[:1]):
            self._splice(inline.value, inline.value_end, _inline(self.text[inline.value : inline.value_end], path[1:], value))
        else:
            self._insert(path, value)

    def delete(self, path: Path) -> None:
        """Take out a key, or a language's table with all in it."""
        for entry in reversed([item for item in self.entries if item.path[: len(path)] == path]):
            self._splice(entry.start, entry.end, "")
        if (inline := self._entry(path[:1])) and len(path) > 1:
            self._splice(inline.value, inline.value_end, _inline(self.text[inline.value : inline.value_end], path[1:], None))
        table = next((section for section in self.sections if path and section.path == path), None)
        if table:
            self._splice(table.start, table.end, "")

    def tags(self) -> list[str]:
        """The names of the languages' tables, as they are written."""
        return list(dict.fromkeys(path[0] for path in self._paths() if path and path[0] not in ORDER))

    def _paths(self) -> list[Path]:
        return [section.path for section in self.sections] + [entry.path for entry in self.entries]

    def has(self, path: Path) -> bool:
        """Whether a key stands here."""
        return self._entry(path) is not None

    def _read(self) -> None:
        self.entries, self.sections = [], []
        at = lead = 0
        path: Path = ()
        text = self.text
        while at < len(text):
            if head := _HEAD.match(text, at):
                path = () if head["double"] else _keys(head["name"])[1:]
                if self.sections:
                    self.sections[-1] = self.sections[-1]._replace(end=lead)
                self.sections.append(Section(path, lead, at, head.end(), len(text)))
                at = lead = head.end()
            elif key := _KEY.match(text, at):
                value_end, end = _value(text, key.end())
                self.entries.append(Entry((*path, *_keys(key["key"])), at, key.end(), value_end, end))
                at = lead = end
            else:
                line_end = text.find("\n", at) + 1 or len(text)
                if not text[at:line_end].strip():
                    lead = line_end
                at = line_end

    def _entry(self, path: Path) -> Entry | None:
        return next((entry for entry in self.entries if entry.path == path), None)

    def _splice(self, start: int, end: int, text: str) -> None:
        self.text = self.text[:start] + text + self.text[end:]
        self._read()

    def _insert(self, path: Path, value: Any) -> None:
        """Write a new key after those that usually stand before it; a table that is not there yet goes to the end."""
        section = next((section for section in self.sections if section.path == path[:-1]), None)
        line = f"{path[-1]} = {literal(value, path)}\n"
        if section is None:
            dotted = [entry for entry in self.entries if entry.path[:-1] == path[:-1]]
            if dotted:
                self._splice(dotted[-1].end, dotted[-1].end, f"{path[0]}.{line}")
            else:
                end = len(self.text)
                self._splice(end, end, f"[concept.{path[0]}]\n{line}")
            return
        order = TERMS_ORDER if path[:-1] else ORDER
        earlier = order[: order.index(path[-1])]
        before = [
            entry.end
            for entry in self.entries
            if entry.path[:-1] == path[:-1] and entry.path[-1] in earlier and section.body <= entry.start < section.end
        ]
        at = max(before, default=section.body)
        self._splice(at, at, line)


def fresh(values: dict[str, Any], tables: dict[str, dict[str, Any]]) -> str:
    """The text of a new concept: its own values, and those of each language's table."""
    lines = ["[[concept]]", *(f"{key} = {literal(value, (key,))}" for key, value in values.items())]
    for tag, table in tables.items():
        lines += [f"[concept.{tag}]", *(f"{key} = {literal(value, (tag, key))}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def literal(value: Any, path: Path = ()) -> str:
    """A value as TOML writes it: a list one item a line where it is long, a date of the key `date` as a date."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        items = [_quoted(item) for item in value]
        line = f"[{', '.join(items)}]"
        return line if len(line) <= _WIDEST else "[\n" + "".join(f"    {item},\n" for item in items) + "]"
    return str(value) if path == ("date",) and is_date(value) else _quoted(value)


def is_date(text: str) -> bool:
    """Whether a text is a day such as 2026-05-31."""
    import datetime

    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _keys(written: str) -> Path:
    """The parts of a dotted key."""
    keys: list[str] = []
    value: Any = tomllib.loads(f"{written.strip()} = 0")
    while isinstance(value, dict):
        [(key, value)] = value.items()
        keys.append(key)
    return tuple(keys)


def _value(text: str, start: int) -> tuple[int, int]:
    """Where a value that starts here ends, and where its last line does, the break included."""
    depth, end = 0, -1
    for piece in _PIECE.finditer(text, start):
        depth += bool(piece["open"]) - bool(piece["close"])
        if piece["comment"] and not depth and end < 0:
            end = piece.start()
        if piece["end"] and not depth:
            end = piece.start() if end < 0 else end
            return start + len(text[start:end].rstrip()), piece.end()
    end = len(text) if end < 0 else end
    return start + len(text[start:end].rstrip()), len(text)


class _Item(NamedTuple):
    """A string of an array: the lines above it, itself, and what follows it with the rest of its line."""

    above: str
    written: str
    comma: bool
    after: str


def _array(written: str, items: list[str]) -> str:
    """An array with other items: on one line it is written anew, else those that stay keep their lines and comments."""
    if "\n" not in written:
        return literal(items)
    opening, old, closing = _items(written)
    indent = next((above for above in (item.above for item in old) if above and not above.strip(" \t")), "    ")
    text = opening
    for at, wanted in enumerate(items):
        found = next((item for item in old if tomllib.loads(f"x = {item.written}")["x"] == wanted), None)
        if found:
            old.remove(found)
            comma = "," if at + 1 < len(items) and not found.comma else ""
            text += f"{found.above}{found.written}{comma}{found.after}"
        else:
            text += f"{indent}{_quoted(wanted)},\n" if text.endswith("\n") else f" {_quoted(wanted)},"
    return text + closing


def _items(written: str) -> tuple[str, list[_Item], str]:
    """How an array of strings opens, its items, and how it closes."""
    start = opened = _rest(written, 1)
    items, string = [], None
    for piece in _ITEM.finditer(written, start):
        string = piece if piece["string"] else string
        if string and piece["comma"]:
            end = _rest(written, piece.end())
            items.append(_Item(written[start : string.start()], string[0], True, written[string.end() : end]))
            start, string = end, None
    if string:
        end = _rest(written, string.end())
        items.append(_Item(written[start : string.start()], string[0], False, written[string.end() : end]))
        start = end
    return written[:opened], items, written[start:]


def _rest(text: str, at: int) -> int:
    """Where a line ends of which nothing or a comment is left, else where it was."""
    found = _REST.match(text, at)
    return found.end() if found else at


def _inline(written: str, path: Path, value: Any) -> str:
    """An inline table in which one key has another value, or none."""
    import tomlkit

    document = tomlkit.parse(f"x = {written}\n")
    table: Any = document["x"]
    for key in path[:-1]:
        table = table[key]
    if isinstance(value, list) and isinstance(table.get(path[-1]), list):
        table[path[-1]] = tomlkit.parse(f"x = {_array(table[path[-1]].as_string(), value)}\n")["x"]
    elif value is not None:
        table[path[-1]] = value
    elif path[-1] in table:
        del table[path[-1]]
    return _value_of(document)


def _value_of(document: Any) -> str:
    """How the one value of a document is written."""
    written: str = document.as_string()
    return written.removeprefix("x = ").rstrip("\n")


def differences(old: dict[str, Any], new: dict[str, Any], order: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield each key whose value is another one, and the new value, None where there is none any more."""
    for key in order:
        if old.get(key) != new.get(key):
            yield key, new.get(key)
