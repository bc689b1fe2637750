"""What a run came to: whether it passes and why, its numbers, and bars of findings by family and by file."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from tqcheck import config
from tqcheck.gates import per_1000
from tqcheck.model import Certainty, Finding, Severity
from tqcheck.report.display import escaped
from tqcheck.report.page.articles import Article
from tqcheck.report.survey import Survey
from tqcheck.report.tally import many, severities

_BARS = 40
"""Files that get a bar; of more, those with the most findings."""
LEVELS = [level.name for level in reversed(Severity)]
CERTAINTIES = [level.name for level in reversed(Certainty)]


class Bar(NamedTuple):
    """A bar of a chart: what it counts, the filter that a click on it sets, its findings by severity, the worst first."""

    label: str
    query: str
    counts: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """All its findings."""
        return sum(count for _, count in self.counts)


@dataclass
class Overview:
    """The head of the page."""

    survey: Survey
    articles: Sequence[Article]
    reasons: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.reasons = [*_failing_texts(self.articles), *_failing(self.survey, self.articles), *map(str, self.survey.breaches)]

    @property
    def title(self) -> str:
        """What was checked: the one file, or how many there are and where."""
        paths = [article.path for article in self.articles]
        if len(paths) == 1:
            return paths[0]
        folder = _folder(paths)
        return f"{many(len(paths), 'text')} in {folder}" if folder else many(len(paths), "text")

    @property
    def severities(self) -> list[tuple[str, int]]:
        """Findings by severity, the worst first."""
        return severities(self.survey.tally)

    @property
    def density(self) -> float:
        """Findings per 1,000 words."""
        return per_1000(self.survey.tally.findings, self.survey.tally.words)

    @property
    def scores(self) -> list[float]:
        """The scores of the texts that are long enough for one, the lowest first."""
        return sorted(score for article in self.articles if (score := article.measures.score) is not None)

    @property
    def hidden(self) -> int:
        """How many findings people agreed to live with."""
        return self.survey.tally.known + self.survey.tally.suppressed

    def families(self) -> list[Bar]:
        """Findings by family, the most frequent first."""
        found = defaultdict(list)
        for article in self.articles:
            for finding in article.checked:
                found[finding.rule.family].append(finding)
        return _sorted(_bar(family, "rule", findings) for family, findings in found.items())

    def files(self) -> list[Bar]:
        """Findings by file, the most frequent first; only some of very many files."""
        found = [article for article in self.articles if len(article.checked)]
        found = sorted(found, key=lambda article: -len(article.checked))[:_BARS]
        return [_bar(article.path, "file", article.checked) for article in found]

    @property
    def without(self) -> int:
        """How many texts there are without a finding."""
        return sum(not len(article.checked) for article in self.articles)

    @property
    def barless(self) -> int:
        """How many texts have findings and no bar."""
        return max(0, len(self.articles) - self.without - _BARS)

    def rules(self) -> dict[str, list[str]]:
        """The rules of all findings, the hidden ones too, by family."""
        found = defaultdict(set)
        for article in self.articles:
            for note in article.notes:
                found[note.finding.rule.family].add(note.finding.rule.id)
        return {family: sorted(rules) for family, rules in sorted(found.items())}


def _failing_texts(articles: Sequence[Article]) -> list[str]:
    """How many of several texts fail."""
    count = sum(not article.passes for article in articles)
    return [f"{count:,} of {len(articles):,} texts {'fails' if count == 1 else 'fail'}"] if count and len(articles) > 1 else []


def _failing(survey: Survey, articles: Iterable[Article]) -> list[str]:
    """How many findings by themselves fail the run, and from which severity up they do."""
    count = survey.tally.failing
    gates = {survey.thresholds(article.checked).fail_on for article in articles} - {config.NEVER}
    if not count:
        return []
    if len(gates) > 1:
        return [f"{many(count, 'finding')} too grave for where {'it stands' if count == 1 else 'they stand'}"]
    gate = Severity(gates.pop())
    return [f"{many(count, 'finding')} {'rated' if gate == max(Severity) else 'rated at least'} {gate.name}"]


def _folder(paths: Sequence[str]) -> str:
    """The folder that holds all paths; "" where none does."""
    try:
        return os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120
    except ValueError:
        return ""


def _bar(label: str, facet: str, findings: Iterable[Finding]) -> Bar:
    found = Counter(finding.severity.name for finding in findings)
    # The page knows a file by its path as it is shown, which can be written in an address whatever the path holds.
    return Bar(label, f"{facet}={quote(escaped(label), safe='/')}", [(level, found[level]) for level in LEVELS])


def _sorted(bars: Iterable[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda bar: (-bar.total, bar.label))
