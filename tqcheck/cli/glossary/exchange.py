"""`tqcheck glossary import` and `export`: terms from and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from tqcheck import files, glossary
from tqcheck.cli import complain
from tqcheck.cli.glossary import incoming
from tqcheck.cli.glossary.options import everything, house, places, settled, shown
from tqcheck.cli.settings import wants_color
from tqcheck.glossary import STATUSES, Concept
from tqcheck.model import Problem
from tqcheck.records import language_tag, read_bytes
from tqcheck.terminology import exchange
from tqcheck.terminology.exchange import FORMS, Lost, Options

Function = TypeVar("Function", bound=Callable[..., Any])
_LARGEST = 500_000_000
"""Bytes of a file to import; a hundred thousand concepts take fifty million."""
_FEW = 3
"""Files that are told by name."""
_PAIRED = ("po", "weblate")
_FORMS = "\n".join(f"  {name:9}{form.told}" for name, form in FORMS.items())
_IMPORT = f"""\b
Examples:
  tqcheck glossary import terms.csv --dry-run          show what would change
  tqcheck glossary import terms.xlsx --sheet Terms --map 'Terme=fr' --map 'Interdit=en:forbidden'
  tqcheck glossary import glossary.po --from fr --to en --yes
  tqcheck glossary import base.tbx --into terms/politics.toml

\b
Forms, known by suffix or content, else by --form:
{_FORMS}

\b
The columns of a table: id domain definition note reference status owner date,
and for each language fr (the preferred term, then admitted ones), fr:admitted,
fr:forbidden, fr:forms, fr:case, fr:verbatim. A row is a concept.

A concept that comes in meets the house's of the same id, else the one that has the same preferred term in a language and the
same domain, or none. What the house does not say is filled in; where the two are at odds, the house's word stays, unless
--theirs. Nothing is taken away. Importing a file twice changes nothing the second time.

At a terminal it asks before anything is written. Elsewhere it writes with --yes only. Exit code 1 tells that something was at
odds or left out, 2 that nothing was written.
"""
_EXPORT = f"""\b
Examples:
  tqcheck glossary export --output terms.xlsx
  tqcheck glossary export --form csv --domain politics --language en --language fr > politics.csv
  tqcheck glossary export --output en.po --from fr --to en
  tqcheck glossary export --all --form tbx --dialect core --style dct

\b
Forms:
{_FORMS}

