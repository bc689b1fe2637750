"""Words of the source that stand in its translation as they were: untranslated ones, not names or words of both languages."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from tqcheck.bitext.frequencies import common, known
from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.words import lexicon, marks_of
from tqcheck.languages import quoted

_FAR_COMMONER = 30
"""How many times commoner in the source's language a word is that belongs to that one alone."""
_FOREIGN = 2.5e-7
"""Share of all words from which on a word is one of the target's language, if a borrowed one."""
_JOINERS = frozenset("-’'@./_")
_SHORTEST = 3
_NOUNS_RAISED = frozenset(["de", "lb"])
"""Languages that write all nouns with a capital."""
_SCRIPTS = {
    **dict.fromkeys("ru uk bg sr mk be".split(), "Cyrillic"),
    **dict.fromkeys("ar fa ur ckb".split(), "Arabic"),
    **dict.fromkeys("el".split(), "Greek"),
    **dict.fromkeys("he yi".split(), "Hebrew"),
    **dict.fromkeys("hi mr ne".split(), "Devanagari"),
    **dict.fromkeys("ko".split(), "Hangul"),
    **dict.fromkeys("th".split(), "Thai"),
    **dict.fromkeys("zh".split(), "Han"),
    **dict.fromkeys("ja".split(), "Hiragana"),
    **dict.fromkeys("hy".split(), "Armenian"),
    **dict.fromkeys("ka".split(), "Georgian"),
}
"""The script of languages that aren't written in Latin letters (CLDR, languageData; Serbian in Cyrillic where it is)."""


def left(pair: Pair) -> list[int]:
    """The places of the target's words that were left in the source's language."""
    source, target = pair.source, pair.target
    if _SCRIPTS.get(source.language) != _SCRIPTS.get(target.language):
        return _foreign(pair)
    if source.language == target.language or source.seen.isdisjoint(target.seen):
        return []
    shared = {word for word in source.seen & target.seen if is_alien(word, source.language, target.language)}
    if not shared:
        return []
    return [at for at, word in enumerate(target.lowered) if word in shared and _is_left(pair, at)]


def _is_left(pair: Pair, at: int) -> bool:
    """Whether a word that belongs to the source's language was left there, and is no name.

    Names have capitals, but so have the nouns of German and the first words of sentences: lists tell those from names.
    """
    word, lowered = pair.target.words[at], pair.target.lowered[at]
    listed = lexicon(pair.source.language, pair.target.language)
    entry = listed.of(lowered) if listed else None
    if _is_joined(pair.target, at) or _is_quoted(pair.target, at):
        return False
    if word == lowered:
        return not _is_in_a_name(pair, at)
    if word.isupper() or entry is None or not entry.isdisjoint(marks_of(lowered)):
        return False
    return (pair.source.language in _NOUNS_RAISED or not at) and word in pair.source.words


def is_alien(word: str, source: str, target: str) -> bool:
    """Whether a word in lower case belongs to the source's language and not to the target's."""
    if len(word) < _SHORTEST or not word.isalpha() or not known(target):
        return False
    here = known(target).get(word, 0.0)
    if here >= _FOREIGN:
        return False
    there = common(source).get(word, 0.0)
    return there > _FAR_COMMONER * here if here or there else word in known(source)


def _is_joined(side: Side, at: int) -> bool:
    """Whether a hyphen or the like joins a word to another: *Boulogne-sur-Mer*."""
    (start, end), text = side.spans[at], side.text
    return _joins(text[max(0, start - 2) : start]) or _joins(text[end : end + 2][::-1])


def _is_quoted(side: Side, at: int) -> bool:
    start = side.spans[at].start
    return any(stretch.start <= start < stretch.end for stretch in quoted(side.text))


def _is_in_a_name(pair: Pair, at: int) -> bool:
    """Whether a capital stands beside a word in both texts: *Palais des Congrès*; in German that tells nothing."""
    words = pair.target.words
    beside = {words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""}
    names = {word for word in beside if word[:1].isupper() and word != "I"}
    if not names or pair.source.language in _NOUNS_RAISED:
        return False
    source, word = pair.source.words, words[at]
    return any(word in (one, other) and not names.isdisjoint((one, other)) for one, other in pairwise(source))


def _joins(two: str) -> bool:
    """Whether the second of two characters joins a word to the first: the hyphen in *a-b*, the dot in *a.b*."""
    return len(two) > 1 and two[1] in _JOINERS and two[0].isalnum()


def _foreign(pair: Pair) -> list[int]:
    """The words in a script that the source has and the target's language hasn't."""
    script = _SCRIPTS.get(pair.source.language, "Latin")
    if script == "Latin":
        return []  # names and terms stand in Latin letters in texts of every script
    find = _written_in(script)
    if not find(pair.target.text):
        return []
    return [at for at, word in enumerate(pair.target.words) if find(word)]


@cache
def _written_in(script: str):  # type: ignore[no-untyped-def]
    return regex.compile(rf"\p{{Script={script}}}").search
