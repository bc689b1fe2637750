"""One check of one document: scan for all literals at once, verify what was hit, settle what overlaps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck import languages
from tqcheck.bitext.pair import Pair
from tqcheck.bitext.triggers import stands
from tqcheck.checks import Context, module
from tqcheck.formats.text import Lines
from tqcheck.glossary.match import Hit, Mention, mentions
from tqcheck.model import Certainty, Document, Finding, Fix, Problem, Rule, Segment, Span
from tqcheck.ruleset import Ruleset
from tqcheck.scanner import collapse
from tqcheck.settling import Found

if TYPE_CHECKING:
    from tqcheck.names.archive import Archive

_CHUNK = 1 << 18
"""Code points scanned at once: large enough to spread the cost of a scan, small enough to stay in the processor's cache."""
_BATCH = 64
"""Segments that one kind holds against their sources before the next does; what is known of so many stays in the cache too."""
_ANYWHERE = -1
_SOMEWHERE = [_ANYWHERE]
_Places = dict[int, list[int]]
"""Rules to try on a segment, and where in it their matches may begin: known offsets, or anywhere."""


class Plan:
    """The rules that run on a document, and how they ask to be called; findings are told from `least` up."""

    def __init__(self, rules: Sequence[Rule], indices: frozenset[int], least: Certainty = Certainty.possible) -> None:
        self.finders: list[Callable[[Segment, Context, list[int]], Iterable[Finding]] | None] = [None] * len(rules)
        scanning: dict[Any, list[int]] = {}
        self.terms: dict[str, list[int]] = {}
        self.reviews: dict[int, Any] = {}
        self.surveys: dict[int, Any] = {}
        comparing: dict[str, list[int]] = {}
        for index in sorted(indices):
            kind = module(rules[index].check)
            self.finders[index] = kind.finder(rules[index]) if hasattr(kind, "finder") else _finder(kind, rules[index])
            if hasattr(kind, "review"):
                self.reviews[index] = kind.review
            if hasattr(kind, "compare"):
                comparing.setdefault(rules[index].check, []).append(index)
            if hasattr(kind, "survey"):
                self.surveys[index] = kind.survey
            if hasattr(kind, "statuses"):
                for status in kind.statuses(rules[index]):
                    self.terms.setdefault(status, []).append(index)
            if hasattr(kind, "scan") and getattr(kind, "SCANS_FOR", Certainty.certain) >= least:
                scanning.setdefault(kind.scan, []).append(index)
        self.scans = list(scanning.items())
        self.reads = bool(self.terms) or any(hasattr(module(rules[index].check), "anchors") for index in indices)
        """Whether literals are to be looked for."""
        self.compares = [
            (getattr(module(check), "differs", None), module(check).compare, of) for check, of in comparing.items()
        ]


def _finder(kind: Any, rule: Rule) -> Callable[[Segment, Context, list[int]], Iterable[Finding]]:
    """A kind's `find` for one rule, which looks for itself where to look; nothing of a kind that surveys whole texts."""
    find = getattr(kind, "find", lambda *_: ())
    return lambda segment, context, _: find(rule, segment, context)


class _Chunk(NamedTuple):
    """Some segments laid end to end, separators between them; `starts` has one entry more than there are segments.

    `first` is the place of the first one in the document; `spaced` is the text with plain spaces only, `folded` also
    without case and hyphens.
    """

    first: int
    text: str
    spaced: str
    folded: str
    starts: list[int]


