"""Find a segment that has nothing to read in it, where its source has.

Why it matters: a whole segment is missing. Silent where the source has no letters either, and for a target of nothing at
all, which is a unit that nobody has translated yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule

OPTIONS: frozenset[str] = frozenset()
_LEAST_WORDS = 2
"""Words of a source that no sign can stand for, as a dash may for *none*."""
_SHOWN = 40


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return not pair.target.words and len(pair.source.words) >= _LEAST_WORDS and bool(pair.target.text.strip())


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the segment."""
    if not differs(pair, context):
        return
    source = pair.source.text.strip()
    shown = source if len(source) <= _SHOWN else f"{source[: _SHOWN - 1].rstrip()}…"
    yield finding(rule, pair.segment, pair.whole, source=shown)
