"""What people change in machine output again and again: substitutions of words between a text and its edited version.

Experimental: an edit may be due to its sentence alone. A substitution counts where it recurs and where the words are replaced
so in most of the places in which they stand (the 95 % interval of that share lies above one half).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from tqcheck.terminology.proposals import LEAST, Evidence, Known, Proposal, is_change, is_clear, is_small, is_term

_TOKEN = regex.compile(r"\w(?:[\w’'-]*\w)?|[^\w\s]")
_WIDEST = 3
"""Words that a substitution takes on either side at most."""
_CONTEXT = 1 / 3
"""Share of a segment's words that must stay for its edits to tell anything: else it was written anew."""


class Pair(NamedTuple):
    """A segment as the engine wrote it and as it was edited, and the text that it is of."""

    before: str
    after: str
    text: str


def proposals(pairs: Iterable[Pair], known: Known, least: int = LEAST) -> list[Proposal]:
    """What the edits of segments propose, the most frequent first."""
    changed: dict[tuple[str, str], list[str]] = defaultdict(list)
    stands: Counter[str] = Counter()
    for pair in pairs:
        old, new = _TOKEN.findall(pair.before), _TOKEN.findall(pair.after)
        for before, after in set(_substitutions(old, new)):
            changed[before, after].append(pair.text)
        stands.update(_phrases(old))
    found = []
    for (before, after), texts in changed.items():
        evidence = Evidence(len(texts), max(stands[before], len(texts)), tuple(sorted(set(texts))), ())
        if is_clear(evidence, least) and all(map(_is_whole, (before, after))) and is_change(before, after):
            proposal = known.proposal(before, after, evidence)
            found += [proposal] if proposal else []
    return sorted(found, key=lambda item: (-item.evidence.found, item.before, item.after))


def _is_whole(text: str) -> bool:
    """Whether words may be a term, and none of a phrase that goes on: no function word begins or ends them."""
    words = text.split()
    return is_term(text) and not is_small(words[0]) and not is_small(words[-1])


def _substitutions(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the words that others replaced, unless the segment was written anew."""
    from rapidfuzz.distance import Levenshtein

    blocks = Levenshtein.editops(old, new).as_matching_blocks()
    if sum(block.size for block in blocks) < _CONTEXT * max(len(old), len(new)):
        return
    at, there = 0, 0
    for block in blocks:
        before, after = old[at : block.a], new[there : block.b]
        if 0 < len(before) <= _WIDEST and 0 < len(after) <= _WIDEST:
            yield " ".join(before), " ".join(after)
        at, there = block.a + block.size, block.b + block.size


def _phrases(words: Sequence[str]) -> set[str]:
    """The runs of words of a segment that a substitution may take."""
    return {" ".join(words[start : start + size]) for size in range(1, _WIDEST + 1) for start in range(len(words) - size + 1)}
