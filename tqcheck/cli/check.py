"""`tqcheck check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tqcheck import report
from tqcheck.cli import options as shared
from tqcheck.cli.running import Run
from tqcheck.cli.settings import settle
from tqcheck.config import NEVER
from tqcheck.model import Problem, Severity
from tqcheck.styles import STYLES
from tqcheck.walk import STDIN

_EXAMPLES = """\b
Examples:
  tqcheck check                                 all texts of this folder
  tqcheck check --from fr article.md            a text known to be translated from French
  tqcheck check --style ap article.md           dates, titles and quotes as a style guide has them, too
  tqcheck check --fix drafts/                   make the fixes that can't change the meaning
  tqcheck check --diff --unsafe-fixes a.txt     show what all fixes would change
  tqcheck check --ledger house.ledger drafts/   names as the house has spelled them until now
  curl -s URL | tqcheck check - --stdin-filename page.html --format jsonl

\b
Exit code: 0 nothing at or above --fail-on, 1 findings, 2 some of the job could not be done.
"""
_SEVERITIES = [level.name for level in Severity]


def _fail_on(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    return NEVER if value == "never" else Severity[value]


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@shared.source
@shared.target
@click.option("--style", type=click.Choice(list(STYLES)), help="House style that settles matters of taste (default none).")
@shared.select
@shared.rules("--extend-select", "Run these rules or families too.")
@shared.ignore
@shared.least("--min-severity", Severity, "Tell findings from this severity up.")
@shared.min_certainty
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    callback=_fail_on,
    help="Exit with 1 from this severity up, if a finding is at least likely (default major).",
)
@click.option("--fix", is_flag=True, help="Make the safe fixes, then tell what remains.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: take the first fix of every finding.")
@click.option("--diff", is_flag=True, help="Show what fixing would change; write nothing.")
@click.option("--format", "form", type=click.Choice(list(report.REPORTS)), default="text", help="How to tell (default text).")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes (default: as many as pay).")
@shared.config
@click.option("--ledger", metavar="FILE", help="The house's ledger of names, which `tqcheck names learn` made.")
@click.option("--stdin-filename", metavar="NAME", help="Name that standard input goes by; its suffix tells the format.")
@click.option("--statistics", is_flag=True, help="Count findings per rule in place of telling each.")
@click.option("--preview", is_flag=True, default=None, help="Let selected families bring their preview rules.")
@click.option("-q", "--quiet", is_flag=True, help="Tell findings only, no summary.")
def command(paths: tuple[str, ...], config: str | None, **options: Any) -> int:
    """Find what machine translation left in texts: .txt, .md, .html, folders of them, or - for standard input."""
    paths = paths or (".",)
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["diff"] and (options["statistics"] or options["form"] != "text"):
        raise click.UsageError("--diff shows changes, no findings; give it without --statistics and --format")
    if options["stdin_filename"] and STDIN not in paths:
        raise click.UsageError("--stdin-filename goes with -, for standard input")
    start = next((path for path in paths if path != STDIN), options["stdin_filename"] or "")
    if options["ledger"] and not Path(options["ledger"]).exists():
        raise Problem(options["ledger"], 0, "no such ledger; `tqcheck names learn` makes one")
    names = "source target style select extend_select ignore min_severity min_certainty fail_on preview ledger".split()
    settled = settle(config, start, **{name: options[name] for name in names})
    return Run(settled, paths, options).go()
