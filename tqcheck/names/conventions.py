"""How names of other scripts are written in Latin letters: the tables of `scripts/`, and what they let correspond.

A table says for one tradition (the English press, the French press, ALA-LC …) how it renders each letter of a script, the usual
way first. Two renderings of one letter correspond: *ch* and *sh* because both are ش. Adding a tradition is adding a table.

In a table, `-ов` is an ending and `ال-` a beginning of a word; `c(a)` is a c before a, o, u or a consonant, `c(e)` one before
e, i or y. Costs are in letters: leaving a consonant out costs about 1.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tqcheck import __version__
from tqcheck.cache import cached
from tqcheck.names.spelling import bared, undoubled
from tqcheck.records import parse

_TABLES = Path(__file__).parent / "scripts"

START, END = "^", "$"
"""Stand in a rendering for the beginning and the end of a word."""
_CONDITION = re.compile(r"\([ae]\)")


class _Costs(NamedTuple):
    """What it costs that two spellings differ as renderings of one letter do.

    By how many of them are not the usual one of their tradition (none, one, both); besides, by how many of the traditions are
    not used in English or French text; and where one leaves the letter out.
    """

    ranks: tuple[float, float, float]
    far: tuple[float, float, float]
    left_out: float


_CONSONANTS = _Costs((0.063, 0.183, 1.02), (0, 0.062, 0.194), 0.042)
_VOWELS = _Costs((0.116, 0.408, 1.35), (0, 0.063, 0.2), 0.103)
_RARE = 0.1
"""What each rank after the second costs besides."""
_ONE_TRADITION = 0.03
"""What it costs besides that both spellings are of one tradition, which may tell two letters apart by them."""


class Tradition(NamedTuple):
    """One convention of writing a script in Latin letters: the renderings of each letter, the usual one first.

    `table` is what its table file calls it (english, french …); `near` tells whether English or French text uses it.
    """

    table: str
    script: str
    origin: str
    name: str
    authority: str
    near: bool
    letters: Mapping[str, tuple[str, ...]]


class Link(NamedTuple):
    """Two renderings of one letter: what it costs that they differ, and whose they are."""

    cost: float
    letter: str
    first: Tradition
    second: Tradition


Links = Mapping[str, Mapping[str, Link]]
"""Rendering → rendering → what links them."""


class Script(NamedTuple):
    """The traditions of one table file, and their links; `shape` is what each word written in them looks like, if known."""

    name: str
    shape: re.Pattern[str] | None
    traditions: tuple[Tradition, ...]
    links: Links

    def suits(self, words: Sequence[str]) -> bool:
        """Whether words in small letters can be of this script."""
        return self.shape is None or all(self.shape.fullmatch(bared(word)) for word in words)


@cache
def scripts() -> tuple[Script, ...]:
    """All scripts, one for each table file."""
    tables = sorted(_TABLES.glob("*.toml"))
    return cached(_key(tables), lambda: tuple(map(_read, tables)))


def _key(tables: Sequence[Path]) -> str:
    """A digest of the tables and of what reads them."""
    digest = hashlib.blake2b(f"{__version__}\0{sys.version}".encode(), digest_size=16)
    for path in (Path(__file__), *tables):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()}-scripts"


class Merged(NamedTuple):
    """What the links of several scripts say of two renderings: the least cost, whose it is, and which scripts have any.

    Scripts are bits, counted as `scripts()` has them.
    """

    cost: float
    cheapest: int
    scripts: int


class Merges:
    """Rendering → rendering → what some of the `scripts()` say of them; rows are merged when they are first asked for."""

    def __init__(self, chosen: tuple[int, ...]) -> None:
        self._links = [(1 << index, scripts()[index].links) for index in chosen]
        self._rows: dict[str, Mapping[str, Merged]] = {}

    def row(self, first: str) -> Mapping[str, Merged]:
        """What a rendering is linked to; nothing where no script has it."""
        found = self._rows.get(first)
        if found is None:
            found = self._rows[first] = self._merged(first)
        return found

    def _merged(self, first: str) -> Mapping[str, Merged]:
        row: dict[str, Merged] = {}
        for bit, links in self._links:
            for second, link in links.get(first, {}).items():
                known = row.get(second, Merged(link.cost, 0, 0))
                cost = min(link.cost, known.cost)
                cheapest = (known.cheapest if known.cost == cost else 0) | (bit if link.cost == cost else 0)
                row[second] = Merged(cost, cheapest, known.scripts | bit)
        return row


@cache
def merged(chosen: tuple[int, ...]) -> Merges:
    """The links of some of the `scripts()` in one."""
    return Merges(chosen)


def _read(path: Path) -> Script:
    data = parse(path)
    traditions = tuple(_traditions(data))
    shape = re.compile(data["shape"], re.VERBOSE) if "shape" in data else None
    return Script(path.stem, shape, traditions, _links(traditions))


def _traditions(data: Mapping[str, object]) -> Iterator[Tradition]:
    tables: Mapping[str, Mapping[str, object]] = data["traditions"]  # type: ignore[assignment]
    for key, table in tables.items():
        letters: Mapping[str, Sequence[str]] = table["letters"]  # type: ignore[assignment]
        yield Tradition(
            key,
            str(data["script"]),
            str(data["origin"]),
            str(table["name"]),
            str(table["authority"]),
            bool(table.get("near", False)),
            {letter: tuple(renderings) for letter, renderings in letters.items()},
        )


def key(letter: str, rendering: str) -> str:
    """A rendering as it is looked up in a name: without apostrophes and doubling, with the edge that it stands at."""
    before, after = START if letter.endswith("-") else "", END if letter.startswith("-") else ""
    return before + undoubled(rendering.replace("'", "")) + after


class _Rendering(NamedTuple):
    rank: int
    tradition: Tradition


def _links(traditions: Sequence[Tradition]) -> Links:
    letters: dict[str, dict[str, list[_Rendering]]] = {}
    for tradition in traditions:
        for letter, renderings in tradition.letters.items():
            for rank, text in enumerate(renderings):
                letters.setdefault(letter, {}).setdefault(key(letter, text), []).append(_Rendering(rank, tradition))
    links: dict[str, dict[str, Link]] = {}
    for letter, texts in letters.items():
        for first, second in product(texts, repeat=2):
            if _CONDITION.sub("", first) != _CONDITION.sub("", second):
                pairs = product(texts[first], texts[second])
                best = min((_link(letter, (first, second), pair) for pair in pairs), key=lambda link: link.cost)
                known = links.setdefault(first, {}).get(second, best)
                links[first][second] = min(known, best, key=lambda link: link.cost)
    return links


def _link(letter: str, texts: tuple[str, str], pair: tuple[_Rendering, _Rendering]) -> Link:
    one, other = pair
    plain = [bared(text.strip(START + END)) for text in texts]
    costs = _VOWELS if set("".join(plain)) <= set("aeiou") else _CONSONANTS
    cost = costs.ranks[min(one.rank, 1) + min(other.rank, 1)] + _RARE * (max(one.rank - 1, 0) + max(other.rank - 1, 0))
    cost += costs.far[2 - one.tradition.near - other.tradition.near]
    cost += costs.left_out if "" in plain else 0
    cost += _ONE_TRADITION if one.tradition is other.tradition else 0
    return Link(cost, letter, one.tradition, other.tradition)
