"""`tqcheck schema`."""

from __future__ import annotations

import click


@click.command()
def command() -> int:
    """Print the JSON Schema (draft 2020-12) of what `tqcheck check --format json` writes."""
    from tqcheck.report.document import SCHEMA

    print(SCHEMA.read_text("utf-8"), end="")
    return 0
