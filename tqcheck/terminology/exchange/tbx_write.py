"""Concepts written as TBX (ISO 30042): version 3 in both styles, version 2 as TBX-Basic."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.terminology.exchange.tbx_dialects import (
    CATEGORIES,
    HEADER,
    MODULE_NAMESPACE,
    MODULES,
    NAMESPACE,
    STATUS_VALUES,
    is_label,
    label,
    plain,
    unique,
)
from tqcheck.terminology.exchange.types import Lost, Written
from tqcheck.terminology.ids import slug
from tqcheck.xml import Node, render

_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'
_OLD = 2
_STRUCTURE = {3: ("conceptEntry", "langSec", "termSec"), _OLD: ("termEntry", "langSet", "tig")}
"""What an entry, a language and a term are called in each version."""
_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
"""Addresses that the schemas take for the target of a reference; any other text is a source."""
_PLAIN_KEYS = ("domain", "definition", "reference", "owner", "date")


def write(concepts: Sequence[Concept], *, dialect: str = "basic", style: str = "dca", version: int = 3) -> Written:
    """A TBX file of the concepts, in their order, and what of them it can't hold.

    `dialect` is core, min or basic, `style` dca or dct, `version` 3, or 2, which has only basic in dca. Raises Problem where
    there is no such kind of TBX, or no concept to write.
    """
    _check(dialect, style, version)
    writer = _Writer(dialect, style, version)
    names = unique((_name(concept.id), slug(_name(concept.id)) == concept.id) for concept in concepts)
    entries = [entry for concept, name in zip(concepts, names, strict=True) if (entry := writer.entry(concept, name))]
    if not entries:
        raise Problem("", 0, "there is no concept with a term to write; a TBX file holds one at least")
    root = writer.root(entries)
    return Written(render(root, _DOCTYPE if version == _OLD else ""), writer.lost)


def _check(dialect: str, style: str, version: int) -> None:
    if dialect not in MODULES:
        raise Problem("", 0, f"there is no TBX dialect {dialect!r}; write one of {', '.join(MODULES)}")
    if style not in ("dca", "dct"):
        raise Problem("", 0, f"there is no TBX style {style!r}; write dca or dct")
    if version not in _STRUCTURE:
        raise Problem("", 0, f"there is no TBX version {version}; write 2 or 3")
    if version == _OLD and (dialect, style) != ("basic", "dca"):
        raise Problem("", 0, "TBX version 2 is written as basic in dca only; leave out dialect and style, or write version 3")


def _name(id: str) -> str:
    """A concept's id as XML takes it: it may not begin with a digit."""
    name = id if slug(id) == id else slug(id)
    return f"_{name}" if name[:1].isdigit() else name


