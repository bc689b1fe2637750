"""`tqcheck review`."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from tqcheck.cli import complain, options
from tqcheck.cli.settings import settle
from tqcheck.config import Config
from tqcheck.decisions import MACHINE, Journal, own_journal
from tqcheck.model import Problem
from tqcheck.walk import STDIN

_EXAMPLES = """\b
Examples:
  tqcheck review article.md                      decide each finding; w writes, q quits, ? tells all keys
  tqcheck review drafts/ --from fr               a day's articles, known to be translated from French
  tqcheck review --only title,name drafts/       these rules and families only
  tqcheck review --since main drafts/            findings on lines that changed since the branch left main
  tqcheck review article.en.md --source article.fr.md   the source beside it, checked against and shown
  tqcheck review --findings ci.jsonl             what `tqcheck check --format jsonl` found elsewhere
  pbpaste | tqcheck review - > corrected.txt     a text from standard input, the corrected one to standard output

\b
Decisions are in the journal as soon as they are made; started again, the review goes on where it stopped.
Exit code: 0, or 2 where some of the job could not be done.
"""

_SETTINGS = ("source", "target", "min_certainty", "journal", "columns", "states")

_FPS = "120"
"""How often in a second the screen may change; Textual's own 60 would let a key wait twice as long."""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@options.source
@options.target
@options.beside
@options.columns
@options.states
@options.rules("--only", "Review findings of these rules or families only; may be repeated.")
@options.min_certainty
@click.option(
    "--since", metavar="REV", help="Only findings on lines that changed since this Git revision, or since the branch left it."
)
@click.option("--findings", metavar="FILE", help="Review the findings of this file, which `check --format jsonl` wrote.")
@click.option("--journal", metavar="FILE", help="The decision journal (default: the configuration's, else one of your own).")
@click.option("--as", "actor", metavar="NAME", help="Your name in the journal (default: Git's, else the system's).")
@click.option("--stdin-filename", metavar="NAME", help="Name that standard input goes by; its suffix tells the format.")
@options.config
def command(paths: tuple[str, ...], config: str | None, **given: Any) -> int:
    """Decide each finding with one key, and have the texts mended: files, folders, or - for standard input."""
    _refuse(paths, given)
    paths = paths or (".",)
    start = next((path for path in paths if path != STDIN), given["stdin_filename"] or "")
    beside = options.source_of(paths, given["beside"])
    settings = settle(config, start, select=given["only"], beside=beside, **{name: given[name] for name in _SETTINGS})
    told = _told(given["findings"], given["only"])
    name = (given["stdin_filename"] or "<stdin>") if STDIN in paths and told is None else ""
    _need_terminal(piped=bool(name))
    data = _standard_input() if name else b""
    return _review(settings, paths, _Input(name, data, told, given["since"] or ""), given["actor"])


def _refuse(paths: Sequence[str], given: Mapping[str, Any]) -> None:
    if given["findings"] and given["beside"]:
        raise click.UsageError("--findings tells what was found already; give it without --source")
    if given["findings"] and paths:
        raise click.UsageError("--findings tells the files itself; give it without PATHS")
    if STDIN in paths and len(paths) > 1:
        raise click.UsageError("- is reviewed by itself; give it without other PATHS")
    if given["stdin_filename"] and STDIN not in paths:
        raise click.UsageError("--stdin-filename goes with -, for standard input")
    if given["since"] and STDIN in paths:
        raise click.UsageError("--since goes with files that Git knows, not with -")
    if given["actor"] is not None and given["actor"].strip() in ("", MACHINE):
        raise click.UsageError(f"--as {given['actor']!r} is no person's name")


def _told(path: str | None, only: Sequence[str] | None) -> Mapping[str, Sequence[Mapping[str, Any]]] | None:
    if path is None:
        return None
    from tqcheck.review import told

    return told.read(path, only or ())


class _Input(NamedTuple):
    """What is reviewed beside the paths: standard input by its name, or findings made elsewhere; and since when."""

    name: str
    data: bytes
    told: Mapping[str, Sequence[Mapping[str, Any]]] | None
    since: str


def _need_terminal(*, piped: bool) -> None:
    """Raise Problem unless there is a terminal that can show a screen."""
    seen = sys.stderr.isatty() and (piped or sys.stdin.isatty())
    if not seen or os.environ.get("TERM", "") in ("", "dumb"):
        raise Problem("", 0, "review needs a terminal; `tqcheck check` tells findings without one")


def _standard_input() -> bytes:
    """The bytes of standard input, which is the terminal's from then on."""
    if sys.stdin.isatty():
        complain("note: paste the text, then press Enter and Ctrl-D")
    data = sys.stdin.buffer.read()
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise Problem("", 0, "review needs a terminal for its keys; `tqcheck check -` tells findings without one") from None
    os.dup2(terminal, 0)
    os.close(terminal)
    return data


def _review(settings: Config, paths: Sequence[str], given: _Input, actor: str | None) -> int:
    from tqcheck.review.feed import Feed, Task

    # The check begins first: it is at work while the screen is still loading.
    feed = Feed(Task(settings, tuple(paths), (given.name, given.data), given.told, given.since))
    os.environ.setdefault("TEXTUAL_FPS", _FPS)
    try:
        from tqcheck.cli.stats import tell_torn
        from tqcheck.review.desk import Desk
        from tqcheck.review.screen.app import ReviewApp
        from tqcheck.review.summary import lines

        journal = Journal(settings.journal or own_journal())
        desk = Desk(settings, journal, actor or _person(), given.name)
        app = ReviewApp(desk, feed, told=given.told is not None)
        app.run()
    finally:
        feed.stop()
    for line in lines(desk) if desk.files else ():
        print(line, file=sys.stderr if given.name else sys.stdout)
    if given.name:
        sys.stdout.flush()
        sys.stdout.buffer.write(next((file.data for file in desk.files if file.given), given.data))
    tell_torn(journal)
    for problem in desk.problems:
        complain(str(problem))
    if app.fault:
        told = f"{type(app.fault).__name__}: {app.fault}; what was decided is in {journal.path}"
        raise Problem("", 0, f"stopped by a fault of its own, {told}; set TQCHECK_DEBUG=1 to see where")
    return 2 if desk.problems else 0


def _person() -> str:
    """Who sits at the terminal, as Git or else the system knows them."""
    import getpass
    import subprocess

    try:
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False).stdout.strip()
    except (OSError, UnicodeDecodeError):
        told = ""
    try:
        return told if told and told != MACHINE else getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
