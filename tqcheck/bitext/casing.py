"""Hold the capitals of a translation against those of its source.

Only scripts that have capitals on both sides can be compared. Words that are written small by nature (eBay, iPhone) are known
by a capital further on, or by standing in the source as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.bitext.fault import Fault
from tqcheck.bitext.pair import Pair
from tqcheck.model import Span

_LEAD = " \t\n\u00a0\u202f“”„\"«»‘’‹›'([¿¡—–-"
"""Marks and spaces before a first word; digits and dots are not among them: what follows those may well be small."""
_FEW = 4
"""Words below which a text is a label rather than a sentence."""
_LONG = 4
"""Letters from which a word in capitals is no acronym."""
_TITLE = 6
"""Words from which Title Case on one side alone is told."""
_SHORT = 3
"""Letters up to which a word stands in several languages by chance (in, a, per)."""
_STOPS = frozenset(".!?…:")
_NOUNS = "de"
"""German writes its nouns with a capital: capitals within a text say nothing."""
_DOTTED = frozenset(["tr", "az"])


def compare(pair: Pair) -> Iterator[Fault]:
    """Yield at most one fault, the one that covers most of the text."""
    source, target = pair.source.text, pair.target.text
    if target.islower():
        yield from _small(pair)
        return
    if target.isupper():
        if not source.isupper() and source.upper() != source.lower() and _shouts(pair):
            yield Fault("capitals", pair.whole)
        return
    head = target[:1]
    if not ("A" <= head <= "Z"):  # most texts begin with one: no need to look further
        yield from _first(pair)
    if target[-1:] in _STOPS and _is_titled(pair):
        yield Fault("title", pair.whole)


def _small(pair: Pair) -> Iterator[Fault]:
    """A text without a capital: whole, where the source has several."""
    capitals = sum(1 for word in pair.source.words if word[0].isupper())
    if (
        capitals > 1
        and _beginning(pair.target.text)[0].isalpha()
        and len(pair.target.words) >= _FEW
        and pair.source.language != _NOUNS
    ):
        yield Fault("lower", pair.whole)
    else:
        yield from _first(pair)


def _first(pair: Pair) -> Iterator[Fault]:
    """A small first letter where the source's first is a capital."""
    first, start = _beginning(pair.target.text)
    if not first.islower() or not _beginning(pair.source.text)[0].isupper():
        return
    count = len(pair.target.words)
    if count == 1 or (count < _FEW and not _ends(pair.source.text)):
        return
    end = next((at for at in range(start, len(pair.target.text)) if not _is_part(pair.target.text[at])), len(pair.target.text))
    word = pair.target.text[start:end]
    if not word.islower() or _is_small_by_nature(word, pair):
        return
    capital = "İ" if word[0] == "i" and pair.target.language in _DOTTED else word[0].upper()
    fixed = "IJ" + word[2:] if word.startswith("ij") and pair.target.language == "nl" else capital + word[1:]
    yield Fault("first", Span(start, end), (fixed,))


def _is_small_by_nature(word: str, pair: Pair) -> bool:
    """Whether a word is an address, a file's name, a ratio (n:m), or a brand that the source writes small too (adidas)."""
    if "@" in word or "." in word[:-1]:
        return True
    return len(word) > _SHORT and word in pair.source.words and word != pair.source.lowered[0]


def _ends(text: str) -> bool:
    return text.rstrip(" \u00a0\u202f\"'”’»)")[-1:] in _STOPS


def _is_part(char: str) -> bool:
    return not char.isspace() and char not in ',;:!?()"”»“«'


def _beginning(text: str) -> tuple[str, int]:
    """The first letter behind opening marks ("" where something else stands there) and its place."""
    bare = text.lstrip(_LEAD)
    return bare[:1], len(text) - len(bare)


def _shouts(pair: Pair) -> bool:
    return sum(1 for word in pair.target.words if len(word) >= _LONG) > 1


def _is_titled(pair: Pair) -> bool:
    """Whether every long word of a sentence has a capital, and few of the source's have."""
    if any(word[0].islower() for word in pair.target.words if len(word) >= _LONG):
        return False
    if sum(1 for word in pair.target.words if len(word) >= _LONG) < _TITLE:
        return False
    theirs = [word for word in pair.source.words if len(word) >= _LONG]
    return pair.source.language != _NOUNS and 4 * sum(1 for word in theirs if word[0].isupper()) < len(theirs)
