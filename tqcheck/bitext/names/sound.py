"""How like two words of two languages are, whatever their scripts: by letters, and by the consonants that are heard."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import regex

from tqcheck.bitext.names.words import endings
from tqcheck.languages import unmarked

_STEM = 3
_SOUNDS = (
    ("dsch", "j"), ("tsch", "k"), ("dzh", "j"), ("sch", "s"), ("tch", "k"), ("dj", "j"), ("zh", "j"), ("sh", "s"),
    ("kh", "k"), ("ch", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("qu", "k"),
    ("x", "ks"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"),
)  # fmt: skip
_UNHEARD = regex.compile(r"[aeiouyh'’ʼ]|(?<=(.))\1")
_LETTERS = (
    ("tsch", "c"), ("dzh", "i"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("zh", "i"), ("kh", "h"), ("ch", "c"), ("gh", "g"),
    ("k", "c"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("tz", "s"), ("qu", "c"), ("x", "cs"), ("q", "c"), ("w", "v"),
    ("z", "s"), ("ae", "e"), ("oe", "e"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("y", "i"), ("j", "i"),
)  # fmt: skip
"""What is heard as one letter, however it is spelled."""
_DOUBLED = regex.compile(r"(.)\1")
_ALIKE, _NEAR, _FAR, _HEARD, _PREFIX = 0.7, 0.5, 0.4, 0.8, 4
_SPELLED, _AKIN, _AKIN_LATIN = 0.65, 0.58, 0.68
"""How like names of two scripts are that are one, and names of which each would else be missing on the other side."""


def is_latin(word: str) -> bool:
    """Whether a word is of Latin letters (and digits)."""
    return word.isascii() or word[0] < "\u0370" or "\u1e00" <= word[0] < "\u1f00"


def stemmed(lowered: str) -> str:
    """A Russian word without its ending; another as it is."""
    if is_latin(lowered):
        return lowered
    stem = endings("russian", "endings").sub("", lowered)
    return stem if len(stem) >= _STEM else lowered


@lru_cache(1 << 16)
def plain(word: str) -> str:
    """A word in small Latin letters without marks."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    if not is_latin(lowered):
        lowered = "".join(_letters().get(letter, letter) for letter in lowered)
    return unmarked(lowered.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i"))


@cache
def _letters() -> Mapping[str, str]:
    """The usual English rendering of each letter that is not Latin."""
    from tqcheck.names.conventions import scripts

    letters: dict[str, str] = {}
    for script in sorted(scripts(), key=lambda script: script.name != "russian"):
        for letter, renderings in script.traditions[0].letters.items():
            if len(letter) == 1 and not is_latin(letter):
                letters.setdefault(letter, renderings[0].partition("(")[0])
    return letters


@lru_cache(1 << 16)
def sound(word: str) -> str:
    """The consonants that are heard in a word, in a rough spelling of our own."""
    text = plain(word)
    for letters, heard in _SOUNDS:
        text = text.replace(letters, heard)
    return str(_UNHEARD.sub("", text))


@lru_cache(1 << 16)
def heard(word: str) -> str:
    """A word as it is heard, vowels too, in a rough spelling of our own."""
    text = plain(word)
    for letters, letter in _LETTERS:
        text = text.replace(letters, letter)
    return str(_DOUBLED.sub(r"\1", text))


def nearness(one: str, other: str) -> float:
    """The share of letters that two words have in common, in the same order."""
    from rapidfuzz.distance.Indel import normalized_similarity

    return normalized_similarity(one, other)


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours that changed places."""
    from rapidfuzz.distance.OSA import distance

    return distance(one, other, score_cutoff=1) == 1


def same_beginning(one: str, other: str) -> bool:
    """Whether two words begin alike, as a name and what is derived from it do."""
    for spelled in (plain, heard):
        mine, theirs = spelled(one), spelled(other)
        if len(mine) >= _PREFIX and mine[:_PREFIX] == theirs[:_PREFIX]:
            return True
    return (
        not (is_latin(one) and is_latin(other)) and len(other) > _PREFIX and _likeness(stemmed(one), stemmed(other)) >= _ALIKE
    )


def akin(one: str, other: str) -> bool:
    """Whether two words may be one name, if nothing else on either side is."""
    least = _AKIN_LATIN if is_latin(one) and is_latin(other) else _AKIN
    return alike(one, other) or _likeness(stemmed(one), stemmed(other)) >= least


def _likeness(one: str, other: str) -> float:
    """How like two words are to the ear: the mean of what all letters say and what the consonants say."""
    return (nearness(heard(one), heard(other)) + nearness(sound(one), sound(other))) / 2


_judged: dict[tuple[str, str], bool] = {}


def alike(one: str, other: str) -> bool:
    """Whether two words may be one name in two languages."""
    key = (one, other)
    found = _judged.get(key)
    if found is None:
        if len(_judged) > 1 << 18:
            _judged.clear()
        found = _judged[key] = _alike(stemmed(one), stemmed(other))
    return found


def _alike(one: str, other: str) -> bool:
    mine, theirs = plain(one), plain(other)
    if mine == theirs or heard(one) == heard(other):
        return True
    short, long = sorted((mine, theirs), key=len)
    if len(short) < _STEM:
        return False
    if len(short) >= _PREFIX and (short in long or (mine[:_PREFIX] == theirs[:_PREFIX] and len(short) < 3 * _PREFIX)):
        return True
    near = nearness(mine, theirs)
    if near >= _ALIKE:
        return True
    latin = is_latin(one) and is_latin(other)
    if not latin and len(short) >= _PREFIX and _likeness(one, other) >= _SPELLED:
        return True
    mine_heard, theirs_heard = sound(one), sound(other)
    least = _FAR if mine_heard == theirs_heard or not latin else _NEAR
    return near >= least and _sound_alike(mine_heard, theirs_heard, mine[0] == theirs[0])


def _sound_alike(mine: str, theirs: str, begin_alike: bool) -> bool:
    if min(len(mine), len(theirs)) < _STEM:
        return mine == theirs and len(mine) > 1 and begin_alike
    return nearness(mine, theirs) >= _HEARD
