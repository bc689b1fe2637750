"""Find slips of the keyboard: a word hardly anyone writes, one letter lost or two swapped from a common one.

How common words are is told by counts (`frequencies`), in which slips turn up too, only far more rarely than the word itself.
Names, compounds, addresses and words that the source has are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from tqcheck.bitext import frequencies
from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair, Side
from tqcheck.bitext.sieve import Sieve

_LANGUAGES = frozenset(["en"])
"""Languages whose words the counts cover. Where compounds or endings make ever new words, rare ones are sound."""
_RARE = 1e-7
"""The share of all words below which one may be a slip; one that two swapped letters make may be commoner …"""
_SWAPPED = 5e-7
_COMMON = 2e-6
"""… and the share from which the word meant is common …"""
_TIMES = 300
"""… and how much commoner it is at least."""
_SHORTEST, _SHORT, _SHARE = 4, 5, 2e-5
"""Letters of the shortest word; below the second, the word meant must have the third share, and only swaps count."""
_LONG, _FAMILIAR = 6, 1e-5
"""Letters of a word, and share of the one meant, from which one letter too many or a wrong one is told too."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_JOINERS = frozenset("-‐‑'’_/@.&")


@cache
def _common(language: str) -> frozenset[str]:
    """The words that slips are measured against."""
    return frozenset(word for word, share in frequencies.common(language).items() if share >= _COMMON)


@cache
def _slips(language: str) -> Sieve:
    """The words that may be slips."""
    shares, known = frequencies.common(language), frequencies.known(language)

    def may_be(word: str) -> bool:
        if len(word) < _SHORTEST or word in shares or not (word.isascii() and word.isalpha() and word.islower()):
            return False
        return known.share(word) < _SWAPPED and bool(_meant(word, language))

    return Sieve(may_be)


def compare(pair: Pair) -> Iterator[Fault]:
    """Yield each slip; the fix is the commonest word it may be meant for."""
    language = pair.target.language
    if language not in _LANGUAGES:
        return
    for word in _slips(language).among(pair.target.words):
        at = _place(pair.target, word)
        if at >= 0 and word not in pair.source.text.lower():  # a loan, or a name that its language writes small
            yield Fault("slip", pair.target.spans[at], (_meant(word, language),))


@lru_cache(maxsize=4096)
def _meant(word: str, language: str) -> str:
    """The commonest word that is one slip away, or nothing."""
    own, shares, meant = frequencies.known(language).share(word), frequencies.common(language), _common(language)
    others = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}
    if len(word) >= _SHORT and own < _RARE:
        others |= _longer(word)
    best = max(others & meant, key=shares.__getitem__, default="")
    if best and shares[best] >= max(_SHARE if len(word) < _SHORT else _COMMON, _TIMES * own):
        return best
    if own or len(word) < _LONG:
        return ""
    best = max(_others(word) & meant, key=shares.__getitem__, default="")
    return best if best and shares[best] >= _FAMILIAR else ""


def _longer(word: str) -> set[str]:
    """The words with one letter more inside; a letter at the end is an ending more often than a slip."""
    return {word[:at] + letter + word[at:] for at in range(len(word)) for letter in _LETTERS}


def _others(word: str) -> set[str]:
    """The words with one letter less, or with another letter."""
    less = {word[:at] + word[at + 1 :] for at in range(len(word))}
    return less | {word[:at] + letter + word[at + 1 :] for at in range(1, len(word)) for letter in _LETTERS}


def _place(side: Side, word: str) -> int:
    """Where a word stands in small letters and by itself, -1 for nowhere."""
    for at, (written, span) in enumerate(zip(side.words, side.spans, strict=True)):
        around = side.text[max(0, span.start - 1) : span.start], side.text[span.end : span.end + 2]
        if written == word and around[0] not in _JOINERS and (around[1][:1] not in _JOINERS or around[1] in (".", ". ")):
            return at
    return -1
