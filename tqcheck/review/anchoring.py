"""Where findings stand in a text that is no longer the one in which they were found: their fingerprints tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from tqcheck.fingerprint import Fingerprints
from tqcheck.languages import SEPARATOR
from tqcheck.model import Certainty, Document, Finding, Severity, Span
from tqcheck.review.entries import Entry, File, stub

CHANGED = "the text was changed here since it was found"
Place = tuple[int, int]
_GAP = f"[^\\S{SEPARATOR}]+"


class Anchors:
    """The places of a document at which findings would have given fingerprints."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[tuple[str, str], dict[str, list[Place]]] = {}

    def places(self, rule: str, text: str, fingerprint: str) -> Sequence[Place]:
        """The stretches of the file, in order, where a finding of a rule about a text would have a fingerprint."""
        key = (rule, _spaced(text))
        if key not in self._places:
            self._places[key] = self._all(*key)
        return self._places[key].get(fingerprint.partition("#")[0], ())

    def _all(self, rule: str, text: str) -> dict[str, list[Place]]:
        """The places of a text by fingerprint: of the text as whole words if it stands so anywhere."""
        of = Fingerprints().of
        places: dict[str, list[Place]] = {}
        if not text.strip():
            return places
        pattern = _GAP.join(map(re.escape, text.split(" ")))
        whole = rf"(?<!\w){pattern}" if text[0].isalnum() else pattern
        whole = rf"{whole}(?!\w)" if text[-1].isalnum() else whole
        found = list(re.finditer(whole, self._joined)) or re.finditer(pattern, self._joined)
        index, segment = -1, None
        for match in found:
            if (here := bisect_right(self._starts, match.start()) - 1) != index or segment is None:
                # The same object, by which its sentences are known again.
                index, segment = here, self._document.segments[here]
            before = self._starts[index]
            span = Span(match.start() - before, match.end() - before)
            finding = Finding(stub(rule), segment, span, "", "", (), Severity.minor, Certainty.possible)
            places.setdefault(of(finding), []).append(self._document.range(segment, span))
        return places

    @cached_property
    def _joined(self) -> str:
        return SEPARATOR.join(segment.target for segment in self._document.segments)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(segment.target) + len(SEPARATOR) for segment in self._document.segments)
        return list(accumulate(lengths, initial=0))[:-1]


def move(file: File, before: Document) -> None:
    """Move the findings of a file that was another document `before` to where they stand now; some may no longer fit.

    A verdict that is written stays so, but can't be taken back any more.
    """
    old, new = Anchors(before), Anchors(file.document)
    for entry in file.entries:
        if entry.written:
            entry.written = entry.written.lost()
            file.place(entry, *(min(place, len(file.document.text)) for place in (entry.start, entry.end)))
            continue
        key = (entry.rule, entry.text, entry.fingerprint)
        were, are = old.places(*key), new.places(*key)
        number = _number(were, (entry.start, entry.end), len(are))
        _put(entry, are[number] if number < len(are) else None)
    file.sort()


def _number(places: Sequence[Place], wanted: Place, otherwise: int) -> int:
    """Which of some places, in order, is the one wanted."""
    number = bisect_left(places, wanted)
    return number if number < len(places) and places[number] == wanted else otherwise


def place(file: File) -> None:
    """Give findings that were told elsewhere their places in a file as it is: where they say, or else by their fingerprints."""
    lost = []
    for entry in file.entries:
        if stands(entry):
            file.place(entry, entry.start, entry.end)  # its line may be another
        else:
            lost.append(entry)
    anchors, groups = Anchors(file.document), dict[tuple[str, str, str], list[Entry]]()
    for entry in file.entries if lost else ():
        groups.setdefault((entry.rule, entry.text, entry.fingerprint.partition("#")[0]), []).append(entry)
    for key, group in groups.items():
        places = anchors.places(*key)
        # With more places than findings, which of them were meant can't be told.
        for entry, found in zip(group, places if len(places) == len(group) else [None] * len(group), strict=True):
            if entry in lost:
                _put(entry, found)
    file.sort()


def stands(entry: Entry) -> bool:
    """Whether a finding's text stands where it says, in the sentence in which it was found."""
    finding = entry.file.finding(entry)
    if finding is None:
        return entry.file.document.text[entry.start : entry.end] == entry.text
    return is_about(finding, entry.text) and Fingerprints().of(finding) == entry.fingerprint.partition("#")[0]


def is_about(finding: Finding, text: str) -> bool:
    """Whether a finding's text is the one told, line breaks aside."""
    return _spaced(finding.text) == _spaced(text)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _put(entry: Entry, place: Place | None) -> None:
    entry.unfit = "" if place else CHANGED
    if place:
        entry.file.place(entry, *place)


def revive(entry: Entry, anchors: Anchors | None = None) -> bool:
    """Give a finding of which only rule, text and fingerprint are known its place; tells whether it has one."""
    anchors = anchors or Anchors(entry.file.document)
    told = entry.fingerprint.partition("#")[2] or "1"
    if not told.isdecimal():
        return False  # it is written, and an equal finding has its fingerprint
    number = int(told)
    places = anchors.places(entry.rule, entry.text, entry.fingerprint)
    if number <= len(places):
        _put(entry, places[number - 1])
    return number <= len(places)


def recover(file: File) -> None:
    """Give findings that no longer fitted their places again, where their words are back."""
    anchors = Anchors(file.document)
    for entry in file.entries:
        if entry.unfit:
            revive(entry, anchors)
    file.sort()
