"""Find a word or a phrase written twice in a row (`the the`, `of the of the`), as decoders that loop leave them.

Why it matters: readers see it at once, and it is never meant. Silent for words that English doubles (`had had`, `very very`),
for names that are doubled (Duran Duran), for numbers, and across punctuation.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import compress, count
from operator import eq
from typing import Any

from tqcheck.checks import Context, finding
from tqcheck.languages import EDGE, SPACE
from tqcheck.model import Finding, Rule, Segment, Span

OPTIONS = frozenset(["words"])
_MEANT = frozenset(
    "bye did ha had her hear ho is knock long many more much never no now oh pretty quite really so such that there too very "
    "well yes chop tut boo choo can do you in on".split()
)
_IDIOM = frozenset("after and by for in on or over to upon with".split())
"""`time to time to go`, `more and more and`: the first half of the next phrase, not a repetition."""
_ONE, _TWO = 1, 2


def scan(text: str, folded: str) -> Iterator[int]:
    """Yield where some word comes twice in a row, or every second word does: one cheap pass over the words."""
    words = folded.replace(",", " ").replace(".", " ").split()
    following = words[1:]
    doubled = set(compress(words, map(eq, words, following)))
    alternating = list(compress(count(), map(eq, words, words[2:])))
    phrases = {(words[i], words[i + 1]) for i, j in zip(alternating, alternating[1:], strict=False) if j == i + 1}
    for first, second in [(word, word) for word in doubled if word.isalpha()] + sorted(phrases):
        at = folded.find(first)
        pair = f"{first} {second}"
        at = folded.find(pair)
        while at >= 0:
            yield at
            at = folded.find(pair, at + 1)


@cache
def _expression(words: int) -> Any:
    import regex

    word = r"[\p{L}\p{M}'’]+"
    unit = word if words == _ONE else rf"{word}(?:{SPACE}{word}){{1,4}}"
    return regex.compile(rf"{EDGE}(?P<once>{unit})(?P<gap>{SPACE})(?P<twice>(?P=once)){EDGE}(?!-)", regex.IGNORECASE)


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield each repetition, the first time included; the fix writes it once."""
    words = _ONE if rule.check == "doubled-word" else _TWO
    for match in _expression(words).finditer(segment.target, timeout=1.0):
        span = Span(*match.span())
        if not _meant(match["once"], match["twice"], context.at_start(segment, span.start)):
            yield finding(rule, segment, span, [match["once"]])


def _meant(once: str, twice: str, starts: bool) -> bool:
    words = once.lower().split()
    if len(words) == 1 and (words[0] in _MEANT or (len(once) == 1 and not once.isascii())):
        return True
    if len(words) > 1 and (len(set(words)) == 1 or (len(words) == _TWO and words[1] in _IDIOM)):
        return True
    if twice[0].isupper():
        return True
    return once[0].isupper() and not starts
