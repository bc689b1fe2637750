"""Compare the numbers of a translation with its source's, for any two languages: see `differences`."""

from __future__ import annotations

from tqcheck.bitext.numbers.agreeing import agree
from tqcheck.bitext.numbers.matching import match
from tqcheck.bitext.numbers.months import months
from tqcheck.bitext.numbers.pairing import pair as pair_up
from tqcheck.bitext.numbers.quantity import Difference, Number
from tqcheck.bitext.numbers.reading import numbers_told, read
from tqcheck.bitext.numbers.tables import table
from tqcheck.bitext.numbers.unlike import unlike
from tqcheck.bitext.numbers.vocabulary import telling
from tqcheck.bitext.numbers.writing import repair
from tqcheck.bitext.pair import Pair

__all__ = ["Difference", "Number", "differences", "read"]


def differences(pair: Pair) -> list[Difference]:
    """What numbers the target lost, added or changed; [] for most pairs, and at once where neither side holds any."""
    found: list[Difference] | None = pair.memo.get("numbers")
    if found is None:
        found = pair.memo["numbers"] = _differences(pair)
    return found


def _differences(pair: Pair) -> list[Difference]:
    source, target = pair.source, pair.target
    if source.text == target.text:
        return []
    here, there = table(source.language), table(target.language)
    mine, its = telling(here, source), telling(there, target)
    if not (mine.words or mine.digits or its.words or its.digits) or agree(source, target, (here, mine), (there, its)):
        return []
    ours, theirs = numbers_told(source, here, mine), numbers_told(target, there, its)
    matched = match(source, target, ours, theirs)
    found = pair_up(matched.lost, matched.added, source.text, target.text)
    found += unlike(matched.pairs, source, target)
    found += months(source, target, ours, theirs)
    return [difference._replace(fix=repair(difference, source, target)) for difference in found]
