"""Find numbers of the source that the target changes, loses or adds; see `tqcheck.bitext.numbers`.

Why it matters: a wrong figure is the error that a reader can't see and that does most harm. Silent where a word of the other
text may stand for the number (both, dozens, half), where a unit was converted, and on one, which is an article as well. The
fix writes the source's number in the target's format.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.numbers import Difference, differences
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
KINDS = "added changed currency date lost magnitude mismatch percent score time unit word".split()
_LEAST_TOLD = 13
"""Smaller numbers in words come and go in good translations (the two of them, on all fours)."""
_OWN_RULE = frozenset({"magnitude", "date", "time", "score"})


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says which differences it tells of."""
    if rule.options.get("kind") not in KINDS:
        raise ValueError(f"'kind' must be one of {', '.join(KINDS)}")
    return rule


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(differences(pair))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield what differs of the kind that a rule is for, what was lost in one finding."""
    if not (found := differences(pair)):
        return
    kind = rule.options["kind"]
    mine = [difference for difference in found if _kind(difference) == kind]
    lost = [difference for difference in mine if difference.how == "lost"]
    for difference in mine:
        if difference.how != "lost":
            fixes = [difference.fix] if difference.fix else []
            source = _shown(pair, difference)
            yield finding(rule, pair.segment, Span(difference.start, difference.end), fixes, source=source)
    if lost:
        yield finding(rule, pair.segment, pair.whole, source="”, “".join(_shown(pair, difference) for difference in lost))


def _shown(pair: Pair, difference: Difference) -> str:
    """The source's number with the word behind it, where that is what differs."""
    number = difference.source
    if number is None:
        return ""
    text, end = pair.source.text, number.end
    if difference.target and difference.target.value == number.value:
        end = next((span.end for span in pair.source.spans if span.start >= end), end)
        return text[max(0, number.start - 1) : end].strip(" (")
    return text[number.start : end]


def _kind(difference: Difference) -> str:
    """Which rule a difference is for."""
    one, other = difference.source, difference.target
    if one and other:
        if one.value == other.value:
            return difference.kind
        if not difference.sure:
            return "mismatch"
        if difference.kind == "decimal":
            return "magnitude"
        return difference.kind if difference.kind in _OWN_RULE else "changed"
    number = one or other
    assert number is not None
    return difference.how if number.digits or number.value >= _LEAST_TOLD else "word"
