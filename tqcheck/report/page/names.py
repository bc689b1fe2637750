"""Names that the texts spell in several ways, as the page lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tqcheck.model import Segment, Span
from tqcheck.names.clusters import clusters, stretches
from tqcheck.report.page.articles import Article

_LINKED = 12
"""Places of a spelling that are linked; of more, how many there are is told."""


class Mention(NamedTuple):
    """Where a name stands: a stretch of an article."""

    file: int
    start: int
    end: int
    article: Article
    segment: Segment
    span: Span

    @property
    def line(self) -> int:
        """The line of the file."""
        return self.article.checked.document.position(self.start).line

    @property
    def anchor(self) -> str:
        """The id of what shows it best: its mark, its paragraph, its article."""
        for note in self.article.marks.get((self.segment.id, self.segment.start), ()):
            if note.finding.span == self.span and not note.hidden:
                return f"m{note.id}"
        shown = self.article.shows(self.segment)
        return self.article.anchor(self.segment) if shown else f"a{self.article.number}"


class Spelling(NamedTuple):
    """One way to spell a name: how often it stands in how many texts, and the first of its places."""

    text: str
    total: int
    texts: int
    mentions: list[Mention]


def names(articles: Sequence[Article]) -> list[list[Spelling]]:
    """The names that stand in several spellings, each with the one first that the check would write."""
    named = (finding for article in articles for finding in article.checked if finding.rule.family == "name" and finding.fixes)
    offers = ((finding.text, finding.fixes[0].text) for finding in named)
    found = clusters(offers, partial(_mentions, articles))
    several = (spellings for spellings in found if sum(map(bool, spellings.values())) > 1)
    return [[_spelling(*item) for item in spellings.items()] for spellings in several]


def _mentions(articles: Iterable[Article], spellings: Iterable[str]) -> Iterator[tuple[str, Mention]]:
    for article in articles:
        document = article.checked.document
        for spelling in spellings:
            for segment, span in stretches(document, spelling):
                yield spelling, Mention(article.number, *document.range(segment, span), article, segment, span)


def _spelling(text: str, mentions: list[Mention]) -> Spelling:
    return Spelling(text, len(mentions), len({mention.file for mention in mentions}), mentions[:_LINKED])
