"""What a text must meet to pass: no finding too grave, not too many of them, a score.

Each text is held to the thresholds of its path, so that a good one doesn't hide a bad one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tqcheck.config import Config, Penalties, path_matcher
from tqcheck.engine import Checked
from tqcheck.model import Certainty, Finding

_FEWEST = 100
"""Words below which a text's findings per 1,000 words, or its score, would hang on one finding."""


class Thresholds(NamedTuple):
    """What texts of a path must meet; None lets all pass, as does config.NEVER for `fail_on`."""

    fail_on: int
    max_per_1000: float | None = None
    min_score: float | None = None

    def fails(self, finding: Finding) -> bool:
        """Whether a finding by itself is too grave; one that is only possible never is."""
        return counts(finding) and finding.severity >= self.fail_on


class Measures(NamedTuple):
    """A text's findings per 1,000 words, and its score; None for a text that is too short for them to say anything."""

    per_1000: float | None = None
    score: float | None = None


class Breach(NamedTuple):
    """A threshold that a text doesn't meet: the setting's name, what was measured, what is allowed."""

    path: str
    gate: str
    measured: float
    limit: float

    def __str__(self) -> str:
        measured, limit = _number(self.measured), _number(self.limit)
        if self.gate == "max-per-1000":
            return f"{self.path}: {measured} findings per 1,000 words; max-per-1000 is {limit}"
        return f"{self.path}: score {measured}; min-score is {limit}"


class Gates:
    """The thresholds and penalties of a configuration."""

    def __init__(self, config: Config) -> None:
        self._penalties = config.penalties
        self._general = Thresholds(config.fail_on, config.max_per_1000, config.min_score)
        self._paths = [(path_matcher(entry.path), entry) for entry in config.per_path]

    def thresholds(self, path: str) -> Thresholds:
        """The thresholds of a file (its path relative to the configuration's folder); of entries that fit, the last one's."""
        found = self._general
        for matches, entry in self._paths:
            given = {name: value for name in Thresholds._fields if (value := getattr(entry, name)) is not None}
            if given and matches(path):
                found = found._replace(**given)
        return found

    def breaches(self, checked: Checked, limits: Thresholds) -> list[Breach]:
        """The thresholds over a whole text that it doesn't meet; none for one that is too short."""
        path, (density, reached), found = checked.document.path, self.measure(checked), []
        if density is not None and limits.max_per_1000 is not None and density > limits.max_per_1000:
            found.append(Breach(path, "max-per-1000", density, limits.max_per_1000))
        if reached is not None and limits.min_score is not None and reached < limits.min_score:
            found.append(Breach(path, "min-score", reached, limits.min_score))
        return found

    def measure(self, checked: Checked) -> Measures:
        """How a text measures up by its findings that are at least likely."""
        if checked.words < _FEWEST:
            return Measures()
        counted = list(filter(counts, checked.findings))
        return Measures(per_1000(len(counted), checked.words), score(counted, checked.words, self._penalties))


def counts(finding: Finding) -> bool:
    """Whether a finding counts against its text: one that is only possible doesn't."""
    return finding.certainty >= Certainty.likely


def per_1000(count: float, words: int) -> float:
    """Findings, or their penalties, per 1,000 words."""
    return 1000 * count / max(1, words)


def score(findings: Iterable[Finding], words: int, penalties: Penalties) -> float:
    """A text's score as MQM reckons it (themqm.org): 100 without a finding, less the penalties of findings per word."""
    # One division, or a score of 66 in 100 words comes out a hair below 66 and fails a limit that it meets.
    return 100 - 100 * penalty(findings, penalties) / max(1, words)


def penalty(findings: Iterable[Finding], penalties: Penalties) -> float:
    """What findings take from a score in all."""
    return float(sum(getattr(penalties, finding.severity.name) for finding in findings))


def _number(value: float) -> str:
    """A figure as it is told: no more digits than say something."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
