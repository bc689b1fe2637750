"""Two concepts about one thing made one: what the first says stays, what it does not say comes from the second."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base, plain

_TOLD = ("domain", "definition", "note", "reference", "owner")
"""Keys in which the house's word against another is a conflict; dates and statuses differ as a matter of course."""
_KEYS = (*_TOLD, "status", "date")

NOTHING_INSTEAD = "left out; give the preferred term too, for nothing tells what to write instead"


class Combined(NamedTuple):
    """The concept made of two, the keys in which it differs from the first, and where the two are at odds."""

    concept: Concept
    keys: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass
class _Ledger:
    """What changes and what is at odds while two concepts are made one."""

    theirs: bool
    keys: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def settle(self, key: str, ours: Any, other: Any, *, told: bool = True) -> Any:
        """What a key is to say: ours, unless it says nothing or theirs goes over it."""
        if not other or ours == other:
            return ours
        if not ours or self.theirs:
            self.keys.append(key)
            return other
        if told:
            self.odds(key, f"the house says “{ours}”, the file “{other}”")
        return ours

    def odds(self, key: str, what: str) -> None:
        """Note where the two are at odds."""
        self.conflicts.append(f"{key}: {what}")


def key(term: str) -> str:
    """A term as it is compared: kinds of apostrophe, hyphen and space make no other one, nor how accents are encoded."""
    return plain(unicodedata.normalize("NFC", term))


def combine(ours: Concept, other: Concept, *, theirs: bool) -> Combined:
    """Ours with what the other adds; with `theirs`, what is at odds is as the other says.

    Forbidden terms are left out where nothing tells what to write instead: a glossary refuses them.
    """
    ledger = _Ledger(theirs)
    plain = {key: ledger.settle(key, getattr(ours, key), getattr(other, key), told=key in _TOLD) for key in _KEYS}
    terms = dict(ours.terms)
    for tag, added in other.terms.items():
        found = _terms(ledger, tag, terms.get(tag, Terms()), added)
        if found != Terms():
            terms[tag] = found
    for tag, found in list(terms.items()):
        if (
            found.forbidden
            and not (found.preferred or terms.get(base(tag), Terms()).preferred)
            and found != ours.terms.get(tag)
        ):
            terms[tag] = replace(found, forbidden=ours.terms.get(tag, Terms()).forbidden)
            _forget(ledger, terms, tag)
    return Combined(replace(ours, terms=terms, **plain), tuple(ledger.keys), tuple(ledger.conflicts))


def _forget(ledger: _Ledger, terms: dict[str, Terms], tag: str) -> None:
    """Take back that forbidden terms came in."""
    ledger.keys.remove(f"{tag}.forbidden")
    ledger.odds(f"{tag}.forbidden", NOTHING_INSTEAD)
    if terms[tag] == Terms():
        del terms[tag]


def _terms(ledger: _Ledger, tag: str, ours: Terms, other: Terms) -> Terms:
    """The terms of a language: none stands in two places, and ours decide where, unless theirs go over them."""
    merged = _preferred(ledger, tag, ours, other)
    for term in other.admitted:
        merged = _admitted(ledger, tag, merged, term)
    for term in _without(other.forbidden, other.wanted):  # what a file uses and forbids it uses
        merged = _forbidden(ledger, tag, merged, term)
    forms = tuple(dict.fromkeys((*ours.forms, *other.forms)))
    for name, old, new in (
        ("admitted", ours.admitted, merged.admitted),
        ("forbidden", ours.forbidden, merged.forbidden),
        ("forms", ours.forms, forms),
    ):
        if old != new:
            ledger.keys.append(f"{tag}.{name}")
    case = ledger.settle(f"{tag}.case", ours.case, other.case)
    return replace(merged, forms=forms, case=case, verbatim=ledger.settle(f"{tag}.verbatim", ours.verbatim, other.verbatim))


def _preferred(ledger: _Ledger, tag: str, ours: Terms, other: Terms) -> Terms:
    term = other.preferred
    if term and term in ours.forbidden and not ledger.theirs:
        ledger.odds(f"{tag}.preferred", f"the house forbids “{term}”")
        return ours
    alike = key(term) == key(ours.preferred)
    if alike and not ledger.theirs:
        return ours
    chosen = ledger.settle(f"{tag}.preferred", ours.preferred, term)
    if chosen == ours.preferred:
        return ours
    before = () if alike else (ours.preferred,)
    admitted = [name for name in (*ours.admitted, *before) if name and name != chosen]
    return replace(ours, preferred=chosen, admitted=tuple(admitted), forbidden=_without(ours.forbidden, (chosen,)))


def _admitted(ledger: _Ledger, tag: str, terms: Terms, term: str) -> Terms:
    if term in terms.wanted:
        return terms
    if term in terms.forbidden and not ledger.theirs:
        ledger.odds(f"{tag}.admitted", f"the house forbids “{term}”")
        return terms
    return replace(terms, admitted=(*terms.admitted, term), forbidden=_without(terms.forbidden, (term,)))


def _forbidden(ledger: _Ledger, tag: str, terms: Terms, term: str) -> Terms:
    if term in terms.forbidden:
        return terms
    if term == terms.preferred or (term in terms.admitted and not ledger.theirs):
        ledger.odds(f"{tag}.forbidden", f"the house uses “{term}”, which the file forbids")
        return terms
    return replace(terms, forbidden=(*terms.forbidden, term), admitted=_without(terms.admitted, (term,)))


def _without(terms: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term in terms if term not in others)
