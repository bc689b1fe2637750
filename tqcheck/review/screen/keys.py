"""What the review screen can do: each action with its keys; footer, help and command palette are made of this table."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Key(NamedTuple):
    """An action, its keys with commas between them, its short name, what it does; `footer` if the footer has it."""

    action: str
    keys: str
    name: str
    told: str
    footer: bool = False


KEYS = (
    Key("accept", "a", "Accept", "accept the first fix", footer=True),
    Key("reject", "r", "Reject", "reject: the finding is wrong", footer=True),
    Key("edit", "e", "Edit", "edit the replacement", footer=True),
    Key("skip", "s", "Skip", "skip: no word on it", footer=True),
    Key("undo", "u", "Undo", "undo, out of the file too", footer=True),
    Key("redo", "ctrl+r", "Redo", "redo"),
    Key("write", "w", "Write", "write what was accepted into the files", footer=True),
    Key("next_open", "n", "Next", "next undecided finding", footer=True),
    Key("last_open", "p", "Previous", "previous undecided finding"),
    Key("down", "j,down", "Down", "next finding"),
    Key("up", "k,up", "Up", "previous finding"),
    Key("next_group", "f", "Next file", "first finding of the next file (or rule)"),
    Key("last_group", "F", "Last file", "first finding of the file (or rule) before"),
    Key("accept_all", "A", "All", "accept all of this rule, or of this very text", footer=True),
    Key("ignore", "i", "Ignore", "ignore from now on: here, in this file, everywhere", footer=True),
    Key("gloss", "g", "Glossary", "send to the glossary", footer=True),
    Key("names", "c", "Names", "names spelled in several ways: choose one form", footer=True),
    Key("filter", "slash", "Filter", "filter by text, rule, family, severity, file, state", footer=True),
    Key("clear", "escape", "Show all", "take the filter away"),
    Key("regroup", "tab", "By rule", "list by rule, or by file"),
    Key("open", "o", "Open", "open the file in $EDITOR at the line", footer=True),
    Key("scroll(-8)", "pageup,ctrl+b", "Text up", "scroll the text up"),
    Key("scroll(8)", "pagedown,ctrl+f", "Text down", "scroll the text down"),
    Key("problems", "exclamation_mark", "Problems", "what could not be done"),
    Key("shade", "t", "Theme", "light or dark"),
    Key("help", "question_mark", "Help", "all keys", footer=True),
    Key("leave", "q,ctrl+c,ctrl+q", "Quit", "quit", footer=True),
)
NUMBERED = range(1, 10)
_SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "exclamation_mark": "!",
    "escape": "Esc",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "down": "↓",
    "up": "↑",
}


def shown(key: str) -> str:
    """A key as people write it."""
    return _SHOWN.get(key, key.replace("ctrl+", "^"))


def bindings() -> list[Binding]:
    """What the screen listens to."""
    found = [
        Binding(key.keys, key.action, key.name, key_display=shown(key.keys.partition(",")[0]), show=key.footer) for key in KEYS
    ]
    return found + [Binding(str(number), f"accept({number})", "Accept that fix", show=False) for number in NUMBERED]


def help_text() -> str:
    """All keys, one action a line."""
    rows = [(" ".join(map(shown, key.keys.split(","))), key.told) for key in KEYS]
    rows.insert(1, ("1 … 9", "accept that fix"))
    rows.append(("^p", "command palette: all of this by name"))
    return "\n".join(f"{keys:12} {told}" for keys, told in rows)


SIGNS_HELP = """
In the list and in the text: · undecided  ✓ accepted  ✎ edited  ✗ rejected  » skipped  ∅ ignored  ■ written  ! no longer fits.
The finding in focus stands between ▐ and ▌.

A filter is some words, all of which must stand in the finding, or key:value with the keys rule, family, severity, certainty,
file, text, is (open, accepted, edited, rejected, skipped, ignored, unwritten, written, unfit, fixable); - turns a word round.
Every decision is in the journal as soon as it is made; w puts those that change the text into the files.
"""
