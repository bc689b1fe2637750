"""What a session came to: counts of decisions, time per finding, how often each rule was right."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.report.display import printable
from tqcheck.review.desk import Desk
from tqcheck.review.entries import Entry
from tqcheck.track_record import Record

_WORDS = {"accept": "accepted", "edit": "edited", "reject": "rejected", "skip": "skipped", "ignore": "ignored"}
_MOST = 12
"""Rules that are told at most, those with the most decisions first."""


def lines(desk: Desk) -> Iterator[str]:
    """Yield the lines that are told on leaving."""
    found = [entry for entry in desk if entry.verdict.decision or not entry.made]
    if not found:
        yield f"Nothing to review: no finding in {len(desk.files):,} file{'s' * (len(desk.files) != 1)}."
        return
    counts = {word: sum(entry.verdict.decision == name for entry in found) for name, word in _WORDS.items()}
    still = sum(entry.is_open for entry in found)
    told = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or "nothing decided"
    total = f"{len(found):,} finding{'s' * (len(found) != 1)}"
    yield f"{total}: {told}, {still:,} left." if still else f"{total}: {told}."
    if desk.seconds:
        yield f"{sum(desk.seconds.values()) / len(desk.seconds):.1f} seconds a finding."
    yield from _rules([entry for entry in found if entry.verdict.decision in _WORDS])
    if written := [entry for entry in found if entry.written]:
        files = len({entry.file.path for entry in written})
        yield f"{len(written):,} written, in {files:,} file{'s' * (files != 1)}."
    if unwritten := len(desk.unwritten):
        yield f"{unwritten:,} not written; `tqcheck review` goes on where you stopped."
    for entry in found:
        if entry.unfit and entry.mends:
            yield f"{printable(entry.file.path)}:{entry.line}: “{printable(entry.text)}” not changed: {entry.unfit}"


def _rules(decided: list[Entry]) -> Iterator[str]:
    records: dict[str, dict[str, int]] = {}
    for entry in decided:
        counts = records.setdefault(entry.rule, {})
        name = entry.verdict.decision
        counts[name] = counts.get(name, 0) + (name != "ignore")
    told = [Record(rule, **{name: count for name, count in counts.items() if count}) for rule, counts in records.items()]
    judged = sorted((record for record in told if record.judged), key=lambda record: (-record.judged, record.name))
    if judged:
        yield "Right, of those judged:"
    size = max((len(record.name) for record in judged[:_MOST]), default=0)
    for record in judged[:_MOST]:
        yield f"  {printable(record.name):{size}}  {record.accept + record.edit:>4,} of {record.judged:,}"
    if len(judged) > _MOST:
        yield f"  and {len(judged) - _MOST} more rules; `tqcheck stats` has all"
