"""JSON Lines: a line is an object, one of its strings a segment, another the source; inner fields are named `outer.inner`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tqcheck.formats import columns
from tqcheck.formats.content import Content
from tqcheck.model import Document, Problem, Reading, Segment, Slice

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_TOKEN = re.compile(r'"((?:[^"\\]++|\\.)*+)"|[{}\[\],:]')
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_DEEPEST = 20


def read(text: str, reading: Reading) -> Content:
    """Read the lines; ids are line numbers. Raises Problem for a line that is no object, and fields that can't be told."""
    sides: columns.Sides | None = None
    names: list[str] = []
    segments = []
    for number, found in enumerate(_LINE.finditer(text), 1):
        if not found[1] or found[1].isspace():
            continue
        fields = _fields(found[1], number)
        if sides is None:
            names = list(fields)
            sides = columns.find([(number, [name.rpartition(".")[2] for name in names])], _by_number(reading, names, number))
        source, target = (_string(fields, names[at], number) for at in (sides.source, sides.target))
        if target.strip() or source.strip():
            start, slices = _place(found[1], names[sides.target], found.start())
            segments.append(Segment(str(number), target, start, slices, source))
    return Content(segments, (), *(sides.languages if sides else ("", "")))


def escape(text: str, document: Document, _at: int) -> str:
    """New text inside a string; in ASCII where all the file is, or where half of a surrogate pair has no other form."""
    is_whole = text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
    return json.dumps(text, ensure_ascii=document.text.isascii() or not is_whole)[1:-1]


def _fields(line: str, number: int) -> dict[str, Any]:
    """The values of an object by name, those of inner objects by their path."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError):
            told = f"is no JSON ({error.msg}, column {error.colno}); write one object a line"
        else:
            told = "holds brackets too deep, or a number too long, to be read"
        raise Problem("", number, told) from None
    if not isinstance(value, dict):
        raise Problem("", number, "is no JSON object; write one object a line, with a source and a target")
    return dict(_flat(value, "", 0))


def _flat(value: Mapping[str, Any], outer: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if isinstance(inner, dict) and depth < _DEEPEST:
            yield from _flat(inner, f"{outer}{name}.", depth + 1)
        else:
            yield outer + name, inner


def _by_number(reading: Reading, names: list[str], number: int) -> Reading:
    """The fields that were told, as their numbers."""
    if not reading.columns or all(name.isdecimal() for name in reading.columns):
        return reading
    for name in reading.columns:
        if name not in names:
            raise Problem("", number, f"has no field {name!r}; this line's are {', '.join(names)}")
    from dataclasses import replace

    return replace(reading, columns=tuple(str(names.index(name) + 1) for name in reading.columns))


def _string(fields: Mapping[str, Any], name: str, number: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        told = f"has no field {name!r}" if name not in fields else f"has something in {name!r} that is no string"
        raise Problem("", number, f"{told}; give each line one, or leave the line out")
    if len(value) > columns.LONGEST:
        raise columns.too_long(len(value), number)
    return value


def _place(line: str, name: str, start: int) -> tuple[int, tuple[Slice, ...]]:
    """Where a field's string begins in the file, and its slices; the last one counts where a name comes twice, as in JSON."""
    written, at = "", 0
    for path, text, place in _strings(line):
        if path == name:
            written, at = text, place + start
    if "\\" not in written:
        return at, ()
    slices, size, done = [], 0, 0
    for found in _ESCAPE.finditer(written):
        if found.start() > done:
            slices.append(Slice(size, at + done, at + found.start()))
            size += found.start() - done
        slices.append(Slice(size, at + found.start(), at + found.end()))
        size, done = size + len(json.loads(f'"{found[0]}"')), found.end()
    if done < len(written):
        slices.append(Slice(size, at + done, at + len(written)))
    return at, tuple(slices)


def _strings(line: str) -> Iterator[tuple[str, str, int]]:
    """Yield the path, the text as written and the place of each string that is a value of an object."""
    path: list[str] = []
    inside: list[str] = []  # "{" or "[" of what is open
    key, is_value = "", False
    for token in _TOKEN.finditer(line):
        sign = line[token.start()]
        if sign != '"':
            _nest(sign, key, path, inside)
            is_value = sign == ":"
        elif inside[-1:] == ["{"] and not is_value:
            key = json.loads(token[0])
        elif inside[-1:] == ["{"]:
            yield ".".join((*path, key)), token[1], token.start(1)


def _nest(sign: str, key: str, path: list[str], inside: list[str]) -> None:
    """Go into an object or an array, or out of it."""
    if sign in "{[":
        if inside:
            path.append(key)
        inside.append(sign)
    elif sign in "}]":
        inside.pop()
        if path:
            path.pop()
