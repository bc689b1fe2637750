"""Find names that a document spells in several ways: *Hachd* here, *Hashd* there.

Why it matters: an engine keeps the French spelling of a name in one sentence and anglicises it in the next; the reader takes it
for two. What departs from the form that the glossary has, that English convention has, or that prevails, is found at every
mention. Silent where the text tells the two apart: in one sentence, by other given names, by writing one as a common word.
Where segments have sources, these decide: one spelling there for two here is certain, two are two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from tqcheck.checks import Context
from tqcheck.languages import LANGUAGES, base, sentence_at, sentences
from tqcheck.model import Certainty, Finding, Fix, Rule, Segment, Severity, Span
from tqcheck.names import inventory
from tqcheck.names.inventory import Inventory, Note
from tqcheck.names.mentions import words
from tqcheck.names.spelling import bared

if TYPE_CHECKING:
    from tqcheck.names.drift import Departure, Evidence

OPTIONS: frozenset[str] = frozenset()
_LOWER = re.compile(r"[a-z\u00df-\uffff](?<!\w\w)\w{2,}")
"""Words that begin with no capital of English, French or German."""
_TELLING = 1_000_000
"""Code points of a text that are looked at for its words."""
_SOURCES = 50
"""Mentions of a name whose sources are looked at."""
_TIMES = {1: "once", 2: "twice"}


@cache
def _plain() -> frozenset[str]:
    """English words that stand in names, without marks."""
    return frozenset(bared(word.lower()) for word in words("plain"))


def _raised(name: str) -> set[str]:
    """The words of a name that have a capital, in small letters without marks."""
    return {bared(word.lower()) for word in name.split() if not word[0].islower()}


def survey(text: str, starts: Sequence[int], first: int) -> Iterator[Note]:
    """Yield each mention of a name in a text of several segments."""
    return inventory.notes(text, starts, first)


def review(rule: Rule, notes: Sequence[Note], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield each mention of a name in another form than the one that was chosen for it."""
    names = Names(notes, context)
    for departure in names.departures():
        proved = names.proved(departure)
        if proved is None:
            continue
        told = _Told(rule, proved, names)
        for place, start in names.places[departure.name]:
            yield place, told.finding(place, start)
        for place, start in names.in_headlines(departure.name):
            yield place, told.finding(place, start, shouts=True)


