"""The strings that every match of a pattern must hold, so that one scan for all of them tells which patterns to try.

A pattern gives sets of strings of which one must occur: literals multiply along a sequence, unite over alternatives, and
what can't be known (wide classes, repeats from zero) ends a run. The set whose commonest string is rarest wins. A run of
white space counts as one space (see `scanner.collapse`); `EDGE` at an end of a string asks for a word edge there.
Method: the prefilter of Russ Cox, "Regular Expression Matching with a Trigram Index" (2012).
"""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tqcheck.languages import plain

_MOST = 500
"""Larger sets cost more to scan for than they save."""
EDGE = "\x00"
_COMMON_WORD, _DIGIT, _MARK = 1.5, 0.5, 0.25
_SHORTEST = 2
_RARE_SIGNS = frozenset("…€£¥$%°§«»„")
_FEW = 2
_RANGE = 12
_COMMON = frozenset(
    "a after all also an and are as at be been before but by can could for from had has have he her his if in into is it "
    "its last many may more most new no not of off on one or other our out over people said she should so some than that "
    "the their them then there these they this those to two up was we were what when which who will with would year years "
    "you".split()
)
_SPACES = re.compile("  +")


def strings(expression: str, *, left: bool = False, right: bool = False) -> frozenset[str]:
    """The plain strings one of which every match of a regular expression holds; none where that can't be told.

    `left` and `right` say that matches begin and end at word edges.
    """
    try:
        tree = _parser.parse(re.sub(r"\\[pP]\{[^}]*\}", r"\\w", expression))
    except re.error:
        return frozenset()  # `regex` takes more than `re` does
    return _best(_runs(tree, EDGE if left else "", EDGE if right else ""))


def _best(runs: list[frozenset[str]]) -> frozenset[str]:
    usable = [run for run in runs if all(map(selective, run))]
    return max(usable, key=_rarity, default=frozenset())


def selective(text: str) -> bool:
    """Whether a string is worth a scan: two characters, or one that few sentences hold (€, °, %)."""
    bare = text.strip(EDGE)
    return (len(bare) >= _SHORTEST and not bare.isspace()) or bare in _RARE_SIGNS


def rarity(strings: frozenset[str]) -> float:
    """The weight of the commonest of some strings: the higher, the fewer sentences hold it."""
    return min(map(_weight, strings))


def _rarity(run: frozenset[str]) -> tuple[float, int]:
    """How rare the commonest of some strings is: long words, then letters, count most; fewer strings win a draw."""
    return rarity(run), -len(run)


def _weight(text: str) -> float:
    words = text.strip(EDGE).lower().split()
    weight = sum(_COMMON_WORD if word in _COMMON else sum(map(_char_weight, word)) for word in words)
    return weight + _MARK * (text.count(" ") + text.count(EDGE))


def _char_weight(char: str) -> float:
    return 1.0 if char.isalpha() else _DIGIT if char.isdigit() else _MARK


def _runs(tree: Any, left: str = "", right: str = "") -> list[frozenset[str]]:
    """The sets of which each must have a string in every match."""
    runs: list[frozenset[str]] = []
    exact: frozenset[str] = frozenset([left])
    for item in tree:
        strings = _exact(item)
        if strings and len(exact) * len(strings) <= _MOST:
            exact = frozenset(a + b for a in exact for b in strings)
            continue
        runs.append(exact)
        exact = strings if strings and len(strings) <= _MOST else frozenset([""])
        if not strings:
            runs.extend(_inner(item))
    runs.append(frozenset(text + right for text in exact))
    return [frozenset(map(_piece, run)) for run in runs if run and "" not in run]


def _piece(text: str) -> str:
    """The weightiest part of a string without two spaces in a row: a hyphen beside a space makes two, or more, or one."""
    parts = _SPACES.split(text)
    last = len(parts) - 1
    return max((" " * (at > 0) + part + " " * (at < last) for at, part in enumerate(parts)), key=_weight)


def _is_space(item: Any) -> bool:
    """Whether a part is one or more of white space, all of which folds to spaces."""
    code, value = item
    if code is op.SUBPATTERN:
        return len(value[-1]) == 1 and _is_space(value[-1][0])
    repeats = code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0
    if not repeats or len(value[2]) != 1 or value[2][0][0] is not op.IN:
        return False
    members = value[2][0][1]
    return (op.CATEGORY, op.CATEGORY_SPACE) in members and all(
        member == (op.CATEGORY, op.CATEGORY_SPACE) or (member[0] is op.LITERAL and chr(member[1]).isspace())
        for member in members
    )


def _exact(item: Any) -> frozenset[str] | None:
    """All strings a part can match, or None where they can't be told or are too many."""
    code, value = item
    if code is op.LITERAL:
        return frozenset([plain(chr(value))])
    if code is op.IN:
        return _members(value)
    if code is op.SUBPATTERN:
        return _sequence(value[-1])
    if code is op.BRANCH:
        branches = [_sequence(branch) for branch in value[1]]
        united = frozenset().union(*(branch or () for branch in branches))
        return united if all(branches) and len(united) <= _MOST else None
    if _is_space(item):
        return frozenset([" "])
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset([""])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[1] <= _FEW:
        return _repeated(*value)
    return None


def _sequence(tree: Any) -> frozenset[str] | None:
    exact = frozenset([""])
    for item in tree:
        strings = _exact(item)
        if not strings or len(exact) * len(strings) > _MOST:
            return None
        exact = frozenset(a + b for a in exact for b in strings)
    return exact


def _repeated(low: int, high: int, tree: Any) -> frozenset[str] | None:
    once = _sequence(tree)
    if once is None or len(once) ** max(1, int(high)) > _MOST:
        return None
    strings: set[str] = set()
    power = frozenset([""])
    for count in range(int(high) + 1):
        if count >= low:
            strings |= power
        power = frozenset(a + b for a in power for b in once)
    return frozenset(strings)


def _members(items: Any) -> frozenset[str] | None:
    chars: set[str] = set()
    for code, value in items:
        if code is op.LITERAL:
            chars.add(chr(value))
        elif code is op.RANGE and value[1] - value[0] < _RANGE:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        elif code is op.CATEGORY and value is op.CATEGORY_DIGIT:
            chars.update("0123456789")
        elif code is op.CATEGORY and value is op.CATEGORY_SPACE:
            chars.add(" ")
        else:
            return None
    return frozenset(map(plain, chars))


def _inner(item: Any) -> list[frozenset[str]]:
    """What a part that is not exact still requires."""
    code, value = item
    if code is op.SUBPATTERN:
        return _runs(value[-1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0:
        return _runs(value[2])
    if code is op.BRANCH:
        bests = [_best(_runs(branch)) for branch in value[1]]
        united = frozenset().union(*bests)
        return [united] if all(bests) and len(united) <= _MOST else []
    return []
