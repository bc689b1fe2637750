"""Findings of old, kept in a file: what stands there is known and no longer told, what comes on top of it is new.

A finding is known again by its fingerprint, else by its words in the same sentence, wherever that has gone to in its file.
Equal ones are counted: a second copy of an old defect is new. What is found in another file is known if it left its own, or
that file is gone.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import product
from pathlib import Path

from tqcheck import files
from tqcheck.baseline import known as identity
from tqcheck.baseline import store
from tqcheck.baseline.known import Found, Known
from tqcheck.engine import Checked
from tqcheck.model import Finding, Problem
from tqcheck.suppress import Hidden

NAME = "tqcheck-baseline.jsonl"
_ANYWHERE = ""


class Baseline:
    """The findings of old in one file, each with how often it is known, and the signature of the run that took them in."""

    def __init__(self, path: Path, counts: Counter[Known], signature: str = "", seen: bytes | None = None) -> None:
        self.path, self.counts, self.signature = path, counts, signature
        self._seen = seen
        self._folder = Path(os.path.realpath(path)).parent

    @classmethod
    def open(cls, path: Path) -> Baseline:
        """Read a baseline; an empty one where there is no such file. Raises Problem for one that is damaged or newer."""
        seen = held(path)
        return cls(path, Counter()) if seen is None else cls(path, *store.read(path, seen), seen)

    def save(self, signature: str) -> None:
        """Write the file; raises Problem, and leaves it as it is, where that fails or somebody changed it meanwhile."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            done = files.replace(self.path, store.written(self.counts, signature), self._seen)
        except OSError as error:
            raise Problem(str(self.path), 0, f"can't be written: {error.strerror or error}") from None
        if not done:
            raise Problem(str(self.path), 0, "was changed meanwhile; it is left as it is, run again")

    def sort(self, run: Sequence[Checked]) -> list[Checked]:
        """The same files with what is known hidden."""
        found, _ = self._match(run)
        return [_sorted(checked, here) for checked, here in zip(run, found, strict=True)]

    def sort_fixed(self, before: Sequence[Checked], after: Sequence[Checked]) -> list[Checked]:
        """The same files `after` they were fixed, with what was known `before` hidden.

        A fix changes the sentence that other findings are known by, so there their rule and text must do.
        """
        found, _ = self._match(before)
        return [_carried(checked, here) for checked, here in zip(after, found, strict=True)]

    def update(
        self, run: Sequence[Checked], *, grow: bool, looked_for: Callable[[Checked, str], bool], covers: Callable[[Path], bool]
    ) -> tuple[int, int]:
        """Drop what files no longer hold, those of the run and those that are gone; if `grow`, take in what is new.

        Only what the run `looked_for` in a file, by a rule's id, can be missing there; and only files that it `covers` are
        gone for good. Returns how many findings were added and dropped.
        """
        texts = {self._relative(checked.document.path): checked for checked in run}

        def is_missing(known: Known) -> bool:
            if known.path not in texts and not covers(self._folder / known.path):
                return False
            where = [texts[known.path]] if known.path in texts else run
            return not where or any(looked_for(checked, known.rule) for checked in where)

        found, left = self._match(run)
        everything = [item for here in found for item in here]
        dropped = Counter({known: count for known, count in left.items() if count and is_missing(known)})
        others = Counter({known: count for known, count in self.counts.items() if not self._is_open(known.path, texts)})
        self.counts = others + (left - dropped) + Counter(item.known for item in everything if grow or item.old)
        return sum(grow and not item.old for item in everything), dropped.total()

    def _match(self, run: Sequence[Checked]) -> tuple[list[list[Found]], Counter[Known]]:
        """The findings of each file, those that are old marked; and what is left of the baseline's."""
        paths = [self._relative(checked.document.path) for checked in run]
        looked_at = frozenset(paths)
        pool = _Pool({known: count for known, count in self.counts.items() if self._is_open(known.path, looked_at)})
        found = [list(identity.found(checked, path)) for checked, path in zip(run, paths, strict=True)]
        # A file's own come first, or a copy elsewhere would take their place; what is the same before what is alike.
        for anywhere, take in product((False, True), (pool.take_same, pool.take_alike)):
            for item in (item for here in found for item in here if item.old is None):
                item.old = take(_ANYWHERE if anywhere else item.known.path, item)
        for here in found:
            _share(here)
        return found, pool.left

    def _is_open(self, path: str, run: Collection[str]) -> bool:
        """Whether the findings of a file may be known again: it was looked at in this run, or is gone."""
        return path in run or path not in self._standing

    @cached_property
    def _standing(self) -> frozenset[str]:
        """The paths of old findings where a file stands."""
        return frozenset(path for path in {known.path for known in self.counts} if (self._folder / path).exists())

    def _relative(self, path: str) -> str:
        """A path as the baseline tells it, the same on every machine."""
        return Path(os.path.relpath(os.path.realpath(path), self._folder)).as_posix()


