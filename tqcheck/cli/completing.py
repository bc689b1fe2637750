"""What a shell is told when TAB is pressed in a command line of tqcheck.

Click completes commands, options and choices. What else an option or argument takes, its metavar tells: people in --help,
and this module, which offers files for a FILE and rules for a RULE.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    shell_complete,
)

from tqcheck.model import Problem, Rule

if TYPE_CHECKING:
    Offers = list[CompletionItem[str]]


def answer(cli: click.Group, program: str, variable: str) -> int:
    """Do what a shell asks for in an environment variable; say nothing where that fails, amid what somebody types."""
    with contextlib.suppress(Exception):
        return shell_complete(cli, {}, program, variable, os.environ[variable])
    return 1


def script(cli: click.Group, program: str, variable: str, shell: str) -> str:
    """The script that makes a shell ask."""
    return SHELLS[shell](cli, {}, program, variable).source()


class _Taught(ShellComplete):
    """Completion in which each parameter offers what its metavar says."""

    def get_completions(self, args: list[str], incomplete: str) -> Offers:
        _teach(self.cli, args)
        offers = super().get_completions(args, incomplete)
        name, equals, _ = incomplete.partition("=")
        if not (equals and name.startswith("-")):
            return offers
        # Click leaves out the option that a value is joined to; the shell replaces the word as a whole.
        return [
            CompletionItem(f"{name}={offer.value}", help=offer.help) if offer.type == "plain" else offer for offer in offers
        ]


@add_completion_class
class Bash(_Taught, BashComplete):
    """Completion for bash, which cuts words at `=`, and is not to put a space after one."""

    source_template = BashComplete.source_template.replace(
        "    return 0\n", "    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n    return 0\n"
    )

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to complete, and that one."""
        args, incomplete = super().get_completion_args()
        return [arg for arg in args if arg != "="], incomplete


@add_completion_class
class Zsh(_Taught, ZshComplete):
    """Completion for zsh, which is not to put a space after `=`; a file may be joined to what stands before one."""

    source_template = ZshComplete.source_template.replace(
        "compadd -U -V unsorted -a completions\n",
        "compadd -U -V unsorted -- ${completions:#*=}\n        compadd -U -V unsorted -S '' -- ${(M)completions:#*=}\n",
    ).replace("_path_files -f\n", """[[ "$key" == "$PREFIX" ]] || compset -P '*='; _path_files -f\n""")


@add_completion_class
class Fish(_Taught, FishComplete):
    """Completion for fish; an offer may hold commas, and fish itself knows files that are joined to something by `=`."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","').replace(
        "__fish_complete_path $metadata[2]", """complete -C "'' "(commandline -t)"""
    )


SHELLS: dict[str, type[_Taught]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def _teach(command: click.Command, words: Iterable[str]) -> None:
    """Let the parameters of a command, and of those below it that words may call, offer what their metavars say."""
    for parameter in command.params:
        if offer := _KINDS.get(parameter.metavar or ""):
            parameter.type = _Kind(offer)
    if isinstance(command, click.Group):
        context = click.Context(command)
        called = (command.get_command(context, word) for word in words)
        for below in filter(None, (*command.commands.values(), *called)):
            _teach(below, words)


class _Kind(click.ParamType):  # type: ignore[type-arg]
    """What a metavar stands for: a function that says what there is to begin so."""

    name = "kind"

    def __init__(self, offer: Callable[[click.Context, str], Offers]) -> None:
        self._offer = offer

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Offers:  # noqa: ARG002
        """What may stand there."""
        return self._offer(ctx, incomplete)


def _files(_context: click.Context, incomplete: str) -> Offers:
    return [CompletionItem(incomplete, type="file")]


def _rules(context: click.Context, incomplete: str) -> Offers:
    """Offer families, and once there is a letter to go by, their rules."""
    rules = sorted(_known(context), key=lambda rule: rule.id)
    families = _families(rules)
    named = families | {rule.id: rule.message for rule in rules} if incomplete else families
    return [CompletionItem(name, help=about) for name, about in sorted(named.items()) if name.startswith(incomplete)]


def _several_rules(context: click.Context, incomplete: str) -> Offers:
    before, comma, last = incomplete.rpartition(",")
    given = before.split(",")
    offers = [offer for offer in _rules(context, last) if offer.value not in given]
    return [CompletionItem(f"{before}{comma}{offer.value}", help=offer.help) for offer in offers]


def _known(context: click.Context) -> Iterator[Rule]:
    """The rules that can be named: those shipped and, where they can be read, those of the house."""
    from tqcheck import packs
    from tqcheck.cli.settings import settle
    from tqcheck.directives import RULES

    yield from RULES.values()
    house: Iterable[Path] = ()
    with contextlib.suppress(Problem):
        house = settle(context.params.get("config"), ".").packs
    for folder in (*packs.shipped(), *house):
        with contextlib.suppress(Problem):
            yield from packs.load(folder).rules


def _families(rules: Iterable[Rule]) -> dict[str, str]:
    from tqcheck.packs import FAMILIES

    return {rule.family: FAMILIES.get(rule.family, "comments and exceptions that silence a rule") for rule in rules}


def _metrics(_context: click.Context, incomplete: str) -> Offers:
    from tqcheck.score.figures import METRICS

    before, comma, last = incomplete.rpartition(",")
    given = before.split(",")
    return [CompletionItem(f"{before}{comma}{name}") for name in METRICS if name.startswith(last) and name not in given]


def _test_or_text(context: click.Context, incomplete: str) -> Offers:
    """What `tqcheck rules` takes: the word `test` and packs, or what rules may say, such as their family."""
    if (context.params.get("text") or ("",))[0] == "test":
        return _files(context, incomplete)
    offers = [CompletionItem("test", help="prove a pack")] if "test".startswith(incomplete) else []
    return [*offers, *_rules(context, incomplete)]


def _outputs(context: click.Context, incomplete: str) -> Offers:
    from tqcheck.report import REPORTS

    form, equals, path = incomplete.partition("=")
    return _files(context, path) if equals else [CompletionItem(f"{name}=") for name in REPORTS if name.startswith(form)]


_KINDS: dict[str, Callable[[click.Context, str], Offers]] = {
    **dict.fromkeys(("FILE", "FILE…", "PATH", "[PATHS]…", "CORPUS", "CORPUS…", "GOLD", "TEXTS", "MT POST", "[HYP]"), _files),
    "RULE|FAMILY…": _rules,
    "RULE,…": _several_rules,
    "METRIC,…": _metrics,
    "[TEXT] | test FILE…": _test_or_text,
    "FORMAT=FILE": _outputs,
}
