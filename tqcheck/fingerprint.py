"""What makes two findings the same finding when the text around them moves."""

from __future__ import annotations

import hashlib

from tqcheck.languages import sentence_at, sentences
from tqcheck.model import Finding, Segment, Span


class Fingerprints:
    """Fingerprints of findings: the words of the sentence, rule and matched text, no position.

    Sixteen hexadecimal digits. Findings come in the order of the text, so the last segment's sentences and the last
    sentence's digest are kept: a sentence of a million characters with many findings is read once.
    """

    def __init__(self) -> None:
        self._segment: Segment | None = None
        self._sentences: list[Span] = []
        self._start, self._end = 0, 0
        self._digest = hashlib.blake2b(digest_size=8)

    def of(self, finding: Finding) -> str:
        """Return the fingerprint of a finding."""
        segment, at = finding.segment, finding.span.start
        if segment is not self._segment:
            self._segment, self._sentences, self._end = segment, sentences(segment.target), -1
        if not self._start <= at < self._end:
            self._start, self._end = sentence_at(self._sentences, at)
            words = " ".join(segment.target[self._start : self._end].split())
            self._digest = hashlib.blake2b(_bytes(words), digest_size=8)
        digest = self._digest.copy()
        digest.update(_bytes(f"\0{finding.rule.id}\0{' '.join(finding.text.split())}"))
        return digest.hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
