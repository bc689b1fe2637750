"""Which language the sources of a text are in, when nobody says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import regex

from tqcheck.bitext.stems import function_words, table
from tqcheck.languages import base, detect

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LEAD = 1.3
"""How many times as much must speak for the first language as for the second."""


def tongue(text: str, target: str) -> str:
    """The language of a text that was translated into `target`; "" where nothing tells.

    A vote of function words, each counting as much as it tells; langdetect where the vote is close.
    """
    counts = Counter(_WORD.findall(text.lower()))
    votes = Counter(
        {language: sum(counts[word] * weight for word, weight in words.items()) for language, words in _table().items()}
    )
    del votes[base(target)]
    (first, most), (_, next_most) = votes.most_common(2)
    if most > _LEAD * next_most:
        return first
    found = detect(text)
    return found if found and found != base(target) else first if most else ""


def _share(counts: Mapping[str, int], words: Mapping[str, float]) -> float:
    return sum(counts[word] * weight for word, weight in words.items() if word in counts)


@cache
def _table() -> dict[str, dict[str, float]]:
    """The function words of each language, with one part in how many languages have them."""
    shared = Counter(word for language in table("function") for word in function_words(language))
    return {language: {word: 1 / shared[word] for word in function_words(language)} for language in table("function")}
