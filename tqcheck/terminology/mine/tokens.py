"""Texts as numbers: each word of a corpus once in a vocabulary, each segment as the row of its words.

Rows are arrays of machine numbers, so that a corpus takes little more room than its text.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tqcheck.languages import LANGUAGES, base
from tqcheck.records import parse

JOINED, BREAK, OPENS = 0, 1, 2
"""What parts a word from the one before: a space or hyphen at most, other signs, the beginning of a sentence."""
_ABBREVIATED = frozenset("mr mrs ms dr st prof gen col sgt lt sen rep gov jr sr mt ft mme mlle".split())
_ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)['’](?=[^\W\d_])"
_ELISION = frozenset(["fr", "it", "ca"])
_WORD = r"(?:[^\W\d_]\.){2,}|&|[^\W_]+(?:[-‐\u2011&][^\W_]+)*(?:['’]s?(?!\w)|(?:['’][^\W_]+)+)?"
_SHOUTING = 0.6
"""Share of capitals from which a segment is a headline set in them: its capitals tell nothing."""
_ROMAN = re.compile(r"[IVXL]+(?:e|er|è[mr]e)?")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z\d&-]*[A-Z\d]s?|[A-Z]{2,}s?")
_LONGEST_ACRONYM = 7


class Words(NamedTuple):
    """What is known of the words of a language, all folded."""

    function: frozenset[str]
    inner: frozenset[str]
    article: frozenset[str]
    common: frozenset[str]
    joint: frozenset[str]

    def everyday(self, language: str) -> frozenset[str]:
        """The stems of everyday words."""
        return frozenset(stem(word, language) for word in self.common)


@cache
def words(language: str) -> Words:
    """The words of words.toml for a language tag; of one that it lacks, the function words of `languages`."""
    table = parse(Path(__file__).with_name("words.toml")).get(base(language))
    if table:
        return Words(**{kind: frozenset(table[kind].split()) for kind in Words._fields})
    known = LANGUAGES.get(base(language))
    none = frozenset[str]()
    return Words(known.function_words if known else none, none, none, none, none)


@cache
def letters(language: str) -> frozenset[str]:
    """The small letters and signs of a language's own words, nothing where they are not known."""
    table = parse(Path(__file__).with_name("words.toml")).get(base(language), {})
    return frozenset(table["letters"] + "abcdefghijklmnopqrstuvwxyz0123456789-'’.&") if table.get("letters") else frozenset()


@cache
def _pattern(language: str) -> re.Pattern[str]:
    elided = _ELIDED + "|" if language in _ELISION else ""
    return re.compile(elided + _WORD, re.IGNORECASE)


_ENDINGS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "en": (("ies", "y", 2), ("sses", "ss", 1), ("shes", "sh", 1), ("ches", "ch", 1), ("xes", "x", 2), ("gases", "gas", 0)),
    "fr": (("eaux", "eau", 1), ("aux", "al", 3)),
}
"""Endings of the plural, their singulars, and how many letters there are before them at least."""
_FEMININE = (("elle", "el"), ("enne", "en"), ("onne", "on"), ("ive", "if"), ("euse", "eu"), ("ère", "er"))
_SHORT, _LONG = 3, 4
_NO_PLURAL = "sui"
"""Letters before an s that is no plural's in English: press, crisis, status."""


def stem(word: str, language: str) -> str:
    """What the forms of a word share, roughly: its folded text without the ending of number (French: and gender)."""
    word = word.replace("’", "'")
    word = word.removesuffix("'s").rstrip("'") or word
    for ending, single, before in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= before:
            return word[: -len(ending)] + single
    if language == "fr":
        return _without_gender(word[:-1] if len(word) > _SHORT and word[-1] in "sx" else word)
    if len(word) > _SHORT and word.endswith("s") and word[-2] not in (_NO_PLURAL if language == "en" else "s"):
        return word[:-1]
    return word


def _without_gender(word: str) -> str:
    for ending, plain in _FEMININE:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word[: -len(ending)] + plain
    return word[:-1] if len(word) > _LONG and word.endswith("e") else word