class _Writer:
    """One kind of TBX, and what it could not hold."""

    def __init__(self, dialect: str, style: str, version: int) -> None:
        self.dialect, self.style, self.version = dialect, style, version
        self.modules = MODULES[dialect]
        self.entry_tag, self.language_tag, self.term_tag = _STRUCTURE[version]
        self.lost: list[Lost] = []

    def root(self, entries: list[Node]) -> Node:
        """The whole document."""
        header = Node("fileDesc", content=[Node("sourceDesc", content=[Node("p", content=[HEADER])])])
        text = Node("text", content=[Node("body", content=[*entries])])
        kind = {"type": f"TBX-{self.dialect.title()}"}
        if self.version == _OLD:
            return Node("martif", kind | {"xml:lang": "en"}, [Node("martifHeader", content=[header]), text])
        spaces = {"xmlns": NAMESPACE}
        if self.style == "dct":
            spaces |= {f"xmlns:{module}": MODULE_NAMESPACE + module for module in self.modules}
        return Node("tbx", kind | {"style": self.style, "xml:lang": "en"} | spaces, [Node("tbxHeader", content=[header]), text])

    def entry(self, concept: Concept, name: str) -> Node | None:
        """A concept; None, and lost, where no language of it has a term."""
        languages, notes = [], []
        tables = self.tables(concept)
        for tag, terms in concept.terms.items():
            ranked = tables[tag]
            shown = [(text, rank) for text, rank in ranked if "min" in self.modules or rank != "forbidden"]
            if shown:
                languages.append(Node(self.language_tag, {"xml:lang": tag}, [self.term(text, rank) for text, rank in shown]))
            notes += [*self.ranks(tag, ranked), *_habits(tag, terms)]
            if terms == Terms():
                self.lose(concept, f"the empty table [concept.{tag}]")
        if not languages:
            self.lose(concept, "the whole concept: it has no term")
            return None
        told = [Node("note", content=[text]) for text in [*self.told(concept, name), *notes]]
        return Node(self.entry_tag, {"id": name}, [*self.fields(concept), *_notes(concept.note), *told, *languages])

    def lose(self, concept: Concept, what: str) -> None:
        self.lost.append(Lost(0, concept.id, what))

    def tables(self, concept: Concept) -> dict[str, list[tuple[str, str]]]:
        """The terms of each language; forbidden ones need a preferred one beside them, as in a glossary."""
        tables = {tag: self.ranked(concept, tag, terms) for tag, terms in concept.terms.items()}
        leading = {tag for tag, ranked in tables.items() if any(rank == "preferred" for _, rank in ranked)}
        for tag in [tag for tag in tables if tag not in leading]:
            if base(tag) not in leading:
                for text, _ in (found for found in tables[tag] if found[1] == "forbidden"):
                    self.lose(concept, f"the forbidden {tag} term {text!r}: no preferred one stands beside it")
                tables[tag] = [found for found in tables[tag] if found[1] != "forbidden"]
        return tables

    def ranked(self, concept: Concept, tag: str, terms: Terms) -> list[tuple[str, str]]:
        """The terms of a language, each once and as XML holds it, and what they are: preferred, admitted or forbidden."""
        preferred = (terms.preferred,) if terms.preferred else ()
        ranks: dict[str, str] = {}
        for rank, texts in (("preferred", preferred), ("admitted", terms.admitted), ("forbidden", terms.forbidden)):
            for text in texts:
                kept = plain(text)
                if kept != text:
                    self.lose(concept, f"white space or control characters of the {rank} {tag} term {text!r}")
                if kept in ranks:
                    self.lose(concept, f"the {rank} {tag} term {text!r}: it stands there as {ranks[kept]} already")
                elif kept:
                    ranks[kept] = rank
        return list(ranks.items())

    def ranks(self, tag: str, ranked: list[tuple[str, str]]) -> Iterator[str]:
        """Notes of what the terms are, where the dialect has no status: the first is preferred and the others admitted."""
        if "min" not in self.modules:
            unclear = all(rank != "preferred" for _, rank in ranked)
            yield from (label(tag, rank, text) for text, rank in ranked if rank == "forbidden" or unclear)

    def category(self, name: str, text: str, **attributes: str) -> Node:
        """A data category in the style of the document."""
        element, module = CATEGORIES[name]
        if self.style == "dct":
            return Node(f"{module}:{name}", attributes, [text])
        return Node(element, {"type": name} | attributes, [text])

    def term(self, text: str, rank: str) -> Node:
        status = [self.category("administrativeStatus", STATUS_VALUES[rank])] if "min" in self.modules else []
        return Node(self.term_tag, content=[Node("term", content=[text]), *status])

    def fields(self, concept: Concept) -> Iterator[Node]:
        """What the dialect has categories for: domain, definition, reference, and who changed the concept when."""
        if "min" in self.modules and (domain := plain(concept.domain)):
            yield self.category("subjectField", domain)
        if "basic" in self.modules and (definition := plain(concept.definition)):
            yield self.category("definition", definition)
        reference = plain(concept.reference)
        if "min" in self.modules and _URL.fullmatch(reference):
            yield self.category("externalCrossReference", reference, target=reference)
        elif "basic" in self.modules and reference:
            yield self.category("source", reference)
        yield from self.change(plain(concept.owner), _day(concept.date))

    def change(self, owner: str, day: str) -> Iterator[Node]:
        if "basic" in self.modules and (owner or day):
            when = [Node("date", content=[day])] if day else []
            who = [self.category("responsibility", owner)] if owner else []
            yield Node("transacGrp", content=[self.category("transactionType", "modification"), *when, *who])

    def told(self, concept: Concept, name: str) -> Iterator[str]:
        """Notes of what the categories don't say, or not letter by letter."""
        if slug(name) != concept.id:
            yield label("", "id", concept.id)
        if concept.status != "approved":
            yield label("", "status", concept.status)
        for key in _PLAIN_KEYS:
            text = getattr(concept, key)
            if text and not self.holds(key, text):
                yield label("", key, text)
        if any(plain(line) != line or not line or is_label(line) for line in concept.note.split("\n")) and concept.note:
            yield label("", "note", concept.note)

    def holds(self, key: str, text: str) -> bool:
        """Whether a category of the dialect holds a value as it is."""
        if plain(text) != text or (key == "date" and not _day(text)):
            return False
        if key == "domain" or (key == "reference" and _URL.fullmatch(text)):
            return "min" in self.modules
        return "basic" in self.modules


def _habits(tag: str, terms: Terms) -> Iterator[str]:
    """Notes of what no dialect has a category for: inflected forms, letter case, terms that are not translated."""
    yield from (label(tag, "forms", form) for form in terms.forms)
    if terms.case:
        yield label(tag, "case", terms.case)
    if terms.verbatim:
        yield label(tag, "verbatim", "true")


def _notes(note: str) -> Iterator[Node]:
    """The lines of a note, each a note of its own."""
    lines = map(plain, note.split("\n"))
    return (Node("note", content=[line]) for line in lines if line and not is_label(line))


def _day(text: str) -> str:
    """A date that TBX holds (year, month, day of ISO 8601), else nothing."""
    with contextlib.suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    return ""
