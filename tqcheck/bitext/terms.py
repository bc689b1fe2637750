"""Whether a term stands in a translation in some form, and what stands there in its place.

A form of a term's word begins as it does and ends otherwise; up to two words may stand between those of a term (*the interior
and justice ministers*). That takes some other words for forms, which costs a miss, where an ending that we don't know would
cost a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from tqcheck.glossary import between
from tqcheck.glossary.counterparts import Counterpart
from tqcheck.glossary.match import Entry, Hit, Mention, mentions, same_words
from tqcheck.languages import fold, has_edges, unmarked

_ENDING, _LONGER = 2, 3
"""Letters of a term's word that may be missing in a form of it, and letters that may stand in their place."""
_LEAST = 4
"""Letters that a word and a form of it share at least, unless one is the other with something added."""
_BETWEEN = 2
"""Words that may stand between two of a term."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}_]+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")


class Translation:
    """A translation in which terms are looked for."""

    def __init__(self, text: str) -> None:
        self.text, self.folded = text, fold(text)
        self._words: list[str] | None = None

    def holds(self, terms: Iterable[str]) -> bool:
        """Whether any of some terms stands in it in some form."""
        terms = tuple(terms)
        return any(map(self._stands, terms)) or any(map(self._stands_inflected, terms))

    def keeps(self, terms: Iterable[str], case: str) -> bool:
        """Whether any of some terms stands in it as it is written, its first letter's case aside if that doesn't count."""
        hits = [hit for term in terms for hit in self._hits(_entry(term, case))]
        return bool(mentions(self.text, hits))

    def _stands(self, term: str) -> bool:
        if between.asks(term):
            return bool(self._hits(_entry(term, "any")))
        wanted = fold(term)
        at = self.folded.find(wanted)
        while at >= 0:
            if has_edges(self.text, at, end := at + len(wanted)) and _cased(term, self.text[at:end]):
                return True
            at = self.folded.find(wanted, at + 1)
        return False

    def _stands_inflected(self, term: str) -> bool:
        words = _parts(term)
        if self._words is None:
            self._words = _parts(self.text)
        reach = _BETWEEN + 1
        places = [at for at, word in enumerate(self._words) if _is_form(word, words[0])] if words else []
        for wanted in words[1:]:
            near = dict.fromkeys(at + step for at in places for step in range(1, reach + 1))
            places = [at for at in near if at < len(self._words) and _is_form(self._words[at], wanted)]
        return bool(places)

    def wrong(self, meant: Counterpart, seen: str, preferred: str) -> Mention | None:
        """What stands for a concept and should not: a forbidden term, the source's own, or a word much like the right one."""
        left = () if meant.verbatim else (seen, *meant.sources)
        entry = _entry("", "any")._replace(status="forbidden", preferred=preferred, admitted=meant.admitted, note=meant.note)
        known = [_entry(term, meant.case) for term in (*meant.wrong, *left)]
        hits = [hit for one in known for hit in self._hits(entry._replace(text=one.text, case=one.case))]
        found = mentions(self.text, hits) or mentions(
            self.text, list(self._like(entry, (preferred, meant.wanted[0], *meant.admitted)))
        )
        return found[0] if found else None

    def _hits(self, entry: Entry) -> Iterator[Hit]:
        literal = fold(entry.literal)
        at = self.folded.find(literal)
        while at >= 0:
            yield at, at + len(literal), entry
            at = self.folded.find(literal, at + 1)

    def _like(self, entry: Entry, wanted: Sequence[str]) -> Iterator[Hit]:
        """The names that are some name spelled in another way."""
        names = [term for term in wanted if term[:1].isupper() and len(term) >= _LEAST]
        spans = [found.span() for found in _WORD.finditer(self.text)] if names else []
        for term in names:
            count = len(_WORD.findall(term))
            for first, last in zip(spans, spans[count - 1 :], strict=False):
                seen = self.text[first[0] : last[1]]
                if seen[0].isupper() and same_words(seen, term):
                    yield first[0], last[1], entry._replace(text=seen)


def _entry(text: str, case: str) -> Entry:
    standard = case or ("exact" if any(map(str.isupper, text)) else "initial")
    return Entry(text, "", "own", standard, "", (), spelling=False, proposed=False, note="", concept="")


def _cased(term: str, seen: str) -> bool:
    """Whether a stretch may be a term, for all that its letter case tells: *us* is no *US*, but *Unesco* is *UNESCO*."""
    return not term.isupper() or seen.isupper() or (len(term) >= _LEAST and seen[:1].isupper())


@lru_cache(1 << 12)
def _parts(text: str) -> list[str]:
    """The words of a text without the marks of letters, acronyms without their stops."""
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), text) if "." in text else text
    words: list[str] = _WORD.findall(plain if plain.isascii() else unmarked(plain))
    return words


def _is_form(word: str, wanted: str) -> bool:
    """Whether a word may be a form of a term's word."""
    if word == wanted:
        return True
    if wanted.isupper() and len(wanted) > 1:
        begun, ending = word[: len(wanted)], word[len(wanted) :]
        return begun.lower() == wanted.lower() and len(ending) <= _ENDING and _cased(wanted, begun)
    word, wanted = word.lower(), wanted.lower()
    shared = _shared(word, wanted)
    if len(wanted) - shared > _ENDING or len(word) - shared > _LONGER:
        return False
    return shared >= _LEAST or (shared == len(wanted) and len(word) - shared <= _ENDING and shared >= _LONGER)


def _shared(one: str, other: str) -> int:
    """Letters that two words have in common at their beginnings."""
    return next((at for at, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its), min(len(one), len(other)))
