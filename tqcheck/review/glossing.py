"""A finding sent to the house's glossary: a concept that says what to write and what not, filled in as far as can be told."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tqcheck import files
from tqcheck.config import Config
from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.review.entries import Entry
from tqcheck.review.sides import Side
from tqcheck.terminology.edit import Glossaries
from tqcheck.terminology.ids import free


class Form(NamedTuple):
    """What a person fills in: the term to write, the one not to write, the source language's term, a domain, a note."""

    preferred: str
    forbidden: str
    source: str = ""
    domain: str = ""
    note: str = ""


def form(entry: Entry) -> Form:
    """The form for a finding: what was decided to be written for it, or its first fix, and not its text."""
    fix = entry.verdict.after if entry.mends else entry.fixes[0].text if entry.fixes else ""
    source = entry.why.partition("«")[2].partition("»")[0] if "«" in entry.why else ""
    domain = "names" if entry.family == "name" else ""
    return Form(fix or entry.text, entry.text if fix else "", source, domain)


def places(config: Config) -> list[Path]:
    """The house's glossaries; raises Problem where the configuration names none."""
    if not config.glossaries:
        raise Problem("", 0, "no glossary is named; set `glossaries` in tqcheck.toml")
    return list(config.glossaries)


def save(config: Config, filled: Form) -> tuple[str, Side]:
    """Put what was filled in into the house's glossary; returns the concept's id and how that changed the file.

    A concept that has the preferred term already is added to. Raises Problem where there is no preferred term, or where the
    glossary can't be written.
    """
    if not filled.preferred.strip():
        raise Problem("", 0, "a concept needs a term to write")
    book = Glossaries(places(config))
    concept = _concept(book, filled, config)
    book.put(concept)
    changes = book.changes()
    if not changes:
        raise Problem(str(book.where(concept.id)), 0, f"{concept.id} says all of this already")
    path = changes[0].path
    before = files.held(path)
    book.save()
    return concept.id, Side(path, before, files.held(path) or b"")


def _concept(book: Glossaries, filled: Form, config: Config) -> Concept:
    target, source = base(config.target), config.source if config.source not in ("auto", "none") else "fr"
    preferred, forbidden = filled.preferred.strip(), filled.forbidden.strip()
    known = [concept for concept in book.using(preferred) if concept.terms.get(target, Terms()).preferred == preferred]
    if known:
        concept = known[0]
    else:
        concept = Concept(free(preferred, book), {target: Terms(preferred)}, date=datetime.date.today().isoformat())
    terms = dict(concept.terms)
    mine = terms[target]
    if forbidden and forbidden not in mine.texts:
        terms[target] = replace(mine, forbidden=(*mine.forbidden, forbidden))
    if filled.source.strip() and not terms.get(source, Terms()).preferred:
        terms[source] = replace(terms.get(source, Terms()), preferred=filled.source.strip())
    return replace(
        concept, terms=terms, domain=filled.domain.strip() or concept.domain, note=filled.note.strip() or concept.note
    )
