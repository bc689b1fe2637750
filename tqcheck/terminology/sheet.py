"""One glossary file cut into its concepts, so that one can be changed, put in or taken out and the rest stays as it is."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tqcheck import glossary
from tqcheck.glossary import Concept
from tqcheck.records import decoded
from tqcheck.terminology.block import STRING_OR_COMMENT

LIMIT = 500
"""Concepts that a file holds at most: larger ones are slow to edit and hard to review."""
_HEADER = re.compile(rf"^(?P<header>[ \t]*\[\[[ \t]*concept[ \t]*\]\])|{STRING_OR_COMMENT.pattern}", re.DOTALL | re.MULTILINE)
_TOKEN = re.compile(rf"{STRING_OR_COMMENT.pattern}|[^\s#\"']+", re.DOTALL)
_ID = re.compile(r"^[ \t]*id[ \t]*=[ \t]*\"(?P<id>[^\"\\\n]*)\"", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


class _Piece(NamedTuple):
    """A concept's text with the comments that adjoin it, and what floats above it: blank lines, comments that part groups."""

    above: str
    id: str
    text: str


class Sheet:
    """A glossary file opened for change; `seen` are the bytes it held, None where there was no file.

    Raises Problem where the file is no glossary.
    """

    def __init__(self, path: Path, seen: bytes | None) -> None:
        self.path, self.seen = path, seen
        text = decoded(seen or b"", path)
        self._bom = bool(seen and seen.startswith(_BOM))
        # Where both kinds of line end stand, all stay as they are.
        self._newline = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
        self._concepts = glossary.parse(text, path)
        self._domains = Counter(concept.domain for concept in self._concepts.values())
        self._pieces, self._tail = _cut(text.replace(self._newline, "\n"))

    @property
    def ids(self) -> list[str]:
        """The ids of the concepts, in the order of the file."""
        return [piece.id for piece in self._pieces]

    @property
    def concepts(self) -> dict[str, Concept]:
        """The concepts as they stand with the changes made so far."""
        return self._concepts

    def count(self, domain: str = "") -> int:
        """How many concepts there are, or how many of a domain."""
        return self._domains[domain] if domain else len(self._pieces)

    @property
    def text(self) -> str:
        """What the file is to hold, lines ending in LF."""
        return "".join(piece.above + piece.text for piece in self._pieces) + self._tail

    @property
    def data(self) -> bytes:
        """The bytes that the file is to hold."""
        return _BOM * self._bom + self.text.replace("\n", self._newline).encode()

    def block(self, name: str) -> str:
        """The text of a concept, comments above it included; lines end in LF, the last one too."""
        text = self._pieces[self.ids.index(name)].text
        return text if text.endswith("\n") else text + "\n"

    def replace(self, name: str, text: str) -> None:
        """Give a concept another text; under another id it moves to its sorted place."""
        new, at = _id(text), self.ids.index(name)
        if text == self.block(name):
            return
        if new == name:
            self._pieces[at] = self._pieces[at]._replace(text=text)
            self._take(name, text)
        else:
            self.remove(name)
            self.insert(text)

    def insert(self, text: str) -> None:
        """Put a concept in, before the first one whose id is greater."""
        name = _id(text)
        self._take(name, text)
        ids = self.ids
        at = (
            bisect_left(ids, name) if ids == sorted(ids) else next((i for i, other in enumerate(ids) if other > name), len(ids))
        )
        self._end_lines()
        if at == 0 and self._pieces:
            first = self._pieces[0]
            self._pieces[:1] = [_Piece(_parted(first.above, text), name, text), first._replace(above="\n")]
        else:
            above = "\n" if self._pieces else _ended(self._tail)
            self._tail = self._tail if self._pieces else ""
            self._pieces.insert(at, _Piece(above, name, text))

    def remove(self, name: str) -> None:
        """Take a concept out; comments that float above it stay."""
        at = self.ids.index(name)
        gone = self._pieces.pop(at)
        self._domains[self._concepts.pop(name).domain] -= 1
        if at < len(self._pieces):
            after = self._pieces[at]
            self._pieces[at] = after._replace(above=_joined(gone.above, after.above))
        else:
            self._tail = _joined(gone.above, self._tail) if gone.above.strip() or self._tail.strip() else ""
            if self._pieces:
                self._end_lines()

    def arrange(self, pieces: dict[str, str]) -> None:
        """Sort the concepts by id, each with the text given, one blank line between them and the comments between them kept."""
        self._end_lines()
        for name, text in pieces.items():
            self._take(name, text)
        head = self._pieces[0].above if self._pieces else ""
        floating = {piece.id: piece.above for piece in self._pieces[1:]}
        above = {name: floating.get(name, "") for name in sorted(pieces)}
        self._pieces = [_Piece(_tidied(text), name, pieces[name]) for name, text in above.items()]
        if self._pieces:
            first = self._pieces[0]
            self._pieces[0] = first._replace(above=_parted(_tidied(_joined(head, first.above)).removeprefix("\n"), first.text))
        tail = _tidied(self._tail).rstrip("\n") + "\n"
        self._tail = "" if not self._tail.strip() else tail if self._pieces else tail.removeprefix("\n")

    def _take(self, name: str, text: str) -> None:
        """Read a concept from its new text; raises Problem where it can't be loaded."""
        [record] = tomllib.loads(text)["concept"]
        concept = glossary.concept(record, self.path, 0)
        if name in self._concepts:
            self._domains[self._concepts[name].domain] -= 1
        self._domains[concept.domain] += 1
        self._concepts[name] = concept

    def _end_lines(self) -> None:
        """Let the last concept's last line end, the only one that may not."""
        if self._pieces:
            self._pieces[-1] = self._pieces[-1]._replace(text=_ended(self._pieces[-1].text))


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _joined(one: str, other: str) -> str:
    """What floated above two concepts, put together."""
    if not one.strip():
        return other if other.strip() else one
    return one if not other.strip() else f"{one.rstrip(chr(10))}\n\n{other.lstrip(chr(10))}"


