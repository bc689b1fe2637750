"""How the spellings of names are told: as text, or one name a line for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from tqcheck.cli.settings import wants_color
from tqcheck.names import convention
from tqcheck.names.archive import Usage

FORMATS = ("text", "jsonl")
_TELLING = 3
"""Conventions that a spelling fits at most, if they are to tell something."""
_ONCE, _TWICE = 1, 2


def tell(names: Iterable[Sequence[Usage]], form: str) -> None:
    """Print names with their spellings, the one that prevails first."""
    color = wants_color(sys.stdout)
    for name in names:
        if form == "jsonl":
            print(json.dumps(_record(name), ensure_ascii=False))
        else:
            print("\n".join(_lines(name, color)))


def used(usage: Usage) -> str:
    """How often a form is used: twice in 1 document."""
    times = {0: "never", _ONCE: "once", _TWICE: "twice"}.get(usage.times, f"{usage.times:,} times")
    documents = f"{usage.documents:,} document{'s' * (usage.documents != 1)}"
    return f"{times} in {documents}" if usage.times else "in no document yet"


def _conventions(form: str) -> list[str]:
    """The conventions that a spelling fits, best first; none where it fits too many to tell anything."""
    fits = list(dict.fromkeys(f"{fit.tradition}, {fit.origin}" for fit in convention(form)))
    return fits if len(fits) <= _TELLING else []


def _lines(name: Sequence[Usage], color: bool) -> Iterator[str]:
    first, *others = name
    if not others:
        yield _line(first, 0, color, indent="")
        return
    yield f"{click.style(first.name, bold=True) if color else first.name}: {len(name)} spellings"
    size = max(len(usage.name) for usage in name)
    for usage in name:
        yield _line(usage, size, color)


def _line(usage: Usage, size: int, color: bool, indent: str = "  ") -> str:
    padded = f"{usage.name:{size}}"
    facts = [used(usage), *(["preferred"] if usage.preferred else []), *_conventions(usage.name)]
    return f"{indent}{click.style(padded, bold=True) if color and not indent else padded}  {'; '.join(facts)}"


def _record(name: Sequence[Usage]) -> dict[str, object]:
    return {
        "name": name[0].name,
        "spellings": [{**usage._asdict(), "conventions": _conventions(usage.name)} for usage in name],
    }
