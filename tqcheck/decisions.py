"""The decision journal: what became of findings, by whom; JSON Lines, one decision a line, never changed, only added to."""

from __future__ import annotations

import datetime
import errno
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from tqcheck.model import Problem
from tqcheck.records import read_bytes

DECISIONS = ("accept", "edit", "reject", "skip", "undo")
MACHINE = "fix"
"""The actor of fixes that nobody looked at; they are no evidence about a rule."""


@dataclass(frozen=True)
class Decision:
    """What somebody decided about a finding.

    `time` is ISO 8601 in UTC, `actor` a person's name or MACHINE. `path`, `rule` and `fingerprint` name the finding, `before`
    is its text and `after` what was put in its place: a fix that was accepted, an edit, the same text where nothing changed.
    `undo` takes back the actor's last decision about the finding. `concept` is that of a finding about a term.
    """

    time: str
    actor: str
    path: str
    rule: str
    fingerprint: str
    decision: str
    before: str
    after: str
    concept: str = ""

    @property
    def family(self) -> str:
        """The part of the rule's id before the slash."""
        return self.rule.partition("/")[0]


_KEYS = tuple(field.name for field in fields(Decision))


def now() -> str:
    """The time of a decision that is made now."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def own_journal() -> Path:
    """The journal of a person whose configuration names none."""
    from platformdirs import user_state_path

    return user_state_path("tqcheck", appauthor=False) / "decisions.jsonl"


class Journal:
    """A journal's file, which need not exist yet; several processes may add to it.

    A decision is one write of one line, so a crash loses at most the last one. A line cut short is passed over: after
    `read`, `torn` has the numbers of such lines.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.torn: list[int] = []

    def append(self, *decisions: Decision) -> None:
        """Add decisions; they are on the disk when this returns. Raises Problem where the file can't be written."""
        lines = [
            json.dumps({key: value for key, value in asdict(item).items() if value != ""}, ensure_ascii=False)
            for item in decisions
        ]
        add_lines(self.path, lines)

    def read(self) -> list[Decision]:
        """All decisions, in order; none where there is no file. Raises Problem with the line of what is no decision."""
        self.torn = []
        found = []
        for number, record in records(self.path, self.torn):
            found.append(self._decision(number, record))
        return found

    def _decision(self, number: int, record: dict[str, Any]) -> Decision:
        values = {key: record.get(key, "") for key in _KEYS}
        if not all(isinstance(value, str) for value in values.values()):
            raise Problem(str(self.path), number, "is no decision: its values must be strings")
        missing = [key for key in ("time", "actor", "path", "rule", "fingerprint", "decision") if not values[key]]
        if missing:
            raise Problem(str(self.path), number, f"is no decision: {missing[0]!r} is missing")
        if values["decision"] not in DECISIONS:
            raise Problem(
                str(self.path), number, f"decision is {values['decision']!r}; it must be one of {', '.join(DECISIONS)}"
            )
        return Decision(**values)


def add_lines(path: Path, lines: Iterable[str]) -> None:
    """Add whole lines to a file that is only ever added to, in one write, and wait until the disk has them."""
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        size = os.lseek(handle, 0, os.SEEK_END)
        try:
            if size:
                os.lseek(handle, -1, os.SEEK_END)
                if os.read(handle, 1) != b"\n":
                    data = b"\n" + data
            if (written := os.write(handle, data)) < len(data):
                if os.lseek(handle, 0, os.SEEK_END) == size + written:
                    os.ftruncate(handle, size)  # part of what was decided at once would be told as all of it
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise Problem(str(path), 0, f"can't be written: {error.strerror or error}") from None


def records(path: Path, torn: list[int]) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their lines; the numbers of lines that were cut short go to `torn`."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(read_bytes(path).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            if line[:2] not in (b"{", b'{"'):
                raise Problem(str(path), number, "is no JSON object; a journal holds one on each line") from None
            torn.append(number)
            continue
        if not isinstance(record, dict):
            raise Problem(str(path), number, "is no JSON object; a journal holds one on each line")
        found.append((number, record))
    return found


def settled(decisions: Iterable[Decision]) -> list[Decision]:
    """What people decided in the end: of each person the last word on each finding, undone ones left out, machines' too."""
    return [past[-1] for past in _by_person(decisions).values() if past]


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """What holds of each finding, by path and fingerprint: of all people's last words on it the latest."""
    order: dict[int, int] = {}
    for place, decision in enumerate(decisions := list(decisions)):
        order[id(decision)] = place
    last = sorted(settled(decisions), key=lambda decision: order[id(decision)])
    return {(decision.path, decision.fingerprint): decision for decision in last}


def _by_person(decisions: Iterable[Decision]) -> dict[tuple[str, str, str], list[Decision]]:
    """Each person's decisions about each finding, in order, without those that were undone."""
    past: dict[tuple[str, str, str], list[Decision]] = {}
    for decision in decisions:
        if decision.actor == MACHINE:
            continue
        mine = past.setdefault((decision.actor, decision.path, decision.fingerprint), [])
        if decision.decision != "undo":
            mine.append(decision)
        elif mine:
            mine.pop()
    return past
