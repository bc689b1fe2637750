"""`tqcheck check`."""

from __future__ import annotations

import math
from typing import Any

import click

from tqcheck import report
from tqcheck.cli import options as shared
from tqcheck.cli import outputs
from tqcheck.cli.running import Run
from tqcheck.cli.settings import settle
from tqcheck.config import NEVER
from tqcheck.model import Severity
from tqcheck.walk import STDIN

_EXAMPLES = """\b
Examples:
  tqcheck check                                 all texts of this folder
  tqcheck check --from fr article.md            a text known to be translated from French
  tqcheck check --style ap article.md           dates, titles and quotes as a style guide has them, too
  tqcheck check --fix drafts/                   make the fixes that can't change the meaning
  tqcheck check --diff --unsafe-fixes a.txt     show what all fixes would change
  tqcheck check --ledger house.ledger drafts/   names as the house has spelled them until now
  tqcheck check --since main                    only lines that changed since the branch left main
  tqcheck check --output sarif=tq.sarif --output html=tq.html   reports for machines and for colleagues
  tqcheck check article.en.md --source article.fr.md   the source beside: numbers, names, omissions
  tqcheck check memory.tmx messages.po job.xliff        bilingual files bring their own
  tqcheck check mt.tsv --columns src_sent,mt_sent       columns of a table, or fields of JSON Lines
  curl -s URL | tqcheck check - --stdin-filename page.html --format jsonl

\b
Exit code: 0 nothing that fails the run, 1 findings, 2 some of the job could not be done.
"""
_SETTINGS = (*shared.SETTINGS, "fail_on", "max_per_1000", "min_score", "baseline")
_SEVERITIES = [level.name for level in Severity]


def _fail_on(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    return NEVER if value == "never" else Severity[value]


class _Limit(click.FloatRange):
    """A number in a range; one that nothing can be held against (nan, inf) is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is no limit; give a number", param, ctx)
        return number


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@shared.checking
@click.option(
    "--fail-on",
    type=click.Choice([*_SEVERITIES, "never"]),
    callback=_fail_on,
    help="Exit with 1 from this severity up, if a finding is at least likely (default major).",
)
@click.option(
    "--max-per-1000",
    type=_Limit(0),
    metavar="N",
    help="Exit with 1 if a text of 100 words or more has more findings than this per 1,000 words.",
)
@click.option(
    "--min-score",
    type=_Limit(0, 100),
    metavar="N",
    help="Exit with 1 if such a text's score is below this: 100, less 1 in 100 words for a minor finding, 5 or 25 for graver.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Tell only findings on lines that changed since the branch left this Git revision; not with --fix, --diff or -.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    help="Leave alone the findings that `tqcheck baseline create` put into this file (default: the configuration's).",
)
@click.option("--fix", is_flag=True, help="Make the safe fixes, then tell what remains.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: take the first fix of every finding.")
@click.option("--diff", is_flag=True, help="Show what fixing would change; write nothing.")
@click.option("--format", "form", type=click.Choice(list(report.REPORTS)), default="text", help="How to tell (default text).")
@click.option(
    *("--output", "outputs"),
    multiple=True,
    metavar="FORMAT=FILE",
    callback=outputs.parse,
    help="Write a report to a file, too; may be repeated.",
)
@click.option("--stdin-filename", metavar="NAME", help="Name that standard input goes by; its suffix tells the format.")
@click.option("--statistics", is_flag=True, help="Count findings per rule in place of telling each.")
@click.option("-q", "--quiet", is_flag=True, help="Tell findings only, no summary.")
def command(paths: tuple[str, ...], config: str | None, **options: Any) -> int:
    """Find what machine translation left in texts: .txt, .md, .html, .xliff, .po, .tmx …, folders, or - for standard input."""
    paths = paths or (".",)
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["diff"] and (options["statistics"] or options["form"] != "text" or options["outputs"]):
        raise click.UsageError("--diff shows changes, no findings; give it without --statistics, --format and --output")
    if options["statistics"] and options["form"] not in report.COUNTING:
        raise click.UsageError(f"--statistics goes with --format {' or '.join(report.COUNTING)}")
    if options["since"] is not None and (options["fix"] or options["diff"] or STDIN in paths):
        raise click.UsageError("--since tells findings in files; give it without --fix, --diff and standard input")
    if options["stdin_filename"] and STDIN not in paths:
        raise click.UsageError("--stdin-filename goes with -, for standard input")
    start = next((path for path in paths if path != STDIN), options["stdin_filename"] or "")
    shared.existing(options["ledger"], "ledger", "tqcheck names learn")
    shared.existing(options["baseline"], "baseline", "tqcheck baseline create")
    beside = shared.source_of(paths, options["beside"])
    settled = settle(config, start, beside=beside, **{name: options[name] for name in _SETTINGS})
    return Run(settled, paths, options).go()
