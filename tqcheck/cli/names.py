"""`tqcheck names`."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from tqcheck.cli import complain, options
from tqcheck.cli.settings import settle
from tqcheck.cli.spellings import FORMATS, tell, used
from tqcheck.cli.texts import Texts
from tqcheck.config import Config
from tqcheck.model import Document
from tqcheck.names import inventory
from tqcheck.names.archive import Usage
from tqcheck.names.ledger import Ledger, called
from tqcheck.names.usage import Tally
from tqcheck.walk import STDIN

_EXAMPLES = """\b
Examples:
  tqcheck names drafts/                         names that these texts spell in several ways
  tqcheck names --all --format jsonl a.md       all names, one a line, for other programs
  tqcheck names learn archive/ --ledger house.ledger
  tqcheck names show Hachd --ledger house.ledger

\b
Where tqcheck.toml has a `ledger`, --ledger may be left out.
"""
_BATCH = 500
"""Documents that are learnt in one go: what an interruption leaves undone at most."""
Function = TypeVar("Function", bound=Callable[..., Any])


class _Names(click.Group):
    """A group whose first command need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        begun = args or ctx.resilient_parsing  # a shell that completes the first word can't know yet
        if not begun or (args and args[0] not in (*self.commands, *ctx.help_option_names)):
            args = ["report", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands and the options of the first one; where none begins so, its files."""
        report = self.commands["report"]
        options = report.shell_complete(click.Context(report, parent=ctx), incomplete)
        commands = [offer for offer in super().shell_complete(ctx, incomplete) if not offer.value.startswith("-")]
        return [*commands, *options] or [CompletionItem(incomplete, type="file")]


@click.group(cls=_Names, epilog=_EXAMPLES, subcommand_metavar="[PATHS]… | COMMAND …")
def command() -> None:
    """Show how texts spell names, and keep a ledger of how the house does.

    `tqcheck names [PATHS]…` is short for `tqcheck names report [PATHS]…`.
    """
    # What is kept of names while they are compared holds no cycles; looking for some would take ever longer.
    gc.disable()


def _ledger(function: Function) -> Function:
    told = "The ledger (default: the configuration's `ledger`)."
    return options.config(click.option("--ledger", metavar="FILE", help=told)(function))


def _form(function: Function) -> Function:
    return click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to tell (default text).")(
        function
    )


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@click.option("--all", "every", is_flag=True, help="Tell the names that are spelled in one way, too.")
@_form
@options.config
def report(paths: tuple[str, ...], every: bool, form: str, config: str | None) -> int:
    """Tell the names that texts spell in several ways, those first that are most often spelled otherwise."""
    texts = Texts(settle(config, _start(paths)), paths or (".",))
    tally = Tally()
    for _, counts in _counted(texts):
        tally.add(counts)
    names = tally.names()
    tell([name for name in names if every or len(name) > 1], form)
    if form == "text" and not any(len(name) > 1 for name in names) and not texts.failed:
        complain(f"note: no name is spelled in several ways, of {len(names):,}")
    return 2 * texts.failed


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@_ledger
def learn(paths: tuple[str, ...], ledger: str | None, config: str | None) -> int:
    """Take the names of texts into the ledger; what it had of the same files before is replaced."""
    if STDIN in paths:
        raise click.UsageError("standard input has no name to be learnt by; give files")
    settings = settle(config, _start(paths), ledger=ledger)
    where = _place(settings)
    texts = Texts(settings, paths or (".",), "learning")
    news = 0
    with Ledger.edit(where) as book:
        documents = ((called(path, where), counts) for path, counts in _counted(texts))
        while batch := list(islice(documents, _BATCH)):
            news += book.learn(batch)
    known = texts.read - news
    print(f"Learnt {_documents(news)}{f'; {known:,} had nothing new' * bool(known)}.")
    return 2 * texts.failed


@command.command()
@click.argument("name", required=False)
@_form
@_ledger
def show(name: str | None, form: str, ledger: str | None, config: str | None) -> int:
    """Tell all spellings of NAME that the ledger has; without NAME, those of all names that have several."""
    where = _place(settle(config, ".", ledger=ledger))
    with Ledger.open(where) as book:
        if name is None:
            tell(book.spellings(), form)
            return 0
        if book.usage(name) is None:
            like = "".join(f"; it has “{usage.name}”, {used(usage)}" for usage in book.variants(name, limit=1))
            complain(f"{where}: “{name}” is not in the ledger{like}")
            return 1
        tell([book.show(name)], form)
    return 0


@command.command()
@click.argument("name")
@_ledger
def prefer(name: str, ledger: str | None, config: str | None) -> int:
    """Make NAME the spelling that the house prefers, over all others of that name."""
    where = _place(settle(config, ".", ledger=ledger))
    name = _spelled(name)
    with Ledger.edit(where) as book:
        others = book.prefer(name)
        usage = book.usage(name) or Usage(name, 0, 0)
    over = f" over {', '.join(f'“{other.name}”' for other in others)}" if others else ""
    print(f"“{usage.name}” is preferred{over} from now on; it stands {used(usage)}.")
    return 0


@command.command()
@click.argument("name", required=False)
@click.option("--document", metavar="PATH", help="Forget what was learnt of this file; it need not exist any more.")
@_ledger
def forget(name: str | None, document: str | None, ledger: str | None, config: str | None) -> int:
    """Drop NAME, or all that was learnt of a document, from the ledger."""
    if (name is None) == (document is None):
        raise click.UsageError("give either NAME or --document PATH")
    where = _place(settle(config, ".", ledger=ledger))
    with Ledger.open(where):
        pass  # nothing is made only to forget something of it
    with Ledger.edit(where) as book:
        if document is not None:
            known, what = book.forget_document(called(document, where)), document
        else:
            known, what = book.forget(name or "") is not None, f"“{name}”"
    if not known:
        complain(f"{where}: {what} is not in the ledger")
        return 1
    print(f"Forgot {what}.")
    return 0


def _counted(texts: Iterable[Document]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """The path of each text, and how often each name stands in it."""
    for document in texts:
        yield document.path, inventory.counts(segment.target for segment in document.segments)


def _start(paths: tuple[str, ...]) -> str:
    return next((path for path in paths if path != STDIN), ".")


def _place(config: Config) -> Path:
    """Where the ledger is."""
    if config.ledger is None:
        raise click.UsageError("no ledger is named; give --ledger FILE, or set `ledger` in tqcheck.toml")
    return config.ledger


def _spelled(name: str) -> str:
    """A name as it is kept: single spaces, and a capital, without which nothing is taken for a name."""
    plain = " ".join(name.split())
    if not plain or not plain.isprintable() or not any(map(str.isupper, plain)):
        raise click.UsageError(f"{name!r} is no name; give one with a capital")
    return plain


def _documents(count: int) -> str:
    return f"{count:,} document{'s' * (count != 1)}"
