"""What is worth an entry, and what most: what recurs, is strongly associated, holds together and is rendered variously."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from tqcheck.languages import fold, unmarked
from tqcheck.terminology.mine import Candidate, Form
from tqcheck.terminology.mine.corpus import Corpus
from tqcheck.terminology.mine.counts import Key
from tqcheck.terminology.mine.expansions import expansions
from tqcheck.terminology.mine.groups import Group, Seen, groups
from tqcheck.terminology.mine.kinds import VERY_FIRM, Kinds, written
from tqcheck.terminology.mine.listed import Listed
from tqcheck.terminology.mine.tokens import letters, stem

_BLOCK = 25
"""Segments that are taken for one story, for nothing parts stories."""
_STORIES = {1: 0.5, 2: 0.8}
"""Worth of what stands in one or two of these, against what stands in more."""
_CONTEXTS = 3
_STRONG, _VERY_STRONG = 0.35, 0.8
"""Association of both sides from which a pair is believed, and one of an acronym with a word in small letters (sida)."""
_COHESION, _FIRM = 0.05, 0.2
"""Cohesion that a term of several words has at least, and the one from which it is worth no less for it."""
_WEIGHTS = {"institution": 1.0, "acronym": 0.9, "name": 0.7, "term": 0.5}
_SAME, _SAME_WORD = 0.1, 0.05
"""Worth of what both languages write alike, and of a single word."""
_CODE, _PLAIN = 0.5, 0.5
"""Worth of what has digits (A380), and of a name that is a word in small letters, too."""
_UNPAIRED = 0.4
"""Worth of a name of a single word of which no source tells that it is one."""
_EVERYDAY = 0.7
"""How much of its worth a term loses all of whose words are everyday ones."""
_UNKNOWN = 0.2
"""Share of renderings that the glossary of a listed term does not have, from which it is told again …"""
_TOLD = 0.5
"""… and worth less than one that is not listed."""
_LEADS = 0.6
"""Share of its places in which a single word of the source is rendered by the same words, if it is a term by itself."""
_LIKE = 0.7
"""Likeness of a word to the source's from which it is the same name, mangled."""
_PAIR = 2
"""Words of a term."""


def mine(corpus: Corpus, listed: Listed, least: int = 3) -> list[Candidate]:
    """The candidates of a corpus that stand in at least so many segments, those worth most first."""
    found = groups(corpus, least)
    ranking = _Ranking(corpus, listed, found)
    judged = [one for group in found if (one := ranking.candidate(group)) and one.segments >= least]
    return list(_without_surnames(sorted(judged, key=lambda one: (-one.score, one.target))))


