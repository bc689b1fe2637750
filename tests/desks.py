"""An editor's desk over small files, with what the house's rules find in them, and the decisions that tests make on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import house

from tqcheck.config import Config
from tqcheck.decisions import Journal
from tqcheck.model import Certainty, Problem
from tqcheck.review.desk import Desk
from tqcheck.review.entries import Entry, File, Verdict
from tqcheck.review.feed import Failed, Looked, Task, events

STABLE = tuple(name for name in house.NAMES if name != "tense/old-hat")


def config(root: Path, pack: Path, *select: str, **more: Any) -> Config:
    """A configuration in `root` that runs the house's rules, and what else is selected."""
    own: dict[str, Any] = {"packs": (pack,), "select": STABLE + select, "min_certainty": Certainty.possible, "root": root}
    return Config(**(own | {"path": root / "tqcheck.toml"} | more))


def put(root: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Write texts into files under a folder, by their names."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def desk(settings: Config, *names: str, actor: str = "Ada", journal: Path | None = None, given: str = "") -> Desk:
    """A desk with all that is found in some files or folders under the configuration's, or in all of its texts."""
    made = Desk(settings, Journal(journal or settings.root / "decisions.jsonl"), actor, given)
    fill(made, Task(settings, tuple(str(settings.root / name) for name in names or ("",))))
    return made


def fill(desk: Desk, task: Task) -> None:
    """Put on a desk what a task brings, and what could not be done."""
    for event in events(task):
        if isinstance(event, Failed):
            desk.problems.append(event.problem)
        elif isinstance(event, Looked):
            try:
                desk.take(event.path, event.data, event.records, told=task.told is not None)
            except Problem as problem:
                desk.problems.append(problem)


def texts(found: Desk | list[Entry]) -> list[str]:
    """What findings are about, in order."""
    return [entry.text for entry in found]


def verdicts(found: Desk) -> list[tuple[str, str, str]]:
    """Each finding's text with what was decided about it."""
    return [(entry.text, entry.verdict.decision, entry.verdict.after) for entry in found]


def accept(of: Desk, *entries: Entry, fix: int = 1) -> None:
    """Accept a fix of each of some findings, all at once."""
    of.decide(entries, [Verdict("accept", entry.fixes[fix - 1].text, of.actor) for entry in entries])


def decide(of: Desk, entry: Entry, decision: str, after: str = "") -> None:
    """Decide about one finding."""
    of.decide([entry], [Verdict(decision, after, of.actor)])


def write(of: Desk) -> list[Entry]:
    """Write all files; returns the findings that were mended."""
    return [entry for file in of.files for entry in of.write(file)]


def undo_all(of: Desk) -> None:
    """Take back all that was done."""
    while of.undo():
        pass


def held(file: File) -> bytes:
    """What a file on the disk holds."""
    return Path(file.path).read_bytes()
