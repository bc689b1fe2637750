"""Find a statement whose translation asks, or a question whose translation states.

Why it matters: an answer is expected, or one that was asked for is missing. Told by the marks at the end; silent where the
other side asks anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.pair import Pair
from tqcheck.bitext.questions import turned
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule, Span

OPTIONS: frozenset[str] = frozenset()


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(turned(pair))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the last word with what ends the sentence."""
    if became := turned(pair):
        start = pair.target.spans[-1].start if pair.target.spans else pair.whole.start
        other = "question" if became == "statement" else "statement"
        yield finding(rule, pair.segment, Span(start, pair.whole.end), became=became, other=other)
