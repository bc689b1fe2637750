"""`tqcheck baseline`: leave old findings alone, so that only new ones are told."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from tqcheck import jobs
from tqcheck.baseline import NAME, Baseline, held
from tqcheck.cli import complain
from tqcheck.cli import options as shared
from tqcheck.cli.checking import Checking, processes
from tqcheck.cli.settings import settle
from tqcheck.config import Config
from tqcheck.engine import Checked
from tqcheck.model import Problem
from tqcheck.report.display import printable
from tqcheck.report.tally import many
from tqcheck.report.told import relative
from tqcheck.signature import signature

_EXAMPLES = """\b
Examples:
  tqcheck baseline create                take in all that is found in this folder today
  tqcheck baseline update drafts/        take in what is new in these files, let go of what is gone
  tqcheck baseline prune                 let go of what was mended, take nothing in
  tqcheck baseline show --format jsonl   what is in it, one finding a line

\b
`tqcheck check` leaves alone what is in it if told by --baseline FILE or, in tqcheck.toml,
baseline = "tqcheck-baseline.jsonl". Keep the file under version control. Give the same options as to check: what
a run doesn't look for, it neither takes in nor lets go.
"""
Command = Callable[..., int]


@click.group(epilog=_EXAMPLES)
def command() -> None:
    """Leave old findings alone: check tells only what is not in the baseline."""


def _file(function: Command) -> Command:
    told = f"The baseline (default: the configuration's, else {NAME})."
    return click.option("--baseline", "file", metavar="FILE", help=told)(function)


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@_file
@shared.checking
@click.option("--force", is_flag=True, help="Write it anew where there is one.")
def create(paths: tuple[str, ...], file: str | None, force: bool, **options: Any) -> int:
    """Make a baseline of all that is found now."""
    run = _Run(paths, file, options)
    if run.path.exists() and not force:
        raise Problem(str(run.path), 0, "is there already; use `tqcheck baseline update`, or --force to make it anew")
    baseline = Baseline(run.path, Counter(), seen=held(run.path))
    added, _ = run.update(baseline, grow=True)
    print(f"Took in {many(added, 'finding')}: {run.shown}")
    if run.config.baseline is None:
        config = run.config.path or Path("tqcheck.toml")
        place = Path(os.path.relpath(run.path, config.parent)).as_posix()
        complain(
            f'note: `tqcheck check --baseline {run.path}` leaves them alone, as does baseline = "{place}" in {config.name}'
        )
    return run.code


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@_file
@shared.checking
def update(paths: tuple[str, ...], file: str | None, **options: Any) -> int:
    """Take in what is new, let go of what is gone."""
    run = _Run(paths, file, options)
    added, dropped = run.update(_existing(run.path), grow=True)
    print(f"Took in {many(added, 'finding')}, let go of {dropped:,}: {run.shown}")
    return run.code


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@_file
@shared.checking
def prune(paths: tuple[str, ...], file: str | None, **options: Any) -> int:
    """Let go of what is gone, take nothing in."""
    run = _Run(paths, file, options)
    baseline = _existing(run.path)
    _, dropped = run.update(baseline, grow=False)
    print(f"Let go of {many(dropped, 'finding')}, {baseline.counts.total():,} left: {run.shown}")
    return run.code


@command.command()
@_file
@shared.config
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="How to tell (default text).")
def show(file: str | None, config: str | None, form: str) -> int:
    """Show what is in the baseline."""
    baseline = _existing(_path(file, settle(config, "")))
    for known, count in sorted(baseline.counts.items()):
        if form == "jsonl":
            print(json.dumps({**known._asdict(), "count": count}, ensure_ascii=False))
        else:
            print(printable(f"{known.path}: {known.rule} “{known.text}”{f' ({count} times)' * (count > 1)}"))
    if form == "text":
        paths = {known.path for known in baseline.counts}
        total = f"{many(baseline.counts.total(), 'finding')} in {many(len(paths), 'file')}"
        print(f"{total}; {printable(baseline.signature)}")
    return 0


class _Run:
    """Files checked as `check` would, to bring a baseline up to date."""

    def __init__(self, paths: tuple[str, ...], file: str | None, options: dict[str, Any]) -> None:
        self._paths, self._jobs = paths or (".",), options["jobs"]
        shared.existing(options["ledger"], "ledger", "tqcheck names learn")
        self.config = settle(options["config"], self._paths[0], **{name: options[name] for name in shared.SETTINGS})
        self.path, self.code = _path(file, self.config), 0
        self.shown = printable(relative(str(self.path)))

    def update(self, baseline: Baseline, *, grow: bool) -> tuple[int, int]:
        """Check the files, bring the baseline up to date and save it; how many findings came and went."""
        checker = jobs.checker(self._job.config)
        numbers = baseline.update(self._checked(), grow=grow, looked_for=checker.looked_for, covers=self._covers)
        baseline.save(signature(checker) if grow else baseline.signature)
        return numbers

    def _covers(self, path: Path) -> bool:
        """Whether a file would be among the paths that were given, if it were there."""
        return any(Path(os.path.realpath(path)).is_relative_to(given) for given in self._given)

    @cached_property
    def _given(self) -> list[str]:
        return [os.path.realpath(name) for name in self._paths]

    def _checked(self) -> list[Checked]:
        checking = Checking(self._job, self._paths)
        items = checking.items()
        count = self._jobs or processes(items)
        jobs.gather(self._job.config, items, count)
        found = [result.checked for result in checking.results(items, count) if result.checked is not None]
        self.code = 2 if checking.problems else 0
        return found

    @cached_property
    def _job(self) -> jobs.Job:
        # The baseline's own signature can't hold what it is about to become.
        return jobs.Job(replace(self.config, baseline=None))


def _path(file: str | None, config: Config) -> Path:
    return Path(file) if file else config.baseline or Path(NAME)


def _existing(path: Path) -> Baseline:
    shared.existing(str(path), "baseline", "tqcheck baseline create")
    return Baseline.open(path)
