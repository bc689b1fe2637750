"""Collect the prose of a marked-up file, piece by piece, into segments whose slices know where every piece stands."""

from __future__ import annotations

from tqcheck.model import BREAK, OBJECT, Comment, Segment, Slice

BLANK = " \t\n\r\f" + BREAK
"""White space that markup does not keep; a no-break space is prose."""

_NOTHING = BLANK + OBJECT + "\N{NO-BREAK SPACE}"


class Prose:
    """The segments and comments of a text so far, and the block of prose that is being read.

    Pieces must come in file order. A block's outer white space is dropped; white space on both sides of markup
    that leaves no trace counts once.
    """

    def __init__(self, text: str) -> None:
        self.segments: list[Segment] = []
        self.comments: list[Comment] = []
        self._text = text
        self._pieces: list[str] = []
        self._slices: list[Slice] = []
        self._length = 0
        self._verbatim = False
        self._crs = "\r" in text
        self._counted, self._line, self._on_line = 0, 1, 0

    @property
    def end(self) -> int:
        """Where the last piece of the block ends in the file, 0 before the first."""
        return self._slices[-1].end if self._slices else 0

    def verbatim(self, piece: str, start: int) -> None:
        """Add a piece that stands in the file as it is."""
        if not self._pieces or self._pieces[-1][-1] in BLANK:
            size = len(piece)
            piece = piece.lstrip(BLANK)
            start += size - len(piece)
        if not piece:
            return
        end = start + len(piece)
        if self._verbatim and self._slices[-1].end == start:
            last = self._slices[-1]
            self._slices[-1] = Slice(last.at, last.start, end)
        else:
            self._slices.append(Slice(self._length, start, end))
        self._verbatim = True
        self._pieces.append(piece)
        self._length += len(piece)

    def whole(self, piece: str, start: int, end: int) -> None:
        """Add a piece that stands in the file as something else: an entity, a line break, a tag."""
        if piece in BLANK and (not self._pieces or self._pieces[-1][-1] in BLANK):
            return
        self._slices.append(Slice(self._length, start, end))
        self._verbatim = False
        self._pieces.append(piece)
        self._length += len(piece)

    def line_break(self, start: int, end: int) -> None:
        """Add a line break together with what goes before the next line's text: indentation, `>`."""
        stretch = self._text[start:end]
        if stretch == "\n":
            self.verbatim("\n", start)
        elif stretch.startswith(("  ", "\\")):
            self.whole(BREAK, start, end)
        else:
            self.whole("\n", start, end)

    def fuse(self, start: int, end: int) -> None:
        """Make all pieces from `start` of the file on one piece that maps as a whole and so can't be edited."""
        pieces: list[str] = []
        while self._slices and self._slices[-1].start >= start:
            at = self._slices.pop().at
            while self._length > at:
                pieces.append(self._pieces.pop())
                self._length -= len(pieces[-1])
        self._verbatim = False
        if pieces:
            self.whole("".join(reversed(pieces)), start, end)

    def flush(self, *, heading: bool = False) -> None:
        """End the block; it becomes a segment if there is anything to read in it."""
        if not self._pieces:
            return
        target = "".join(self._pieces).rstrip(BLANK)
        if target.strip(_NOTHING):
            slices = self._cut(len(target))
            start, end = slices[0].start, slices[-1].end
            if len(slices) == 1 and end - start == len(target):
                slices = ()
            self.segments.append(Segment(self._id(start), target, start, slices, None, heading))
        self._pieces, self._slices, self._length, self._verbatim = [], [], 0, False

    def _cut(self, length: int) -> tuple[Slice, ...]:
        """Return the slices of the block's first `length` characters; only white space comes after them."""
        slices, piece_end = self._slices, self._length
        while slices[-1].at >= length:
            piece_end = slices.pop().at
        at, start, end = slices.pop()
        return (*slices, Slice(at, start, end - (piece_end - length)))

    def _id(self, start: int) -> str:
        """Return the line number of a segment, followed by ".2" and so on for the next ones on the same line."""
        text, counted = self._text, self._counted
        breaks = text.count("\n", counted, start)
        if self._crs:  # a lone CR breaks lines too
            breaks += text.count("\r", counted, start) - text.count("\r\n", counted, start)
        self._counted, self._line = start, self._line + breaks
        self._on_line = 1 if breaks else self._on_line + 1
        return str(self._line) if self._on_line == 1 else f"{self._line}.{self._on_line}"
