"""What a review changed: segments, words, and which findings are gone, remain or came with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tqcheck.model import Finding
from tqcheck.score.aligned import Text
from tqcheck.score.mqm import Bill

_Key = tuple[int, str, str]


class Edited(NamedTuple):
    """What is otherwise after a review.

    `edits` counts the words that were put in, taken out or replaced, the fewest that make the one text of the other.
    `remaining` findings stand in the text after the review; `gone` ones stood in the one before.
    """

    segments: int
    changed: int
    words_before: int
    words_after: int
    edits: int
    gone: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    new: tuple[Finding, ...]


def edited(before: Text, after: Text, bills: Sequence[Bill]) -> Edited:
    """Hold a text, and what its findings cost it, against what a review made of it; without bills, there are no findings.

    A finding is the same if it is its rule's, on the same words, in the same segment: elsewhere in it words may change.
    """
    from rapidfuzz.distance import Levenshtein

    pairs = list(zip(before.units, after.units, strict=True))
    changed = [(old.split(), new.split()) for old, new in pairs if old != new]
    found = [bill.findings for bill in bills] or [(), ()]
    left = _by_key(before, found[0])
    remaining, new = list[Finding](), list[Finding]()
    for key, findings in _by_key(after, found[1]).items():
        known = left.pop(key, [])
        remaining += findings[: len(known)]
        new += findings[len(known) :]
        if len(known) > len(findings):
            left[key] = known[len(findings) :]
    return Edited(
        segments=len(pairs),
        changed=len(changed),
        words_before=sum(len(old.split()) for old, _ in pairs),
        words_after=sum(len(new.split()) for _, new in pairs),
        edits=sum(Levenshtein.distance(old, new) for old, new in changed),
        gone=_in_order(before, (finding for findings in left.values() for finding in findings)),
        remaining=_in_order(after, remaining),
        new=_in_order(after, new),
    )


def _by_key(text: Text, findings: Iterable[Finding]) -> dict[_Key, list[Finding]]:
    """Findings by their segment, rule and words."""
    found: dict[_Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[text.unit(finding.segment), finding.rule.id, " ".join(finding.text.split())].append(finding)
    return dict(found)


def _in_order(text: Text, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: text.document.range(finding.segment, finding.span)))
