"""Proposals taken into the house's glossary and configuration, remembered so that the last learning can be taken back.

What is learnt stands in a file beside the journal, one JSON object a line: what was taken (written before it is done, so that
a crash leaves nothing that can't be undone), what was rejected and is not to be proposed again, what was undone.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck.decisions import add_lines, now, records
from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology import exceptions
from tqcheck.terminology.edit import Glossaries
from tqcheck.terminology.proposals import CONCEPT, EXCEPTION, Proposal, slug


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
            self._remember(proposal, self._settings, made=not self._settings.exists())
            self._guarded(lambda: exceptions.add(self._settings, proposal.rule, proposal.before, _reason(proposal)))
            return self._settings
        book = Glossaries(self._glossaries)
        concept = self._concept(proposal, book)
        copied = book.get(concept.id) is None
        book.put(concept)
        place = book.where(concept.id) or Path()
        self._remember(replace(proposal, concept=concept.id), place, made=not place.exists(), copied=copied)
        self._guarded(book.save)
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

    def _concept(self, proposal: Proposal, book: Glossaries) -> Concept:
        """The concept as it is to be."""
        if proposal.kind == CONCEPT:
            name = slug(proposal.after, [*self._shipped, *(concept.id for concept in book)])
            terms = {proposal.language: Terms(proposal.after, forbidden=(proposal.before,))}
            return Concept(name, terms, date=str(datetime.date.today()))
        concept = book.get(proposal.concept) or self._shipped.get(proposal.concept)
        if concept is None:
            raise Problem("", 0, f"concept {proposal.concept!r} is gone; learn again")
        own = concept.terms.get(proposal.language, Terms())
        forbidden = (*own.forbidden, *((proposal.before,) if proposal.before not in own.forbidden else ()))
        return replace(concept, terms=concept.terms | {proposal.language: replace(own, forbidden=forbidden)})

    def _undo(self, entry: dict[str, Any]) -> Undone:
        proposal = Proposal(**entry["proposal"])
        path = Path(entry["file"])
        if proposal.kind == EXCEPTION:
            there = exceptions.remove(path, proposal.rule, proposal.before)
            left = "" if there else f"no such exception in {path} any more"
        else:
            left = self._take_out(proposal, entry["copied"])
        if entry["made"] and path.exists() and not path.read_bytes().strip():
            path.unlink()
        return Undone(proposal, left)

    def _take_out(self, proposal: Proposal, copied: bool) -> str:
        """Take a term or a concept out of the glossary; says why where it stays."""
        book = Glossaries(self._glossaries)
        concept = book.get(proposal.concept)
        own = concept.terms.get(proposal.language, Terms()) if concept else Terms()
        if concept is None or proposal.before not in own.forbidden:
            return f"{proposal.concept} does not forbid it any more"
        forbidden = tuple(text for text in own.forbidden if text != proposal.before)
        before = replace(concept, terms=concept.terms | {proposal.language: replace(own, forbidden=forbidden)})
        if proposal.kind == CONCEPT and before.terms != {proposal.language: Terms(proposal.after)}:
            return f"{proposal.concept} has other terms by now"
        original = self._shipped.get(proposal.concept)
        if proposal.kind == CONCEPT or (copied and original and replace(before, origin=original.origin) == original):
            book.remove(concept.id)
        else:
            book.put(before)
        book.save()
        return ""

    def _remember(self, proposal: Proposal, file: Path, *, made: bool, copied: bool = False) -> None:
        kept = {key: getattr(proposal, key) for key in ("kind", "before", "after", "rule", "concept", "language")}
        self._add({"did": "learn", "run": self._run, "proposal": kept, "file": str(file), "made": made, "copied": copied})

    def _guarded(self, act: Any) -> None:
        """Do something that was remembered already; where it fails, remember that it was not done."""
        try:
            act()
        except Problem:
            self._add({"did": "fail", "run": self._run})
            raise

    def _runs(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The runs that can be undone with what they took, in order."""
        runs: dict[str, list[dict[str, Any]]] = {}
        for record in self._records():
            if record["did"] == "learn":
                runs.setdefault(record["run"], []).append(record)
            elif record["did"] == "fail":
                runs[record["run"]].pop()
            elif record["did"] == "undo":
                runs.pop(record["run"], None)
        return [(run, entries) for run, entries in runs.items() if entries]

    def _records(self) -> list[dict[str, Any]]:
        return [record for _, record in records(self._memory, [])]

    def _add(self, record: dict[str, Any]) -> None:
        add_lines(self._memory, [json.dumps({"time": now()} | record, ensure_ascii=False)])


def memory_of(journal: Path) -> Path:
    """Where what was learnt from a journal is remembered: decisions.jsonl → decisions.learnt.jsonl."""
    return journal.with_suffix(".learnt" + (journal.suffix or ".jsonl"))


def _reason(proposal: Proposal) -> str:
    count = proposal.evidence.found
    return f"rejected {count} times by {', '.join(proposal.evidence.people) or 'people'}"
