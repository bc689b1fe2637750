"""Names that the texts spell in several ways: all spellings with their places, and one form chosen for all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tqcheck.fingerprint import Fingerprints, numbered
from tqcheck.model import Certainty, Document, Finding, Severity, Span
from tqcheck.review import entries
from tqcheck.review.entries import UNDECIDED, Entry, File, Verdict, stub

DRIFT = "name/drift"
_AROUND = 40


@dataclass(frozen=True)
class Mention:
    """Where a name stands: a stretch of a file's decoded text, and the words around it."""

    file: File
    start: int
    end: int
    text: str
    before: str
    after: str
    fingerprint: str


@dataclass(frozen=True)
class Cluster:
    """One name: its mentions by spelling, first the one that the check would write, then the most frequent."""

    spellings: dict[str, list[Mention]]

    @property
    def name(self) -> str:
        """The spelling that the check would write."""
        return next(iter(self.spellings))


def clusters(found: Iterable[Entry], files: Sequence[File]) -> list[Cluster]:
    """The names that findings are about, in order of appearance."""
    groups: list[list[str]] = []
    offered = set()
    for entry in found:
        if entry.family == "name" and entry.fixes and not entry.made:
            fix = _plain(entry.fixes[0].text)
            offered.add(fix)
            _join(groups, [_plain(entry.text), fix])
    mentions: dict[str, list[Mention]] = {spelling: [] for group in groups for spelling in group}
    for file in files:
        document = file.document
        for spelling in mentions:
            mentions[spelling] += _mentions(document, file, spelling)
    _leave_to_longer(mentions)
    return [_cluster({spelling: mentions[spelling] for spelling in group}, offered) for group in groups]


def _leave_to_longer(mentions: dict[str, list[Mention]]) -> None:
    """Take out the mentions that stand inside one of a longer name, which has a cluster of its own."""
    longest: dict[tuple[File, int], int] = {}
    for mention in (mention for found in mentions.values() for mention in found):
        for place in range(mention.start, mention.end):
            key = (mention.file, place)
            longest[key] = max(longest.get(key, 0), mention.end - mention.start)
    for found in mentions.values():
        found[:] = [mention for mention in found if longest[mention.file, mention.start] == mention.end - mention.start]


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


def _cluster(mentions: Mapping[str, list[Mention]], offered: Collection[str]) -> Cluster:
    return Cluster(dict(sorted(mentions.items(), key=lambda item: (item[0] not in offered, -len(item[1])))))


def _mentions(document: Document, file: File, spelling: str) -> Iterable[Mention]:
    """Yield where a spelling stands as whole words, in capitals too."""
    forms = (r"\s+".join(map(re.escape, form.split())) for form in (spelling, spelling.upper()))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
    of, counts = Fingerprints().of, dict[str, int]()
    for segment in document.segments:
        text = segment.target
        for match in pattern.finditer(text):
            span = Span(*match.span())
            finding = Finding(stub(DRIFT), segment, span, "", "", (), Severity.major, Certainty.likely)
            before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
            place = document.range(segment, span)
            yield Mention(file, *place, " ".join(match[0].split()), before, after, numbered(of(finding), counts))


def choose(cluster: Cluster, form: str) -> tuple[list[Entry], list[Verdict]]:
    """What to decide so that a name is spelled in one form wherever it stands, in the order of files and texts.

    Findings that are there already are used, and those that would change the chosen form are rejected; for a mention that
    no check found, a finding is made, which isn't on the desk yet. Longer names that hold one of the spellings are left to
    their own clusters.
    """
    chosen: list[Entry] = []
    verdicts: list[Verdict] = []
    for mention in (mention for mentions in cluster.spellings.values() for mention in mentions):
        after = form.upper() if mention.text.isupper() and not form.isupper() else form
        entry = None if _holds(mention, after) else _entry(mention, after)
        if entry is None or entry.written or entry.unfit:
            continue
        if mention.text == after:
            verdict = UNDECIDED if entry.made else Verdict("reject")
        else:
            first = entry.fixes and entry.fixes[0].text == after and not entry.made
            verdict = Verdict("accept" if first else "edit", after)
        if entry.verdict[:2] != verdict[:2]:
            chosen.append(entry)
            verdicts.append(verdict)
    return chosen, verdicts


def _holds(mention: Mention, form: str) -> bool:
    """Whether a longer form that was chosen stands around a mention already."""
    around, start = mention.before + mention.text + mention.after, len(mention.before)
    found = (match.start() for match in re.finditer(f"(?={re.escape(form)})", around))
    return form != mention.text and any(at <= start and start + len(mention.text) <= at + len(form) for at in found)


def _entry(mention: Mention, after: str) -> Entry | None:
    """The finding about a mention, made if there is none; None where a finding about a longer name takes it in."""
    for entry in mention.file.entries:
        if entry.family == "name" and entry.start <= mention.start and mention.end <= entry.end:
            return entry if (entry.start, entry.end) == (mention.start, mention.end) else None
    told = {"text": mention.text, "fix": after, "message": f"“{mention.text}”: the form chosen for this name is “{after}”."}
    return entries.made(mention.file, DRIFT, (mention.start, mention.end), mention.fingerprint, **told)
