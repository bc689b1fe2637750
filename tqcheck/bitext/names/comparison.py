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
from tqcheck.bitext.names.lexicon import Kind, borrowed, kind, known
from tqcheck.bitext.names.misspelling import misspelt
from tqcheck.bitext.names.sound import alike, is_latin, plain, same_beginning
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
        return [plain(word) for word in self.side.words if word[:-1].isupper()]

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
        lowered, seen = one.side.lowered, other.side.seen
        asked = {each.first: each for each in one.mentions if each.asked and lowered[each.first] not in seen}
        done = -1
        for at in sorted({*asked, *self._unmatched(one, other)}):
            if at <= done:
                continue
            if at in asked:
                done = asked[at].last
                if not self._has(one, other, at):
                    yield range(at, done + 1)
                continue
            places = [place for place in run(one.side, at) if place not in asked]
            done = places[-1]
            if not any(self._has(one, other, place) for place in places if place == at or self._votes(one, place)):
                yield _around(places, at)

    def _unmatched(self, one: _Text, other: _Text) -> Iterator[int]:
        side, seen = one.side, other.side.seen
        strict = one is self.target
        for at, word in enumerate(side.words):
            if word[0].isupper() and side.lowered[at] not in seen and (found := candidate(side, at, one.loud, strict)):
                if found.acronym or self._kept(side.lowered[at], found.kind, side.language, other.side.language):
                    yield at

    def _kept(self, lowered: str, sort: Kind, language: str, other: str) -> bool:
        """Whether a name is none that the other language has as a word of its own, unless it is that language's word."""
        return sort is not Kind.name or kind(lowered, other) is not Kind.word or borrowed(lowered, language, other)

    def _votes(self, one: _Text, at: int) -> bool:
        """Whether a word of a name tells, if it has a counterpart, that the name has."""
        word = one.side.words[at]
        return len(word) > 1 and kind(one.side.lowered[at], one.side.language) is not Kind.word

    def _has(self, one: _Text, other: _Text, at: int) -> bool:
        """Whether the other side has anything for a word."""
        word = one.side.words[at]
        lowered = one.side.lowered[at]
        if lowered in other.side.seen or self._like(word, lowered, one, other):
            return True
        return self._means(one, other, at) or self._elsewhere(one, other, word)

    def _like(self, word: str, lowered: str, one: _Text, other: _Text) -> bool:
        """Whether the other side has a word that is like a name and not another of its names."""
        if word[:2].isupper():
            return False
        for each in other.side.words:
            small = each.lower()
            if small in one.side.seen or len(each) == 1:
                continue
            if alike(lowered, small) if each[0].isupper() or word[0].islower() else same_beginning(lowered, small):
                return True
        return False

    def _means(self, one: _Text, other: _Text, at: int) -> bool:
        return any(
            mention.first <= at <= mention.last and not mention.ids.isdisjoint(other.ids) for mention in one.mentions
        )

    def _elsewhere(self, one: _Text, other: _Text, word: str) -> bool:
        """Whether a word stands in parts, joined to another, or as an acronym's expansion."""
        letters = plain(word)
        if len(letters) > 4 and letters in other.joined:
            return True
        if word[:2].isupper():
            return _acronym_in(letters, one, other)
        return one is self.source and bool(self.known_as(word))

    def _misspelt(self) -> Iterator[Difference]:
        return iter(())


def _around(places: Sequence[int], at: int) -> range:
    """The places that hang together with one of them."""
    first = last = at
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return range(first, last + 1)


def _acronym_in(letters: str, one: _Text, other: _Text) -> bool:
    """Whether the other side has an acronym of nearly the same letters, or words that begin with them in order."""
    mine, size = Counter(letters), len(letters)
    for acronym in other.acronyms:
        if acronym not in one.side.seen:
            shared, longest = (mine & Counter(acronym)).total(), max(len(acronym), size)
            if shared == longest or shared * 4 >= 3 * longest:
                return True
    return letters in other.initials or letters[::-1] in other.initials


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
