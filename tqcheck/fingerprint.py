"""What makes two findings the same finding when the text around them moves."""

from __future__ import annotations

import hashlib

from tqcheck.languages import sentence_at, sentences
from tqcheck.model import Finding, Segment, Span


class Fingerprints:
    """Fingerprints of findings: rule, matched text and the words of its sentence, no position.

    Sixteen hexadecimal digits. Findings come segment by segment, so the sentences of the last segment are kept.
    """

    def __init__(self) -> None:
        self._segment: Segment | None = None
        self._sentences: list[Span] = []

    def of(self, finding: Finding) -> str:
        """The fingerprint of a finding."""
        segment = finding.segment
        if segment is not self._segment:
            self._segment, self._sentences = segment, sentences(segment.target)
        start, end = sentence_at(self._sentences, finding.span.start)
        words = " ".join(segment.target[start:end].split())
        content = f"{finding.rule.id}\0{finding.text}\0{words}"
        return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
