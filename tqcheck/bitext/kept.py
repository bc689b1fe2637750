"""What is worked out of tables and word lists, kept on disk so that a run on a short text starts at once."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from tqcheck import __version__, cache

Form = TypeVar("Form")


def kept(name: str, files: Iterable[Path], build: Callable[[], Form]) -> Form:
    """What `build` makes of some files, its code among them; the name tells it from all else that is made of them."""
    told = hashlib.blake2b(f"{__version__}\0{sys.version}\0{name}\0".encode(), digest_size=16)
    for path in files:
        told.update(path.read_bytes())
    return cache.cached(f"{told.hexdigest()}-bitext", build)
