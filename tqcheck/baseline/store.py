"""A baseline's file: JSON, a finding a line, in a fixed order, so that versions of it compare and merge well."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_type_hints

from tqcheck.baseline.known import Known
from tqcheck.model import Problem
from tqcheck.records import decoded

VERSION = 1
_KEY = "tqcheck-baseline"
_MEND = "restore it, or make it anew with `tqcheck baseline create --force`"
_TYPES = get_type_hints(Known) | {"count": int}


def written(counts: Counter[Known], signature: str) -> bytes:
    """The file's bytes."""
    lines: list[dict[str, Any]] = [{_KEY: VERSION, "signature": signature}]
    lines += [known._asdict() | ({"count": count} if count > 1 else {}) for known, count in sorted((+counts).items())]
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode("utf-8", "surrogatepass")


def read(path: Path, data: bytes) -> tuple[Counter[Known], str]:
    """The findings of a file and its signature; raises Problem with the line for one that is damaged or newer."""
    first, *lines = decoded(data, path).split("\n")
    signature = _head(path, _record(path, 1, first))
    counts: Counter[Known] = Counter()
    for number, line in enumerate(lines, 2):
        if line:
            known, count = _known(path, number, _record(path, number, line))
            counts[known] = max(counts[known], count)  # two branches that took in the same one leave two lines of it
    return counts, signature


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise Problem(str(path), number, "has the marks of a merge conflict; settle it, then run `tqcheck baseline update`")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise Problem(str(path), number, f"is {'damaged' if number > 1 else 'no baseline, or damaged'}; {_MEND}")
    return record


def _head(path: Path, record: dict[str, Any]) -> str:
    """The signature that the first line tells."""
    version, signature = record.get(_KEY), record.get("signature")
    if type(version) is int and version > VERSION:
        raise Problem(str(path), 1, f"is of a newer tqcheck (version {version}, this one reads {VERSION}); update tqcheck")
    if type(version) is not int or version < 1 or not isinstance(signature, str):
        raise Problem(str(path), 1, f"is no baseline, or damaged; {_MEND}")
    return signature


def _known(path: Path, number: int, record: dict[str, Any]) -> tuple[Known, int]:
    record = {"count": 1} | record
    if record.keys() != _TYPES.keys() or not all(type(record[key]) is kind for key, kind in _TYPES.items()):
        raise Problem(str(path), number, f"is damaged: this line is no finding of a baseline; {_MEND}")
    count: int = record.pop("count")
    if count < 1:
        raise Problem(str(path), number, f"is damaged: a count must be 1 or more; {_MEND}")
    return Known(**record), count
