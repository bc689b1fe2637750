"""A change of a file's text that can be taken back to the byte, as long as nobody has changed the file since."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Splice(NamedTuple):
    """At an offset of the text, `cut` gave way to `put`; `digest` is that of the bytes afterwards."""

    at: int
    cut: str
    put: str
    digest: str


def splice(before: bytes, after: bytes) -> Splice:
    """What turned the bytes of one UTF-8 text into those of another."""
    old, new = before.decode(), after.decode()
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return Splice(start, old[start : len(old) - end], new[start : len(new) - end], _digest(after))


def reverted(change: Splice, data: bytes) -> bytes | None:
    """The bytes as they were before a change; None where the file has changed since."""
    if _digest(data) != change.digest:
        return None
    text = data.decode()
    return (text[: change.at] + change.cut + text[change.at + len(change.put) :]).encode()


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
