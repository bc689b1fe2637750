"""How an import is told: counts, then each concept that is new, changed, at odds or left out, then what is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from tqcheck.terminology.exchange import Lost
from tqcheck.terminology.merging import Outcome

FORMATS = ("text", "jsonl")
_COLORS = {"new": "green", "changed": "yellow", "conflict": "red", "left out": "red", "lost": "magenta"}


def lines(outcomes: Sequence[Outcome], lost: Iterable[tuple[str, Lost]], *, color: bool) -> Iterator[str]:
    """What an import does, as text; `lost` are pairs of a path and what of it a glossary can't hold."""
    yield _counted(outcomes)
    for outcome in outcomes:
        for word, told in _told(outcome):
            yield f"  {_word(word, color)}  {_line(told)}"
    for path, (line, concept, what) in lost:
        place = f"{path}:{line}" if line else path
        yield f"  {_word('lost', color)}  {_line(': '.join(filter(None, (place, concept, what))))}"


def records(outcomes: Iterable[Outcome], lost: Iterable[tuple[str, Lost]]) -> Iterator[str]:
    """What an import does, one JSON object a line: a concept that is not as it was, or something that is lost."""
    for outcome in outcomes:
        if outcome.change != "same" or outcome.conflicts:
            told = {
                "concept": outcome.concept.id,
                "change": outcome.change,
                "keys": outcome.keys,
                "conflicts": outcome.conflicts,
                "origin": outcome.origin,
            }
            yield json.dumps(told, ensure_ascii=False)
    for path, (line, concept, what) in lost:
        yield json.dumps({"lost": what, "path": path, "line": line, "concept": concept}, ensure_ascii=False)


def _counted(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.change for outcome in outcomes)
    names = {"new": "new", "changed": "changed", "same": "as the house has it", "left": "left out"}
    told = [f"{counts[change]:,} {name}" for change, name in names.items() if counts[change]]
    if odds := sum(bool(outcome.conflicts) and outcome.change != "left" for outcome in outcomes):
        told.append(f"{odds:,} at odds")
    return f"{len(outcomes):,} concept{'s' * (len(outcomes) != 1)} read{': ' * bool(told)}{', '.join(told)}."


def _told(outcome: Outcome) -> Iterator[tuple[str, str]]:
    name, place = outcome.concept.id, f"{outcome.origin}: " * bool(outcome.origin)
    if outcome.change == "new":
        yield "new", f"{place}{name}"
    elif outcome.change == "changed":
        yield "changed", f"{place}{name}: {', '.join(outcome.keys)}"
    for conflict in outcome.conflicts:
        if outcome.change == "left":
            yield "left out", f"{place}{conflict}"
        else:
            yield "conflict", f"{place}{name}: {conflict}"


def _line(text: str) -> str:
    """A text in one line of signs that can be seen: a file from elsewhere may hold any."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _word(word: str, color: bool) -> str:
    padded = f"{word:8}"
    return click.style(padded, fg=_COLORS[word]) if color else padded
