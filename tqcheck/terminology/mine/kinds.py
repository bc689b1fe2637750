"""What kind of term a group is, told by how it is written on both sides; most are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import prod

from tqcheck.languages import fold
from tqcheck.terminology.mine.aligned import Side
from tqcheck.terminology.mine.corpus import Corpus
from tqcheck.terminology.mine.counts import Key
from tqcheck.terminology.mine.groups import Group, Seen, seen_in

_ALONE = 0.4
"""Share of a name's places where it is no part of a longer one, at least."""
_PROPER, _PROPER_SOURCE = 0.9, 0.8
"""Share of its places where a single word has its capital, if it is a name, and the same of the source's word."""
_SHORTEST = 3
_ADJECTIVE, _ADJECTIVE_TOO = 0.5, 0.7
"""Shares of its places before a word in small letters from which a capital is an adjective's (the European countries):
without a source, and where the source has a capital, too."""
VERY_FIRM = 0.3
"""Cohesion of a term of which all words are everyday ones, at least."""
_INSEPARABLE = 0.6
"""Cohesion of words that hardly stand without each other, so that nothing tells which is which in the other language."""
_RENDERED = 0.1
"""Cohesion in the source from which what is rendered in several ways is a term."""
_SEEN = 4
"""Part of the commonest form's places in which a singular must stand to be entered instead."""
_TWO, _MOSTLY = 2, 0.5
_AND = frozenset(["and", "et", "und", "y", "e"])


class Kinds:
    """Tells the kinds of groups; `mine` and `theirs` tell how the keys of both sides are written."""

    def __init__(self, corpus: Corpus, groups: Sequence[Group]) -> None:
        self.corpus = corpus
        self.mine = seen_in(corpus.source, {key for group in groups for key in group.sources})
        self.theirs = seen_in(corpus.target, {key for group in groups for key in group.targets})
        compounds = [group for group in groups if self._compound(group)]
        self._turns = 2 * sum(group.crossed >= _MOSTLY for group in compounds) > len(compounds)
        """Whether terms have their words in the opposite order in the two languages, as French and English do."""

    def _compound(self, group: Group) -> bool:
        """Whether a group is of two content words that stand side by side, and is no name that both languages write alike."""
        counts, others, first = self.corpus.targets, self.corpus.sources, group.targets[0]
        alike = not group.sources or counts.text(first) == others.text(group.sources[0])
        return len(first) == len(counts.content(first)) == _TWO and not alike

    def kind(self, group: Group) -> str:
        """The kind of a term, nothing where it is none."""
        key = group.targets[0]
        seen, vocabulary = self.theirs[key], self.corpus.target.finder.vocabulary
        if not seen.forms:
            return ""
        number = vocabulary.find(written(seen.forms))
        if number is not None and vocabulary.acronym[number]:
            everyday = vocabulary.text[number].lower().replace(".", "") in vocabulary.words.common
            return "" if everyday or seen.alone < _ALONE * seen.times else "acronym"
        if seen.mixed > seen.times / 2:
            return ""
        if seen.capitals <= seen.times / 2:
            return "term" if self._firm(group) else ""
        if seen.alone < _ALONE * seen.capitals:
            return ""
        several = len(self.corpus.targets.content(key)) > 1
        return self._named(group) if several else "name" * self._proper(group)

    def _proper(self, group: Group) -> bool:
        """Whether a single word with a capital is a name in both languages, not a people, a month or an office."""
        seen = self.theirs[group.targets[0]]
        if seen.capitals < _PROPER * seen.times or len(written(seen.forms)) < _SHORTEST:
            return False
        if self.everyday(self.corpus.target, group.targets[0]):
            return False
        if seen.before_nouns > (_ADJECTIVE_TOO if group.sources else _ADJECTIVE) * seen.times:
            return False
        if not group.sources:
            return True
        mine = self.mine[group.sources[0]]
        return mine.capitals >= _PROPER_SOURCE * mine.times

    def _named(self, group: Group) -> str:
        """Name or institution: the latter has words that are known in small letters, too, and is translated."""
        finder, text = self.corpus.target.finder, written(self.theirs[group.targets[0]].forms)
        vocabulary, words = finder.vocabulary, text.split()
        numbers = [number for word in words if (number := vocabulary.find(word)) is not None]
        known = [self._known_small(word) for word in words if word[0].isupper()]
        if not numbers or not known or (not known[0] and _AND & set(words)):
            return ""
        titles = [finder.is_title(number) for number in numbers]
        of_somebody = titles[-1] and not titles[0] and not known[0]
        with_title = titles[0] and not titles[-1] and not any(vocabulary.function[number] for number in numbers)
        if of_somebody or with_title:
            return ""
        alike = group.sources and fold(text) == fold(written(self.mine[group.sources[0]].forms))
        enough = any(known) or len(known) < len(words) if group.sources else all(known)
        return "institution" if enough and not alike else "name"

    def _known_small(self, word: str) -> bool:
        vocabulary = self.corpus.target.finder.vocabulary
        number = vocabulary.find(word.lower())
        return number is not None and vocabulary.counts[number] > 1 and not vocabulary.function[number]

    def _firm(self, group: Group) -> bool:
        """Whether words in small letters are a term: several that hold together, not all of them everyday words."""
        if len(self.corpus.targets.content(group.targets[0])) < _TWO:
            return False
        sides = [(self.corpus.targets, self.corpus.target, group.targets[0])]
        if group.sources:
            sides.append((self.corpus.sources, self.corpus.source, group.sources[0]))
            if self._turns and group.crossed < _MOSTLY and min(counts.cohesion(key) for counts, _, key in sides) < _INSEPARABLE:
                return False
            if len(group.targets) > 1 and self.corpus.sources.cohesion(group.sources[0]) >= _RENDERED:
                return True
        cohesion = prod(counts.cohesion(key) for counts, _, key in sides) ** (1 / len(sides))
        return cohesion >= VERY_FIRM or not any(self.everyday(side, key) == 1 for _, side, key in sides)

    def everyday(self, side: Side, key: Key) -> float:
        """The share of everyday words among those of a key that carry a meaning."""
        keys, everyday = side.finder.vocabulary.keys, side.finder.everyday
        content = (self.corpus.targets if side is self.corpus.target else self.corpus.sources).content(key)
        return sum(keys[word] in everyday for word in content) / max(1, len(content))

    def raised(self, key: Key) -> bool:
        """Whether a source form has a capital, or several words."""
        return len(key) > 1 or self.mine[key].capitals > 0

    def spelled_alike(self, key: Key, first: Key) -> bool:
        """Whether another form of a name is another spelling of it, not another word."""
        if key == first:
            return True
        seen: Seen = self.theirs[key]
        if seen.capitals < seen.times or not seen.forms:
            return False
        from tqcheck.names.likeness import one_name

        return bool(one_name(written(seen.forms), written(self.theirs[first].forms)))


def written(forms: Counter[str]) -> str:
    """The form to enter: the commonest, but a singular where it is seen often enough."""
    best, count = min(forms.items(), key=lambda item: (-item[1], item[0].swapcase()))
    head, _, last = best.rpartition(" ")
    if any(word.endswith("s") for word in head.split()):
        return best  # in French other words have the plural, too
    single = {head + " " * bool(head) + last[: -len(ending)] for ending in ("s", "es") if last.endswith(ending)}
    return next((form for form in sorted(single) if forms[form] * _SEEN >= count), best)
