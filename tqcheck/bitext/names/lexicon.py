"""Which capitalised words are names, as far as word lists tell: names are about as common in all languages, words are not.

*Oliver* stands in English, French and Polish text alike, *ministry* in English only. The frequencies are those of `wordfreq`
(lower-cased words that come at least once in a million).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache

import regex
from rapidfuzz.distance import Indel

from tqcheck.bitext.names.sound import is_latin, plain, sound, stemmed

_COMPARED = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
_SHARED, _AMONG = 0.1, 4
"""A name has at least this share of its frequency in that many of the other languages."""
_PART = 4
"""Letters of the least part of a compound."""
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
_NOUN = regex.compile(
    "(?:ung|heit|keit|schaft|tion|ismus|isten|ität|ierung|nis|chen|lein|erin|innen|ungen|heiten|keiten|ionen|täten|lich|isch"
    "|e[rnm]|ende|ste|ing|or|oren|är|eur|enz|anz|um|ment|at|ik|iker|ie)s?$"
)
"""How many German nouns end."""


class Kind(IntEnum):
    """What a word is: an ordinary one, a name, or in no list."""

    word, rare, name = range(3)


_kinds: dict[tuple[str, str], Kind] = {}


def kind(lowered: str, language: str) -> Kind:
    """What a lower-cased word of a language is."""
    found = _kinds.get((lowered, language))
    if found is None:
        found = _kinds[lowered, language] = _kind(lowered, language)
    return found


def _kind(lowered: str, language: str) -> Kind:
    own = _frequencies(language).get(lowered, 0.0)
    if not is_latin(lowered):
        return _romanised(lowered, own)
    if language == "en" and lowered in _capitalised():
        return Kind.word
    if own:
        return _listed(lowered, own, language)
    if language == "de":
        return _german(lowered)
    return Kind.rare


def _listed(lowered: str, own: float, language: str) -> Kind:
    if _inflected(lowered, own, language):
        return Kind.word
    if _shared(lowered, own, language):
        return Kind.name
    if language == "en":
        return Kind.word
    if own < _OFTEN and len(lowered) > _PART and kind(lowered, "en") is Kind.name:
        return Kind.name if language == "de" else Kind.rare  # at home a name may be commoner by far: Merkel
    if language == "de":
        return _german(lowered) if own < _SELDOM else Kind.word
    return Kind.rare if borrowed(lowered, language, "en") else Kind.word


_OFTEN, _SELDOM = 1e-4, 3e-6
_COMMON = 3e-5


def seldom(lowered: str, language: str) -> bool:
    """Whether a word is so rare that the same letters in capitals are rather an acronym."""
    return _frequencies(language).get(lowered, 0.0) < _COMMON




def borrowed(lowered: str, language: str, other: str) -> bool:
    """Whether a word is much commoner in the other language, so that a text that has it has it from there."""
    own = _frequencies(language).get(lowered, 0.0)
    return _frequencies(other).get(lowered, 0.0) >= _BORROWED * own > 0


_BORROWED = 3


_ORDINARY = regex.compile("(?:s|ing|ed|ly|tion|ment|ness|ship|ity|ism|ish|able|ary|ators?|ists?)$")
"""How rare English words end that have a capital in a title."""


def ordinary(lowered: str, language: str) -> bool:
    """Whether a word in no list looks like one of the language's own; German may join any two."""
    return language == "de" or (language == "en" and bool(_ORDINARY.search(lowered)))


def named(lowered: str) -> bool:
    """Whether English text has a word often enough for everybody to know it."""
    return lowered in _frequencies("en")


def _shared(lowered: str, own: float, language: str) -> bool:
    others = [tag for tag in _COMPARED if tag != language]
    return sum(_frequencies(tag).get(lowered, 0.0) >= _SHARED * own for tag in others) >= _AMONG


_FORMS = {
    "de": ("e", "en", "n", "s", "er"),
    "en": ("s", "ed", "ing", "ly", "es"),
    "es": ("s", "es", "mente"),
    "fr": ("s", "x", "ement"),
    "it": ("mente",),
    "nl": ("en", "s", "e"),
    "pt": ("s", "mente"),
}
"""What words end in that are inflected, in each language; names seldom are."""
_USED = 0.05


def _inflected(lowered: str, own: float, language: str) -> bool:
    """Whether other forms of a word are about: *temples*, but no *Obamas* (*Roberts* is a name of its own)."""
    forms = [lowered + ending for ending in _FORMS.get(language, ())]
    if language == "it":
        forms += [lowered[:-1] + vowel for vowel in "aeio" if not lowered.endswith(vowel)]
    elif lowered.endswith("s"):
        forms.append(lowered[:-1])
    known = _frequencies(language)
    used = [(form, known[form]) for form in forms if known.get(form, 0.0) >= _USED * own]
    return any(not _shared(form, often, language) for form, often in used)


def _german(lowered: str) -> Kind:
    """What a German word in no list is: all nouns have capitals, and most rare ones are compounds."""
    if sum(lowered in _frequencies(tag) for tag in _COMPARED) >= 2:  # noqa: PLR2004
        return Kind.name
    return Kind.word if _NOUN.search(lowered) or _compound(lowered) else Kind.rare


def _compound(lowered: str) -> bool:
    """Whether a word may be made of two or more German words."""
    known = _frequencies("de")
    for cut in range(len(lowered) - _PART, _PART - 1, -1):
        tail = lowered[cut:]
        if tail in known or any(tail.endswith(end) and tail.removesuffix(end) in known for end in _LINKS[1:]):
            head = lowered[:cut]
            if any(head.endswith(link) and head.removesuffix(link) in known for link in _LINKS) or _compound(head):
                return True
    return False


_ADJECTIVE = regex.compile("(?:ая|ой|ую|ое|ые|ых|ие|ской|ском|ских|скими)$")
"""Endings of Russian adjectives that names of men have not."""


def _romanised(lowered: str, own: float) -> Kind:
    """What a word of another script is: names are known by their romanisation."""
    if {kind(plain(form), "en") for form in (lowered, stemmed(lowered)) if len(form) > _PART} & {Kind.name}:
        return Kind.name
    if _ADJECTIVE.search(lowered):
        return Kind.word
    return Kind.rare if not own or _like_a_name(lowered) else Kind.word


_LIKE = 0.8


def _like_a_name(lowered: str) -> bool:
    """Whether the English list has a name that sounds the same and is spelled much the same."""
    for form in (lowered, stemmed(lowered)):
        spelled = plain(form)
        for name in _names_heard().get(sound(form), ()) if len(spelled) > _PART else ():
            if Indel.normalized_similarity(spelled, name) >= _LIKE:
                return True
    return False


@cache
def _capitalised() -> frozenset[str]:
    """English words that stand in names and titles, and are none."""
    from tqcheck.names.mentions import words

    return frozenset(word.lower() for table in ("titles", "common", "plain", "openers") for word in words(table))


@cache
def _names_heard() -> Mapping[str, Sequence[str]]:
    """The names of the English list, by how they sound."""
    found: dict[str, list[str]] = {}
    for word in _frequencies("en"):
        if len(word) >= _PART and kind(word, "en") is Kind.name:
            found.setdefault(sound(word), []).append(plain(word))
    return found


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    import wordfreq

    try:
        return wordfreq.get_frequency_dict(language, "small")
    except LookupError:
        return {}


def known(language: str) -> bool:
    """Whether there is a list of a language's words."""
    return bool(language) and bool(_frequencies(language))
