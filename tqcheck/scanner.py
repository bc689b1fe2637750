"""One pass over a text for all literals at once: the anchors of rules and the terms of glossaries."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import ahocorasick

from tqcheck.glossary.match import Entry
from tqcheck.languages import fold

_RUN = re.compile(r"  +")


class Scanner:
    """The literals of rules and glossary entries in one automaton; it pickles, so that it is built once.

    Each literal carries a number: a rule's index, or `rules` plus an entry's index, or a number that `owners` resolves to
    several of these. Entries are kept packed and opened when first seen: a glossary of 10,000 terms then loads in
    milliseconds.
    """

    def __init__(self, anchors: Sequence[Iterable[str]], entries: Sequence[Entry]) -> None:
        self.rules = len(anchors)
        self._packed = [marshal.dumps(tuple(entry)) for entry in entries]
        self._opened: dict[int, Entry] = {}
        owners: dict[str, list[int]] = {}
        for index, strings in enumerate(anchors):
            for text in strings:
                owners.setdefault(fold(text), []).append(index)
        for index, entry in enumerate(entries):
            owners.setdefault(fold(entry.text), []).append(self.rules + index)
        self._shared: list[tuple[int, ...]] = []
        self._first_shared = self.rules + len(self._packed)
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for text, indices in owners.items():
            self._automaton.add_word(text, self._number(indices))
        if owners:
            self._automaton.make_automaton()
        self._empty = not owners

    def _number(self, indices: list[int]) -> int:
        if len(indices) == 1:
            return indices[0]
        self._shared.append(tuple(indices))
        return self._first_shared + len(self._shared) - 1

    def hits(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield (last code point, number) for every literal that stands in a folded text, in order of their ends."""
        return iter(()) if self._empty else self._automaton.iter(folded)

    def owners(self, number: int) -> tuple[int, ...]:
        """The rules and entries that a literal's number stands for."""
        return self._shared[number - self._first_shared] if number >= self._first_shared else (number,)

    def entry(self, owner: int) -> Entry:
        """The glossary entry of an owner that is not a rule."""
        found = self._opened.get(owner)
        if found is None:
            found = self._opened[owner] = Entry(*marshal.loads(self._packed[owner - self.rules]))
        return found


class Collapsed(NamedTuple):
    """A folded text whose runs of white space are one space, and the way back to the offsets of the text itself."""

    text: str
    offsets: list[int]


def collapse(folded: str) -> Collapsed:
    """Collapse runs of white space."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _RUN.finditer(folded):
        pieces.append(folded[at : run.start() + 1])
        offsets.extend(range(at, run.start() + 1))
        at = run.end()
    pieces.append(folded[at:])
    offsets.extend(range(at, len(folded) + 1))
    return Collapsed("".join(pieces), offsets)
