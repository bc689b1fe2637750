"""`tqcheck glossary add`, `edit`, `remove`, `rename`, `merge` and `format`."""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from tqcheck import glossary
from tqcheck.cli import complain
from tqcheck.cli.glossary.asking import asks
from tqcheck.cli.glossary.flags import asked, changed, concept_flags, dropped
from tqcheck.cli.glossary.options import house, places, settled, shown
from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.records import nearest
from tqcheck.terminology.combining import combine
from tqcheck.terminology.edit import Glossaries
from tqcheck.terminology.ids import slug

Function = TypeVar("Function", bound=Callable[..., Any])


def _diff(function: Function) -> Function:
    return click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")(function)


@click.command(
    "add",
    epilog="""\b
Examples:
  tqcheck glossary add --preferred "town hall" --preferred fr=mairie --forbidden "city house"
  tqcheck glossary add hashd --preferred Hashd --forbidden Hachd --domain armed-groups --owner desk
  tqcheck glossary add                    asks for the rest, at a terminal
""",
)
@click.argument("name", required=False, metavar="[ID]")
@concept_flags
@click.option("--into", metavar="FILE", help="Put it into this file (default: where most of its domain stand).")
@_diff
@places
def add_command(
    name: str | None, into: str | None, diff: bool, glossaries: tuple[str, ...], config: str | None, **flags: Any
) -> int:
    """Add a concept to the house's glossaries; its id is made from the preferred term unless you give one."""
    settings = settled(config, glossaries)
    book = Glossaries([*(house(settings) if settings.glossaries or not into else []), *([Path(into)] if into else [])])
    concept = changed(Concept(name or "", {}), flags, settings.target)
    if not flags["preferred"]:
        if not asks():
            raise click.UsageError("a concept needs a term; give --preferred TERM, or --preferred fr=TERM")
        concept = asked(concept, settings.target, settings.source)
    concept = _named(concept, settings.target)
    if book.get(concept.id):
        raise Problem("", 0, f"concept {concept.id!r} stands in {_place(book, concept.id)} already; `edit` changes it")
    book.put(concept, Path(into) if into else None)
    _tell_others(book, concept)
    if into and not _is_read(Path(into), settings.glossaries):
        complain(f"note: {into} is in none of the house's glossaries; set `glossaries` in tqcheck.toml to have it read")
    return _finish(book, diff, f"Added {concept.id} to {_place(book, concept.id)}.")


@click.command(
    "edit",
    epilog="""\b
Examples:
  tqcheck glossary edit town-hall --forbidden "city house" --note "Not in Scotland."
  tqcheck glossary edit town-hall --drop "city house" --drop fr --status deprecated
  tqcheck glossary edit town-hall         asks, at a terminal
""",
)
@click.argument("name", metavar="ID")
@concept_flags
@click.option("--drop", multiple=True, metavar="TERM", help="Take out a term (TAG=TERM), or all of a language (TAG).")
@_diff
@places
def edit_command(
    name: str, drop: tuple[str, ...], diff: bool, glossaries: tuple[str, ...], config: str | None, **flags: Any
) -> int:
    """Change a concept: what is given is added or replaced, all else stays. An empty value ('') takes a field out.

    A concept that comes with tqcheck is copied to the house's glossaries and changed there.
    """
    settings = settled(config, glossaries)
    book = Glossaries(house(settings))
    old = book.get(name) or _shipped(name, book)
    new = dropped(changed(old, flags, settings.target), drop, settings.target)
    if not drop and not any(value not in (None, ()) for value in flags.values()):
        if not asks():
            raise click.UsageError("nothing to change; give a flag such as --forbidden TERM")
        new = asked(old, settings.target, settings.source)
    book.put(new)
    _tell_others(book, new)
    return _finish(book, diff, f"Changed {name} in {_place(book, name)}.")


@click.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="ID…")
@_diff
@places
def remove_command(names: tuple[str, ...], diff: bool, glossaries: tuple[str, ...], config: str | None) -> int:
    """Take concepts out of the house's glossaries, with the comments right above them."""
    book = Glossaries(house(settled(config, glossaries)))
    for name in names:
        if not book.get(name) and name in _all_shipped():
            raise Problem("", 0, f"{name!r} comes with tqcheck; `tqcheck glossary edit {name} --status deprecated` silences it")
        book.remove(name)
    return _finish(book, diff, f"Removed {', '.join(names)}.")


