"""Files of the user's replaced whole or not at all: written beside the old one, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def replace(target: Path, data: bytes, seen: bytes | None) -> bool:
    """Put new bytes in a file's place, unless it no longer holds what was `seen` (None: there was none); tell whether.

    Permissions and, where we may, the owner stay. Raises OSError, and leaves the file as it is, where writing fails.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        _like(target, temporary)
        if held(target) != seen:
            return False
        temporary.replace(target)
        return True
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def held(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


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
