"""What audits read (concepts, the files they stand in, a corpus) and what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tqcheck import glossary
from tqcheck.glossary import Concept, Terms, match
from tqcheck.glossary.match import Entry
from tqcheck.glossary.regions import merged
from tqcheck.languages import base
from tqcheck.model import Fix, Severity
from tqcheck.terminology.audit.corpus import Corpus


class Fault(NamedTuple):
    """One thing wrong with a concept; `text` is the term it is about, `tag` the language table that holds it.

    `advice` says what to do where no fix can be given. `severity` is told where it is not that of its kind.
    """

    concept: Concept
    text: str
    message: str
    why: str = ""
    advice: str = ""
    fixes: tuple[Fix, ...] = ()
    tag: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Material:
    """The concepts that hold, in order, shipped ones first.

    Faults of those in `audited` (by id) are told; the others only bear witness. `replaced` are pairs of concepts of one id
    in two audited files, of which the second holds. `target` is the language of the texts that are checked, `languages` are
    those that every concept shall have (none: what most concepts of its file have).
    """

    concepts: Sequence[Concept]
    audited: frozenset[str]
    replaced: Sequence[tuple[Concept, Concept]] = ()
    target: str = "en"
    languages: Sequence[str] = ()
    corpus: Corpus | None = None
    _entries: dict[str, list[Entry]] = field(default_factory=dict, compare=False)

    @cached_property
    def active(self) -> list[Concept]:
        """The concepts that are matched: all but the deprecated ones."""
        return [concept for concept in self.concepts if concept.status != "deprecated"]

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """The concepts by their ids."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def tags(self) -> list[str]:
        """All language tags, a language before its regions."""
        return sorted({tag for concept in self.active for tag in concept.terms}, key=lambda tag: (tag != base(tag), tag))

    def tables(self) -> Iterator[tuple[Concept, str, Terms]]:
        """The language tables of the audited concepts."""
        for concept in self.concepts:
            if concept.id in self.audited:
                for tag, terms in concept.terms.items():
                    yield concept, tag, terms

    def entries(self, tag: str) -> list[Entry]:
        """What matching looks for in texts of a language: its own terms and those that are forbidden in it."""
        if tag not in self._entries:
            self._entries[tag] = list(match.entries(self._alone(tag), tag))
        return self._entries[tag]

    def _alone(self, tag: str) -> Iterator[Concept]:
        """The concepts that have terms in a language, without those of other languages."""
        language = base(tag)
        for concept in self.active:
            tables = {key: terms for key, terms in concept.terms.items() if base(key) == language}
            if tables:
                yield replace(concept, terms=tables)

    def tells(self, *concepts: Concept) -> bool:
        """Whether any of the concepts is audited."""
        return any(concept.id in self.audited for concept in concepts)

    def last(self, concepts: Iterable[Concept]) -> Concept:
        """Of several concepts, the one at which a fault of all is told: the last one, which is audited if any is."""
        return max(concepts, key=lambda concept: self._places[concept.id])

    def ordered(self, one: Concept, other: Concept) -> tuple[Concept, Concept]:
        """Two concepts, the one first at which a fault of both is told."""
        return (one, other) if self.last((one, other)) is one else (other, one)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {concept.id: place for place, concept in enumerate(self.concepts)}


def own(concept: Concept, tag: str) -> Terms:
    """What holds of a concept in a language or region."""
    return merged(concept.terms, tag)


def read(paths: Iterable[Path], witnesses: Iterable[Path] = ()) -> Material:
    """The concepts of glossary files and folders, and of others that only bear witness; raises Problem."""
    held: dict[str, Concept] = {}
    audited: dict[str, Concept] = {}
    replaced: list[tuple[Concept, Concept]] = []
    mine = list({path.resolve(): path for path in glossary.files(paths)}.values())
    known = {path.resolve() for path in mine}
    for path in glossary.files(witnesses):
        if path.resolve() not in known:
            held |= glossary.read(path)
    for path in mine:
        for name, concept in glossary.read(path).items():
            if name in audited:
                replaced.append((audited[name], concept))
            held.pop(name, None)  # the later one takes the later place
            held[name] = audited[name] = concept
    return Material(tuple(held.values()), frozenset(audited), tuple(replaced))
