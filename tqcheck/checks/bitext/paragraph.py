"""Find paragraphs of a source that nothing in the translation answers, and paragraphs that answer nothing in the source.

Why it matters: what is left out can't be seen in the translation, and what was put in can't be told from the author's words.
Told from the alignment of a text with its source in a file of its own (`--source`). What was lost is told of the paragraph
before it. Silent for paragraphs of less than `_LEAST` words: bylines, numbers, signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tqcheck.bitext.pair import Side
from tqcheck.checks import Context, finding
from tqcheck.formats.beside import ADDED, LOST
from tqcheck.model import BREAK, Finding, Rule, Segment, Span
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_LEAST = 5
_SHOWN = 60
"""Code points of a lost paragraph that are told."""


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it looks for."""
    if rule.options.get("kind") not in ("lost", "added"):
        raise ValueError("'kind' must be lost or added")
    return rule


def review(rule: Rule, notes: Sequence[Any], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield the paragraphs that were added, or those before what was lost."""
    if context.document.reading.beside is None:
        return
    for place, segment in enumerate(context.document.segments):
        if not segment.flags:
            continue
        if rule.options["kind"] == "lost":
            for text in (flag.removeprefix(LOST) for flag in segment.flags if flag.startswith(LOST)):
                if _is_long(text):
                    yield place, finding(rule, segment, _last_word(segment), source=_cut(" ".join(text.split())))
        elif ADDED in segment.flags and _is_long(segment.target):
            yield place, finding(rule, segment, Span(0, len(segment.target)))


def _is_long(text: str) -> bool:
    return len(Side(text, "").words) >= _LEAST


def _last_word(segment: Segment) -> Span:
    """The word behind which something is missing, with the marks inside of it."""
    text = segment.target.rstrip()
    start = max(text.rfind(space) for space in (" ", "\n", "\N{NO-BREAK SPACE}", BREAK)) + 1
    return Span(start, len(text))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
