"""Files of the user's replaced whole or not at all: written beside the old ones, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

Rewrite = tuple[Path, bytes, bytes | None]
"""A file, the bytes that it is to hold, and those that it was seen to hold (None: there was none)."""


def replace(target: Path, data: bytes, seen: bytes | None) -> bool:
    """Put new bytes in a file's place, unless it no longer holds what was `seen` (None: there was none); tell whether.

    Permissions and, where we may, the owner stay, and a link stays one. Raises OSError, and leaves the file as it is, where
    writing fails.
    """
    return replace_all([(target, data, seen)]) is None


def replace_all(rewrites: Sequence[Rewrite]) -> Path | None:
    """Replace several files as `replace` does one, all of them once each is written out, or none.

    Returns a file that no longer holds what was seen, for which none was replaced. An OSError names the file in `filename`.
    """
    with contextlib.ExitStack() as stack:
        written = []
        for path, data, seen in rewrites:
            target = Path(os.path.realpath(path))
            written.append((path, target, stack.enter_context(_written(target, data)), seen))
        stack.enter_context(_alone({target.parent for _, target, _, _ in written}))
        for path, target, _, seen in written:
            if held(target) != seen:
                return path
        for _, target, temporary, _ in written:
            temporary.replace(target)
    return None


def held(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _written(target: Path, data: bytes) -> Iterator[Path]:
    """A file beside the target that holds its new bytes; taken away at the end unless it was renamed."""
    temporary = None
    try:
        try:
            handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", suffix=".tmp", dir=target.parent)
            temporary = Path(name)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            _like(target, temporary)
        except OSError as error:
            error.filename = str(target)
            raise
        yield temporary
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(folders: Iterable[Path]) -> Iterator[None]:
    """Let nobody else replace files of these folders meanwhile, where the system has locks for folders."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            for folder in sorted(folders):
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _like(target: Path, temporary: Path) -> None:
    """Give a new file the permissions and, where we may, the owner of the one that it replaces; else the usual ones."""
    try:
        found = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    with contextlib.suppress(OSError, AttributeError):
        os.chown(temporary, found.st_uid, found.st_gid)
    temporary.chmod(found.st_mode & 0o7777)
