"""Which words of aligned segments translate each other, told by how often they meet.

Words are linked one to one in each pair of segments, the surest first (Melamed, Models of Translational Equivalence among
Words, 2000): what a word is linked with elsewhere then tells more than what it merely stands beside, and is counted anew.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from tqcheck.terminology.mine.tokens import Vocabulary

_MOST_PAIRS = 3_000_000
"""Pairs of words that are counted at once; those seen only once are forgotten beyond."""
_LEAST = 0.04
"""Association from which two words may be linked."""
_BOUND, _HALF = 0.12, 0.5
"""Association from which a word that is linked to nothing belongs to another one, and its share of their strongest ones."""
_COUNTERPART = 0.3
"""Association of a word that the other language has, too."""
_ROUNDS = 2
_POSITION = 0.5
"""How much of its weight a link loses that leads from one end of a segment to the other."""
_SAME, _PREFIX = 0.6, 4
"""What words are associated that are written alike in both languages, and the letters that tell it of longer words."""


class Links:
    """What the words of two languages have to do with each other; words are the numbers of their stems."""

    def __init__(
        self, sources: Sequence[array[int]], targets: Sequence[array[int]], mine: Vocabulary, theirs: Vocabulary
    ) -> None:
        """Learn from rows of content words, -1 where there is none."""
        self._width = len(theirs.keys)
        self._same = _alike(mine, theirs)
        self._score = self._meetings(sources, targets)
        for _ in range(_ROUNDS):
            self._score = self._relinked(sources, targets)
        self._most = _strongest(self._score, self._width)

    def association(self, source: int, target: int) -> float:
        """How strongly two words are associated, from 0 to 1."""
        found = self._score.get(source * self._width + target, 0.0)
        return max(found, _SAME) if self._same.get(source) == target else found

    def belong(self, source: int, target: int) -> bool:
        """Whether two words may translate each other where neither is linked: neither has a much stronger counterpart."""
        found = self.association(source, target)
        mine, theirs = self._most
        return found >= _BOUND and found >= _HALF * max(mine.get(source, 0.0), theirs.get(target, 0.0))

    def lonely(self, target: int) -> bool:
        """Whether a word of the target has no strong counterpart anywhere."""
        return self._most[1].get(target, 0.0) < _COUNTERPART

    def lonely_source(self, source: int) -> bool:
        """Whether a word of the source has none."""
        return self._most[0].get(source, 0.0) < _COUNTERPART

    def link(self, source: Sequence[int], target: Sequence[int]) -> list[tuple[int, int]]:
        """The links of two segments, as places in both, in order of the target's."""
        score, width, same = self._score, self._width, self._same
        found: list[tuple[float, int, int]] = []
        reach = _POSITION / max(1, len(source))
        scale = len(source) / max(1, len(target))
        places = [(place, word) for place, word in enumerate(target) if word >= 0]
        for at, mine in enumerate(source):
            if mine < 0:
                continue
            base, twin = mine * width, same.get(mine, -1)
            for place, theirs in places:
                value = score.get(base + theirs, 0.0)
                if theirs == twin and value < _SAME:
                    value = _SAME
                if value >= _LEAST:
                    found.append((value * (1 - reach * abs(at - place * scale)), at, place))
        found.sort(reverse=True)
        mine_taken, theirs_taken = set[int](), set[int]()
        links: list[tuple[int, int]] = []
        for _, at, place in found:
            if at not in mine_taken and place not in theirs_taken:
                mine_taken.add(at)
                theirs_taken.add(place)
                links.append((at, place))
        links.sort(key=lambda link: link[1])
        return links

    def _meetings(self, sources: Sequence[array[int]], targets: Sequence[array[int]]) -> dict[int, float]:
        """Dice's coefficient of the words that share segments more than once."""
        mine, theirs = _frequencies(sources), _frequencies(targets)
        width, met = self._width, Counter[int]()
        for source, target in zip(sources, targets, strict=True):
            others = [word for word in set(target) if word >= 0 and theirs[word] > 1]
            for word in set(source):
                if word >= 0 and mine[word] > 1:
                    base = word * width
                    met.update([base + other for other in others])
            if len(met) > _MOST_PAIRS:
                met = Counter({pair: count for pair, count in met.items() if count > 1})
        return {
            pair: value
            for pair, count in met.items()
            if count > 1 and (value := 2 * count / (mine[pair // width] + theirs[pair % width])) >= _LEAST
        }

    def _relinked(self, sources: Sequence[array[int]], targets: Sequence[array[int]]) -> dict[int, float]:
        """The same of the words that are linked."""
        width, linked = self._width, Counter[int]()
        mine, theirs = Counter[int](), Counter[int]()
        for source, target in zip(sources, targets, strict=True):
            mine.update(source)
            theirs.update(target)
            linked.update([source[at] * width + target[place] for at, place in self.link(source, target)])
        return {
            pair: value
            for pair, count in linked.items()
            if (value := 2 * (count - 0.5) / (mine[pair // width] + theirs[pair % width])) >= _LEAST
        }


def _frequencies(rows: Iterable[array[int]]) -> Counter[int]:
    """In how many rows each word stands."""
    found = Counter[int]()
    for row in rows:
        found.update(set(row))
    return found


def _alike(mine: Vocabulary, theirs: Vocabulary) -> dict[int, int]:
    """The words that both languages write alike, but for an ending of longer ones."""
    numbers = {key: number for number, key in enumerate(theirs.keys)}
    return {number: numbers[key] for number, key in enumerate(mine.keys) if len(key) > 1 and key in numbers}


def _strongest(scores: dict[int, float], width: int) -> tuple[dict[int, float], dict[int, float]]:
    """The strongest association of each word of the source, and of the target."""
    mine, theirs = dict[int, float](), dict[int, float]()
    for pair, value in scores.items():
        source, target = divmod(pair, width)
        mine[source] = max(mine.get(source, 0.0), value)
        theirs[target] = max(theirs.get(target, 0.0), value)
    return mine, theirs
