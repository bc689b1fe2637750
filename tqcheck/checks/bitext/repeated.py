"""Find words that a translation writes twice in a row and its source doesn't: names, numbers, and words of any language.

Why it matters: decoders that loop leave them. Silent where the source doubles a word too (Duran Duran), for languages whose
doubled words aren't known here, and for what `doubled-word` and `doubled-phrase` tell without a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.bitext import repeated
from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.checks import Context
from tqcheck.checks.bitext.told import chosen, faults, told
from tqcheck.checks.doubled import MEANT
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("word", "group")
_PHRASE = 4
"""Words of a phrase of two that is said twice."""


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it is about."""
    return chosen(rule, _KINDS)


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(faults(pair, _new))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield each repetition, the first time included; the fix writes it once."""
    return told(rule, pair, _new)


def _new(pair: Pair) -> Iterable[Fault]:
    faults = repeated.compare(pair)
    return (fault for fault in faults if pair.target.language != "en" or not _is_known(pair.target.text, fault))


def _is_known(text: str, fault: Fault) -> bool:
    """Whether a rule that needs no source tells it in English: one or two small words without a mark."""
    words = text[fault.span.start : fault.span.end].split()
    if not all(word.isalpha() and word.islower() for word in words):
        return False
    return words[0] not in MEANT if fault.kind == "word" else len(words) == _PHRASE