def held(path: Path) -> bytes | None:
    """A baseline file's bytes, None where there is none; raises Problem for what can't be read, or is no file."""
    try:
        if path.exists() and not path.is_file():
            raise Problem(str(path), 0, "is no regular file; name another one")
        return files.held(path)
    except OSError as error:
        raise Problem(str(path), 0, f"can't be read: {error.strerror or error}") from None


class _Pool:
    """Findings of old that may still be known again."""

    def __init__(self, counts: dict[Known, int]) -> None:
        self.left = Counter(counts)
        self._prints: dict[tuple[str, str], list[Known]] = {}
        self._sentences: dict[tuple[str, str], list[Known]] = {}
        for known in sorted(counts, reverse=True):
            for path in (known.path, _ANYWHERE):
                self._prints.setdefault((path, known.fingerprint), []).append(known)
                self._sentences.setdefault((path, known.sentence), []).append(known)

    def take_same(self, path: str, item: Found) -> Known | None:
        """The finding that a file, or ANYWHERE, has left with the fingerprint of this one; it then has one less."""
        return next(filter(None, (self._take(self._live(path, name)) for name in item.prints)), None)

    def take_alike(self, path: str, item: Found) -> Known | None:
        """The same for a finding about the same words of the same sentence, which a line's end or a mark made another one."""
        return self._take(filter(item.overlaps, self._sentences.get((path, item.known.sentence), [])))

    def _live(self, path: str, name: str) -> list[Known]:
        """The last of the findings with a fingerprint of which there is one left; those behind it are let go."""
        candidates = self._prints.get((path, name), [])
        while candidates and not self.left[candidates[-1]]:
            candidates.pop()
        return candidates[-1:]

    def _take(self, candidates: Iterable[Known]) -> Known | None:
        known = next((known for known in candidates if self.left[known]), None)
        if known:
            self.left[known] -= 1
        return known


def _share(found: Sequence[Found]) -> None:
    """Let findings be known of which several were one, before a line's end parted it."""
    taken: dict[int, list[Known]] = {}
    for item in found:
        if item.old:
            taken.setdefault(item.start, []).append(item.old)
    for item in found:
        item.old = item.old or next(filter(item.overlaps, taken.get(item.start, ())), None)


def _sorted(checked: Checked, found: Sequence[Found]) -> Checked:
    """A file with what is known hidden."""
    return _hiding(checked, [item.old is not None for item in found])


def _carried(checked: Checked, before: Sequence[Found]) -> Checked:
    """A fixed file with as many findings of a rule and a text hidden as were known before."""
    known = Counter((item.known.rule, item.known.text) for item in before if item.old)
    old = []
    for finding in checked.findings:
        key = (finding.rule.id, " ".join(finding.text.split()))
        old.append(known[key] > 0)
        known[key] -= 1
    return _hiding(checked, old)


def _hiding(checked: Checked, old: Sequence[bool]) -> Checked:
    pairs: list[tuple[Finding, bool]] = list(zip(checked.findings, old, strict=True))
    known = [Hidden(finding, "baseline") for finding, is_old in pairs if is_old]
    return checked.but(findings=[finding for finding, is_old in pairs if not is_old], hidden=[*checked.hidden, *known])
