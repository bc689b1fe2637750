"""How concepts are told: in a line, in full, or as JSON for other programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import click

from tqcheck.cli.glossary.options import shown
from tqcheck.cli.settings import wants_color
from tqcheck.glossary import Concept, Terms

FORMATS = ("text", "jsonl")
_ABOUT = ("definition", "note", "reference", "owner", "date")
_LISTS = ("preferred", "admitted", "forbidden", "forms")


def tell(concepts: Iterable[Concept], form: str, *, full: bool = False) -> None:
    """Print concepts, one a line or, in `full`, with all that they say."""
    color = wants_color(sys.stdout)
    for number, concept in enumerate(concepts):
        if form == "jsonl":
            print(json.dumps(record(concept), ensure_ascii=False))
        elif full:
            print("\n".join(["", *_all(concept, color)][not number :]))
        else:
            print(_line(concept, color))


def record(concept: Concept) -> dict[str, object]:
    """A concept for other programs: what it says, and where it stands."""
    values = asdict(concept)
    path, _, line = str(values.pop("origin")).rpartition(":")
    return {key: value for key, value in values.items() if value} | {"path": shown(path), "line": int(line)}


def _line(concept: Concept, color: bool) -> str:
    facts = [concept.domain, *([concept.status] if concept.status != "approved" else [])]
    about = f" ({', '.join(filter(None, facts))})" if any(facts) else ""
    terms = " · ".join(f"{tag}: {', '.join(terms.wanted)}" for tag, terms in _named(concept))
    return f"{_bold(concept.id, color)}{about}  {terms}"


def _named(concept: Concept) -> Iterator[tuple[str, Terms]]:
    return ((tag, terms) for tag, terms in concept.terms.items() if terms.wanted)


def _all(concept: Concept, color: bool) -> Iterator[str]:
    yield f"{_bold(concept.id, color)}  {', '.join(filter(None, (concept.domain, concept.status)))}  {shown(concept.origin)}"
    for key in _ABOUT:
        if value := getattr(concept, key):
            yield f"  {key}: {' '.join(value.split())}"
    for tag, terms in concept.terms.items():
        head = tag
        for key, value in _terms(terms):
            yield f"  {head:7} {key:9}  {value}"
            head = ""


def _terms(terms: Terms) -> Iterator[tuple[str, str]]:
    for key in _LISTS:
        value = getattr(terms, key)
        for text in [value] if isinstance(value, str) else value:
            if text:
                yield key, text
    if terms.case:
        yield "case", terms.case
    if terms.verbatim:
        yield "verbatim", "not translated"


def _bold(text: str, color: bool) -> str:
    return click.style(text, bold=True) if color else text
