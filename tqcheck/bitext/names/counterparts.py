"""Whether one side of a pair has anything for a word of the other.

The same word, one that means the same (`exonyms`), one that is like it (`sound`), its parts or letters; else the glossary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tqcheck.bitext.names.sound import alike, heard, plain, same_beginning, stemmed
from tqcheck.bitext.names.text import Text, is_acronym
from tqcheck.bitext.words import lexicon

Known = Callable[[str], str]
"""What a glossary calls a name of the source in the target's language, "" where it doesn't know."""
_JOINED = 5
_INITIALS = 3


def has(one: Text, other: Text, at: int, known_as: Known | None) -> bool:
    """Whether the other side has anything for the word at a place of the first."""
    lowered = one.side.lowered[at]
    if lowered in other.side.seen or means(one, other, at):
        return True
    word = one.side.words[at]
    if is_acronym(word):
        return _acronym_in(plain(word), one, other)
    if _like(word, lowered, one, other):
        return True
    letters = heard(word)
    if len(letters) > _JOINED and letters in other.joined:
        return True
    return known_as is not None and _stands(known_as(word), other)


def enough(one: Text, other: Text, at: int) -> bool:
    """Whether the other side has the word of a name as often, so that no other person’s first name answers for it."""
    lowered = one.side.lowered[at]
    stem = stemmed(lowered)
    times = sum(stemmed(each) == stem for each in one.side.lowered)
    return times == 1 or times <= sum(alike(lowered, each) for each in other.side.lowered)


def translated(one: Text, other: Text, at: int) -> bool:
    """Whether the other side has what the bilingual list has for a word, which is no name then: *Kaiser*, *Emperor*."""
    lowered, seen = one.side.lowered[at], other.side.seen
    turned = one.language == "en"
    listed = lexicon(other.language, "en") if turned else lexicon(one.language, other.language)
    if listed is None:
        return False
    mine, theirs = (listed.marks, listed.of) if turned else (listed.of, listed.marks)
    return bool(mine[lowered]) and any(not mine[lowered].isdisjoint(theirs[word]) for word in seen)


def abbreviated(one: Text, other: Text, at: int) -> bool:
    """Whether the other side has an acronym that is made of the initials of a word and of the names around it, in any order."""
    if not other.acronyms or is_acronym(one.side.words[at]):
        return False
    middle = one.raised.index(at)
    return any(
        _spelled(acronym, one, one.raised[max(0, middle - len(acronym) + 1) : middle + len(acronym)])
        for acronym in other.acronyms
    )


def _spelled(acronym: str, text: Text, places: Sequence[int]) -> bool:
    """Whether an acronym is made of the initials of some words that follow each other, in any order (*ONU*, *UNO*)."""
    initials, size, letters = [plain(text.side.words[at])[:1] for at in places], len(acronym), sorted(acronym)
    return size >= _INITIALS and any(
        sorted(initials[first : first + size]) == letters for first in range(len(initials) - size + 1)
    )


def _stands(name: str, other: Text) -> bool:
    return bool(name) and name.lower() in other.side.text.lower()


def means(one: Text, other: Text, at: int) -> bool:
    """Whether the other side mentions what a word is part of a mention of."""
    return any(mention.first <= at <= mention.last and not mention.ids.isdisjoint(other.ids) for mention in one.mentions)


def _like(word: str, lowered: str, one: Text, other: Text) -> bool:
    """Whether the other side has a word that is like a name and not another of its names."""
    seen = one.side.seen
    for each, each_lowered in zip(other.side.words, other.side.lowered, strict=True):
        likes = alike if word[0].isupper() and each[0].isupper() else same_beginning
        if len(each) > 1 and each_lowered not in seen and likes(lowered, each_lowered):
            return True
    return False


def _acronym_in(letters: str, one: Text, other: Text) -> bool:
    """Whether the other side has an acronym of nearly the same letters, or words that begin with them in order."""
    mine, size = Counter(letters), len(letters)
    for acronym in other.acronyms:
        if acronym == letters:
            return True
        if acronym not in one.side.seen:
            shared, longest = (mine & Counter(acronym)).total(), max(len(acronym), size)
            if shared == longest or shared * 4 >= 3 * longest:
                return True
    return letters in other.initials or letters[::-1] in other.initials or _spelled(letters, other, other.raised)
