"""Find a negation that the translation lost, or that it put in.

Why it matters: the sentence says the opposite. Silent where the other side holds any word that may carry the same denial
(without, to fail to, impossible), and for languages whose words of denial aren't known.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.pair import Pair
from tqcheck.bitext.polarity import denial
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what became of the negation."""
    if rule.options.get("kind") not in ("added", "lost"):
        raise ValueError("'kind' must be added or lost")
    return rule


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return denial(pair) is not None


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the added word, or the whole segment that lacks one."""
    found = denial(pair)
    if found and (found.span is None) == (rule.options["kind"] == "lost"):
        yield finding(rule, pair.segment, found.span or pair.whole, source=found.word)