CSV, TSV and workbooks hold all that a glossary does; an import gives the same concepts. A cell that a spreadsheet would take
for a formula has an apostrophe before it, which import takes away. What another form can't hold is told.
"""


def _tag(_context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
    """Language tags as they are written; refused where they are none."""
    if isinstance(value, tuple):
        return tuple(_tag(_context, _parameter, one) for one in value)
    if value and not language_tag(value):
        raise click.BadParameter(f"{value!r} is no language tag; write one such as en or en-GB")
    return language_tag(value) if value else ""


def _columns(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in value]
    if bad := next((text for text, (name, _, _) in zip(value, pairs, strict=True) if not name.strip()), None):
        raise click.BadParameter(f"{bad!r} maps nothing; write HEADER=COLUMN, such as 'Terme FR=fr'")
    return {name.strip(): meaning.strip() for name, _, meaning in pairs}


def _sign(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value.strip() or {*value} & {*"\\'\"\r\n"}:
        raise click.BadParameter(f"{value!r} can't part terms; take a sign such as | or ;")
    return value


def _delimiter(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    value = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(value, value)
    if value and (len(value) != 1 or value in "\"'\r\n"):
        raise click.BadParameter(f"{value!r} can't part cells; take one sign, or tab")
    return value


def _shared(function: Function) -> Function:
    """The options that import and export have in common."""
    for option in (
        click.option("--delimiter", default="", callback=_delimiter, metavar="SIGN", help="What parts the cells of a CSV."),
        click.option("--separator", default="|", callback=_sign, metavar="SIGN", help="What parts terms in a cell (|)."),
        click.option("--to", "target", default="", callback=_tag, metavar="TAG", help="The target language of pairs."),
        click.option("--from", "source", default="", callback=_tag, metavar="TAG", help="The source language of pairs."),
        click.option("--form", type=click.Choice(list(FORMS)), help="The format (default: told by the file)."),
    ):
        function = option(function)
    return function


@click.command("import", epilog=_IMPORT)
@click.argument("paths", nargs=-1, required=True, metavar="FILE…")
@_shared
@click.option("--map", "columns", multiple=True, callback=_columns, metavar="HEADER=COLUMN", help="What a column holds.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook (default: the first that is shown).")
@click.option("--into", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where new concepts go.")
@click.option("--domain", default="", metavar="NAME", help="The domain of concepts that have none.")
@click.option("--status", type=click.Choice(STATUSES), help="The status of new concepts (default: the file's, else approved).")
@click.option("--theirs", is_flag=True, help="Where the file and the house are at odds, take the file's word.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--format", "shape", type=click.Choice(incoming.FORMATS), default="text", help="How to tell (default text).")
@places
def import_command(
    *,
    paths: tuple[str, ...],
    form: str | None,
    into: Path | None,
    domain: str,
    status: str | None,
    theirs: bool,
    dry_run: bool,
    yes: bool,
    shape: str,
    glossaries: tuple[str, ...],
    config: str | None,
    **given: Any,
) -> int:
    """Take concepts from files of other programs into the house's glossaries; all of them, or none."""
    from tqcheck.terminology.edit import Glossaries
    from tqcheck.terminology.merging import merge

    settings = settled(config, glossaries)
    ours = [*(house(settings) if settings.glossaries or not into else []), *([into] if into else [])]
    concepts, lost = _read(paths, form, Options(**given))
    opened = Glossaries(ours)
    merged = merge(opened, list(_told(concepts, opened, domain, status)), theirs=theirs)
    if shape == "jsonl":
        told = incoming.records(merged.outcomes, lost)
    else:
        told = incoming.lines(merged.outcomes, lost, color=wants_color(sys.stdout))
    for line in told:
        print(line)
    for concept in merged.concepts:
        opened.put(concept, None if opened.get(concept.id) else into)
    odds = int(any(outcome.conflicts for outcome in merged.outcomes))
    return _finish(opened, odds, dry_run=dry_run, yes=yes, asks=shape == "text")


def _read(paths: Sequence[str], form: str | None, options: Options) -> tuple[list[Concept], list[tuple[str, Lost]]]:
    """The concepts of all files, and what of them is lost."""
    concepts: list[Concept] = []
    lost: list[tuple[str, Lost]] = []
    for path in paths:
        if Path(path).is_file() and Path(path).stat().st_size > _LARGEST:
            raise Problem(path, 0, f"is larger than {_LARGEST:,} bytes; split it")
        data = read_bytes(path)
        found = exchange.read(path, data, form or exchange.find(path, data), options)
        concepts += found.concepts
        lost += [(path, what) for what in found.lost]
    return concepts, lost


def _told(concepts: Sequence[Concept], opened: Any, domain: str, status: str | None) -> Iterator[Concept]:
    """The concepts with the domain and status that were asked for."""
    for concept in concepts:
        # What is there keeps its status, unless the file tells another: a status asked for is that of new concepts.
        asked = status if status and not (concept.id and opened.get(concept.id)) else concept.status
        yield replace(concept, domain=concept.domain or domain, status=asked)


