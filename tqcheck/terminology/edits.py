"""What people change in machine output again and again: substitutions of words between a text and its edited version.

Experimental: an edit may be due to its sentence alone. A substitution counts where it recurs and where the words are replaced
so in most of the places in which they stand (the 95 % interval of that share lies above one half). Common words are
mostly chosen for their sentence: they need twice as many places as what has a capital. Accents left out are a matter of style.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from tqcheck.terminology.proposals import (
    LEAST,
    Evidence,
    Known,
    Proposal,
    is_change,
    is_clear,
    is_small,
    is_term,
    key,
    plainest,
)

_TOKEN = regex.compile(r"\w(?:[\w-]|['’](?!s\b)(?=\w))*(?<=\w)|['’]s\b|[^\w\s]")
"""A word, a possessive ending, a mark."""
_WIDEST = 3
"""Words that a substitution takes on either side at most."""
_CONTEXT = 1 / 3
"""Share of a segment's words that must stay for its edits to tell anything: else it was written anew."""


Change = tuple[str, str]
"""Words, and those that replaced them."""

_SHARE = 1 / 3
"""Share of the segments with some words in which they must be replaced so, however the rest were changed."""


class Pair(NamedTuple):
    """A segment as the engine wrote it and as it was edited, and the text that it is of."""

    before: str
    after: str
    text: str


def proposals(pairs: Iterable[Pair], known: Known, least: int = LEAST) -> list[Proposal]:
    """What the edits of segments propose, the most frequent first."""
    changed: dict[tuple[str, str], list[tuple[Change, str]]] = defaultdict(list)
    otherwise: Counter[str] = Counter()
    stands: Counter[str] = Counter()
    for pair in pairs:
        seen = {(key(before), key(after)): (before, after) for before, after in set(_substitutions(pair))}
        for words, change in seen.items():
            changed[words].append((change, pair.text))
        old, new = (_phrases([key(word) for word in _TOKEN.findall(text)]) for text in (pair.before, pair.after))
        stands.update(old)
        # A word that stands on both sides was kept; one that went together with those around it tells nothing.
        otherwise.update({before for before, _ in seen} | (old & new))
    found = []
    for (before, after), places in changed.items():
        texts = [text for _, text in places]
        total = max(otherwise[before], len(texts))
        evidence = Evidence(len(texts), total, tuple(sorted(set(texts))), ())
        words = plainest(change for change, _ in places)
        back = len(changed.get((after, before), ()))
        common = "".join(words).islower() and not known.concept(words[1])
        clear = (
            is_clear(evidence, 2 * least if common else least)
            and len(texts) >= _SHARE * stands[before]
            and 2 * back < len(texts)
        )
        if clear and _is_term_for_another(*words):
            proposal = known.proposal(*words, evidence)
            found += [proposal] if proposal else []
    return sorted(found, key=lambda item: (-item.evidence.found, item.before, item.after))


def _is_term_for_another(before: str, after: str) -> bool:
    return _is_whole(before) and _is_whole(after) and is_change(before, after) and is_change(_plain(before), after)


def _plain(text: str) -> str:
    """A text without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _is_whole(text: str) -> bool:
    """Whether words may be a term, and none of a phrase that goes on: no function word begins or ends them."""
    words = text.split()
    return is_term(text) and not is_small(words[0]) and not is_small(words[-1])


def _substitutions(pair: Pair) -> Iterator[Change]:
    """Yield the words that others replaced, unless the segment was written anew."""
    from rapidfuzz.distance import Levenshtein

    old, new = (list(_TOKEN.finditer(text)) for text in (pair.before, pair.after))
    blocks = Levenshtein.editops([word[0] for word in old], [word[0] for word in new]).as_matching_blocks()
    if sum(block.size for block in blocks) < _CONTEXT * max(len(old), len(new)):
        return
    at, there = 0, 0
    for block in blocks:
        before, after = old[at : block.a], new[there : block.b]
        if all(0 < len(words) <= _WIDEST and not any(map(_parts, words)) for words in (before, after)):
            yield _stretch(pair.before, before), _stretch(pair.after, after)
        at, there = block.a + block.size, block.b + block.size


def _parts(word: regex.Match[str]) -> bool:
    """Whether a word is a mark that stands in no term; a stop may, as in “St. Clare”."""
    return not (word[0][0].isalnum() or word[0] in "._&/+")


def _stretch(text: str, words: Sequence[regex.Match[str]]) -> str:
    """The words as they stand in their text, single spaces between them."""
    return " ".join(text[words[0].start() : words[-1].end()].split())


def _phrases(words: Sequence[str]) -> set[str]:
    """The runs of words of a segment that a substitution may take."""
    return {" ".join(words[start : start + size]) for size in range(1, _WIDEST + 1) for start in range(len(words) - size + 1)}
