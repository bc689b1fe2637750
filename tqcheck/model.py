"""The types that every other module speaks: plain, frozen, importing nothing of ours.

Offsets are code points throughout. A byte-order mark counts nothing, CRLF counts two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

OBJECT = "\ufffc"
"""Stands in a target for what isn't prose but stands between words: inline code, a formula, a picture."""

BREAK = "\u2028"
"""Stands in a target for a line break that is markup (`<br>`, Markdown's hard break) and that no fix may take away."""

_BACK = 64
"""How many segments back one may begin that goes on behind those that follow it, as a table's cell or a list's item does."""
_LINE_BREAK = re.compile(r"\r\n?|\n")


class Problem(Exception):
    """Something of the job that could not be done: a bad file, configuration, pack or glossary.

    Printed as one line, `path:line: message`; the message says what to do. `line` counts from 1, 0 where none is known.
    """

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(path, line, message)
        self.path, self.line, self.message = path, line, message

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class Severity(IntEnum):
    """How much a defect hurts the reader: the three levels of MQM (themqm.org)."""

    minor = 1
    major = 2
    critical = 3


class Certainty(IntEnum):
    """How often findings of a rule are right: certain 95 times in 100, likely 80; possible is below that."""

    possible = 1
    likely = 2
    certain = 3


class Span(NamedTuple):
    """A half-open stretch of a segment's target, in code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A place in a file; line and column count from 1, columns in code points."""

    line: int
    column: int


class Slice(NamedTuple):
    """One piece of a segment's target (from `at` to the next slice's `at`) and where it stands in the file.

    A piece as long as its stretch of the file stands there verbatim and maps one to one; any other piece
    (an entity, a line break with its quotation mark) maps as a whole.
    """

    at: int
    start: int
    end: int


class Segment(NamedTuple):
    """The unit of text that a check reads: a line of plain text, a block of prose in Markdown or HTML.

    `target` stands verbatim in the file from `start`, unless `slices` tells where its pieces are. `source` is what was
    translated, where it is at hand. `codes` are the inline codes of the source and of the target, in their order and as the
    format names them; `flags` what the file says of the unit (python-format, max-length:40).
    """

    id: str
    target: str
    start: int
    slices: tuple[Slice, ...] = ()
    source: str | None = None
    heading: bool = False
    flags: tuple[str, ...] = ()
    codes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


class Comment(NamedTuple):
    """A comment of the file's markup, where suppressions are written; `text` is its inside."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reading:
    """How a file is to be read, as far as its bytes don't tell.

    `paragraphs` ("line" or "blank-line") tells what a segment of plain text is; `columns` names those of the source and the
    target in a table, or the fields in JSON Lines, by name or by number from 1; `states` the states of units that are
    checked, all where it is empty. `source` and `target` are the languages that were told, "" for none. `beside` is the
    file of the source, where that is one of its own.
    """

    paragraphs: str = "line"
    columns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    source: str = ""
    target: str = ""
    beside: bytes | None = None


AS_IS = Reading()
"""Nothing told."""


class Edit(NamedTuple):
    """A replacement in the file's decoded text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """A file as it was read: its decoded text, its segments in file order, its comments.

    `source` and `target` are the languages that the file itself declares, "" where it doesn't. `first` is the line of the
    file that `text` begins on, other than 1 where that is a part of the file; `follows` tells that it isn't the first one.
    `encoding` is Python's name of the file's.
    """

    path: str
    format: str
    text: str
    segments: Sequence[Segment]
    comments: tuple[Comment, ...] = ()
    bom: bool = False
    source: str = ""
    target: str = ""
    reading: Reading = AS_IS
    first: int = 1
    follows: bool = False
    encoding: str = "utf-8"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, text, at = [0], self.text, 0
        if "\r" in text:
            return starts + [found.end() for found in _LINE_BREAK.finditer(text)]
        find = text.find
        while (at := find("\n", at) + 1) > 0:
            starts.append(at)
        return starts

    @cached_property
    def words(self) -> int:
        """Words of the targets, as white space parts them."""
        if self.format == "text":
            return len(self.text.split())  # all of a plain text is prose: no need to part it into segments
        return sum(len(segment.target.split()) for segment in self.segments)

    def position(self, offset: int) -> Position:
        """The line and column of an offset in the decoded text."""
        line = bisect_right(self._line_starts, offset)
        return Position(line + self.first - 1, offset - self._line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset in the decoded text of a line and a column."""
        return self._line_starts[position.line - self.first] + position.column - 1

    def range(self, segment: Segment, span: Span) -> tuple[int, int]:
        """Where a span of a segment stands in the decoded text, markup inside it included."""
        if not segment.slices:
            return segment.start + span.start, segment.start + span.end
        first = _slice_at(segment, span.start)
        start = self._place(segment, first, span.start)
        if span.end <= span.start:
            return start, start
        last = _slice_at(segment, span.end - 1)
        piece = segment.slices[last]
        if _verbatim(segment, last):
            return start, piece.start + span.end - piece.at
        return start, piece.end

    def lines(self, segment: Segment, span: Span) -> tuple[int, int]:
        """The first and the last line that a span of a segment touches."""
        start, end = self.range(segment, span)
        return self.position(start).line, self.position(max(start, end - 1)).line

    def locate(self, start: int, end: int) -> tuple[Segment, Span] | None:
        """The segment and its span that stand in a stretch of the decoded text; None where there is no such span."""
        last = bisect_right(self.segments, start, key=lambda segment: segment.start)
        for index in range(last - 1, max(-1, last - 1 - _BACK), -1):
            segment = self.segments[index]
            span = Span(_offset(segment, start), _offset(segment, end, closing=True))
            if 0 <= span.start <= span.end <= len(segment.target) and self.range(segment, span) == (start, end):
                return segment, span
        return None

    def edit(self, segment: Segment, span: Span, text: str) -> Edit | None:
        """The smallest change of the file that turns the span into `text`, or None where markup is in the way."""
        text = _keep_breaks(segment.target[span.start : span.end], text)
        span, text = _trim(segment.target, span, text)
        start, end = self.range(segment, span)
        if segment.slices and _in_the_way(segment, span, text):
            return None
        return Edit(start, end, text)

    def _place(self, segment: Segment, index: int, offset: int) -> int:
        piece = segment.slices[index]
        if _verbatim(segment, index):
            return piece.start + offset - piece.at
        return piece.end if offset == len(segment.target) else piece.start


