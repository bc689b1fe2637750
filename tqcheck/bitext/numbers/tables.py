"""The words for numbers of one language, loaded from its data file when first asked for.

A file `xx.toml` holds, under the heads below, a value with the words for it; `{name}` in a word stands for each of the
endings of that name.

- `uninflected`: true where scales have no plural (2 million).
- `decimal`: the decimal mark; the other of comma and stop groups digits.
- `cardinal`, `ordinal`, `scale` (words that multiply), `glued` (letters that multiply right behind a digit).
- `perhaps`: words that multiply where they don’t mean something else (milles are miles, or thousands misspelt).
- `loose`: words that may stand for a number in the other language (both, dozens, half). They explain, they never accuse.
- `quiet`: number words that mean something else as well; alone they count for nothing.
- `after_ten`: the units that follow ten in a number (dix-sept).
- `join`: the word between parts of a number (vingt et un), and how large what stands left and right of it may be.
- `compound`: words written together: their extra parts, joiners, what may follow the number, words that only look alike.
- `half`: what adds a half (two and a half); `fraction`: words that halve a scale (half a million).
- `range`: words between two numbers of which the second one's scale or unit goes for both.
- `half_to`: words that take half an hour off (halb neun).
- `of`: what may stand between a number and its unit (3 millions d’euros).
- `percent`, `points` (which look like percent and aren't), `hours`, `month`, `unit`, `currency`: what stands beside numbers.

Facts are from the grammars of the languages and CLDR; a language without a file has digits only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Value = int | Decimal
HEAD = 3
"""Letters by which words are told that may begin with a number."""
_THOUSAND = 1000
_FOLDER = Path(__file__).parent


class Join(NamedTuple):
    """The word between parts of a number: between which values left of it, and up to (or which) value right of it."""

    words: frozenset[str]
    least: int
    most: int
    right: frozenset[int] | range


class Compounds(NamedTuple):
    """How a language writes numbers together: parts, joiners, tails after the number, and words that only look alike."""

    parts: Mapping[str, Value]
    heads: frozenset[str]
    joiners: tuple[str, ...]
    tails: tuple[str, ...]
    skip: frozenset[str]


class Table(NamedTuple):
    """What a language calls its numbers.

    `vocabulary` are the words that name one alone; `codes` and `signs` give the units, currencies and per cent of `beside`.
    """

    language: str
    decimal: str
    vocabulary: frozenset[str]
    cardinal: Mapping[str, Value]
    ordinal: Mapping[str, Value]
    scale: Mapping[str, int]
    glued: Mapping[str, int]
    perhaps: Mapping[str, int]
    loose: Mapping[Value, frozenset[str]]
    quiet: frozenset[str]
    after_ten: frozenset[int]
    join: Join
    compounds: Compounds | None
    half: tuple[tuple[str, ...], ...]
    half_heads: frozenset[str]
    fraction: frozenset[str]
    between: frozenset[str]
    month: Mapping[str, int]
    beside: Mapping[str, tuple[str, str]]
    half_to: frozenset[str]
    of: frozenset[str]
    settled: Mapping[tuple[str, Value], str]
    codes: Mapping[str, str]
    signs: tuple[tuple[str, str], ...]


@cache
def table(language: str) -> Table:
    """The table of a language (a base tag), with digits only where there is no file for it."""
    path = _FOLDER / f"{language}.toml"
    data = tomllib.loads(path.read_text("utf-8")) if language.isalpha() and path.exists() else {}
    endings = {name: _split(forms) for name, forms in data.get("endings", {}).items()}
    cardinal, ordinal = (dict(_flat(data.get(head, {}), endings)) for head in ("cardinal", "ordinal"))
    scale = _whole(data, "scale")
    ones = {word for word, value in (*cardinal.items(), *ordinal.items()) if value <= 1}
    quiet = _words(data, "quiet") | ones
    beside = _beside(data)
    halves = tuple(tuple(phrase.split()) for phrase in data.get("half", ()))
    return Table(
        language=language,
        decimal=data.get("decimal", "."),
        vocabulary=frozenset((cardinal.keys() | ordinal.keys() | scale.keys()) - quiet),
        cardinal=cardinal,
        ordinal=ordinal,
        scale=scale,
        glued=_whole(data, "glued"),
        perhaps=_whole(data, "perhaps"),
        loose={_value(value): frozenset(words.split()) for value, words in data.get("loose", {}).items()},
        quiet=quiet,
        after_ten=frozenset(data.get("after_ten", ())),
        join=_join(data.get("join", {"words": "", "left": [1, 0], "right": 0})),
        compounds=_compounds(data, cardinal),
        half=halves,
        half_heads=frozenset(phrase[0] for phrase in halves),
        fraction=_words(data, "fraction"),
        between=_words(data, "range"),
        month=_whole(data, "month"),
        beside=beside,
        half_to=_words(data, "half_to"),
        of=_words(data, "of"),
        settled=_settled(data),
        codes={phrase.split()[-1]: code for phrase, (_, code) in beside.items() if code and phrase.replace(" ", "").isalpha()},
        signs=tuple((sign, code) for sign, (_, code) in beside.items() if code and not sign[0].isalpha()),
    )


@cache
def factors() -> Mapping[str, tuple[str, float]]:
    """Each unit's dimension, and its size in a unit of that dimension."""
    common = _common()["factor"]
    return {code: (row.split()[0], float(row.split()[1])) for code, row in common.items()}


