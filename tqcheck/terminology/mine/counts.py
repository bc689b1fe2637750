"""How often everything that may be a term stands in a corpus, what holds it together, and what it is only a part of."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable

from tqcheck.terminology.mine.tokens import Vocabulary

Key = tuple[int, ...]
"""What the inflected forms of a term share: the numbers of its words' stems."""
MOST = 1_000_000
"""Different keys that are counted at once; those seen only once are forgotten beyond."""
_WHOLE = 0.75
"""Share of a key's places in longer ones from which it is only a part of these …"""
_ALWAYS = 0.7
"""… and in a single longer one from which that one is meant."""

_CHANCE = 1.5
"""Places that a key is thought to owe to chance."""


def pruned(counts: Counter[Key]) -> Counter[Key]:
    """The counts, without what was seen only once where there are too many."""
    return counts if len(counts) <= MOST else Counter({key: count for key, count in counts.items() if count > 1})


class Counts:
    """The keys of one side's corpus with how often they come; `names` are those whose words all have capitals.

    What stands beside a key only once tells nothing, unless both are one name.
    """

    def __init__(self, counts: Counter[Key], vocabulary: Vocabulary, names: Container[Key] = ()) -> None:
        self._counts, self._keys = counts, vocabulary.keys
        small = vocabulary.words.function | vocabulary.words.joint
        self._small = [word in small for word in vocabulary.keys]
        self._names = names
        self._beside: dict[Key, dict[str, Counter[Key]]] = defaultdict(lambda: {"before": Counter(), "after": Counter()})
        for key, count in counts.items():
            if len(key) > 1 and (count > 1 or key in names):
                self._beside[self._trimmed(key, first=True)]["before"][key] += count
                self._beside[self._trimmed(key, first=False)]["after"][key] += count

    def __getitem__(self, key: Key) -> int:
        return self._counts[key]

    def items(self) -> Iterable[tuple[Key, int]]:
        """The keys and how often they come."""
        return self._counts.items()

    def text(self, key: Key) -> str:
        """The stems of a key, as text."""
        return " ".join(self._keys[word] for word in key)

    def content(self, key: Key) -> list[int]:
        """The words of a key that carry a meaning of their own."""
        return [word for word in key if not self._small[word]]

    def _trimmed(self, key: Key, *, first: bool) -> Key:
        """A key without its first or its last word, and the small words that are left at that edge."""
        words = list(key[1:] if first else key[:-1])
        while words and self._small[words[0 if first else -1]]:
            del words[0 if first else -1]
        return tuple(words)

    def whole(self, key: Key) -> Key | None:
        """The key itself, the longer one that it always is a part of, or None where it is a part of several."""
        for _ in range(len(key) + 4):
            around = self._beside.get(key)
            if not around or not self[key]:
                return key
            longer, share = None, 0.0
            for found in around.values():
                best, count = max(found.items(), key=lambda item: (item[1], item[0]), default=((), 0))
                if count < _ALWAYS * self[key]:
                    if self._shared(key, found) >= _WHOLE * self[key]:
                        return None
                elif count / self[key] > share:
                    longer, share = best, count / self[key]
            if longer is None:
                return key
            key = longer
        return key

    def _shared(self, key: Key, found: Counter[Key]) -> int:
        """How often a key stands in longer ones that are names if it is one: a verb beside a name tells nothing."""
        named = key in self._names
        return sum(count for longer, count in found.items() if (longer in self._names) == named)

    def cohesion(self, key: Key) -> float:
        """How firmly the words of a key hold together, from 0 to 1: as much as where they do so least."""
        weakest = 1.0  # a single word
        for at in range(1, len(key)):
            left, right = list(key[:at]), list(key[at:])
            while left and self._small[left[-1]]:
                del left[-1]
            while right and self._small[right[0]]:
                del right[0]
            if left and right:
                apart = max(1, self[tuple(left)]) * max(1, self[tuple(right)])
                weakest = min(weakest, max(0.0, self[key] - _CHANCE) / math.sqrt(apart))
        return weakest


def within(short: Key, long: Key) -> bool:
    """Whether all of a key stands in another one, in a row."""
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
