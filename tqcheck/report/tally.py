"""What a run found, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tqcheck.engine import Checked
from tqcheck.gates import Thresholds
from tqcheck.model import Severity


@dataclass
class Tally:
    """Counts over documents; they add up.

    `failing` counts findings that by themselves fail the run, `known` those that the baseline hides, `suppressed` those
    that comments and exceptions hide. `rules` counts findings by rule, its severity, and whether they can be fixed ("safe",
    "unsafe", ""). `quiet_files` were neither found fault with nor taken for translations.
    """

    files: int = 0
    words: int = 0
    failing: int = 0
    known: int = 0
    suppressed: int = 0
    fixed: int = 0
    quiet_files: int = 0
    rules: Counter[tuple[str, int, str]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Take in the counts of other documents."""
        self.files += other.files
        self.words += other.words
        self.failing += other.failing
        self.known += other.known
        self.suppressed += other.suppressed
        self.fixed += other.fixed
        self.quiet_files += other.quiet_files
        self.rules.update(other.rules)

    @property
    def findings(self) -> int:
        """All findings."""
        return self.rules.total()


def tally(checked: Checked, limits: Thresholds) -> Tally:
    """Count one document, which is held to some thresholds."""
    hidden = Counter(item.by for item in checked.hidden)
    return Tally(
        files=int(not checked.document.follows),
        words=checked.words,
        failing=sum(map(limits.fails, checked.findings)),
        known=hidden["baseline"],
        suppressed=hidden.total() - hidden["baseline"],
        quiet_files=int(not (checked.findings or checked.origin.language or checked.document.follows)),
        rules=Counter((finding.rule.id, int(finding.severity), _fixable(finding.fixes)) for finding in checked.findings),
    )


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


def many(count: int, noun: str) -> str:
    """A count with its noun: 1 word, 1,200 words."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
