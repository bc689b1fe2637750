"""Groups of commands that load a command's module only when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click
from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A group whose commands stand in a table: name → (module, what it does).

    A command is `NAME_command` of its module, or `command` where the module has but one.
    """

    def __init__(self, *args: object, table: Mapping[str, tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the table, in its order."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, its module imported now; None where the table has none."""
        if cmd_name not in self.table:
            return None
        module = import_module(self.table[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command", None) or module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that arguments call; an unknown one is refused with the nearest known name."""
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from tqcheck.records import nearest

            hint = nearest(args[0], self.table) or f"; commands are {', '.join(self.table)}"
            ctx.fail(f"no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands and options that begin so, without importing any."""
        begun = [(name, told) for name, (_, told) in self.table.items() if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(CompletionItem(name, help=told) for name, told in begun), *options]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what each command does from the table, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in self.table.items()])
