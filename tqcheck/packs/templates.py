"""Fill in fixes and messages: groups, filters and inflections, in the case of what they replace."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tqcheck import inflection
from tqcheck.packs.patterns import FORMS, MACRO

_FIELD = re.compile(r"\{([^{}]+)\}")
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def ordinal(text: str) -> str:
    """2 → 2nd, 11 → 11th."""
    number = int(text)
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def words(text: str) -> str:
    """2 → second, up to tenth; from 11 on, 11th."""
    number = int(text)
    return _ORDINAL_WORDS[number - 1] if 1 <= number <= len(_ORDINAL_WORDS) else ordinal(text)


def roman(text: str) -> str:
    """XIX → 19."""
    values = [_ROMAN[char] for char in text.upper()]
    return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))


_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,2})?")


def number(text: str) -> str:
    """French digits in English: 1 234,5 → 1,234.5, 1.234,56 → 1,234.56; English ones stay as they are."""
    if _ENGLISH.fullmatch(text):
        return text
    whole, comma, decimals = text.partition(",")
    digits = re.sub(r"\D", "", whole)
    return f"{int(digits):,}" + (f".{decimals}" if comma else "") if digits else text


def clock(hours: str, minutes: str | None = None) -> str:
    """A time of day on the twelve-hour clock: 14, 30 → 2:30 p.m.; 9 → 9 a.m."""
    hour = int(hours) % 24
    half = ("a.m.", "p.m.")[hour // 12]
    past = f":{minutes}" if minutes and int(minutes) else ""
    return f"{(hour - 1) % 12 + 1}{past} {half}"


FILTERS: dict[str, Callable[..., str]] = {
    "ordinal": ordinal,
    "words": words,
    "roman": roman,
    "number": number,
    "clock": clock,
    "lower": str.lower,
    "upper": str.upper,
    "capital": lambda text: text[:1].upper() + text[1:],
}


def problems(template: str, groups: frozenset[str], macros: Mapping[str, int]) -> str:
    """What is wrong with a template ("" if nothing): an unknown group or filter, more inflections than the pattern has."""
    used = {"verb": 0, "noun": 0}
    for field in _FIELD.findall(template):
        if macro := MACRO.fullmatch("{" + field + "}"):
            used[_kind(macro["kind"])] += 1
            continue
        group, *filters = field.split("|")
        names = [group] + [name.partition(":")[2] for name in filters if ":" in name]
        unknown = [name for name in names if name not in groups] or [
            name for name in filters if name.partition(":")[0] not in FILTERS
        ]
        if unknown:
            return f"{{{field}}} names no group of the pattern and no filter: {unknown[0]!r}"
    for kind, count in used.items():
        if count > macros.get(kind, 0):
            return f"{{{kind}:…}} in the fix needs a {{{kind}:…}} in the pattern to take its form from"
    return ""


def _kind(macro: str) -> str:
    return "noun" if macro == "noun" else "verb"


def fill(template: str, groups: Mapping[str, str], captures: Mapping[str, list[str]]) -> str:
    """Fill a template.

    `groups` holds the matched groups by name and number, `match`, and `before`, the text that leads up to it; `captures`,
    per kind (verb, noun), the names of the forms that the pattern's inflections matched, in order.
    """
    if "{" not in template:
        return template
    used = {"verb": 0, "noun": 0}

    def field(match: re.Match[str]) -> str:
        if macro := MACRO.fullmatch(match[0]):
            kind = _kind(macro["kind"])
            form = captures[kind][used[kind]]
            used[kind] += 1
            return _inflected(macro["lemmas"], form, groups.get("before", ""))
        group, *filters = match[1].split("|")
        text = groups[group]
        for name in filters:
            function, _, other = name.partition(":")
            text = FILTERS[function](text, groups[other]) if other else FILTERS[function](text)
        return text

    return _FIELD.sub(field, template)


_AUXILIARY = re.compile(
    r"\b(?:have|has|had|having|be|been|being|is|are|was|were|am|get|gets|got|['’](?:ve|s|re|d))"
    r"(?:\s+(?:not|never|also|already|just|recently|since|\w+ly))*\s*$",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:to|will|would|can|could|may|might|shall|should|must|do|does|did|let|(?:ca|wo|did|does|do|could|would|should)n['’]t)"
    r"(?:\s+(?:not|also|\w+ly|[a-z]+))?\s*$",
    re.IGNORECASE,
)


def _inflected(lemma: str, form: str, before: str) -> str:
    """A lemma in the form that was matched; where several forms look alike, the words before decide."""
    if form in ("one", "many"):
        return lemma if form == "one" else inflection.plural(lemma)
    names = form.split(",")
    if "base" in names and len(names) > 1 and _MODAL.search(before):
        names = ["base"]
    elif "past" in names and "pp" in names:
        names = ["pp"] if _AUXILIARY.search(before) else ["past"]
    return str(getattr(inflection.verb(lemma), names[0] if names[0] in FORMS else "base"))
