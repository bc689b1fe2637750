"""Part a memory of any size into stretches of whole units, in memory that doesn't grow with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from tqcheck.formats.encodings import unicode
from tqcheck.model import Problem
from tqcheck.xml import Guard

_BLOCK = 1 << 20
_SIZE = 4 << 20
_BODY, _UNIT = 2, 3
"""How deep the body and its units lie."""


class Cut(NamedTuple):
    """A stretch of a memory: its first byte, the one after its last, and the line that it begins on.

    With what is to stand before and after it, which is in the encoding of the file, it is a memory of its own.
    """

    start: int
    end: int
    first: int
    before: bytes
    after: bytes


def cuts(path: str | Path, size: int = _SIZE) -> Iterator[Cut]:
    """The stretches of a memory, each of at least `size` bytes but the last; they follow on each other without a gap.

    The first begins with the first unit, the last ends where the body does; comments between units belong to the next one.
    Raises Problem for what is no well-formed TMX in UTF-8 or UTF-16, once it comes to the place.
    """
    try:
        with Path(path).open("rb") as file:
            block = file.read(_BLOCK)
            cutter = _Cutter(str(path), size, unicode(block))
            while block:
                cutter.feed(block)
                yield from cutter.take()
                block = file.read(_BLOCK)
    except OSError as error:
        raise Problem(str(path), 0, f"can't be read: {error.strerror or error}") from None
    cutter.feed(b"", last=True)
    yield from cutter.take()


class _Cutter(Guard):
    """Hears of units, and remembers where stretches end."""

    def __init__(self, path: str, size: int, encoding: str) -> None:
        super().__init__(path, encoding.replace("utf-16-", "utf-16"))  # as expat calls it
        self._encoding, self._size = encoding, size
        self._source = ""
        self._cuts: list[Cut] = []
        self._begun: tuple[int, int] | None = None
        self.parser.XmlDeclHandler = self._declaration
        self.parser.CommentHandler = self._comment

    def take(self) -> list[Cut]:
        """The stretches that ended since they were last asked for."""
        taken, self._cuts = self._cuts, []
        return taken

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(" ")[2]
        if not self.open and plain != "tmx":
            raise self.other_root(plain, "TMX")
        self.enter((plain, self.parser.CurrentLineNumber))
        if len(self.open) == _UNIT and plain == "tu":
            self._border()
        elif plain == "header":
            self._source = attributes.get("srclang", "")

    def end(self, _name: str) -> None:
        plain, _ = self.open.pop()
        if len(self.open) == _BODY - 1 and plain == "body" and self._begun is not None:
            self._border(last=True)

    def innermost(self) -> tuple[str, int]:
        """The name and the line of the last element that is open."""
        name, line = self.open[-1]
        return name, line

    def _comment(self, _inside: str) -> None:
        if len(self.open) == _BODY and self.open[-1][0] == "body":
            self._border()

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if self._encoding == "utf-8" and encoding and encoding.lower() not in ("utf-8", "utf-16", "us-ascii"):
            raise self.refuse(f"is in {encoding}; so large a file must be in UTF-8, convert it")

    def _border(self, *, last: bool = False) -> None:
        """A place where a stretch can end."""
        at, line = self.parser.CurrentByteIndex, self.parser.CurrentLineNumber
        if self._begun is None:
            self._begun = at, line
        elif last or at - self._begun[0] >= self._size:
            before = f'<tmx version="1.4"><header srclang={quoteattr(self._source)}/><body>\n'
            around = before.encode(self._encoding), "</body></tmx>".encode(self._encoding)
            self._cuts.append(Cut(self._begun[0], at, self._begun[1], *around))
            self._begun = at, line
