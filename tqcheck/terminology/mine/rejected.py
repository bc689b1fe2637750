"""Candidates that a person rejected, so that nobody is asked again: JSON Lines beside the glossary."""

from __future__ import annotations

import json
from pathlib import Path

from tqcheck import files
from tqcheck.languages import fold
from tqcheck.model import Problem
from tqcheck.terminology.mine import Candidate

NAME = "rejected-terms.jsonl"


class Rejected:
    """The rejected candidates of a file, which need not exist yet; raises Problem for one that can't be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._read()
        lines = self._seen.splitlines() if self._seen else []
        self._terms = {self._line(number, line) for number, line in enumerate(lines, 1) if line.strip()}

    def __contains__(self, candidate: Candidate) -> bool:
        return _key(*_terms(candidate)) in self._terms

    def add(self, candidate: Candidate) -> None:
        """Remember a candidate at once; raises Problem where that fails or the file was changed meanwhile."""
        target, source = _terms(candidate)
        line = json.dumps({"target": target, "source": source}, ensure_ascii=False) + "\n"
        start = self._seen or b""
        data = start + b"\n" * bool(start and not start.endswith(b"\n")) + line.encode()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not files.replace(self._path, data, self._seen):
                raise Problem(str(self._path), 0, "was changed by someone else meanwhile; nothing was written, run again")
        except OSError as error:
            raise Problem(str(self._path), 0, f"can't be written: {error.strerror or error}") from None
        self._seen = data
        self._terms.add(_key(target, source))

    def _read(self) -> bytes | None:
        try:
            return files.held(self._path)
        except OSError as error:
            raise Problem(str(self._path), 0, f"can't be read: {error.strerror or error}") from None

    def _line(self, number: int, line: bytes) -> tuple[str, str]:
        try:
            record = json.loads(line)
            return _key(str(record["target"]), str(record["source"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            told = 'is no rejected term; take the line out, or write {"target": …, "source": …}'
            raise Problem(str(self._path), number, told) from None


def _terms(candidate: Candidate) -> tuple[str, str]:
    return candidate.target[0].text, candidate.source[0].text if candidate.source else ""


def _key(target: str, source: str) -> tuple[str, str]:
    """Two terms as they are compared: letter case, hyphens and kinds of space aside."""
    return fold(target), fold(source)