def _parted(above: str, text: str) -> str:
    """What is to float above the first concept: a blank line at least, where its own comments would be the file's."""
    return above or "\n" * text.lstrip().startswith("#")


def _tidied(above: str) -> str:
    """Blank lines and comments between two concepts, one blank line on either side."""
    comments = re.sub(r"\n{3,}", "\n\n", above.strip("\n"))
    return f"\n{comments}\n\n" if comments else "\n"


def _id(text: str) -> str:
    found = _ID.search(text)
    plain = found and not any(quotes in text[: found.start()] for quotes in ('"""', "'''"))
    return found["id"] if found and plain else str(tomllib.loads(text)["concept"][0]["id"])


def _cut(text: str) -> tuple[list[_Piece], str]:
    """The concepts of a text, and what stands after the last one."""
    starts, string_end = [], 0
    for found in _HEADER.finditer(text):
        if found["header"]:
            starts.append(_with_comments(text, found.start(), string_end))
        elif not found[0].startswith("#"):
            string_end = found.end()
    if not starts:
        return [], text
    above, pieces = text[: starts[0]], []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        own = _own(text[start:end])
        pieces.append(_Piece(above, _id(text[start : start + own]), text[start : start + own]))
        above = text[start + own : end]
    return pieces, above


def _with_comments(text: str, header: int, floor: int) -> int:
    """Where the comments begin that adjoin a header, all after `floor`; those at the head of the file are the file's."""
    start = header
    while start and floor <= (line := text.rfind("\n", 0, start - 1) + 1) and text[line:start].lstrip().startswith("#"):
        start = line
    return header if start == 0 else start


def _own(text: str) -> int:
    """How much of a text that begins with a concept is its own: up to its last key, and the comments right below that."""
    end = max(found.end() for found in _TOKEN.finditer(text) if not found[0].startswith("#"))
    end = _line_end(text, end)
    while text.startswith("#", end):
        end = _line_end(text, end)
    return end


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)
