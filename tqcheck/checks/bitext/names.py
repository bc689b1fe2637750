"""Find names that the translation lost, added, replaced, misspelled or turned round, seen with the source beside it.

Why it matters: a reader can't tell, and a wrong name is the error for which papers print corrections. Silent where the other
side has the name in any spelling or translation that is known, or anything like it; in headlines, for words that only a
capital makes names; and for languages of which no word list is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.bitext.frequencies import common
from tqcheck.bitext.names import Difference, What, differences, tongues
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import NOUNS_RAISED
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_MEMO = "bitext-names"
_TRANSLATED = frozenset([What.lost, What.added, What.replaced])
_PROSE = 3
"""Words from which a segment is more than a label."""


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what became of the name."""
    kinds = [what.value for what in What]
    if rule.options.get("kind") not in kinds:
        raise ValueError(f"'kind' must be one of {', '.join(kinds)}")
    return rule


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(_differences(pair, context))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the name as the target has it, or the whole segment that lacks it."""
    for found in _differences(pair, context):
        if found.what.value == rule.options["kind"] and not _is_label(pair, found):
            fixes = [found.fix] if found.fix else []
            yield finding(rule, pair.segment, found.span or pair.whole, fixes, source=found.source)


def _is_label(pair: Pair, found: Difference) -> bool:
    """Whether nothing is to be told of a name after all.

    A day or a month alone, as in a calendar, is shortened at will; a German noun may seem a name; and in a language whose own
    names for places and peoples aren't known, any word may be one.
    """
    if found.what in _TRANSLATED and not {pair.source.language, pair.target.language} <= tongues():
        return True
    if found.what is What.date:
        return len(pair.source.words) < _PROSE
    if found.what is not What.added or pair.target.language not in NOUNS_RAISED or not found.span:
        return False
    return pair.target.text[slice(*found.span)].lower() in common(pair.target.language)


def _differences(pair: Pair, context: Context) -> Sequence[Difference]:
    """What became of the names, worked out once for all rules of the kind."""
    found: Sequence[Difference] | None = pair.memo.get(_MEMO)
    if found is None:

        def known_as(name: str) -> str:
            sense = context.lookup.find(name)
            return sense.preferred if sense else ""

        found = pair.memo[_MEMO] = differences(pair.source, pair.target, known_as)
    return found
