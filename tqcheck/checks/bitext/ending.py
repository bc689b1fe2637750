"""Find a sentence without the mark that ends its source.

Why it matters: something was cut off, or looks so. Silent for abbreviations at the end of the source, for labels, and for
languages that end sentences without a mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext import ending
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context
from tqcheck.checks.bitext.told import chosen, faults, told
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("lost",)


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it is about."""
    return chosen(rule, _KINDS)


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(faults(pair, ending.compare))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the last word."""
    return told(rule, pair, ending.compare)
