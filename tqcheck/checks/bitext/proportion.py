"""Find translations that say less than their source, or more.

Why it matters: what is left out or made up can't be seen in the translation alone. Weighs words without a counterpart, by
bilingual lists, and the length; where there is no list, and out of English, which interface texts render freely, the length
alone. Silent for untranslated segments. What is told with less weight than `_SURE` is possible only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.bitext.coverage import Coverage, coverage
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.proportions import balance, deviation, lacks_word
from tqcheck.bitext.stems import function_words
from tqcheck.bitext.stretches import stretches
from tqcheck.bitext.tongue import other_tongue
from tqcheck.checks import Context, finding
from tqcheck.model import Certainty, Finding, Rule, Severity, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = ("omission", "addition", "length")
_LEAST = 1.0
"""Logarithm of the odds from which something may be missing, or too much …"""
_SURE = 1.5
"""… from which that is likely …"""
_GRAVE = 1.75
"""… and from which the segment misleads."""
_FEW, _MORE = 2, 4
"""Content words that a sound source may have alone, and that its translation may have beyond the source's answered ones."""
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
    if lacks_word(pair):
        return True
    weighed = balance(pair) if _is_uneven(pair) else None
    return weighed is not None and max(weighed) >= _LEAST


def _has_list(pair: Pair) -> bool:
    """Whether words tell, not the length alone."""
    return pair.target.language == "en" and coverage(pair) is not None


def _is_uneven(pair: Pair) -> bool:
    """Whether something may be missing or too much, by a guess that costs less than finding it."""
    found = coverage(pair)
    if found is None or len(found.lost) + len(found.unlisted) > _FEW or abs(deviation(pair)) > 1:
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
    weighed, apart = balance(pair), stretches(pair)
    if weighed is None or apart is None or not found.answered:
        return
    added = rule.options["kind"] == "addition"
    weight = weighed.added if added else weighed.omitted
    if not added and weight < _SURE and lacks_word(pair):
        weight = _SURE
    if weight < _LEAST:
        return
    side, stretch = (pair.target, apart.target) if added else (pair.source, apart.source)
    words = _told(
        side.lowered[stretch.start : stretch.end], found.gaps.extra if added else [*found.gaps.lost, *found.gaps.unlisted]
    )
    if words:
        span = Span(side.spans[stretch.start].start, side.spans[stretch.end - 1].end) if added else pair.whole
        told = finding(rule, pair.segment, span, words=", ".join(f"“{word}”" for word in words[:_TOLD]))
        if weight >= _GRAVE:
            told = told._replace(severity=Severity.critical)
        yield told if weight >= _SURE else told._replace(certainty=Certainty.possible)


def _told(stretch: Sequence[str], missing: Sequence[str]) -> list[str]:
    """The words of a stretch that have no counterpart; all such words of the text where it has none of them."""
    return [word for word in dict.fromkeys(stretch) if word in missing] or list(missing)
