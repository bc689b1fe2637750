"""Find terms that a glossary forbids in the target, or that belong to another language or region.

The matching (longest match, inflections, case, hyphens and spaces) is done by `glossary.match`; this gives it a rule's
voice. A fix is safe where only the spelling changes (Hachd → Hashd), not where another word is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.frequencies import common
from tqcheck.checks import Context
from tqcheck.glossary.match import Entry
from tqcheck.languages import base, name
from tqcheck.model import Certainty, Finding, Fix, Rule, Segment, Severity
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says which terms it is about."""
    if rule.options.get("kind") not in ("forbidden", "foreign"):
        raise ValueError("'kind' must be forbidden or foreign")
    return rule


def statuses(rule: Rule) -> tuple[str, ...]:
    """The status of the terms that the rule is about."""
    return (str(rule.options["kind"]),)


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the glossary's hits in the segment that are of this rule's kind (`forbidden` or `foreign`)."""
    kind = rule.options["kind"]
    for span, entry, replacements in context.mentions:
        if entry.status != kind or not tells(entry, context.target):
            continue
        seen = segment.target[span.start : span.end]
        severity, why, safe = rule.severity, rule.why, entry.safe
        if kind == "forbidden":
            message = f"“{seen}”: the glossary prefers “{entry.preferred}”."
        elif base(entry.language) == base(context.target):
            message = f"“{seen}” is {entry.language} for “{entry.preferred}”, which {context.target} has."
            severity, why, safe = Severity.minor, "The glossary tells the language's regions apart.", False
        else:
            message = f"“{seen}” is {name(entry.language)} for “{entry.preferred}”."
        certainty = _certainty(rule, entry, segment, context)
        safe = safe and certainty == rule.certainty
        fixes = tuple(Fix(text, not at and safe) for at, text in enumerate(replacements))
        yield Finding(rule, segment, span, message, entry.note or why, fixes, severity, certainty)


def tells(entry: Entry, target: str) -> bool:
    """Whether a term is told of where it stands in a target, by a rule about terms or about names."""
    return entry.status != "own" and not (entry.status == "foreign" and _is_common(entry, target))


def _certainty(rule: Rule, entry: Entry, segment: Segment, context: Context) -> Certainty:
    """How sure a finding is; the source beside confirms it where the concept stands there, else speaks against it.

    What is a matter of spelling is wrong whatever the source has.
    """
    certainty = Certainty.likely if entry.doubtful else rule.certainty
    if segment.source is None or not context.counterparts.has(entry.concept, context.source):
        return certainty
    if any(entry.concept in found.concepts for found in context.standing(segment)):
        return certainty if entry.proposed else rule.certainty
    return certainty if entry.spelling else Certainty(max(Certainty.possible, certainty - 1))


def _is_common(entry: Entry, target: str) -> bool:
    """Whether a term is a word that the target language has as well (union, principal); English is known to have none."""
    if base(target) == "en" or not entry.text.islower() or " " in entry.text:
        return False
    return common(base(target)).get(entry.text, 0.0) > _SHARED * common(base(entry.language)).get(entry.text, 0.0)


_SHARED = 0.1
"""How common a word is in a language that has it, against the language that it was taken for."""
