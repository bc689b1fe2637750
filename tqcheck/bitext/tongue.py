"""Which language the sources of a text are in, when nobody says, and which translations are in another than they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log10

import regex

from tqcheck.bitext.frequencies import share
from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.stems import function_words, table
from tqcheck.languages import LANGUAGES, base, detect, vote

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LONG, _MANY = 40, 8
"""Code points and words from which a text's function words tell its language …"""
_OWN = 0.2
"""… unless this share of the words are function words of its own language …"""
_CLEAR = 0.15
"""… where one language leads by this share of the words."""
_ENOUGH = 40
"""Words from which function words tell the language of a text, or langdetect where they don't; of fewer, all words do."""
_RARE = 1e-7
"""What share of words one is taken to have that isn't in a language's list."""
_LEAD = 1.3
"""How many times as much must speak for the first language as for the second."""


def tongue(text: str, target: str) -> str:
    """The language of a text that was translated into `target`; "" where nothing tells.

    A vote of function words, each counting as much as it tells, or langdetect where the vote is close; how common all words
    are, in texts of few.
    """
    counts = Counter(_WORD.findall(text.lower()))
    votes = Counter(
        {language: sum(counts[word] * weight for word, weight in words.items()) for language, words in _table().items()}
    )
    del votes[base(target)]
    (first, most), (_, next_most) = votes.most_common(2)
    if most > _LEAD * next_most and counts.total() >= _ENOUGH:
        return first
    if counts.total() >= _ENOUGH:
        found = detect(text)
        return found if found and found != base(target) else first if most else ""
    return _commonest(counts, [language for language in table("function") if language != base(target)])


def _commonest(counts: Mapping[str, int], languages: Sequence[str]) -> str:
    """The language in which some words are commonest, for texts of few; "" where they are rare in all."""
    likely = {language: sum(log10(share(language, word) or _RARE) for word in counts) for language in languages}
    best = max(likely, key=lambda language: (likely[language], language))
    return best if likely[best] > log10(_RARE) * len(counts) else ""


def other_tongue(pair: Pair) -> str:
    """The language of a translation where that is clearly not what it should be, else nothing."""
    if "tongue" not in pair.memo:
        pair.memo["tongue"] = _other(pair.target)
    return str(pair.memo["tongue"])


def _other(side: Side) -> str:
    own = side.language
    if len(side.text) < _LONG or len(side.words) < _MANY or own not in LANGUAGES:
        return ""
    if sum(map(function_words(own).__contains__, side.lowered)) > _OWN * len(side.words):
        return ""
    language, lead = vote(side.text)
    return language if language not in ("", own) and lead >= _CLEAR else ""


def _share(counts: Mapping[str, int], words: Mapping[str, float]) -> float:
    return sum(counts[word] * weight for word, weight in words.items() if word in counts)


@cache
def _table() -> dict[str, dict[str, float]]:
    """The function words of each language, with one part in how many languages have them."""
    shared = Counter(word for language in table("function") for word in function_words(language))
    return {language: {word: 1 / shared[word] for word in function_words(language)} for language in table("function")}
