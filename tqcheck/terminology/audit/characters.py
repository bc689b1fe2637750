"""Characters in terms that look like others, can't be seen, or were spoilt on their way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import regex

from tqcheck.glossary import Concept
from tqcheck.languages import base
from tqcheck.model import Fix
from tqcheck.terminology.audit.material import Fault, Material

_LIKE = dict(zip("АВЕЅІЈКМНОРСТХаеорсухіјѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXaeopcyxijsdqwhABEZHIKMNOPTYXo", strict=True))
"""Cyrillic and Greek letters that look like Latin ones (Unicode's confusables, UTS #39)."""
_CYRILLIC = {latin: other for other, latin in reversed(_LIKE.items()) if unicodedata.name(other).startswith("CYRILLIC")}
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LATIN, _OTHER = regex.compile(r"\p{Script=Latin}"), regex.compile(r"[\p{Script=Cyrillic}\p{Script=Greek}]")
_ELSEWHERE = frozenset("ab am ar be bg bn el fa he hi hy ja ka kk ko ky mk mn ne ps ru sr ta tg th ti uk ur zh".split())
"""Languages that write, or may write, in another script than Latin."""
_JOINING = regex.compile(
    r"[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}"
    r"\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}"
    r"\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Khmer}\p{Script=Myanmar}]"
)
"""Scripts in which joiners tell how letters meet, and where they belong to the spelling."""
_UNSPACED = regex.compile(r"[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]")
"""Scripts in which a space of no width parts words."""
_INVISIBLE = regex.compile("[\u200b\u2060\ufeff\u00ad\u034f\u180e]")
_JOINERS = regex.compile("[\u200c\u200d]")
_BIDI = regex.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = regex.compile(r"[\p{Cc}--[\t\n\r]]", regex.VERSION1)
_HARD_SPACES = "\u00a0\u202f\u2007"
_SPOILT = regex.compile(r"[\ufffd\p{Co}\p{Cs}]")
_TWICE = regex.compile("(?:[ÂÃÎÏÐÑØÙ][\u0080-\u00ba\u00bc-\u00bf€ƒ†‡ˆ‰Š‹ŒŽ•˜™šœžŸ]|â[\u0080€][^\\x00-\\x7f])+")
"""What UTF-8 looks like, read as Latin-1 or Windows-1252: two signs for a letter of Western Europe, Greek, Cyrillic, Arabic,
three for a quotation mark or dash. Such pairs as may end a quotation are left out."""


def suspicious_character(material: Material) -> Iterator[Fault]:
    """Terms with letters of two scripts in a word, with what can't be seen, or with signs of a wrong encoding."""
    for concept, tag, terms in material.tables():
        for text in dict.fromkeys(terms.texts):
            if text and (not text.isascii() or not text.isprintable()):
                yield from _looked_at(concept, tag, text)


def _looked_at(concept: Concept, tag: str, text: str) -> Iterator[Fault]:
    for find in _SIGNS:
        if told := find(text, base(tag)):
            message, mended = told
            fixes = (Fix(mended),) if mended and mended != text else ()
            yield Fault(concept, text, message, _WHY, fixes=fixes, tag=tag)


_WHY = "A term with it matches nothing that people write."


def _mixed(text: str, language: str) -> tuple[str, str] | None:
    """A word of letters from two scripts that look alike, or a Latin language's word of another's letters."""
    for found in _WORD.finditer(text):
        word = found[0]
        others = _OTHER.findall(word)
        latin = _LATIN.findall(word)
        fewer = min((others, latin), key=len)
        alike = _LIKE if fewer is others else _CYRILLIC
        if any(char in alike for char in fewer):
            told = ", ".join(map(_named, dict.fromkeys(fewer)))
            mended = "".join(
                (_LIKE if fewer is others else _CYRILLIC).get(char, char) if char in fewer else char for char in word
            )
            return f"“{word}” mixes scripts: {told}.", text.replace(word, mended)
        if others and language not in _ELSEWHERE and all(char in _LIKE for char in word):
            mended = "".join(map(_LIKE.__getitem__, word))
            return f"“{word}” looks Latin and isn't: {_named(word[0])} …", text.replace(word, mended)
    return None


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name').lower()}"


def _without(pattern: regex.Pattern[str], what: str) -> Callable[[str, str], tuple[str, str] | None]:
    """What finds characters of a pattern in a term and leaves them out."""

    def find(text: str, _: str) -> tuple[str, str] | None:
        found = pattern.search(text)
        return (f"“{text}” holds {what}: {_named(found[0])}.", pattern.sub("", text)) if found else None

    return find


_bidi = _without(_BIDI, "a sign of writing direction")
_control = _without(_CONTROL, "a control character")


def _invisible(text: str, _: str) -> tuple[str, str] | None:
    found = _INVISIBLE.search(text)
    if not found or (found[0] == "\u200b" and _UNSPACED.search(text)):
        return None
    return f"“{text}” holds what can't be seen: {_named(found[0])}.", _INVISIBLE.sub("", text)


def _joiner(text: str, _: str) -> tuple[str, str] | None:
    found = _JOINERS.search(text)
    if not found or _JOINING.search(text):
        return None
    return f"“{text}” holds what can't be seen: {_named(found[0])}.", _JOINERS.sub("", text)


def _hard_space(text: str, _: str) -> tuple[str, str] | None:
    mended = text.strip(_HARD_SPACES)
    return (f"“{text}” begins or ends with a no-break space.", mended) if mended != text else None


def _decomposed(text: str, _: str) -> tuple[str, str] | None:
    """Letters that stand apart from their marks; some scripts have letters that are never composed."""
    mended = unicodedata.normalize("NFC", text)
    return (f"“{text}” has letters apart from their marks (not NFC).", mended) if len(mended) < len(text) else None


def _spoilt(text: str, _: str) -> tuple[str, str] | None:
    found = _SPOILT.search(text)
    return (f"“{text}” lost a character: {_named(found[0])}.", "") if found else None


def _misread(text: str, _: str) -> tuple[str, str] | None:
    """Text in UTF-8 that was read in another encoding, such as “Ã©” for “é”."""
    mended = _TWICE.sub(lambda found: _reread(found[0]), text)
    return (f"“{text}” was read in a wrong encoding.", mended) if mended != text else None


def _reread(text: str) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


_SIGNS = (_mixed, _bidi, _invisible, _joiner, _control, _hard_space, _decomposed, _spoilt, _misread)
