"""Names of people, places and organisations in running text, told by their capitals and the small words that join them.

No list of names is consulted. What only begins a sentence, or stands in a headline of capitals, is told as such: whether it is
a name, the rest of the document must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tqcheck.languages import begins_sentence, space
from tqcheck.records import parse


class Mention(NamedTuple):
    """A name without titles and possessive endings, its spaces plain, and where it stands in code points.

    `opens` tells that its first capital may be owed to the beginning of a sentence.
    """

    start: int
    end: int
    name: str
    opens: bool


def mentions(text: str) -> Iterator[Mention]:
    """Yield the names of a text, those that may be none but the first words of a sentence too.

    The text may be several segments, parted by SEPARATOR: no name reaches over one.
    """
    for found in _chains().finditer(text):
        start, chain = found.start(), found[0]
        if start and text[start - 1] in _JOINTS and (lead := _lead(text, start)):
            start, chain = start - lead, text[start - lead : start] + chain
        elif start and text[start - 1] in _AYN and _is_letter(text, start - 1, found.end()):
            start, chain = start - 1, text[start - 1] + chain
        parts = names(chain)
        opens = bool(parts) and not parts[0][0] and _opens(text, start)
        for at, name in parts:
            yield Mention(start + at, start + at + len(name), space(name), opens and not at)


def _is_letter(text: str, at: int, end: int) -> bool:
    """Whether a sign before a capital is the ayn of a name (*'Umar*), not a quotation mark: then none closes."""
    return not (at and text[at - 1].isalnum()) and not _CLOSING.search(text, end, end + _QUOTED)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence may begin at an offset; after a word and a space none does, which is seen at once."""
    if start > 1 and text[start - 1] == " " and (text[start - 2].isalnum() or text[start - 2] == ","):
        return False
    if not begins_sentence(text, start):
        return False
    title = _ABBREVIATED.search(text, max(0, start - _ABBREVIATION), start)
    return not (title and title[1] in words("titles"))


_HYPHENS = "-‐\u2011"
_MARKS = "\u0300-\u036f"
"""Marks that follow their letter, where a text is not composed."""
_SPACE = "[ \\u00a0\\u202f\\n]"
_SIGNS = "'’‘`ʿʾʻʼ"
"""Apostrophes, and the signs of ayn and hamza."""
_AYN = "'‘ʿʻ"
_CLOSING = re.compile(r"['’](?!\w)")
_QUOTED = 200
"""Code points within which a quotation of few words is closed."""
_JOINTS = f" \u00a0{_HYPHENS}'’"
_ABBREVIATED, _ABBREVIATION = re.compile(r"(\w+)\. $"), 12
_PART = re.compile(r"\S+")
_SMALL = re.compile(r"[^\W\d_]{1,5}$")
_LONGEST = 6


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in words.toml: leading, inner, titles, common, plain."""
    return frozenset(parse(Path(__file__).with_name("words.toml"))[kind].split())


@cache
def _chains() -> re.Pattern[str]:
    """Matches words with capitals, and the small words of names between them.

    The capitals are those of the scripts that Unicode's first plane holds: a larger class would be searched letter by letter.
    """
    capital = "".join(re.escape(letter) for letter in map(chr, range(1 << 16)) if letter.isupper() or letter.istitle())
    letters = rf"[\w{_MARKS}]*(?:[{_SIGNS}](?=[^\W\d_])(?![sS](?!\w))[\w{_MARKS}]+)*"
    raised = r"[^\W\d_a-z]"  # nearly the same, and read much faster
    rest = rf"(?:\.-{raised})*(?:\.(?=\s?{raised})|{letters}(?:[{_HYPHENS}]\w{letters})*)"
    small = "|".join(sorted(words("leading") | words("inner"), key=len, reverse=True))
    joint = rf"{_SPACE}(?:(?:{small}){_SPACE}){{0,2}}(?:[^\W\d_]{{2,3}}[{_HYPHENS}]|[dl]['’])?[{_SIGNS}]?"
    # What precedes is looked at after the capital: a pattern that begins with letters is searched much faster.
    return re.compile(rf"[{capital}](?<!\w\w){rest}(?:{joint}[{capital}]{rest})*")


@lru_cache(1 << 14)
def names(chain: str) -> tuple[tuple[int, str], ...]:
    """The names in a chain of words with capitals, and where they begin in it: what titles, days and acronyms leave."""
    titles, common, inner = words("titles"), words("common"), words("inner")
    found: list[tuple[int, int]] = []
    begin = end = -1
    for part in _PART.finditer(chain):
        word = part[0]
        if word.rstrip(".") in titles:
            begin = -1  # what stands before a title tells of it: Iranian General
        elif word in common or _shouts(word):
            if begin >= 0:
                found.append((begin, end))
            begin = -1
        elif begin >= 0 or word not in inner:
            begin, end = (part.start() if begin < 0 else begin), (end if word in inner else part.end())
    if begin >= 0:
        found.append((begin, end))
    return tuple((start, chain[start:stop]) for start, stop in found)


def _shouts(word: str) -> bool:
    """Whether a word is an acronym, or of a headline of capitals; initials are neither."""
    return word.isupper() and "." not in word and sum(map(str.isalpha, word)) > 1


def _lead(text: str, start: int) -> int:
    """How many code points before a capital belong to its name: al-, van der, d'."""
    taken, leading = start, words("leading")
    while taken:
        joint = text[taken - 1]
        small = _SMALL.search(text, max(0, taken - _LONGEST), taken - 1)
        if not small or small[0] not in (("d", "l") if joint in "'’" else leading):
            break
        before = small.start()
        if before and (text[before - 1].isalnum() or text[before - 1] not in f'{_JOINTS}\n(“"«'):
            break
        taken = before
    return start - taken


def without_opening(name: str) -> str:
    """A name without its first word, which only began a sentence, and without the small words that would begin it then."""
    small = words("leading") | words("inner")
    rest = name.split(" ")[1:]
    while rest and rest[0] in small:
        del rest[0]
    return " ".join(rest)
