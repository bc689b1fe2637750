"""Languages by the names that other programs write: `English_United_States` is en-US."""

from __future__ import annotations

import re
from functools import cache

from tqcheck.languages import base, unmarked
from tqcheck.records import language_tag

_OWN = {"prc": "CN", "china": "CN", "uk": "GB", "usa": "US", "hong kong": "HK", "macau": "MO", "taiwan": "TW"}
_SCRIPTS = {"simplified": "Hans", "traditional": "Hant", "latin": "Latn", "cyrillic": "Cyrl"}
_NAMES = {"norwegian bokmal": "nb", "farsi": "fa", "greek": "el", "spanish latin america": "es-419"}

_WRITTEN = {"zh-CN": "Chinese_PRC"}


@cache
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Tags of languages, and codes of territories, by CLDR's English names for them."""
    from babel import Locale

    english = Locale("en")
    languages = {_folded(told): code.replace("_", "-") for code, told in english.languages.items()}
    territories = {_folded(told): code for code, told in english.territories.items()}
    return languages | _NAMES, territories | _OWN


def tag(text: str) -> str:
    """The tag of a language by its English name and that of its country or script, or by its tag; nothing for another word."""
    languages, territories = _known()
    words = _folded(text).split()
    for size in range(len(words), 0, -1):
        code = languages.get(" ".join(words[:size]))
        rest = " ".join(words[size:])
        if code and not rest:
            return language_tag(code)
        if code and (part := _SCRIPTS.get(rest) or territories.get(rest)):
            return language_tag(f"{code}-{part}")
    given = language_tag(text.strip().replace("_", "-"))
    return given if base(given) in languages.values() else ""


def name(given: str) -> str:
    """The English name of a tag, as `tag` reads it back; the tag itself where it has none."""
    from babel import Locale

    if given in _WRITTEN:
        return _WRITTEN[given]
    english = Locale("en")
    language, *parts = given.split("-")
    names = [english.languages.get(language, ""), *(english.territories.get(part, "") for part in parts)]
    told = "_".join(re.findall(r"\w+", " ".join(names)))
    return told if all(names) and tag(told) == given else given


def _folded(text: str) -> str:
    """Words in small letters without accents or signs."""
    return " ".join(re.findall(r"[^\W_]+", unmarked(text).lower()))
