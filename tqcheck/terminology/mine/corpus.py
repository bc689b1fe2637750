"""A corpus counted: both sides as rows, how often each key stands in them, and which keys are paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tqcheck.terminology.mine import Line
from tqcheck.terminology.mine.aligned import Projection, Side, side
from tqcheck.terminology.mine.candidates import Finder
from tqcheck.terminology.mine.counts import MOST, Counts, Key, pruned
from tqcheck.terminology.mine.links import Links
from tqcheck.terminology.mine.tokens import Vocabulary, rows

PairKey = tuple[Key, Key]
_CHECK = 1000
"""Segments after which it is looked whether there are too many keys."""


def _quiet() -> None:
    pass


def steps(lines: Sequence[Line], aligned: bool) -> int:
    """How often a corpus calls `step` while it counts lines."""
    return -(-len(lines) // _CHECK) * (3 if aligned else 1)


class Corpus:
    """The sides of a corpus, and how often each key stands in them; without a source that side is empty.

    `pairs` counts how often a key of the source and one of the target stand for each other, `crossed` how often their words
    come in another order then.
    """

    def __init__(self, lines: Sequence[Line], source: str, target: str, step: Callable[[], object] = _quiet) -> None:
        self.lines, self.languages, self._step = lines, (source, target), step
        self.target = _side([line.target for line in lines], target)
        self.aligned = bool(source)
        self.source = _side([line.source for line in lines] if source else [], source)
        self.targets, self.sources = self._counts(self.target), self._counts(self.source)
        self.pairs, self.crossed = Counter[PairKey](), Counter[PairKey]()
        self._projection = Projection(self.source, self.target) if source else None
        if self._projection:
            self._pair(self._projection)

    @property
    def links(self) -> Links:
        """The links of an aligned corpus."""
        assert self._projection
        return self._projection.links

    def _counts(self, side: Side) -> Counts:
        counts, names = Counter[Key](), set[Key]()
        for place, row in enumerate(side.rows):
            for span in side.finder.spans(row):
                key = side.key(place, span.start, span.end)
                counts[key] += 1
                if not span.plain:
                    names.add(key)
            if place % _CHECK == 0:
                self._step()
                counts = pruned(counts)
        return Counts(counts, side.finder.vocabulary, names)

    def _pair(self, projection: Projection) -> None:
        """Count how often each key of the target stands for each of the source."""
        for place in range(len(self.lines)):
            for pair in projection.pairs(place):
                keys = self.source.key(place, pair.start, pair.end), self.target.key(place, pair.target.start, pair.target.end)
                self.pairs[keys] += 1
                if pair.crossed:
                    self.crossed[keys] += 1
            if place % _CHECK == 0:
                self._step()
                if len(self.pairs) > MOST:
                    self.pairs = Counter({keys: count for keys, count in self.pairs.items() if count > 1})
                    self.crossed = Counter({keys: count for keys, count in self.crossed.items() if keys in self.pairs})


def _side(texts: Sequence[str], language: str) -> Side:
    vocabulary = Vocabulary(language)
    found = list(rows(texts, vocabulary))
    return side(Finder(vocabulary), found)
