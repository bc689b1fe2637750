"""What words of one language may become in another: bilingual lists that tell whether a word has any counterpart.

A list (`lexicon/fr.tsv`) gives each word or stem of a language all the English words that news render it by; read the other
way round it serves texts translated from English. A star ends a stem, which stands for every word that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from tqcheck.bitext.kept import kept
from tqcheck.bitext.sieve import Told
from tqcheck.bitext.stems import function_words
from tqcheck.languages import unmarked

FOLDER = Path(__file__).parent / "lexicon"
_END = "$"
"""Ends what must match as a whole word."""
_LEAST = 3
"""Letters of the shortest stem, and of the shortest word that is told from others."""
_OR = "|"
BEGINNING = 4
"""Letters that a word of the source and one of the target share at their beginning if they are one name or loan."""
NOTHING: frozenset[str] = frozenset()


class Lexicon:
    """The list of a pair of languages; `small` and `others` are the words of both that have no meaning of their own.

    All it tells is of words in lower case.
    """

    def __init__(
        self, entries: Mapping[str, str], answers: frozenset[str], small: frozenset[str], others: frozenset[str]
    ) -> None:
        self._entries, self._answers, self._small = entries, answers, small
        self._parted: Told[frozenset[str]] = Told(lambda key: frozenset(entries[key].split(_OR)))
        self.of: Told[frozenset[str]] = Told(self._of)
        """What a word may become, nothing for one that isn't listed; compare with `marks`."""
        self.marks: Told[frozenset[str]] = Told(self._marks)
        """All that entries know a word of the other language by."""
        self.content: Told[frozenset[str] | None] = Told(self._content)
        """What a word with a meaning of its own may become; None for all others, numbers among them that aren't listed."""
        self.telling: Told[bool] = Told(lambda word: is_content(word) and word not in others)
        """Whether a word of the other language has a meaning of its own."""

    def _of(self, word: str) -> frozenset[str]:
        entries = self._entries
        if (whole := word + _END) in entries:
            return self._parted[whole]
        for end in range(len(word), _LEAST - 1, -1):
            if word[:end] in entries:
                return self._parted[word[:end]]
        return NOTHING

    def _marks(self, word: str) -> frozenset[str]:
        return self._answers.intersection([word + _END, *[word[:end] for end in range(_LEAST, len(word) + 1)]])

    def _content(self, word: str) -> frozenset[str] | None:
        if word in self._small or len(word) < _LEAST:
            return None
        return self.of[word] or (None if word[0].isdigit() else NOTHING)


@lru_cache(1 << 16)
def is_content(word: str) -> bool:
    """Whether a word in lower case is long enough to be told from others, and no number."""
    return len(word) >= _LEAST and not word[0].isdigit()


@lru_cache(1 << 16)
def beginning(word: str) -> str:
    """How a word begins, marks of letters aside."""
    return unmarked(word[: BEGINNING + 1])[:BEGINNING]


_SIGN = re.compile(r"[$£€¥]|(?<=\d)(?:bn|tn|m|k)\b")
_SPELLED = {
    "$": ("dollar", "dollars"),
    "£": ("pound", "pounds", "sterling"),
    "€": ("euro", "euros"),
    "¥": ("yen",),
    "k": ("thousand",),
    "m": ("million", "millions"),
    "bn": ("billion", "billions", "thousand", "million", "millions"),
    "tn": ("trillion", "trillions", "thousand", "billion", "billions"),
}
"""English words that signs and letters beside a number stand for."""


def spelled(text: str) -> list[str]:
    """The words that an English text only has as signs: $5m."""
    return [word for sign in _SIGN.findall(text) for word in _SPELLED[sign]]


@cache
def lexicon(source: str, target: str) -> Lexicon | None:
    """The list from one language into another, None where there is none."""
    path = FOLDER / f"{source if target == 'en' else target}.tsv"
    if "en" not in (source, target) or not path.is_file():
        return None
    build = _read if target == "en" else _turned
    return Lexicon(
        *kept(f"{source}-{target}", (Path(__file__), path), lambda: build(path)), function_words(source), function_words(target)
    )


def _read(path: Path) -> tuple[dict[str, str], frozenset[str]]:
    """The entries of a list, and all that is in any of them."""
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    entries = {_mark(key): _OR.join(map(_mark, values.split(_OR))) for key, values in lines}
    return entries, frozenset(_OR.join(entries.values()).split(_OR))


def _turned(path: Path) -> tuple[dict[str, str], frozenset[str]]:
    """The entries of a list, read the other way round."""
    turned: dict[str, list[str]] = {}
    for key, values in _read(path)[0].items():
        for value in values.split(_OR):
            turned.setdefault(value, []).append(key)
    return {value: _OR.join(_standing(value, turned)) for value in turned}, frozenset(chain.from_iterable(turned.values()))


def _standing(value: str, turned: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """What a word or stem was given for, and the stems that stand for it too: the longest answers for all of them."""
    stem = value.removesuffix(_END)
    shorter = [stem[:end] for end in range(_LEAST, len(stem) + (value != stem))]
    return dict.fromkeys(chain.from_iterable(turned.get(each, ()) for each in (value, *shorter)))


def _mark(entry: str) -> str:
    return entry[:-1] if entry.endswith("*") else entry + _END
