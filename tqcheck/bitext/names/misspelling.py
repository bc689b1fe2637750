"""A name that the target spells otherwise than its source, in Latin letters, by a slip: *Marcon* for *Macron*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tqcheck.bitext.names.exonyms import names
from tqcheck.bitext.names.lexicon import Kind, kind
from tqcheck.bitext.names.sound import is_latin, one_slip, plain

_LEAST = 5
_DIGRAPH = re.compile("([aou])e")
"""How ä, ö and ü are written where they are not to be had."""
_END = 2
"""Letters at the end in which languages differ (Algérie, Algeria)."""


def misspelt(word: str, language: str, sources: Sequence[str]) -> str:
    """The name of the source that a word of the target is but for one slip of the pen; "" where there is none.

    Silent where the word is known, where conventions of romanisation explain the difference, and where it is in the ending.
    """
    if not _may_be(word) or kind(word.lower(), language) is not Kind.rare or names(language).meaning(word):
        return ""
    for name in sources:
        if _may_be(name) and name[0] == word[0] and _slip(plain(name), plain(word)) and not _explained(name, word):
            return name
    return ""


def _may_be(word: str) -> bool:
    return len(word) >= _LEAST and word[0].isupper() and not word.isupper() and is_latin(word)


def _slip(name: str, word: str) -> bool:
    return name[-_END:] == word[-_END:] and one_slip(name, word)


def _explained(name: str, word: str) -> bool:
    from tqcheck.names.explanation import explained

    return explained(name, word) or _DIGRAPH.sub(r"\1", plain(name)) == _DIGRAPH.sub(r"\1", plain(word))
