"""Find marks out of place: signs that the source lacks, brackets and quotes without partner, joined words.

Why it matters: readers stumble over them, and programs that split or join text leave them behind. Silent for whatever the
source has too.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext import marks
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context
from tqcheck.checks.bitext.told import chosen, faults, told
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("sign", "mark", "joined", "bracket", "quote")


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it is about."""
    return chosen(rule, _KINDS)


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(faults(pair, marks.compare))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield each mark with the word it leans on."""
    return told(rule, pair, marks.compare)
