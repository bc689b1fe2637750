"""Find what no sound sentence of a language says: words out of order, and words that are missing.

All facts are in one table for each language, `en.toml`; a language without a table is never told for this. The source has no
part in it. Words are compared in lower case with what follows them at once; a comma, quotation mark or bracket between them
ends the comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tqcheck.bitext.broken.tables import Table, table
from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.model import Span

_TOKEN = re.compile(r"[\w']+(?:[-.&/][\w']+)*|[^\w\s]")
_OPENING = frozenset('.!?:"“”(‘«—–')
"""Behind them a capital is the sentence's, not the word's."""
_MANY = 3
"""Pairs from which on the words of a sentence are out of order."""
_SEVERAL = 2
"""Unlikely pairs that prove as much as an impossible one."""
_LEAST = 7
"""Tokens that a statement has at least: below, headlines and labels leave their subjects out."""
_GLUED = frozenset("/-_)")
"""Behind a mark they make it part of a path, a dash or a face."""
_DENSE = 12
"""Words of a text for each unlikely pair, at most: two are chance in a long text."""
_STOPS = frozenset('.!"”')
_INTRO = 14
"""Tokens that a phrase before the subject has at most."""

Tokens = list[str]


def compare(pair: Pair) -> Iterator[Fault]:
    """Yield the faults of a translation."""
    return find(pair.target.text, pair.target.language)


def find(text: str, language: str) -> Iterator[Fault]:
    """Yield the faults of a text: first those of order, at most one for a text that is out of order as a whole."""
    facts = table(language)
    if facts is None:
        return
    small = text.replace("’", "'").lower()
    chunks = _spaced(small).split()
    if not facts.suspects.isdisjoint(pairwise(chunks)):
        yield from _dig(text, _TOKEN.findall(small), facts)
    if chunks and text[-1] in _STOPS and "?" not in text:
        yield from _subject(text, chunks, facts)


def _spaced(text: str) -> str:
    """A copy with a space before each mark, so that splitting it is quick and cuts nearly as the expression does."""
    for mark in ',.;:!?"”)':
        text = text.replace(mark, f" {mark}")
    return text


def _dig(text: str, tokens: Tokens, facts: Table) -> Iterator[Fault]:
    yield from _pairs(text, tokens, facts)
    yield from _nouns(text, tokens, facts)
    yield from _verbs(text, tokens, facts)


def _spans(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _TOKEN.finditer(text.replace("’", "'"))]


def _pairs(text: str, tokens: Tokens, facts: Table) -> Iterator[Fault]:
    """Pairs of words that nobody says: each, or the whole text where there are many."""
    if facts.odd.isdisjoint(pairwise(tokens)):
        return
    spans = _spans(text)
    if len(spans) != len(tokens):  # a letter whose small form is two (İ)
        return
    at = [i for i, both in enumerate(pairwise(tokens)) if both in facts.odd and _is_plain(text, spans, i)]
    never = [i for i in at if (tokens[i], tokens[i + 1]) in facts.never]
    if len(at) >= _MANY and never:
        yield Fault("order", Span(spans[at[0]].start, spans[at[-1] + 1].end))
    elif never:
        yield from (Fault("pair", Span(spans[i].start, spans[i + 1].end)) for i in never)
    elif len(at) >= _SEVERAL and len(at) * _DENSE >= len(tokens) and "?" not in tokens:  # questions turn words round
        yield Fault("order", Span(spans[at[0]].start, spans[at[-1] + 1].end))


def _is_plain(text: str, spans: list[Span], index: int) -> bool:
    """Whether two words are what they seem: no name, initial, ellipsis, path or number."""
    end, (follow, stop) = spans[index].end, spans[index + 1]
    if not text[follow].isalnum():
        after = text[stop : stop + 1]
        return _is_small(text, spans, index) and not (after.isalnum() or after == text[follow] or after in _GLUED)
    return text[end:follow].isspace() and _is_small(text, spans, index) and _is_small(text, spans, index + 1)


def _is_small(text: str, spans: list[Span], index: int) -> bool:
    """Whether a word has no capital but the one that begins a sentence."""
    start, end = spans[index]
    word = text[start:end]
    if word.islower() or word == "I":
        return True
    begins = index == 0 or text[spans[index - 1].start] in _OPENING
    return begins and (end - start == 1 or not word.isupper())


def _told(text: str, kind: str, index: int, size: int) -> Fault:
    spans = _spans(text)
    return Fault(kind, Span(spans[index].start, spans[index + size - 1].end))


def _nouns(text: str, tokens: Tokens, facts: Table) -> Iterator[Fault]:
    """A determiner and an adjective before what can only follow a noun: `the important of`."""
    for index in range(len(tokens) - 2):
        if tokens[index + 1] in facts.adjectives and tokens[index] in facts.determiners and tokens[index + 2] in facts.ends:
            spans = _spans(text)
            if _is_small(text, spans, index + 1) and _is_plain(text, spans, index + 1):
                yield _told(text, "noun", index, 3)


def _verbs(text: str, tokens: Tokens, facts: Table) -> Iterator[Fault]:
    """A subject before what can only follow a verb: `when it to`, `you can the`."""
    if "?" in tokens:
        return
    for index, (first, second, third) in enumerate(zip(tokens, tokens[1:], tokens[2:])):  # noqa: B905
        modal = first in facts.pronouns and second in facts.modals and third in facts.objects
        if modal or (first in facts.conjunctions and second in facts.pronouns and third in facts.complements):
            yield _told(text, "verb", index, 3)


def _subject(text: str, chunks: Tokens, facts: Table) -> Iterator[Fault]:
    """A statement that begins with its verb, or goes on with it after an opening phrase."""
    head = chunks[0].lstrip("\"“«‘'(—–-")
    if head not in facts.finite and not (head in facts.openers and _goes_on(chunks, facts)):
        return
    tokens = _TOKEN.findall(text.replace("’", "'").lower())
    first = tokens.index(head) if head in tokens else 0
    if len(tokens) <= _LEAST:
        return
    if tokens[first] in facts.finite:
        if tokens[first + 1] not in facts.subjects and tokens[first + 1].isalnum():
            yield _told(text, "subject", first, 2)
    elif "," in tokens[: len(tokens) - 2]:
        comma = tokens.index(",")
        if tokens[comma + 1] in facts.predicates and tokens[comma + 2] not in facts.subjects:
            yield _told(text, "subject", comma, 2)


def _goes_on(chunks: Tokens, facts: Table) -> bool:
    """Whether a verb follows the first comma."""
    intro = chunks[:_INTRO]
    return "," in intro and chunks[min(intro.index(",") + 1, len(chunks) - 1)] in facts.predicates
