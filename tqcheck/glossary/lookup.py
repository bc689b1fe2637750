"""What a glossary says of a name, asked by the name: which concept it is, and what the target language calls it."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import Any, NamedTuple

from tqcheck.glossary.match import Entry
from tqcheck.languages import fold


class Sense(NamedTuple):
    """The concept of a name, what to write for it, and whether it is one of the target language's own names.

    `spelling` tells that the name and what to write differ in spelling only.
    """

    concept: str
    preferred: str
    own: bool
    spelling: bool


class Lookup:
    """The terms of glossaries that are names, approved ones, by their folded text; packed until one is asked for."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        table: dict[str, tuple[str, str, bool, bool]] = {}
        for entry in entries:
            if any(map(str.isupper, entry.text)) and not entry.proposed:
                own = entry.status == "own"
                key = fold(entry.text)
                if own or key not in table:
                    table[key] = (entry.concept, entry.preferred, own, own or entry.spelling)
        self._packed = marshal.dumps(table)
        self._table: dict[str, tuple[str, str, bool, bool]] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_table": None}

    def find(self, name: str) -> Sense | None:
        """What is known of a name, letter case, hyphens and kinds of apostrophe aside."""
        if self._table is None:
            self._table = marshal.loads(self._packed)
        found = self._table.get(fold(name))
        return Sense(*found) if found else None
