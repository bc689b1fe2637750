"""Find names in their French form: known ones (*Poutine*, *Le Caire*), and others that French convention shows (*Choukri*).

Why it matters: names from other scripts are spelled by ear, and engines leave many as the French ear spelled them. The form of
a known name is the glossary's; that of any other is converted letter by letter, and no more than possible. Silent for others
inside addresses, and where the text has them in small letters or the glossary knows them as English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.checks import Context
from tqcheck.glossary.match import FRENCH_NAME
from tqcheck.languages import LANGUAGES, base
from tqcheck.model import Certainty, Finding, Fix, Rule, Segment, Span

OPTIONS: frozenset[str] = frozenset()
SCANS_FOR = Certainty.possible
"""What is found by scanning is no surer than this."""
_SOUNDS = "tch(?=[aeiouyéèï])|dj|ou(?!gh)|ch"
"""Groups of letters by which French writes sounds of other tongues; one alone is in many a name of its own."""
_WORD = re.compile(rf"[A-Z\u00c0-\u00de](?<![\w-].)\w*?(?:{_SOUNDS}|(?<=C)h)\w*(?![\w-])")
_STRONG = re.compile("tch(?=[aeiouyéèï])|dj")
_FOREIGN = re.compile("tch|dj|[kgb]h|[kzq]", re.IGNORECASE)
"""What shows that a name is not French itself (Louis, Blanchard), though its spelling is."""
_NOT_FRENCH = re.compile("sch|w|th|ck|ch(?![aeiouéèïkty])|ee|oo|cz")
"""What French convention doesn't write in a name: German, English and Polish spellings share some of its groups."""


def statuses(rule: Rule) -> tuple[str, ...]:
    """The rule is called for French names of the glossary, those that it forbids in English too."""
    return FRENCH_NAME, "forbidden"


def scan(text: str, folded: str) -> Iterator[int]:
    """Yield where a word with a capital has letters as French writes other tongues' sounds."""
    return (match.start() for match in _WORD.finditer(text))


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the French names of a segment, those of the glossary and those of French convention."""
    known = []
    for span, entry, replacements in context.mentions:
        known.append(span)
        if entry.status == FRENCH_NAME or (entry.status == "forbidden" and entry.language == "fr"):
            seen = segment.target[span.start : span.end]
            message = f"“{seen}” is French for “{entry.preferred}”."
            fixes = tuple(Fix(text, not at and entry.safe) for at, text in enumerate(replacements))
            certainty = Certainty.likely if entry.proposed else rule.certainty
            yield Finding(rule, segment, span, message, entry.note or rule.why, fixes, rule.severity, certainty)
    for match in _WORD.finditer(segment.target):
        span = Span(*match.span())
        if not any(start < span.end and span.start < end for start, end in known):
            yield from _unlisted(rule, segment, span, context)


def _unlisted(rule: Rule, segment: Segment, span: Span, context: Context) -> Iterator[Finding]:
    """Yield a name that no glossary has, if French convention spelled it."""
    seen = segment.target[span.start : span.end]
    tongue = LANGUAGES.get(base(context.target))
    if not tongue or not _is_french(seen.lower()) or seen.isupper() or context.lookup.find(seen):
        return
    from tqcheck.names import conversion

    if fix := conversion.convert(seen, "french", tongue.name.lower()):
        message = f"“{seen}” is spelled by French convention; {tongue.name} would write “{fix}”."
        yield Finding(rule, segment, span, message, rule.why, (Fix(fix),), rule.severity, Certainty.possible)


def _is_french(word: str) -> bool:
    """Whether French convention spelled a word, in small letters, that isn't French itself."""
    marks = set(re.findall(_SOUNDS, word))
    return bool((len(marks) > 1 or _STRONG.search(word)) and _FOREIGN.search(word) and not _NOT_FRENCH.search(word))
