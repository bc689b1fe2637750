"""What a run found, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tqcheck.engine import Checked
from tqcheck.model import Certainty, Severity


@dataclass
class Tally:
    """Counts over documents; they add up.

    `worst` is the highest severity among findings that are at least likely (0: none). `rules` counts findings by rule, its
    severity, and whether they can be fixed ("safe", "unsafe", ""). `quiet_files` were neither found fault with nor taken
    for translations.
    """

    files: int = 0
    words: int = 0
    suppressed: int = 0
    worst: int = 0
    fixed: int = 0
    quiet_files: int = 0
    rules: Counter[tuple[str, int, str]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Take in the counts of other documents."""
        self.files += other.files
        self.words += other.words
        self.suppressed += other.suppressed
        self.worst = max(self.worst, other.worst)
        self.fixed += other.fixed
        self.quiet_files += other.quiet_files
        self.rules.update(other.rules)

    @property
    def findings(self) -> int:
        """All findings."""
        return self.rules.total()


def tally(checked: Checked, *, fixed: int = 0, detail: bool = True) -> Tally:
    """Count one document; without `detail` only what the exit code needs."""
    sure = Certainty.likely
    worst = max((finding.severity for finding in checked.findings if finding.certainty >= sure), default=0)
    if not detail:
        return Tally(files=1, worst=int(worst), fixed=fixed)
    rules = Counter((finding.rule.id, int(finding.severity), _fixable(finding.fixes)) for finding in checked.findings)
    quiet = not (checked.findings or checked.origin.language)
    return Tally(1, checked.words, checked.suppressed, int(worst), fixed, int(quiet), rules)


def _fixable(fixes: tuple[tuple[str, bool], ...]) -> str:
    if any(safe for _, safe in fixes):
        return "safe"
    return "unsafe" if fixes else ""


def severities(counts: Tally) -> list[tuple[str, int]]:
    """Count how many findings there are of each severity, the worst first, without empty ones."""
    found: Counter[int] = Counter()
    for (_, severity, _), count in counts.rules.items():
        found[severity] += count
    return [(level.name, found[level]) for level in reversed(Severity) if found[level]]
