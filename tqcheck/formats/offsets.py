"""Turn the byte offsets of a parser into code points."""

from __future__ import annotations

from collections.abc import Callable


def code_points(text: str, encoded: bytes | None = None) -> Callable[[int], int]:
    """Return the function from byte to code point offsets; it is fast where each is asked for near the one before."""
    if text.isascii():
        return int
    data, byte, point = text.encode() if encoded is None else encoded, 0, 0

    def convert(offset: int) -> int:
        nonlocal byte, point
        if offset >= byte:
            point += len(data[byte:offset].decode())
        else:
            point -= len(data[offset:byte].decode())
        byte = offset
        return point

    return convert
