"""Find a sentence left in the source language.

Why it matters: nobody translated it. Counts the commonest function words of the source language against those of the
target; silent for titles and names of a few words, and for short quotations.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.checks import Context, finding
from tqcheck.languages import LANGUAGES, base
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["language"])
_LEAST_WORDS = 5
_ANCHORED = 3
_LEAST_KINDS = 2
_LEAST_SHARE = 0.25
_STRIP = ".,;:!?“”\"«»()’'"


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the language is one whose function words are known."""
    if rule.options.get("language") not in LANGUAGES:
        raise ValueError(f"'language' must be one of {', '.join(LANGUAGES)}")
    return rule


def anchors(rule: Rule) -> frozenset[str]:
    """The language's function words of three letters and more, as whole words."""
    return frozenset(f" {word} " for word in _words(rule) if len(word) >= _ANCHORED)


def _words(rule: Rule) -> frozenset[str]:
    return LANGUAGES[str(rule.options["language"])].function_words


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield whole sentences."""
    foreign = _words(rule)
    own = LANGUAGES[base(context.target)].function_words if base(context.target) in LANGUAGES else frozenset()
    for start, end in context.sentences(segment):
        words = [word.strip(_STRIP).lower() for word in segment.target[start:end].split()]
        hits = [word for word in words if word in foreign]
        if len(words) < _LEAST_WORDS or len(set(hits)) < _LEAST_KINDS or len(hits) < _LEAST_SHARE * len(words):
            continue
        if not any(word in own for word in words):
            yield finding(rule, segment, Span(start, end - (end - start - len(segment.target[start:end].rstrip()))))
