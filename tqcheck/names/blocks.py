"""Which of many names are worth comparing: comparing each with each would take the square of their number.

Names meet whose skeletons of consonants are the same or differ in one consonant, and that sound alike by and large. Of the
spellings of one name 98 pairs in 100 do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from tqcheck.names.spelling import bared
from tqcheck.names.spelling import words as compared

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
_MOST = 1_000_000
_ROUNDING = 1e-9
_WORDS_ALIKE = 0.5
"""Similarity of sounds, word by word, from which names of several words are worth a closer look."""
LAST = "-"
"""Begins the keys that are those of a last word."""


class Care(NamedTuple):
    """How closely names are looked at: the consonants that they share at least, if not all, how alike they sound and look.

    A skeleton that more names than a `crowd` have tells little.
    """

    consonants: int
    alike: float
    letters: float
    crowd: int


_LEAST = 3
"""Consonants from which a skeleton still tells something with one left out."""
MANY = 400
_FEW_NAMES, MANY_NAMES = Care(2, 0.74, 0.5, 24), Care(5, 0.8, 0.62, 6)
"""Among many names there are many look-alikes, of which only the likest are one name."""


class Sound(NamedTuple):
    """A name's letters without marks, what it sounds like, in one and word by word, and its skeletons of consonants."""

    letters: str
    whole: str
    words: tuple[str, ...]
    skeletons: tuple[str, ...]


@lru_cache(1 << 17)
def sound(name: str) -> Sound:
    """What a name sounds like, roughly."""
    letters = compared(name)
    words = tuple(map(_sound, letters))
    skeletons = {_skeleton("".join(words))}
    if _OTHERWISE.search(name):
        skeletons.add(_skeleton("".join(_sound(_OTHERWISE.sub(lambda found: _FOREIGN[found[0]], word)) for word in letters)))
    if len(words) > 1:  # those of several words may share the last
        skeletons.add(LAST + _skeleton(words[-1]))
    return Sound(bared("".join(letters)), "".join(words), words, tuple(skeletons))


@lru_cache(1 << 16)
def _sound(word: str) -> str:
    plain = _GROUP.sub(lambda found: _SOUNDS[found[0]], word)
    heard = _DOUBLED.sub(r"\1", bared(plain).translate(_KIN))
    return heard.removesuffix("a") if word[-1:] == "e" else heard


def _skeleton(sounds: str) -> str:
    """The consonants, the first vowel where there are none: *Hachd* and *Hashd* are both `st`."""
    return _DOUBLED.sub(r"\1", sounds.translate(_VOWELS)) or sounds[:1]


@lru_cache(1 << 17)
def keys(name: str) -> tuple[str, ...]:
    """The strings of which two names share one if they are to be compared: skeletons, and these with one sign left out."""
    found = set(sound(name).skeletons)
    for whole in sound(name).skeletons:
        if len(whole) >= _LEAST:
            found.update([whole[:at] + whole[at + 1 :] for at in range(whole[0] == LAST, len(whole))])
    return tuple(sorted(found - {"", LAST}))


def candidates(
    names: Iterable[str], heads: Container[str] | None = None, most: int = _MOST, *, thorough: bool = False
) -> list[tuple[str, str]]:
    """The pairs of names that are worth comparing, each once; their number grows as that of the names.

    Of `heads`, if they are told, there is at least one in each pair. Of more than `most` pairs, those that sound most alike.
    Of many names only those meet that have one skeleton, unless the search is `thorough`.
    """
    heard = sorted((sound(name).whole, name) for name in set(names))
    sounds = {name: sound(name) for _, name in heard}
    care = _FEW_NAMES if len(sounds) < MANY else MANY_NAMES
    seen, found = set[tuple[str, str]](), list[tuple[str, str]]()
    for block in _blocks(sounds, whole=care is MANY_NAMES and not thorough):
        for pair in _within(block, _FEW_NAMES.crowd if thorough else care.crowd):
            one, other = pair
            if pair not in seen and (heads is None or one in heads or other in heads):
                seen.add(pair)
                if _nearness(care)(sounds[one], sounds[other]):
                    found.append((min(pair), max(pair)))
    return found if len(found) <= most else _nearest(found, sounds)[:most]


def _nearest(pairs: list[tuple[str, str]], sounds: Mapping[str, Sound]) -> list[tuple[str, str]]:
    """Pairs of names, those first that sound most alike."""
    from rapidfuzz.distance.Levenshtein import distance

    return sorted(pairs, key=lambda pair: (distance(sounds[pair[0]].whole, sounds[pair[1]].whole), pair))


def _blocks(sounds: Mapping[str, Sound], *, whole: bool) -> Iterable[list[str]]:
    """Names that share a key, or a whole skeleton."""
    blocks: dict[str, list[str]] = {}
    for name, heard in sounds.items():
        for key in heard.skeletons if whole else keys(name):
            blocks.setdefault(key, []).append(name)
    return blocks.values()


def _within(block: list[str], crowd: int) -> Iterator[tuple[str, str]]:
    """The pairs of a block; in a crowded one each name with as many that follow, as they sound."""
    if len(block) <= crowd:
        yield from combinations(block, 2)
        return
    for at, name in enumerate(block):
        for other in block[at + 1 : at + 1 + crowd]:
            yield name, other


def alike(one: str, other: str, care: Care = _FEW_NAMES) -> bool:
    """Whether two names share sounds enough to be one."""
    return _nearness(care)(sound(one), sound(other))


def likest(name: str, sounds: Mapping[int, str], most: int) -> list[int]:
    """The keys of those of many names that sound most like one, at most so many; `sounds` are those of words, by spaces."""
    from rapidfuzz.distance.Levenshtein import normalized_similarity
    from rapidfuzz.process import extract

    heard = " ".join(sound(name).words)
    found = extract(heard, sounds, scorer=normalized_similarity, score_cutoff=MANY_NAMES.alike, limit=most)
    return [key for _, _, key in found]


@cache
def _nearness(care: Care) -> Callable[[Sound, Sound], bool]:
    """What tells whether two names sound alike, as a whole and word by word."""
    from rapidfuzz.distance.Levenshtein import distance, normalized_similarity

    def near(one: Sound, other: Sound) -> bool:
        if len(one.words) != len(other.words):
            return False
        most = int((1 - care.alike) * max(len(one.whole), len(other.whole)) + _ROUNDING)
        if distance(one.whole, other.whole, score_cutoff=most) > most:
            return False
        if care.letters and normalized_similarity(one.letters, other.letters) < care.letters:
            return False
        return len(one.words) == 1 or min(map(normalized_similarity, one.words, other.words)) >= _WORDS_ALIKE

    return near
