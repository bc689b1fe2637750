"""A finding on the editor's desk, with what was decided about it, and the file in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from tqcheck import formats
from tqcheck.fingerprint import Fingerprints, numbered
from tqcheck.model import AS_IS, Certainty, Document, Finding, Fix, Position, Reading, Rule, Severity

_OPEN_DOCUMENTS = 8
"""Files of which more than the bytes is kept in memory."""


MENDING = ("accept", "edit")
"""The decisions that put another text in a finding's place."""


class Verdict(NamedTuple):
    """What was decided: a decision of the journal, "ignore" or, where nothing was, "". `after` is the text to write."""

    decision: str = ""
    after: str = ""
    actor: str = ""

    @property
    def mends(self) -> bool:
        """Whether it puts another text in the finding's place."""
        return self.decision in MENDING


class Written(NamedTuple):
    """What a verdict put into a file: a stretch of its decoded text as it is now, and what stood there before.

    The finding began `lead` code points before that stretch and was `length` long. `start` is -1 where the file was changed
    there since, and the verdict can't be taken back.
    """

    start: int
    end: int
    before: str
    lead: int
    length: int

    def lost(self) -> Written:
        """The same where nobody knows any more where it stands."""
        return self._replace(start=-1, end=-1)


UNDECIDED = Verdict()


@dataclass(slots=True, eq=False)
class Entry:
    """A finding and its verdict.

    `start` and `end` are code points of the file's decoded text as it was last seen; once the verdict is written, of what
    stands there now. `fingerprint` tells equal findings of one file apart by a number: `0f1e…`, `0f1e…#2`. `unfit` says why
    the finding no longer fits its file. One that is `made` comes from a person, not from a check, and goes with its verdict.
    """

    file: File = field(repr=False)
    rule: str
    category: str
    severity: Severity
    certainty: Certainty
    start: int
    end: int
    text: str
    message: str
    why: str
    fixes: tuple[Fix, ...]
    fingerprint: str
    line: int
    column: int
    verdict: Verdict = UNDECIDED
    unfit: str = ""
    written: Written | None = None
    made: bool = False

    @property
    def family(self) -> str:
        """The part of the rule's id before the slash."""
        return self.rule.partition("/")[0]

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to decide."""
        return not self.verdict.decision and not self.unfit and not self.made

    @property
    def mends(self) -> bool:
        """Whether the verdict puts another text in the finding's place."""
        return self.verdict.mends

    @property
    def is_unwritten(self) -> bool:
        """Whether the verdict is to change the file and has not yet."""
        return self.mends and self.written is None and not self.unfit


@dataclass(eq=False)
class File:
    """A file under review: its path, its name in the journal, its bytes as they were last seen, its findings in order.

    `given` tells that it came by standard input and is kept in memory.
    """

    path: str
    name: str
    data: bytes
    reading: Reading = AS_IS
    given: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def document(self) -> Document:
        """The file as it was last seen; raises Problem where that is no text."""
        return _document(self.path, self.data, self.reading)

    @property
    def unwritten(self) -> list[Entry]:
        """The findings whose verdicts are to change the file and have not yet."""
        return [entry for entry in self.entries if entry.is_unwritten]

    def finding(self, entry: Entry) -> Finding | None:
        """The finding as checks make it; None where no segment holds it, as with one about a comment."""
        found = self.document.locate(entry.start, entry.end)
        return _finding(entry, *found) if found else None

    def sort(self) -> None:
        """Put the findings in the order of the text."""
        self.entries.sort(key=lambda entry: (entry.start, entry.end, entry.rule))

    def place(self, entry: Entry, start: int, end: int) -> None:
        """Move a finding to another stretch of the file."""
        entry.start, entry.end = start, end
        entry.line, entry.column = self.document.position(start)


@lru_cache(_OPEN_DOCUMENTS)
def _document(path: str, data: bytes, reading: Reading) -> Document:
    return formats.read(path, data, reading=reading)


@lru_cache(None)
def stub(rule: str, category: str = "", severity: Severity = Severity.major) -> Rule:
    """A rule of which no more is known than what a finding tells."""
    return Rule(rule, "", severity, Certainty.likely, category, "", "")


def made(file: File, rule: str, place: tuple[int, int], fingerprint: str, **told: str) -> Entry:
    """A finding that no check made, at a place of a file; `told` are its text, its fix and its message."""
    entry = Entry(
        file,
        rule,
        "",
        Severity.major,
        Certainty.likely,
        0,
        0,
        told["text"],
        told["message"],
        "",
        (Fix(told["fix"]),),
        fingerprint,
        1,
        1,
        made=True,
    )
    file.place(entry, *place)
    return entry


def _finding(entry: Entry, segment: Any, span: Any) -> Finding:
    rule = stub(entry.rule, entry.category, entry.severity)
    return Finding(rule, segment, span, entry.message, entry.why, entry.fixes, entry.severity, entry.certainty)


def entries(file: File, records: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """The findings of a file from the records of `--format jsonl`, in order."""
    counts: dict[str, int] = {}
    return [
        Entry(
            file,
            record["rule"],
            record["category"],
            Severity[record["severity"]],
            Certainty[record["certainty"]],
            *_stretch(file, record),
            record["text"],
            record["message"],
            record["why"],
            tuple(Fix(fix["text"], fix["safe"]) for fix in record["fixes"]),
            numbered(record["fingerprint"], counts),
            record["line"],
            record["column"],
        )
        for record in records
    ]


def _stretch(file: File, record: Mapping[str, Any]) -> tuple[int, int]:
    """Where a record's finding stands in the file's text."""
    if formats.name_of(file.path) not in formats.UNITS:
        return record["start"], record["end"]
    ends = Position(record["line"], record["column"]), Position(record["end_line"], record["end_column"])
    return file.document.offset(ends[0]), file.document.offset(ends[1])


def fingerprints(file: File) -> dict[Entry, str]:
    """The fingerprints of a file's findings as it is now; a finding that is written or no longer fits has none."""
    of, counts = Fingerprints().of, dict[str, int]()
    found: dict[Entry, str] = {}
    segment = None
    for entry in file.entries:
        if not entry.written and not entry.unfit and (finding := file.finding(entry)):
            if segment and segment.start == finding.segment.start:
                finding = finding._replace(segment=segment)  # the same object, by which its sentences are known again
            segment = finding.segment
            found[entry] = numbered(of(finding), counts)
    return found