class Vocabulary:
    """The words of one language's corpus; all lists are by a word's number.

    `text` is the word as written, `key` the number of its stem, `counts` how often it stands there (capitals that begin a
    sentence aside). `function`, `common` and `acronym` tell its kind, `worded` that it can be a term's, `possessive` that
    nothing of the same term can follow.
    """

    def __init__(self, language: str) -> None:
        self.language, self.words = base(language), words(language)
        self.text: list[str] = []
        self.key: list[int] = []
        self.keys: list[str] = []
        self.counts: list[int] = []
        self.function: list[bool] = []
        self.common: list[bool] = []
        self.acronym: list[bool] = []
        self.capital: list[bool] = []
        self.worded: list[bool] = []
        self.possessive: list[bool] = []
        self._numbers: dict[str, int] = {}
        self._key_numbers: dict[str, int] = {}

    def number(self, word: str) -> int:
        """The number of a word, new where it was not seen yet."""
        known = self._numbers.get(word)
        return self._add(word) if known is None else known

    def find(self, word: str) -> int | None:
        """The number of a word that stands in the corpus."""
        return self._numbers.get(word)

    def key_of(self, stemmed: str) -> int:
        """The number of a stem, new where it was not seen yet."""
        number = self._key_numbers.setdefault(stemmed, len(self.keys))
        if number == len(self.keys):
            self.keys.append(stemmed)
        return number

    def _add(self, word: str) -> int:
        number = self._numbers[word] = len(self.text)
        folded = word.lower().replace("’", "'")
        bare = folded.removesuffix("'s").rstrip("'")
        written = word[: len(bare)]
        acronym = bool(_ACRONYM.fullmatch(written)) and len(written) <= _LONGEST_ACRONYM and not _ROMAN.fullmatch(written)
        self.text.append(word)
        function = not acronym and (bare in self.words.function or (bare in self.words.joint and not word[0].isupper()))
        self.key.append(self.key_of(written.rstrip("s") if acronym else bare if function else stem(folded, self.language)))
        self.counts.append(0)
        self.function.append(function)
        self.common.append(not acronym and bare in self.words.common)
        self.acronym.append(acronym)
        self.capital.append(word[0].isupper())
        self.possessive.append(len(bare) < len(word))
        self.worded.append(word[0].isalpha() and (len(word) > 1 or word[0].isupper()))
        return number


class Row(NamedTuple):
    """One segment: its text, its words' numbers, where each begins, what parts it from the one before."""

    text: str
    words: array[int]
    starts: array[int]
    gaps: bytearray
    shouts: bool


@lru_cache(1 << 12)
def _gap(gap: str) -> int:
    """What stands between two words parts them how."""
    if gap in ("", " ", "\u00a0", "\u202f"):
        return JOINED
    plain = gap.strip()
    if any(sign in gap for sign in '.!?…:“"«‘\u2028') or plain in ("-", "–", "—", "'"):
        return OPENS
    return JOINED if plain == "" else BREAK


def rows(texts: Iterable[str], vocabulary: Vocabulary) -> Iterator[Row]:
    """The rows of segments, their words taken into the vocabulary."""
    pattern = _pattern(vocabulary.language)
    for text in texts:
        numbers, starts, gaps = array("i"), array("i"), bytearray()
        end, before = 0, ""
        for found in pattern.finditer(text):
            start, word = found.start(), found[0]
            between = text[end:start]
            gap = OPENS if not starts else _gap(between)
            if gap == OPENS and between == ". " and (before.lower() in _ABBREVIATED or (len(before) == 1 and before.isupper())):
                gap = JOINED
            number = vocabulary.number(word)
            numbers.append(number)
            starts.append(start)
            gaps.append(gap)
            if gap != OPENS or not vocabulary.capital[number]:
                vocabulary.counts[number] += 1
            end, before = found.end(), word
        upper = sum(map(str.isupper, text))
        shouts = upper > _SHOUTING * (upper + sum(map(str.islower, text)))
        yield Row(text, numbers, starts, gaps, shouts)


def raised(vocabulary: Vocabulary) -> list[bool]:
    """Which words are names of themselves: inside sentences they have their capital at least as often as not."""
    find, counts = vocabulary.find, vocabulary.counts
    told: list[bool] = []
    for number, word in enumerate(vocabulary.text):
        small = find(word.lower()) if vocabulary.capital[number] else None
        plain = counts[small] if small is not None else 0
        told.append(vocabulary.acronym[number] or (vocabulary.capital[number] and counts[number] > plain))
    return told
