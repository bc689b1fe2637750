"""The strings that every match of a pattern must hold, so that one scan for all of them tells which patterns to try.

A pattern gives sets of strings of which one must occur: literals multiply along a sequence, unite over alternatives, and
what can't be known (wide classes, repeats from zero) ends a run. The set whose shortest, rarest string is longest wins.
Method: the prefilter of Russ Cox, "Regular Expression Matching with a Trigram Index" (2012).
"""

from __future__ import annotations

import re
from re import _constants as op, _parser  # type: ignore[attr-defined]
from typing import Any

from tqcheck.languages import fold

_MOST = 400
"""Larger sets cost more to scan for than they save."""
_SHORTEST = 2
_RARE_SIGNS = frozenset("€£¥$%°§«»„")
_FEW = 2
_RANGE = 12
_COMMON = frozenset(
    "a after all also an and are as at be been before but by can could for from had has have he her his if in into is it "
    "its last many may more most new no not of off on one or other our out over people said she should so some than that "
    "the their them then there these they this those to two up was we were what when which who will with would year years "
    "you".split()
)


class NoLiteral(ValueError):
    """The pattern has no string that every match must hold."""


def required(expression: str) -> frozenset[str]:
    """The folded strings one of which every match of a regular expression holds; raises NoLiteral or re.error."""
    tree = _parser.parse(re.sub(r"\\[pP]\{[^}]*\}", r"\\w", expression))
    best = _best(_runs(tree))
    if not best:
        raise NoLiteral("no fixed string of two characters or more that every match must hold")
    return best


def _best(runs: list[frozenset[str]]) -> frozenset[str]:
    usable = [folded for run in runs if all(map(_selective, folded := frozenset(map(fold, run))))]
    return max(usable, key=_rarity, default=frozenset())


def _selective(text: str) -> bool:
    """Whether a string is worth a scan: two characters, or one that few sentences hold (€, °, %)."""
    return len(text) >= _SHORTEST or text in _RARE_SIGNS


def _rarity(run: frozenset[str]) -> tuple[int, int]:
    """Longer is rarer; a word that most sentences hold counts as one character."""
    return min(1 if text.strip() in _COMMON else len(text) for text in run), -len(run)


def _runs(tree: Any) -> list[frozenset[str]]:
    """The sets of which each must have a string in every match."""
    runs: list[frozenset[str]] = []
    exact: frozenset[str] = frozenset([""])
    for item in tree:
        strings = _exact(item)
        product = frozenset(a + b for a in exact for b in strings) if strings and len(exact) * len(strings) <= _MOST else None
        if product is not None:
            exact = product
            continue
        if _is_space(item):
            runs.append(frozenset(text + " " for text in exact))
            exact = frozenset([" "])
            continue
        runs.append(exact)
        exact = strings if strings and len(strings) <= _MOST else frozenset([""])
        if not strings:
            runs.extend(_inner(item))
    runs.append(exact)
    return [run for run in runs if run and "" not in run]


def _is_space(item: Any) -> bool:
    """Whether a part is one or more of white space, all of which folds to spaces."""
    code, value = item
    if code is op.SUBPATTERN:
        return len(value[-1]) == 1 and _is_space(value[-1][0])
    repeats = code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0
    return repeats and value[2][0][0] is op.IN and (op.CATEGORY, op.CATEGORY_SPACE) in value[2][0][1]


def _exact(item: Any) -> frozenset[str] | None:
    """All strings a part can match, or None where they can't be told or are too many."""
    code, value = item
    if code is op.LITERAL:
        return frozenset([chr(value)])
    if code is op.IN:
        return _members(value)
    if code is op.SUBPATTERN:
        return _sequence(value[-1])
    if code is op.BRANCH:
        branches = [_sequence(branch) for branch in value[1]]
        united = frozenset().union(*(branch or () for branch in branches))
        return united if all(branches) and len(united) <= _MOST else None
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
    return frozenset(chars)


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
