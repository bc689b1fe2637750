"""What a fix changes, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_LONG = 400
"""Code points from which two texts are told whole: comparing them word by word would take long and help nobody."""


class Part(NamedTuple):
    """Some words: kept (" "), taken out ("-") or put in ("+")."""

    kind: str
    text: str


def parts(old: str, new: str) -> Iterator[Part]:
    """Yield the words that two texts share and those that only one has, in order."""
    if len(old) + len(new) > _LONG:
        yield from (Part(kind, text) for kind, text in (("-", old), ("+", new)) if text)
        return
    before, after = _WORD.findall(old), _WORD.findall(new)
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part(" ", "".join(before[start:end]))
            continue
        if end > start:
            yield Part("-", "".join(before[start:end]))
        if last > first:
            yield Part("+", "".join(after[first:last]))
