"""`tqcheck explain`."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence

import click

from tqcheck.cli import options
from tqcheck.cli.rules import every, fix_mark, table
from tqcheck.cli.settings import settle, wants_color
from tqcheck.languages import name as language
from tqcheck.model import Certainty, Problem, Rule
from tqcheck.packs import FAMILIES
from tqcheck.records import nearest
from tqcheck.ruleset import pair
from tqcheck.styles import STYLES

_EXAMPLES = """\b
Examples:
  tqcheck explain title/supreme-guide      one rule: what, why, examples, fix, sources
  tqcheck explain calque false-friend      two families: what they are and their rules
"""
_OTHER = {"suppress": "comments and exceptions that silence a rule"}
_WIDTH = 100
_FIXES = {
    "S": "safe; made by --fix",
    "U": "for a person to look at; made by --fix --unsafe-fixes",
    "": "none; the sentence needs a person",
}
Paint = Callable[..., str]


@click.command(epilog=_EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="RULE|FAMILY…")
@options.config
def command(names: tuple[str, ...], config: str | None) -> int:
    """Tell all about rules: what each finds, why it is wrong, its examples, its fix and its sources."""
    rules = every(settle(config, "."))
    known = {name: rule for rule in rules for name in (rule.id, *rule.aliases)}
    families = FAMILIES | _OTHER
    unknown = [name for name in names if name not in known and name not in families]
    if unknown:
        hint = nearest(unknown[0], (*known, *families)) or "; `tqcheck rules` lists them all"
        raise Problem("", 0, f"unknown rule or family {unknown[0]!r}{hint}")
    paint: Paint = click.style if wants_color(sys.stdout) else lambda text, **_: text
    for index, name in enumerate(names):
        if index:
            print()
        if name in known:
            print("\n".join(_rule(known[name], paint)))
        else:
            _family(name, families[name], rules, paint)
    return 0


def _family(name: str, about: str, rules: Sequence[Rule], paint: Paint) -> None:
    members = [rule for rule in rules if rule.family == name]
    count = len(members)
    print(f"{paint(name, bold=True)}: {about} ({count} rule{'s' * (count != 1)})\n")
    if members:
        table(members)


def _rule(rule: Rule, paint: Paint) -> Iterator[str]:
    yield paint(rule.id, bold=True)
    yield from textwrap.wrap(rule.message, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield ""
    yield from textwrap.wrap(rule.why, _WIDTH)
    yield ""
    for label, text in _facts(rule):
        yield from textwrap.wrap(text, _WIDTH, initial_indent=f"{label + ':':10} ", subsequent_indent=" " * 11)
    if rule.bad:
        yield "\nFound, and how it is mended:"
        for text, repaired in rule.bad:
            yield from _example(text, repaired, paint)
    if rule.good:
        yield "\nLeft alone:"
        yield from (f"    {text}" for text in rule.good)


def _example(text: str, repaired: str, paint: Paint) -> Iterator[str]:
    yield paint(f"  - {text}", fg="red")
    if repaired != text:
        yield paint(f"  + {repaired}", fg="green")


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "severity", rule.severity.name
    yield "certainty", rule.certainty.name
    yield "category", rule.category
    yield "fix", _FIXES[fix_mark(rule)]
    languages = pair(rule.pack)
    if languages:
        yield "languages", " to ".join(map(language, languages))
    if rule.needs:
        short = "; a short text needs neither" * (rule.pack == "common" and rule.certainty == Certainty.certain)
        yield "needs", f"a text known to be translated: --from TAG, or enough signs of it{short}"
    if rule.trigger:
        yield "in the source", _beside(rule)
    yield from _more(rule)


def _more(rule: Rule) -> Iterator[tuple[str, str]]:
    """What only few rules have."""
    if rule.to:
        yield "texts in", ", ".join(rule.to)
    if rule.style:
        yield "style", "; ".join(f"{STYLES[style].title} ({style})" for style in rule.style)
    if rule.status != "stable":
        yield "status", f"{rule.status}; runs with --preview, or when it is selected by name"
    if rule.aliases:
        yield "once named", ", ".join(rule.aliases)
    if rule.references:
        yield "sources", "; ".join(rule.references)


def _beside(rule: Rule) -> str:
    """What the source beside a translation says of a rule."""
    but = f", but for {', '.join(rule.not_trigger)}" if rule.not_trigger else ""
    return f"{', '.join(rule.trigger)}{but}: certain beside a source that says so, silent beside any other"
