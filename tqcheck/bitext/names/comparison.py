"""Names of a source that its translation lost, changed or replaced, and names that it added.

A name has a counterpart in a word of the other side that is the same, means the same or is like it (`counterparts`). Of a name
of several words one is enough: people are called by their surnames, titles are translated.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from tqcheck.bitext.names.candidates import after_article, candidate, free, run
from tqcheck.bitext.names.counterparts import Known, abbreviated, enough, has, means, translated
from tqcheck.bitext.names.exonyms import DATES, Mention
from tqcheck.bitext.names.frequencies import borrowed, current, known, named
from tqcheck.bitext.names.lexicon import Kind, kind, ordinary
from tqcheck.bitext.names.misspelling import misspelt
from tqcheck.bitext.names.sound import akin, is_latin
from tqcheck.bitext.names.text import Text, is_acronym
from tqcheck.bitext.pair import Side
from tqcheck.bitext.stems import function_words
from tqcheck.model import Span

_MOST = 6
"""Names that differ, beyond which two texts are hardly one and its translation."""


class What(Enum):
    """What became of a name; `doubtful` are acronyms that may well have been translated."""

    lost = "lost"
    added = "added"
    replaced = "replaced"
    changed = "changed"
    swapped = "swapped"
    date = "date"
    acronym = "acronym"
    doubtful = "doubtful"


class Difference(NamedTuple):
    """A name that is not the same on both sides: as the source and as the target have it ("" for nothing).

    `span` is where it stands in the target, None for what is lost; `fix` is what to write there, if that is sure.
    """

    what: What
    source: str
    target: str
    span: Span | None
    fix: str = ""


class _Name(NamedTuple):
    """A name that one side lacks: its places, and what it is."""

    places: range
    what: What


def differences(source: Side, target: Side, known_as: Known | None = None) -> list[Difference]:
    """What became of the names of a source in its translation."""
    one, other = Text(source), Text(target)
    if not (one.names or other.names):
        return []
    mine, theirs = one.unseen(target.seen), other.unseen(source.seen)
    found = list(_swapped(one, other))
    if mine or theirs:
        lost = list(_missing(one, other, mine, What.lost, known_as))
        added = list(_missing(other, one, theirs, What.added, None))
        if len(lost) + len(added) <= _MOST:
            found += _paired(source, target, lost, added)
        if mine and theirs:
            found += _misspelt(one, other, mine, theirs)
    return found


def _missing(one: Text, other: Text, unseen: Sequence[int], what: What, known_as: Known | None) -> Iterator[_Name]:
    """Yield the names of one side that have no counterpart on the other."""
    if not unseen or not known(one.language):
        return
    asked = {each.first: each for each in one.mentions if each.asked and not _opens(one, each)}
    done = -1
    for at in unseen:
        if at <= done:
            continue
        if at in asked:
            done = asked[at].last
            stands = (has(one, other, place, known_as) or translated(one, other, place) for place in range(at, done + 1))
            if not (means(one, other, at) or all(stands)):
                date = asked[at].ids <= DATES
                yield _Name(range(at, done + 1), What.date if date else _sort(one, other, at, what, What.acronym))
        elif _is_name(one, other, at, what):
            places = [at] if is_acronym(one.side.words[at]) else _unit(one, at, asked)
            done = places[-1]
            votes = [place for place in places if place == at or _votes(one, other, place)]
            if not (
                any(has(one, other, place, known_as) for place in votes if place == votes[-1] or enough(one, other, place))
                or all(translated(one, other, place) for place in votes)
                or abbreviated(one, other, at)
            ):
                yield _Name(_around(places, at), _sort(one, other, at, what))


def _opens(one: Text, mention: Mention) -> bool:
    """Whether a function word that looks like a name begins a sentence: *Seine* in German."""
    at = mention.first
    return at == mention.last and one.side.lowered[at] in function_words(one.language) and free(one.side, at)


def _is_name(one: Text, other: Text, at: int, what: What) -> bool:
    found = candidate(one.side, at, one.loud, strict=what is What.added or one.language == "en")
    if found is None:
        return False
    lowered = one.side.lowered[at]
    if found.acronym and any(each.first <= at <= each.last for each in one.mentions):
        return False
    if found.acronym or found.kind is not Kind.known:
        return found.acronym or what is What.lost or not (ordinary(lowered, one.language) or other.titled)
    # A word that the other language has too may have been translated, unless the text has it from there.
    return kind(lowered, other.language) is not Kind.word or borrowed(lowered, one.language, other.language)


def _sort(one: Text, other: Text, at: int, what: What, otherwise: What = What.doubtful) -> What:
    """An acronym that English readers know is kept, and so is one that even its own language hardly knows.

    Others may be translated by any words or letters.
    """
    word, lowered = one.side.words[at], one.side.lowered[at]
    if not is_acronym(word) or (what is What.added and otherwise is What.acronym):
        return what
    if what is not What.lost:
        return otherwise
    own = is_latin(word) and not current(lowered, one.language) and one.side.seen.issuperset(other.acronyms)
    return What.acronym if named(lowered) or own else otherwise


def _unit(one: Text, at: int, asked: Container[int]) -> list[int]:
    """The places of the words that make one name with the first that is surely one, but for a word that begins a sentence."""
    return [
        place
        for place in run(one.side, at)
        if place not in asked and not is_acronym(one.side.words[place]) and (place >= at or not free(one.side, place))
    ]


def _votes(one: Text, other: Text, at: int) -> bool:
    """Whether a word of a name tells, if it has a counterpart, that the name has."""
    word = one.side.words[at]
    return len(word) > 1 and (word in other.names or kind(one.side.lowered[at], one.language) is not Kind.word)


def _around(places: Sequence[int], at: int) -> range:
    """The places that hang together with one of them."""
    first = last = at
    while first - 1 in places:
        first -= 1
    while last + 1 in places:
        last += 1
    return range(first, last + 1)


def _paired(source: Side, target: Side, lost: Sequence[_Name], added: Sequence[_Name]) -> Iterator[Difference]:
    """Yield what is lost and what is added; as many of both are taken for each other."""
    lost, added = _unlike(source, target, lost, added)
    for at in range(max(len(lost), len(added))):
        one, other = (lost[at], added[at]) if len(lost) == len(added) else (None, None)
        what = _exchanged(source, one, other) if one and other else None
        if one and other and what:
            yield Difference(what, _text(source, one.places), _text(target, other.places), _span(target, other.places))
            continue
        for name in lost[at : at + 1]:
            yield Difference(name.what, _text(source, name.places), "", None)
        for name in added[at : at + 1]:
            yield Difference(name.what, "", _text(target, name.places), _span(target, name.places))


def _unlike(
    source: Side, target: Side, lost: Sequence[_Name], added: Sequence[_Name]
) -> tuple[Sequence[_Name], Sequence[_Name]]:
    """What is left of both when those have gone that may be two spellings of one name."""
    gone, left = list[_Name](), list(added)
    for one in lost:
        for other in left:
            if _akin(source, one, target, other):
                gone.append(one)
                left.remove(other)
                break
    return [one for one in lost if one not in gone], left


def _akin(source: Side, one: _Name, target: Side, other: _Name) -> bool:
    mine, theirs = _own(source, one, target), _own(target, other, source)
    return any(akin(word, another) for word in mine for another in theirs)


def _own(side: Side, name: _Name, other: Side) -> list[str]:
    """The words of a name that are no ordinary ones, nor stand on the other side: *Meier* of *President Meier*."""
    words = [side.lowered[at] for at in name.places]
    return [word for word in words if word not in other.seen and kind(word, side.language) is not Kind.word]


def _exchanged(source: Side, lost: _Name, added: _Name) -> What | None:
    """What it is when one name stands for another; None where one can't: a date for a name, an acronym for a single word."""
    sorts = {lost.what, added.what}
    if What.doubtful in sorts:
        may_be = len(sorts) == 1 or len(lost.places) + len(added.places) > 2  # noqa: PLR2004
        return What.doubtful if may_be or source.words[lost.places[0]][0].islower() else None
    if What.date in sorts:
        return What.date if len(sorts) == 1 else None
    return What.replaced


