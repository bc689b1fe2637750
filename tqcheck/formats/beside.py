"""A file and its source, which is a file of its own: the segments of the one get those of the other."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.model import Document, Problem, Segment


def beside(document: Document, source: Document) -> Sequence[Segment]:
    """The segments of a document, each with the text of its source; raises Problem where the two don't go together."""
    if document.format == "text" and _size(document) == _size(source):
        there = {segment.id: segment.target for segment in source.segments}
        return [segment._replace(source=there.get(segment.id, "")) for segment in document.segments]
    if len(document.segments) != len(source.segments):
        raise Problem(document.path, 0, f"has {len(document.segments):,} segments, its source {len(source.segments):,}")
    pairs = zip(document.segments, source.segments, strict=True)
    return [segment._replace(source=other.target) for segment, other in pairs]


def _size(document: Document) -> int:
    """The lines of a text, an empty last one aside."""
    return len(document.text.splitlines()) if "\r" in document.text else document.text.removesuffix("\n").count("\n") + 1
