"""Candidates from a counted corpus: what belongs together, what is worth an entry, and what is worth most."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tqcheck.languages import fold
from tqcheck.terminology.mine import Candidate, Form
from tqcheck.terminology.mine.corpus import Corpus, PairKey
from tqcheck.terminology.mine.counts import Key, within
from tqcheck.terminology.mine.aligned import Side
from tqcheck.terminology.mine.candidates import Span
from tqcheck.terminology.mine.listed import Listed
from tqcheck.terminology.mine.tokens import stem

_BLOCK = 25
"""Segments that are taken for one story where nothing parts stories."""
_CONTEXTS = 3
_TWO = 2
_SURE = 4
"""Places of a source form from which what always stands beside it may be a part of it, though not of the target's."""
_RENDERING, _OWN = 0.08, 0.2
"""Shares of a source form's places that a rendering has at least, and of its own that it has beside this source form."""
_ALONE = 0.4
"""Share of a name's places where it is no part of a longer one, at least."""
_STRONG = 0.35
"""Association of both sides from which a pair is believed."""
_COHESION = 0.05
"""Cohesion that a term of several words has at least …"""
_FIRM = 0.2
"""… and that one has of which nothing more is asked."""
_VERY_FIRM = 0.3
"""… and that one has of which all words are everyday ones."""
_WEIGHTS = {"institution": 1.0, "acronym": 0.9, "name": 0.7, "term": 0.6}
_SAME = 0.45
"""Worth of what both languages write alike …"""
_SAME_WORD = 0.25
"""… and of a single word."""


@dataclass
class Group:
    """A term of the source with its renderings, as keys; without a source, a term of the target alone."""

    targets: list[Key]
    sources: list[Key]
    counts: dict[Key, int]
    crossed: float = 0.0
    places: list[int] = field(default_factory=list)


@dataclass
class Seen:
    """How a key is written, and in which segments it stands; `alone` counts where it is no part of a longer name."""

    forms: Counter[str] = field(default_factory=Counter)
    places: list[int] = field(default_factory=list)
    capitals: int = 0
    alone: int = 0
    mixed: int = 0
    times: int = 0


def mine(corpus: Corpus, listed: Listed, least: int = 3) -> list[Candidate]:
    """The candidates of a corpus that stand in at least so many segments, those worth most first."""
    found = _paired(corpus, least) if corpus.source else _alone(corpus, least)
    judge = _Judge(corpus, listed, found)
    judged = sorted(filter(None, map(judge.candidate, found)), key=lambda one: (-one.score, one.target))
    return list(_distinct([one for one in judged if one.count >= least]))


def _alone(corpus: Corpus, least: int) -> list[Group]:
    """The terms of a corpus that has no source."""
    counts = corpus.targets
    return [Group([key], [], {key: count}) for key, count in counts.items() if count >= least and counts.whole(key) == key]


def _paired(corpus: Corpus, least: int) -> list[Group]:
    """The source's terms with their renderings; those that have the same first one are one."""
    assert corpus.sources
    pairs, crossed = Counter[PairKey](), Counter[PairKey]()
    for (mine, theirs), count in corpus.pairs.items():
        keys = _whole(corpus, mine, theirs) if count > 1 else None
        if keys:
            pairs[keys] = pairs[keys] + count if keys == (mine, theirs) else max(pairs[keys], count)
            crossed[keys] = max(crossed[keys], corpus.crossed[mine, theirs])
    renderings = defaultdict[Key, list[Key]](list)
    for (mine, theirs), _ in pairs.most_common():
        renderings[mine].append(theirs)
    groups: dict[Key, Group] = {}
    for mine, all_theirs in sorted(renderings.items(), key=lambda item: _exactness(corpus, pairs, item[0], item[1][0]), reverse=True):
        first = all_theirs[0]
        if first in groups:
            known = groups[first].sources
            size = max(len(corpus.targets.content(first)), len(corpus.sources.content(known[0])))
            if len(corpus.sources.content(mine)) <= size and not any(
                within(mine, other) or within(other, mine) for other in known
            ):
                known.append(mine)
            continue
        total = sum(pairs[mine, theirs] for theirs in all_theirs)
        real = [first]
        for theirs in all_theirs[1:]:
            count = pairs[mine, theirs]
            if count >= max(2, _RENDERING * total, _OWN * corpus.targets[theirs]) and not any(
                within(theirs, other) or within(other, theirs) for other in real
            ):
                real.append(theirs)
        counts = {theirs: pairs[mine, theirs] for theirs in real}
        if sum(counts.values()) >= least:
            groups[first] = Group(real, [mine], counts, crossed[mine, first] / pairs[mine, first])
    return list(groups.values())


