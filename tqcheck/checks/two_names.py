"""Find an institution that a document calls by two names, both of which the glossary knows.

Why it matters: engines pick now one English name, now another (the *lower house*, the *National Assembly*), and the reader
takes them for two bodies. What is seldomer is found, and its fix is the other name. Silent for acronyms and short forms, which
English uses beside the full name, inside quotation marks, and where one name explains the other in brackets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.checks import Context, finding
from tqcheck.glossary.match import Entry, bare_name, full_name
from tqcheck.model import Finding, Rule, Segment, Span

OPTIONS: frozenset[str] = frozenset()


class Note(NamedTuple):
    """A concept named in the text, by a full name of its own."""

    place: int
    segment: Segment
    span: Span
    entry: Entry


def statuses(rule: Rule) -> tuple[str, ...]:
    """The rule is called for terms of the target language itself."""
    return ("own",)


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Note]:
    """Note each mention of a concept that has several full names."""
    for span, entry, _ in context.mentions:
        if entry.status != "own" or not full_name(entry.text) or context.is_quoted(segment, span):
            continue
        if segment.target[max(0, span.start - 1) : span.start] != "(":
            yield Note(context.index, segment, span, entry)


def review(rule: Rule, notes: Sequence[Note], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield the mentions of a concept under another name than the one that prevails."""
    concepts: dict[str, list[Note]] = {}
    for note in notes:
        concepts.setdefault(note.entry.concept, []).append(note)
    for mentions in concepts.values():
        names = [bare_name(note.entry.text) for note in mentions]
        kept = Counter(names).most_common(1)[0][0]  # of two that are even, the one that comes first
        shown = mentions[names.index(kept)].entry.text
        for note, name in zip(mentions, names, strict=True):
            if name not in kept and kept not in name:
                yield note.place, finding(rule, note.segment, note.span, [shown], first=shown)
