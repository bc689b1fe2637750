"""How common words are in a language, from counts of web, news and talk (wordfreq).

The counts are read from wordfreq's files, without the package itself, which takes longer to import than a short text to check:
after a header, the words of each share of all words in turn, a hundredth of a magnitude (a centibel) apart.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_CENTIBELS = 100


@cache
def common(language: str) -> Mapping[str, float]:
    """The words of a language that come once in a million words and more, in lower case, with their share of all words.

    The commonest come first. Empty for a language that nothing is known of.
    """
    return _listed(language, ("small",))


@cache
def known(language: str) -> Mapping[str, float]:
    """The words of a language that come once in a hundred million words and more, or as many as there are counts for."""
    return _listed(language, ("large", "small"))


def _listed(language: str, sizes: tuple[str, ...]) -> Mapping[str, float]:
    paths = [path for size in sizes if (path := _folder() / f"{size}_{language}.msgpack.gz").is_file()]
    return _read(paths[0]) if paths and language.isalpha() else {}


def _read(path: Path) -> dict[str, float]:
    import msgpack

    shares: dict[str, float] = {}
    with gzip.open(path) as file:
        _, *steps = msgpack.load(file)
    for at, words in enumerate(steps):
        shares.update(dict.fromkeys(words, 10 ** (-at / _CENTIBELS)))
    return shares


@cache
def _folder() -> Path:
    found = find_spec("wordfreq")
    return Path(found.origin if found and found.origin else "").parent / "data"
