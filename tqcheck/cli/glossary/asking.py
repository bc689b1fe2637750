"""One question at a time to the person at the terminal: accept, edit, reject, skip or quit."""

from __future__ import annotations

import sys

import click

CHOICES = {"a": "accept", "e": "edit", "r": "reject", "s": "skip", "q": "quit"}


def asks() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def choice() -> str:
    """What the person chooses, in full; Enter skips. Raises Abort on Ctrl-C and at the end of input."""
    told = ", ".join(f"[{letter}]{word[1:]}" for letter, word in CHOICES.items())
    while True:
        answer = str(click.prompt(told, default="s", show_default=False, prompt_suffix="? ")).strip().lower()
        if answer[:1] in CHOICES and CHOICES[answer[:1]].startswith(answer):
            return CHOICES[answer[:1]]
        click.echo(f"{answer!r} is none of these")


def edited(question: str, now: str) -> str:
    """A text that the person may change; Enter keeps it."""
    return " ".join(str(click.prompt(question, default=now)).split())
