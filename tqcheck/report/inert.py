"""An article's text made fit to stand in Markdown: nothing of it is markup, mentions anybody, or links anywhere."""

from __future__ import annotations

import re

from tqcheck.report.display import escaped

_JOINER = "&#8288;"
_SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:$^=]")
_ASCII_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CALLS = re.compile(r"(?<=[@#])(?=\w)")
"""Where a mark and what it calls (@person, #issue) are parted by something that isn't seen."""


def prose(text: str) -> str:
    """Text between other Markdown, on one line."""
    text = "".join(_ENTITIES.get(char, char) for char in _CALLS.sub("\ufdd0", escaped(text)))
    return _SIGNS.sub(r"\\\g<0>", text).replace("\ufdd0", _JOINER)


def code(text: str) -> str:
    """Text as code, on one line."""
    text = escaped(text)
    if "##[" in text:  # a command, if a workflow's log shows the report as it is written
        return _by_numbers(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    room = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{fence}{room}{text}{room}{fence}" if text else ""


def cell(text: str) -> str:
    """Text as code in a cell of a table; readers differ in which strokes, of those behind a backslash, end a cell."""
    return _by_numbers(escaped(text)) if "|" in text else code(text)


def _by_numbers(text: str) -> str:
    """Text as code, its signs told by their numbers."""
    return f"<code>{_ASCII_SIGNS.sub(_numbered, text)}</code>"


def _numbered(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
