"""What makes two findings the same finding when the text around them moves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tqcheck.languages import each_sentence
from tqcheck.model import Finding, Segment, Span


class Fingerprints:
    """Fingerprints of findings: the words of the sentence, rule and matched text, no position.

    Sixteen hexadecimal digits. Findings come in the order of the text, so the search for sentences and the last
    sentence's digest are kept: a sentence of a million characters with many findings is read once.
    """

    def __init__(self) -> None:
        self._segment: Segment | None = None
        self._rest: Iterator[Span] = iter(())
        self._start, self._end = 0, 0
        self._digest = hashlib.blake2b(digest_size=8)

    def of(self, finding: Finding, rule: str = "") -> str:
        """Return the fingerprint of a finding, or the one that it would have under another id of its rule."""
        self._turn_to(finding.segment, finding.span.start)
        digest = self._digest.copy()
        digest.update(_bytes(f"\0{rule or finding.rule.id}\0{' '.join(finding.text.split())}"))
        return digest.hexdigest()

    def sentence(self, finding: Finding) -> Span:
        """Where the sentence of a finding stands in its segment."""
        self._turn_to(finding.segment, finding.span.start)
        return Span(self._start, self._end)

    def _turn_to(self, segment: Segment, at: int) -> None:
        """Find the sentence that holds an offset, from the last one on where it lies behind it."""
        if segment is self._segment and self._start <= at < self._end:
            return
        if segment is not self._segment or at < self._start:
            self._segment, self._rest, self._end = segment, each_sentence(segment.target), -1
        while at >= self._end and (span := next(self._rest, None)):
            self._start, self._end = span
        words = " ".join(segment.target[self._start : self._end].split())
        self._digest = hashlib.blake2b(_bytes(words), digest_size=8)


def numbered(fingerprint: str, counts: dict[str, int]) -> str:
    """A fingerprint with the number of its finding among those that have the same, from the second on."""
    counts[fingerprint] = counts.get(fingerprint, 0) + 1
    return fingerprint if counts[fingerprint] == 1 else f"{fingerprint}#{counts[fingerprint]}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
