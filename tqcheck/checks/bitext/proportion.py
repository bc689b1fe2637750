"""Find translations that say less than their source, or more.

Why it matters: what is left out or made up can't be seen in the translation alone. Weighs words without a counterpart, by
bilingual lists, and the length; where there is no list, and out of English, which interface texts render freely, the length
alone. Silent for untranslated segments. What is told with less weight than `_SURE` is possible only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.bitext.coverage import Coverage, coverage
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.proportions import balance, deviation
from tqcheck.bitext.stems import function_words
from tqcheck.bitext.tongue import other_tongue
from tqcheck.checks import Context, finding
from tqcheck.model import Certainty, Finding, Rule, Severity, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("omission", "addition", "length")
_LEAST = 0.8
"""Weight of what is missing, or too much, from which that is possible …"""
_SURE = {"omission": 1.1, "addition": 2.0}
"""… and likely."""
_GRAVE = 2.0
"""Weight from which so much is gone, or made up, that the segment misleads."""
_MORE = 4
"""Content words that a sound translation may have more than its source has known ones."""
_FAR = 4.0
"""Standard deviations from which a length is out of proportion …"""
_SHORTEST = 20
"""… in sources of so many code points."""
_TOLD = 3
"""Words that a message names."""


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it looks for."""
    if rule.options.get("kind") not in _KINDS:
        raise ValueError(f"'kind' must be one of {', '.join(_KINDS)}")
    return rule


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    if not _has_list(pair):
        return abs(deviation(pair)) > _FAR
    weighed = balance(pair) if _is_uneven(pair) else None
    return weighed is not None and max(weighed) >= _LEAST


def _has_list(pair: Pair) -> bool:
    """Whether words tell, not the length alone."""
    return pair.target.language == "en" and coverage(pair) is not None


def _is_uneven(pair: Pair) -> bool:
    """Whether words may be missing or too many, by a guess that costs less than finding them."""
    found = coverage(pair)
    if found is None or found.lost or len(found.unlisted) > 1 or abs(deviation(pair)) > 1:
        return True
    return len(pair.target.seen) - len(function_words("en") & pair.target.seen) > found.answered + _MORE


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield the segment, or the stretch that holds what was added."""
    if not pair.target.words or pair.target.text == pair.source.text:
        return
    if not _has_list(pair) or (found := coverage(pair)) is None:
        if rule.options["kind"] == "length":
            yield from _length(rule, pair)
    elif rule.options["kind"] != "length" and not other_tongue(pair):
        yield from _words(rule, pair, found)


def _length(rule: Rule, pair: Pair) -> Iterator[Finding]:
    far = deviation(pair)
    if abs(far) > _FAR and len(pair.source.text.strip()) >= _SHORTEST:
        yield finding(rule, pair.segment, pair.whole, how="long" if far > 0 else "short")


def _words(rule: Rule, pair: Pair, found: Coverage) -> Iterator[Finding]:
    weighed = balance(pair)
    if weighed is None or not found.answered:
        return
    weight = weighed.added if rule.options["kind"] == "addition" else weighed.omitted
    if weight < _LEAST:
        return
    if rule.options["kind"] == "addition":
        words, span = found.gaps.extra, _stretch(pair, found.gaps.extra)
    else:
        words, span = found.gaps.lost or found.gaps.unlisted, pair.whole
    if words:
        told = finding(rule, pair.segment, span, words=", ".join(f"“{word}”" for word in words[:_TOLD]))
        if weight >= _GRAVE:
            told = told._replace(severity=Severity.critical)
        yield told if weight >= _SURE[str(rule.options["kind"])] else told._replace(certainty=Certainty.possible)


def _stretch(pair: Pair, words: Sequence[str]) -> Span:
    """From the first of some words of the target to the last."""
    places = [at for at, word in enumerate(pair.target.lowered) if word in words]
    return Span(pair.target.spans[places[0]].start, pair.target.spans[places[-1]].end) if places else pair.whole