@click.command("rename")
@click.argument("old", metavar="ID")
@click.argument("new", metavar="NEW-ID")
@_diff
@places
def rename_command(old: str, new: str, diff: bool, glossaries: tuple[str, ...], config: str | None) -> int:
    """Give a concept another id; it moves to its sorted place."""
    book = Glossaries(house(settled(config, glossaries)))
    book.rename(old, _id(new))
    return _finish(book, diff, f"Renamed {old} to {new}.")


@click.command("merge")
@click.argument("kept", metavar="ID")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@_diff
@places
def merge_command(kept: str, others: tuple[str, ...], diff: bool, glossaries: tuple[str, ...], config: str | None) -> int:
    """Take the terms of OTHER concepts into ID, which keeps its own preferred terms, and remove these."""
    book = Glossaries(house(settled(config, glossaries)))
    for other in others:
        if other == kept:
            raise click.UsageError(f"{other!r} can't be merged with itself")
        one, more = (book.get(name) or _missing(name, book) for name in (kept, other))
        joined = combine(one, _admitting(more, one), theirs=False)
        for conflict in joined.conflicts:
            complain(f"note: {kept}: {conflict}")
        book.remove(other)
        book.put(joined.concept)
    return _finish(book, diff, f"Merged {', '.join(others)} into {kept}.")


@click.command("format")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@_diff
@places
def format_command(check: bool, diff: bool, glossaries: tuple[str, ...], config: str | None) -> int:
    """Write the house's glossaries alike: concepts sorted by id, keys in the usual order, comments kept."""
    book = Glossaries(house(settled(config, glossaries)))
    book.format()
    files = [shown(change.path) for change in book.changes()]
    if check:
        for file in files:
            print(f"{file} would change")
        return int(bool(files))
    return _finish(book, diff, f"Formatted {', '.join(files)}." if files else "All files are formatted already.")


def _admitting(concept: Concept, over: Concept) -> Concept:
    """The concept with its preferred terms admitted where another one has preferred ones, which it is to go over."""
    terms = dict(concept.terms)
    for tag, ours in concept.terms.items():
        if over.terms.get(tag, Terms()).preferred and ours.preferred:
            terms[tag] = replace(ours, preferred="", admitted=(ours.preferred, *ours.admitted))
    return replace(concept, terms=terms)


def _named(concept: Concept, target: str) -> Concept:
    """A new concept with an id and today's date, unless it has them."""
    if not concept.id:
        terms = concept.terms.get(target) or next(iter(concept.terms.values()))
        concept = replace(concept, id=slug(terms.preferred))
        if not concept.id:
            raise click.UsageError("no id can be made of this term; give one, such as town-hall")
    return replace(concept, id=_id(concept.id), date=concept.date or str(datetime.date.today()))


def _id(name: str) -> str:
    if not name or not name.isprintable() or any(map(str.isspace, name)):
        raise click.UsageError(f"{name!r} is no id; write words with hyphens, such as town-hall")
    return name


def _all_shipped() -> dict[str, Concept]:
    shipped = glossary.shipped()
    return glossary.load([shipped] if shipped else [])


def _shipped(name: str, book: Glossaries) -> Concept:
    return _all_shipped().get(name) or _missing(name, book)


def _missing(name: str, book: Glossaries) -> Concept:
    raise Problem("", 0, f"no concept {name!r}{nearest(name, [concept.id for concept in book])}")


def _tell_others(book: Glossaries, concept: Concept) -> None:
    """Tell where a concept's terms stand in another one: the two may be one."""
    for tag, terms in concept.terms.items():
        for text in (*terms.wanted, *terms.forbidden):
            for other in book.using(text):
                if other.id != concept.id and any(
                    base(tag) == base(its) and text in found.texts for its, found in other.terms.items()
                ):
                    complain(
                        f"note: “{text}” ({tag}) stands in {other.id}, too; `tqcheck glossary merge` makes two concepts one"
                    )


def _is_read(file: Path, glossaries: Iterable[Path]) -> bool:
    """Whether a file is one of the glossaries, or will be found in one."""
    real, places = Path(os.path.realpath(file)), [Path(os.path.realpath(place)) for place in glossaries]
    return any(real == place or (real.suffix == ".toml" and real.is_relative_to(place)) for place in places)


def _place(book: Glossaries, name: str) -> str:
    return shown(book.where(name) or "")


def _finish(book: Glossaries, diff: bool, done: str) -> int:
    """Write the changes and tell what was done, or show them."""
    if diff:
        for change in book.changes():
            name = shown(change.path)
            lines = difflib.unified_diff(change.before.splitlines(), change.after.splitlines(), name, name, lineterm="")
            print("\n".join(lines))
        return 0
    changed = bool(book.changes())
    book.save()
    print(done if changed or done.startswith("All") else "Nothing to change.")
    return 0
