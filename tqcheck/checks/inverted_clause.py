"""Find a reporting clause in French order: `…,” hammered Saturday Hadi al-Ameri`.

French puts verb, day and speaker behind the quotation («a martelé samedi Hadi al-Ameri»). English names the speaker first
and gives the day last, with `on`. Silent where the speaker stands before the verb, and for verbs of other kinds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

from tqcheck.checks import Context, finding
from tqcheck.inflection import verb
from tqcheck.languages import EDGE, SPACE
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["verbs", "plain"])
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_NAME = r"(?:(?:\p{Lu}|Mr|Mrs|Ms|Dr)\.|\p{Lu}[\p{L}\p{M}’'-]*|(?:al|el|ben|bin|ould)-?\p{Lu}[\p{L}\p{M}’'-]*)"
_PARTICLE = r"(?:de|da|di|du|van|von|der|bin|ben|al|el|of|ould|la|le)"

_TITLED = "Express|Herald|Independent|Mail|Mirror|Night|Post|Sun|Telegraph|Time|Times|Tribune|World"
"""Behind a day it makes the day a title: Sunday Times, Monday Night Football, this week’s Time."""
_PREDICATE = r"had|has|have|would|will|is|are|was|were|could|can|may|might|must|should|did|does|do|\p{Ll}+ed"
"""Behind a name it makes the name a subject: `…, said Monday Iran would …` is a clause, not a speaker."""


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Take the verbs of saying, and those of them that English itself uses so (`said`), from the rule."""
    verbs, plain = rule.options.get("verbs"), rule.options.get("plain", [])
    if not isinstance(verbs, list) or not isinstance(plain, list) or not verbs:
        raise ValueError("'verbs' and 'plain' must be arrays of verbs of saying")
    return dataclasses.replace(rule, options={"forms": _forms(verbs + plain), "plain": frozenset(_forms(plain))})


def _forms(verbs: list[str]) -> tuple[str, ...]:
    return tuple(sorted({form for lemma in verbs for form in (verb(lemma).past, verb(lemma).third)}))


def anchors(rule: Rule) -> frozenset[str]:
    """Each verb with a day or its `on` behind it."""
    times = [day.lower() for day in _DAYS] + [f"on {day.lower()}" for day in _DAYS] + ["yesterday", "this ", "tonight"]
    return frozenset(f" {form} {time}" for form in rule.options["forms"] for time in times)  # type: ignore[attr-defined]


@cache
def _expression(forms: tuple[str, ...]) -> Any:
    import regex

    days = "|".join(_DAYS)
    time = rf"(?:(?:on\s+|this\s+)?(?:{days}){_PART}|yesterday{_PART}|tonight|this\s+(?:morning|afternoon|evening|week))"
    article = r"(?:(?:the|an?|his|her|their|its|one\s+of\s+the)\s+(?:[\p{Ll}-]+\s+){1,4})?"
    speaker = rf"{article}{_NAME}(?:\s+(?:{_PARTICLE}\s+)?{_NAME}){{0,5}}+"
    return regex.compile(
        rf"(?P<lead>[”\"»,!?]{SPACE}?){EDGE}(?P<verb>{'|'.join(forms)})\s+(?P<time>{time})\s+(?!(?:{_TITLED})\b)"
        rf"(?P<speaker>{speaker}){EDGE}(?!\s+(?:{_PREDICATE})\b)"
    )


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield verb, time and speaker; the fix puts the speaker first and the day last."""
    for match in _expression(rule.options["forms"]).finditer(segment.target, timeout=1.0):
        time, speaker, said = match["time"], match["speaker"], match["verb"]
        plain = said in rule.options["plain"]  # type: ignore[operator]
        if match["lead"].strip() == "," and not _quotes(segment.target, match.start(), plain):
            continue
        when = f"on {time}" if time.startswith(_DAYS) else time
        verbs = [said] if plain else ["said", said]
        span = Span(match.start("verb"), match.end())
        yield finding(rule, segment, span, [f"{speaker} {word} {when}" for word in verbs])


def _quotes(text: str, at: int, plain: bool) -> bool:
    """Whether the comma at an offset follows a quotation or, before verbs that English has elsewhere, stands near one."""
    return any(mark in text[max(0, at - (2 if plain else 400)) : at] for mark in '”"»')
