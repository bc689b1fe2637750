"""Findings that people agreed to live with: comments in the text, exceptions in the configuration.

In Markdown and HTML: `<!-- tqcheck: ignore RULE … -->` for the block it stands in or, on a line of its own, the one that
follows; `ignore-next RULE …` for the following block; `off RULE …` until `on RULE …`. No rule means all rules; a reason may
follow ` -- `, with `until 2030-12-31` for an expiry date. What suppresses nothing, or has expired, is itself a finding.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tqcheck.config import Config, Ignore
from tqcheck.model import Certainty, Comment, Document, Finding, Problem, Rule, Segment, Severity, Span

_DIRECTIVE = re.compile(r"\s*tqcheck:\s*(?P<verb>[a-z-]+)(?P<rules>[^\n]*?)(?:\s+--\s+(?P<reason>.*))?\s*", re.DOTALL)
_UNTIL = re.compile(r"\buntil\s+(\d{4}-\d{2}-\d{2})\b")
_VERBS = ("ignore", "ignore-next", "off", "on")


def _rule(slug: str, message: str, why: str) -> Rule:
    return Rule(
        id=f"suppress/{slug}",
        check="suppress",
        severity=Severity.minor,
        certainty=Certainty.certain,
        category="other/suppression",
        message=message,
        why=why,
        pack="tqcheck",
    )


RULES = {
    "unused": _rule("unused", "This comment suppresses nothing; remove it.", "An idle suppression would hide the next defect."),
    "expired": _rule(
        "expired", "This suppression expired on {day}; mend the text or renew it.", "It was agreed for a time only."
    ),
    "unknown": _rule(
        "unknown", "“{text}” is no suppression; write ignore, ignore-next, off or on.", "A misspelt comment hides nothing."
    ),
}


@dataclass
class _Stretch:
    """A stretch of the file in which some rules are silent, and the comment that asked for it."""

    comment: Comment
    start: int
    end: int
    rules: tuple[str, ...]
    expired: datetime.date | None
    used: set[str] = field(default_factory=set)


class Suppressions:
    """Drops what is suppressed, and remembers what suppressed nothing; `today` decides what has expired."""

    def __init__(self, config: Config, today: datetime.date | None = None) -> None:
        self._config = config
        self._today = today or datetime.date.today()
        self._exceptions = [(entry, _path_matcher(entry.path)) for entry in config.exceptions]
        self._used: set[int] = set()
        self._seen: set[int] = set()

    def drop(
        self, document: Document, path: str, findings: Sequence[Finding], ran: Collection[str]
    ) -> tuple[list[Finding], int]:
        """The findings that stand, with those about idle comments, and how many were dropped.

        `ran` holds the ids of the rules that ran: a comment about another one may be of use in another run.
        """
        relevant = self._relevant(path, ran)
        stretches, odd = self._stretches(document)
        if not (relevant or stretches or odd):
            return list(findings), 0
        kept = [
            finding
            for finding in findings
            if not (self._excepted(relevant, finding) or _silenced(stretches, document, finding))
        ]
        dropped = len(findings) - len(kept)
        whole = not (self._config.select or self._config.ignore)
        idle = {stretch.comment.start: note for stretch in stretches if (note := _note(stretch, ran, whole=whole))}
        notes = [*odd, *idle.values()]
        if notes:
            kept = sorted(kept + notes, key=lambda finding: document.range(finding.segment, finding.span))
        return kept, dropped

    def idle(self, whole: bool, *, unused: bool = True) -> list[Problem]:
        """What to tell of the configuration's exceptions: expired, or never needed in files that they apply to.

        `whole` says that the run checked folders, so that an exception without a path had its chance; `unused` is false
        where the run was narrowed, so that none had.
        """
        told = []
        for index, (entry, _) in enumerate(self._exceptions):
            if entry.expires and entry.expires < self._today:
                told.append(self._problem(entry, f"this exception expired on {entry.expires}; remove or renew it"))
            elif unused and index in self._seen and index not in self._used and (whole or entry.path):
                told.append(self._problem(entry, "this exception suppresses nothing; remove it"))
        return told

    def state(self) -> tuple[set[int], set[int]]:
        """Which exceptions were seen and used, for runs that are spread over processes."""
        return self._seen, self._used

    def add(self, state: tuple[set[int], set[int]]) -> None:
        """Take in the state of another process."""
        self._seen |= state[0]
        self._used |= state[1]

    def _problem(self, entry: Ignore, message: str) -> Problem:
        return Problem(str(self._config.path), entry.line, message)

    def _relevant(self, path: str, ran: Collection[str]) -> list[tuple[int, Ignore]]:
        live = [
            (index, entry)
            for index, (entry, matches) in enumerate(self._exceptions)
            if (entry.expires is None or entry.expires >= self._today) and (matches is None or matches(path))
        ]
        families = {name.partition("/")[0] for name in ran}
        tried = {"", "all", *ran, *families}
        self._seen.update(index for index, entry in live if entry.rule in tried)
        return live

    def _excepted(self, entries: list[tuple[int, Ignore]], finding: Finding) -> bool:
        for index, entry in entries:
            if _names(entry.rule, finding.rule) and (not entry.text or entry.text.lower() == finding.text.lower()):
                self._used.add(index)
                return True
        return False

    def _stretches(self, document: Document) -> tuple[list[_Stretch], list[Finding]]:
        stretches: list[_Stretch] = []
        odd: list[Finding] = []
        running: list[_Stretch] = []
        for comment in document.comments:
            directive = _DIRECTIVE.fullmatch(comment.text)
            if not directive:
                continue
            verb, rules = directive["verb"], tuple(directive["rules"].replace(",", " ").split())
            if verb not in _VERBS:
                odd.append(_about(comment, "unknown", text=verb))
                continue
            if verb == "on":
                running = _close(running, rules, comment.start)
                continue
            start, end = _reach(document, comment, verb)
            expired = self._expiry(directive["reason"] or "")
            # Each rule that is off has a stretch of its own: it may be on again before the others are.
            for named in [(rule,) for rule in rules] if verb == "off" and rules else [rules]:
                stretch = _Stretch(comment, start, end, named, expired)
                stretches.append(stretch)
                if verb == "off":
                    running.append(stretch)
        return stretches, odd

    def _expiry(self, reason: str) -> datetime.date | None:
        """The day on which a reason's `until` ended, or None while it holds."""
        until = _UNTIL.search(reason)
        if not until:
            return None
        try:
            day = datetime.date.fromisoformat(until[1])
        except ValueError:
            return None
        return day if day < self._today else None


