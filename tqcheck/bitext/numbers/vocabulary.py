"""Which words of a text name numbers, told from the set of its words alone, so that most texts cost next to nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tqcheck.bitext.numbers.tables import HEAD, Compounds, Table, Value, table
from tqcheck.bitext.pair import Side

_DIGIT = re.compile(r"\d")
_ROMANS = {"i": 1, "v": 5, "x": 10}
_DECADE, _TENS, _HUNDRED, _THOUSAND = 10, 20, 100, 1000


class Telling(NamedTuple):
    """The words of a text that name a number, and whether digits stand in it."""

    words: frozenset[str]
    digits: bool


def telling(words: Table, side: Side) -> Telling:
    """What tells that numbers stand in a text."""
    found = words.vocabulary & side.seen
    if words.compounds:
        heads = words.compounds.heads
        joined = [word for word in side.seen if word[:HEAD] in heads and _is_compound(words, word)]
        found = found.union(joined) if joined else found
    return Telling(found, _DIGIT.search(side.text) is not None)


def _is_compound(words: Table, word: str) -> bool:
    return word not in words.quiet and word not in words.vocabulary and named(words.language, word) is not None


@lru_cache(maxsize=16384)
def named(language: str, word: str) -> tuple[Value, bool] | None:
    """The number below a million that a word names, and whether it is an ordinal; None where it names none."""
    words = table(language)
    for forms, ordinal in ((words.cardinal, False), (words.ordinal, True)):
        if (value := forms.get(word)) is not None:
            return value, ordinal
    if words.compounds is None or word in words.compounds.skip or word in words.scale:
        return None
    return _compound(words.compounds, word)


def _compound(compounds: Compounds, word: str) -> tuple[Value, bool] | None:
    """Read a number written as one word (dreiundzwanzig, ventitré, двухсотлетний)."""
    parts, rest = _parts(compounds, word)
    value = _sum(parts)
    if value is None or (value == 1 and rest) or not (rest or parts[1:]):
        return None
    if rest and not rest.startswith(compounds.tails):
        return None
    return value, bool(rest)


def _parts(compounds: Compounds, word: str) -> tuple[list[Value], str]:
    """Split a word into parts of numbers, the longest first, and what is left of it; -1 stands for a joiner."""
    found: list[Value] = []
    while word:
        size = next((size for size in range(min(len(word), 14), 1, -1) if word[:size] in compounds.parts), 0)
        if size:
            found.append(compounds.parts[word[:size]])
        else:
            joiner = next((joiner for joiner in compounds.joiners if found and word.startswith(joiner)), "")
            if not joiner or found[-1] == -1 or not _begins_part(compounds, word[len(joiner) :]):
                break
            found.append(-1)
            size = len(joiner)
        word = word[size:]
    return found, word


def _begins_part(compounds: Compounds, word: str) -> bool:
    return any(word[:size] in compounds.parts for size in range(2, 14))


def _sum(parts: list[Value]) -> Value | None:
    """The value of parts in a row: units before tens where joined (drei und zwanzig), hundreds and thousands multiply."""
    total, current = 0, 0
    last: Value = 0
    for part in parts:
        if part == -1:
            continue
        value = int(part)
        if value in (_HUNDRED, _THOUSAND):
            if value == _THOUSAND:
                total, current = (total + (current or 1)) * _THOUSAND, 0
            else:
                current = (current or 1) * _HUNDRED
        elif not _fits(current, int(last), value):
            return None
        else:
            current += value
        last = part
    return total + current or None


def _fits(current: int, last: int, value: int) -> bool:
    """Whether a part may follow what was read: hundreds before tens before units, or units joined to tens."""
    if current == 0 or (last >= _HUNDRED and current % _HUNDRED == 0 and value < _HUNDRED):
        return True
    if last < _DECADE:
        return _TENS <= value < _HUNDRED and value % _DECADE == 0
    return last >= _TENS and value < _DECADE


def roman(word: str) -> int:
    """The value of a Roman numeral in capitals up to 39, 0 where it is none: kings and centuries need no more."""
    total, before = 0, 0
    for letter in reversed(word.lower()):
        size = _ROMANS.get(letter, 0)
        if not size or not word.isupper():
            return 0
        total += size if size >= before else -size
        before = max(before, size)
    return total