class Names(Inventory):
    """The names of a document, where each stands, and what else the document tells of them."""

    def __init__(self, notes: Sequence[Note], context: Context) -> None:
        super().__init__(notes)
        self._context = context
        self._segments: dict[int, Segment] = {}
        self._sentences_of: dict[int, list[Span]] = {}

    def segment(self, place: int) -> Segment:
        """A segment, always the same object, by which it is known again."""
        if place not in self._segments:
            self._segments[place] = self._context.document.segments[place]
        return self._segments[place]

    def departures(self) -> Sequence[Departure]:
        """The names that depart from the form that was chosen; little is loaded for a text that has but one name."""
        if not self.places or (len(self.places) == 1 and not self._context.archive):
            return ()
        from tqcheck.names import drift

        return drift.departures(self.counts, self._evidence())

    def _evidence(self) -> Evidence:
        """What the document, the glossary and other texts say of names."""
        from tqcheck.names.drift import Evidence, Known

        def known(name: str) -> Known | None:
            sense = self._context.lookup.find(name)
            return Known(*sense) if sense else None

        tongue, archive = LANGUAGES.get(base(self._context.target)), self._context.archive
        beside = archive.beside(self._context.document.path) if archive else None
        return Evidence(self.apart, known, tongue.name.lower() if tongue else "english", beside)

    def apart(self, one: str, other: str) -> bool:
        """Whether two names stand in one sentence, or differ in words that are not only names'."""
        mine, theirs = _raised(one), _raised(other)
        if not (mine - theirs).isdisjoint(_plain()) and not ((theirs - mine).isdisjoint(_plain()) and other in self.places):
            return True
        if not self._lower.isdisjoint(mine ^ theirs):
            return True
        return not self._sentences(one).isdisjoint(self._sentences(other))

    @cached_property
    def _lower(self) -> frozenset[str]:
        """The words that stand with a small letter in the document, or as much of it as tells enough of the words it has."""
        return frozenset(_LOWER.findall(self._context.document.text, 0, _TELLING))

    def _sentences(self, name: str) -> set[tuple[int, int]]:
        """The sentences in which a name stands, by their segments' places and where they begin."""
        return {(place, sentence_at(self._split(place), start).start) for place, start in self.places.get(name, ())}

    def _split(self, place: int) -> list[Span]:
        """The sentences of a segment, which holds many names or none."""
        if place not in self._sentences_of:
            self._sentences_of[place] = sentences(self.segment(place).target)
        return self._sentences_of[place]

    def proved(self, departure: Departure) -> Departure | None:
        """A departure as the sources prove it; None where they have two names for the two."""
        mine, theirs = self._sources(departure.name), self._sources(departure.like)
        if not mine or not theirs:
            return departure
        from tqcheck.bitext.names.agreement import Agreement, agreement

        said = agreement(departure.name, mine, departure.like, theirs)
        if said is Agreement.two:
            return None
        return departure._replace(certainty=Certainty.certain) if said is Agreement.one else departure

    def _sources(self, name: str) -> list[str]:
        """The sources of the first segments that hold a name."""
        places = dict.fromkeys(place for place, _ in self.places.get(name, ())[:_SOURCES])
        return [source for place in places if (source := self.segment(place).source)]

    def in_headlines(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield where a name stands in headlines of capitals."""
        loud = re.compile(rf"(?<!\w){re.escape(name.upper())}(?!\w)")
        for place in self._headlines:
            for match in loud.finditer(self.segment(place).target):
                yield place, match.start()

    @cached_property
    def _headlines(self) -> list[int]:
        segments = self._context.document.segments
        return [place for place, segment in enumerate(segments) if segment.target.isupper()]


class _Told:
    """What is told of one departure, wherever it stands."""

    def __init__(self, rule: Rule, departure: Departure, names: Names) -> None:
        self._rule, self._departure, self._names = rule, departure, names

    def finding(self, place: int, start: int, *, shouts: bool = False) -> Finding:
        departure = self._departure
        name, fix = (text.upper() if shouts else text for text in (departure.name, departure.fix))
        sure = departure.clear and departure.certainty > Certainty.possible
        return Finding(
            self._rule,
            self._names.segment(place),
            Span(start, start + len(name)),
            self._message(name, fix),
            self._why,
            (Fix(fix, sure),),
            Severity.minor if bared(name.lower()) == bared(fix.lower()) else self._rule.severity,
            Certainty.certain if sure and departure.ground.value == "glossary" else departure.certainty,
        )

    @cached_property
    def _why(self) -> str:
        """The rule's reason, and what conventions have to do with it."""
        from tqcheck.names import explain

        reasons = [str(step) for step in explain(self._departure.name, self._departure.fix) if step.ways[0]]
        return f"{self._rule.why} {'; '.join(reasons)}." if reasons else self._rule.why

    def _message(self, seen: str, fix: str) -> str:
        departure = self._departure
        times = _TIMES.get(departure.times, f"{departure.times} times")
        texts = "another text" if departure.documents == 1 else f"{departure.documents} other texts"
        return {
            "archive": f"“{seen}” is “{departure.like}” in {texts} ({times}).",
            "house": f"“{seen}”: the house spells this name “{fix}”.",
            "glossary": f"“{seen}”: the glossary spells this name “{fix}”."
            if departure.clear
            else f"“{seen}” is “{departure.like}” elsewhere in the text ({times}), as the glossary has it.",
            "convention": f"“{seen}” is “{departure.like}” elsewhere in the text ({times}), as English spells it.",
            "majority": f"“{seen}” is “{departure.like}” elsewhere in the text ({times}).",
        }[departure.ground.value]
