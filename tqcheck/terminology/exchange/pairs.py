"""Files of pairs: a term of one language and its translation, as translators' programs keep glossaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.records import language_tag
from tqcheck.terminology.exchange import cells
from tqcheck.terminology.exchange.types import Lost

_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl"}


@dataclass(frozen=True)
class Pair:
    """A term, its translation ("" where there is none), and what stands beside them."""

    line: int
    source: str
    target: str
    id: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    proposed: bool = False
    forbidden: bool = False
    verbatim: bool = False


def tag(text: str) -> str:
    """A language tag out of a locale's name (pt_BR, sr@latin); nothing where it is none."""
    name, _, modifier = text.partition(".")[0].partition("@")
    script = _MODIFIERS.get(modifier.lower(), "")
    language, *others = name.strip().split("_")
    return language_tag("-".join([language, *([script] if script else []), *others]))


def languages(path: str, source: str, target: str) -> tuple[str, str]:
    """The languages of a file's pairs; raises Problem where one is not told, or both are one."""
    if not source or not target:
        missing = " ".join(name for name, told in (("--from fr", source), ("--to en", target)) if not told)
        raise Problem(path, 0, f"doesn't tell its languages; give {missing}")
    if source == target:
        raise Problem(path, 0, f"both its languages are {source}; give other ones with --from and --to")
    return source, target


def concepts(path: str, pairs: Iterable[Pair], source: str, target: str) -> tuple[list[Concept], list[Lost]]:
    """A concept for each pair, and the pairs that hold no term."""
    taken, lost = [], []
    for pair in pairs:
        if pair.source.strip():
            taken.append(_concept(path, pair, source, target))
        else:
            lost.append(Lost(pair.line, pair.id, "a pair without a source term"))
    return taken, lost


def _concept(path: str, pair: Pair, source: str, target: str) -> Concept:
    terms = {source: Terms(pair.source.strip(), verbatim=pair.verbatim)}
    if other := pair.target.strip():
        terms[target] = Terms(forbidden=(other,)) if pair.forbidden else Terms(other)
    return Concept(
        pair.id,
        terms,
        pair.domain,
        pair.definition,
        pair.note,
        status="proposed" if pair.proposed else "",
        origin=f"{path}:{pair.line}",
    )


def pairs(concepts: Sequence[Concept], source: str, target: str, held: Sequence[str]) -> tuple[list[Pair], list[Lost]]:
    """The pairs of concepts, and what is lost; `held` names the keys, such as `note`, that the form has beside terms."""
    taken, lost = [], []
    for concept in concepts:
        first = concept.terms.get(source, Terms())
        if not first.preferred:
            lost.append(Lost(0, concept.id, f"all of it; it has no preferred term in {source}"))
            continue
        taken.append(
            Pair(
                0,
                first.preferred,
                concept.terms.get(target, Terms()).preferred,
                concept.id,
                concept.domain,
                concept.definition,
                concept.note,
                proposed=concept.status == "proposed",
                verbatim=first.verbatim,
            )
        )
        kept = {*held, f"{source}.preferred", f"{target}.preferred"}
        lost += unheld(concept, kept)
    return taken, lost


def printable(concepts: Sequence[Concept]) -> tuple[list[Concept], list[Lost]]:
    """Concepts without control characters, and those that had some."""
    clean = [_printable(concept) for concept in concepts]
    return clean, [Lost(0, old.id, "control characters") for old, new in zip(concepts, clean, strict=True) if old != new]


def _printable(concept: Concept) -> Concept:
    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return cells.printable(value)
        return tuple(filter(None, map(cells.printable, value))) if isinstance(value, tuple) else value

    def all_plain(record: Any) -> Any:
        values = {one.name: getattr(record, one.name) for one in fields(record)}
        return replace(record, **{key: plain(value) for key, value in values.items() if key != "terms"})

    found: Concept = all_plain(concept)
    return replace(found, terms={name: all_plain(terms) for name, terms in concept.terms.items()})


def unheld(concept: Concept, held: Iterable[str]) -> list[Lost]:
    """What of a concept a form can't hold that holds only the keys told, such as `note` and `fr.preferred`."""
    missing = [key for key in filled(concept) if key not in held]
    return [Lost(0, concept.id, ", ".join(missing))] if missing else []


def filled(concept: Concept) -> Iterator[str]:
    """The keys of a concept that say something, its id and the usual status aside."""
    for key in ("domain", "definition", "note", "reference", "owner", "date"):
        if getattr(concept, key):
            yield key
    if concept.status not in ("", "approved"):
        yield "status"
    for name, terms in concept.terms.items():
        for key in ("preferred", "admitted", "forbidden", "forms", "case", "verbatim"):
            if getattr(terms, key):
                yield f"{name}.{key}"
