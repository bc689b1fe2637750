"""A file and its source, which is a file of its own: the segments of the one get what they were translated from.

Where the two have as many lines or blocks, these go together one by one, unless they plainly don't. Else the sentences of both
are aligned, and a segment gets those of the source that its own answer. A segment that answers none has no source, and says so
by its flags; a block of the source that nobody answers is told by the segment before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tqcheck.formats.alignment import Bead, align, share
from tqcheck.formats.anchors import anchors
from tqcheck.languages import sentences
from tqcheck.model import Document, Problem, Segment

ADDED, LOST = "no-source", "lost-after:"
"""Flags: of a segment that answers nothing in the source, and, before its text, of a block of the source with no answer."""
_MOST_LOOKED_AT = 500
"""Blocks up to which it is looked at whether two files with as many of them go together one by one …"""
_SURE, _SURER = 0.85, 0.1
"""… which they do where they share so much; they are aligned only where they share so much more then."""
_LONE = -1
_BREAK = re.compile(r"\r\n?|\n")


def beside(document: Document, source: Document) -> Sequence[Segment]:
    """The segments of a document, each with the text of its source; raises Problem where the two don't go together."""
    ours, theirs = document.segments, source.segments
    if not (ours or theirs):
        return ours
    if not (ours and theirs):
        raise Problem(document.path, 0, f"has {_many(ours)} to read, and its source {_many(theirs)}; is one of them empty?")
    if document.format == "text" and document.reading.paragraphs == "line" and _size(document) == _size(source):
        there = {segment.id: segment.target for segment in theirs}
        paired = [segment._replace(source=there.get(segment.id)) for segment in ours]
    elif len(ours) == len(theirs):
        paired = [segment._replace(source=other.target) for segment, other in zip(ours, theirs, strict=True)]
    else:
        return _aligned(document, source)
    return paired if len(ours) > _MOST_LOOKED_AT else _surer(document, source, paired)


def _surer(document: Document, source: Document, paired: Sequence[Segment]) -> Sequence[Segment]:
    """The segments as they were paired one by one or, where they share much more so, as aligned."""
    before = _shared(paired)
    if before >= _SURE:
        return paired
    try:
        aligned = _aligned(document, source)
    except Problem:
        return paired
    return aligned if _shared(aligned) >= before + _SURER else paired


def _shared(paired: Sequence[Segment]) -> float:
    """How much of what they could have in common segments and their sources have."""
    found = anchors([segment.source or "" for segment in paired], [segment.target for segment in paired])
    return share(found, [Bead(range(at, at + 1), range(at, at + 1)) for at in range(len(paired))])


def _aligned(document: Document, source: Document) -> Sequence[Segment]:
    """The segments with their sources as aligned; raises Problem where that makes no sense."""
    ours, theirs = _pieces(document.segments), _pieces(source.segments)
    path = align(theirs.texts, ours.texts, (theirs.ends, ours.ends))
    if path.is_plausible:
        return _with_sources(document.segments, source.segments, _Owners(ours, theirs, path.beads))
    told = f"has {_many(document.segments)}, its source {_many(source.segments)}, and they don’t answer each other"
    raise Problem(document.path, 0, f"{told}; is it the right source? Files with as many lines are compared line by line")


class _Pieces(NamedTuple):
    """The sentences of some segments, the place of the segment that each stands in, and behind how many of them one ends."""

    texts: list[str]
    owners: list[int]
    ends: frozenset[int]


def _pieces(segments: Sequence[Segment]) -> _Pieces:
    texts: list[str] = []
    owners: list[int] = []
    ends = set()
    for place, segment in enumerate(segments):
        found = [text for start, end in sentences(segment.target) if (text := segment.target[start:end].strip())]
        texts += found
        owners += [place] * len(found)
        ends.add(len(texts))
    return _Pieces(texts, owners, frozenset(ends))


class _Owners:
    """Which segment of the translation answers each sentence of the source, and which segments answer none."""

    def __init__(self, ours: _Pieces, theirs: _Pieces, beads: Iterable[Bead]) -> None:
        self.pieces = theirs
        self.of = [_LONE] * len(theirs.texts)
        self.unsure: set[int] = set()
        answering: set[int] = set()
        for bead in beads:
            places = {ours.owners[at] for at in bead.target}
            if not bead.source:
                continue
            answering |= places
            if len(places) > 1:
                self.unsure |= places  # a sentence that two segments share can't be held against either
            for at in bead.source if places else ():
                self.of[at] = min(places)
        self.added = set(ours.owners) - answering
        self._fill()

    def _fill(self) -> None:
        """Give a sentence without an answer to the segment that answers others of its block: there it was left out."""
        blocks = self.pieces.owners
        for step, start in ((1, 1), (-1, len(blocks) - 2)):
            for at in range(start, len(blocks) if step > 0 else -1, step):
                if self.of[at] == _LONE and blocks[at] == blocks[at - step]:
                    self.of[at] = self.of[at - step]


def _with_sources(ours: Sequence[Segment], theirs: Sequence[Segment], owners: _Owners) -> list[Segment]:
    found: dict[int, list[str]] = {}
    lost: dict[int, list[str]] = {}
    last = 0
    for (place, block), group in groupby(range(len(owners.of)), key=lambda at: (owners.of[at], owners.pieces.owners[at])):
        text = _text(theirs[block].target, [owners.pieces.texts[at] for at in group])
        if place == _LONE:
            lost.setdefault(last, []).append(text)
        else:
            found.setdefault(place, []).append(text)
            last = place
    answered = []
    for place, segment in enumerate(ours):
        source = " ".join(found[place]) if place in found and place not in owners.unsure else None
        flags = [f"{LOST}{text}" for text in lost.get(place, ())] + [ADDED] * (place in owners.added)
        answered.append(segment._replace(source=source, flags=(*segment.flags, *flags)))
    return answered


def _text(block: str, pieces: Sequence[str]) -> str:
    """Some sentences of a block as they stand there."""
    start = block.find(pieces[0])
    end = start
    for piece in pieces:
        end = block.find(piece, end) + len(piece)
    return block[start:end]


def _size(document: Document) -> int:
    """The lines of a text, an empty last one aside."""
    breaks = _BREAK.findall(document.text)
    return len(breaks) + (not document.text.endswith(("\n", "\r")))


def _many(segments: Sequence[Segment]) -> str:
    return f"{len(segments):,} segment{'s' * (len(segments) != 1)}"
