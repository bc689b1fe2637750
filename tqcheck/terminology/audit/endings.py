"""Inflected forms that terms may have, by the endings of their language: a table, no dictionary.

The forms are guesses: what stands in no text must not be told of. Sources are the languages' school grammars: plurals, the
feminine of persons' titles, the case endings of nouns and adjectives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from tqcheck import inflection
from tqcheck.languages import base

_STEM = 3
"""Letters that stay in all forms of a word, at least."""
_AGREEING = ("es", "fr", "it", "pt")
_MOST = 200
"""Forms of a term that are tried at most."""
_WORD = re.compile(r"[^\W\d_]+")


class Endings(NamedTuple):
    """What ends may be put for what ends: of plurals, of other forms of words, and of names; a colon parts old from new."""

    plural: str
    other: str = ""
    names: str = ""


_RU_NOUNS = (
    "а:ы а:и а:е а:у а:ой а:ам а:ами а:ах я:и я:е я:ю я:ей я:ям я:ями я:ях ь:я ь:и ь:ю ь:ем ь:ей ь:ям ь:ями ь:ях "
    "й:я й:ю й:ем й:е й:и й:ев й:ям й:ями й:ях о:а о:у о:ом о:е е:я е:ю е:ем ие:ия ие:ию ие:ием ие:ии ие:ий ия:ий"
)
_RU_HARD = ":а :у :ом :е :ы :и :ов :ам :ами :ах"
_RU_ADJECTIVES = (
    "ый:ого ый:ому ый:ым ый:ом ый:ые ый:ых ый:ыми ый:ая ый:ую ый:ой ий:ого ий:ому ий:им ий:ом ий:ие ий:их ий:ими "
    "ий:ая ий:ой ий:ую ой:ого ой:ому ой:ым ой:ом ая:ой ая:ую ая:ые ая:ых ое:ого ое:ому ое:ым ое:ом"
)
ENDINGS = {
    "de": Endings(":e :en :n :er :s", ":es :em :ern in:innen", ":s"),
    "en": Endings(""),
    "es": Endings(":s :es z:ces ón:ones án:anes és:eses", "or:ora or:oras o:a o:as"),
    "fr": Endings(
        ":s al:aux au:aux eau:eaux eu:eux ail:aux",
        "teur:trice teur:trices eur:euse eur:euses ien:ienne ien:iennes er:ère er:ères if:ive if:ives eux:euse eux:euses "
        "ent:ente ent:entes ant:ante ant:antes ais:aise ais:aises ois:oise ois:oises ain:aine ain:aines al:ale al:ales "
        "é:ée é:ées",
    ),
    "it": Endings("o:i e:i a:e a:i co:chi go:ghi ca:che ga:ghe io:i cia:ce gia:ge", "tore:trice tore:trici o:a"),
    "nl": Endings(":en :s f:ven s:zen", ":e"),
    "pt": Endings(":s :es ão:ões ão:ães al:ais el:éis ol:óis m:ns il:is", "or:ora or:oras o:a o:as"),
    "ru": Endings(_RU_NOUNS + " " + _RU_HARD, _RU_ADJECTIVES, _RU_NOUNS + " " + _RU_HARD),
}
"""The endings by language. English words are inflected by `inflection`, and acronyms take an s."""
SMALL = frozenset(
    "a an and for in of on the to à au aux d de des du en et l la le les sur un une con de del el la las los y da das do dos e "
    "di degli dei della delle il per von der die das des für und im am zum zur van het een voor и в на по с о для".split()
)
"""Words inside terms that keep their form, and their small letters in headlines."""


@cache
def _rules(language: str, kind: str) -> tuple[tuple[str, str], ...]:
    row = ENDINGS.get(language, Endings(""))
    told = {"plural": row.plural, "all": f"{row.plural} {row.other}", "names": row.names}[kind]
    return tuple((old, new) for old, _, new in (rule.partition(":") for rule in told.split()))


def forms(word: str, language: str, kind: str) -> Iterator[str]:
    """The forms of a word that are not the word: its plurals, all of them, or those that names have."""
    if language == "en":
        if kind != "names":
            yield word + "s" if word.isupper() else inflection.plural(word)
        return
    if word.isupper():
        return
    yield from (word.removesuffix(old) + new for old, new in _fitting(word, language, kind))


def _fitting(word: str, language: str, kind: str) -> Iterator[tuple[str, str]]:
    """The rules that a word meets; what ends in a vowel or a hissing sound takes no bare ending where others are for it."""
    for old, new in _rules(language, kind):
        stem = word.removesuffix(old)
        if word.endswith(old) and len(stem) >= _STEM and (old or _takes(stem, language, new)):
            yield old, new


def _takes(word: str, language: str, new: str) -> bool:
    """Whether a word as it stands may take an ending."""
    last = word[-1].lower()
    if language == "ru":
        return last not in "аеёийоуыэюяь"
    if language in ("fr", "es", "pt"):
        return last not in "sxz" and (new == "s") == (language == "fr" or last in "aeiouáéíóúãõ")
    return last != "s" or new != "s"


def _head(term: str) -> int:
    """Where the part of a term ends that is inflected: what follows a preposition stays (*chiefs of staff*)."""
    later = list(_WORD.finditer(term))[1:]
    return next((word.start() for word in later if word[0].lower() in SMALL), len(term))


def agreeing(term: str, language: str) -> Iterator[str]:
    """The plural of a term in which each word has its own, in languages whose adjectives agree with their nouns."""
    language, end = base(language), _head(term)
    if language in _AGREEING:
        yield (
            _WORD.sub(lambda word: word[0] if word[0].lower() in SMALL else _plural(word[0], language), term[:end]) + term[end:]
        )


def _plural(word: str, language: str) -> str:
    """The likeliest plural of a word: that by the rule for the most of its letters (cheval, chevaux)."""
    old, new = max(_fitting(word, language, "plural"), key=lambda rule: len(rule[0]), default=("", ""))
    return word.removesuffix(old) + new


def phrases(term: str, language: str, known: Callable[[str], bool] | None = None, *, name: bool = False) -> Iterator[str]:
    """The forms of a term in which one or several of its words are inflected; of words only those that are `known`."""
    kind = "names" if name else "all"
    language = base(language)
    pieces: list[str] = []
    choices: list[Collection[str]] = []
    at = 0
    for found in _WORD.finditer(term, 0, _head(term)):
        word = found[0]
        others = () if word.lower() in SMALL else dict.fromkeys(forms(word, language, kind))
        pieces.append(term[at : found.start()])
        choices.append([word, *(form for form in others if known is None or known(form))])
        at = found.end()
    for chosen in islice(product(*choices), 1, _MOST):
        yield "".join(piece + word for piece, word in zip(pieces, chosen, strict=True)) + term[at:]
