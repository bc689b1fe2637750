"""XLIFF 1.x and 2.x, and what Trados Studio, memoQ and Phrase make of it (SDLXLIFF, mqxliff, mxliff).

A unit with a translation is a segment, or each of its marked segments is (`<mrk mtype="seg">`, `<segment>`). Units without
a translation, locked ones and those that are not to be translated are none; neither are proposals (`<alt-trans>`, matches).
"""

from __future__ import annotations

from tqcheck.formats.content import Content
from tqcheck.formats.escaping import escape
from tqcheck.formats.xliff.structure import File
from tqcheck.model import Reading

__all__ = ["escape", "read"]


def read(text: str, reading: Reading) -> Content:
    """Read the translated units; raises Problem for what is no XLIFF, ids that stand twice and languages that differ."""
    file = File(text, reading.states)
    file.read()
    file.builder.states.settle()
    return Content(file.builder.segments, file.comments, *file.tongues)
