"""Hold the punctuation inside a translation against its source: signs out of place, brackets and quotes without partner.

A mark is only told where the source has fewer of its kind, or none in such a place. What one language writes otherwise than
another (¿ ¡, the space before French marks, Greek ;) counts as the same mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.inserted import inserted
from tqcheck.bitext.pair import Pair
from tqcheck.model import Span

_SIGNS = "_^~@"
"""Signs that prose has none of, unless the source has."""
_TELLING = (("!", "！"), ("?", "？؟;"))
"""Marks that a translation has no more of than its source, each with what counts as the same."""
_NEVER_FIRST = frozenset(",;:!?)")
"""Marks that no text begins with."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("（", "）"))
_QUOTES = '"“”„«»‹›「」『』《》'
_SOUND = frozenset(
    ["...", "--", "---", "?!", "!?", "!!", "!!!", "??", "???", "....", "?..", "!..", "?...", "!...", ".-", ".:", ".--"]
)
"""Marks that may meet."""
_ABBREVIATING = frozenset([".,", ".;", ".?", ".!"])
"""Marks that meet behind an abbreviation."""


def compare(pair: Pair) -> Iterator[Fault]:
    """Yield each fault."""
    source, target = pair.source.text, pair.target.text
    for sign in _SIGNS:
        if sign in target and sign not in source:
            yield from _signs(sign, target)
    for mark, others in _TELLING:
        if mark in target and target.count(mark) > source.count(mark) + sum(map(source.count, others)):
            yield from _surplus(mark, target)
    yield from _pairs(source, target)
    if target[:1] in _NEVER_FIRST and source[:1] not in _NEVER_FIRST and pair.target.words:
        yield Fault("mark", _around(target, 0, 1))
    if pair.target.language == "en" and ("' " in target or "’ " in target):
        yield from _apostrophes(source, target)
    if _SUSPECT.search(target):
        yield from _inner(pair)
    yield from inserted(pair)


def _pairs(source: str, target: str) -> Iterator[Fault]:
    """Marks that go in pairs."""
    if "(" in target or ")" in target or "[" in target:
        yield from _brackets(source, target)
    if '"' in target:
        yield from _quotes(source, target)


def _signs(sign: str, target: str) -> Iterator[Fault]:
    """A sign that hangs on a word or a comma: `and_ is`."""
    for found in re.finditer(rf"(?<=[^\W_]|[,;:.!?\"')-]){re.escape(sign)}(?=[\s,;:.!?\")]|$)", target):
        yield _removed("sign", target, found)


def _surplus(mark: str, target: str) -> Iterator[Fault]:
    """A mark within a sentence: `expected! to return`."""
    for found in re.finditer(rf"(?<=[^\s?!.]){re.escape(mark)}(?=\s+[\w(–-])", target):
        yield _removed("mark", target, found)


def _removed(kind: str, target: str, found: re.Match[str]) -> Fault:
    """A mark too many; the fix is the word without it."""
    span = _around(target, found.start(), found.end())
    return Fault(kind, span, (target[span.start : found.start()] + target[found.end() : span.end],))


def _brackets(source: str, target: str) -> Iterator[Fault]:
    """A bracket without its partner where the source's are all in pairs, and a pair around nothing."""
    for opening, closing in _BRACKETS:
        if (empty := f" {opening}{closing}") in target and opening + closing not in source:
            at = target.find(empty) + 1
            yield Fault("bracket", Span(at, at + 2))
        surplus = target.count(opening) - target.count(closing)
        if surplus and source.count(opening) == source.count(closing):
            at = target.rfind(opening) if surplus > 0 else target.find(closing)
            yield Fault("bracket", _around(target, at, at + 1))


def _quotes(source: str, target: str) -> Iterator[Fault]:
    """Straight quotation marks in odd number where the source's marks are even."""
    if not target.count('"') & 1 or re.search(r"\d\"", target):
        return
    if sum(map(source.count, _QUOTES)) & 1 or any(mark in target for mark in "“”„«»"):
        return
    at = _stray_quote(target)
    yield Fault("quote", _around(target, at, at + 1))


def _stray_quote(target: str) -> int:
    """The place of the mark that hasn't its partner: one that closes what isn't open, else the last one."""
    is_open = False
    for found in re.finditer('"', target):
        before, after = target[found.start() - 1 : found.start()], target[found.end() : found.end() + 1]
        opens = not before.strip(" (") and bool(after.strip())
        if opens == is_open:
            return found.start()
        is_open = opens
    return target.rfind('"')


