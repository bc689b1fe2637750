"""The facts about what a language never says, read from its table once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import product
from typing import NamedTuple


class Table(NamedTuple):
    """What `en.toml` tells, its pairs as tuples; `odd` are those of both kinds.

    `suspects` are all pairs of words that make a text worth a closer look.
    """

    never: frozenset[tuple[str, str]]
    odd: frozenset[tuple[str, str]]
    suspects: frozenset[tuple[str, str]]
    determiners: frozenset[str]
    adjectives: frozenset[str]
    ends: frozenset[str]
    finite: frozenset[str]
    openers: frozenset[str]
    predicates: frozenset[str]
    subjects: frozenset[str]
    modals: frozenset[str]
    pronouns: frozenset[str]
    objects: frozenset[str]
    conjunctions: frozenset[str]
    complements: frozenset[str]


@cache
def table(language: str) -> Table | None:
    """The table of a language, None where there is none."""
    file = resources.files("tqcheck.bitext.broken").joinpath(f"{language}.toml")
    if not language.isalpha() or not file.is_file():
        return None
    data = tomllib.loads(file.read_text("utf-8"))
    words = {name: frozenset(text.split()) for name, text in data["words"].items()}
    never = _pairs(data["never"])
    odd = never | _pairs(data["seldom"])
    suspects = odd.union(
        product(words["adjectives"], words["ends"]),
        product(words["modals"], words["objects"]),
        product(words["pronouns"], words["complements"]),
    )
    return Table(never=never, odd=odd, suspects=suspects, **words)


def _pairs(rows: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for first, text in rows.items() for second in text.split())
