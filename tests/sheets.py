"""A glossary with comments wherever they may stand, and what tests do with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tqcheck.glossary import Concept, Terms
from tqcheck.terminology.edit import Glossaries

WHOLE = """\
# The house's offices.
# Kept by the politics desk.

# The palace
[[concept]]
id = "chief" # a person
note = 'the one'  # and only
domain = "politics"
[concept.en] # English
preferred = "Chief"
forbidden = [
  "Boss",   # too loud
  # old
  "Head",
]

# French follows
[concept.fr]
preferred = "Chef"

# --- below: buildings ---

[[concept]]
id = "hall"
date = 2024-05-01
[concept.en]
preferred = "town hall"
"""


def concept(name: str, preferred: str = "word", **more: object) -> Concept:
    return Concept(name, {"en": Terms(preferred=preferred)}, **more)  # type: ignore[arg-type]


def edited(path: Path, change: Callable[[Glossaries], object]) -> str:
    """The file's text after a change."""
    house = Glossaries([path])
    change(house)
    house.save()
    return path.read_text("utf-8")
