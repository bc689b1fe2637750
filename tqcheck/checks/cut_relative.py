"""Find a relative clause cut off as a sentence of its own: `… at the airport. Where, twisted and burnt, now sits the car`.

French builds such clauses with «où, …», «lequel …» after a long sentence, and engines split them there. Silent in questions,
and where the relative word is no more than the ordinary start of a sentence (`Where possible, …`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule, Segment, Span


def anchors(rule: Rule) -> frozenset[str]:
    """The stop with the relative word after it."""
    return frozenset(f". {word}" for word in ("where,", "who,", "which,", "whose ", "whom ", "to which ", "of which "))


@cache
def _expression() -> Any:
    import regex

    return regex.compile(
        r"(?P<noun>[\p{L}\p{M}’'-]+)\.(?P<gap>\s+)(?P<word>(?:Where|Who|Which)(?=,)|(?:Whose|Whom|(?:To|Of) which)(?=\s+\p{Ll}))"
    )


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the cut; the fix joins the clause to its noun."""
    for match in _expression().finditer(segment.target):
        sentence = segment.target[slice(*context.sentence(segment, match.start("word")))]
        if sentence.rstrip(" ”\"»").endswith("?"):
            continue
        word = match["word"][0].lower() + match["word"][1:]
        yield finding(rule, segment, Span(*match.span()), [f"{match['noun']},{match['gap']}{word}"])
