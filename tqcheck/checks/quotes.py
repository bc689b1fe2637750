"""Find a quotation opened and never closed, closed and never opened, or opened by one kind of mark and closed by another.

Why it matters: the reader can't tell whose words they are. Silent where a quotation runs over several paragraphs, whether
each opens it again (the English way) or only the last one closes it, and for inches and minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from tqcheck.checks import Context, finding
from tqcheck.languages import QUOTE_PAIRS, SEPARATOR
from tqcheck.model import Finding, Rule, Segment, Span

_CLOSING = frozenset(QUOTE_PAIRS.values()) - frozenset(QUOTE_PAIRS)
_PARTNERS = (("“", "”"), ("«", "»"), ("„", "“"), ("‹", "›"))
_ANY = re.compile(f'[{"".join(sorted({*QUOTE_PAIRS, *_CLOSING}))}"]')
_FEET = re.compile(r"\d['’] ?\d{1,2}$")
OPTIONS = frozenset(["marks"])
_LEAN = 60
"""How far back a mark's word may begin."""
_REACH = 9
"""Paragraphs looked through for the other end of a quotation, plus one."""


def scan(text: str, folded: str) -> Iterator[int]:
    """Yield segments whose quotation marks can't all be in pairs: counting tells without looking at each mark."""
    segments = text.split(SEPARATOR)
    odd = {index for index, segment in enumerate(segments) if segment.count('"') & 1}
    for mark, partner in _PARTNERS:
        if mark in text or partner in text:
            odd.update(i for i, segment in enumerate(segments) if segment.count(mark) != segment.count(partner))
    starts = list(accumulate(map(len, segments), initial=0)) if odd else []
    return (starts[index] + index for index in sorted(odd))


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield the quotation marks that have no partner, of the kind (`paired` or `straight`) that the rule is about."""
    straight = rule.options.get("marks") == "straight"
    if "lonely" not in context.memo:  # the rules about paired and straight marks share it
        context.memo["lonely"] = list(_lonely(segment.target, context))
    for at, mark, opener in context.memo["lonely"]:
        if (mark == '"' and not opener) != straight:
            continue
        span = _with_word(segment.target, at)
        if opener:
            told = f"“{opener}” opens this quotation, “{mark}” closes it."
            yield finding(rule, segment, Span(at, at + 1), [QUOTE_PAIRS.get(opener, '"')], message=told)
        elif _is_closing(segment.target, at):
            yield finding(rule, segment, span, message=f"“{mark}” closes a quotation that never opened.")
        else:
            yield finding(rule, segment, span, message=f"“{mark}” opens a quotation that never closes.")


def _lonely(text: str, context: Context) -> Iterator[tuple[int, str, str]]:
    """Yield (offset, mark, opener) of marks without a partner; `opener` is the mark of another kind that one closes."""
    opened: list[tuple[int, str]] = []
    first = -1
    for match in _ANY.finditer(text):
        at, mark = match.start(), match[0]
        first = at if first < 0 else first
        if _measures(text, at, mark, opened[-1][1] if opened else ""):
            continue
        if opened and _closes(opened[-1][1], mark):
            opened.pop()
        elif opened and _ends(text, at):
            yield at, mark, opened.pop()[1]
        elif _is_closing(text, at):
            if not (at == first and _carried_over(context)):
                yield at, mark, ""
        else:
            opened.append((at, mark))
    if opened and not _goes_on(context):
        yield from ((at, mark, "") for at, mark in opened)


def _measures(text: str, at: int, mark: str, opener: str) -> bool:
    """Whether a mark stands for inches or seconds: 27", 5'11", a 12” record."""
    if not text[at - 1 : at].isdigit():
        return False
    if mark == '"':
        return opener != '"' or bool(_FEET.search(text[max(0, at - 6) : at]))
    return mark == "”" and not opener


def _closes(opener: str, mark: str) -> bool:
    return mark == QUOTE_PAIRS.get(opener, '"') or (opener == "„" and mark == "“")


def _ends(text: str, at: int) -> bool:
    """Whether a mark stands where quotations close: after a word or stop, before a space, a stop or the end."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (bool(before.strip()) or text[at] == "»") and not after.isalnum()


def _with_word(text: str, at: int) -> Span:
    """The mark with the word it leans on, so that a reader finds the place."""
    word = re.compile(r"[^\W_]*[,.!?]?").match(text, at + 1)
    if word and word.end() > at + 1:
        return Span(at, word.end())
    near = max(0, at - _LEAN)
    before = re.search(r"[^\W_]*[,.!?]?\s?$", text[near:at])
    return Span(near + before.start() if before else at, at + 1)


def _goes_on(context: Context) -> bool:
    """Whether the quotation is carried over: the next mark in the paragraphs below closes it, or opens a paragraph."""
    for step in range(1, _REACH):
        following = context.neighbour(step)
        if following is None:
            return False
        if found := _ANY.search(following.target):
            return not following.target[: found.start()].strip() or _is_closing(following.target, found.start())
    return False


def _carried_over(context: Context) -> bool:
    """Whether the last mark in the paragraphs above opened a quotation that is still open."""
    for step in range(1, _REACH):
        previous = context.neighbour(-step)
        if previous is None:
            return False
        if found := list(_ANY.finditer(previous.target)):
            return not _is_closing(previous.target, found[-1].start())
    return False


def _is_closing(text: str, at: int) -> bool:
    """Whether a mark closes: by its shape, or, of straight ones, by standing behind a word or stop."""
    if text[at] != '"':
        return text[at] in _CLOSING
    return bool(text[at - 1 : at].strip(" (["))
