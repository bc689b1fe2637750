"""Find terms of the source whose counterparts in the glossary the translation doesn't have.

Why it matters: a house has glossaries so that one thing is called by one name. One occurrence is enough, since a pronoun may
stand for another. Silent where another rule tells of the wrong term already, and where nothing was translated. The fix is the
preferred term where it can be told what stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.markup import masked
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.terms import Translation
from tqcheck.checks import Context, finding
from tqcheck.checks.term import tells
from tqcheck.glossary.counterparts import Counterpart, Standing
from tqcheck.model import Certainty, Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_TURNED = frozenset(["places", "peoples"])
"""Domains whose names good translations turn into adjectives, and adjectives into names: the elections in Taiwan."""
_KEPT = "The glossary says that this term is not to be translated."


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says whose glossaries it is about."""
    if rule.options.get("kind") not in ("own", "shipped"):
        raise ValueError("'kind' must be own or shipped")
    return rule


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield each concept of the glossaries that the rule is about and the translation has no term for, once."""
    own = rule.options["kind"] == "own"
    if own and not context.counterparts.has_own(context.source):
        return
    missing = pair.memo.get("terms")
    if missing is None:
        missing = pair.memo["terms"] = _missing(pair, context)
    for found in missing:
        if found.meant[0].own == own:
            yield _finding(rule, pair, found)


def _missing(pair: Pair, context: Context) -> list[Standing]:
    """The terms of the source that the translation has no counterpart of, each with the concept that it means first of all."""
    text, standing = pair.segment.target, context.standing(pair.segment)
    if not standing or not text.strip() or text.strip() == pair.source.text.strip():
        return []
    told = {mention.entry.concept for mention in context.mentions if tells(mention.entry, context.target)}
    translation, missing = Translation(text), []
    for found in standing:
        if told.isdisjoint(found.concepts):
            told |= found.concepts
            if not any(_has(translation, meant) for meant in found.meant):
                missing.append(found)
    if not missing:
        return []
    prose = masked(pair.source.text)
    return [found for found in missing if not prose[slice(*found.span)].isspace()]


def _has(translation: Translation, meant: Counterpart) -> bool:
    return translation.keeps(meant.wanted, meant.case) if meant.verbatim else translation.holds(meant.wanted)


def _finding(rule: Rule, pair: Pair, found: Standing) -> Finding:
    """A finding where the wrong term stands if that can be told, else about all of the translation and less sure."""
    meant, seen = found.meant[0], pair.source.text[found.span.start : found.span.end]
    wanted = seen if meant.verbatim else found.preferred
    wrong = Translation(pair.segment.target).wrong(meant, seen, wanted)
    message = f"“{seen}” is to stay as it is." if meant.verbatim else ""
    span, fixes = (wrong.span, wrong.replacements) if wrong else (pair.whole, ())
    made = finding(rule, pair.segment, span, fixes, message=message, source=seen, preferred=wanted)
    certainty = min(rule.certainty, _certainty(meant, marked=wrong is not None))
    return made._replace(certainty=certainty, why=meant.note or (_KEPT if meant.verbatim else rule.why))


def _certainty(meant: Counterpart, *, marked: bool) -> Certainty:
    """How sure it is that a concept's term is missing, by whether the wrong one could be marked."""
    if meant.verbatim or (marked and not meant.proposed):
        return Certainty.certain
    return Certainty.likely if marked or meant.domain not in _TURNED else Certainty.possible
