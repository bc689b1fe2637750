"""Options that several commands have: which configuration, languages and rules a run is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

import click

from tqcheck.model import Certainty, Problem, Severity
from tqcheck.records import read_bytes
from tqcheck.styles import STYLES

Function = TypeVar("Function", bound=Callable[..., Any])


def rules(name: str, text: str) -> Callable[[Function], Function]:
    """An option that takes rules or families, with commas between them; may be repeated."""
    return click.option(name, multiple=True, metavar="RULE,…", callback=_names, help=text)


def least(name: str, levels: type[IntEnum], text: str) -> Callable[[Function], Function]:
    """An option that takes the name of a level, from which findings are told."""
    names = [level.name for level in levels]
    return click.option(name, type=click.Choice(names), callback=_level(levels), help=text)


def _names(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    return names if values else None


def _two(value: str | None) -> tuple[str, ...] | None:
    """The names of two columns, as a command line gives them."""
    if value is None:
        return None
    names = tuple(name.strip() for name in value.split(","))
    if len(names) != 2 or not all(names):  # noqa: PLR2004
        raise click.BadParameter(f"{value!r} names no two columns; write it as in --columns source,target or --columns 1,2")
    return names


def source_of(paths: Sequence[str], beside: str | None) -> bytes | None:
    """The bytes of the source that was named for the one text of a run; raises Problem where it can't be read."""
    if beside is None:
        return None
    if len(paths) != 1 or Path(paths[0]).is_dir():
        raise click.UsageError("--source is the source of one text; name that text, and no other")
    return read_bytes(beside)


def _level(levels: type[IntEnum]) -> Callable[[click.Context, click.Parameter, str | None], IntEnum | None]:
    return lambda _context, _parameter, value: None if value is None else levels[value]


source = click.option(
    "--from", "source", metavar="TAG", help="Language translated from: fr, es …, `none`, or `auto` (default)."
)
target = click.option("--to", "target", metavar="TAG", help="Language and region of the texts: en (default), en-GB, en-US …")
select = rules("--select", "Run these rules or families only; may be repeated.")
ignore = rules("--ignore", "Don't run these rules or families.")
min_certainty = least("--min-certainty", Certainty, "Tell findings from this certainty up (default likely).")
style = click.option(
    "--style", type=click.Choice(list(STYLES)), help="House style that settles matters of taste (default none)."
)
ledger = click.option("--ledger", metavar="FILE", help="The house's ledger of names, which `tqcheck names learn` made.")
jobs = click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: as many as pay).")
preview = click.option("--preview", is_flag=True, default=None, help="Let selected families bring their preview rules.")
extend_select = rules("--extend-select", "Run these rules or families too.")
min_severity = least("--min-severity", Severity, "Tell findings from this severity up.")
config = click.option(
    "--config", metavar="FILE", help="Take this configuration, not the nearest tqcheck.toml or pyproject.toml."
)

columns = click.option(
    "--columns",
    metavar="SOURCE,TARGET",
    callback=lambda _context, _parameter, value: _two(value),
    help="Columns of a table, or fields of JSON Lines, that hold the two texts: names, or numbers from 1.",
)
states = rules("--states", "Check units of these states only, such as translated,final; may be repeated.")
beside = click.option(
    "--source", "beside", metavar="FILE", help="The source of the one text given, line by line or to be aligned."
)

SETTINGS = (
    "source",
    "target",
    "style",
    "select",
    "extend_select",
    "ignore",
    "min_severity",
    "min_certainty",
    "preview",
    "ledger",
    "columns",
    "states",
)
"""The settings that `checking` may put over those of a configuration."""
_CHECKING = (
    *(source, target, beside, columns, states, style, select, extend_select, ignore),
    *(min_severity, min_certainty, preview, ledger, jobs, config),
)


def checking(function: Function) -> Function:
    """The options of a command that checks texts: which rules run on them, and what is told."""
    for option in reversed(_CHECKING):
        function = option(function)
    return function


def existing(path: str | None, what: str, how: str) -> None:
    """Refuse a file that was named and isn't there; `how` tells the command that makes one."""
    if path is not None and not (path and Path(path).exists()):
        raise Problem(path or "''", 0, f"no such {what}; `{how}` makes one")