@cache
def _common() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "common.toml").read_text("utf-8"))


def _split(words: str) -> list[str]:
    return words.split()


def _words(data: Mapping[str, Any], head: str) -> frozenset[str]:
    return frozenset(data.get(head, "").split())


def _whole(data: Mapping[str, Any], head: str) -> dict[str, int]:
    """Each word under a head with its value, a whole number."""
    return {word: int(value) for value, words in data.get(head, {}).items() for word in words.split()}


def _value(text: str) -> Value:
    return int(text) if text.isdecimal() else Decimal(text)


def _flat(rows: Mapping[str, str], endings: Mapping[str, list[str]]) -> Iterator[tuple[str, Value]]:
    """Yield each word with its value, endings written out."""
    for value, words in rows.items():
        for word in words.split():
            stem, brace, rest = word.partition("{")
            for ending in endings[rest.rstrip("}")] if brace else [""]:
                yield stem + ending, _value(value)


def _join(row: Mapping[str, Any]) -> Join:
    right, (least, most) = row["right"], row["left"]
    allowed = frozenset(right) if isinstance(right, list) else range(1, right + 1)
    return Join(frozenset(row["words"].split()), least, most, allowed)


def _compounds(data: Mapping[str, Any], cardinal: Mapping[str, Value]) -> Compounds | None:
    row = data.get("compound")
    if not row:
        return None
    extra = (part.split("=") for part in row["extra"].split())
    parts = {word: value for word, value in cardinal.items() if isinstance(value, int)}
    parts |= {word: int(value) for word, value in extra}
    parts |= {word: int(value) for value, words in data["scale"].items() for word in words.split() if int(value) <= _THOUSAND}
    heads = frozenset(part[:HEAD] for part in parts)
    return Compounds(parts, heads, tuple(row["joiners"].split()), tuple(row["tails"].split()), frozenset(row["skip"].split()))


def _beside(data: Mapping[str, Any]) -> Mapping[str, tuple[str, str]]:
    """What the sign or word next to a number says of it: kind and code."""
    told: dict[str, tuple[str, str]] = {}
    for sign, row in _common()["symbol"].items():
        kind, code = row.split()
        told[sign] = (kind, code)
    told |= {word: ("hour", "") for word in data.get("hours", "").split()}
    for kind in ("unit", "currency"):
        told |= {word.lower(): (kind, code) for code, words in data.get(kind, {}).items() for word in words.split()}
    told |= {phrase.lower(): ("", "") for phrase in data.get("points", ())}
    told |= {phrase.lower(): ("percent", "percent") for phrase in data.get("percent", ())}
    return told


def _settled(data: Mapping[str, Any]) -> Mapping[tuple[str, Value], str]:
    """How a language writes a number, scale or month where it has one way only: no endings, no genders.

    Months have short forms behind the full one, English scales too; neither changes its form.
    """
    told = {
        (head, _value(value)): words
        for head in ("cardinal", "ordinal")
        for value, words in data.get(head, {}).items()
        if words.isalpha()
    }
    if "endings" not in data:
        told |= {("month", int(value)): words.split()[0] for value, words in data.get("month", {}).items()}
    if data.get("uninflected"):
        told |= {("scale", int(value)): words.split()[0] for value, words in data["scale"].items()}
    return told


def loose_words(words: Table, values: Iterable[Value]) -> frozenset[str]:
    """The words of a language that may stand for any of some values."""
    return frozenset().union(*(words.loose.get(value, frozenset()) for value in values))
