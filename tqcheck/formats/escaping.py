"""Keep new text from becoming markup where it is to stand in an XML file."""

from __future__ import annotations

import re

from tqcheck.model import Document
from tqcheck.xml import clean

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_SPECIAL = frozenset("&<>\r")
_ANGLE = re.compile(r"[<>]")


def escape(text: str, document: Document, at: int) -> str | None:
    """New text as it can stand at a place; None where nothing can say it there."""
    if clean(text) != text:
        return None
    there = document.text
    before = there[max(0, at - 2) : at] + text
    # With what follows it might make “]]>”, which ends a CDATA section and can't stand in plain text.
    closes = before.endswith("]")
    if not (closes or _SPECIAL & set(text)) and _encoded(text, document.encoding) == text:
        return text
    section = there.rfind("<![CDATA[", 0, at)
    if section < 0 or section < there.rfind("]]>", 0, at):
        angle = _ANGLE.search(there, at) if closes else None
        return None if angle and angle[0] == ">" else _encoded(text.translate(_ENTITIES), document.encoding)
    stands = "]]>" not in before and "\r" not in text and _encoded(text, document.encoding) == text
    spoken_of = there.find("-->", section, at) >= 0 or there.find("?>", section, at) >= 0
    return text if stands and not closes and not spoken_of else None


def _encoded(text: str, encoding: str) -> str:
    """A text with references for what its encoding lacks."""
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
