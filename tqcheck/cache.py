"""Compiled forms on disk, so that a run starts at once.

Forms are pickles, so they are loaded only from a folder and a file that the user owns and nobody else can write. A cache
that can't be read or written costs time, never the run.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_ROOM = 100_000_000
"""Bytes of all files kept; the ones unused longest go first."""
Form = TypeVar("Form")


def folder() -> Path:
    """Where compiled forms are kept: the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("tqcheck", appauthor=False)


def cached(key: str, build: Callable[[], Form]) -> Form:
    """The form kept under a key (a digest of all it is built from), or a new one, which is then kept."""
    path = folder() / f"{key}.pickle"
    form = _load(path)
    if form is None:
        form = build()
        _save(path, form)
    return form  # type: ignore[no-any-return]


def _ours(path: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True
    found = path.lstat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _load(path: Path):  # type: ignore[no-untyped-def]
    """The kept form, or None where there is none, or none that can be trusted and read."""
    try:
        if not (_ours(path.parent) and _ours(path)):
            return None
        data = path.read_bytes()
        with contextlib.suppress(OSError):
            os.utime(path)
        return pickle.loads(data)
    except Exception:
        # A pickle cut short or from another version can raise anything; the form is simply built again.
        return None


def _save(path: Path, form: object) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(path.parent):
            return
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as out:
                pickle.dump(form, out, protocol=pickle.HIGHEST_PROTOCOL)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        forms = [(file.stat(), file) for file in path.parent.glob("*.pickle")]
        room = _ROOM
        for told, old in sorted(forms, key=lambda form: form[0].st_mtime, reverse=True):
            room -= told.st_size
            if room < 0:
                old.unlink()