_CLOSING = re.compile(r"(?:(?<=[^\W\d_sSzZxX])|(?<=,)|(?<=\b(?:is|as|us))|(?<=\b(?:was|has|his|its))|(?<=\bthis))['’](?= )")
_OPENING = re.compile(r"(?:^|(?<=[\s(\"“—-]))['‘’](?=\S)")


def _apostrophes(source: str, target: str) -> Iterator[Fault]:
    """An apostrophe behind a word that isn't a plural's, where no quotation opened with one and the source has none so."""
    found = _CLOSING.search(target)
    if not found or _OPENING.search(target) or "‘" in source or _CLOSING.search(source) or source.count("'") > _FEW_MARKS:
        return
    yield Fault("mark", _around(target, found.start(), found.end()))


_FEW_MARKS = 8


_SUSPENDED = "and|or|to|und|oder|et|ou|y|o|e|bis|en|of|sowie|i|og|och|или|и"
"""Words that a suspended hyphen stands before: two- and three-year plans."""
_SMALL = r"\p{Ll}"
_SUSPECT = regex.compile(
    rf"[-,;:.!?(](?:[-,;:.!?]|(?<=[.!?]) {_SMALL}|(?<=[^\W\d_]-) [^\W\d_]|(?<=[.,;!?])[^\W\d_]|(?<=\w\()\w)"
)
"""Finds nothing in most texts, fast; what it finds the expressions below look at."""
_EXPRESSIONS = {
    "stop": regex.compile(rf"(?<={_SMALL}{{3}})\.(?= {_SMALL})"),
    "dash": regex.compile(rf"(?<={_SMALL})-(?= (?!(?:{_SUSPENDED})\b)[^\W\d_])"),
    "join": regex.compile(
        rf"(?<={_SMALL}{{2}})(?:[,;!?]|\.(?=\p{{Lu}}{_SMALL}{{2}}))(?=[^\W\d_]{{2}})|(?<={_SMALL}{{2}})\((?=[^\W_]{{2}})(?![^\W\d_]{{1,4}}\))"
    ),
    "double": regex.compile(r"(?<![/\s])[,;:.!?-]{2,}(?![/\d])|(?<=[^\W\d] )[,;:.!?-]{2,}(?= )"),
}
"""What no sentence has inside, unless its source has it too."""


def _inner(pair: Pair) -> Iterator[Fault]:
    """Stops before a small letter, hyphens before a space, words that a mark joins, marks that no language sets together."""
    source, target = pair.source.text, pair.target.text
    for suspect in _SUSPECT.finditer(target):
        for kind, expression in _EXPRESSIONS.items():
            found = expression.match(target, suspect.start())
            if not found or expression.search(source):
                continue
            span = _around(target, found.start(), found.end())
            if not (_is_abbreviation(target[span.start : found.start()], pair) if kind == "stop" else _may_meet(found)):
                yield Fault(
                    "joined" if kind == "join" else "mark", span, _spaced(target, span, found) if kind == "join" else ()
                )
                break


def _spaced(target: str, span: Span, found: re.Match[str]) -> tuple[str, ...]:
    """The word with a space behind the mark, or before a bracket."""
    word = target[span.start : found.start()]
    return (f"{word} (",) if found[0] == "(" else (f"{word}{found[0]} ",)


_ABBREVIATED = frozenset(
    """etc approx incl excl resp vols figs inst govt dept bzw usw inkl evtl ggf sog zzgl vgl núm pág págs art cap
    Assoc Messrs""".split()
)
_NAME, _LONG = 5, 6
"""Letters from which an English word with a capital, and any word of another language, is no abbreviation but for those."""


def _is_abbreviation(word: str, pair: Pair) -> bool:
    """Whether a stop may be the word's; in English, `stray-stop` tells those in small letters that aren't without a source."""
    if pair.target.language == "en" and word.islower():
        return True
    return word in _ABBREVIATED or len(word) < (_NAME if pair.target.language == "en" else _LONG)


def _may_meet(found: re.Match[str]) -> bool:
    """Whether marks that meet are an ellipsis, an abbreviation's stop with another mark, or an ending of some force."""
    marks = found[0]
    if len(marks) == 1:
        return False
    return (
        marks in _SOUND
        or marks in _ABBREVIATING
        or set(marks) <= {"."}
        or (found.end() == len(found.string) and set(marks) <= set(".!?"))
    )


def _around(text: str, start: int, end: int) -> Span:
    """A mark with the word it leans on."""
    left = start
    while left > 0 and text[left - 1].isalnum():
        left -= 1
    right = end
    if left == start:
        while right < len(text) and text[right].isalnum():
            right += 1
    return Span(left, right)
