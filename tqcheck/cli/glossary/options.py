"""What the commands on glossaries share: which files they are about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tqcheck import glossary
from tqcheck.cli import options
from tqcheck.cli.settings import settle
from tqcheck.config import Config

Function = TypeVar("Function", bound=Callable[..., Any])


def places(function: Function) -> Function:
    """Give a command --glossary (as `glossaries`, a tuple of paths) and --config."""
    told = "A glossary, file or folder (default: those of the configuration). Repeatable."
    return options.config(click.option("--glossary", "glossaries", multiple=True, metavar="PATH", help=told)(function))


def settled(config: str | None, glossaries: tuple[str, ...]) -> Config:
    """The configuration, the glossaries that were named over its own."""
    return settle(config, ".", glossaries=tuple(map(Path, glossaries)) or None)


def house(config: Config) -> list[Path]:
    """The house's glossaries; raises UsageError where none are named."""
    if not config.glossaries:
        raise click.UsageError("no glossary is named; give --glossary PATH, or set `glossaries` in tqcheck.toml")
    return list(config.glossaries)


def everything(config: Config) -> list[Path]:
    """The shipped glossaries, and the house's over them."""
    shipped = glossary.shipped()
    return [*([shipped] if shipped else []), *config.glossaries]


def shown(path: str | Path) -> str:
    """A path as a reader finds it: from the folder where the command runs, if it lies below."""
    return os.path.relpath(path) if Path(path).is_relative_to(Path.cwd()) else str(path)
