"""A run as reports see it: the files with their findings, what they are held to, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from tqcheck.engine import Checked, Checker
from tqcheck.gates import Breach, Gates, Thresholds
from tqcheck.model import Finding, Problem, Rule
from tqcheck.report.tally import Tally, tally


@dataclass
class Survey:
    """What a run found. `files` come once, as they are checked; `tally`, `breaches` and `problems` are whole after the last.

    `signature` tells what the findings depend on, besides the texts.
    """

    checker: Checker
    files: Iterable[Checked]
    signature: str = ""
    problems: list[Problem] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    breaches: list[Breach] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gates = Gates(self.checker.config)
        self.files = self._judged(self.files)

    def keep(self) -> None:
        """Keep the files as they come, so that they can be read again."""
        self.files = _Kept(self.files)

    def thresholds(self, checked: Checked) -> Thresholds:
        """What a file is held to."""
        return self.gates.thresholds(self.checker.relative(checked.document.path))

    @property
    def fails(self) -> bool:
        """Whether something was found that fails the run."""
        return bool(self.tally.failing or self.breaches)

    @property
    def passes(self) -> bool:
        """Whether all could be looked at, and nothing was found that fails the run."""
        return not (self.fails or self.problems)

    def _judged(self, files: Iterable[Checked]) -> Iterator[Checked]:
        for checked in files:
            limits = self.thresholds(checked)
            self.tally.add(tally(checked, limits))
            self.breaches += self.gates.breaches(checked, limits)
            yield checked


class _Kept(Iterable[Checked]):
    """Something that comes once, kept for all who come later."""

    def __init__(self, files: Iterable[Checked]) -> None:
        self._coming, self._here = iter(files), list[Checked]()

    def __iter__(self) -> Iterator[Checked]:
        yield from self._here
        for checked in self._coming:
            self._here.append(checked)
            yield checked


def findings(files: Iterable[Checked]) -> Iterator[Finding]:
    """All findings of files, those that people agreed to live with too."""
    for checked in files:
        yield from chain(checked.findings, (hidden.finding for hidden in checked.hidden))


def rules(files: Iterable[Checked]) -> dict[str, Rule]:
    """The rules of all findings by their ids, in order of these."""
    found = {finding.rule.id: finding.rule for finding in findings(files)}
    return dict(sorted(found.items()))
