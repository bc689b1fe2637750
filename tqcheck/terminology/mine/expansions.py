"""What acronyms stand for, where a text says so: International Whaling Commission (IWC)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

_SAID = re.compile(r"\(([A-Z][A-Z\d&]{1,7})\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SPARE = 4
"""Small words that the expansion may have between those that give the letters."""


def expansions(texts: Iterable[str]) -> dict[str, str]:
    """What each acronym is said to stand for, most often."""
    found = defaultdict[str, Counter[str]](Counter)
    for text in texts:
        if "(" not in text:
            continue
        for said in _SAID.finditer(text):
            words = list(_WORD.finditer(text, 0, said.start()))[-len(said[1]) - _SPARE :]
            for first in range(len(words) - 1, -1, -1):
                if _spells([word[0] for word in words[first:]], said[1]):
                    found[said[1]][text[words[first].start() : words[-1].end()]] += 1
                    break
    return {acronym: min(counts.items(), key=lambda item: (-item[1], item[0]))[0] for acronym, counts in found.items()}


def _spells(words: list[str], acronym: str) -> bool:
    """Whether the first letters of words are an acronym's, those of small words in between left out where need be."""
    letters = "".join(word[0] for word in words if word[0].isupper())
    return words[0][0].isupper() and letters == acronym
