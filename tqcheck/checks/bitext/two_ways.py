"""Find one source that is translated in two ways, and two sources that are translated alike.

Why it matters: readers of an interface, a contract or a manual take two wordings for two things. Of several translations of
one source the commonest, else the first, is taken for the right one. Silent for what differs in letter case, spaces and final
marks only, for single words, for units of different contexts, and for plural forms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.bitext.pair import Pair
from tqcheck.checks import MOST_TOLD, Context, finding
from tqcheck.languages import fold
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_LEAST_WORDS = 2
_MARKS = " .,:;!?…"


class Note(NamedTuple):
    """A segment at its place, its texts without what makes no difference, and its context."""

    place: int
    segment: Segment
    source: str
    target: str
    context: str


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it looks for."""
    if rule.options.get("kind") not in ("targets", "sources"):
        raise ValueError("'kind' must be targets or sources")
    return rule


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Note]:
    """Note the two texts of a segment."""
    segment = pair.segment
    if segment.flags and any(flag.startswith("plural:") for flag in segment.flags):
        return
    source, target = _bare(pair.source.text), _bare(pair.target.text)
    if source.count(" ") + 1 >= _LEAST_WORDS and target:
        where = next((flag for flag in segment.flags if flag.startswith("context:")), "")
        yield Note(context.index, segment, source, target, where)


def _bare(text: str) -> str:
    return " ".join(fold(text).split()).strip(_MARKS)


def review(rule: Rule, notes: Sequence[Note], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield the segments that differ from the others of their source, or of their translation."""
    by_source = rule.options["kind"] == "targets"
    groups: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        groups.setdefault((note.source if by_source else note.target, note.context), []).append(note)
    told = 0
    for group in groups.values():
        counts = Counter(note.target if by_source else note.source for note in group)
        if len(counts) == 1:
            continue
        best = counts.most_common(1)[0][0]
        first = next(note for note in group if (note.target if by_source else note.source) == best)
        other = first.segment.target if by_source else first.segment.source or ""
        for note in group:
            if (note.target if by_source else note.source) != best and told < MOST_TOLD:
                told += 1
                yield note.place, finding(rule, note.segment, Span(0, len(note.segment.target)), other=other.strip())