def _slice_at(segment: Segment, offset: int) -> int:
    return max(0, bisect_right(segment.slices, offset, key=lambda piece: piece.at) - 1)


def _offset(segment: Segment, place: int, *, closing: bool = False) -> int:
    """The offset in a segment's target of a place in the file, where a span begins or, `closing`, ends; may lie outside."""
    if not segment.slices:
        return place - segment.start
    index = max(0, bisect_right(segment.slices, place - closing, key=lambda piece: piece.start) - 1)
    piece = segment.slices[index]
    if _verbatim(segment, index):
        return piece.at + place - piece.start
    return _piece_end(segment, index) if closing else piece.at


def _piece_end(segment: Segment, index: int) -> int:
    return segment.slices[index + 1].at if index + 1 < len(segment.slices) else len(segment.target)


def _verbatim(segment: Segment, index: int) -> bool:
    piece = segment.slices[index]
    return _piece_end(segment, index) - piece.at == piece.end - piece.start


def _in_the_way(segment: Segment, span: Span, text: str) -> bool:
    """Whether markup lies inside the span, or the new text holds what only markup can say."""
    if not {OBJECT, BREAK}.isdisjoint(segment.target[span.start : span.end]) or not {OBJECT, BREAK, "\n"}.isdisjoint(text):
        return True
    first, last = _slice_at(segment, span.start), _slice_at(segment, max(span.start, span.end - 1))
    pieces = segment.slices[first : last + 1]
    if any(right.start != left.end for left, right in pairwise(pieces)):
        return True
    return any(_is_fixed(segment, index, span) for index in range(first, last + 1))


def _is_fixed(segment: Segment, index: int, span: Span) -> bool:
    """Whether a span touches a piece of several characters that maps as a whole: a link that is found by its text."""
    at, end = segment.slices[index].at, _piece_end(segment, index)
    return end - at > 1 and at < span.end and span.start < end and not _verbatim(segment, index)


def _keep_breaks(old: str, new: str) -> str:
    """Leave line breaks where they are in a replacement of as many words."""
    gaps, words = re.findall(r"\s+", old), new.split(" ")
    breaks = [gap if {"\n", BREAK} & set(gap) else " " for gap in gaps]
    if all(gap == " " for gap in breaks) or len(gaps) != len(words) - 1:
        return new
    return "".join(word + gap for word, gap in zip(words, [*breaks, ""], strict=True))


def _trim(target: str, span: Span, text: str) -> tuple[Span, str]:
    """Drop what the old and the new text share at both ends."""
    start, end = span
    while start < end and text and target[start] == text[0]:
        start, text = start + 1, text[1:]
    while start < end and text and target[end - 1] == text[-1]:
        end, text = end - 1, text[:-1]
    return Span(start, end), text


class Fix(NamedTuple):
    """Replacement text for its finding's span; safe where no reader could object to it."""

    text: str
    safe: bool = False


class Finding(NamedTuple):
    """One defect at one place. The first fix is the best one; `why` names the cause in the source language."""

    rule: Rule
    segment: Segment
    span: Span
    message: str
    why: str
    fixes: tuple[Fix, ...]
    severity: Severity
    certainty: Certainty

    @property
    def text(self) -> str:
        """The matched text."""
        return self.segment.target[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be found: one record of a pack, with its proof.

    `options` holds the keys of its check kind (pattern, fix, guards …); `bad` pairs a text with its repair, `good` are
    texts in which the rule must stay silent. In a rule that holds a translation against its source, `sources` are what the
    bad and then the good examples were translated from, `languages` those of the examples. `trigger` names the words of
    the source that bring the defect about, `not_trigger` those that account for the wording: with the source beside, the
    rule is certain where one of the former and none of the latter stands there, else silent. `to` and `style` name the
    languages or regions and the house styles that it is for, any where they are empty. `pack` is where it comes from; a
    pair's pack is named after it (fr-en).
    """

    id: str
    check: str
    severity: Severity
    certainty: Certainty
    category: str
    message: str
    why: str
    bad: tuple[tuple[str, str], ...] = ()
    good: tuple[str, ...] = ()
    safe: bool = False
    needs: str = ""
    status: str = "stable"
    aliases: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    trigger: tuple[str, ...] = ()
    not_trigger: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, str] = ("", "")
    pack: str = ""
    origin: str = ""
    options: dict[str, object] = field(default_factory=dict, hash=False)

    def __reduce__(self) -> tuple[type[Rule], tuple[object, ...]]:
        # What a dataclass with slots is given for this takes three times as long, and a run begins with a thousand rules.
        return Rule, tuple(getattr(self, field.name) for field in fields(self))

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]
