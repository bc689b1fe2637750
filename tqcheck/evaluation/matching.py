"""Which findings meet which marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tqcheck.engine import Checked
from tqcheck.evaluation.gold import Mark
from tqcheck.model import Document, Finding

_TIMES, _MORE = 3, 40
"""A finding may be so many times as long as the mark that it meets, and so many code points more.

One that covers a paragraph would meet any mark in it, and tell nothing.
"""


class Verdict(NamedTuple):
    """A finding at its place in the file, and the marks that it meets, matters of taste aside.

    One that meets only matters of taste is `neutral`: neither right nor wrong.
    """

    finding: Finding
    start: int
    end: int
    met: tuple[Mark, ...]
    neutral: bool


class Judged(NamedTuple):
    """A text with its marks, and its findings held against them."""

    document: Document
    marks: Sequence[Mark]
    verdicts: Sequence[Verdict]


def meets(start: int, end: int, mark: Mark) -> bool:
    """Whether a finding shares half of the shorter of the two with a mark, and is not far longer than that."""
    size, marked = end - start, mark.end - mark.start
    shared = min(end, mark.end) - max(start, mark.start)
    return shared > 0 and 2 * shared >= min(size, marked) and size <= _TIMES * marked + _MORE


def judge(checked: Checked, marks: Sequence[Mark]) -> Judged:
    """Hold the findings of a text against its marks."""
    document = checked.document
    verdicts = []
    for finding in checked:
        start, end = document.range(finding.segment, finding.span)
        near = [mark for mark in marks if meets(start, end, mark)]
        firm = tuple(mark for mark in near if not mark.taste)
        verdicts.append(Verdict(finding, start, end, firm, bool(near) and not firm))
    return Judged(document, marks, verdicts)


def missed(judged: Judged) -> list[Mark]:
    """The marks that no finding meets, matters of taste aside."""
    met = {mark for verdict in judged.verdicts for mark in verdict.met}
    return [mark for mark in judged.marks if not mark.taste and mark not in met]


def mends_alike(text: str, verdict: Verdict, mark: Mark) -> bool:
    """Whether a finding's first fix makes of a text what the marked fix makes of it."""
    if not verdict.finding.fixes:
        return False
    low, high = min(verdict.start, mark.start), max(verdict.end, mark.end)
    ours = text[low : verdict.start] + verdict.finding.fixes[0].text + text[verdict.end : high]
    return ours == text[low : mark.start] + mark.fix + text[mark.end : high]
