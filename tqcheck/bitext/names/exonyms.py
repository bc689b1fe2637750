"""Names that languages call each by a word of its own: *Aix-la-Chapelle* and *Aachen*, *ONU* and *UN*, *lundi* and *Monday*.

The facts stand in `exonyms.tsv`, a column for each language; names of the world's states come from the Unicode CLDR by way of
`babel`, as do months and days in languages that the table lacks. A form with a capital is found with a capital only, one of
capitals in capitals; `*` stands for any ending. What has a `?` is too common a word to be asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from tqcheck.bitext.kept import kept
from tqcheck.languages import unmarked

if TYPE_CHECKING:
    from babel import Locale

_TABLE = Path(__file__).with_name("exonyms.tsv")
_ANY, _SOFT, _UNASKED = "*", "?", "~"
_LEAST = 4
_SHORTEST = 2
_MOST = 1 << 17
_ENDING = regex.compile("(?:ien|ië|iya|ia|ie|ya|ei|ya|ía|y|a|e|é|o|ия|я|а|land|lande|ländia|stan|стан)$")
"""What is left off the name of a state to find its people and what is called after it."""


_PART = regex.compile(
    "^(?:(?:süd|nord|zuid|noord)?(?:ost|west|oost)|süd|nord|zuid|noord|zentral|mittel|centraal|midden|nieder|ober|neu|alt|gross"
    "|groß|klein|kontinental|inner|binnen|pro|anti|trans|про|анти|обще|меж|транс|за|южно|северо|восточно|западно|центрально)"
    "(?=\\p{L}{4})",
    regex.IGNORECASE,
)
"""What part of a place or which side of it the beginning of a word tells: *Südkorea*, *прозападный*."""


class Meaning(NamedTuple):
    """What a word may mean: ids of rows, whether the other side must have it, and phrases that it may begin."""

    ids: frozenset[str]
    asked: bool
    phrases: tuple[tuple[tuple[str, ...], str, bool], ...] = ()


class Form(NamedTuple):
    """A form of the table: its words, each maybe cut off, the row's id, and whether it is asked for."""

    words: tuple[str, ...]
    id: str
    asked: bool


@lru_cache(1 << 14)
def fits(form: str, word: str) -> bool:
    """Whether a word is what a form of the table stands for."""
    stem = form.removesuffix(_ANY)
    if stem[:1].isupper() and (not word[0].isupper() or (stem.isupper() and len(stem) > 1 and not word.startswith(stem))):
        return False
    cut = form.endswith(_ANY)
    if word[0].islower() or len(stem) < _LEAST:
        stem = _lowered(stem)
        return any(each.startswith(stem) for each in (_lowered(word), _key(word))) if cut else _lowered(word) == stem
    return _key(word).startswith(_key(stem)) if cut else _key(word) == _key(stem)


def _key(text: str) -> str:
    """A text in small letters without marks, which names lose and keep at will (*Ecosse*, *Noel*, *Bogotá*)."""
    return unmarked(text.lower())


def _lowered(text: str) -> str:
    """A text in small letters, in which marks tell words apart (*judicial* and *judía*), but for that of the Russian ё."""
    return text.lower().replace("ё", "е")


_HEAD = 3


class Index(NamedTuple):
    """The forms of a language by their first words, whole ones and those cut off; as plain tuples, which load sooner.

    `heads` tell how the forms begin, the shortest as a whole with their star, so that most words are soon passed over; `small`
    is a letter less of those without capitals.
    """

    whole: dict[str, list[tuple[Any, ...]]]
    cut: dict[str, list[tuple[Any, ...]]]
    heads: frozenset[str]
    small: frozenset[str]


def _index(forms: Iterable[Form]) -> tuple[Any, ...]:
    whole: dict[str, list[tuple[Any, ...]]] = {}
    cut: dict[str, list[tuple[Any, ...]]] = {}
    heads, small = set[str](), set[str]()
    for form in forms:
        first = form.words[0]
        stem = first.removesuffix(_ANY)
        (cut if first.endswith(_ANY) else whole).setdefault(_key(stem), []).append(tuple(form))
        heads.add(_key(first)[: _HEAD + 1])
        if stem[:1].islower():
            small.add(_key(stem)[:_HEAD])
    return whole, cut, frozenset(heads), frozenset(small)