class Run:
    """One check of one document; `problems` are the rules that had to be stopped."""

    def __init__(
        self, ruleset: Ruleset, plan: Plan, document: Document, target: str, archive: Archive | None = None, source: str = ""
    ) -> None:
        self._rules, self._scanner, self._plan, self._document = ruleset.rules, ruleset.scanner, plan, document
        self._context = Context(document, target, ruleset.lookup, archive, source=source, counterparts=ruleset.counterparts)
        self._languages = source, languages.base(target)
        # A rule that takes too long is stopped for this document only: what is found in one must not hang on another.
        self._finders = list(plan.finders)
        self._notes: dict[int, list[Any]] = {}
        self._mentions: dict[int, Sequence[Mention]] = {}
        self.problems: list[Problem] = []

    def findings(self) -> list[Found]:
        """What is found, segment by segment in order of the text; what overlaps is not settled yet."""
        found: dict[int, Found] = {}
        for chunk in _chunks(self._document.segments):
            for rule, survey in self._plan.surveys.items():
                self._notes.setdefault(rule, []).extend(survey(chunk.text, chunk.starts, chunk.first))
            todo, terms = self._candidates(chunk)
            for place in sorted(todo.keys() | terms.keys()):
                if here := self._segment(chunk.first + place, todo.get(place, {}), terms.get(place)):
                    found[chunk.first + place] = here
            for index, here in self._beside(chunk):
                found.setdefault(index, []).extend(here)
            self._mentions.clear()
        for place, here in self._reviewed().items():
            self._context.enter(place, here[0][1].segment)
            found.setdefault(place, []).extend(self._outside(here, here[0][1].segment))
        return [found[place] for place in sorted(found)]

    def _beside(self, chunk: _Chunk) -> Iterator[tuple[int, Found]]:
        """What is found where segments are held against their sources, with the places of segments.

        One kind looks at many segments before the next one does, so that its code and tables are in the processor's cache.
        """
        segments = self._document.segments
        if not self._plan.compares or isinstance(segments, Lines):
            return
        last = chunk.first + len(chunk.starts) - 1
        for first in range(chunk.first, last, _BATCH):
            numbered = enumerate(segments[first : min(last, first + _BATCH)], first)
            pairs = [(index, Pair(segment, *self._languages)) for index, segment in numbered if segment.source is not None]
            for differs, compare, rules in self._plan.compares:
                for index, pair in pairs:
                    if (differs is None or differs(pair, self._context)) and (
                        here := self._compared(index, pair, compare, rules)
                    ):
                        yield index, here

    def _compared(self, index: int, pair: Pair, compare: Any, rules: list[int]) -> Found:
        """What the rules of one kind find where a segment is held against its source."""
        self._context.enter(index, pair.segment, self._mentions.get(index, ()))
        found = [told for rule in rules for told in self._told(rule, compare(self._rules[rule], pair, self._context))]
        return self._outside(found, pair.segment) if found else found

    def _reviewed(self) -> dict[int, Found]:
        """What the kinds that judge the document as a whole find, by the places of segments."""
        found: dict[int, Found] = {}
        for rule, review in self._plan.reviews.items():
            for place, finding in review(self._rules[rule], self._notes.get(rule, []), self._context):
                found.setdefault(place, []).append((rule, finding))
        return found

    def _candidates(self, chunk: _Chunk) -> tuple[dict[int, _Places], dict[int, list[Hit]]]:
        """Which rules to try on which segments of a chunk and where, and where glossary entries may stand in them."""
        todo: dict[int, _Places] = {}
        terms: dict[int, list[Hit]] = {}
        if self._plan.reads:
            self._read(chunk, todo, terms)
            self._look_again(chunk, todo, terms)
        self._scan(chunk, todo)
        return todo, terms if self._plan.terms else {}

    def _read(self, chunk: _Chunk, todo: dict[int, _Places], terms: dict[int, list[Hit]]) -> None:
        """Look for all literals at once."""
        text, folded, starts = chunk.text, chunk.folded, chunk.starts
        finders, leading, rules, owners = self._finders, self._scanner.leading, self._scanner.rules, self._scanner.owners
        place, start, limit = 0, 0, starts[1]
        for end, number in self._scanner.hits(folded):
            size, several = owners(number, folded, end, text)
            for owner in several:
                if end >= limit:
                    place = bisect_right(starts, end) - 1
                    start, limit = starts[place], starts[place + 1]
                if owner < rules:
                    if finders[owner]:
                        at = end + 1 - size - start if leading[owner] else _ANYWHERE
                        todo.setdefault(place, {}).setdefault(owner, []).append(at)
                elif not folded[end + 1 : end + 2].isalnum() or not languages.joins(folded[end], folded[end + 1]):
                    self._add(terms, place, owner, end + 1 - start)

    def _add(self, terms: dict[int, list[Hit]], place: int, owner: int, end: int) -> None:
        entry = self._scanner.entry(owner)
        if end >= (size := len(entry.literal)):
            terms.setdefault(place, []).append((end - size, end, entry))

    def _scan(self, chunk: _Chunk, todo: dict[int, _Places]) -> None:
        """Let the kinds that have no literals say where to look."""
        for scan, indices in self._plan.scans:
            for offset in scan(chunk.text, chunk.folded):
                places = todo.setdefault(bisect_right(chunk.starts, offset) - 1, {})
                places.update((index, _SOMEWHERE) for index in indices)

    def _look_again(self, chunk: _Chunk, todo: dict[int, _Places], terms: dict[int, list[Hit]]) -> None:
        """Scan segments that hold runs of white space once more with these collapsed: literals hold single spaces."""
        folded = chunk.folded
        at = chunk.spaced.find("  ")
        while at >= 0:
            place = bisect_right(chunk.starts, at) - 1
            start, limit = chunk.starts[place], chunk.starts[place + 1]
            text, offsets = collapse(folded[start : limit - 1].rstrip(languages.SEPARATOR))
            for end, number in self._scanner.hits(text):
                for owner in self._scanner.owners(number, text, end)[1]:
                    if owner >= self._scanner.rules:
                        entry = self._scanner.entry(owner)
                        hit = (offsets[end + 1 - len(entry.literal)], offsets[end] + 1, entry)
                        terms.setdefault(place, []).append(hit)
                    elif self._finders[owner]:
                        todo.setdefault(place, {})[owner] = _SOMEWHERE
            at = chunk.spaced.find("  ", max(at + 2, limit - 1))

    def _segment(self, index: int, rules: _Places, terms: list[Hit] | None) -> Found:
        segment = self._document.segments[index]
        standing = mentions(segment.target, terms) if terms else []
        self._context.enter(index, segment, standing)
        if standing:
            self._mentions[index] = standing
        for mention in standing:
            for rule in self._plan.terms.get(mention.entry.status, ()):
                rules[rule] = _SOMEWHERE
        found = [told for rule, places in rules.items() for told in self._tried(rule, segment, places)]
        if segment.source is not None and found:
            found = [(rule, graded) for rule, finding in found if (graded := _graded(finding, segment.source))]
        return self._outside(found, segment) if found else found

    def _tried(self, rule: int, segment: Segment, places: list[int]) -> Found:
        """What a rule finds in a segment; one that takes too long is stopped."""
        if finder := self._finders[rule]:
            try:
                return self._told(rule, finder(segment, self._context, places))
            except TimeoutError:
                self._finders[rule] = None
                self.problems.append(self._stopped(self._rules[rule], segment))
        return []

    def _told(self, rule: int, here: Iterable[Any]) -> Found:
        """What a rule found; nothing yet where it noted what is to be reviewed."""
        if rule in self._plan.reviews:
            self._notes.setdefault(rule, []).extend(here)
            return []
        return [(rule, finding) for finding in here]

    def _outside(self, found: Found, segment: Segment) -> Found:
        """The findings of a segment but for those in addresses, each with the fixes that it may keep."""
        if addresses := _addresses(segment.target):
            found = [item for item in found if item[1].rule.languages[0] or not _inside(addresses, item[1].span)]
        return [(index, self._guarded(finding)) for index, finding in found]

    def _stopped(self, rule: Rule, segment: Segment) -> Problem:
        line = self._document.position(segment.slices[0].start if segment.slices else segment.start).line
        return Problem(
            self._document.path,
            line,
            f"rule {rule.id!r} ({rule.origin}) took too long here and was stopped; simplify its pattern",
        )

    def _guarded(self, finding: Finding) -> Finding:
        """The finding with no safe fix that changes letters inside quotation marks: those are somebody's words."""
        fixes = finding.fixes
        if not (fixes and fixes[0].safe) or not self._context.is_quoted(finding.segment, finding.span):
            return finding
        letters = _letters(finding.text)
        return finding._replace(fixes=tuple(Fix(fix.text, fix.safe and _letters(fix.text) == letters) for fix in fixes))


