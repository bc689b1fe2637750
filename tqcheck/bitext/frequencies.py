"""How common words are in a language, from counts of web, news and talk (wordfreq).

The counts are read from wordfreq's files, without the package itself, which takes longer to import than a short text to check:
after a header, the words of each share of all words in turn, a hundredth of a magnitude (a centibel) apart.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tqcheck.bitext.kept import kept

_CENTIBELS = 100
_BLOCK = 64
_LINE = "\n{}\t"


@cache
def common(language: str) -> Mapping[str, float]:
    """The words of a language that come once in a million words and more, in lower case, with their share of all words.

    The commonest come first. Empty for a language that nothing is known of.
    """
    shares: dict[str, float] = {}
    if path := file(language, "small"):
        for at, words in enumerate(_steps(path)):
            shares.update(dict.fromkeys(words, _share(at)))
    return shares


def share(language: str, word: str) -> float:
    """The share of a word in lower case that comes once in a million words and more; 0 for any other."""
    return common(language).get(_listed(word), 0.0)


def _listed(word: str) -> str:
    """A word as the counts have it, which know no ß."""
    return word.replace("ß", "ss")


class Known:
    """Very many words with their shares, of which few are ever asked for: in blocks, each known by its first word."""

    def __init__(self, first: Sequence[str] = (), blocks: Sequence[str] = ()) -> None:
        self._first, self._blocks = first, blocks

    def __bool__(self) -> bool:
        return bool(self._first)

    def share(self, word: str) -> float:
        """The share that a word in lower case has of all words, 0 where it isn't known."""
        word = _listed(word)
        block = self._blocks[max(0, bisect_right(self._first, word) - 1)] if self._first else ""
        at = block.find(_LINE.format(word))
        return _share(int(block[at:].split(maxsplit=2)[1])) if at >= 0 else 0.0


@cache
def known(language: str) -> Known:
    """The words of a language that come once in a hundred million words and more, or as many as there are counts for."""
    path = file(language, "large") or file(language, "small")
    return Known(*kept("known", (Path(__file__), path), lambda: _blocks(path))) if path else Known()


def _blocks(path: Path) -> tuple[list[str], list[str]]:
    lines = sorted((word, at) for at, words in enumerate(_steps(path)) for word in words)
    starts = range(0, len(lines), _BLOCK)
    blocks = ["".join(f"{_LINE.format(word)}{at}" for word, at in lines[start : start + _BLOCK]) for start in starts]
    return [lines[start][0] for start in starts], blocks


def _steps(path: Path) -> Sequence[Sequence[str]]:
    """The words of each share in turn."""
    import msgpack

    with gzip.open(path) as data:
        return msgpack.load(data)[1:]  # type: ignore[no-any-return]


def _share(step: int) -> float:
    return float(10 ** (-step / _CENTIBELS))


def file(language: str, size: str) -> Path | None:
    """The file with the counts of a language, None where there is none."""
    path = _folder() / f"{size}_{language}.msgpack.gz"
    return path if language.isalpha() and path.is_file() else None


@cache
def _folder() -> Path:
    found = find_spec("wordfreq")
    return Path(found.origin if found and found.origin else "").parent / "data"
