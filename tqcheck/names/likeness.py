"""How sure it is that two names of one text are one name in two spellings: beyond likeness, what grammar and words say.

A name of several words whose words are all alike is hardly another one; of single words only those differences count for much
that a convention explains, for *Asian* and *Assange* sound alike too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tqcheck.model import Certainty
from tqcheck.names.comparison import SAME_NAME, similarity
from tqcheck.names.conventions import scripts
from tqcheck.names.explanation import OTHER_SOUND, explain, explained
from tqcheck.names.spelling import VOWELS, bared, spelling, words

_CLOSE, _CLOSEST = 0.92, 0.96
"""Similarities from which single words are likely one name: long ones or those of two presses, and all others."""
_FEW = 5
"""Letters up to which a word has many look-alikes; below, only the press of two languages makes one of another."""
_FRENCH = "french"
_PRESSES = frozenset([_FRENCH, "english"])
_NAMES = 0.86
"""Similarity from which names of several words are one, if each word is like its own …"""
_KNOWN = 0.94
_ARTICLE = re.compile("(?:al|el)[ -]", re.IGNORECASE)
_WORD = 0.82
_ONE_WORD, _REST = 0.72, 2
"""Similarity below which two words set names of several words apart; if two others are equal, it takes more."""
_STEM = 3
"""Letters that a stem has at least."""
_LONG = tuple("an ans ian ians ean ien iens ienne ish ese er ers s es".split())
_SHORT = tuple("n i is a y ia ov ova ich".split())
"""Endings that make a plural, a people, a tongue, a woman's name, a family's of a name, as English and French write them."""


def written(name: str) -> str:
    """A name in small letters as it is compared, marks, doubling and apostrophes kept: articles, spaces, hyphens fall away."""
    spelled = spelling(name)
    return "".join(spelled.text[start:stop] for start, stop in zip(spelled.starts, spelled.stops, strict=True)).lower()


_SYLLABIC, _SYLLABLE = "chinese", 4
"""The script whose words are syllables, and letters that one has at most, in names that could be nothing else."""
_ALIKE = str.maketrans(dict.fromkeys("’‘ʿʻʼ`", "'") | dict.fromkeys("‐\u2011–", "-"))
"""Signs that are told apart by typesetters, not by readers."""


def _joined(name: str) -> str:
    """A name in small letters, without an article of English, full stops and a sign that it begins or ends with."""
    plain = name.lower().translate(_ALIKE)
    return re.sub(r"^the |\.", "", plain).strip("'")


def _cased(one: str, other: str) -> bool:
    """Whether two names differ in letter case only."""
    return one.lower() == other.lower()


def _digits(name: str) -> list[str]:
    return re.findall(r"\d+\w*", name)


@lru_cache(1 << 14)
def grade(one: str, other: str) -> Certainty | None:
    """How sure it is that two names are one in two spellings; None where they are not, or not spelled in two ways at all."""
    mine, theirs = words(one), words(other)
    if len(mine) != len(theirs) or _digits(one) != _digits(other) or _joined(one) == _joined(other) or _derived(mine, theirs):
        return None
    alike = similarity(one, other)
    if len(mine) > 1:
        if alike < _NAMES or not _word_by_word(mine, theirs):
            return None
        return Certainty.possible if _syllables(mine, theirs) else Certainty.likely
    if written(one) == written(other):
        return Certainty.likely if _ARTICLE.match(one) and _ARTICLE.match(other) and not _cased(one, other) else None
    if alike < SAME_NAME:
        return None
    return Certainty.likely if _evident(one, other, alike) else Certainty.possible


def one_name(one: str, other: str) -> Certainty | None:
    """How sure it is that two names are one in two spellings; None where it is less than likely."""
    sure = grade(one, other)
    return sure if sure is not None and sure >= Certainty.likely else None


def _evident(one: str, other: str, alike: float) -> bool:
    """Whether two single words are likely one name: the shorter they are, the more look-alikes they have."""
    letters = min(len(one), len(other))
    if not explained(one, other):
        return alike >= (_CLOSE if letters > _FEW else _CLOSEST)
    if letters > _FEW or _ways(one, other) <= {_PRESSES}:
        return alike >= _CLOSE
    return letters == _FEW and alike >= _CLOSEST and _consonants(one) != _consonants(other)


def _consonants(word: str) -> str:
    """The letters of a word but its vowels: where these alone differ, short words may be of one root (*Salem*, *Salim*)."""
    return "".join(letter for letter in bared(word.lower()) if letter not in VOWELS)


def settled(one: str, other: str) -> bool:
    """Whether two names are so alike that one of them may be a name that everybody knows, spelled otherwise."""
    several = len(words(one)) > 1
    return several or similarity(one, other) >= (_KNOWN if explained(one, other) else _CLOSEST)


def _ways(one: str, other: str) -> set[frozenset[str]]:
    """The traditions that set two spellings apart."""
    return {frozenset(step.ways) for step in explain(one, other) if step.ways[0]}


def _begin_apart(one: str, other: str) -> bool:
    """Whether two words begin with consonants that no convention takes for each other: *Hernández*, *Fernández*."""
    first, second = bared(one[:1]), bared(other[:1])
    if first == second or first in VOWELS or second in VOWELS:
        return False
    return explain(one, other)[0].reason == OTHER_SOUND


def _syllables(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether both names are of a script in which each syllable is a word, so that one letter makes another person."""
    longest = max(map(len, (*mine, *theirs)))
    if longest > _SYLLABLE or all(bared(one) == bared(other) for one, other in zip(mine, theirs, strict=True)):
        return False
    return any(script.suits((*mine, *theirs)) for script in scripts() if script.name == _SYLLABIC)


