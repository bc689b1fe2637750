"""Which of many names are worth comparing: comparing each with each would take the square of their number.

Names meet whose skeletons of consonants are the same or differ in one consonant; of the spellings of one name nine pairs in ten do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from tqcheck.names.spelling import bared, spelling

_SIBILANTS = "tsch shch tch dsch sch ch sh dj dzh zh ts tz cz ç".split()
_CLUSTERS = {**dict.fromkeys(_SIBILANTS, "s"), "ph": "f", "gu": "k", "qu": "k", "ou": "", "x": "ks", "w": ""}
_OTHERS = _CLUSTERS | {"w": "f", "ch": "", "kh": "", "j": "", "x": ""}
"""What groups of letters sound like in French and English; in German, Spanish and other spellings of the same names."""
_CLUSTER = re.compile("|".join(sorted(_OTHERS, key=len, reverse=True)))
_SOUNDS = str.maketrans("bcgqdvjzmç", "pkkktfssns", "aeiouywh")
"""One letter for sounds that conventions take for one another; vowels and what is often left unwritten don't count."""
_LAST = "-"
_DOUBLED = re.compile(r"(.)\1+")
_LEAST = 3
"""Consonants from which a skeleton still tells something with one left out."""
_CROWD = 24
"""Names of one skeleton that are all compared with each other; of more, each with as many that follow in the alphabet."""
_RATIO = 55
"""Letters in common, of 100, with which names are worth a closer look."""


def skeletons(name: str) -> set[str]:
    """The consonants of a name, those alike made one, as two ways of reading have them: *Hachd* and *Hashd* are both `st`."""
    return {_skeleton(spelling(name).letters, sounds) for sounds in (0, 1)}


@lru_cache(1 << 16)
def _skeleton(letters: str, sounds: int) -> str:
    table = (_CLUSTERS, _OTHERS)[sounds]
    plain = _CLUSTER.sub(lambda found: table.get(found[0], found[0]), letters)
    return _DOUBLED.sub(r"\1", bared(plain).translate(_SOUNDS))


def keys(name: str) -> set[str]:
    """The strings of which two names share one if they are to be compared; those of several words may by their last."""
    found = set[str]().union(*map(_keys, skeletons(name)))
    words = spelling(name).words
    if len(words) > 1:
        found |= {f"{_LAST}{key}" for key in _keys(_skeleton(words[-1], 0))}
    return found


def _keys(whole: str) -> set[str]:
    """A skeleton, and what it is with any one consonant left out."""
    if len(whole) < _LEAST:
        return {whole} if whole else set()
    return {whole, *(whole[:at] + whole[at + 1 :] for at in range(len(whole)))}


def candidates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that are worth comparing, each once; their number grows as that of the names."""
    blocks: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        for key in keys(name):
            blocks.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in _within(block):
            if pair not in seen and alike(*pair):
                seen.add(pair)
                yield pair


def _within(block: list[str]) -> Iterator[tuple[str, str]]:
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    for at, name in enumerate(block):
        for other in block[at + 1 : at + 1 + _CROWD]:
            yield name, other


def alike(one: str, other: str) -> bool:
    """Whether two names share letters enough to be one."""
    from rapidfuzz.fuzz import ratio

    return ratio(bared(spelling(one).letters), bared(spelling(other).letters)) >= _RATIO
