"""What glossaries call in the target language the concepts whose terms stand in a source.

A term of the source is found as any term is (see `match`): in derived forms, at word edges, in its case, the longest first.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import ahocorasick

from tqcheck.cache import cached
from tqcheck.glossary import Concept, Terms, between
from tqcheck.glossary.inflections import forms
from tqcheck.glossary.match import Entry, Hit, Mention, mentions, pluralised
from tqcheck.glossary.regions import merged
from tqcheck.languages import base, fold, joins
from tqcheck.model import Span

_SHORTEST = 2
_MANY = 1000
"""Concepts from which their forms are kept in the cache: working them out takes longer than reading a file."""
_NO_NUMBER = "de"
"""A language whose derived forms are not plurals alone."""


class Counterpart(NamedTuple):
    """A concept of which a language has terms (`sources`), and what the target calls it.

    `wanted` are the target's terms in all forms, the preferred one first, `wrong` those that it must not use. `own` tells that
    the concept is the house's, `verbatim` that it stays as it is in the source.
    """

    concept: str
    domain: str
    sources: tuple[str, ...]
    case: str
    wanted: tuple[str, ...]
    admitted: tuple[str, ...]
    wrong: tuple[str, ...]
    own: bool
    verbatim: bool
    proposed: bool
    note: str


class Standing(NamedTuple):
    """A term that stands in a source, and the first concept's preferred term in the same number.

    `concepts` are all that it may mean, `meant` what the house says of them, where it says anything, else all.
    """

    span: Span
    preferred: str
    meant: tuple[Counterpart, ...]
    concepts: frozenset[str]


class Counterparts:
    """The concepts of glossaries for one target language, by the languages of their other terms.

    They are packed until a source in their language is looked at; `key` names what they were made of in the cache.
    """

    def __init__(
        self,
        concepts: Iterable[Concept] = (),
        target: str = "en",
        own: Callable[[Concept], bool] = lambda _: True,
        key: str = "",
    ) -> None:
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for concept in concepts:
            if concept.status != "deprecated":
                for language, row in _rows(concept, target, own=own(concept)):
                    rows.setdefault(language, []).append(tuple(row))
        self._own = frozenset(language for language, listed in rows.items() if any(Counterpart(*row).own for row in listed))
        self._packed = {language: marshal.dumps(listed) for language, listed in rows.items()}
        self._target, self._key = base(target), key
        self._opened: dict[str, _Language] = {}

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_opened": {}}

    def standing(self, text: str, language: str) -> list[Standing]:
        """The terms of a language that stand in a text, in its order, none inside another."""
        known = self._open(language)
        return known.standing(text) if known else []

    def has(self, concept: str, language: str) -> bool:
        """Whether a concept has terms of a language."""
        known = self._open(language)
        return bool(known and concept in known.concepts)

    def has_own(self, language: str) -> bool:
        """Whether the house has terms that may stand in a source of a language."""
        return not self._own.isdisjoint({language, self._target})

    def _open(self, language: str) -> _Language | None:
        """The terms of a language, and those of the target's that are not to be translated."""
        if language not in self._opened:
            packed = [self._packed[tag] for tag in {language: 0, self._target: 0} if tag in self._packed]
            if not language or not packed:
                return None
            rows = [Counterpart(*row) for listed in packed for row in marshal.loads(listed)]
            self._opened[language] = _Language(rows, language, self._target, self._key)
        return self._opened[language]


def _rows(concept: Concept, target: str, *, own: bool) -> Iterator[tuple[str, Counterpart]]:
    """What a concept is called in each language but the target's."""
    mine = merged(concept.terms, target)
    for tag, terms in concept.terms.items():
        language = base(tag)
        texts = _texts(terms.right)
        if not texts or (language == base(target) and not terms.verbatim):
            continue
        if terms.verbatim:
            kept = tuple(dict.fromkeys((*texts, *mine.right)))
            row = Counterpart(concept.id, concept.domain, texts, terms.case, kept, (), (), own, True, False, concept.note)
            yield language, row
        elif mine.preferred:
            yield language, _row(concept, terms, mine, base(target), own=own)


