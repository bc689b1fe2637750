"""Findings of old, kept in a file: what stands there is known and no longer told, what comes on top of it is new.

A finding is known again by its fingerprint, wherever in its file it has gone to. Equal ones are counted: a second copy of
an old defect is new. A line of plain text that is wrapped anew cuts its sentence at other words, so there a finding is also
known by its sentence in the paragraph; by its line alone only where that is no piece of a wrapped sentence, such as a
headline. What is found in another file is known if it left its own, or that file is gone.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck import files, formats
from tqcheck.engine import Checked
from tqcheck.fingerprint import Fingerprints
from tqcheck.model import Document, Finding, Problem
from tqcheck.records import decoded
from tqcheck.suppress import Hidden

NAME = "tqcheck-baseline.json"
VERSION = 1
_KEY = "tqcheck-baseline"
_MEND = "restore it, or delete it and run `tqcheck baseline create`"
_ANYWHERE = ""
_FULL_STOP = re.compile(r"[.!?…]\W*$")
_LINE_START = re.compile(r"[\r\n]\s*(\w)")


class Known(NamedTuple):
    """A finding of old. `path` is relative to the baseline's folder; `paragraph` is its fingerprint in a whole paragraph.

    `paragraph` is empty where that is the same.
    """

    path: str
    rule: str
    text: str
    fingerprint: str
    paragraph: str = ""


@dataclass
class _Found:
    """A finding as a baseline would have it; `wholes` and `cuts` are its fingerprints under its rule's names, old ones too."""

    known: Known
    wholes: list[str]
    cuts: list[str]
    old: bool = False


class Baseline:
    """The findings of old in one file, each with how often it is known, and the signature of the run that took them in."""

    def __init__(self, path: Path, counts: Counter[Known], signature: str = "", seen: bytes | None = None) -> None:
        self.path, self.counts, self.signature = path, counts, signature
        self._seen = seen
        self._folder = Path(os.path.realpath(path)).parent

    @classmethod
    def open(cls, path: Path) -> Baseline:
        """Read a baseline; an empty one where there is no such file. Raises Problem for one that is damaged or newer."""
        try:
            seen = files.held(path)
        except OSError as error:
            raise Problem(str(path), 0, f"can't be read: {error.strerror or error}") from None
        return cls(path, Counter()) if seen is None else cls(path, *_read(path, seen), seen)

    def save(self, signature: str) -> None:
        """Write the file; raises Problem, and leaves it as it is, where that fails or somebody changed it meanwhile."""
        try:
            done = files.replace(self.path, _written(self.counts, signature), self._seen)
        except OSError as error:
            raise Problem(str(self.path), 0, f"can't be written: {error.strerror or error}") from None
        if not done:
            raise Problem(str(self.path), 0, "was changed meanwhile; it is left as it is, run again")

    def sort(self, run: Sequence[Checked]) -> list[Checked]:
        """The same files with what is known hidden."""
        found, _ = self._match(run)
        return [_sorted(checked, here) for checked, here in zip(run, found, strict=True)]

    def update(self, run: Sequence[Checked], *, grow: bool) -> tuple[int, int]:
        """Drop what files no longer hold, those of the run and those that are gone; if `grow`, take in what is new.

        Returns how many findings were added and dropped.
        """
        found, left = self._match(run)
        everything = [item for here in found for item in here]
        paths = self._paths(run)
        others = Counter({known: count for known, count in self.counts.items() if not self._is_open(known.path, paths)})
        self.counts = others + Counter(item.known for item in everything if grow or item.old)
        return sum(grow and not item.old for item in everything), left.total()

    def _match(self, run: Sequence[Checked]) -> tuple[list[list[_Found]], Counter[Known]]:
        """The findings of each file, those that are old marked; and what is left of the baseline's."""
        paths = self._paths(run)
        pool = _Pool({known: count for known, count in self.counts.items() if self._is_open(known.path, paths)})
        found = [list(self._found(checked)) for checked in run]
        # A file's own come first, or a copy elsewhere would take their place; whole sentences before those that a line's end
        # cuts, for the pieces of two sentences may be the same.
        for anywhere, cut in product((False, True), (False, True)):
            for item in (item for here in found for item in here if not item.old):
                item.old = pool.take(_ANYWHERE if anywhere else item.known.path, item.cuts if cut else item.wholes, cut)
        return found, pool.left

    def _is_open(self, path: str, run: frozenset[str]) -> bool:
        """Whether the findings of a file may be known again: it was looked at in this run, or is gone."""
        return path in run or not (self._folder / path).exists()

    def _paths(self, run: Sequence[Checked]) -> frozenset[str]:
        return frozenset(self._relative(checked.document.path) for checked in run)

    def _relative(self, path: str) -> str:
        """A path as the baseline tells it, the same on every machine."""
        return Path(os.path.relpath(os.path.realpath(path), self._folder)).as_posix()

    def _found(self, checked: Checked) -> Iterator[_Found]:
        path, sentences = self._relative(checked.document.path), Fingerprints()
        paragraphs = _Paragraphs(checked.document)
        for finding in checked.findings:
            names = (finding.rule.id, *finding.rule.aliases)
            cuts = [sentences.of(finding, name) for name in names]
            wholes = [paragraphs.of(finding, name) or cut for name, cut in zip(names, cuts, strict=True)]
            whole = wholes[0] if wholes[0] != cuts[0] else ""
            known = Known(path, finding.rule.id, " ".join(finding.text.split()), cuts[0], whole)
            # The piece of a wrapped sentence says too little: that of another sentence may be the same.
            yield _Found(known, wholes, [] if whole and paragraphs.is_wrapped() else cuts)


