"""Words of the source that stand in its translation as they were: untranslated ones, not names or words of both languages."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import regex

from tqcheck.bitext.frequencies import known, share
from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.sieve import Sieve
from tqcheck.bitext.stems import NOUNS_RAISED, function_words
from tqcheck.bitext.words import lexicon
from tqcheck.languages import quoted

_FAR_COMMONER = 30
"""How many times commoner in the source's language a word is that belongs to that one alone."""
_FOREIGN = 2.5e-7
"""Share of all words from which on a word is one of the target's language, if a borrowed one."""
_NAMED, _QUOTED = 2e-6, 2e-5
"""The same for words that come in texts of the target's language as names (*Guerra*), and in quotations (*und*) …"""
_FARTHER_COMMONER = 200
"""… if they are so many times commoner in the source's."""
_LOANS = frozenset(
    """affaires attaché attachés auteur auteurs carte cassation chargé chargés chose communiqué communiqués coup draisine
    draisines déjà état être fait goût guerre jour mot mots mort oeuvre œuvre raison vie""".split()
)
"""French words that English has, many of them in phrases: raison d’être, c’est la vie, à la carte, chargé d’affaires."""
_FEW = 4
"""Words of a quotation that may be one of the source's own."""
_JOINERS = frozenset("-@./_")
_SHORTEST = 2
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
    shared = _alien(source.language, target.language).among(source.seen & target.seen)
    if not shared:
        return []
    places = [at for at, word in enumerate(target.lowered) if word in shared and _is_left(pair, at)]
    small = function_words(source.language)
    between = [at + 1 for at, after in pairwise(places) if after == at + 2 and target.lowered[at + 1] in small & source.seen]
    return sorted(places + between)


@cache
def _alien(source: str, target: str) -> Sieve:
    return Sieve(lambda word: is_alien(word, source, target))


def is_alien(word: str, source: str, target: str) -> bool:
    """Whether a word in lower case belongs to the source's language and not to the target's."""
    small = word in function_words(source)
    if len(word) < _SHORTEST + (not small) or not word.isalpha() or word in _LOANS or not known(target):
        return False
    if source == "en" and not small and not _is_listed(source, target, word):
        return False  # the words of computing are English in every language
    here = known(target).share(word)
    there = share(source, word)
    if here < _FOREIGN:
        return there > _FAR_COMMONER * here if here or there else known(source).share(word) > 0
    if there <= _FARTHER_COMMONER * here:
        return False
    if small:
        return here < _QUOTED and word not in function_words(target)
    return here < _NAMED and _is_listed(source, target, word)


def _is_left(pair: Pair, at: int) -> bool:
    """Whether a word that belongs to the source's language was left there, and is no name.

    Names have capitals, but so have the nouns of German and the first words of sentences: lists tell those from names.
    """
    word, lowered = pair.target.words[at], pair.target.lowered[at]
    if word.isupper() or _is_joined(pair.target, at) or _is_quoted(pair.target, at):
        return False
    if word == lowered:
        return not _is_in_a_name(pair, at)
    written = {word, lowered} if at == 0 else {word}
    if written.isdisjoint(pair.source.words) or not _is_listed(pair.source.language, pair.target.language, lowered):
        return False
    if pair.source.language in NOUNS_RAISED and word in pair.source.words:
        return True
    return at == 0 and not any(following[:1].isupper() for following in pair.target.words[1:2])


def _is_listed(source: str, target: str, word: str) -> bool:
    """Whether a word of the source's language is known to be no name."""
    listed = lexicon(source, target)
    return word in function_words(source) or (listed is not None and bool(listed.of[word]))


def _is_joined(side: Side, at: int) -> bool:
    """Whether a hyphen or the like joins a word to another: *Boulogne-sur-Mer*."""
    (start, end), text = side.spans[at], side.text
    return _joins(text[max(0, start - 2) : start]) or _joins(text[end : end + 2][::-1])


def _is_quoted(side: Side, at: int) -> bool:
    """Whether a word stands in a quotation of few words, which may have been left on purpose."""
    start = side.spans[at].start
    return any(
        stretch.start <= start < stretch.end and side.text[slice(*stretch)].count(" ") < _FEW for stretch in quoted(side.text)
    )


def _is_in_a_name(pair: Pair, at: int) -> bool:
    """Whether a capital stands beside a word in both texts (*Palais des Congrès*); in German that tells nothing.

    A name beside a word is none of it, where the word is known: *Morsi parece*.
    """
    words, source, target = pair.target.words, pair.source.language, pair.target.language
    beside = {words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""}
    names = {word for word in beside if word[:1].isupper() and word != "I"}
    if at == 1 and words[0].lower() in function_words(source):
        names.discard(words[0])  # a capital for the sentence's sake
    if not names or source in NOUNS_RAISED:
        return False
    if lexicon(source, target) and _is_listed(source, target, words[at].lower()):
        names = {name for name in names if _is_listed(source, target, name.lower())}
    pairs = pairwise(pair.source.words)
    return any(words[at] in (one, other) and not names.isdisjoint((one, other)) for one, other in pairs)


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
