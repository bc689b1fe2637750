"""Which of many names are worth comparing: comparing each with each would take the square of their number.

Names meet whose skeletons of consonants are the same or differ in one consonant, and that sound alike by and large. Of the
spellings of one name 98 pairs in 100 do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from tqcheck.names.spelling import bared, spelling

_SOUNDS = {
    **dict.fromkeys("tsch shch tch dsch sch ch sh dj dzh zh ts tz cz dz ç j".split(), "s"),
    **dict.fromkeys("gu qu kh gh".split(), "k"),
    **dict.fromkeys("ei ie ee ey ay ai aï uy yy iy".split(), "i"),
    **{"ph": "f", "x": "ks", "w": "v", "dh": "t", "th": "t", "ou": "u", "oo": "u", "oe": "u", "ae": "e", "ye": "e"},
}
"""What groups of letters sound like, roughly, in French and English."""
_GROUP = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_KIN = str.maketrans("bcgqdvzymoeé", "pkkktfsinuaa", "h")
"""One letter for those that conventions take for one another."""
_OTHERWISE = re.compile("ch|kh|j|w")
_FOREIGN = {"ch": "k", "kh": "", "j": "i", "w": "v"}
"""What some letters sound like in German, Spanish and other spellings of the same names."""
_VOWELS = str.maketrans("", "", "aiu")
_DOUBLED = re.compile(r"(.)\1+")
_CROWD = 24
"""Names of one skeleton that are all compared with each other; of more, each with as many that follow in the alphabet."""
_WORDS_ALIKE = 0.5
"""Similarity of sounds, word by word, from which names of several words are worth a closer look."""
LAST = "-"
"""Begins the keys that are those of a last word."""


class _Care(NamedTuple):
    """How closely names are looked at: the consonants from which one may be missing, and how alike they must sound."""

    consonants: int
    alike: float


_MANY = 400
_FEW_NAMES, MANY_NAMES = _Care(3, 0.74), _Care(5, 0.8)
"""Among many names there are many look-alikes, of which only the likest are one name."""


class Sound(NamedTuple):
    """What a name sounds like, in one and word by word, and its skeletons of consonants."""

    whole: str
    words: tuple[str, ...]
    skeletons: tuple[str, ...]


@lru_cache(1 << 17)
def sound(name: str) -> Sound:
    """What a name sounds like, roughly."""
    letters = spelling(name).words
    words = tuple(map(_sound, letters))
    skeletons = {_skeleton("".join(words))}
    if _OTHERWISE.search(name):
        skeletons.add(_skeleton("".join(_sound(_OTHERWISE.sub(lambda found: _FOREIGN[found[0]], word)) for word in letters)))
    if len(words) > 1:  # those of several words may share the last
        skeletons.add(LAST + _skeleton(words[-1]))
    return Sound("".join(words), words, tuple(skeletons))


@lru_cache(1 << 16)
def _sound(word: str) -> str:
    plain = _GROUP.sub(lambda found: _SOUNDS[found[0]], word)
    heard = _DOUBLED.sub(r"\1", bared(plain).translate(_KIN))
    return heard.removesuffix("a") if word[-1:] == "e" else heard


def _skeleton(sounds: str) -> str:
    """The consonants, the first vowel where there are none: *Hachd* and *Hashd* are both `st`."""
    return _DOUBLED.sub(r"\1", sounds.translate(_VOWELS)) or sounds[:1]


@lru_cache(1 << 17)
def keys(name: str, consonants: int = _FEW_NAMES.consonants) -> frozenset[str]:
    """The strings of which two names share one if they are to be compared: skeletons, and these with one sign left out."""
    found: set[str] = set()
    for whole in sound(name).skeletons:
        found.add(whole)
        if len(whole) >= consonants:
            found.update([whole[:at] + whole[at + 1 :] for at in range(whole[0] == LAST, len(whole))])
    return frozenset(found - {"", LAST})


def candidates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that are worth comparing, each once; their number grows as that of the names."""
    several = sorted(set(names))
    care = _FEW_NAMES if len(several) < _MANY else MANY_NAMES
    blocks: dict[str, list[str]] = {}
    for name in several:
        for key in keys(name, care.consonants):
            blocks.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) > 1:
            for pair in _within(block):
                if pair not in seen:
                    seen.add(pair)
                    if alike(*pair, care.alike):
                        yield pair


def _within(block: list[str]) -> Iterator[tuple[str, str]]:
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    for at, name in enumerate(block):
        for other in block[at + 1 : at + 1 + _CROWD]:
            yield name, other


def alike(one: str, other: str, least: float = _FEW_NAMES.alike) -> bool:
    """Whether two names share sounds enough to be one."""
    return _sounding_alike(sound(one).words, sound(other).words, least)


def _sounding_alike(words: Sequence[str], others: Sequence[str], least: float) -> bool:
    from rapidfuzz.distance.Levenshtein import normalized_similarity

    if len(words) != len(others) or not words:
        return False
    if not normalized_similarity("".join(words), "".join(others), score_cutoff=least):
        return False
    return min(map(normalized_similarity, words, others)) >= _WORDS_ALIKE


def likest(name: str, sounds: Mapping[int, str], most: int) -> list[int]:
    """The keys of those of many names that sound most like one, at most so many; `sounds` are those of words, by spaces."""
    from rapidfuzz.distance.Levenshtein import normalized_similarity
    from rapidfuzz.process import extract

    words, least = sound(name).words, MANY_NAMES.alike
    close = extract(" ".join(words), sounds, scorer=normalized_similarity, score_cutoff=least, limit=4 * most)
    found = (key for heard, _, key in close if _sounding_alike(words, heard.split(" "), least))
    return list(islice(found, most))
