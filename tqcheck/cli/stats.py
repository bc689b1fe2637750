"""`tqcheck stats`."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tqcheck.cli import complain, options
from tqcheck.cli.settings import settle, wants_color
from tqcheck.config import Config
from tqcheck.decisions import Journal, own_journal, settled
from tqcheck.report.display import printable, width
from tqcheck.track_record import GROUPS, Record, records

_DEFAULT = ("rule", "term")
_WIDE = 40
"""Columns that a name takes at most."""


@click.command(
    epilog="""\b
Examples:
  tqcheck stats                              rules, then terms and names
  tqcheck stats --by rule --sort doubt       rules first that people reject
  tqcheck stats --by person --since 2026-01-01
  tqcheck stats --format jsonl --journal decisions.jsonl
"""
)
@click.option("--by", type=click.Choice(list(GROUPS)), help="Tell only these (default: rules, then terms and names).")
@click.option(
    "--sort",
    type=click.Choice(["count", "doubt"]),
    default="count",
    help="First what was judged most often, or what is most often wrong (default count).",
)
@click.option("--since", metavar="DATE", help="Only decisions from this day on, in UTC: 2026-05-31.")
@click.option("--journal", metavar="FILE", help="The decision journal (default: the configuration's `journal`).")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="How to tell (default text).")
@options.config
def command(by: str | None, sort: str, since: str | None, journal: str | None, form: str, config: str | None) -> int:
    """Show what people decided about findings, and how often rules and terms were right, with the 95 % interval of that.

    A finding was right if its fix was accepted or edited, wrong if it was rejected; a skipped one says nothing. Of each
    person the last word on a finding counts; fixes that nobody looked at don't.
    """
    book = open_journal(settle(config, ".", journal=journal))
    day = _day(since)
    decisions = [decision for decision in settled(book.read()) if decision.time >= day]
    tell_torn(book)
    groups = [by] if by else list(_DEFAULT)
    told = [(group, _sorted(found, sort)) for group in groups if (found := records(decisions, group))]
    if form == "jsonl":
        for group, found in told:
            for record in found:
                print(json.dumps(_record(group, record), ensure_ascii=False))
    else:
        color = wants_color(sys.stdout)
        print("\n\n".join("\n".join(_table(group, found, color)) for group, found in told), end="\n" * bool(told))
    if not told:
        complain(f"note: {book.path} holds no decision of a person{' since then' * bool(since)} yet")
    return 0


def open_journal(config: Config) -> Journal:
    """The journal of a configuration, else the person's own; raises UsageError where there is neither."""
    if config.journal is None and own_journal().exists():
        return Journal(own_journal())
    if config.journal is None:
        raise click.UsageError("no journal is named; give --journal FILE, or set `journal` in tqcheck.toml")
    return Journal(Path(config.journal))


def tell_torn(journal: Journal) -> None:
    """Note the lines that were cut short."""
    for line in journal.torn:
        complain(f"note: {journal.path}:{line}: was cut short and is passed over")


def _day(since: str | None) -> str:
    if since is None:
        return ""
    try:
        return str(datetime.date.fromisoformat(since))
    except ValueError:
        raise click.UsageError(f"--since {since!r} is no day; write it as 2026-05-31") from None


def _sorted(found: list[Record], sort: str) -> list[Record]:
    """Records in the order asked for: those first of which even a kind reading of the counts says little good."""
    return sorted(found, key=lambda record: record.interval[1]) if sort == "doubt" else found


def _table(group: str, found: Sequence[Record], color: bool) -> Iterator[str]:
    names = [_short(printable(record.name)) for record in found]
    size = max(width(name) for name in (group, *names))
    head = f"{group:{size}}  accepted  edited  rejected  skipped  right  95 % interval"
    yield click.style(head, bold=True) if color else head
    for name, record in zip(names, found, strict=True):
        low, high = record.interval
        right = "" if record.precision is None else f"{record.precision:6.0%}  {low:.0%}–{high:.0%}"
        counts = f"{record.accept:>8,}  {record.edit:>6,}  {record.reject:>8,}  {record.skip:>7,}"
        yield f"{name}{' ' * (size - width(name))}  {counts} {right}".rstrip()


def _short(name: str) -> str:
    """A name that takes no more columns than there are for it."""
    if width(name) <= _WIDE:
        return name
    while width(name) >= _WIDE:
        name = name[:-1]
    return f"{name}…"


def _record(group: str, record: Record) -> dict[str, object]:
    low, high = record.interval
    precision = record.precision
    return {
        "by": group,
        "name": record.name,
        "accepted": record.accept,
        "edited": record.edit,
        "rejected": record.reject,
        "skipped": record.skip,
        "precision": None if precision is None else round(precision, 4),
        "interval": [round(low, 4), round(high, 4)],
    }
