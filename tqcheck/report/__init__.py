"""How findings are told: one module per format, loaded when it is asked for.

Each has `render(checked, out, style)`, which writes the findings of documents as they come, and `summary(tally, out,
style)`, which writes what is told at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO, cast

if TYPE_CHECKING:
    from tqcheck.engine import Checked
    from tqcheck.report.tally import Tally

REPORTS = {"jsonl": "jsonl", "text": "text"}


class Style(NamedTuple):
    """How a report looks: `width` is in columns; `statistics` counts rules, `quiet` tells findings only."""

    color: bool = False
    quiet: bool = False
    statistics: bool = False
    width: int = 100


class Report(Protocol):
    """What each module of this package offers."""

    def render(self, checked: Iterable[Checked], out: TextIO, style: Style, /) -> None:
        """Write the findings of documents."""

    def summary(self, tally: Tally, out: TextIO, style: Style, /) -> None:
        """Write what is told at the end."""


def module(name: str) -> Report:
    """Import the module of a report."""
    return cast("Report", import_module(f"{__name__}.{REPORTS[name]}"))
