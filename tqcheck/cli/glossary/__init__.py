"""`tqcheck glossary`: keep the house's terms."""

from __future__ import annotations

import click

from tqcheck.cli.lazy import LazyGroup

_HERE = "tqcheck.cli.glossary"
COMMANDS = {
    "list": (f"{_HERE}.browse", "List the concepts."),
    "show": (f"{_HERE}.browse", "Show all about a concept."),
    "search": (f"{_HERE}.browse", "Find concepts by a term, id or note."),
    "add": (f"{_HERE}.change", "Add a concept."),
    "edit": (f"{_HERE}.change", "Change a concept."),
    "remove": (f"{_HERE}.change", "Take a concept out."),
    "rename": (f"{_HERE}.change", "Give a concept another id."),
    "merge": (f"{_HERE}.change", "Make two concepts one."),
    "format": (f"{_HERE}.change", "Sort files and write them alike."),
    "audit": (f"{_HERE}.audit", "Find what contradicts, repeats or never matches."),
    "import": (f"{_HERE}.exchange", "Take concepts from TBX, CSV, XLSX, PO …"),
    "export": (f"{_HERE}.exchange", "Write concepts as TBX, CSV, XLSX, PO …"),
    "mine": (f"{_HERE}.mine", "Find terms in texts that no glossary has yet."),
    "learn": (f"{_HERE}.learn", "Learn terms from what people decided."),
    "undo": (f"{_HERE}.learn", "Take the last learning back."),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def command() -> None:
    """Keep the house's terms: look them up, change them, check them, exchange them, learn new ones.

    The glossaries are those of tqcheck.toml, unless --glossary names others. What a command writes is written whole or not
    at all, and leaves all else in the file as it is.
    """
