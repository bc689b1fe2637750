"""The command line: one module per command, loaded when it is called."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import click

from tqcheck import __version__
from tqcheck.cli.lazy import LazyGroup
from tqcheck.model import Problem

COMMANDS = {
    "baseline": "Leave old findings alone: create, update, show, prune.",
    "check": "Find what machine translation left in texts.",
    "completion": "Print the script that completes command lines.",
    "evaluate": "Measure rules against marked texts.",
    "explain": "Tell all about a rule or a family of rules.",
    "glossary": "Keep the house's terms: edit, audit, exchange, learn.",
    "init": "Write a commented tqcheck.toml, or what CI needs.",
    "names": "Show how texts spell names; keep a ledger of them.",
    "review": "Decide each finding at the terminal, and mend the texts.",
    "rules": "List the rules, or prove those of a pack.",
    "score": "Score translations against references and each other.",
    "schema": "Print the JSON Schema of `check --format json`.",
    "stats": "Show what people decided, per rule and term.",
}
_TABLE = {name: (f"{__name__}.{name}", told) for name, told in COMMANDS.items()}
_INTERRUPTED, _PIPE_CLOSED = 130, 141
NAME, COMPLETION = "tqcheck", "_TQCHECK_COMPLETE"
"""What the program is called, and the variable by which a shell asks it to complete a command line."""


@click.group(
    cls=LazyGroup,
    table=_TABLE,
    invoke_without_command=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.option("--verbose", is_flag=True, help="With --version: show the signature of reports, and what it is made of.")
@click.pass_context
def cli(context: click.Context, version: bool, verbose: bool) -> None:
    """Find what machine translation left in a text, say where it came from, and mend it."""
    if version:
        print(_version(verbose))
        context.exit()
    if verbose:
        raise click.UsageError("--verbose goes with --version")


def _version(verbose: bool) -> str:
    if not verbose:
        return f"{NAME} {__version__}"
    from tqcheck.cli.version import account

    return account()


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 nothing serious found, 1 findings, 2 some of the job could not be done."""
    _open_missing()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # What reads the output had enough; the interpreter must not stumble over it again when it flushes.
        _silence(sys.stdout)
        code = _PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted")
        code = _INTERRUPTED
    except Exception as error:
        code = 2
        _tell(error)
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            _silence(sys.stdout)
    sys.exit(code)


def _open_missing() -> None:
    """Put the null device where the caller left a stream closed; none to read from, for nothing came in."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _silence(stream: TextIO) -> None:
    """Let a stream that can't be written go nowhere, or the interpreter stumbles over it again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(error: Exception) -> None:
    """Tell in one line what ended the program; all of it where TQCHECK_DEBUG is set."""
    if os.environ.get("TQCHECK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, OSError):
        what = f"{error.filename}: can't be read or written" if error.filename else "the output can't be written"
        complain(f"{what}: {error.strerror or error}")
    else:
        complain(f"stopped by a fault of its own, {type(error).__name__}: {error}; set TQCHECK_DEBUG=1 to see where")


def _run(args: Sequence[str] | None) -> int:
    """Call the command; click's own main would turn a closed pipe into exit code 1, which means findings here."""
    try:
        if COMPLETION in os.environ:
            from tqcheck.cli.completing import answer

            return answer(cli, NAME, COMPLETION)
        with cli.make_context(NAME, list(sys.argv[1:] if args is None else args)) as context:
            return int(cli.invoke(context) or 0)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else NAME
        complain(f"{error.format_message().rstrip('.')}; see `{path} --help`")
    except click.ClickException as error:
        complain(error.format_message())
    except Problem as problem:
        complain(str(problem))
    return 2


def complain(message: str) -> None:
    """Write one line about a problem to standard error; nothing in it steers a terminal or a log."""
    from tqcheck.report.display import logged, printable

    try:
        print(f"tqcheck: {logged(printable(' '.join(line.strip() for line in message.splitlines())))}", file=sys.stderr)
    except OSError:
        _silence(sys.stderr)