def _graded(finding: Finding, source: str) -> Finding | None:
    """A finding as its source proves it, None where the source speaks against it."""
    rule = finding.rule
    if not rule.trigger:
        return finding
    proved = stands(rule.trigger, source) and not (rule.not_trigger and stands(rule.not_trigger, source))
    return finding._replace(certainty=Certainty.certain) if proved else None


def _inside(addresses: list[tuple[int, int]], span: Span) -> bool:
    """Whether a span meets an address; addresses don't overlap, so the last one that begins before the span's end tells."""
    before = bisect_left(addresses, (span.end, 0))
    return bool(before) and addresses[before - 1][1] > span.start


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|@\w+")


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where web and e-mail addresses and handles stand: nothing in them is prose."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def _chunks(segments: Sequence[Segment]) -> Iterator[_Chunk]:
    first, count = 0, len(segments)
    while first < count:
        if isinstance(segments, Lines):
            text, starts = segments.stretch(first, _CHUNK)
            text = text.replace("\n", languages.SEPARATOR)
        else:
            text, starts = _joined(segments, first)
        spaced = languages.space(text)
        yield _Chunk(first, text, spaced, languages.fold_spaced(spaced), [*starts, len(text) + 1])
        first += len(starts)


def _joined(segments: Sequence[Segment], first: int) -> tuple[str, list[int]]:
    targets: list[str] = []
    starts: list[int] = []
    size = 0
    while first + len(starts) < len(segments) and size < _CHUNK:
        target = segments[first + len(starts)].target
        targets.append(target)
        starts.append(size)
        size += len(target) + 1
    return languages.SEPARATOR.join(targets), starts
