"""Of findings about the same words, keep the one that says most."""

from __future__ import annotations

from tqcheck.model import Finding

_NEAR = 8
"""How many findings back one may be that covers the next."""
Found = list[tuple[int, Finding]]
"""Findings, each with the index of its rule."""


def settled(found: Found) -> Found:
    """The findings of one segment in order of the text, without those that another finding covers."""
    if len(found) < 2:  # noqa: PLR2004
        return found
    found.sort(key=_order)
    kept: Found = []
    for index, finding in found:
        near = kept[-_NEAR:]
        if not any(_covers(other, finding) for _, other in near):
            kept[-_NEAR:] = [item for item in near if not _covers(finding, item[1], strictly=True)]
            kept.append((index, finding))
    return kept


def _order(item: tuple[int, Finding]) -> tuple[int, int, bool, str]:
    """By place, the longer first; of two rules about the same words the pair's own, which is evidence of a translation."""
    finding = item[1]
    return finding.span.start, -finding.span.end, finding.rule.pack == "common", finding.rule.id


def _covers(one: Finding, other: Finding, *, strictly: bool = False) -> bool:
    """Whether two findings are about the same words, so that the second says nothing new.

    They are where the second lies within the first and is at least half as long, unless it is surer, or where only the
    first knows a fix; `strictly` asks that the first be surer. What one rule says of two things that the source has, both
    told where the whole translation stands, are two findings.
    """
    if one.rule is other.rule and one.span == other.span and one.message != other.message:
        return False
    inside = one.span.start <= other.span.start and other.span.end <= one.span.end
    if inside and one.fixes and not other.fixes and not strictly:
        return True
    if not inside or 2 * (other.span.end - other.span.start) < one.span.end - one.span.start:
        return False
    return one.certainty > other.certainty if strictly else one.certainty >= other.certainty
