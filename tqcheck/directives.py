"""Suppressing comments as they are written: what each one asks for, and what is wrong with it.

In Markdown, HTML, XLIFF and TMX: `<!-- tqcheck: ignore RULE … -->` for the block it stands in or, on a line of its own, the
one that follows; `ignore-next RULE …` for the following block; `off RULE …` until `on RULE …`. No rule means all rules; a
reason may follow ` -- `, with `until 2030-12-31` for an expiry date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tqcheck.model import Certainty, Comment, Finding, Rule, Segment, Severity, Span
from tqcheck.records import nearest

# Each pattern finds its match in one pass: comments may hold any amount of white space.
_HEAD = re.compile(r"\s*tqcheck:\s*([^\s,]*)")
_REASON = re.compile(r"(?<!\S)--(?!\S)")
_UNTIL = re.compile(r"\buntil\s+([0-9][0-9./-]*)", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VERBS = ("ignore", "ignore-next", "off", "on")
_SHOWN, _HINTS, _LENGTH = 3, 16, 60
"""How many unknown names of a comment are told, of a file get a hint, and how much of a name is shown."""


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
    "unknown": _rule("unknown", "“{text}” is no {kind}{advice}", "A misspelt comment hides nothing, or for too long."),
}


class Directive(NamedTuple):
    """What a comment asks for: a verb, the rules and families it names (none: all rules), the last day on which it holds.

    `reason` is what its author wrote after ` -- `.
    """

    comment: Comment
    verb: str
    names: tuple[str, ...]
    until: datetime.date | None
    reason: str = ""


def about(comment: Comment, slug: str, message: str = "", **values: str) -> Finding:
    """A finding about a comment, which is no prose: it gets a segment of its own. `message` replaces that of the rule."""
    rule = RULES[slug]
    segment = Segment("comment", f"<!--{comment.text}-->", comment.start)
    span = Span(0, comment.end - comment.start)
    told = message or rule.message.format(**values)
    return Finding(rule, segment, span, told, rule.why, (), rule.severity, rule.certainty)


def quoted(names: Sequence[str]) -> str:
    """A few names as a message shows them."""
    shown = ", ".join(f"“{name[:_LENGTH]}”" for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown


def read(comments: Sequence[Comment], known: Collection[str]) -> tuple[list[Directive], list[Finding]]:
    """The directives among comments, in order, and findings about what in them can't be understood.

    `known` holds the names of rules and families that a directive may name. One that names unknown ones only is left out.
    """
    return _Reader(known).read(comments)


class _Reader:
    """Reads the comments of one file."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._hints: dict[str, str] = {}
        self._odd: list[Finding] = []

    def read(self, comments: Sequence[Comment]) -> tuple[list[Directive], list[Finding]]:
        return [directive for comment in comments for directive in self._directive(comment)], self._odd

    def _directive(self, comment: Comment) -> Iterator[Directive]:
        head = _HEAD.match(comment.text)
        if not head:
            return
        verb = head[1]
        if verb not in _VERBS:
            self._tell(comment, verb or "tqcheck:", "suppression", "; write ignore, ignore-next, off or on.")
            return
        rest = comment.text[head.end() :]
        dashes = _REASON.search(rest)
        written = rest[: dashes.start()] if dashes else rest
        reason = rest[dashes.end() :].strip() if dashes else ""
        until = self._until(comment, reason)
        words = list(dict.fromkeys(written.replace(",", " ").split()))
        names = self._names(comment, words)
        if names or not words:
            yield Directive(comment, verb, names, until, reason)

    def _names(self, comment: Comment, words: list[str]) -> tuple[str, ...]:
        """The words that name rules; the others are told."""
        if "until" in words:
            at = words.index("until")
            text = " ".join(words[at : at + 2])
            self._tell(comment, text, "rule or family", f"; write “-- {text[:_LENGTH]}” after the rules.")
            words = words[:at]
        unknown = [word for word in words if word not in self._known]
        for word in unknown[:_SHOWN]:
            self._tell(comment, word, "rule or family", self._hint(word) or "; a reason goes after “--”.")
        return tuple(word for word in words if word in self._known)

    def _hint(self, word: str) -> str:
        """The nearest known name. To find it takes milliseconds, so only the first unknown words of a file get one."""
        if word not in self._hints and len(self._hints) < _HINTS:
            self._hints[word] = nearest(word, sorted(self._known)) if len(word) <= _LENGTH else ""
        return self._hints.get(word, "")

    def _until(self, comment: Comment, reason: str) -> datetime.date | None:
        """The date after a reason's `until`; a number that is clearly meant as one and is none is told."""
        found = _UNTIL.search(reason)
        text = found[1].rstrip("./-") if found else ""
        try:
            if _DATE.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        if re.search(r"[./-]|^[0-9]{4,}$", text):
            self._tell(comment, text, "date", "; write it as in “until 2035-12-31”.")
        return None

    def _tell(self, comment: Comment, text: str, kind: str, advice: str) -> None:
        self._odd.append(about(comment, "unknown", text=text[:_LENGTH], kind=kind, advice=advice))
