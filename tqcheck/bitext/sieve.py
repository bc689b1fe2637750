"""Ask something of each word of a language once, however many texts it stands in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

Fact = TypeVar("Fact")
_MOST = 1 << 18
"""Words that are kept; beyond, they are asked for anew."""


class Told(dict[str, Fact]):
    """What is told of words, worked out when a word is first asked for: most words of a text were met before."""

    def __init__(self, work_out: Callable[[str], Fact]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> Fact:
        if len(self) > _MOST:
            self.clear()
        found = self[word] = self._work_out(word)
        return found


class Sieve:
    """The words for which something holds. Most words of a text were met before, so that it costs next to nothing."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        self._holds = holds
        self._judged: set[str] = set()
        self._found: set[str] = set()

    def among(self, words: Collection[str]) -> set[str]:
        """Those of some words."""
        if not self._judged.issuperset(words):
            if len(self._judged) > _MOST:
                self._judged.clear()
                self._found.clear()
            new = set(words) - self._judged
            self._found.update(filter(self._holds, new))
            self._judged |= new
        return self._found.intersection(words)
