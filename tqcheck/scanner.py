"""One pass over a text for all literals at once: the anchors of rules and the terms of glossaries."""

from __future__ import annotations

import marshal
import re
from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

import ahocorasick

from tqcheck.cache import cached
from tqcheck.glossary.match import Entry
from tqcheck.languages import fold, plain
from tqcheck.packs.literals import EDGE

_RUN = re.compile(r"  +")
_FEW_LINES = 4000
"""Code points up to which looking for each literal takes less time than loading the automaton."""


class _Wanted(NamedTuple):
    """Who asks for a literal, whether at word edges, and in which case if case matters."""

    owner: int
    left: bool = False
    right: bool = False
    cased: str = ""


class Scanner:
    """The literals of rules and glossary entries, and where they stand in a text.

    Each literal carries a number: a rule's index, or `rules` plus an entry's index, or, from `special` on, a place in a
    list of literals that several owners share or that ask for word edges or case. What is large is packed until it is
    needed, so that a glossary of 10,000 terms loads in milliseconds: entries until they are first seen, literals until a
    text is scanned, and the automaton, kept in the cache under `key`, until more than a few lines are. `leading` tells of
    each rule whether its matches begin where its literals do.
    """

    def __init__(
        self, anchors: Sequence[Iterable[str]], entries: Sequence[Entry], exact: Container[int] = (), key: str = ""
    ) -> None:
        self.rules = len(anchors)
        self.leading = [bool(strings) and all(text.startswith(EDGE) for text in strings) for strings in map(set, anchors)]
        self._key = key
        self._entries = [marshal.dumps(tuple(entry)) for entry in entries]
        self._opened: dict[int, Entry] = {}
        self.special = self.rules + len(self._entries)
        self._specials: list[tuple[int, tuple[tuple[int, bool, bool, str], ...]]] = []
        literals = {text: self._number(text, wanted) for text, wanted in _wanted(anchors, entries, exact).items()}
        self._literals, self._shared = marshal.dumps(literals), marshal.dumps(self._specials)
        self._automaton: Any = None
        self._scanned = 0

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_automaton": None, "_opened": {}, "_scanned": 0, "_specials": []}

    def _number(self, text: str, several: list[_Wanted]) -> int:
        if len(several) == 1 and several[0] == _Wanted(several[0].owner):
            return several[0].owner
        self._specials.append((len(text), tuple((*wanted,) for wanted in dict.fromkeys(several))))
        return self.special + len(self._specials) - 1

    def hits(self, folded: str) -> Iterable[tuple[int, int]]:
        """Yield (last code point, number) for every literal that stands in a folded text, in order of their ends."""
        if self._automaton is None:
            self._scanned += len(folded)
            if self._scanned <= _FEW_LINES:
                return _search(marshal.loads(self._literals), folded)
            self._automaton = cached(f"{self._key}-scan", self._built) if self._key else self._built()
        return self._automaton.iter(folded) if len(self._automaton) else ()

    def _built(self) -> Any:
        automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for text, number in marshal.loads(self._literals).items():
            automaton.add_word(text, number)
        if len(automaton):
            automaton.make_automaton()
        return automaton

    def owners(self, number: int, folded: str, last: int, text: str = "") -> tuple[int, Sequence[int]]:
        """A literal's length (0 where only one entry or rule owns it) and the rules and entries that it stands for.

        They are those whose word edges and case it has; `text` is what was folded, without it case is not looked at.
        """
        if number < self.special:
            return 0, (number,)
        if not self._specials:
            self._specials = marshal.loads(self._shared)
        size, several = self._specials[number - self.special]
        first, end = last + 1 - size, last + 1
        inner_left = first > 0 and folded[first - 1].isalnum() and folded[first].isalnum()
        inner_right = folded[end : end + 1].isalnum() and folded[last].isalnum()
        found = []
        for owner, left, right, cased in several:
            if (left and inner_left) or (right and inner_right):
                continue
            if not cased or not text or (seen := text[first:end]) == cased or (not seen.isalpha() and plain(seen) == cased):
                found.append(owner)
        return size, found

    def entry(self, owner: int) -> Entry:
        """The glossary entry of an owner that is not a rule."""
        found = self._opened.get(owner)
        if found is None:
            found = self._opened[owner] = Entry(*marshal.loads(self._entries[owner - self.rules]))
        return found


def _wanted(anchors: Sequence[Iterable[str]], entries: Sequence[Entry], exact: Container[int]) -> dict[str, list[_Wanted]]:
    """Who asks for each folded literal."""
    literals: dict[str, list[_Wanted]] = {}
    for index, strings in enumerate(anchors):
        # In a fixed order: a process may scan with an automaton that another one numbered and put into the cache.
        for text in sorted(strings):
            bare = plain(text.strip(EDGE))
            wanted = _Wanted(index, text.startswith(EDGE), text.endswith(EDGE), bare if index in exact else "")
            literals.setdefault(fold(bare), []).append(wanted)
    for index, entry in enumerate(entries, len(anchors)):
        literals.setdefault(fold(entry.literal), []).append(_Wanted(index))
    return literals


def _search(literals: dict[str, int], folded: str) -> list[tuple[int, int]]:
    found = []
    for text, number in literals.items():
        at = folded.find(text)
        while at >= 0:
            found.append((at + len(text) - 1, number))
            at = folded.find(text, at + 1)
    return sorted(found)


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
