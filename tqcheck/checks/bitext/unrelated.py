"""Find a translation that has nothing to do with its source.

Why it matters: segments slipped, or the engine wrote something else altogether. Told by bilingual word lists: hardly a word of
the source has any counterpart. Silent for short segments, and for pairs of languages without a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.coverage import coverage
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stretches import stretches
from tqcheck.bitext.tongue import other_tongue
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule

OPTIONS: frozenset[str] = frozenset()
_LEAST = 3
"""Listed words of the source from which their counterparts tell."""
_SHARE = 0.25
"""Share of them that has a counterpart by chance."""
_MEETINGS, _MANY = 1, 6
"""Places where two texts may meet by chance, if so many words of the source are listed; else nowhere."""
_TELLING = 5
"""Letters of a word in both texts that tells that they have to do with each other."""
_LEAST_BACK = 7
"""The same out of English, into which the lists were made: there none at all may have one."""


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    least, share = (_LEAST, _SHARE) if pair.target.language == "en" else (_LEAST_BACK, 0)
    if len(pair.source.seen) < least or (found := coverage(pair)) is None:
        return False
    listed = found.answered + len(found.lost)
    if listed < least or found.answered > share * listed or not found.gaps.extra:
        return False
    if pair.target.language != "en":
        if any(len(word) >= _TELLING for word in pair.source.seen & pair.target.seen):
            return False
    elif (apart := stretches(pair)) and apart.meetings > (_MEETINGS if listed >= _MANY else 0):
        return False
    return pair.target.text != pair.source.text and not other_tongue(pair)


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the segment."""
    if differs(pair, context):
        yield finding(rule, pair.segment, pair.whole)
