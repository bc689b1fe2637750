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


OPTIONS: frozenset[str] = frozenset()
_REMARK = r"of course|to be|in (?:turn|fact|a way|the end)|\w+ly|again|I|let|if|as|by the way|for|when|given|sa(?:id|ys)"
"""`Which, frankly, …`: an afterthought that English writes as a sentence of its own."""
_SUBJECT = r"I|you|he|she|it|we|they|this|that|these|those|the"
"""`Whose idea it was remains unclear.`: a clause that is the sentence's subject."""
_VERB = r"is|are|was|were|must|should|may|can|has|have|had|will|would"
"""`To which she replied …` is English; `To which are added …` is not."""


@cache
def _expression() -> Any:
    import regex

    return regex.compile(
        r"(?P<noun>[\p{L}\p{M}’'-]+)\.(?P<gap>\s+)(?P<word>(?:Where|Who)(?=,)(?!,\s+(?:what|when|where|who|why|how)\b)"
        rf"|Which(?=,)(?!,\s+(?:{_REMARK})\b)|Whose(?=\s+\p{{Ll}})(?!\s+\p{{Ll}}+\s+(?:{_SUBJECT})\b)|Whom(?=\s+\p{{Ll}})"
        rf"|(?:To|Of) which(?=\s+(?:{_VERB})\b))"
    )


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the cut; the fix joins the clause to its noun."""
    for match in _expression().finditer(segment.target):
        sentence = segment.target[slice(*context.sentence(segment, match.start("word")))]
        if sentence.rstrip(' ”"»').endswith("?"):
            continue
        word = match["word"][0].lower() + match["word"][1:]
        yield finding(rule, segment, Span(*match.span()), [f"{match['noun']},{match['gap']}{word}"])
