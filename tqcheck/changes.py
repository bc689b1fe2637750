"""Which lines of files changed since a revision, as Git tells."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tqcheck.model import Problem

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
Lines = list[range]


class Changes:
    """The changes between a revision and the files as they are now; what Git doesn't know has changed as a whole.

    Raises Problem where Git is not installed, a folder is in no repository, or there is no such revision.
    """

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._roots: dict[Path, tuple[str, frozenset[str]]] = {}

    def lines(self, path: str) -> Lines | None:
        """The lines of a file that were added or changed, counted from 1; None where all of it is new."""
        place = Path(os.path.realpath(path))
        root, changed = self._repository(place.parent)
        name = place.relative_to(root).as_posix()
        if name not in changed:
            return None if self._is_new(root, name) else []
        told = _git(root, "diff", "--unified=0", "--no-color", "--no-ext-diff", self._revision, "--", f":(literal){name}")
        return [_range(hunk) for hunk in _HUNK.finditer(told)]

    def _repository(self, folder: Path) -> tuple[str, frozenset[str]]:
        """The top of a folder's repository, and the files in it that changed."""
        if folder not in self._roots:
            root = os.fsdecode(_git(str(folder), "rev-parse", "--show-toplevel")).rstrip("\n")
            known = next((found for found in self._roots.values() if found[0] == root), None)
            self._roots[folder] = known or (root, self._changed(root))
        return self._roots[folder]

    def _changed(self, root: str) -> frozenset[str]:
        revision = self._revision
        if revision.startswith("-") or not _succeeds(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"):
            raise Problem("", 0, f"there is no revision {revision!r}; give one that `git log` knows, such as HEAD or main")
        told = _git(root, "diff", "--name-only", "--no-ext-diff", "-z", revision, "--")
        return frozenset(os.fsdecode(name) for name in told.split(b"\0"))

    def _is_new(self, root: str, name: str) -> bool:
        """Whether neither the revision nor the index has a file."""
        return not _succeeds(root, "cat-file", "-e", f"{self._revision}:{name}")


def _range(hunk: re.Match[bytes]) -> range:
    first, count = int(hunk[1]), int(hunk[2] or 1)
    return range(first, first + count)


def meets(changed: Sequence[range] | None, first: int, last: int) -> bool:
    """Whether lines from first to last are among those that changed."""
    return changed is None or any(lines.start <= last and first < lines.stop for lines in changed)


def _git(folder: str, *args: str) -> bytes:
    done = _run(folder, args)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["Git failed"]
        raise Problem(folder, 0, f"lines that changed can't be told: {said[0].removeprefix('fatal: ')}")
    return done.stdout


def _succeeds(folder: str, *args: str) -> bool:
    return not _run(folder, args).returncode


def _run(folder: str, args: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", folder, *args], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as error:
        raise Problem("", 0, f"Git can't be run ({error.strerror or error}); --since needs it") from None