def _finish(opened: Any, odds: int, *, dry_run: bool, yes: bool, asks: bool) -> int:
    """Write what is to change where that is wanted; the exit code."""
    if not opened.changes():
        return odds
    if dry_run:
        complain("note: nothing was written (--dry-run)")
        return odds
    if not yes:
        if not (asks and sys.stdin.isatty() and sys.stdout.isatty()):
            complain("nothing was written; --yes writes where nobody can be asked")
            return 2
        if not click.confirm("Write these changes?", err=True):
            complain("note: nothing was written")
            return odds
    names = [shown(change.path) for change in opened.changes()]
    opened.save()
    complain(f"note: wrote {', '.join(names) if len(names) <= _FEW else f'{len(names):,} files'}")
    return odds


@click.command("export", epilog=_EXPORT)
@_shared
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where to (default: stdout).")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--domain", "domains", multiple=True, metavar="NAME", help="Only concepts of this domain. Repeatable.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="Only concepts of this status.")
@click.option("--language", "languages", multiple=True, callback=_tag, metavar="TAG", help="Only terms of this language.")
@click.option("--all", "every", is_flag=True, help="The glossaries that come with tqcheck, too.")
@click.option("--dialect", type=click.Choice(["core", "min", "basic"]), default="basic", help="TBX's dialect (basic).")
@click.option("--style", type=click.Choice(["dca", "dct"]), default="dca", help="TBX's style (dca).")
@click.option("--tbx-version", "version", type=click.Choice(["2", "3"]), default="3", help="TBX's version (3).")
@places
def export_command(
    *,
    form: str | None,
    output: Path | None,
    force: bool,
    domains: tuple[str, ...],
    statuses: tuple[str, ...],
    languages: tuple[str, ...],
    every: bool,
    version: str,
    glossaries: tuple[str, ...],
    config: str | None,
    **given: Any,
) -> int:
    """Write the house's concepts as a file for another program."""
    chosen = form or (exchange.find(str(output)) if output else "")
    _require(chosen, output, force, given)
    settings = settled(config, glossaries)
    found = glossary.load(everything(settings) if every else house(settings))
    concepts = [
        concept
        for concept in (_within(concept, languages) for _, concept in sorted(found.items()))
        if concept.terms and _wanted(concept, domains, statuses)
    ]
    written = exchange.write(concepts, chosen, Options(**given, version=int(version)))
    for _, concept, what in written.lost:
        complain(f"note: {f'{concept}: ' * bool(concept)}lost in {chosen}: {what}")
    if output is None:
        sys.stdout.buffer.write(written.data)
        return 0
    try:
        if not files.replace(output, written.data, files.held(output) if force else None):
            raise _there(output)
    except OSError as error:
        raise Problem(str(output), 0, f"can't be written: {error.strerror or error}") from None
    what = f"{len(concepts):,} concept{'s' * (len(concepts) != 1)}"
    complain(f"note: {what} in {output}")
    return 0


def _require(form: str, output: Path | None, force: bool, given: dict[str, Any]) -> None:
    """Refuse an export that can't be, before anything is read."""
    if not form:
        raise click.UsageError(f"say what to write: --form {'|'.join(FORMS)}, or --output FILE")
    if form in _PAIRED and not (given["source"] and given["target"]):
        raise click.UsageError(f"{form} holds pairs of two languages; give --from TAG --to TAG")
    if form in _PAIRED and given["source"] == given["target"]:
        raise click.UsageError("--from and --to are one language; give two")
    if output is None and not FORMS[form].text:
        raise click.UsageError(f"{form} is no text; give --output FILE")
    if output and output.exists() and not force:
        raise _there(output)


def _there(output: Path) -> Problem:
    return Problem(str(output), 0, "is there already; --force replaces it")


def _within(concept: Concept, languages: tuple[str, ...]) -> Concept:
    """A concept with the terms of some languages, and of their regions, alone."""
    if not languages:
        return concept
    kept = {tag: terms for tag, terms in concept.terms.items() if tag in languages or tag.partition("-")[0] in languages}
    return replace(concept, terms=kept)


def _wanted(concept: Concept, domains: tuple[str, ...], statuses: tuple[str, ...]) -> bool:
    return (not domains or concept.domain in domains) and (not statuses or concept.status in statuses)