def _word_by_word(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether each word of one name is like that of the other; where all others of several are equal, one may be less so."""
    differing = [(one, other) for one, other in zip(mine, theirs, strict=True) if one != other]
    if any(_begin_apart(one, other) for one, other in differing):
        return False
    alike = [similarity(one, other) for one, other in differing]
    return min(alike, default=1.0) >= (_ONE_WORD if len(mine) - len(alike) >= _REST else _WORD)


def leaning(one: str, other: str, tongue: str) -> int:
    """Which of two spellings is the tongue's (english) where the other has another press's (french): above 0 the second.

    Counts the stretches that say so, less those that say the reverse.
    """
    ways = [step.ways for step in explain(one, other)]
    return sum((mine == _FRENCH and theirs == tongue) - (theirs == _FRENCH and mine == tongue) for mine, theirs in ways)


def converted(one: str, other: str, tongue: str) -> bool:
    """Whether all that a tongue's (english) spelling of a name has otherwise than another is what French wrote its own way."""
    if min(len(one), len(other)) < _FEW:
        return False
    steps = [step for step in explain(one, other) if step.reason]
    return bool(steps) and all(step.ways == (_FRENCH, tongue) for step in steps)


def _derived(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether a word of one name is derived from the other's: *Iraq* and *Iraqi*, *Mario* and *Maria*, *Sheriffs*."""
    pairs = [(bared(one), bared(other)) for one, other in zip(mine, theirs, strict=True)]
    given, other_given = pairs[0]
    if {given[-1:], other_given[-1:]} == set("ao") and given[:-1] == other_given[:-1]:
        return True
    return any(one != other and _kin(one, other) for one, other in pairs)


def _kin(one: str, other: str) -> bool:
    stems, other_stems = _stems(one, _LONG), _stems(other, _LONG)
    return one in _stems(other, _SHORT) | other_stems or other in _stems(one, _SHORT) | stems or bool(stems & other_stems)


@lru_cache(1 << 14)
def _stems(word: str, endings: Sequence[str]) -> frozenset[str]:
    """What a word may be derived from by one of the endings."""
    found = (word.removesuffix(end) for end in endings if word.endswith(end))
    return frozenset(stem for stem in found if len(stem) >= _STEM and not {stem[-1], word[-1]} <= {"i", "y"})