class _Ranking:
    """Makes candidates of groups."""

    def __init__(self, corpus: Corpus, listed: Listed, found: Sequence[Group]) -> None:
        self._corpus, self._listed, self._kinds = corpus, listed, Kinds(corpus, found)
        self._mine, self._theirs = self._kinds.mine, self._kinds.theirs
        self._expansions = expansions(line.target for line in corpus.lines)

    def candidate(self, group: Group) -> Candidate | None:
        """What a group is as a candidate; None where it is not worth an entry."""
        if self._corpus.aligned:
            group.sources = [key for key in group.sources if self._mine[key].forms]
            if not group.sources:
                return None
        kind = self._kinds.kind(group)
        if not kind:
            return None
        self._settle(kind, group)
        places = self._places(group)
        targets, sources = _forms(group.targets, self._theirs, places), _forms(group.sources, self._mine, places)
        if not targets or (self._corpus.aligned and not sources):
            return None
        if kind == "name" and sources and targets[0].text in sources[0].text:
            sources = (sources[0]._replace(text=targets[0].text), *sources[1:])
        worth = self._worth(kind, group, targets, sources, places)
        listed, share = self._concept(targets, sources)
        worth *= share
        if worth <= 0:
            return None
        contexts = tuple(self._corpus.lines[place] for place in _spread(places))
        forms = self._restored([_owned(form, sources) for form in targets], sources)
        expansion = self._expansions.get(forms[0].text, "") if kind == "acronym" else ""
        return Candidate(kind, tuple(forms), sources, len(places), worth, contexts, expansion, listed)

    def _settle(self, kind: str, group: Group) -> None:
        """Leave out forms that are no other ones of the same kind."""
        if kind != "term":
            group.sources = [key for key in group.sources if self._kinds.raised(key)] or group.sources
        if kind == "name":
            group.targets = [key for key in group.targets if self._kinds.spelled_alike(key, group.targets[0])]

    def _places(self, group: Group) -> list[int]:
        theirs = {place for key in group.targets for place in self._theirs[key].places}
        if self._corpus.aligned:
            theirs &= {place for key in group.sources for place in self._mine[key].places}
        return sorted(theirs)

    def _worth(self, kind: str, group: Group, targets: Sequence[Form], sources: Sequence[Form], places: Sequence[int]) -> float:
        cohesion = self._corpus.targets.cohesion(group.targets[0])
        worth = _WEIGHTS[kind] * math.log2(1 + len(places)) * _STORIES.get(len({place // _BLOCK for place in places}), 1.0)
        if sources:
            there = self._corpus.sources.cohesion(group.sources[0])
            cohesion = there if len(group.targets) > 1 else math.sqrt(cohesion * there)
            worth *= self._pairing(kind, group, targets, sources)
        if cohesion < _COHESION or self._is_of_a_people(targets[0].text):
            return 0.0
        firm = min(1.0, math.sqrt(cohesion / _FIRM))
        everyday = self._everyday(group) if kind == "term" and len(targets) == 1 else 0.0
        if cohesion < VERY_FIRM or everyday == 1:
            worth *= 1 - _EVERYDAY * everyday
        if not sources and kind == "name" and " " not in targets[0].text:
            worth *= _UNPAIRED
        if kind == "name" and self._corpus.target.finder.vocabulary.find(targets[0].text.lower()) is not None:
            worth *= _PLAIN
        return worth * firm * self._disagreement(group, targets, firm)

    def _pairing(self, kind: str, group: Group, targets: Sequence[Form], sources: Sequence[Form]) -> float:
        """What a pair is worth for the bond of its sides: the square of how strong it is; less where both are written alike."""
        mine, own = set(self._mine[group.sources[0]].places), set(self._theirs[group.targets[0]].places)
        all_mine = {place for key in group.sources for place in self._mine[key].places}
        all_theirs = {place for key in group.targets for place in self._theirs[key].places}
        cover, exact = len(mine & all_theirs) / max(1, len(mine)), len(own & all_mine) / max(1, len(own))
        strength = 2 * cover * exact / (cover + exact) if cover + exact else 0.0
        if strength < _STRONG or not self._is_whole(kind, group, targets, sources[0].text, strength):
            return 0.0
        if fold(targets[0].text) != fold(sources[0].text):
            return strength * strength
        several = " " in targets[0].text or kind == "acronym"
        return strength * strength * (_SAME if several else _SAME_WORD) * (_CODE if _has_digits(targets[0].text) else 1.0)

    def _is_whole(self, kind: str, group: Group, targets: Sequence[Form], source: str, strength: float) -> bool:
        """Whether a single word of the source can be all that several of the target stand for."""
        if kind == "acronym":
            return self._kinds.raised(group.sources[0]) or strength >= _VERY_STRONG
        content = self._corpus.sources.content(group.sources[0])
        if len(content) > 1 or len(self._corpus.targets.content(group.targets[0])) < _PAIR:
            return True
        if _bare(source) in map(_bare, targets[0].text.split()) or self._kinds.everyday(self._corpus.source, group.sources[0]):
            return False
        return targets[0].segments >= _LEADS * sum(form.segments for form in targets)

    def _everyday(self, group: Group) -> float:
        """The share of everyday words in both sides' first forms."""
        shares = [self._kinds.everyday(self._corpus.target, group.targets[0])]
        shares += [self._kinds.everyday(self._corpus.source, key) for key in group.sources[:1]]
        return sum(shares) / len(shares)

    def _disagreement(self, group: Group, targets: Sequence[Form], firm: float) -> float:
        """How much more a term is worth for being rendered in several ways; a single word may merely have several meanings."""
        if len(targets) == 1 or len((group.sources or group.targets)[0]) == 1:
            return 1.0
        return 1 + firm * firm * min(1.0, 2 * (1 - targets[0].segments / sum(form.segments for form in targets)))

    def _is_of_a_people(self, text: str) -> bool:
        """Whether a term is no more than a people's or country's everyday thing: the American president."""
        words = text.split()
        if len(words) != _PAIR:
            return False
        finder, language = self._corpus.target.finder, self._corpus.languages[1]
        number = finder.vocabulary.find(words[0])
        nation = self._listed.find(words[0], language) or (number is not None and finder.vocabulary.acronym[number])
        return bool(nation) and stem(words[1].lower(), finder.vocabulary.language) in finder.everyday

    def _concept(self, targets: Sequence[Form], sources: Sequence[Form]) -> tuple[str, float]:
        """A concept that has one of the forms, and what a candidate is worth beside what glossaries say already.

        Where they have a first form that is nothing, unless the term is often rendered in a way that they don't know.
        """
        source, target = self._corpus.languages
        ours = [self._listed.find(form.text, target) for form in targets]
        theirs = [self._listed.find(form.text, source) for form in sources]
        first = next(filter(None, (*ours[:1], *theirs[:1])), "")
        if not first:
            return next(filter(None, (*ours, *theirs)), ""), 1.0
        least = _UNKNOWN * sum(form.segments for form in targets)
        news = any(not found and form.segments >= least for form, found in zip(targets[1:], ours[1:], strict=True))
        return first, _TOLD if news else 0.0

    def _restored(self, targets: list[Form], sources: Sequence[Form]) -> list[Form]:
        """The forms, before them the right one of a name from which a letter was lost that the source's language has not."""
        if not sources:
            return targets
        known, words, changed = letters(self._corpus.languages[0]), targets[0].text.split(), False
        for right in sources[0].text.split():
            if known and set(right.lower()) - known:
                for at, word in enumerate(words):
                    likeness = SequenceMatcher(None, _bare(word), _bare(right), autojunk=False).ratio()
                    if _LIKE <= likeness < 1:
                        words[at], changed = right, True
        return [Form(" ".join(words), 0), *targets] if changed else targets


def _forms(keys: Iterable[Key], seen: dict[Key, Seen], places: Sequence[int]) -> tuple[Form, ...]:
    """How keys are written, and in how many of some places; the commonest first."""
    there = set(places)
    found = [Form(written(seen[key].forms), len(there.intersection(seen[key].places))) for key in keys if seen[key].forms]
    return tuple(sorted((form for form in found if form.segments), key=lambda form: -form.segments))


def _bare(text: str) -> str:
    """A folded text without the marks of its letters."""
    return unmarked(fold(text))


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _owned(form: Form, sources: Sequence[Form]) -> Form:
    """A form without the ending of possession where the source has none."""
    if form.text.endswith(("'s", "’s")) and sources and not sources[0].text.endswith("s"):
        return form._replace(text=form.text[:-2])
    return form


def _spread(places: Sequence[int]) -> list[int]:
    """Some places, as far from each other as there are."""
    return list(places) if len(places) <= _CONTEXTS else [places[0], places[len(places) // 2], places[-1]]


def _without_surnames(ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates without parts of names that are candidates in full."""
    full = Counter[str]()
    for one in ranked:
        words = one.target[0].text.split()
        if one.kind == "name" and len(words) > 1:
            for word in words:
                full[word] = max(full[word], one.segments)
    for one in ranked:
        if not (one.kind == "name" and full[one.target[0].text] >= max(3, 0.1 * one.segments)):
            yield one