def _exactness(corpus: Corpus, pairs: Counter[PairKey], mine: Key, theirs: Key) -> float:
    """How much of both keys is in the pair, times how often it is."""
    assert corpus.sources
    count = pairs[mine, theirs]
    return count * count / max(1, corpus.sources[mine] + corpus.targets[theirs])


def _whole(corpus: Corpus, mine: Key, theirs: Key) -> PairKey | None:
    """The pair that a pair always is a part of, or the pair itself; None where it is a part of several, or of half a pair."""
    assert corpus.sources
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
    assert corpus.sources
    links, words, words_there = corpus.links, corpus.sources.content(longer), corpus.targets.content(others)
    if others != theirs and len(words) < _TWO:
        return False
    for word in set(words_there) - set(theirs):
        if not links.lonely(word) and not any(links.belong(word_here, word) for word_here in words):
            return False
    for word in set(words) - set(mine):
        if not links.lonely_source(word) and not any(links.belong(word, word_there) for word_there in words_there):
            return False
    return abs(len(words) - len(words_there)) <= _TWO


def _seen(side: Side, wanted: set[Key]) -> dict[Key, Seen]:
    """How and where keys are written."""
    found = {key: Seen() for key in wanted}
    for place, row in enumerate(side.rows):
        spans = list(side.finder.spans(row))
        longest = _longest(span for span in spans if not span.plain)
        for span in spans:
            seen = found.get(side.key(place, span.start, span.end))
            if seen:
                seen.forms[side.finder.surface(row, span)] += 1
                seen.times += 1
                seen.capitals += not span.plain
                seen.alone += (span.start, span.end) in longest
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


