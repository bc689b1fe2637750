"""Find a quotation whose closing mark was lost after `!` or `?`, so that the verb of saying begins a sentence of its own.

`“No to America! Chanted the demonstrators`: French closes the guillemets after the exclamation and goes on in lower case
(«… !» ont scandé les manifestants). Silent where the quotation closes before the verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tqcheck import inflection
from tqcheck.checks import Context, finding
from tqcheck.languages import QUOTE_PAIRS
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["verbs"])


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Take the verbs from the rule's list."""
    import dataclasses

    verbs = rule.options.get("verbs")
    if not isinstance(verbs, list) or not verbs:
        raise ValueError("'verbs' must be an array of verbs of saying")
    forms = tuple(sorted({form for lemma in verbs for form in (inflection.verb(lemma).past, inflection.verb(lemma).third)}))
    return dataclasses.replace(rule, options={"forms": forms})


def anchors(rule: Rule) -> frozenset[str]:
    """The exclamation or question mark with the verb after it."""
    return frozenset(f"{mark} {form}" for mark in "!?" for form in rule.options["forms"])  # type: ignore[attr-defined]


@cache
def _expression(forms: tuple[str, ...]) -> re.Pattern[str]:
    heads = "|".join(form.capitalize() for form in forms)
    subject = r"(?:the|an?|one|some|several|many|his|her|their|this|\d+|[A-Z][\w’'-]+)\b"
    return re.compile(rf"(?P<mark>[!?])\s+(?P<verb>{heads})(?=\s+{subject})")


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the quotation from its opening mark to the verb; the fix closes it and lowers the capital."""
    for match in _expression(rule.options["forms"]).finditer(segment.target):
        opener = max(segment.target.rfind(mark, 0, match.start()) for mark in (*QUOTE_PAIRS, '"'))
        if opener < 0 or not context.is_quoted(segment, Span(match.start(), match.start() + 1)):
            continue
        closer = QUOTE_PAIRS.get(segment.target[opener], '"')
        said = segment.target[opener : match.start()]
        if closer in said[1:]:
            continue
        span = Span(opener, match.end())
        verb = match["verb"].lower()
        told = f"The quotation is not closed before “{verb}”, which begins a sentence of its own."
        yield finding(rule, segment, span, [f"{said}{match['mark']}{closer} {verb}"], message=told)