def _row(concept: Concept, terms: Terms, mine: Terms, target: str, *, own: bool) -> Counterpart:
    right = _texts(mine.right)
    wanted = dict.fromkeys([*right, *(form for text in right for form in forms(text, target))])
    return Counterpart(
        concept.id,
        concept.domain,
        _texts(terms.right),
        terms.case,
        tuple(wanted),
        mine.admitted,
        _texts(mine.forbidden),
        own,
        verbatim=False,
        proposed=concept.status == "proposed",
        note=concept.note,
    )


def _texts(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for term in written if len(text := " ".join(term.split())) >= _SHORTEST)


class _Language:
    """The terms of one language, ready to be looked for."""

    def __init__(self, rows: list[Counterpart], language: str, target: str, key: str) -> None:
        self._rows = rows
        self.concepts = frozenset(row.concept for row in rows)
        build = partial(_built, rows, language, target)
        form = cached(f"{key}-{language}", build) if key and len(rows) > _MANY else build()
        self._automaton, groups, meanings = form
        self._groups: _Groups = marshal.loads(groups)
        self._meanings: dict[str, list[int]] = marshal.loads(meanings)
        self._seen: dict[int, list[Entry]] = {}

    def standing(self, text: str) -> list[Standing]:
        folded = fold(text)
        hits: list[Hit] = []
        for end, number in self._automaton.iter(folded):
            size = self._groups[number][0]
            start, after = end + 1 - size, end + 1
            # Most hits lie inside words: a look at the neighbours spares them the whole proof.
            if folded[after : after + 1].isalpha() and joins(folded[end], folded[after]):
                continue
            if start and folded[start - 1].isalpha() and joins(folded[start - 1], folded[start]):
                continue
            hits += [(start, after, entry) for entry in self._entries(number)]
        if not hits:
            return []
        return [self._standing(mention.span, mention.entry) for mention in sorted(mentions(text, hits), key=_span)]

    def _entries(self, number: int) -> list[Entry]:
        """What a literal stands for, unpacked when it is first seen."""
        found = self._seen.get(number)
        if found is None:
            found = self._seen[number] = [Entry(*entry) for entry in marshal.loads(self._groups[number][1])]
        return found

    def _standing(self, span: Span, entry: Entry) -> Standing:
        several = [self._rows[number] for number in self._meanings[fold(entry.text)]]
        several.sort(key=lambda row: row.concept != entry.concept)
        meant = tuple(row for row in several if row.own) or tuple(several)
        preferred = entry.preferred if meant[0].concept == entry.concept else meant[0].wanted[0]
        return Standing(span, preferred, meant, frozenset(row.concept for row in several))


def _span(mention: Mention) -> Span:
    return mention.span


_Groups = list[tuple[int, bytes]]
"""For each literal its length and the entries that it stands for, packed."""


def _built(rows: list[Counterpart], language: str, target: str) -> tuple[Any, bytes, bytes]:
    """The automaton, what each of its literals stands for, and which rows each term may mean; both packed."""
    numbers: dict[str, int] = {}
    groups: list[tuple[int, list[tuple[Any, ...]]]] = []
    meanings: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for entry in _entries(row, language, target):
            meanings.setdefault(fold(entry.text), []).append(number)
            literal = fold(between.literal(entry.text))
            place = numbers.setdefault(literal, len(numbers))
            if place == len(groups):
                groups.append((len(literal), []))
            groups[place][1].append(tuple(entry))
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for literal, place in numbers.items():
        automaton.add_word(literal, place)
    automaton.make_automaton()
    packed = [(size, marshal.dumps(entries)) for size, entries in groups]
    return automaton, marshal.dumps(packed), marshal.dumps(meanings)


def _entries(row: Counterpart, language: str, target: str) -> Iterator[Entry]:
    """A row's terms as `match` looks for them, inflected unless they are to stay as they are."""
    preferred = row.wanted[0]
    for text in dict.fromkeys(row.sources):
        several = () if row.verbatim else forms(text, language)
        plural = preferred if language == _NO_NUMBER else pluralised(preferred, target)
        for form in (text, *several):
            yield Entry(
                text=form,
                language=language,
                status="own",
                case=row.case or ("exact" if any(map(str.isupper, text)) else "initial"),
                preferred=preferred if form == text else plural,
                admitted=(),
                spelling=False,
                proposed=row.proposed,
                note=row.note,
                concept=row.concept,
            )