def _path_matcher(pattern: str):  # type: ignore[no-untyped-def]
    if not pattern:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file


def _names(name: str, rule: Rule) -> bool:
    return name in ("", "all", rule.id, rule.family, *rule.aliases)


def _reach(document: Document, comment: Comment, verb: str) -> tuple[int, int]:
    """Where a comment holds: to the end of the file for `off`, over one block for the others."""
    if verb == "off":
        return comment.end, len(document.text)
    for segment in document.segments:
        start, end = document.range(segment, Span(0, len(segment.target)))
        if verb == "ignore" and start <= comment.end and comment.start <= _line_end(document, end):
            return start, end
        if start >= comment.end:
            return start, end
    return comment.end, comment.end


def _line_end(document: Document, offset: int) -> int:
    end = document.text.find("\n", offset)
    return len(document.text) if end < 0 else end


def _close(running: list[_Stretch], rules: tuple[str, ...], at: int) -> list[_Stretch]:
    """End the running stretches that an `on` names (all of them, if it names none)."""
    still = []
    for stretch in running:
        if not rules or set(rules) & set(stretch.rules):
            stretch.end = at
        else:
            still.append(stretch)
    return still


def _silenced(stretches: list[_Stretch], document: Document, finding: Finding) -> bool:
    start, _ = document.range(finding.segment, finding.span)
    for stretch in stretches:
        named = [name for name in stretch.rules or ("",) if _names(name, finding.rule)]
        if named and stretch.start <= start < max(stretch.end, stretch.start + 1) and not stretch.expired:
            stretch.used.update(named)
            return True
    return False


def _note(stretch: _Stretch, ran: Collection[str], *, whole: bool) -> Finding | None:
    """What is wrong with a comment; `whole` says that no rule was left out, so that one for all rules had its chance."""
    if stretch.expired:
        return _about(stretch.comment, "expired", day=stretch.expired.isoformat())
    families = {name.partition("/")[0] for name in ran}
    idle = [name for name in stretch.rules or ("",) if name not in stretch.used]
    if any(whole if name in ("", "all") else name in ran or name in families for name in idle):
        return _about(stretch.comment, "unused")
    return None


def _about(comment: Comment, slug: str, **values: str) -> Finding:
    """A finding about a suppressing comment, which is no prose: it gets a segment of its own."""
    rule = RULES[slug]
    segment = Segment("comment", f"<!--{comment.text}-->", comment.start)
    span = Span(0, comment.end - comment.start)
    return Finding(rule, segment, span, rule.message.format(**values), rule.why, (), rule.severity, rule.certainty)
