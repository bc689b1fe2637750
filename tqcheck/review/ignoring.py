"""Findings that are to be left alone from now on: a comment in the text, or an exception in the configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tqcheck import files, formats
from tqcheck.config import Config
from tqcheck.directives import read
from tqcheck.model import Problem, Span
from tqcheck.review.desk import IGNORE, Desk
from tqcheck.review.entries import UNDECIDED, Entry, Verdict
from tqcheck.review.sides import Side
from tqcheck.terminology import exceptions

_NO_COMMENT = "no comment can stand here; choose another way to ignore it"


class Scope(NamedTuple):
    """How far an exception reaches: what is told of it, and its keys."""

    told: str
    entry: dict[str, str]
    comment: bool = False


def scopes(desk: Desk, entry: Entry) -> list[Scope]:
    """The exceptions that would cover a finding, the narrowest first."""
    rule, text, path = entry.rule, entry.text, _pattern(desk, entry)
    found = []
    if entry.file.document.format != "text" and entry.file.finding(entry):
        found.append(Scope("here: a comment in the text", {}, comment=True))
    if path:
        found += [
            Scope(f"this text in this file: {rule} on “{text}”", {"rule": rule, "path": path, "text": text}),
            Scope(f"this rule in this file: {rule}", {"rule": rule, "path": path}),
        ]
    return [
        *found,
        Scope(f"this text everywhere: {rule} on “{text}”", {"rule": rule, "text": text}),
        Scope(f"this rule everywhere: {rule}", {"rule": rule}),
    ]


def _pattern(desk: Desk, entry: Entry) -> str:
    """A file's path as a pattern of the configuration; empty where it lies outside."""
    if entry.file.given:
        return ""
    path, root = Path(os.path.abspath(entry.file.path)), desk.config.root.absolute()  # noqa: PTH100 - takes `..` out
    if not path.is_relative_to(root):
        return ""
    return "/" + re.sub(r"([*?\[\]\\!#])", r"\\\1", path.relative_to(root).as_posix())


def settings(config: Config) -> Path:
    """The file that exceptions go to; it need not exist yet."""
    return config.path or config.root / "tqcheck.toml"


def ignore(desk: Desk, entry: Entry, scope: Scope) -> list[Entry]:
    """Make an exception; the finding counts as rejected, others that it covers as ignored. Returns all of them.

    Raises Problem, and changes nothing, where the exception can't be written.
    """
    if entry.written:
        raise Problem("", 0, "it is written already; u takes it back")
    if scope.comment:
        comment = _comment(desk, entry)
        try:
            desk.decide([entry, comment], [Verdict("reject"), UNDECIDED])
        except Problem:
            desk.remove(comment)
            raise
        return [entry]
    path = settings(desk.config)
    before = files.held(path)
    exceptions.add(path, scope.entry | {"reason": f"agreed in review by {desk.actor}"})
    side = Side(path, before, files.held(path) or b"")
    covered = [other for other in _covered(desk, entry, scope.entry) if other is not entry and other.is_open]
    try:
        desk.decide([entry, *covered], [Verdict("reject"), *[Verdict(IGNORE)] * len(covered)], side)
    except Problem:
        side.back()
        raise
    return [entry, *covered]


def _covered(desk: Desk, entry: Entry, keys: dict[str, str]) -> Iterable[Entry]:
    for other in entry.file.entries if "path" in keys else desk:
        if other.rule == keys["rule"] and keys.get("text", other.text).lower() == other.text.lower():
            yield other


def _comment(desk: Desk, entry: Entry) -> Entry:
    """Put a comment at the end of a finding's block, as an entry of its own; raises Problem where none can stand there."""
    file = entry.file
    document, found = file.document, file.finding(entry)
    if found is None:
        raise Problem(file.path, entry.line, _NO_COMMENT)
    _, end = document.range(found.segment, Span(0, len(found.segment.target)))
    for comment in (f" <!-- tqcheck: ignore {entry.rule} -->", f"<!-- tqcheck: ignore {entry.rule} -->"):
        text = document.text[:end] + comment + document.text[end:]
        then = formats.read(
            file.path, formats.write(replace(document, text=text), ()), name=document.format, reading=document.reading
        )
        same = [segment.target for segment in then.segments] == [segment.target for segment in document.segments]
        if same and len(read(then.comments, {entry.rule})[0]) > len(read(document.comments, {entry.rule})[0]):
            return desk.insert(file, end, comment)
    raise Problem(file.path, entry.line, _NO_COMMENT)
