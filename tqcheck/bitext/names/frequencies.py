"""What it says of a word how common it is in its own language and in others."""

from __future__ import annotations

from tqcheck.bitext import frequencies as counts
from tqcheck.bitext.frequencies import common as frequencies
from tqcheck.bitext.names.words import listed

COMPARED = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
_SHARED, _AMONG = 0.1, 4
"""A name has at least this share of its frequency in that many of the other languages."""
_USED = 0.05
"""The share of its frequency from which a form of a word is in use."""
_BORROWED = 3
_READ = 3e-7
"""How common at least is what many readers know."""
_COMMON = 3e-5


def known(language: str) -> bool:
    """Whether there is a list of a language's words."""
    return bool(language) and bool(frequencies(language))


def listings(lowered: str) -> int:
    """How many languages have a word."""
    return sum(lowered in frequencies(tag) for tag in COMPARED)


def seldom(lowered: str, language: str) -> bool:
    """Whether a word is so rare that the same letters in capitals are rather an acronym."""
    return frequencies(language).get(lowered, 0.0) < _COMMON


def current(lowered: str, language: str) -> bool:
    """Whether a language has a word often enough for its readers to know it."""
    return counts.known(language).share(lowered) >= _READ


def named(lowered: str) -> bool:
    """Whether English text has a word often enough for everybody to know it."""
    return lowered in frequencies("en")


def borrowed(lowered: str, language: str, other: str) -> bool:
    """Whether a word is much commoner in the other language, so that a text that has it has it from there."""
    own = frequencies(language).get(lowered, 0.0)
    return frequencies(other).get(lowered, 0.0) >= _BORROWED * own > 0


def shared(lowered: str, own: float, language: str) -> bool:
    """Whether a word is about as common in other languages, as names are."""
    least, among = _SHARED * own, _AMONG
    for tag in COMPARED:
        if tag != language and frequencies(tag).get(lowered, 0.0) >= least:
            among -= 1
            if not among:
                return True
    return False


def inflected(lowered: str, own: float, language: str) -> bool:
    """Whether other forms of a word are about: *temples*, but no *Obamas* (*Roberts* is a name of its own)."""
    words = frequencies(language)
    for form in _forms(lowered, language):
        used = words.get(form, 0.0)
        if used >= _USED * own and used and not shared(form, used, language):
            return True
    return False


def _forms(lowered: str, language: str) -> list[str]:
    forms = [lowered + ending for ending in listed("inflections", language)]
    forms += [lowered[:-1] + vowel for vowel in "".join(listed("vowels", language)) if not lowered.endswith(vowel)]
    if lowered.endswith("s"):
        forms += [lowered[:-1], lowered[:-2]]
    return forms