class _Judge:
    """Tells what kind of term a group is, and what it is worth."""

    def __init__(self, corpus: Corpus, listed: Listed, groups: Sequence[Group]) -> None:
        self.corpus, self.listed = corpus, listed
        self.mine = _seen(corpus.source, {key for group in groups for key in group.sources}) if corpus.source else {}
        self.theirs = _seen(corpus.target, {key for group in groups for key in group.targets})
        several = [group for group in groups if self._compound(group)]
        turned = sum(group.crossed > 0.5 for group in several)
        self._turns = bool(corpus.source) and 2 * turned > len(several)
        """Whether terms have their words in the opposite order in the two languages, as French and English do."""

    def candidate(self, group: Group) -> Candidate | None:
        """What a group is as a candidate; None where it is not worth an entry."""
        first = group.targets[0]
        seen = self.theirs[first]
        group.sources = [key for key in group.sources if self.mine[key].forms]
        if not seen.forms or (self.corpus.source and not group.sources):
            return None
        places = self._places(group)
        kind = self._kind(group, _written(seen.forms))
        if not kind or not places:
            return None
        if kind != "term" and len(group.sources) > 1:
            group.sources = [key for key in group.sources if self._raised(key)] or group.sources
        if kind == "name":
            group.targets = [key for key in group.targets if self._spelled_alike(key, group.targets[0])]
        targets = self._forms(group.targets, self.theirs, places)
        sources = self._forms(group.sources, self.mine, places)
        if self.corpus.source and not sources:
            return None
        if kind == "name" and targets[0].text in sources[0].text:
            sources = (sources[0]._replace(text=targets[0].text), *sources[1:])
        worth = self._worth(kind, group, targets, sources, places)
        targets = tuple(_owned(form, sources) for form in targets)
        contexts = tuple(self.corpus.lines[place] for place in _spread(places))
        if worth <= 0:
            return None
        return Candidate(kind, targets, sources, len(places), worth, contexts)

    def _raised(self, key: Key) -> bool:
        """Whether a source form has a capital, or several words."""
        return len(key) > 1 or self.mine[key].capitals > 0

    def _spelled_alike(self, key: Key, first: Key) -> bool:
        """Whether another form of a name is another spelling of it, not another word."""
        if key == first:
            return True
        seen = self.theirs[key]
        if seen.capitals < seen.times or not seen.forms:
            return False
        from tqcheck.names.likeness import one_name

        return bool(one_name(_written(seen.forms), _written(self.theirs[first].forms)))

    def _compound(self, group: Group) -> bool:
        """Whether a group is of two content words that stand side by side, and is no name that both languages write alike."""
        first, counts, others = group.targets[0], self.corpus.targets, self.corpus.sources
        return bool(
            others and len(first) == len(counts.content(first)) == _TWO and counts.text(first) != others.text(group.sources[0])
        )

    def _places(self, group: Group) -> list[int]:
        theirs = {place for key in group.targets for place in self.theirs[key].places}
        if not self.corpus.source:
            return sorted(theirs)
        mine = {place for key in group.sources for place in self.mine[key].places}
        return sorted(mine & theirs)

    def _forms(self, keys: Iterable[Key], seen: dict[Key, Seen], places: Sequence[int]) -> tuple[Form, ...]:
        there = set(places)
        found = [Form(_written(seen[key].forms), len(there.intersection(seen[key].places))) for key in keys if seen[key].forms]
        return tuple(sorted((form for form in found if form.count), key=lambda form: -form.count))

    def _kind(self, group: Group, text: str) -> str:
        """The kind of a term by how it is written; nothing where it is none."""
        key = group.targets[0]
        seen, words = self.theirs[key], self.corpus.targets.content(key)
        vocabulary = self.corpus.target.finder.vocabulary
        number = vocabulary.find(text)
        if number is not None and vocabulary.acronym[number]:
            return "acronym"
        if seen.mixed > seen.times / 2 or not words:
            return ""
        if seen.capitals > seen.times / 2:
            if seen.alone < _ALONE * seen.capitals:
                return ""
            if len(words) == 1:
                return "name" if self._proper(group) else ""
            return self._named(group, text)
        return "term" if self._firm(group) else ""

    def _proper(self, group: Group) -> bool:
        """Whether a single word with a capital is a name in both languages, not a people, a month or an office."""
        seen = self.theirs[group.targets[0]]
        text = _written(seen.forms)
        if seen.capitals < 0.9 * seen.times or len(text) < 3 or self._everyday(self.corpus.target, group.targets[0]):
            return False
        if not self.corpus.source:
            return True
        mine = self.mine[group.sources[0]]
        return mine.capitals >= 0.8 * mine.times

    def _named(self, group: Group, text: str) -> str:
        vocabulary, finder = self.corpus.target.finder.vocabulary, self.corpus.target.finder
        numbers = [number for word in text.split() if (number := vocabulary.find(word)) is not None]
        if not numbers:
            return ""
        common = [vocabulary.find(word.lower()) for word in text.split() if word[0].isupper()]
        plain_words = [
            number is not None and vocabulary.counts[number] > 1 and not vocabulary.function[number] for number in common
        ]
        titled = finder.is_title(numbers[-1]) and not finder.is_title(numbers[0])
        if (titled and not plain_words[0]) or (finder.is_title(numbers[0]) and len(numbers) > 1 and " of " not in text and not titled):
            if not all(finder.is_title(number) for number in numbers):
                return ""
        if {"and", "et"} & set(text.split()) and not plain_words[0]:
            return ""
        if not self.corpus.source:
            return "institution" if all(plain_words) else "name"
        same = _same(text, _written(self.mine[group.sources[0]].forms))
        return "institution" if any(plain_words) and not same else "name"

    def _firm(self, group: Group) -> bool:
        """Whether words in small letters are a term: several that hold together, not all of them everyday words."""
        sides = [(self.corpus.targets, self.corpus.target, group.targets[0])]
        if self.corpus.source and self.corpus.sources:
            sides.append((self.corpus.sources, self.corpus.source, group.sources[0]))
        if len(self.corpus.targets.content(group.targets[0])) < 2 or (self._turns and group.crossed < 0.5):
            return False
        firm = math.sqrt(math.prod(counts.cohesion(key) for counts, _, key in sides)) >= _VERY_FIRM
        return firm or not any(
            all(side.finder.vocabulary.keys[word] in side.finder.everyday for word in counts.content(key))
            for counts, side, key in sides
        )

    def _everyday(self, side: Side, key: Key) -> float:
        """The share of everyday words among those of a key that carry a meaning."""
        keys, everyday = side.finder.vocabulary.keys, side.finder.everyday
        content = [word for word in key if keys[word] not in side.finder.vocabulary.words.function]
        return sum(keys[word] in everyday for word in content) / max(1, len(content))

    def _of_a_people(self, text: str) -> bool:
        """Whether a term is no more than a people's or country's everyday thing: the American president."""
        words = text.split()
        if len(words) != 2:
            return False
        finder, language = self.corpus.target.finder, self.corpus.languages[1]
        number = finder.vocabulary.find(words[0])
        nation = self.listed.find(words[0], language) or (number is not None and finder.vocabulary.acronym[number])
        return bool(nation) and stem(words[1].lower(), language) in finder.everyday

    def _whole_source(self, kind: str, group: Group, targets: Sequence[Form], source: str) -> bool:
        """Whether a single word of the source can be all that several of the target stand for."""
        if kind == "acronym":
            return self._raised(group.sources[0])
        assert self.corpus.sources
        if len(self.corpus.sources.content(group.sources[0])) > 1 or len(self.corpus.targets.content(group.targets[0])) < 2:
            return True
        words = {_bare(word) for word in targets[0].text.split()}
        total = sum(form.count for form in targets)
        return _bare(source) not in words and targets[0].count >= 0.6 * total and not self._everyday(self.corpus.source, group.sources[0])

    def _worth(
        self, kind: str, group: Group, targets: Sequence[Form], sources: Sequence[Form], places: Sequence[int]
    ) -> float:
        corpus = self.corpus
        worth = _WEIGHTS[kind] * math.log2(1 + len(places))
        cohesion = corpus.targets.cohesion(group.targets[0])
        if corpus.source and corpus.sources:
            mine = set(self.mine[group.sources[0]].places)
            own = set(self.theirs[group.targets[0]].places)
            all_theirs = {place for key in group.targets for place in self.theirs[key].places}
            all_mine = {place for key in group.sources for place in self.mine[key].places}
            cover = len(mine & all_theirs) / max(1, len(mine))
            exact = len(own & all_mine) / max(1, len(own))
            strength = 2 * cover * exact / (cover + exact) if cover + exact else 0.0
            whole = self._whole_source(kind, group, targets, sources[0].text) or (kind == "acronym" and strength >= 0.8)
            if strength < _STRONG or not whole:
                return 0.0
            worth *= strength * strength
            cohesion = math.sqrt(cohesion * corpus.sources.cohesion(group.sources[0]))
            if _same(targets[0].text, sources[0].text):
                worth *= _SAME if " " in targets[0].text or kind == "acronym" else _SAME_WORD
        if cohesion < _COHESION or self._of_a_people(targets[0].text):
            return 0.0
        if kind == "term" and cohesion < _VERY_FIRM:
            everyday = self._everyday(corpus.target, group.targets[0])
            if corpus.source:
                everyday = (everyday + self._everyday(corpus.source, group.sources[0])) / 2
            worth *= 1 - 0.7 * everyday
        if kind == "name" and " " not in targets[0].text and corpus.target.finder.vocabulary.find(targets[0].text.lower()) is not None:
            worth *= 0.5
        firm = min(1.0, math.sqrt(cohesion / _FIRM))
        worth *= firm
        blocks = len({place // _BLOCK for place in places})
        worth *= {1: 0.5, 2: 0.8}.get(blocks, 1.0)
        total = sum(form.count for form in targets)
        if len(targets) > 1 and len(group.sources[0] if group.sources else group.targets[0]) > 1:
            worth *= 1 + firm * firm * min(1.0, 2 * (1 - targets[0].count / total))
        if self._listed(targets, sources):
            return 0.0
        return worth

    def _listed(self, targets: Sequence[Form], sources: Sequence[Form]) -> bool:
        find, languages = self.listed.find, (self.corpus.languages[0], self.corpus.languages[1])
        return any(find(form.text, languages[1]) for form in targets[:1]) or any(
            find(form.text, languages[0]) for form in sources[:1]
        )


def _written(forms: Counter[str]) -> str:
    """The form to enter: the commonest, but a singular where it is seen often enough."""
    best, count = forms.most_common(1)[0]
    for form, times in forms.items():
        if times * 4 >= count and best.startswith(form) and len(best) - len(form) in (1, 2) and best.endswith("s"):
            return form
    return best


def _bare(text: str) -> str:
    """A folded text without the marks of its letters."""
    return "".join(char for char in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(char))


def _owned(form: Form, sources: Sequence[Form]) -> Form:
    """A form without the ending of possession where the source has none."""
    text = form.text
    if text.endswith(("'s", "’s")) and sources and not sources[0].text.endswith("s"):
        return form._replace(text=text[:-2])
    return form


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _spread(places: Sequence[int]) -> list[int]:
    """Some places, as far from each other as there are."""
    if len(places) <= _CONTEXTS:
        return list(places)
    return [places[0], places[len(places) // 2], places[-1]]


def _distinct(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates without surnames of people who are candidates in full."""
    full = Counter[str]()
    for one in ranked:
        words = one.target[0].text.split()
        if one.kind == "name" and len(words) > 1:
            for word in words:
                full[word] = max(full[word], one.count)
    for one in ranked:
        text = one.target[0].text
        if not (one.kind == "name" and full[text] >= max(3, 0.1 * one.count)):
            yield one
