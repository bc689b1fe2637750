"""`tqcheck completion`."""

from __future__ import annotations

import click

from tqcheck.cli import COMPLETION, NAME
from tqcheck.cli.completing import SHELLS, script

_PLACES = """\b
Where to put it:
  bash   tqcheck completion bash > ~/.local/share/bash-completion/completions/tqcheck
         or, without the package bash-completion, in ~/.bashrc:
         eval "$(tqcheck completion bash)"
  zsh    in ~/.zshrc, below the line that has compinit:
         eval "$(tqcheck completion zsh)"
  fish   tqcheck completion fish > ~/.config/fish/completions/tqcheck.fish

\b
A shell that is opened from then on completes commands, options, their values, rules and files.
"""


@click.command(epilog=_PLACES)
@click.argument("shell", type=click.Choice(list(SHELLS)), metavar="bash|zsh|fish")
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the script that completes tqcheck's command lines in a shell when TAB is pressed."""
    cli = context.find_root().command
    assert isinstance(cli, click.Group)
    print(script(cli, NAME, COMPLETION, shell), end="")
    return 0