def _misspelt(one: Text, other: Text, mine: Sequence[int], theirs: Sequence[int]) -> Iterator[Difference]:
    sources = [one.side.words[at] for at in mine]
    for at in theirs:
        word = other.side.words[at]
        if fix := misspelt(word, other.language, sources):
            yield Difference(What.changed, fix, word, other.side.spans[at], fix)


def _swapped(one: Text, other: Text) -> Iterator[Difference]:
    """Yield a first name and a surname that changed places."""
    both = one.names & other.names
    if len(both) < 2:  # noqa: PLR2004
        return
    side = other.side
    for at, (first, last) in enumerate(pairwise(side.words)):
        if first in both and last in both and _turned(one.side, side, first, last):
            yield Difference(
                What.swapped, f"{last} {first}", f"{first} {last}", _span(side, range(at, at + 2)), f"{last} {first}"
            )


def _turned(source: Side, target: Side, first: str, last: str) -> bool:
    """Whether two words stand in the source the other way round only, and make a person's name there."""
    seen, turned = f"{first} {last}", f"{last} {first}"
    if turned not in source.text or seen not in target.text or turned in target.text or seen in source.text:
        return False
    return not (after_article(source, source.words.index(last)) or is_acronym(first) or is_acronym(last))


def _span(side: Side, places: range) -> Span:
    return Span(side.spans[places[0]].start, side.spans[places[-1]].end)


def _text(side: Side, places: range) -> str:
    span = _span(side, places)
    return side.text[span.start : span.end]
