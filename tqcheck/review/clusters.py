"""Names that the texts spell in several ways: all spellings with their places, and one form chosen for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tqcheck.fingerprint import Fingerprints, numbered
from tqcheck.model import Certainty, Document, Finding, Severity
from tqcheck.names import clusters as names
from tqcheck.review import entries
from tqcheck.review.entries import UNDECIDED, Entry, File, Verdict, stub

DRIFT = "name/drift"
_AROUND = 40


@dataclass(frozen=True)
class Mention:
    """Where a name stands: a stretch of a file's decoded text, and the words around it."""

    file: File
    start: int
    end: int
    text: str
    before: str
    after: str
    fingerprint: str


@dataclass(frozen=True)
class Cluster:
    """One name: its mentions by spelling, first the one that the check would write, then the most frequent."""

    spellings: dict[str, list[Mention]]

    @property
    def name(self) -> str:
        """The spelling that the check would write."""
        return next(iter(self.spellings))


def clusters(found: Iterable[Entry], files: Sequence[File]) -> list[Cluster]:
    """The names that findings are about, in order of appearance."""
    named = (entry for entry in found if entry.family == "name" and entry.fixes and not entry.made)
    offers = ((entry.text, entry.fixes[0].text) for entry in named)
    return [Cluster(spellings) for spellings in names.clusters(offers, partial(_mentions, files))]


def _mentions(files: Iterable[File], spellings: Iterable[str]) -> Iterator[tuple[str, Mention]]:
    """Where spellings stand in files; each file is read once."""
    for file in files:
        document = file.document
        yield from ((spelling, mention) for spelling in spellings for mention in _mentions_in(file, document, spelling))


def _mentions_in(file: File, document: Document, spelling: str) -> Iterator[Mention]:
    of, counts = Fingerprints().of, dict[str, int]()
    for segment, span in names.stretches(document, spelling):
        text = segment.target
        finding = Finding(stub(DRIFT), segment, span, "", "", (), Severity.major, Certainty.likely)
        before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
        place = document.range(segment, span)
        yield Mention(file, *place, " ".join(finding.text.split()), before, after, numbered(of(finding), counts))


def choose(cluster: Cluster, form: str) -> tuple[list[Entry], list[Verdict]]:
    """What to decide so that a name is spelled in one form wherever it stands, in the order of files and texts.

    Findings that are there already are used, and those that would change the chosen form are rejected; for a mention that
    no check found, a finding is made, which isn't on the desk yet. Longer names that hold one of the spellings are left to
    their own clusters.
    """
    chosen: list[Entry] = []
    verdicts: list[Verdict] = []
    for mention in (mention for mentions in cluster.spellings.values() for mention in mentions):
        after = form.upper() if mention.text.isupper() and not form.isupper() else form
        entry = None if _holds(mention, after) else _entry(mention, after)
        if entry is None or entry.written or entry.unfit:
            continue
        if mention.text == after:
            verdict = UNDECIDED if entry.made else Verdict("reject")
        else:
            first = entry.fixes and entry.fixes[0].text == after and not entry.made
            verdict = Verdict("accept" if first else "edit", after)
        if entry.verdict[:2] != verdict[:2]:
            chosen.append(entry)
            verdicts.append(verdict)
    return chosen, verdicts


def _holds(mention: Mention, form: str) -> bool:
    """Whether a longer form that was chosen stands around a mention already."""
    around, start = mention.before + mention.text + mention.after, len(mention.before)
    found = (match.start() for match in re.finditer(f"(?={re.escape(form)})", around))
    return form != mention.text and any(at <= start and start + len(mention.text) <= at + len(form) for at in found)


def _entry(mention: Mention, after: str) -> Entry | None:
    """The finding about a mention, made if there is none; None where a finding about a longer name takes it in."""
    for entry in mention.file.entries:
        if entry.family == "name" and entry.start <= mention.start and mention.end <= entry.end:
            return entry if (entry.start, entry.end) == (mention.start, mention.end) else None
    told = {"text": mention.text, "fix": after, "message": f"“{mention.text}”: the form chosen for this name is “{after}”."}
    return entries.made(mention.file, DRIFT, (mention.start, mention.end), mention.fingerprint, **told)
