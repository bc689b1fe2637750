"""What a finding of old is known by when the text around it has moved, was wrapped anew, or got other quotation marks."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import regex

from tqcheck.baseline.wrapping import paragraphs
from tqcheck.engine import Checked
from tqcheck.fingerprint import Fingerprints
from tqcheck.model import Document, Finding, Segment, Span

_WORD = regex.compile(r"[\w\p{M}]+")


class Known(NamedTuple):
    """A finding of old. `path` is relative to the baseline's folder, with slashes.

    `sentence` is a hash of its sentence's words, marks and line breaks aside; `first` and `last` count the words that the
    finding touches, from 0.
    """

    path: str
    rule: str
    text: str
    fingerprint: str
    sentence: str
    first: int
    last: int


@dataclass
class Found:
    """A finding as a baseline would have it; `prints` are its fingerprints under its rule's names, the former ones too.

    `start` is where its sentence begins in the file, `old` the finding that it is known to be, if any.
    """

    known: Known
    prints: list[str]
    start: int
    old: Known | None = None

    def overlaps(self, known: Known) -> bool:
        """Whether a finding of old is about the same words of the same sentence."""
        return known.sentence == self.known.sentence and known.first <= self.known.last and self.known.first <= known.last


def found(checked: Checked, path: str) -> Iterator[Found]:
    """The findings of a file, as a baseline would have them under a path."""
    document = checked.document
    # A line's end must not part a sentence that was wrapped.
    whole = replace(document, segments=paragraphs(document.text)) if document.format == "text" else document
    sentences = _Sentences()
    for finding in checked.findings:
        placed = _placed(finding, document, whole)
        prints = [sentences.fingerprint(placed, name) for name in (finding.rule.id, *finding.rule.aliases)]
        known = Known(path, finding.rule.id, " ".join(finding.text.split()), prints[0], *sentences.words(placed))
        yield Found(known, prints, whole.range(placed.segment, sentences.of(placed))[0])


def _placed(finding: Finding, document: Document, whole: Document) -> Finding:
    """A finding in the paragraph that it is in; one about a comment is in none."""
    place = whole.locate(*document.range(finding.segment, finding.span)) if whole is not document else None
    return finding._replace(segment=place[0], span=place[1]) if place else finding


class _Sentences:
    """The sentences of a document's findings, each read once."""

    def __init__(self) -> None:
        self._prints = Fingerprints()
        self.fingerprint, self.of = self._prints.of, self._prints.sentence
        self._segment: Segment | None = None
        self._sentence = Span(0, 0)
        self._words: list[tuple[int, int]] = []
        self._hash = ""

    def words(self, finding: Finding) -> tuple[str, int, int]:
        """The hash of a finding's sentence, and the first and last of its words that it touches.

        A finding between two words touches both.
        """
        sentence = self.of(finding)
        if finding.segment is not self._segment or sentence != self._sentence:
            self._turn_to(finding.segment, sentence)
        first = bisect_right(self._words, finding.span.start, key=lambda word: word[1])
        last = bisect_left(self._words, finding.span.end, key=lambda word: word[0]) - 1
        return self._hash, min(first, last), max(first, last)

    def _turn_to(self, segment: Segment, sentence: Span) -> None:
        self._segment, self._sentence = segment, sentence
        self._words = [found.span() for found in _WORD.finditer(segment.target, *sentence)]
        told = " ".join(segment.target[start:end] for start, end in self._words)
        told = unicodedata.normalize("NFC", told)
        self._hash = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
