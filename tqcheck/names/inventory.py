"""The names of a document, and where each stands: mentions put together, those that only begin a sentence told apart.

A capital that a sentence owes may hide any word. One word alone is taken for a name where the document has it inside a
sentence too, as a name or in one; of several, the first is left out if it is one of those that begin sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tqcheck.languages import SEPARATOR
from tqcheck.names.mentions import mentions, without_opening, words

_SHORTEST = 3
"""Letters that a name has at least."""

Note = tuple[int, int, str, bool]
"""A mention of a name: the place of its segment, where it begins there, the name, and whether it opens a sentence."""


def notes(text: str, starts: Sequence[int], first: int = 0) -> Iterator[Note]:
    """Yield each mention of a name in segments laid end to end, separators between them.

    `starts` are their offsets, and one more beyond the end; `first` is the place of the first segment.
    """
    place = 0
    for start, _, name, opens in mentions(text):
        while start >= starts[place + 1]:
            place += 1
        yield first + place, start - starts[place], name, opens


class Inventory:
    """Where each name of a document stands: the places of segments, and offsets in these, in order of appearance."""

    def __init__(self, found: Sequence[Note]) -> None:
        firm = {name for _, _, name, opens in found if not opens}
        openers = words("openers")
        parts = {part for name in firm for part in name.split(" ")}
        self.places: dict[str, list[tuple[int, int]]] = {}
        for place, start, written, opens in found:
            name = written
            if opens and name not in firm:
                word, several, _ = name.partition(" ")
                if word in openers if several else word not in parts:
                    name = without_opening(name)
            if len(name) >= _SHORTEST:
                self.places.setdefault(name, []).append((place, start + len(written) - len(name)))

    @property
    def counts(self) -> dict[str, int]:
        """How often each name stands in the document."""
        return {name: len(places) for name, places in self.places.items()}


def counts(segments: Iterable[str]) -> dict[str, int]:
    """How often each name stands in the segments of a document."""
    texts = list(segments)
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return Inventory(list(notes(SEPARATOR.join(texts), starts))).counts