class _Paragraphs:
    """Fingerprints of findings in plain text as if its paragraphs were not cut into lines; empty for other formats."""

    def __init__(self, document: Document) -> None:
        self._document, self._prints = document, Fingerprints()
        self._whole = None
        if document.format == "text":
            self._whole = formats.read(document.path, document.text.encode(), name="text", paragraphs="blank-line")

    def of(self, finding: Finding, rule: str) -> str:
        place = self._whole and self._whole.locate(*self._document.range(finding.segment, finding.span))
        return self._prints.of(finding._replace(segment=place[0], span=place[1]), rule) if place else ""

    def is_wrapped(self) -> bool:
        """Whether the lines of the last finding's sentence are prose: it ends as one, or a line goes on in lower case."""
        sentence = self._prints.sentence
        return bool(_FULL_STOP.search(sentence)) or any(found[1].islower() for found in _LINE_START.finditer(sentence))


class _Pool:
    """Findings of old that may still be known again."""

    def __init__(self, counts: dict[Known, int]) -> None:
        self.left = Counter(counts)
        self._by_print: dict[tuple[str, bool, str], list[Known]] = {}
        for known in sorted(counts, reverse=True):
            prints = (False, known.paragraph or known.fingerprint), (True, known.fingerprint)
            for path, (cut, name) in product((known.path, _ANYWHERE), prints):
                self._by_print.setdefault((path, cut, name), []).append(known)

    def take(self, path: str, prints: Sequence[str], cut: bool) -> bool:
        """Whether a file, or ANYWHERE, has a finding of one of the fingerprints left; if so, it has one less."""
        for name in prints:
            candidates = self._by_print.get((path, cut, name), [])
            while candidates and not self.left[candidates[-1]]:
                candidates.pop()
            if candidates:
                self.left[candidates[-1]] -= 1
                return True
        return False


def _sorted(checked: Checked, found: Sequence[_Found]) -> Checked:
    """A file with what is known hidden."""
    pairs = list(zip(checked.findings, found, strict=True))
    known = [Hidden(finding, "baseline") for finding, item in pairs if item.old]
    return checked.but(findings=[finding for finding, item in pairs if not item.old], hidden=[*checked.hidden, *known])


def _written(counts: Counter[Known], signature: str) -> bytes:
    """The file's bytes: a finding a line, in a fixed order, so that versions of it merge and compare well."""
    lines = []
    for known, count in sorted((+counts).items()):
        fields = {key: value for key, value in known._asdict().items() if value} | ({"count": count} if count > 1 else {})
        lines.append(f"  {json.dumps(fields, ensure_ascii=False)}")
    findings = "".join(("\n", ",\n".join(lines), "\n ")) if lines else ""
    head = f'{{\n "{_KEY}": {VERSION},\n "signature": {json.dumps(signature)},\n "findings": ['
    return f"{head}{findings}]\n}}\n".encode("utf-8", "surrogatepass")


def _read(path: Path, data: bytes) -> tuple[Counter[Known], str]:
    text = decoded(data, path)
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise Problem(str(path), error.lineno, f"is damaged ({error.msg}); {_MEND}") from None
    except RecursionError:
        raise Problem(str(path), 0, f"is no baseline; {_MEND}") from None
    version = told.get(_KEY) if isinstance(told, dict) else None
    if type(version) is not int:
        raise Problem(str(path), 0, f"is no baseline; name another file, or {_MEND}")
    if version > VERSION:
        raise Problem(str(path), 0, f"is of a newer tqcheck (version {version}, this one reads {VERSION}); update tqcheck")
    counts: Counter[Known] = Counter()
    findings, signature = told.get("findings"), told.get("signature", "")
    if not isinstance(findings, list) or not isinstance(signature, str):
        raise Problem(str(path), 0, f"is damaged; {_MEND}")
    for number, record in enumerate(findings, 1):
        known, count = _known(path, number, record)
        counts[known] = max(counts[known], count)  # two branches that took in the same one leave two lines of it
    return counts, signature


def _known(path: Path, number: int, record: Any) -> tuple[Known, int]:
    """A finding of a baseline file; raises Problem with its number where it is none."""
    fields = dict(record) if isinstance(record, dict) else {}
    count = fields.pop("count", 1)
    if type(count) is not int or count < 1 or not all(isinstance(value, str) for value in fields.values()):
        raise Problem(str(path), 0, f"is damaged: finding {number} has a value of a wrong kind; {_MEND}")
    try:
        return Known(**fields), count
    except TypeError:
        raise Problem(str(path), 0, f"is damaged: finding {number} is none; {_MEND}") from None
