"""What a concept is called in a region: its own table over its language's, and whose terms are another region's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from tqcheck.glossary import Terms
from tqcheck.languages import base


def merged(tables: Mapping[str, Terms], target: str) -> Terms:
    """The terms for a target (en, en-GB, zh-TW): the tables that hold for it put together, the closest one first.

    Where only other regions have tables, any of their terms will do.
    """
    close = [tables[tag] for tag in _tags(target) if tag in tables]
    if not close:
        return _any_region([terms for tag, terms in tables.items() if base(tag) == base(target)])
    preferred = _first(terms.preferred for terms in close)
    forbidden = dict.fromkeys(text for terms in close for text in terms.forbidden)
    return Terms(
        preferred=preferred,
        admitted=next((terms.admitted for terms in close if terms.admitted), ()),
        forbidden=tuple(text for text in forbidden if text != preferred or text in close[0].forbidden),
        forms=tuple(text for terms in close for text in terms.forms),
        case=_first(terms.case for terms in close),
    )


def elsewhere(tag: str, target: str, tables: Mapping[str, Terms]) -> bool:
    """Whether a table is no table of the target's: another language's, or another region's of the same language.

    A region is told from others only where its terms are known: by a table of its own, or because its language's is meant
    for it (that of English for en-US, as the Unicode CLDR has it).
    """
    if base(tag) != base(target):
        return True
    tags = _tags(target)
    known = any(own in tables for own in tags[:-1]) or (base(target) in tables and _likely(base(target)) == _likely(target))
    return known and "-" in target and tag not in tags


@cache
def _tags(target: str) -> tuple[str, ...]:
    """The tags whose tables hold for a target, the closest first: zh-TW, zh-Hant, zh."""
    language, script, _ = _likely(target)
    parts = target.split("-")
    own = ["-".join(parts[:count]) for count in range(len(parts), 1, -1)]
    return tuple(dict.fromkeys([*own, f"{language}-{script}", language]))


@cache
def _likely(tag: str) -> tuple[str, str, str]:
    """The language, script and region that a tag most likely means, as the Unicode CLDR has it; what is unknown is empty."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return base(tag), "", ""
    full = Locale.parse(_full(locale.language, locale.script, locale.territory), sep="_")
    return full.language, full.script or "", full.territory or ""


def _full(language: str, script: str | None, region: str | None) -> str:
    from babel.core import get_global

    likely = get_global("likely_subtags")
    for key in ((language, script, region), (language, region), (language, script), (language,)):
        if None not in key and "_".join(map(str, key)) in likely:
            found = likely["_".join(map(str, key))].split("_")
            return "_".join((language, script or found[1], region or found[2]))
    return "_".join(filter(None, (language, script, region)))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _any_region(tables: list[Terms]) -> Terms:
    wanted = dict.fromkeys(text for terms in tables for text in terms.wanted)
    forbidden = [set(terms.forbidden) for terms in tables]
    return Terms(
        preferred=_first(wanted),
        admitted=tuple(wanted)[1:],
        forbidden=tuple(sorted(set.intersection(*forbidden) - set(wanted))) if forbidden else (),
        forms=tuple(text for terms in tables for text in terms.forms),
        case=_first(terms.case for terms in tables),
    )
