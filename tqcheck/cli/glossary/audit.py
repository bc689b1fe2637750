"""`tqcheck glossary audit`."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tqcheck.cli.glossary import faults
from tqcheck.cli.glossary.options import house, places
from tqcheck.cli.settings import settle, wants_color
from tqcheck.cli.texts import Texts
from tqcheck.config import NEVER, Config
from tqcheck.model import Certainty, Problem, Severity
from tqcheck.records import language_tag, nearest

if TYPE_CHECKING:
    from tqcheck.terminology.audit.corpus import Corpus

_EXAMPLES = """\b
Examples:
  tqcheck glossary audit                            the glossaries of tqcheck.toml
  tqcheck glossary audit terms/ --corpus archive/   what never stands in these texts, too, and forms that they have
  tqcheck glossary audit --select conflict,cycle    these kinds only; --list tells all
  tqcheck glossary audit --language en --language fr --format jsonl

\b
Exit code: 0 nothing at or above --fail-on, 1 findings, 2 some of the job could not be done.
"""
_SEVERITIES = [level.name for level in Severity]


def _kinds(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> list[str]:
    """The kinds that were named, with or without their family; raises UsageError for one that there isn't."""
    from tqcheck.terminology.audit import FAMILY, KINDS

    found: list[str] = []
    for name in (part.strip() for value in values for part in value.split(",")):
        kind = name.removeprefix(f"{FAMILY}/")
        if name and kind not in (*KINDS, FAMILY):
            raise click.BadParameter(f"no kind {name!r}{nearest(kind, KINDS) or '; see --list'}", context, parameter)
        found += KINDS if kind == FAMILY else [kind] if kind else []
    return found


def _tags(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not language_tag(value):
            raise click.BadParameter(f"{value!r} is no language; write a tag such as en or en-GB", context, parameter)
    return tuple(map(language_tag, values))


def _fail_on(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    return None if value is None else NEVER if value == "never" else Severity[value]


def _list(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    """Print the kinds and leave, where that is asked for."""
    if asked and not context.resilient_parsing:
        click.echo(faults.kinds(), nl=False)
        context.exit()


@click.command("audit", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@places
@click.option("--corpus", multiple=True, metavar="PATH", help="Texts, file or folder, that terms shall stand in. Repeatable.")
@click.option("--language", "languages", multiple=True, metavar="TAG", callback=_tags, help="Ask for terms in it. Repeatable.")
@click.option("--to", "target", metavar="TAG", help="Language and region of the texts that are checked: en (default), en-GB …")
@click.option("--select", multiple=True, metavar="KIND,…", callback=_kinds, help="Look for these kinds only; may be repeated.")
@click.option("--ignore", multiple=True, metavar="KIND,…", callback=_kinds, help="Don't look for these kinds.")
@click.option("--all", "every", is_flag=True, help="Audit the shipped glossaries, too.")
@click.option("--format", "form", type=click.Choice(faults.FORMATS), default="text", help="How to tell (default text).")
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    callback=_fail_on,
    help="Exit with 1 from this severity up, if a finding is at least likely (default major).",
)
@click.option("-q", "--quiet", is_flag=True, help="Tell findings only, no summary.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the kinds, and leave.")
def audit_command(paths: tuple[str, ...], **options: Any) -> int:
    """Find what contradicts, repeats, is missing or never matches in glossaries: PATHS, or those of the configuration.

    The house's concepts are held against the shipped ones, which are only told of with --all.
    """
    from tqcheck.terminology.audit import audit

    # Concepts and findings hold no cycles; looking for some would cost a fifth of the run.
    gc.disable()
    config = _config(paths, options)
    kinds = _wanted(options)
    texts = Texts(config, options["corpus"])
    material = replace(
        _material(config, options["every"]),
        target=config.target,
        languages=tuple(options["languages"]),
        corpus=_corpus(texts, options["corpus"]),
    )
    found = audit(material, kinds)
    writer = faults.WRITERS[options["form"]]
    for finding in found:
        sys.stdout.write(writer(finding, wants_color(sys.stdout)))
    if options["form"] == "text" and not options["quiet"]:
        sys.stdout.write(faults.summary(found, len(material.audited), wants_color(sys.stdout)))
    worst = max((each.severity for each in found if each.kind.certainty >= Certainty.likely), default=0)
    return 2 if texts.failed else int(worst >= config.fail_on)


def _config(paths: tuple[str, ...], options: dict[str, Any]) -> Config:
    named = tuple(map(Path, (*paths, *options["glossaries"]))) or None
    return settle(options["config"], ".", glossaries=named, target=options["target"], fail_on=options["fail_on"])


def _wanted(options: dict[str, Any]) -> list[str]:
    """The kinds to look for; raises UsageError where one that was asked for lacks its corpus."""
    from tqcheck.terminology.audit import KINDS

    lacking = [kind for kind in options["select"] if KINDS[kind].needs_corpus]
    if lacking and not options["corpus"] and len(options["select"]) < len(KINDS):
        raise click.UsageError(f"{lacking[0]!r} needs texts to look into; give --corpus PATH")
    return [kind for kind in options["select"] or KINDS if kind not in options["ignore"]]


def _material(config: Config, every: bool) -> Any:
    """The concepts of the house, with the shipped ones as witnesses, or all of them."""
    from tqcheck import glossary
    from tqcheck.terminology.audit import material

    shipped = [path for path in (glossary.shipped(),) if path]
    if every:
        return material.read([*shipped, *config.glossaries])
    return material.read(house(config), shipped)


def _corpus(texts: Texts, paths: tuple[str, ...]) -> Corpus | None:
    """What the texts hold, None where none are named; raises Problem where none can be read."""
    from tqcheck.terminology.audit import corpus

    if not paths:
        return None
    found = corpus.Corpus(corpus.text(segment.target for segment in document.segments) for document in texts)
    if not texts.read and not texts.failed:
        raise Problem(paths[0], 0, "no text found; see `tqcheck check --help` for what is read")
    return found
