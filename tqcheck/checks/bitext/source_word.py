"""Find words of the source that stand in the translation as they were.

Why it matters: nobody translated them. Silent for names, quotations, and words that both languages have.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.leftovers import left
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context, finding
from tqcheck.languages import name
from tqcheck.model import Finding, Rule, Span

OPTIONS: frozenset[str] = frozenset()


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(left(pair))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield each run of such words; none where the whole segment is untranslated."""
    if pair.target.text.strip() == pair.source.text.strip():
        return
    for first, last in _runs(left(pair)):
        spans = pair.target.spans
        span = Span(spans[first].start, spans[last].end)
        yield finding(rule, pair.segment, span, language=name(pair.source.language))


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of places that follow each other."""
    for at, place in enumerate(places):
        if at and places[at - 1] == place - 1:
            continue
        end = place
        while at + 1 < len(places) and places[at + 1] == end + 1:
            at, end = at + 1, end + 1  # noqa: PLW2901 - the loop's own count stands
        yield place, end
