"""The other side's forms: what each possible term of the target is projected to in the source, by the links of its words.

As in phrase extraction for translation (Och & Ney, The Alignment Template Approach, 2004) a pair must be closed: no word of
the one is linked to a word outside the other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.terminology.mine.candidates import Finder, Span
from tqcheck.terminology.mine.counts import Key
from tqcheck.terminology.mine.links import Links
from tqcheck.terminology.mine.tokens import Row

_LONGEST = 9
"""Words of a source form, at most."""


class Pair(NamedTuple):
    """A span of the target and what it stands for in the source, as words of both rows."""

    target: Span
    start: int
    end: int
    crossed: bool


class Side(NamedTuple):
    """One language's rows, with the stems of their content words (-1 for others)."""

    finder: Finder
    rows: Sequence[Row]
    stems: Sequence[array[int]]

    def key(self, place: int, start: int, end: int) -> Key:
        """The key of some words of a row."""
        keys = self.finder.vocabulary.key
        return tuple([keys[word] for word in self.rows[place].words[start:end]])


def side(finder: Finder, rows: Sequence[Row]) -> Side:
    """Tell the content words of rows."""
    keys = finder.vocabulary.key
    stems = []
    for row in rows:
        content = finder.content(row, finder.capitals(row))
        stems.append(array("i", [keys[word] if carries else -1 for word, carries in zip(row.words, content, strict=True)]))
    return Side(finder, rows, stems)


class Projection:
    """Pairs of two aligned sides."""

    def __init__(self, source: Side, target: Side) -> None:
        self.source, self.target = source, target
        self.links = Links(source.stems, target.stems, source.finder.vocabulary, target.finder.vocabulary)

    def pairs(self, place: int) -> Iterator[Pair]:
        """Yield the pairs of a segment, those within others too."""
        mine, theirs = self.source.stems[place], self.target.stems[place]
        links = self.links.link(mine, theirs)
        there = dict((target, source) for source, target in links)
        back = dict(links)
        for span in self.target.finder.spans(self.target.rows[place]):
            found = self._project(place, span, there, back)
            if found:
                yield found

    def _project(self, place: int, span: Span, there: dict[int, int], back: dict[int, int]) -> Pair | None:
        inside = [there[at] for at in range(span.start, span.end) if at in there]
        if not inside:
            return None
        mine, theirs = self.source.stems[place], self.target.stems[place]
        start, end = min(inside), max(inside) + 1
        for edge in (span.start, span.end - 1):
            if edge not in there and not self._bound(theirs[edge], mine, inside):
                return None
        own = [theirs[at] for at in range(span.start, span.end) if theirs[at] >= 0]
        start, end = self._widened(place, start, end, own, back)
        if end - start > _LONGEST or any(not span.start <= back[at] < span.end for at in range(start, end) if at in back):
            return None
        if not self.source.finder.is_whole(self.source.rows[place], start, end):
            return None
        return Pair(span, start, end, inside != sorted(inside))

    def _bound(self, word: int, mine: Sequence[int], places: Sequence[int]) -> bool:
        return any(self.links.belong(mine[at], word) for at in places)

    def _widened(self, place: int, start: int, end: int, own: Sequence[int], back: dict[int, int]) -> tuple[int, int]:
        """Take in the words beside that are linked to nothing but belong to the target's words all the same."""
        mine, row, finder = self.source.stems[place], self.source.rows[place], self.source.finder

        def belongs(at: int) -> bool:
            return at not in back and any(self.links.belong(mine[at], word) for word in own)

        while (at := finder.before(row, mine, start)) is not None and belongs(at):
            start = at
        while (at := finder.after(row, mine, end)) is not None and belongs(at):
            end = at + 1
        return start, end
