"""`tqcheck glossary list`, `show` and `search`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from tqcheck import glossary
from tqcheck.cli import complain
from tqcheck.cli.glossary.options import everything, house, places, settled
from tqcheck.cli.glossary.telling import FORMATS, tell
from tqcheck.glossary import STATUSES, Concept
from tqcheck.languages import base, fold, unmarked
from tqcheck.records import nearest

Function = TypeVar("Function", bound=Callable[..., Any])
_FOUND = 20
"""Matches told in text; more only tire."""


def _form(function: Function) -> Function:
    return click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to tell (default text).")(
        function
    )


@click.command(
    "list",
    epilog="""\b
Examples:
  tqcheck glossary list --domain politics
  tqcheck glossary list --all --status proposed --format jsonl
""",
)
@click.option("--all", "every", is_flag=True, help="List the concepts that come with tqcheck, too.")
@click.option("--domain", help="Only concepts of this domain.")
@click.option("--status", type=click.Choice(STATUSES), help="Only concepts of this status.")
@click.option("--owner", help="Only concepts of this owner.")
@click.option("--language", metavar="TAG", help="Only concepts that have terms in this language.")
@_form
@places
def list_command(
    every: bool, language: str | None, form: str, glossaries: tuple[str, ...], config: str | None, **wanted: Any
) -> int:
    """List the house's concepts, sorted by id."""
    settings = settled(config, glossaries)
    concepts = glossary.load(everything(settings) if every else house(settings)).values()
    listed = [
        concept
        for concept in concepts
        if all(value is None or getattr(concept, key) == value for key, value in wanted.items())
        and (language is None or any(language in (tag, base(tag)) for tag in concept.terms))
    ]
    tell(sorted(listed, key=lambda concept: concept.id), form)
    if not listed and form == "text":
        complain("note: no such concept")
    return 0


@click.command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_form
@places
def show_command(ids: tuple[str, ...], form: str, glossaries: tuple[str, ...], config: str | None) -> int:
    """Show all that the glossaries say about concepts, the house's or those that come with tqcheck."""
    concepts = glossary.load(everything(settled(config, glossaries)))
    unknown = [name for name in ids if name not in concepts]
    tell([concepts[name] for name in ids if name in concepts], form, full=True)
    for name in unknown:
        complain(f"no concept {name!r}{nearest(name, concepts)}")
    return 2 * bool(unknown)


@click.command(
    "search",
    epilog="""\b
Examples:
  tqcheck glossary search "guide supreme"     letter case, accents and hyphens don't count
  tqcheck glossary search hachd --format jsonl
""",
)
@click.argument("text")
@_form
@places
def search_command(text: str, form: str, glossaries: tuple[str, ...], config: str | None) -> int:
    """Find the concepts, the house's and those that come with tqcheck, that have TEXT in a term, id, domain or note.

    Exact terms come first. Exits with 1 where there is none; terms that are nearly TEXT are told then.
    """
    concepts = glossary.load(everything(settled(config, glossaries))).values()
    found = _matches(text, concepts)
    told = found if form == "jsonl" else found[:_FOUND]
    tell(told, form)
    if len(told) < len(found):
        complain(f"note: {len(found) - len(told):,} more; ask for more of the term, or give --format jsonl for all")
    if not found:
        terms = {term for concept in concepts for term in _terms(concept)}
        complain(f"“{text}” stands in no concept{nearest(text, terms)}")
    return int(not found)


def _matches(text: str, concepts: Iterable[Concept]) -> list[Concept]:
    """The concepts that hold a text, those first that have it as a term, then as an id."""
    wanted = _plain(text)
    ranked = []
    for concept in concepts:
        terms = [_plain(term) for term in _terms(concept)]
        others = [_plain(part) for part in (concept.id, concept.domain, concept.definition, concept.note)]
        if any(wanted in part for part in (*terms, *others)):
            rank = 0 if wanted in terms else 1 if wanted == others[0] else 2 if any(wanted in term for term in terms) else 3
            ranked.append((rank, concept.id, concept))
    return [concept for _, _, concept in sorted(ranked, key=lambda item: item[:2])]


def _terms(concept: Concept) -> list[str]:
    return [text for terms in concept.terms.values() for text in terms.texts]


def _plain(text: str) -> str:
    """A text in which letter case, accents, hyphens and kinds of space don't count."""
    return unmarked(fold(text))
