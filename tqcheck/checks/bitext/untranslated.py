"""Find a segment that is its source, or is in another language than the translation's.

Why it matters: the reader gets what they can't read. Silent for segments of names, numbers and words of both languages, and
for short ones whose language nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.leftovers import is_alien
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.stems import function_words
from tqcheck.bitext.tongue import other_tongue
from tqcheck.checks import Context, finding
from tqcheck.languages import name
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_WORDS = 2
"""Words of the source's language alone that make a segment an untranslated one, if they are half of it."""


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it looks for."""
    if rule.options.get("kind") not in ("same", "language"):
        raise ValueError("'kind' must be same or language")
    return rule


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return pair.target.text.strip() == pair.source.text.strip() or bool(other_tongue(pair))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the segment."""
    same = pair.target.text.strip() == pair.source.text.strip()
    if same != (rule.options["kind"] == "same"):
        return
    language = (pair.source.language if _is_source(pair) else "") if same else other_tongue(pair)
    if language:
        yield finding(rule, pair.segment, pair.whole, language=name(language), target=name(pair.target.language))


def _is_source(pair: Pair) -> bool:
    source, target = pair.source.language, pair.target.language
    if source == target:
        return False
    words = [word for word in pair.target.lowered if word.isalpha()]
    alien = [word for word in words if _is_only(word, source, target)]
    return len(alien) >= _WORDS and 2 * len(alien) >= len(words)


def _is_only(word: str, source: str, target: str) -> bool:
    """Whether a word is one of the source's language and not of the target's."""
    return (word in function_words(source) and word not in function_words(target)) or is_alien(word, source, target)
