"""TMX 1.x: translation memories. A translation unit is a segment for each of its variants in the target language.

The target is the language that texts are checked in where the memory has it (and the memory doesn't say that it is the
source), else the only other one. `cuts` parts a memory of any size.
"""

from __future__ import annotations

from tqcheck.formats.content import Content
from tqcheck.formats.escaping import escape
from tqcheck.formats.tmx.cutting import cuts
from tqcheck.formats.tmx.sides import choose
from tqcheck.formats.tmx.units import Memory, segments
from tqcheck.model import Reading

__all__ = ["cuts", "escape", "read"]


def read(text: str, reading: Reading) -> Content:
    """Read the units of a memory; raises Problem where its target language can't be told."""
    memory = Memory(text)
    memory.read()
    sides = choose(memory.tags, memory.source, reading)
    if sides is None:
        return Content((), memory.comments)
    return Content(segments(memory, sides), memory.comments, sides.source_tag, sides.target_tag)
