"""Candidates shown one by one at a terminal: accepted, edited, rejected or skipped; each answer is kept at once."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from tqcheck.cli.glossary.asking import choice
from tqcheck.cli.glossary.flags import asked
from tqcheck.cli.glossary.mine import described
from tqcheck.cli.glossary.options import shown
from tqcheck.cli.settings import wants_color
from tqcheck.glossary import Concept, Terms
from tqcheck.terminology.edit import Glossaries
from tqcheck.terminology.ids import free
from tqcheck.terminology.mine import Candidate
from tqcheck.terminology.mine.concepts import proposal
from tqcheck.terminology.mine.rejected import Rejected


class Desk(NamedTuple):
    """Where answers go, the house's glossaries (or a file of them) and what was rejected; and all concepts that are known."""

    book: Glossaries
    rejected: Rejected
    known: Mapping[str, Concept]
    into: Path | None
    source: str
    target: str


def ask(found: Sequence[Candidate], desk: Desk) -> None:
    """Ask about each candidate, until there is none left or the person has enough."""
    accepted = refused = 0
    try:
        for number, one in enumerate(found, 1):
            print("\n".join(described(one, wants_color(sys.stdout))))
            print(f"{number}/{len(found)} ", end="")
            answer = choice()
            if answer == "quit":
                break
            if answer == "reject":
                desk.rejected.add(one)
                refused += 1
            elif answer != "skip":
                _keep(desk, _judged(one, answer == "edit", desk))
                accepted += 1
    except click.Abort:
        # Interrupted, or no more answers: what was answered is kept.
        print()
    print(f"Accepted {accepted:,}, rejected {refused:,}, left {len(found) - accepted - refused:,}.")


def _judged(one: Candidate, edit: bool, desk: Desk) -> Concept:
    """The concept that a person makes of a candidate, or of the one that lists a form of it."""
    listed = desk.book.get(one.listed) or desk.known.get(one.listed)
    made = proposal(one, desk.target, desk.source)
    concept = listed or replace(made, id=free(made.id, {*desk.known, *(other.id for other in desk.book)}))
    own = concept.terms.get(desk.target, Terms(preferred=one.target[0].text))
    has = set(own.texts)
    others = tuple(form.text for form in one.target if form.text not in has)
    if edit:
        terms = concept.terms | {desk.target: replace(own, admitted=(*own.admitted, *others))}
        return asked(replace(concept, terms=terms), desk.target, desk.source or "none")
    if not listed:
        domain = str(click.prompt("Domain", default=concept.domain, show_default=bool(concept.domain))).strip()
        concept = replace(concept, domain=domain)
    kept = (
        click.prompt(f"{', '.join(others)}: {', '.join(_FATES)}", type=_FATE, default="drop", show_choices=False)
        if others
        else ""
    )
    if kept == "admit":
        own = replace(own, admitted=(*own.admitted, *others))
    elif kept == "forbid":
        own = replace(own, forbidden=(*own.forbidden, *others))
    return replace(concept, terms=concept.terms | {desk.target: own})


_FATES = ("admit", "forbid", "drop")
_FATE = click.Choice(_FATES)


def _keep(desk: Desk, concept: Concept) -> None:
    """Put a concept into the glossary and write it."""
    told = "Changed" if desk.book.get(concept.id) else "Added"
    desk.book.put(concept, desk.into)
    desk.book.save()
    print(f"{told} {concept.id} in {shown(desk.book.where(concept.id) or '')}.")
