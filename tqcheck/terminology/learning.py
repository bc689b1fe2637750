"""Proposals taken into the house's glossary and configuration, remembered so that the last learning can be taken back.

What is learnt stands in a file beside the journal, one JSON object a line: what was taken (written before it is done, so that
a crash leaves nothing that can't be undone), how that changed the file, what was rejected and is not to be proposed again,
what was undone. A file that nobody changed since gets its old bytes back; else just what was learnt is taken out of it.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck import files
from tqcheck.decisions import add_lines, now, records
from tqcheck.glossary import Concept, Terms
from tqcheck.glossary.regions import merged
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.terminology import exceptions
from tqcheck.terminology.edit import Glossaries
from tqcheck.terminology.ids import free
from tqcheck.terminology.proposals import CONCEPT, EXCEPTION, FORBIDDEN, Proposal
from tqcheck.terminology.splice import Splice, reverted, splice

_RECORDS = {
    "learn": ("run", "proposal", "file"),
    "wrote": ("run", "splice"),
    "fail": ("run",),
    "undo": ("run",),
    "reject": ("key",),
}
"""What the lines of the memory tell, and the keys that each must have."""


class Undone(NamedTuple):
    """What became of something learnt when it was to be taken back: `left` says why it stays, empty where it went."""

    proposal: Proposal
    left: str


class Learning:
    """One run of learning, and the memory of those before.

    `glossaries` are the house's files, `shipped` the concepts that come with tqcheck, `settings` the configuration's file for
    exceptions, which need not exist yet.
    """

    def __init__(self, memory: Path, glossaries: Sequence[Path], shipped: dict[str, Concept], settings: Path) -> None:
        self._memory, self._glossaries, self._shipped, self._settings = memory, glossaries, shipped, settings
        self._run = now()

    @property
    def rejected(self) -> set[str]:
        """The keys of proposals that somebody turned down."""
        return {str(record["key"]) for record in self._records() if record.get("did") == "reject"}

    def reject(self, proposal: Proposal) -> None:
        """Remember that a proposal is not wanted."""
        self._add({"did": "reject", "key": proposal.key, "before": proposal.before, "after": proposal.after})

    def take(self, proposal: Proposal) -> Path:
        """Let a proposal enter the glossary or the configuration; returns the file. Raises Problem where it can't be."""
        if proposal.kind == EXCEPTION:
            entry = {"rule": proposal.rule, "text": proposal.before, "reason": _reason(proposal)}
            self._write(self._settings, lambda: exceptions.add(self._settings, entry), proposal, entry=entry)
            return self._settings
        book = Glossaries(self._glossaries)
        proposal = self._settled(proposal, book)
        concept = self._concept(proposal, book)
        copied = book.get(concept.id) is None
        book.put(concept)
        place = book.where(concept.id) or Path()
        self._write(place, book.save, replace(proposal, concept=concept.id, language=_table(concept, proposal)), copied=copied)
        return place

    def undo(self) -> list[Undone]:
        """Take back all that the last run took and nobody has undone yet, the latest first; what changed since is left."""
        runs = self._runs()
        if not runs:
            return []
        run, entries = runs[-1]
        undone = [self._undo(entry) for entry in reversed(entries)]
        self._add({"did": "undo", "run": run})
        return undone

    def _settled(self, proposal: Proposal, book: Glossaries) -> Proposal:
        """A new concept's proposal; that of a forbidden form where a concept has come to have the term meanwhile."""
        if proposal.kind != CONCEPT:
            return proposal
        concepts = [*book.using(proposal.after), *self._shipped.values()]
        owner = next((concept.id for concept in concepts if _wants(concept, proposal)), "")
        return replace(proposal, kind=FORBIDDEN, concept=owner) if owner else proposal

    def _concept(self, proposal: Proposal, book: Glossaries) -> Concept:
        """The concept as it is to be."""
        if proposal.kind == CONCEPT:
            name = free(proposal.after, {*self._shipped, *(concept.id for concept in book)})
            terms = {proposal.language: Terms(proposal.after, forbidden=(proposal.before,))}
            return Concept(name, terms, date=str(datetime.date.today()))
        concept = book.get(proposal.concept) or self._shipped.get(proposal.concept)
        if concept is None:
            raise Problem("", 0, f"concept {proposal.concept!r} is gone; learn again")
        tag = _table(concept, proposal)
        own = concept.terms.get(tag, Terms())
        forbidden = (*own.forbidden, *((proposal.before,) if proposal.before not in own.forbidden else ()))
        return replace(concept, terms=concept.terms | {tag: replace(own, forbidden=forbidden)})

    def _undo(self, entry: dict[str, Any]) -> Undone:
        proposal = Proposal(**entry["proposal"])
        path = self._memory.parent / entry["file"]
        if not self._turned_back(path, entry.get("splice")):
            if proposal.kind == EXCEPTION:
                left = exceptions.remove(path, entry["entry"])
            else:
                left = self._take_out(proposal, entry["copied"])
        else:
            left = ""
        if entry["made"] and path.exists() and not path.read_bytes().strip():
            path.unlink()
        return Undone(proposal, left)

    def _turned_back(self, path: Path, change: list[Any] | None) -> bool:
        """Give a file its bytes of before a change, if nobody has changed it since; tells whether."""
        seen = files.held(path)
        old = reverted(Splice(*change), seen) if change and seen is not None else None
        return old is not None and files.replace(Path(os.path.realpath(path)), old, seen)

    def _take_out(self, proposal: Proposal, copied: bool) -> str:
        """Take a term or a concept out of the glossary; says why where it stays."""
        book = Glossaries(self._glossaries)
        concept = book.get(proposal.concept)
        own = concept.terms.get(proposal.language, Terms()) if concept else Terms()
        if concept is None or proposal.before not in own.forbidden:
            return f"{proposal.concept} does not forbid it any more"
        forbidden = tuple(text for text in own.forbidden if text != proposal.before)
        before = replace(concept, terms=concept.terms | {proposal.language: replace(own, forbidden=forbidden)})
        bare = Concept(concept.id, {proposal.language: Terms(proposal.after)}, date=concept.date, origin=concept.origin)
        if proposal.kind == CONCEPT and before != bare:
            return f"{proposal.concept} says more by now"
        original = self._shipped.get(proposal.concept)
        if proposal.kind == CONCEPT or (copied and original and replace(before, origin=original.origin) == original):
            book.remove(concept.id)
        else:
            book.put(before)
        book.save()
        return ""

    def _write(self, place: Path, act: Callable[[], None], proposal: Proposal, **more: Any) -> None:
        """Change a file, which is remembered first; where that fails, remember that it was not done."""
        kept = {key: getattr(proposal, key) for key in ("kind", "before", "after", "rule", "concept", "language")}
        # Relative to the memory: both may be moved, or shared by people.
        file = os.path.relpath(os.path.abspath(place), os.path.abspath(self._memory.parent))  # noqa: PTH100
        old = files.held(place)
        self._add({"did": "learn", "run": self._run, "proposal": kept, "file": file, "made": old is None, **more})
        try:
            act()
        except Problem:
            self._add({"did": "fail", "run": self._run})
            raise
        self._add({"did": "wrote", "run": self._run, "splice": splice(old or b"", files.held(place) or b"")})

    def _runs(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The runs that can be undone with what they took, in order."""
        runs: dict[str, list[dict[str, Any]]] = {}
        for record in self._records():
            taken = runs.setdefault(str(record.get("run")), [])
            if record["did"] == "learn":
                taken.append(record)
            elif record["did"] == "wrote" and taken:
                taken[-1] |= {"splice": record["splice"]}
            elif record["did"] == "fail" and taken:
                taken.pop()
            elif record["did"] == "undo":
                taken.clear()
        return [(run, entries) for run, entries in runs.items() if entries]

    def _records(self) -> list[dict[str, Any]]:
        found = []
        for line, record in records(self._memory, []):
            needed = _RECORDS.get(str(record.get("did")))
            if needed is None or any(key not in record for key in needed):
                raise Problem(str(self._memory), line, "is no record of learning; take the line out")
            found.append(record)
        return found

    def _add(self, record: dict[str, Any]) -> None:
        add_lines(self._memory, [json.dumps({"time": now()} | record, ensure_ascii=False)])


def _wants(concept: Concept, proposal: Proposal) -> bool:
    """Whether a term that a proposal wants written is one of a concept."""
    own = merged(concept.terms, proposal.language)
    return concept.status != "deprecated" and proposal.after in own.wanted


def _table(concept: Concept, proposal: Proposal) -> str:
    """The tag of the table that forbids a form: the language's where it has a preferred term, else the region's that has it."""
    tags = [proposal.language, *(tag for tag in concept.terms if base(tag) == base(proposal.language))]
    return next((tag for tag in tags if tag in concept.terms and concept.terms[tag].preferred), proposal.language)


def memory_of(journal: Path) -> Path:
    """Where what was learnt from a journal is remembered: decisions.jsonl → decisions.learnt.jsonl."""
    return journal.with_suffix(".learnt" + (journal.suffix or ".jsonl"))


def _reason(proposal: Proposal) -> str:
    people = ", ".join(proposal.evidence.people) or "people"
    return f"rejected {proposal.evidence.found} times by {people}".encode(errors="replace").decode()
