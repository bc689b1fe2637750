"""How findings are told: one module per format, loaded when it is asked for.

Each has `write(survey, out, style)`, which writes what was found and how it was judged. It reads all of the survey's files.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO, cast

if TYPE_CHECKING:
    from tqcheck.report.survey import Survey

REPORTS = {
    "text": "text",
    "jsonl": "jsonl",
    "json": "document",
    "sarif": "sarif",
    "code-scanning": "code_scanning",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "markdown",
    "html": "html",
}
COUNTING = ("text", "jsonl")
"""Those that can count findings per rule in place of telling each."""


class Style(NamedTuple):
    """How a report looks: `width` is in columns; `statistics` counts rules, `quiet` tells findings only."""

    color: bool = False
    quiet: bool = False
    statistics: bool = False
    width: int = 100


class Report(Protocol):
    """What each module of this package offers."""

    def write(self, survey: Survey, out: TextIO, style: Style, /) -> None:
        """Write what was found in the survey's files."""


def module(name: str) -> Report:
    """Import the module of a report."""
    return cast("Report", import_module(f"{__name__}.{REPORTS[name]}"))
