"""How common words are in a language, from counts of web, news and talk (wordfreq)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


@cache
def common(language: str) -> Mapping[str, float]:
    """The words of a language that come once in a million words and more, in lower case, with their share of all words.

    Empty for a language that nothing is known of.
    """
    return _listed(language, "small")


@cache
def known(language: str) -> Mapping[str, float]:
    """The words of a language that come once in a hundred million words and more, or as many as there are counts for."""
    return _listed(language, "best")


def _listed(language: str, size: str) -> Mapping[str, float]:
    from wordfreq import available_languages, get_frequency_dict

    return get_frequency_dict(language, size) if language in available_languages(size) else {}
