"""The forms in which a term may stand in a source, as far as they can be derived: more than are right, but none that misleads.

A form that nobody writes does no harm here, since it is only looked for. The facts stand in `inflections.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tqcheck import inflection

_MOST = 16
"""Forms of a term that are looked for; a term of many words that can each end in many ways would have hundreds."""
_LEAST_STEM = 3
"""Letters of an adjective that stand before its ending."""


class _Grammar(NamedTuple):
    """What is known of a language: the words that end a term's head, endings of nouns, endings of adjectives."""

    until: frozenset[str]
    endings: tuple[tuple[str, tuple[str, ...]], ...]
    adjectives: tuple[str, ...]


def forms(term: str, language: str) -> tuple[str, ...]:
    """Other forms of a term; none of an acronym and of languages of which nothing is known."""
    if not term[-1].isalpha() or term.isupper():
        return ()
    if language == "en":
        found: Iterable[str] = () if term.partition(" of ")[0].endswith("s") else (inflection.plural(term),)
    else:
        grammar = _grammars().get(language)
        found = _derived(term, grammar) if grammar else ()
    return tuple(dict.fromkeys(form for form in found if form != term))


def _derived(term: str, grammar: _Grammar) -> list[str]:
    words = term.split(" ")
    bounds = (at for at, word in enumerate(words) if at and word.lower().partition("'")[0].rstrip("’") in grammar.until)
    head = next(bounds, len(words))
    tail = words[head:]
    if not grammar.adjectives:
        choices = [_inflected(word, grammar) for word in words[:head]]
        return [" ".join([*chosen, *tail]) for chosen, _ in zip(product(*choices), range(_MOST), strict=False)]
    noun = words[head - 1]
    fronts = _declined(words[: head - 1], grammar.adjectives)
    return [" ".join([*front, last, *tail]) for front in fronts for last in (noun, *_inflected(noun, grammar))]


def _declined(words: list[str], endings: tuple[str, ...]) -> list[list[str]]:
    """The adjectives before a noun, with each ending."""
    stems = [word[: -len(end)] if (end := _ending(word, endings)) else "" for word in words]
    if not any(stems):
        return [words]
    return [
        words,
        *([stem + end if stem else word for stem, word in zip(stems, words, strict=True)] for end in endings),
    ]


def _ending(word: str, endings: tuple[str, ...]) -> str:
    return next((end for end in endings if word.endswith(end) and len(word) - len(end) >= _LEAST_STEM), "")


def _inflected(word: str, grammar: _Grammar) -> tuple[str, ...]:
    for ending, results in grammar.endings:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return tuple(stem + result for result in results)
    return (word,)


@cache
def _grammars() -> dict[str, _Grammar]:
    tables = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {language: _grammar(table) for language, table in tables.items()}


def _grammar(table: dict[str, str | list[str]]) -> _Grammar:
    endings = []
    for row in table["endings"]:
        ending, _, results = row.partition(" → ")
        endings.append((ending.strip(), tuple(result.removeprefix("*") for result in results.split())))
    return _Grammar(frozenset(str(table["until"]).split()), tuple(endings), tuple(table.get("adjectives", ())))
