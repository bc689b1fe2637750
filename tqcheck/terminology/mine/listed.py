"""What glossaries have already, inflected or not, in any status: nobody need be asked about it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tqcheck.glossary import Concept
from tqcheck.languages import base, fold
from tqcheck.terminology.mine.tokens import stem, words

_WORD = re.compile(r"[^\W_]+")


def plain(text: str, language: str) -> tuple[str, ...]:
    """A term's words without number, case and hyphens; articles at its beginning don't count."""
    found = [stem(word, language) for word in _WORD.findall(fold(text))]
    article = {stem(word, language) for word in words(language).article}
    while len(found) > 1 and found[0] in article:
        del found[0]
    return tuple(found)


class Listed:
    """The terms of concepts in two languages."""

    def __init__(self, concepts: Iterable[Concept], source: str, target: str) -> None:
        self._terms: dict[tuple[str, tuple[str, ...]], str] = {}
        for concept in concepts:
            for language, text in _texts(concept):
                if language in (source, target):
                    self._terms.setdefault((language, plain(text, language)), concept.id)

    def find(self, text: str, language: str) -> str | None:
        """The id of a concept that has a term."""
        return self._terms.get((language, plain(text, language)))


def _texts(concept: Concept) -> Iterator[tuple[str, str]]:
    for tag, terms in concept.terms.items():
        for text in terms.texts:
            yield base(tag), text
