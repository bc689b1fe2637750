"""What must come through a translation as it is: placeholders of programs, tags, web and e-mail addresses, inline codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from tqcheck.bitext.markup import BRACES, EMAIL, ICU, LOOSE, STRICT, TAG, URL, signed
from tqcheck.bitext.pair import Pair
from tqcheck.model import Span


class Kind(NamedTuple):
    """One sort of thing that stays: `signs` finds something in every text that holds one."""

    name: str
    signs: Callable[[str], object]
    find: Callable[[str], Iterator[regex.Match[str]]]


def _kind(name: str, signs: str, expression: str) -> Kind:
    return Kind(name, re.compile(signs).search, regex.compile(expression).finditer)


_PYTHON, _GUESSED = _kind("placeholder", "%", STRICT), _kind("placeholder", "%", LOOSE)
_OTHERS = (
    _kind("placeholder", "{", BRACES),
    _kind("argument", "{", ICU),
    _kind("tag", "<", TAG),
    _kind("address", r"https?://|www\.", URL),
    _kind("address", "@", EMAIL),
)
_NO_CODES: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
_FORMATS = frozenset("python-format c-format objc-format php-format perl-format sh-format lua-format".split())


class Difference(NamedTuple):
    """Something that only one side has: of which kind, its text, and where in the target it stands (None: it is lost)."""

    kind: str
    text: str
    span: Span | None


def differences(pair: Pair) -> list[Difference]:
    """What the translation lost and what it added of the things that stay."""
    if "placeholders" not in pair.memo:
        sure = signed(pair.source.text) or signed(pair.target.text) or pair.segment.codes != _NO_CODES
        pair.memo["placeholders"] = list(_differences(pair)) if sure else []
    found: list[Difference] = pair.memo["placeholders"]
    return found


def _differences(pair: Pair) -> Iterator[Difference]:
    source, target = pair.source.text, pair.target.text
    for kind in _kinds(pair.segment.flags):
        if not kind.signs(source) and not kind.signs(target):
            continue
        theirs, ours = [_plain(match["found"]) for match in kind.find(source)], [*kind.find(target)]
        if theirs != (texts := [_plain(match["found"]) for match in ours]):
            spans = [Span(*match.span("found")) for match in ours]
            yield from _compared(kind.name, theirs, list(zip(texts, spans, strict=True)))
    if pair.segment.codes[0] != pair.segment.codes[1]:
        yield from _compared("code", pair.segment.codes[0], [(code, pair.whole) for code in pair.segment.codes[1]])


def _kinds(flags: tuple[str, ...]) -> Iterator[Kind]:
    if not any(flag.startswith("no-") and flag[3:] in _FORMATS for flag in flags):
        yield _PYTHON if _FORMATS & set(flags) else _GUESSED
    yield from _OTHERS


def _plain(found: str) -> str:
    return found if found[0] not in "{<" else "".join(found.split()).lower() if found[0] == "<" else "".join(found.split())


def _compared(kind: str, theirs: tuple[str, ...] | list[str], ours: list[tuple[str, Span]]) -> Iterator[Difference]:
    named = frozenset(text for text in theirs if text[0] in "{$%#" and any(map(str.isalpha, text[2:-1])))
    missing = Counter(theirs)
    missing.subtract(text for text, _ in ours)
    here = frozenset(text for text, _ in ours)
    for text in named & here:  # a named value may stand once more, or once less
        missing[text] = 0
    for text, span in reversed(ours):
        if missing[text] < 0:
            missing[text] += 1
            yield Difference(kind, text, span)
    for text, count in missing.items():
        for _ in range(count):
            yield Difference(kind, text, None)
