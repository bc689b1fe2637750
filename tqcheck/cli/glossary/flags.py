"""The flags that say what a concept is to be, and the questions for those that are missing at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import click

from tqcheck.glossary import CASES, STATUSES, Concept, Terms
from tqcheck.languages import base
from tqcheck.records import language_tag

Function = TypeVar("Function", bound=Callable[..., Any])
ABOUT = ("domain", "definition", "note", "reference", "status", "owner", "date")
LISTS = ("admitted", "forbidden", "forms")
_HELP = {
    "domain": "What it belongs to: politics, sport …",
    "definition": "What it is.",
    "note": "What an editor should know; told with every finding.",
    "reference": "Where it is laid down.",
    "status": "proposed, approved or deprecated.",
    "owner": "Who answers for it.",
    "date": "Since when, as 2026-05-31.",
}


def concept_flags(function: Function) -> Function:
    """Give a command a flag for everything that a concept may say."""
    said = "TAG=TERM, such as fr=mairie; the language of the texts where there is no TAG."
    options = [
        click.option("--preferred", multiple=True, metavar="TERM", help=f"The term to write: {said}"),
        click.option("--admitted", multiple=True, metavar="TERM", help="A term that is fine, too. Repeatable."),
        click.option("--forbidden", multiple=True, metavar="TERM", help="A term not to write. Repeatable."),
        click.option("--forms", multiple=True, metavar="TERM", help="An inflection that can't be derived. Repeatable."),
        click.option("--case", multiple=True, metavar="CASE", help=f"How letter case counts: TAG={'|'.join(CASES)}."),
        click.option("--verbatim", multiple=True, metavar="TAG", help="This language's terms are not to be translated."),
        *(click.option(f"--{key}", type=click.Choice(STATUSES) if key == "status" else str, help=_HELP[key]) for key in ABOUT),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def changed(concept: Concept, flags: Mapping[str, Any], target: str) -> Concept:
    """The concept with what the flags say; a term goes from where it was to where it is put. Raises UsageError."""
    terms = dict(concept.terms)
    for key in ("preferred", *LISTS):
        for given in flags[key]:
            tag, text = _split(given, target)
            terms[tag] = _with_term(terms.get(tag, Terms()), key, text)
    for given in flags["case"]:
        tag, case = _split(given, target)
        if case not in CASES:
            raise click.UsageError(f"--case {given!r}: the case is one of {', '.join(CASES)}, such as en=exact")
        terms[tag] = replace(terms.get(tag, Terms()), case=case)
    for given in flags["verbatim"]:
        tag = tag_of(given, "--verbatim")
        terms[tag] = replace(terms.get(tag, Terms()), verbatim=True)
    about = {key: " ".join(flags[key].split()) for key in ABOUT if flags[key] is not None}
    return replace(concept, terms=terms, **about)


def dropped(concept: Concept, drop: Iterable[str], target: str) -> Concept:
    """The concept without some terms (fr=mairie), or without all of a language (fr)."""
    terms = dict(concept.terms)
    for given in drop:
        if (tag := language_tag(given)) in terms and given not in terms.get(target, Terms()).texts:
            del terms[tag]
            continue
        tag, text = _split(given, target)
        if text not in terms.get(tag, Terms()).texts:
            raise click.UsageError(f"--drop {given!r}: concept {concept.id!r} has no such term in {tag}")
        terms[tag] = _without(terms[tag], text)
        if terms[tag] == Terms():
            del terms[tag]
    return replace(concept, terms=terms)


def tag_of(text: str, flag: str) -> str:
    """A language tag; raises UsageError for anything else."""
    if tag := language_tag(text):
        return tag
    raise click.UsageError(f"{flag} {text!r} is no language tag; give one such as fr or en-GB")


def asked(concept: Concept, target: str, source: str) -> Concept:
    """The concept with the answers of the person at the terminal; an empty answer leaves a thing as it is, `-` empties it."""
    own = concept.terms.get(target, Terms())
    own = replace(
        own,
        preferred=_ask(f"Preferred term ({target})", own.preferred),
        admitted=_ask_list("Admitted terms", own.admitted),
        forbidden=_ask_list("Forbidden terms", own.forbidden),
    )
    foreign = (
        source if source not in ("auto", "none") else next((tag for tag in concept.terms if base(tag) != base(target)), "fr")
    )
    there = concept.terms.get(foreign, Terms())
    there = replace(there, preferred=_ask(f"Source term ({foreign})", there.preferred))
    tables = concept.terms | {target: own} | ({foreign: there} if there != Terms() else {})
    domain, note = _ask("Domain", concept.domain), _ask("Note", concept.note)
    return replace(concept, terms=tables, domain=domain, note=note)


def _ask(question: str, now: str) -> str:
    answer = " ".join(str(click.prompt(question, default=now, show_default=bool(now))).split())
    return "" if answer == "-" else answer


def _ask_list(question: str, now: tuple[str, ...]) -> tuple[str, ...]:
    answer = _ask(f"{question}, parted by |", " | ".join(now))
    return tuple(dict.fromkeys(text for part in answer.split("|") if (text := part.strip())))


def _split(given: str, target: str) -> tuple[str, str]:
    """The language and the term of a flag's value."""
    head, equals, rest = given.partition("=")
    tag, text = (language_tag(head), rest) if equals and language_tag(head) else (target, given)
    text = " ".join(text.split())
    if not text:
        raise click.UsageError(f"{given!r} has no term; write it as fr=mairie")
    return tag, text


def _with_term(terms: Terms, key: str, text: str) -> Terms:
    if key == "preferred":
        old = terms.preferred
        terms = _without(terms, text)
        kept = (old, *terms.admitted) if old and old != text else terms.admitted
        return replace(terms, preferred=text, admitted=kept)
    if text in getattr(terms, key):
        return terms
    terms = _without(terms, text) if key != "forms" else terms
    more: dict[str, Any] = {key: (*getattr(terms, key), text)}
    return replace(terms, **more)


def _without(terms: Terms, text: str) -> Terms:
    lists: dict[str, Any] = {key: tuple(item for item in getattr(terms, key) if item != text) for key in LISTS}
    return replace(terms, preferred="" if terms.preferred == text else terms.preferred, **lists)
