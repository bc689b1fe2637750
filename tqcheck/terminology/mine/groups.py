"""What belongs together in a counted corpus: a term of the source with its renderings, all of them whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tqcheck.terminology.mine.aligned import Side
from tqcheck.terminology.mine.candidates import Span
from tqcheck.terminology.mine.corpus import Corpus, PairKey
from tqcheck.terminology.mine.counts import Key, within

_SURE = 4
"""Places of a source form from which what always stands beside it may be a part of it, though not of the target's."""
_RENDERING, _OWN = 0.08, 0.2
"""Shares of a source form's places that a rendering has at least, and of its own that it has beside this source form."""
_APART = 2
"""Words that one side of a pair may have more than the other."""


@dataclass
class Group:
    """A term of the source with its renderings, as keys; without a source, a term of the target alone.

    `crossed` is the share of places where the words of the first rendering come in another order than the source's.
    """

    targets: list[Key]
    sources: list[Key]
    crossed: float = 0.0


@dataclass
class Seen:
    """How a key is written, and in which segments it stands.

    `alone` counts where it is no part of a longer name, `before_nouns` where a word in small letters follows it.
    """

    forms: Counter[str] = field(default_factory=Counter)
    places: list[int] = field(default_factory=list)
    capitals: int = 0
    alone: int = 0
    before_nouns: int = 0
    mixed: int = 0
    times: int = 0


def groups(corpus: Corpus, least: int) -> list[Group]:
    """The groups of a corpus that stand in at least so many segments."""
    return _paired(corpus, least) if corpus.aligned else _alone(corpus, least)


def _alone(corpus: Corpus, least: int) -> list[Group]:
    counts = corpus.targets
    return [Group([key], []) for key, count in counts.items() if count >= least and counts.whole(key) == key]


def _paired(corpus: Corpus, least: int) -> list[Group]:
    """The source's terms with their renderings; those that have the same first one are one group."""
    pairs, crossed = _whole_pairs(corpus)
    renderings = defaultdict[Key, list[Key]](list)
    for mine, theirs in sorted(pairs, key=lambda keys: (-pairs[keys], keys)):
        renderings[mine].append(theirs)
    found: dict[Key, Group] = {}
    for mine in sorted(renderings, key=lambda mine: -_exactness(corpus, pairs, mine, renderings[mine][0])):
        first = renderings[mine][0]
        if first in found:
            _join(corpus, found[first], mine)
            continue
        real = _real(corpus, pairs, mine, renderings[mine])
        if sum(pairs[mine, theirs] for theirs in real) >= least:
            found[first] = Group(real, [mine], crossed[mine, first] / pairs[mine, first])
    return list(found.values())


def _whole_pairs(corpus: Corpus) -> tuple[Counter[PairKey], Counter[PairKey]]:
    """The pairs of which both sides are whole: how often they come, and how often their words change order."""
    pairs, crossed = Counter[PairKey](), Counter[PairKey]()
    for (mine, theirs), count in corpus.pairs.items():
        keys = _whole(corpus, mine, theirs) if count > 1 else None
        if keys:
            pairs[keys] = pairs[keys] + count if keys == (mine, theirs) else max(pairs[keys], count)
            crossed[keys] = max(crossed[keys], corpus.crossed[mine, theirs])
    return pairs, crossed


def _real(corpus: Corpus, pairs: Counter[PairKey], mine: Key, renderings: list[Key]) -> list[Key]:
    """The renderings of a source form that are no parts of each other and no accidents, the commonest first."""
    total = sum(pairs[mine, theirs] for theirs in renderings)
    real = renderings[:1]
    for theirs in renderings[1:]:
        often = pairs[mine, theirs] >= max(2, _RENDERING * total, _OWN * corpus.targets[theirs])
        if often and not any(within(theirs, other) or within(other, theirs) for other in real):
            real.append(theirs)
    return real


def _join(corpus: Corpus, group: Group, mine: Key) -> None:
    """Add a source form to a group, unless it is a part of another one or says more than all others."""
    size = max(len(corpus.targets.content(group.targets[0])), len(corpus.sources.content(group.sources[0])))
    if len(corpus.sources.content(mine)) <= size and not any(
        within(mine, other) or within(other, mine) for other in group.sources
    ):
        group.sources.append(mine)


def _exactness(corpus: Corpus, pairs: Counter[PairKey], mine: Key, theirs: Key) -> float:
    """How much of both keys is in the pair, times how often it is."""
    count = pairs[mine, theirs]
    return count * count / max(1, corpus.sources[mine] + corpus.targets[theirs])


def _whole(corpus: Corpus, mine: Key, theirs: Key) -> PairKey | None:
    """The pair that a pair always is a part of, or the pair itself; None where it is a part of several, or of half a pair."""
    longer, others = corpus.sources.whole(mine), corpus.targets.whole(theirs)
    if longer is None or others is None:
        return None
    if corpus.sources.text(mine) == corpus.targets.text(theirs):
        # A name that both languages write alike: what always stands beside it on one side alone is no part of it.
        if corpus.sources.text(longer) == corpus.targets.text(others):
            return longer, others
        return (mine, theirs) if theirs == others else None
    if longer != mine and others == theirs and corpus.sources[mine] < _SURE:
        longer = mine
    return (longer, others) if _matched(corpus, mine, longer, theirs, others) else None


def _matched(corpus: Corpus, mine: Key, longer: Key, theirs: Key, others: Key) -> bool:
    """Whether what was added to one side is no more than the other side says, too."""
    links, words, words_there = corpus.links, corpus.sources.content(longer), corpus.targets.content(others)
    if others != theirs and len(words) == 1:
        return False
    for word in set(words_there) - set(theirs):
        if not links.lonely(word) and not any(links.association(word_here, word) for word_here in words):
            return False
    for word in set(words) - set(mine):
        if not links.lonely_source(word) and not any(links.association(word, word_there) for word_there in words_there):
            return False
    return abs(len(words) - len(words_there)) <= _APART


def seen_in(side: Side, wanted: set[Key]) -> dict[Key, Seen]:
    """How and where keys are written."""
    found = {key: Seen() for key in wanted}
    for place, row in enumerate(side.rows):
        spans = list(side.finder.spans(row))
        longest = _longest(span for span in spans if not span.plain)
        followed = {span.start for span in spans if span.capitals == span.plain == 1 and span.end == span.start + 2}
        for span in spans:
            seen = found.get(side.key(place, span.start, span.end))
            if seen:
                seen.forms[side.finder.surface(row, span)] += 1
                seen.times += 1
                seen.capitals += not span.plain
                seen.alone += (span.start, span.end) in longest
                seen.before_nouns += span.end == span.start + 1 and span.start in followed
                seen.mixed += bool(span.plain and span.capitals)
                if not seen.places or seen.places[-1] != place:
                    seen.places.append(place)
    return found


def _longest(spans: Iterable[Span]) -> set[tuple[int, int]]:
    """The spans that stand in no other one; they come in order of their beginnings, short ones first."""
    found: list[tuple[int, int]] = []
    for span in spans:
        if found and found[-1][0] == span.start:
            found[-1] = (span.start, span.end)
        elif not found or span.end > found[-1][1]:
            found.append((span.start, span.end))
    # One that begins later and ends no later than the one before it stands in that one.
    return {span for at, span in enumerate(found) if not at or span[1] > found[at - 1][1]}
