"""Which capitalised words are names, as far as word lists tell: names are about as common in all languages, words are not.

*Oliver* stands in English, French and Polish text alike, *ministry* in English only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path

from tqcheck.bitext.frequencies import common as frequencies
from tqcheck.bitext.frequencies import file
from tqcheck.bitext.kept import kept
from tqcheck.bitext.names.frequencies import COMPARED, borrowed, inflected, listings, shared
from tqcheck.bitext.names.sound import is_latin, nearness, plain, sound, stemmed
from tqcheck.bitext.names.words import endings, listed

_FOLDER = Path(__file__).parent
_PART = 4
"""Letters of the least part of a compound, and of names that are told by their letters."""
_OFTEN, _SELDOM = 2e-4, 3e-6
"""How common a name may be at home that other languages hardly have, and from where a German noun is a rare one."""
_RARELY = 1e-5
"""How common words are at most of which a capital makes names in Russian, where they are all inflected."""
_LIKE = 0.8
_AT_HOME = 10
"""How many times commoner than in English a name may be in Russian; a word that sounds like a name may well be more."""


class Kind(Enum):
    """What a word is: an ordinary one; one that only its own language has, and never inflects; in no list; a name."""

    word = "word"
    local = "local"
    rare = "rare"
    known = "name"


_kinds: dict[str, dict[str, Kind]] = {}
_MOST = 1 << 17


def kind(lowered: str, language: str) -> Kind:
    """What a lower-cased word of a language is."""
    known = _kinds.setdefault(language, {})
    found = known.get(lowered)
    if found is None:
        if len(known) > _MOST:
            known.clear()
        listed = lowered in frequencies(language)
        found = known[lowered] = _no_words(language).get(lowered, Kind.word) if listed else _kind(lowered, language)
    return found


@cache
def _no_words(language: str) -> Mapping[str, Kind]:
    """All listed words of a language that are none of its ordinary ones."""
    lists = filter(None, [file(tag, "small") for tag in sorted({language, *COMPARED})])
    made_of = [_FOLDER.parent / "frequencies.py", _FOLDER.parents[1] / "names" / "words.toml"]
    made_of += [*lists, *sorted(_FOLDER.glob("*.py")), _FOLDER / "words.toml"]
    found = kept(f"kinds-{language}", made_of, lambda: _sorted_out(language))
    kinds: dict[str, Kind] = {}
    for sort, words in found.items():
        kinds.update(dict.fromkeys(words.split(), Kind(sort)))
    return kinds


def _sorted_out(language: str) -> dict[str, str]:
    """The words of each kind but the ordinary ones."""
    found: dict[str, list[str]] = {}
    for word in frequencies(language):
        if (sort := _kind(word, language)) is not Kind.word:
            found.setdefault(sort.value, []).append(word)
    return {sort: " ".join(words) for sort, words in found.items()}


def _kind(lowered: str, language: str) -> Kind:
    own = frequencies(language).get(lowered, 0.0)
    if not is_latin(lowered):
        return _romanised(lowered, own)
    if language == "en" and lowered in _capitalised():
        return Kind.word
    if own:
        return _listed(lowered, own, language)
    return _german(lowered) if language == "de" else Kind.rare


def _listed(lowered: str, own: float, language: str) -> Kind:
    """What a word of a language's list is."""
    if inflected(lowered, own, language):
        return Kind.word
    if shared(lowered, own, language):
        return Kind.known
    if language == "en" or own >= _OFTEN or len(lowered) <= _PART:
        return Kind.word
    if language == "de":
        return _german_listed(lowered, own)
    return Kind.rare if kind(lowered, "en") is Kind.known or borrowed(lowered, language, "en") else Kind.local


def _german_listed(lowered: str, own: float) -> Kind:
    if kind(lowered, "en") is Kind.known:  # at home a name may be commoner by far: Merkel
        return Kind.known
    return _german(lowered) if own < _SELDOM else Kind.word


def _german(lowered: str) -> Kind:
    """What a rare German word is: all nouns have capitals, and most rare ones are compounds."""
    if listings(lowered) > 1:
        return Kind.known
    return Kind.word if endings("german", "noun").search(lowered) or _compound(lowered) else Kind.rare


def _compound(lowered: str) -> bool:
    """Whether a word may be made of two or more German words."""
    for cut in range(len(lowered) - _PART, _PART - 1, -1):
        head, tail = lowered[:cut], lowered[cut:]
        if _in_use(tail) and (_in_use(head) or _compound(head)):
            return True
    return False


def _in_use(part: str) -> bool:
    """Whether a part of a compound is a word, what joins it to the next aside."""
    words = frequencies("de")
    return any(part.endswith(link) and part.removesuffix(link) in words for link in listed("german", "links"))


def ordinary(lowered: str, language: str) -> bool:
    """Whether a word in no list may be one of the language's own; those that inflect and join words have any number."""
    return language != "en" or bool(endings("english", "ordinary").search(lowered))


@cache
def _capitalised() -> frozenset[str]:
    """English words that stand in names and titles, and are none."""
    from tqcheck.names.mentions import words

    return frozenset(word.lower() for table in ("titles", "common", "plain", "openers") for word in words(table))


def _romanised(lowered: str, own: float) -> Kind:
    """What a word of another script is: names are known by their romanisation."""
    spelled, known = [plain(form) for form in (lowered, stemmed(lowered))], frequencies("en")
    names = [text for text in spelled if len(text) > _PART and kind(text, "en") is Kind.known]
    if any(known[text] * _AT_HOME > max(own, frequencies("ru").get(stemmed(lowered), 0.0)) for text in names):
        return Kind.known
    if endings("russian", "adjectives").search(lowered):
        return Kind.word
    if not own or any(map(_like_a_name, spelled)):
        return Kind.rare
    return Kind.local if own < _RARELY else Kind.word


def _like_a_name(spelled: str) -> bool:
    """Whether the English list has a name that sounds the same and is spelled much the same."""
    alike = _names_heard().get(sound(spelled), ()) if len(spelled) > _PART else ()
    return any(nearness(spelled, name) >= _LIKE for name in alike)


@cache
def _names_heard() -> Mapping[str, Sequence[str]]:
    """The names of the English list, by how they sound."""
    found: dict[str, list[str]] = {}
    for word in frequencies("en"):
        if len(word) >= _PART and kind(word, "en") is Kind.known:
            found.setdefault(sound(word), []).append(plain(word))
    return found
