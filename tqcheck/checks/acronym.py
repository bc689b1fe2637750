"""Find an acronym that a document explains twice, in other words: `World Food Programme (WFP)` … `Global Food Plan (WFP)`.

Why it matters: engines translate a name anew each time it comes; the reader takes it for two bodies. The fix writes the first
name. Silent where the acronym's letters don't begin the words before it (then nobody can tell where the name begins), and
where the two names differ in small words or case only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule, Segment, Span

OPTIONS: frozenset[str] = frozenset()
_EXPLAINED = re.compile(r"\((?P<acronym>[A-Z]{2,7})\)")
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset("a an and by de des du et for in la le les of on the to".split())
_REACH = 120
"""Code points before the bracket in which the name may begin."""


class Note(NamedTuple):
    """An acronym with the name that stands before it."""

    place: int
    segment: Segment
    span: Span
    acronym: str


def scan(text: str, folded: str) -> Iterator[int]:
    """Yield where an acronym stands in brackets."""
    return (match.start() for match in _EXPLAINED.finditer(text))


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Note]:
    """Note each name whose words begin with an acronym's letters."""
    for match in _EXPLAINED.finditer(segment.target):
        if (start := _begins(segment.target, match.start(), match["acronym"])) >= 0:
            name = segment.target[start : match.start()].rstrip()
            yield Note(context.index, segment, Span(start, start + len(name)), match["acronym"])


def _begins(text: str, end: int, acronym: str) -> int:
    """Where the name before an acronym begins, -1 where its letters don't stand at the head of the words."""
    letters = list(acronym.lower())
    near = max(0, end - _REACH)
    for word in reversed(list(_WORDS.finditer(text, near, end))):
        if word[0] in _SMALL:
            continue
        initials = [part[0].lower() for part in word[0].split("-") if part]
        if letters[-len(initials) :] == initials or (initials[0] == letters[-1] and (initials := initials[:1])):
            del letters[-len(initials) :]
            if not letters:
                return word.start()
        else:
            return -1
    return -1


def review(rule: Rule, notes: Sequence[Note], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield each name that differs from the one that explained the acronym first."""
    known: dict[str, str] = {}
    for note in notes:
        name = note.segment.target[slice(*note.span)]
        first = known.setdefault(note.acronym, name)
        if _same(name, first):
            continue
        yield note.place, finding(rule, note.segment, note.span, [first], acronym=note.acronym, first=first)


def _same(one: str, other: str) -> bool:
    """Whether two names are one: the same words but for small ones, case, and an ending."""
    return _stems(one) == _stems(other)


def _stems(name: str) -> list[str]:
    words = [word.lower().removesuffix("’s").removesuffix("'s") for word in _WORDS.findall(name.replace("-", " "))]
    return [word.removesuffix("s").removesuffix("me") for word in words if word not in _SMALL]
