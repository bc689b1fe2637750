"""Names that texts spell in several ways, by what findings offer: which spellings are one name, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import Protocol, TypeVar

from tqcheck.model import Document, Segment, Span


class Mention(Protocol):
    """Where a name stands: a stretch of a file's decoded text."""

    @property
    def file(self) -> Hashable:
        """The file, or what stands for it."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


M = TypeVar("M", bound=Mention)


def clusters(
    offers: Iterable[tuple[str, str]], mentions: Callable[[list[str]], Iterable[tuple[str, M]]]
) -> list[dict[str, list[M]]]:
    """The names of findings that offer another spelling for one, in order of appearance: their mentions by spelling.

    First comes the spelling that the check would write, then the most frequent. `mentions` finds those of all spellings.
    """
    groups: list[list[str]] = []
    offered = set()
    for text, fix in offers:
        offered.add(_plain(fix))
        _join(groups, [_plain(text), _plain(fix)])
    found: dict[str, list[M]] = {spelling: [] for group in groups for spelling in group}
    for spelling, mention in mentions(list(found)):
        found[spelling].append(mention)
    _leave_to_longer(found)
    return [_sorted({spelling: found[spelling] for spelling in group}, offered) for group in groups]


def stretches(document: Document, spelling: str) -> Iterator[tuple[Segment, Span]]:
    """Yield where a spelling stands as whole words, in capitals too."""
    words = [form.split() for form in (spelling, spelling.upper())]
    forms = (r"\s+".join(map(re.escape, form)) for form in words)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
    for segment in document.segments:
        # Most texts name few of the names: a word is looked for much faster than a pattern.
        if any(not form or form[0] in segment.target for form in words):
            for match in pattern.finditer(segment.target):
                yield segment, Span(*match.span())


def _plain(text: str) -> str:
    """A spelling as it stands in running text, not in a headline of capitals."""
    return text.title() if text.isupper() and len(text) > 4 else text  # noqa: PLR2004


def _join(groups: list[list[str]], spellings: list[str]) -> None:
    """Put spellings into the group that has one of them; groups that they link become one."""
    linked = [group for group in groups if not set(group).isdisjoint(spellings)]
    merged = list(dict.fromkeys([*(text for group in linked for text in group), *spellings]))
    if linked:
        linked[0][:] = merged
        for group in linked[1:]:
            groups.remove(group)
    else:
        groups.append(merged)


def _leave_to_longer(mentions: dict[str, list[M]]) -> None:
    """Take out the mentions that stand inside one of a longer name, which has a cluster of its own."""
    longest: dict[tuple[Hashable, int], int] = {}
    for mention in (mention for found in mentions.values() for mention in found):
        for place in range(mention.start, mention.end):
            key = (mention.file, place)
            longest[key] = max(longest.get(key, 0), mention.end - mention.start)
    for found in mentions.values():
        found[:] = [mention for mention in found if longest[mention.file, mention.start] == mention.end - mention.start]


def _sorted(mentions: dict[str, list[M]], offered: Collection[str]) -> dict[str, list[M]]:
    return dict(sorted(mentions.items(), key=lambda item: (item[0] not in offered, -len(item[1]))))
