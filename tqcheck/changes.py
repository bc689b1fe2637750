"""Which lines of files changed since a revision, as Git tells.

A branch is held against the commit where it left the revision, so that only what the branch itself changed counts.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tqcheck.model import Problem

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_DIFF = ("--literal-pathspecs", "diff", "--no-color", "--no-ext-diff", "--no-textconv")
_NAMES = (*_DIFF, "--raw", "--no-abbrev", "-z", "--find-renames", "--ignore-submodules=all")
_HUNKS = (*_DIFF, "--unified=0", "--inter-hunk-context=0", "--text")
_TRUST = re.compile(r"git config --global --add safe\.directory .+")
_FATAL = re.compile(r"^fatal: (.+)", re.MULTILINE)
_FOREIGN = frozenset(
    """
    GIT_DIR GIT_WORK_TREE GIT_COMMON_DIR GIT_INDEX_FILE GIT_PREFIX GIT_NAMESPACE GIT_SHALLOW_FILE GIT_OBJECT_DIRECTORY
    GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS
    GIT_DIFF_OPTS
    """.split()
)
"""What a hook, say, finds in its environment; it would turn our Git away from a file's own repository, or from our options."""
_OURS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
"""Complaints in English, which are read here, and no lock that somebody else's Git would stumble over."""
_SHALLOW = (
    "the clone is shallow and lacks the history since {}; fetch it all, with `git fetch --unshallow`, "
    "`fetch-depth: 0` in GitHub's checkout, `GIT_DEPTH: 0` in GitLab"
)
Lines = list[range]


class Changes:
    """The changes between a revision and the files as they are now; what Git doesn't know has changed as a whole.

    Raises Problem where Git is not installed or refuses, a file is in no repository, its repository has no such revision,
    or the history that tells what changed is missing.
    """

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._repositories: dict[Path, _Repository] = {}

    def lines(self, path: str) -> Lines | None:
        """The lines of a file that were added or changed, counted from 1; None where all of it is new."""
        place = Path(os.path.realpath(path))
        top = _top(place)
        if top not in self._repositories:
            self._repositories[top] = _Repository(top, self._revision)
        return self._repositories[top].lines(place)


class _Repository:
    """A repository's files, and what those that changed were before."""

    def __init__(self, top: Path, revision: str) -> None:
        self._root = os.fsdecode(_git(str(top), "rev-parse", "--show-toplevel").removesuffix(b"\n"))
        self._before = _before(_git(self._root, *_NAMES, _base(self._root, revision), "--"))
        self._tracked = frozenset(_git(self._root, "ls-files", "-z").split(b"\0"))

    def lines(self, place: Path) -> Lines | None:
        """The lines of a file that were added or changed; None where all of it is new."""
        if not place.is_relative_to(self._root):
            raise _no_repository(place)
        name = place.relative_to(self._root).as_posix()
        known = os.fsencode(name)
        if known not in self._before:
            return [] if known in self._tracked else None
        blob = self._before[known]
        if not blob:
            return None
        told = _git(self._root, *_HUNKS, blob, "--", name)
        return _counted([_range(hunk) for hunk in _HUNK.finditer(told)], _read(place))


def _top(place: Path) -> Path:
    """The folder nearest above a file that holds a repository; looked for here, since asking Git in each folder is slow."""
    for folder in place.parents:
        if os.path.lexists(folder / ".git"):
            return folder
    raise _no_repository(place)


def _no_repository(place: Path) -> Problem:
    message = "lines that changed can't be told: not a git repository; leave it out, or check it without --since"
    return Problem(str(place.parent), 0, message)


def _before(told: bytes) -> Mapping[bytes, str]:
    """The blobs that files were whose names or contents changed, by their old names and their new; empty for new files."""
    blobs = {}
    words = iter(told.split(b"\0")[:-1])
    for word in words:
        mode, _, blob, _, status = word.split()
        was_file = mode.startswith(b":100")
        for name in [next(words) for _ in range(2 if status.startswith(b"R") else 1)]:
            blobs[name] = blob.decode() if was_file else ""
    return blobs


def _base(root: str, revision: str) -> str:
    """The commit to compare with: the revision, or where what is checked out, or being merged into it, left it."""
    since = _commit(root, revision)
    heads = [head for head in (_commit(root, "HEAD"), _commit(root, "MERGE_HEAD")) if head]
    base = _git(root, "merge-base", since, *heads, may_end_with=1).decode().strip() if since and heads else ""
    if not base or (base not in (since, *heads) and _is_cut(root, since, *heads, f"^{base}")):
        raise Problem(root, 0, _reason(root, revision, since, heads))
    return base


def _commit(root: str, revision: str) -> str:
    """The commit that a revision names; empty if there is none."""
    if revision.startswith("-"):
        return ""
    told = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", may_end_with=1).decode().strip()
    return told if told.isalnum() else ""  # of a range, it tells both ends


def _is_cut(root: str, *commits: str) -> bool:
    """Whether a shallow clone's history ends among commits that the true merge base may be hidden behind."""
    return _is_shallow(root) and bool(_git(root, "rev-list", "--max-parents=0", *commits, "--"))


def _is_shallow(root: str) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _reason(root: str, revision: str, since: str, heads: Sequence[str]) -> str:
    """Why there is nothing to compare with, and what to do."""
    if not heads:
        return "has no commit yet, so nothing can have changed since one; commit, or check without --since"
    if _is_shallow(root):
        return _SHALLOW.format(repr(revision))
    if not since:
        return f"there is no revision {revision!r}; give one that `git log` knows, such as HEAD or origin/main"
    return f"{revision!r} and HEAD have no history in common; give a revision that they both come from"


def _range(hunk: re.Match[bytes]) -> range:
    first, count = int(hunk[1]), int(hunk[2] or 1)
    return range(first, first + count)


def _counted(lines: Lines, data: bytes) -> Lines:
    """Lines as findings count them: a lone carriage return ends one, which it does not for Git."""
    if not _LONE_RETURN.search(data):
        return lines
    rows = data.splitlines(keepends=True)
    starts = [1, *(line for line, row in enumerate(rows, 2) if row.endswith(b"\n")), len(rows) + 1]

    def start(line: int) -> int:
        return starts[min(line, len(starts)) - 1]

    return [range(start(found.start), start(found.stop)) for found in lines]


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError as error:
        raise Problem(str(place), 0, f"can't be read: {error.strerror}") from None


def meets(changed: Sequence[range] | None, first: int, last: int) -> bool:
    """Whether lines from first to last are among those that changed."""
    return changed is None or any(max(first, lines.start) < min(last + 1, lines.stop) for lines in changed)


def _git(folder: str, *args: str, may_end_with: int = 0) -> bytes:
    """What Git prints; raises Problem with what it complains of, unless it ends with a code that says no."""
    done = _run(folder, args)
    if done.returncode not in (0, may_end_with):
        said = done.stderr.decode("utf-8", "replace").strip()
        fatal = _FATAL.search(said)
        advice = _TRUST.search(said)
        reason = (fatal[1] if fatal else said.partition("\n")[0]) or "Git failed"
        raise Problem(folder, 0, f"lines that changed can't be told: {reason}" + (f"; run `{advice[0]}`" if advice else ""))
    return done.stdout


def _run(folder: str, args: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    env = {name: value for name, value in os.environ.items() if name not in _FOREIGN} | _OURS
    command = ["git", "-C", folder, *args]
    try:
        return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=env)
    except OSError as error:
        message = f"Git can't be run ({error.strerror or error}); --since needs it: install it, or check without --since"
        raise Problem("", 0, message) from None
