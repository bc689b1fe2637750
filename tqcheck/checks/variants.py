"""Find one thing written in two ways in a document: dates, times, `per cent`, British and American spelling.

Why it matters: an article has one author; two ways show where an engine, or two of them, had a hand in it. `variants` tells
the ways by two patterns, `spelling` by pairs of words. What is seldomer is found, and its fix is the other way; of two that
are even, the one that comes second. Silent where the document keeps to one way. Names are left out by `spelling`: a word with
a capital inside a sentence may be part of one.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tqcheck.checks import MOST_TOLD, Context, finding
from tqcheck.languages import begins_sentence, match_case
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs import literals, templates
from tqcheck.packs.patterns import Lists, checked, compiled, expand

OPTIONS = frozenset(["ways", "pairs", "endings"])
_WORD = re.compile(r"[^\W\d_]+")
_WAYS = 2


class Note(NamedTuple):
    """One occurrence of a way (0 or 1), and the same in the other way ("" where that can't be told)."""

    place: int
    segment: Segment
    span: Span
    way: int
    other: str


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Expand the ways' patterns, or the pairs of words; raises ValueError for what is not two named ways."""
    ways = rule.options.get("ways")
    if not isinstance(ways, list) or len(ways) != _WAYS or not all(isinstance(way, dict) and "name" in way for way in ways):
        raise ValueError("'ways' must be two tables with a name each")
    names = tuple(str(way["name"]) for way in ways)
    prepared = _spelled(rule, lists) if rule.check == "spelling" else _patterns(ways, lists)
    return dataclasses.replace(rule, options={"names": names, **prepared})


def _patterns(ways: Sequence[dict[str, Any]], lists: Lists) -> dict[str, Any]:
    sources, anchored = [], frozenset[str]()
    for way in ways:
        main = expand(str(way.get("pattern", "")), lists)
        own = literals.strings(main.bare, left=True, right=True)
        if not own:
            raise ValueError(f"the way {way['name']!r} has no pattern with a fixed string that every match holds")
        groups = frozenset(checked(main.source, main.exact, f"the way {way['name']!r}").groupindex)
        if problem := templates.problems(str(way.get("fix", "")), groups | {"match"}, {}):
            raise ValueError(problem)
        sources.append((main.source, main.exact, str(way.get("fix", ""))))
        anchored |= own
    return {"sources": tuple(sources), "anchors": anchored}


def _spelled(rule: Rule, lists: Lists) -> dict[str, Any]:
    """Each word in each ending → its way and its counterpart."""
    pairs, endings = rule.options.get("pairs"), rule.options.get("endings", [""])
    named = pairs[1:] if isinstance(pairs, str) and pairs.startswith("@") else ""
    entries = lists.get(named, ()) if named else pairs
    if not isinstance(entries, list | tuple) or not entries or not isinstance(endings, list):
        raise ValueError("'pairs' must be an array of pairs such as colour/color, or @ and the name of a list of them")
    words: dict[str, tuple[int, str]] = {}
    for entry in entries:
        one, slash, other = str(entry).partition("/")
        if not slash:
            raise ValueError(f"{entry!r} is no pair; write colour/color")
        for ending in endings:
            words[one + ending], words[other + ending] = (0, other + ending), (1, one + ending)
    edge = literals.EDGE
    return {"words": words, "anchors": frozenset(f"{edge}{word}{edge}" for word in words)}


def anchors(rule: Rule) -> frozenset[str]:
    """The words, or the strings one of which a way holds."""
    return rule.options["anchors"]  # type: ignore[return-value]


def finder(rule: Rule) -> Callable[[Segment, Context, list[int]], Iterable[Note]]:
    """What notes the occurrences of both ways in a segment."""
    if rule.check == "spelling":
        return lambda segment, context, places: _words(rule, segment, context, places)
    return lambda segment, context, _: _matches(rule, segment, context)


def _words(rule: Rule, segment: Segment, context: Context, places: Sequence[int]) -> Iterator[Note]:
    words: Any = rule.options["words"]
    text = segment.target
    found = _WORD.finditer(text) if min(places) < 0 else filter(None, (_WORD.match(text, place) for place in sorted(places)))
    for match in found:
        way, other = words.get(match[0].lower(), (-1, ""))
        starts = begins_sentence(text, match.start())
        if way >= 0 and (match[0].islower() or (starts and match[0][1:].islower())):
            yield Note(context.index, segment, Span(*match.span()), way, match_case(match[0], other, starts=starts))


def _matches(rule: Rule, segment: Segment, context: Context) -> Iterator[Note]:
    sources: Any = rule.options["sources"]
    for way, (source, exact, fix) in enumerate(sources):
        for match in compiled(source, exact).finditer(segment.target, timeout=1.0):
            groups = {name: text or "" for name, text in match.groupdict().items()} | {"match": match[0]}
            yield Note(context.index, segment, Span(*match.span()), way, templates.fill(fix, groups, {}))


def review(rule: Rule, notes: Sequence[Note], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield the occurrences of the way that the document uses less, with the other way as their fix."""
    notes = sorted(notes, key=lambda note: (note.place, note.span.start))
    counts = Counter(note.way for note in notes)
    if len(counts) < _WAYS:
        return
    kept = counts.most_common(1)[0][0]  # of two that are even, the one that comes first
    names: Any = rule.options["names"]
    strays = [note for note in notes if note.way != kept]
    for note in strays[:MOST_TOLD]:
        seen = note.segment.target[slice(*note.span)]
        fixes = [note.other] if note.other and note.other != seen else []
        told = {"way": names[note.way], "other": names[kept], "count": str(counts[kept])}
        yield note.place, finding(rule, note.segment, note.span, fixes, **told)
