"""Find a translation that is no sentence: words out of order, or a noun, a verb or a subject that is missing.

Why it matters: the reader can't make sense of it. The source has no part in it. Silent for languages that have no table in
`tqcheck/bitext/broken/`, and for anything that sound text says, however rarely.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext import broken
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context
from tqcheck.checks.bitext.told import chosen, faults, told
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("order", "pair", "noun", "verb", "subject")


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it is about."""
    return chosen(rule, _KINDS)


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(faults(pair, broken.compare))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the words that can't stand together, or from the first of them to the last."""
    return told(rule, pair, broken.compare)
