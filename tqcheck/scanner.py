"""One pass over a text for all literals at once: the anchors of rules and the terms of glossaries."""

from __future__ import annotations

import marshal
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import ahocorasick

from tqcheck.glossary.match import Entry
from tqcheck.languages import fold, plain
from tqcheck.packs.literals import EDGE

_RUN = re.compile(r"  +")


class _Wanted(NamedTuple):
    """Who asks for a literal, whether at word edges, and in which case if case matters."""

    owner: int
    left: bool = False
    right: bool = False
    cased: str = ""


class Scanner:
    """The literals of rules and glossary entries in one automaton; it pickles, so that it is built once.

    Each literal carries a number: a rule's index, or `rules` plus an entry's index, or, from `_special` on, a place in a
    list of literals that several owners share or that ask for word edges or case. Entries are kept packed and opened when first
    seen: a glossary of 10,000 terms then loads in milliseconds.
    """

    def __init__(self, anchors: Sequence[Iterable[str]], entries: Sequence[Entry], exact: Container[int] = ()) -> None:
        self.rules = len(anchors)
        self._packed = [marshal.dumps(tuple(entry)) for entry in entries]
        self._opened: dict[int, Entry] = {}
        owners: dict[str, list[_Wanted]] = {}
        for index, strings in enumerate(anchors):
            for text in strings:
                bare = plain(text.strip(EDGE))
                wanted = _Wanted(index, text.startswith(EDGE), text.endswith(EDGE), bare if index in exact else "")
                owners.setdefault(fold(bare), []).append(wanted)
        for index, entry in enumerate(entries):
            owners.setdefault(fold(entry.text), []).append(_Wanted(self.rules + index, left=True, right=True))
        self.special = self.rules + len(self._packed)
        self._specials: list[tuple[int, bool, bool, frozenset[str], tuple[int, ...]]] = []
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for folded, several in owners.items():
            self._automaton.add_word(folded, self._number(folded, several))
        if owners:
            self._automaton.make_automaton()
        self._empty = not owners

    def _number(self, text: str, several: list[_Wanted]) -> int:
        left, right = all(wanted.left for wanted in several), all(wanted.right for wanted in several)
        cased = frozenset(wanted.cased for wanted in several)
        if len(several) == 1 and not (left or right or several[0].cased):
            return several[0].owner
        owners = tuple(dict.fromkeys(wanted.owner for wanted in several))
        self._specials.append((len(text), left, right, cased if "" not in cased else frozenset(), owners))
        return self.special + len(self._specials) - 1

    def hits(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield (last code point, number) for every literal that stands in a folded text, in order of their ends."""
        return iter(()) if self._empty else self._automaton.iter(folded)

    def owners(self, number: int, folded: str, last: int, text: str = "") -> tuple[int, ...]:
        """The rules and entries that a literal's number stands for, if it has the word edges and the case they ask for.

        `text` is what was folded; without it case is not looked at.
        """
        if number < self.special:
            return (number,)
        size, left, right, cased, owners = self._specials[number - self.special]
        first = last + 1 - size
        if left and first > 0 and folded[first - 1].isalnum() and folded[first].isalnum():
            return ()
        if right and folded[last + 1 : last + 2].isalnum() and folded[last].isalnum():
            return ()
        if cased and text:
            seen = text[first : last + 1]
            if seen not in cased and (seen.isalpha() or plain(seen) not in cased):
                return ()
        return owners

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
