"""What of a name's spelling is compared: its letters, word by word, without articles, hyphens, apostrophes and doubling.

Each letter kept knows where it stands, so that what is told of it can be told of the spelling as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

VOWELS = frozenset("aeiouy")

_PLAIN = str.maketrans("ıəđłøßæœþðʒ", "iadlosaetdz")
"""Letters that Unicode does not take apart into a letter and a mark, and the letter that they look like."""
_APOSTROPHES = "'’‘`ʿʾʻʼ´ʹ"
"""Signs that stand for no sound of English or French: the ayn, the hamza, the soft sign, elision."""
_ARTICLE = re.compile(
    rf"(?<!\w)(?:(?:al|el|ul|il|ad|ed|ar|er|ur|as|es|us|ash|esh|ach|ech|an|en|at|et|az|ez|adh|ath|le|la|les|the|de|du|des|of|and"
    rf"|y|und)(?:\s+|[-’'])|l[’']|d[’'](?=[^\W\d_]))[{_APOSTROPHES}]*(?=\w{{3}})"
)
"""Articles of Arabic as each convention assimilates them, and the little words of English, French, Spanish and German."""
_SERVANT = re.compile(r"(?<!\w)abd((?:[aeiouy]{1,3}(?:l[\s-]*|([rnszt])(?=[\s-]*\2)[\s-]*)?|[\s-]+(?:[aeu]l[\s-]+)?))(?=\w{3})")
"""Arabic *ʿabd al-*, “servant of”, which conventions write with the divine name in one, two or three words."""
_SEPARATORS = frozenset(" \t\n\u00a0/-–‐\u2011_,")
_KEPT_DOUBLE = frozenset("aeiou")
"""Vowels that are long or stand in two syllables where they are doubled; a consonant is the same sound for most readers."""


_PLAIN_WORDS = re.compile("[a-z]+(?:[ -][a-z]+)*")
_UNDOUBLED = re.compile(r"([^aeiou])\1+")


class Spelling(NamedTuple):
    """A name ready to be compared: its small letters in one string, and where they stand in the name.

    `text` is the name as it was given, composed (NFC); letter n stands in it at `starts[n]:stops[n]`, signs after it that are
    not heard included. `ends` are the offsets in `letters` at which the words end, `doubled` those of consonants written twice.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    ends: tuple[int, ...]
    doubled: frozenset[int]


@cache
def bare(letter: str) -> str:
    """A small letter without its marks: é → e, š → s, ı → i."""
    return unicodedata.normalize("NFD", letter.translate(_PLAIN))[:1].translate(_PLAIN)


def bared(text: str) -> str:
    """A spelling in small letters without its marks, as long as it was."""
    return text if text.isascii() else "".join(map(bare, text))


@cache
def is_vowel(letter: str) -> bool:
    """Whether a small letter stands for a vowel, *y* among them."""
    return bare(letter) in VOWELS


def undoubled(text: str) -> str:
    """A spelling with one consonant for two alike, as names are compared."""
    return re.sub(r"([^\W\d_aeiou])\1+", r"\1", text)


@lru_cache(1 << 17)
def words(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: `spelling(name).words`, at once where the name has plain letters only."""
    small = name.lower()
    if not _PLAIN_WORDS.fullmatch(small) or _ARTICLE.search(small) or "abd" in small:
        return spelling(name).words
    return tuple(_UNDOUBLED.sub(r"\1", small).replace("-", " ").split(" "))


@lru_cache(1 << 16)
def spelling(name: str) -> Spelling:
    """A name's letters and words as they are compared."""
    text = unicodedata.normalize("NFC", name)
    small = "".join(letter.lower()[:1] for letter in text)  # one for each, so that offsets stay: İ alone would become two
    silent, cuts = _unheard(text, small)
    letters, starts, stops, ends, doubled = list[str](), list[int](), list[int](), list[int](), set[int]()
    begins = True
    for at, letter in enumerate(small):
        if not begins and (letter in _SEPARATORS or at in cuts):
            ends.append(len(letters))
            begins = True
        if at in silent or letter in _SEPARATORS:
            continue
        if not letter.isalnum() or letter in _APOSTROPHES:
            if not begins:
                stops[-1] = at + 1
        elif begins or letter != letters[-1] or letter in _KEPT_DOUBLE:
            letters.append(letter)
            starts.append(at)
            stops.append(at + 1)
            begins = False
        else:
            doubled.add(len(letters) - 1)
            stops[-1] = at + 1
    if not begins:
        ends.append(len(letters))
    words = tuple("".join(letters[start:end]) for start, end in zip((0, *ends), ends, strict=False))
    return Spelling(text, "".join(letters), words, tuple(starts), tuple(stops), tuple(ends), frozenset(doubled))


def _unheard(text: str, small: str) -> tuple[set[int], set[int]]:
    """The offsets of articles and the like, and those at which a word begins though nothing parts it from the one before."""
    silent, cuts = set[int](), set[int]()
    for found in _ARTICLE.finditer(small):
        # D' with a capital is a letter and a soft sign (D'yakonov), l' is an article in any case.
        if found[0][:2] not in ("d'", "d’") or text[found.start()] == "d":
            silent.update(range(*found.span()))
    for found in _SERVANT.finditer(small):
        silent.update(range(*found.span(1)))
        cuts.add(found.end())
    return silent, cuts
