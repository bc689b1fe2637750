"""Turn the faults that an analysis of a pair finds into findings of the rules that ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.checks import finding
from tqcheck.model import Finding, Rule


def chosen(rule: Rule, kinds: tuple[str, ...]) -> Rule:
    """The rule, if its `kind` is one that its check knows; else raise ValueError."""
    if rule.options.get("kind") not in kinds:
        raise ValueError(f"'kind' must be one of {', '.join(kinds)}")
    return rule


def told(rule: Rule, pair: Pair, analyse: Callable[[Pair], Iterable[Fault]]) -> Iterator[Finding]:
    """Yield the faults of the rule's kind; all rules of one check share what was found."""
    for fault in faults(pair, analyse):
        if fault.kind == rule.options["kind"]:
            yield finding(rule, pair.segment, fault.span, fault.fixes, mark=fault.shown)


def faults(pair: Pair, analyse: Callable[[Pair], Iterable[Fault]]) -> Sequence[Fault]:
    """What an analysis finds in a pair, worked out once."""
    found: Sequence[Fault] | None = pair.memo.get(analyse)
    if found is None:
        found = pair.memo[analyse] = [*analyse(pair)]
    return found
