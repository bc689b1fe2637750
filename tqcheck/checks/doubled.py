"""Find a word or two written twice in a row (`the the`, `of the of the`), as decoders that loop leave them.

Why it matters: readers see it at once, and it is never meant. Silent for words that English doubles (`had had`, `very very`),
for names that are doubled (Duran Duran), for numbers, and across punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tqcheck.bitext.stems import function_words
from tqcheck.checks import Context, finding
from tqcheck.languages import EDGE, SEPARATOR, SPACE, base, fold
from tqcheck.model import Finding, Rule, Segment, Span

OPTIONS: frozenset[str] = frozenset()
MEANT = frozenset(
    "all are bang blah boo bye can choo chop did do ha had have hear her ho in is it knock like long many more much "
    "never night no nous now oh on pretty quite really so such that there too tsk tut very vous was well were will "
    "yeah yes you".split()
)
"""Words that sound text doubles."""
_IDIOM = frozenset("after and by for in on or over to upon with".split())
"""`time to time to go`, `more and more and`: the first half of the next phrase, not a repetition."""
_PAIRING = frozenset(["and", "or"])
_ONE, _TWO = 1, 2
_TWICE = re.compile(r" [“«‘(\[\"'—–]*+([^ ]++)(?: ++\1(?!\w)| ++([^ ]++) ++\1 ++\2(?!\w))")


def scan(text: str, folded: str) -> Iterator[int]:
    """Yield where a word comes twice in a row, or a pair of words does."""
    # One expression of the standard library with possessive repeats: it passes over a word in a tenth of a microsecond.
    words = " " + folded.replace(SEPARATOR, " ")
    return (match.start() for match in _TWICE.finditer(words) if match[2] or match[1] not in MEANT)


@cache
def _expression(words: int) -> Any:
    import regex

    word = r"[\p{L}\p{M}'’]+"
    unit = word if words == _ONE else rf"{word}{SPACE}{word}"
    return regex.compile(
        rf"{EDGE}(?<!-)(?P<once>{unit})(?P<gap>{SPACE})(?P<twice>(?P=once)){EDGE}(?!-|['’]\p{{L}})", regex.IGNORECASE
    )


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield each repetition, the first time included; the fix writes it once."""
    words = _ONE if rule.check == "doubled-word" else _TWO
    if not _TWICE.search(" " + fold(segment.target)):
        return
    search = _expression(words).search
    match = search(segment.target, timeout=1.0)
    while match:
        span = Span(*match.span())
        meant = _meant(match["once"], match["twice"], context.at_start(segment, span.start))
        if not meant and not (words == _TWO and _counts(match["once"], base(context.target))):
            yield finding(rule, segment, span, [match["once"]])
        match = search(segment.target, span.end, timeout=1.0)


def _counts(once: str, language: str) -> bool:
    """Whether two words are a small one and one with a meaning, doubled to count: *migliaia di miliardi di miliardi*."""
    small = function_words(language)
    first, second = once.lower().split()
    return language != "en" and first in small and second not in small


def _meant(once: str, twice: str, starts: bool) -> bool:
    words = once.lower().split()
    if len(words) == 1 and (words[0] in MEANT or (len(once) == 1 and not once.isascii())):
        return True
    if len(words) > 1 and (len(set(words)) == 1 or words[0] in _PAIRING or words[1] in _IDIOM):
        return True
    if twice[0].isupper():
        return True
    return once[0].isupper() and not starts
