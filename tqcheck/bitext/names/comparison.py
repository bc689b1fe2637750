"""Names of a source that its translation lost, changed or replaced, and names that it added.

A name has a counterpart in a word of the other side that is the same, means the same (`exonyms`) or is like it (`sound`).
Of a name of several words one is enough: people are called by their surnames, titles are translated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from tqcheck.bitext.names.candidates import Candidate, candidate, loud, run
from tqcheck.bitext.names.exonyms import Mention, mentions
from tqcheck.bitext.names.lexicon import Kind, kind, known
from tqcheck.bitext.names.misspelling import misspelt
from tqcheck.bitext.names.sound import alike, is_latin, plain
from tqcheck.bitext.pair import Side
from tqcheck.model import Span


class What(Enum):
    """What became of a name."""

    lost = "lost"
    added = "added"
    changed = "changed"
    replaced = "replaced"
    acronym = "acronym"
    date = "date"


class Difference(NamedTuple):
    """A name that is not the same on both sides: as the source and as the target have it ("" for nothing).

    `span` is where it stands in the target, None for what is lost; `fix` is what to write there, if that is sure.
    """

    what: What
    source: str
    target: str
    span: Span | None
    fix: str = ""


Known = Callable[[str], str]
"""What a glossary calls a name of the source in the target's language, "" where it doesn't know."""


def differences(source: Side, target: Side, known_as: Known = lambda name: "") -> list[Difference]:
    """What became of the names of a source in its translation."""
    both = _Both(source, target, known_as)
    return both.differences() if both.suspicious() else []


class _Text:
    """One side with its mentions and, where asked for, its names."""

    def __init__(self, side: Side) -> None:
        self.side = side

    @cached_property
    def mentions(self) -> list[Mention]:
        return mentions(self.side.words, self.side.language)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset().union(*[mention.ids for mention in self.mentions])

    @cached_property
    def loud(self) -> bool:
        return loud(self.side)

    @cached_property
    def joined(self) -> str:
        return "".join(plain(word) for word in self.side.words)

    @cached_property
    def acronyms(self) -> list[str]:
        return [plain(word) for word in self.side.words if len(word) > 1 and word.isupper()]

    @cached_property
    def initials(self) -> str:
        return "".join(plain(word)[:1] for word in self.side.words)


class _Both:
    def __init__(self, source: Side, target: Side, known_as: Known) -> None:
        self.source, self.target, self.known_as = _Text(source), _Text(target), known_as

    def suspicious(self) -> bool:
        """Whether a capitalised word of one side is not in the other, or one side mentions what the other doesn't."""
        mine, theirs = self.source.side, self.target.side
        if any(word[0].isupper() and word.lower() not in mine.seen for word in theirs.words):
            return True
        if any(word[0].isupper() and word.lower() not in theirs.seen for word in mine.words):
            return True
        return self.source.ids != self.target.ids

    def differences(self) -> list[Difference]:
        lost = list(self._missing(self.source, self.target))
        added = list(self._missing(self.target, self.source))
        return [*_paired(self.source.side, self.target.side, lost, added), *self._misspelt()]

    def _missing(self, one: _Text, other: _Text) -> Iterator[range]:
        """Yield the names of one side, by their words, that have no counterpart on the other."""
        done = -1
        for at in sorted({*self._unmatched_mentions(one, other), *self._unmatched_names(one, other)}):
            if at > done:
                places = run(one.side, at)
                done = places[-1]
                if not any(self._has(one, other, place) for place in places):
                    yield places

    def _unmatched_mentions(self, one: _Text, other: _Text) -> Iterator[int]:
        for mention in one.mentions:
            if mention.asked and mention.ids.isdisjoint(other.ids):
                yield mention.first

    def _unmatched_names(self, one: _Text, other: _Text) -> Iterator[int]:
        side, seen = one.side, other.side.seen
        for at, word in enumerate(side.words):
            if word[0].isupper() and side.lowered[at] not in seen and candidate(side, at, one.loud):
                yield at

    def _has(self, one: _Text, other: _Text, at: int) -> bool:
        """Whether the other side has anything for a word."""
        word = one.side.words[at]
        if len(word) == 1:
            return False
        if one.side.lowered[at] in other.side.seen or any(alike(word, each) for each in other.side.words if len(each) > 1):
            return kind(one.side.lowered[at], one.side.language) is not Kind.word or len(word) > 3
        return self._means(one, other, at) or self._elsewhere(one, other, word)

    def _means(self, one: _Text, other: _Text, at: int) -> bool:
        return any(
            mention.first <= at <= mention.last and not mention.ids.isdisjoint(other.ids) for mention in one.mentions
        )

    def _elsewhere(self, one: _Text, other: _Text, word: str) -> bool:
        """Whether a word stands in parts, joined to another, or as an acronym's expansion."""
        letters = plain(word)
        if len(letters) > 4 and letters in other.joined:
            return True
        if word.isupper():
            return _acronym_in(letters, other)
        return one is self.source and bool(self.known_as(word))

    def _misspelt(self) -> Iterator[Difference]:
        return iter(())


def _acronym_in(letters: str, other: _Text) -> bool:
    mine = Counter(letters)
    for acronym in other.acronyms:
        if (mine & Counter(acronym)).total() * 3 >= 2 * max(len(acronym), len(letters)):
            return True
    size = len(letters)
    return any(Counter(other.initials[at : at + size]) == mine for at in range(len(other.initials) - size + 1))


def _paired(source: Side, target: Side, lost: Sequence[range], added: Sequence[range]) -> Iterator[Difference]:
    if len(lost) == len(added):
        for one, other in zip(lost, added, strict=True):
            yield Difference(What.replaced, _text(source, one), _text(target, other), _span(target, other))
        return
    for one in lost:
        yield Difference(What.lost, _text(source, one), "", None)
    for other in added:
        yield Difference(What.added, "", _text(target, other), _span(target, other))


def _span(side: Side, places: range) -> Span:
    return Span(side.spans[places[0]].start, side.spans[places[-1]].end)


def _text(side: Side, places: range) -> str:
    span = _span(side, places)
    return side.text[span.start : span.end]