class Names:
    """The names of one language, by their words."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.meaning: Callable[[str], Meaning | None] = lru_cache(_MOST)(self._look)
        """What a word may mean; None for most."""

    def _look(self, word: str) -> Meaning | None:
        key = _key(word)
        is_none = self._index.heads.isdisjoint((key[: _HEAD + 1], key[:_HEAD] + _ANY, key[:_SHORTEST] + _ANY))
        if word[0].islower() and (is_none or key[:_HEAD] not in self._index.small) and not _PART.match(word):
            return None
        forms = [] if is_none else [form for form in self._candidates(key) if fits(form.words[0], word)]
        single = [form for form in forms if len(form.words) == 1]
        phrases = tuple([(form.words[1:], form.id, form.asked) for form in forms if len(form.words) > 1])
        ids, asked = frozenset([form.id for form in single]), any(form.asked for form in single)
        if within := self._within(word):
            ids, asked = ids | within.ids, asked or (within.asked and word[0].isupper())
        return Meaning(ids, asked, phrases) if ids or phrases else None

    def _within(self, word: str) -> Meaning | None:
        """What a word means of which the beginning tells which part of it."""
        rest = _PART.sub("", word)
        return self.meaning(rest[0].upper() + rest[1:] if word[0].isupper() else rest) if rest != word else None

    def _candidates(self, lowered: str) -> Iterator[Form]:
        yield from starmap(Form, self._index.whole.get(lowered, ()))
        for end in range(_SHORTEST, len(lowered) + 1):
            yield from starmap(Form, self._index.cut.get(lowered[:end], ()))


class Mention(NamedTuple):
    """A stretch of words that means one or another row; `asked` tells whether the other side must have one of them."""

    first: int
    last: int
    ids: frozenset[str]
    asked: bool


def mentions(words: Sequence[str], language: str) -> list[Mention]:
    """What the words of a text mention; of what is within a longer mention, nothing is asked (*Latin Americans*)."""
    meant = [(at, found) for at, found in enumerate(map(names(language).meaning, words)) if found is not None]
    longer = [mention for at, found in meant if found.phrases for mention in _phrases(words, at, found)]
    within = {at for mention in longer for at in range(mention.first, mention.last + 1)}
    single = [Mention(at, at, found.ids, found.asked and at not in within) for at, found in meant if found.ids]
    return sorted(longer + single) if longer else single


def _phrases(words: Sequence[str], at: int, meant: Meaning) -> Iterator[Mention]:
    """Yield the phrases that begin with a word."""
    for rest, id, asked in meant.phrases:
        after = words[at + 1 : at + 1 + len(rest)]
        if len(after) == len(rest) and all(map(fits, rest, after)):
            yield Mention(at, at + len(rest), frozenset([id]), asked)


@cache
def names(language: str) -> Names:
    """The names of a language."""
    babel = find_spec("babel")  # in the package's own file stands its version
    made_of = [Path(__file__), _TABLE, *([Path(babel.origin)] if babel and babel.origin else ())]
    return Names(Index(*kept(f"names-{language}", made_of, lambda: _index(_forms(language)))))


def _forms(language: str) -> Iterator[Form]:
    yield from _table().get(language, ())
    yield from _territories(language)
    yield from _calendar(language)
    yield from _tongues(language)
    if language != "en":
        yield from (form._replace(asked=False) for form in _table()["en"] if form.words[0][0].isupper())


@cache
def _table() -> dict[str, list[Form]]:
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    _, *languages = lines[0].split("\t")
    forms: dict[str, list[Form]] = {language: [] for language in languages}
    for line in lines[1:]:
        id, *cells = line.split("\t")
        for language, cell in zip(languages, cells, strict=True):
            forms[language] += [_form(text, id) for text in cell.split("|") if text]
    return forms


@cache
def tongues() -> frozenset[str]:
    """The languages that the table knows."""
    with _TABLE.open(encoding="utf-8") as lines:
        head = next(line for line in lines if not line.startswith("#"))
    return frozenset(head.split()[1:])


def _form(text: str, id: str) -> Form:
    asked = not (text.endswith(_SOFT) or id.startswith(_UNASKED))
    return Form(tuple(text.removesuffix(_SOFT).split(" ")), id.removeprefix(_UNASKED), asked)


_NO_PLACES = frozenset("EU EZ QO UN XA XB ZZ".split())


def _territories(language: str) -> Iterator[Form]:
    locale = _locale(language)
    for code, name in locale.territories.items() if locale else ():
        if code.isalpha() and code not in _NO_PLACES:
            words = tuple(_words(name))
            if words and words[0][0].isupper():
                yield Form(words, code, len(words) == 1)
            if len(words) == 1 and len(stem := _ENDING.sub("", name)) >= _LEAST:
                yield Form((stem.lower() + _ANY,), code, asked=False)


_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
DATES = frozenset([*_MONTHS, *_DAYS])
"""The rows that are months or days."""


def _calendar(language: str) -> Iterator[Form]:
    """Yield months and days, their abbreviations too."""
    locale = _locale(language)
    if locale is None:
        return
    for ids, kinds, first in ((_MONTHS, locale.months, 1), (_DAYS, locale.days, 0)):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in kinds[context][width].items():
                    yield Form((name.split(" ")[0].rstrip("."),), ids[number - first], asked=False)


def _tongues(language: str) -> Iterator[Form]:
    """Yield the names of languages."""
    locale = _locale(language)
    for code, name in locale.languages.items() if locale else ():
        if words := _words(name):
            yield Form(tuple(words), f"language-{code}", asked=False)


def _words(name: str) -> list[str]:
    return regex.findall(r"[\p{L}\p{M}]+", name)  # type: ignore[no-any-return]


@cache
def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
