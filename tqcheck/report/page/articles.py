"""Each file as an article with its findings: what is told of them, and which stretches of its prose they mark."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tqcheck.engine import Checked
from tqcheck.gates import Measures
from tqcheck.languages import name
from tqcheck.model import Finding, Segment, Severity
from tqcheck.report.page.prose import Token, tokens
from tqcheck.report.survey import Survey

_MOST = 1_000_000
"""Code points of prose in all up to which it is shown whole; of more, only the paragraphs with findings are."""
_Place = tuple[str, int]


class Note(NamedTuple):
    """A finding as it is shown: its number in the article (h1 where it is hidden), where it stands, why it is hidden."""

    id: str
    number: str
    finding: Finding
    line: int
    column: int
    marked: bool
    hidden: str = ""


class Paragraph(NamedTuple):
    """A segment of the article that is shown, and what it was translated from, where that is at hand."""

    id: str
    heading: bool
    tokens: Iterator[Token[Note]]
    source: str


@dataclass(frozen=True)
class Article:
    """A file with its findings; `whole` tells that all of its prose is shown."""

    number: int
    checked: Checked
    survey: Survey
    whole: bool

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.checked.document.path

    @cached_property
    def measures(self) -> Measures:
        """Its findings per 1,000 words and its score, where it is long enough for them."""
        return self.survey.gates.measure(self.checked)

    @property
    def failing(self) -> int:
        """How many of its findings by themselves fail the run."""
        return sum(map(self.survey.thresholds(self.checked).fails, self.checked))

    @property
    def passes(self) -> bool:
        """Whether nothing in it fails the run."""
        return not self.failing and all(breach.path != self.path for breach in self.survey.breaches)

    @property
    def origin(self) -> str:
        """Whether it was taken for a translation, and why."""
        language, reason = self.checked.origin
        if language and reason == "as told":
            return f"Translated from {name(language)}, as the check was told"
        return (
            f"Taken for a translation from {name(language)}: {reason}" if language else f"Not taken for a translation: {reason}"
        )

    @cached_property
    def notes(self) -> list[Note]:
        """Its findings in the order of the text, the hidden ones among them."""
        found = [(finding, "") for finding in self.checked.findings]
        found += [(item.finding, f"{item.by}: {item.reason}" if item.reason else item.by) for item in self.checked.hidden]
        return list(self._noted(sorted(found, key=lambda item: self._range(item[0]))))

    @cached_property
    def marks(self) -> dict[_Place, list[Note]]:
        """The findings that stand in the prose, by segment; those about comments don't."""
        found = defaultdict(list)
        for note in self.notes:
            if note.marked:
                found[_place(note.finding.segment)].append(note)
        return found

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield what is shown of its prose, each paragraph cut at its marks."""
        for segment in self.checked.document.segments:
            if self.shows(segment):
                marks = [(note.finding.span, note) for note in self.marks.get(_place(segment), ())]
                yield Paragraph(self.anchor(segment), segment.heading, tokens(segment.target, marks), segment.source or "")

    @property
    def left_out(self) -> int:
        """How many paragraphs are not shown."""
        return 0 if self.whole else len(self.checked.document.segments) - len(self.marks)

    def shows(self, segment: Segment) -> bool:
        """Whether a paragraph is shown."""
        return self.whole or _place(segment) in self.marks

    def anchor(self, segment: Segment) -> str:
        """The id of a paragraph on the page."""
        return f"p{self.number}-{segment.start}"

    def _noted(self, found: Sequence[tuple[Finding, str]]) -> Iterator[Note]:
        places = {_place(segment) for segment in self.checked.document.segments}
        counts = [0, 0]
        for finding, hidden in found:
            counts[bool(hidden)] += 1
            number = f"h{counts[1]}" if hidden else str(counts[0])
            position = self.checked.document.position(self._range(finding)[0])
            yield Note(f"{self.number}-{number}", number, finding, *position, _place(finding.segment) in places, hidden)

    def _range(self, finding: Finding) -> tuple[int, int]:
        return self.checked.document.range(finding.segment, finding.span)


def articles(survey: Survey) -> list[Article]:
    """The files of a survey, which is read to its end, the worst first."""
    files = sorted(survey.files, key=_rank)
    prose = sum(len(segment.target) for checked in files for segment in checked.document.segments)
    return [Article(number, checked, survey, prose <= _MOST) for number, checked in enumerate(files, 1)]


def _rank(checked: Checked) -> tuple[int, ...]:
    """The order of articles: by their critical findings, then by their major ones, then by the rest, the most first."""
    found = Counter(finding.severity for finding in checked)
    return tuple(-found[level] for level in reversed(Severity))


def _place(segment: Segment) -> _Place:
    """What tells a segment from the others of its file; one of plain text is made anew whenever it is asked for."""
    return segment.id, segment.start
