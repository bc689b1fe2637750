"""A segment and its source, with what several checks want to know of both, worked out once."""

from __future__ import annotations

from functools import cached_property
from sys import intern
from typing import Any

import regex

from tqcheck.bitext.markup import masked
from tqcheck.bitext.sieve import Told
from tqcheck.model import Segment, Span

_span = tuple.__new__  # a third of the time of Span(…), which goes through a function of Python's
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_BLANK = str.maketrans(dict.fromkeys((chr(code) for code in range(128) if not chr(code).isalnum()), " "))


class Side:
    """One text of a pair; `language` is a tag without region, "" where it isn't known.

    `words` are runs of letters, marks and digits in prose, in order; apostrophes and hyphens part them (l’ONU is two).
    `lowered` are the same in lower case, `seen` each of these once.
    """

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self._prose = masked(text)
        self.words = list(map(intern, _words(self._prose)))  # the same objects in all texts are quicker to compare
        self.lowered = list(map(_lower, self.words))
        self.seen = frozenset(self.lowered)

    @cached_property
    def spans(self) -> list[Span]:
        """Where the words stand."""
        end, find = 0, self._prose.find
        # Between two words stands no letter, so that each is the next place where its letters stand.
        return [_span(Span, ((start := find(word, end)), (end := start + len(word)))) for word in self.words]


def _words(text: str) -> list[str]:
    """The words of a text; those of ASCII are found sooner."""
    return text.translate(_BLANK).split() if text.isascii() else _WORD.findall(text)


_lower = Told(lambda word: intern(word.lower())).__getitem__


class Pair:
    """A segment's source and target side by side; `memo` keeps what one check worked out for the others."""

    def __init__(self, segment: Segment, source: str, target: str) -> None:
        self.segment = segment
        self.source = Side(segment.source or "", source)
        self.target = Side(segment.target, target)
        self.memo: dict[object, Any] = {}

    @cached_property
    def whole(self) -> Span:
        """The target without the white space around it."""
        text = self.segment.target
        start = len(text) - len(text.lstrip())
        return Span(start, max(start, len(text.rstrip())))
