"""Text made fit for a terminal: what can't be seen is shown, and every character's width is known."""

from __future__ import annotations

import re
import unicodedata

_TAB = 4
_PLAIN = re.compile("[ -~¡-¬®-˿‐-‧‰-⁞€]*")
"""One column a character and nothing to hide: nearly all text, so that the rest may take its time."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")

_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """Make a text of one line in which nothing steers the terminal: controls become pictures."""
    return text if _PLAIN.fullmatch(text) else "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\t":
        return " " * _TAB
    code = ord(char)
    if code < 0x20:  # noqa: PLR2004
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004
        return "\u2421"
    if char in "\u2028\u2029":
        return "\u2424"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000:  # noqa: PLR2004
        return "\ufffd"
    return "" if char in _BIDI else char


def escaped(text: str) -> str:
    """Like `printable`, but what has no width of its own is told by its number (U+202E); joiners are left to scripts."""
    return text if _PLAIN.fullmatch(text) else "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    if unicodedata.category(char) == "Cf" and char not in _JOINERS:
        return f"<U+{ord(char):04X}>"
    return _shown(char)


def logged(text: str) -> str:
    """Text in which a workflow's log finds no command of GitHub's old form, `##[name]`, which may stand anywhere in a line."""
    return text.replace("##[", "#\u266f[")


def typed(text: str) -> str:
    """A text as a person could type it: without what steers the terminal and what can't be seen, joiners of scripts aside."""
    return text if _PLAIN.fullmatch(text) else "".join(char for char in text if char in _JOINERS or char.isprintable())


def width(text: str) -> int:
    """Count the columns that a text takes once shown: none for combining marks, two for wide characters, as terminals do."""
    return len(text) if _PLAIN.fullmatch(text) else sum(map(_width, text))


def _width(char: str) -> int:
    if char == "\t":
        return _TAB
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
