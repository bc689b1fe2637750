"""Keep new text from becoming markup where it is to stand in an XML file."""

from __future__ import annotations

import re

from tqcheck.model import Document
from tqcheck.xml import clean

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ANGLE = re.compile(r"[<>]")


def escape(text: str, document: Document, at: int) -> str | None:
    """New text as it can stand at a place; None where nothing can say it there."""
    if clean(text) != text:
        return None
    there = document.text
    before = there[max(0, at - 2) : at] + text
    if before.endswith("]") and (angle := _ANGLE.search(there, at)) and angle[0] == ">":
        return None  # with what follows it might make “]]>”, which ends a CDATA section and can't stand in plain text
    if not ({"&", "<", ">", "\r"} & set(text)) and _encoded(text, document.encoding) == text:
        return text
    start = there.rfind("<![CDATA[", 0, at)
    if start < 0 or start < there.rfind("]]>", 0, at):
        return _encoded(text.translate(_ENTITIES), document.encoding)
    stands = _encoded(text, document.encoding) == text and "\r" not in text and "]]>" not in before
    hidden = there.find("-->", start, at) >= 0 or there.find("?>", start, at) >= 0  # the section may only be spoken of
    return text if stands and not hidden else None


def _encoded(text: str, encoding: str) -> str:
    """A text with references for what its encoding lacks."""
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
