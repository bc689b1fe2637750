"""One finding a line, as JSON: the keys and their order are a promise, see README."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from json.encoder import encode_basestring as quote
from typing import TextIO

from tqcheck.engine import Checked
from tqcheck.fingerprint import Fingerprints
from tqcheck.formats import UNITS
from tqcheck.formats.text import Lines
from tqcheck.model import Document, Finding, Severity
from tqcheck.report import Style
from tqcheck.report.json_text import inert
from tqcheck.report.survey import Survey
from tqcheck.report.tally import Tally

_BATCH = 1000
"""Lines written at once."""


def write(survey: Survey, out: TextIO, style: Style) -> None:
    """Write a line for each finding or, where statistics are asked for, for each rule."""
    for item in survey.files:
        found = iter(()) if style.statistics else lines(item, survey.signature)
        while batch := "".join(islice(found, _BATCH)):
            out.write(inert(batch))
    if style.statistics:
        _statistics(survey.tally, out)


def _statistics(tally: Tally, out: TextIO) -> None:
    for (rule, severity, fix), count in sorted(tally.rules.items()):
        fixes = f'"{fix}"' if fix else "null"
        out.write(f'{{"rule": {quote(rule)}, "severity": "{Severity(severity).name}", "fix": {fixes}, "count": {count}}}\n')


def lines(checked: Checked, signature: str = "") -> Iterator[str]:
    """Yield a document's lines; JSON is put together by hand because this runs once a finding, which is what most runs cost."""
    place = _Places(checked.document).of
    head = f'{{"path": {quote(checked.document.path)}, "rule": '
    tail = f', "signature": {quote(signature)}}}\n' if signature else "}\n"
    openings: dict[str, str] = {}
    fingerprint = Fingerprints().of
    for finding in checked.findings:
        rule, segment, span, message, why, fixes, severity, certainty = finding
        if severity is rule.severity and certainty is rule.certainty:
            opening = openings.get(rule.id) or openings.setdefault(rule.id, head + _opening(finding))
        else:
            opening = head + _opening(finding)
        told = [f'{{"text": {quote(text)}, "safe": {"true" if safe else "false"}}}' for text, safe in fixes]
        yield (
            f'{opening}{place(finding)}, "text": {quote(segment.target[span[0] : span[1]])}, "message": {quote(message)}, '
            f'"why": {quote(why)}, "fixes": [{", ".join(told)}], "segment": {quote(segment.id)}, '
            f'"fingerprint": "{fingerprint(finding)}"{tail}'
        )


def _opening(finding: Finding) -> str:
    """Make what is the same in all findings of a rule."""
    rule = finding.rule
    return (
        f'{quote(rule.id)}, "category": {quote(rule.category)}, "severity": "{finding.severity.name}", '
        f'"certainty": "{finding.certainty.name}", '
    )


class _Places:
    """The places of findings that come in the order of the text; the line of the last one is kept."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # A segment of plain text read by lines is a whole line, and its number is the segment's id.
        self._lines = isinstance(document.segments, Lines)
        self._breaks = "\r\n" if "\r" in document.text else "\n"
        self._in_units = document.format in UNITS
        self._line, self._start, self._end = 0, 0, -1

    def of(self, finding: Finding) -> str:
        """Return line and column of both ends, and their offsets: in the file, or in the unit that a format is made of."""
        segment, span = finding[1], finding[2]
        if self._lines:
            start, end = segment.start + span[0], segment.start + span[1]
            number, column = segment.id, span[0] + 1
            return (
                f'"line": {number}, "column": {column}, "end_line": {number}, "end_column": {column + end - start}, '
                f'"start": {start}, "end": {end}'
            )
        if segment.slices:
            start, end = self._document.range(segment, span)
        else:
            start, end = segment.start + span[0], segment.start + span[1]
        if not self._start <= start <= self._end:
            self._enter(start)
        line, column = self._line, start - self._start + 1
        end_line, end_column = (line, column + end - start) if end <= self._end else self._document.position(end)
        if self._in_units and finding.segment.id != "comment":
            start, end = span
        return (
            f'"line": {line}, "column": {column}, "end_line": {end_line}, "end_column": {end_column}, '
            f'"start": {start}, "end": {end}'
        )

    def _enter(self, offset: int) -> None:
        """Turn to the line of an offset."""
        text = self._document.text
        self._line, column = self._document.position(offset)
        self._start = offset - column + 1
        ends = [at for mark in self._breaks if (at := text.find(mark, offset)) >= 0]
        self._end = min(ends, default=len(text))
