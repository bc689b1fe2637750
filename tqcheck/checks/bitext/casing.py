"""Find capitals that a translation lost or has too many of, its source beside it.

Why it matters: sentences begin with a capital; all capitals shout. Silent where either script has none, for labels of a word
or two, and for words that are written small by nature (iPhone).
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext import casing
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context
from tqcheck.checks.bitext.told import chosen, faults, told
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("first", "lower", "capitals", "title")


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it is about."""
    return chosen(rule, _KINDS)


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(faults(pair, casing.compare))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the first word, or the whole text."""
    return told(rule, pair, casing.compare)
