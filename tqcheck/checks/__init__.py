"""The check kinds: one module each, named in a rule's `check`.

A module has `find(rule, segment, context)`, which yields findings, or `finder(rule)`, which makes the like of it for one rule
and is told the offsets where alone matches may begin. It says where to look: either `anchors(rule)`, the folded strings one of
which must stand in a segment, or `scan(text, folded)`, which yields offsets worth a look (where what is found there is no surer
than SCANS_FOR, it isn't called by who wants more). It may have `prepare(rule, lists)`, which turns the options as written into
those that run, raising ValueError for what it can't take.

A kind that holds a segment against its source has `compare(rule, pair, context)`, which is called for every segment that has
one. What its rules have in common, and costs time, may be asked first: `differs(pair, context)` tells whether any of them has
something to tell.

A kind that judges a document as a whole has `review(rule, notes, context)` too: it is given all that `find` noted, and yields
the place of a segment with each finding. Where nearly every segment has something to note, it has
`survey(text, starts, first)` in place of `find`: it is given many segments at once, where each starts, and the place of the
first, and yields notes. A kind about glossary terms tells by `statuses(rule)` which of them (own, forbidden, foreign …) it is
called for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tqcheck import languages
from tqcheck.glossary.counterparts import Counterparts, Standing
from tqcheck.glossary.lookup import Lookup
from tqcheck.glossary.match import Mention
from tqcheck.model import Document, Finding, Fix, Rule, Segment, Span

if TYPE_CHECKING:
    from tqcheck.names.archive import Archive

KINDS = {
    "acronym": "acronym",
    "bitext-broken": "bitext.broken",
    "bitext-casing": "bitext.casing",
    "bitext-empty": "bitext.empty",
    "bitext-ending": "bitext.ending",
    "bitext-marks": "bitext.marks",
    "bitext-misspelt": "bitext.misspelt",
    "bitext-names": "bitext.names",
    "bitext-negation": "bitext.negation",
    "bitext-numbers": "bitext.numbers",
    "bitext-paragraph": "bitext.paragraph",
    "bitext-placeholders": "bitext.placeholders",
    "bitext-proportion": "bitext.proportion",
    "bitext-question": "bitext.question",
    "bitext-repeated": "bitext.repeated",
    "bitext-source-word": "bitext.source_word",
    "bitext-terms": "bitext.terms",
    "bitext-two-ways": "bitext.two_ways",
    "bitext-unrelated": "bitext.unrelated",
    "bitext-untranslated": "bitext.untranslated",
    "cut-relative": "cut_relative",
    "doubled-phrase": "doubled",
    "doubled-word": "doubled",
    "drift": "drift",
    "foreign-sentence": "foreign_sentence",
    "french-form": "french_form",
    "inverted-clause": "inverted_clause",
    "pattern": "pattern",
    "quote-style": "quote_style",
    "quotes": "quotes",
    "spelling": "variants",
    "stray-capital": "stray_capital",
    "stray-stop": "stray_stop",
    "term": "term",
    "two-names": "two_names",
    "variants": "variants",
}


MOST_TOLD = 20
"""Places that a rule about a whole document tells of: whoever has more needs another tool than their eyes."""


@cache
def module(kind: str) -> Any:
    """The module of a check kind."""
    return import_module(f"tqcheck.checks.{KINDS[kind]}")


class Context:
    """What a check may know beyond its segment: the document, its languages, the segment's sentences and quotations.

    `lookup` is what glossaries say of names, `archive` how other texts spell them. `source` is the language of the sources
    beside the segments ("" for none), `counterparts` what glossaries call its terms in the target's.
    """

    def __init__(
        self,
        document: Document,
        target: str = "en",
        lookup: Lookup | None = None,
        archive: Archive | None = None,
        *,
        source: str = "",
        counterparts: Counterparts | None = None,
    ) -> None:
        self.document, self.target, self.lookup, self.archive = document, target, lookup or Lookup(), archive
        self.source, self.counterparts = source, counterparts or Counterparts()
        self._segment: Segment | None = None
        self._sentences: list[Span] | None = None
        self._quoted: list[Span] | None = None
        self.index = 0
        self.mentions: Sequence[Mention] = ()
        self.memo: dict[str, Any] = {}

    def enter(self, index: int, segment: Segment, mentions: Sequence[Mention] = ()) -> None:
        """Turn to a segment, the `index`th of the document, and to the terms that stand in it."""
        self.index, self.mentions = index, mentions
        self._segment, self._sentences, self._quoted = segment, None, None
        self.memo.clear()

    def standing(self, segment: Segment) -> list[Standing]:
        """The glossaries' terms in the source of the current segment."""
        if "standing" not in self.memo:
            self.memo["standing"] = self.counterparts.standing(segment.source or "", self.source)
        found: list[Standing] = self.memo["standing"]
        return found

    def sentences(self, segment: Segment) -> list[Span]:
        """The segment's sentences."""
        if segment is not self._segment:
            return languages.sentences(segment.target)
        if self._sentences is None:
            self._sentences = languages.sentences(segment.target)
        return self._sentences

    def sentence(self, segment: Segment, offset: int) -> Span:
        """The sentence that holds an offset."""
        return languages.sentence_at(self.sentences(segment), offset)

    def is_quoted(self, segment: Segment, span: Span) -> bool:
        """Whether any of a span stands inside quotation marks."""
        if segment is not self._segment:
            spans = languages.quoted(segment.target)
        else:
            if self._quoted is None:
                self._quoted = languages.quoted(segment.target)
            spans = self._quoted
        index = bisect_right(spans, span.start, key=lambda stretch: stretch.start) - 1
        return any(start < span.end and span.start < end for start, end in spans[max(0, index) : index + 2])

    def at_start(self, segment: Segment, offset: int) -> bool:
        """Whether a sentence starts at an offset, opening quotation marks aside."""
        start = self.sentence(segment, offset).start
        return offset - start <= languages.LEAD and not segment.target[start:offset].strip(languages.LEADING)

    def neighbour(self, step: int) -> Segment | None:
        """The segment `step` places on from the current one, or None."""
        index = self.index + step
        segments = self.document.segments
        return segments[index] if 0 <= index < len(segments) else None


def finding(
    rule: Rule, segment: Segment, span: Span, fixes: Iterable[str] = (), *, message: str = "", **fields: str
) -> Finding:
    """A finding of a rule as the rule grades it.

    Its message is the rule's, with what was matched and the `fields` put in, or a `message` that the check has filled in.
    """
    text = message or rule.message
    if not message:
        for name, value in {**fields, "match": segment.target[span.start : span.end]}.items():
            text = text.replace(f"{{{name}}}", value)
    safe = rule.safe
    ready = tuple([Fix(fix, safe) for fix in dict.fromkeys(fixes)])
    return Finding(rule, segment, span, text, rule.why, ready, rule.severity, rule.certainty)
