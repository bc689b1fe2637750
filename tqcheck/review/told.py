"""Findings that were made elsewhere: a file of `tqcheck check --format jsonl`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqcheck.model import Certainty, Problem, Severity
from tqcheck.records import decoded, read_bytes

_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("path", "rule", "category", "severity", "certainty", "text", "message", "why", "fingerprint"), str),
    **dict.fromkeys(("line", "column", "end_line", "start", "end"), int),
    "fixes": list,
}
_HOW = "`tqcheck check --format jsonl` writes them"


def read(path: str, only: Collection[str] = ()) -> dict[str, list[Mapping[str, Any]]]:
    """The findings of a file by the paths of their texts, `only` those of some rules or families if any are named.

    Raises Problem with its line where one is no finding.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for number, line in enumerate(decoded(read_bytes(path), Path(path)).split("\n"), 1):
        if line.strip():
            record = _record(line, path, number)
            if not only or record["rule"] in only or record["rule"].partition("/")[0] in only:
                found.setdefault(record["path"], []).append(record)
    return {text: sorted(records, key=lambda record: (record["start"], record["end"])) for text, records in found.items()}


def _record(line: str, path: str, number: int) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise Problem(path, number, f"is no finding; {_HOW}, one a line") from None
    if not isinstance(record, dict):
        raise Problem(path, number, f"is no finding; {_HOW}, one a line")
    for key, kind in _TYPES.items():
        if type(record.get(key)) is not kind:
            raise Problem(path, number, f"is no finding: {key!r} is missing or of another kind; {_HOW}")
    _check_values(record, path, number)
    return record


def _check_values(record: Mapping[str, Any], path: str, number: int) -> None:
    if record["severity"] not in Severity.__members__ or record["certainty"] not in Certainty.__members__:
        raise Problem(path, number, "is no finding: its severity or certainty is none that tqcheck knows")
    if not 0 <= record["start"] <= record["end"]:
        raise Problem(path, number, "is no finding: it ends before it begins")
    fixes: Sequence[Any] = record["fixes"]
    if not all(isinstance(fix, dict) and type(fix.get("text")) is str and type(fix.get("safe")) is bool for fix in fixes):
        raise Problem(path, number, "is no finding: a fix has a text, and is safe or not")
