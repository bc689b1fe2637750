"""Find a full stop in the middle of a sentence: `were located. integrated into`.

Why it matters: the sentence falls apart, and what follows the stop has lost what it belongs to. Silent after abbreviations,
initials and ellipses, before names written small (al-Shabaab, eBay), and where no word stands on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule, Segment, Span

OPTIONS: frozenset[str] = frozenset()
_ABBREVIATED = frozenset(
    "abbr adj adv al app approx appt apt assn assoc asst avg ave bldg blvd cent cf cit comp cont dept dist div ed eds esp est "
    "etc excl ext fig figs fl ft govt hr hrs ibid incl inst intl kg km lb lbs lit max med mfg mgr min misc mph natl nos op "
    "orig oz pop pp prev pres prob prop pub qty ref refs resp rev sec sect spec sq temp tel trans univ viz vol "
    "vols wk wks yr yrs attn bros chap chaps doz esq gal illus mins mos obs pkg pron secs tbsp tsp usu "
    "acct alt anon corp fem fri gov intro jan masc mgmt mil obj reg subj tech thurs tues ver".split()
)

_GOING_ON = frozenset(
    "about across after against along among and around as at because before behind between beyond but by despite during for "
    "from if in inside into near of off on or out outside over since so than that through to toward towards under until upon "
    "when where which while who whom whose with within without yet".split()
)


def scan(text: str, folded: str) -> Iterator[int]:
    """Yield full stops before a small letter."""
    return (at for match in _candidate().finditer(text) if text[(at := match.start()) - _LEAST : at].islower())


_LEAST = 3
"""Small letters that the word before the stop has at least: shorter ones are abbreviations too often."""


@cache
def _candidate() -> Any:
    import re

    return re.compile(r"\.\s+[a-zà-ÿ]")


@cache
def _expression() -> Any:
    import regex

    return regex.compile(
        r"(?<![\p{L}\p{M}.'’@/-])(?P<before>\p{Ll}{3,}+)\.\s+(?P<after>\p{Ll}\p{L}*)(?![\p{L}\p{M}.@/])(?!-\p{Lu})(?<!\p{Lu})"
        r"(?<!\b(?:al|bin|da|de|del|di|du|el|ibn|la|le|ould|van|von)(?=\s+\p{Lu}))"
    )


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the words around the stop; the fixes drop it or begin a new sentence."""
    for match in _expression().finditer(segment.target):
        before, after = match["before"], match["after"]
        if before in _ABBREVIATED or any(char.isupper() for char in after) or _is_list(segment.target, match.end()):
            continue
        span = Span(*match.span())
        yield finding(rule, segment, span, _fixes(before, after))


def _fixes(before: str, after: str) -> list[str]:
    """Without the stop, where what follows can only go on; else a person must see what is missing."""
    if before == after:
        return [before]
    if after in _GOING_ON or after.endswith(("ed", "ing")):
        return [f"{before} {after}", f"{before}, {after}", f"{before}. {after.capitalize()}"]
    return []


def _is_list(text: str, end: int) -> bool:
    """Whether `a)` or `b.` follows: items of a list run together."""
    return text[end : end + 1] in (")", ".")
