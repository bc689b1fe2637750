"""Find slips of the keyboard: a word hardly anyone writes, one letter away from a common one.

Why it matters: readers see it at once, and the word may be read as another. Silent for what the source has too, for names and
parts of compounds, and for languages where ever new words are sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext import misspelt
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context, finding
from tqcheck.checks.bitext.told import faults
from tqcheck.model import Finding, Rule

OPTIONS: frozenset[str] = frozenset()


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(faults(pair, misspelt.compare))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield each slip, with the word that was meant."""
    for fault in faults(pair, misspelt.compare):
        yield finding(rule, pair.segment, fault.span, fault.fixes, meant=fault.fixes[0])
