"""TBX read to concepts: versions 2 and 3, both styles, any dialect, and what other programs make of them.

What a glossary can't hold is listed, never dropped without a word; only empty terms are, which programs write for what is not
translated. A data category is named by its `type` in the style DCA and by its element in the style DCT; the rest is alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.glossary import Concept, Terms
from tqcheck.languages import base
from tqcheck.model import Problem
from tqcheck.records import language_tag
from tqcheck.terminology.exchange.tbx_dialects import (
    FIELDS,
    HEADER,
    RANKS,
    SHORT_TYPES,
    STATUS_VALUES,
    Label,
    plain,
    read_label,
    slug,
    unique,
)
from tqcheck.terminology.exchange.types import Lost, Read
from tqcheck.xml import Node, parse

_ROOTS = frozenset(("tbx", "martif"))
_OUTER = frozenset(("text", "body"))
_ENTRIES = frozenset(("conceptEntry", "termEntry"))
_LANGUAGES = frozenset(("langSec", "langSet"))
_TERMS = frozenset(("termSec", "tig", "ntig"))
_GROUPS = frozenset(("descripGrp", "adminGrp", "termNoteGrp", "termGrp"))
_INLINE = frozenset("hi foreign sc ec ph bpt ept it sub".split())
_TYPED = frozenset("admin adminNote descrip descripNote ref termNote transac transacNote xref".split())
"""Elements of the style DCA whose `type` tells what they are."""
_STATUSES = frozenset(("administrativeStatus", "normativeAuthorization"))
_UNTRANSLATED = "Translation needed"
"""A data category of Weblate's: `no` marks a term that stands untranslated in every language."""


class _Name(NamedTuple):
    """A term: its rank (nothing where no status is told), its type, its line."""

    text: str
    rank: str
    type: str
    line: int


class _Change(NamedTuple):
    """Who changed a concept, when and how, and the line that says it."""

    date: str
    owner: str
    type: str
    line: int


@dataclass
class _Entry:
    """A concept while it is read."""

    line: int
    id: str
    values: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    labels: list[tuple[Label, int]] = field(default_factory=list)
    names: dict[str, list[_Name]] = field(default_factory=dict)
    changes: list[_Change] = field(default_factory=list)
    verbatim: bool = False
    lost: list[tuple[int, str]] = field(default_factory=list)

    def lose(self, node: Node, of: str = "") -> None:
        """List all that an element says."""
        if node.tag == "transacGrp":
            parts = filter(None, (plain(child.text) for child in node.children))
            self.lost.append((node.line, f"a change{of}: {', '.join(parts)}"))
            return
        if any(isinstance(part, str) and part.strip() for part in node.content) or not list(node.children):
            text, target = plain(node.text), node.attributes.get("target", "")
            if told := " ".join(part for part in (text, f"({target})" if target else "") if part):
                self.lost.append((node.line, f"{_category(node)}{of}: {told}"))
        for child in node.children:
            if child.tag not in _INLINE:
                self.lose(child, of)

    def text(self, node: Node) -> str:
        """The text of an element; markup in it is listed."""
        self.lost += [(child.line, f"the markup <{child.tag}> in “{plain(node.text)}”") for child in node.children]
        return plain(node.text)


def read(path: str, data: bytes) -> Read:
    """The concepts of a TBX file, and what in it a glossary can't hold; raises Problem where the file is none."""
    root = parse(path, data)
    if root.tag not in _ROOTS:
        raise Problem(path, root.line, f"is not TBX: it begins with <{root.tag}>, not with <tbx> or <martif>")
    lost: list[Lost] = []
    entries = list(_entries(root, lost))
    concepts = []
    for entry, id in zip(entries, _ids(entries), strict=True):
        terms = _tables(entry)
        lost += [Lost(line, id, what) for line, what in entry.lost]
        if terms:
            concepts.append(_concept(entry, id, terms, f"{path}:{entry.line}"))
        else:
            lost.append(Lost(entry.line, id, "the whole concept: it has no term"))
    return Read(concepts, lost)


def _entries(node: Node, lost: list[Lost]) -> Iterator[_Entry]:
    for child in node.children:
        if child.tag in _ENTRIES:
            yield _entry(child)
        elif child.tag in _OUTER:
            yield from _entries(child, lost)
        elif (text := plain(child.text)) and text != HEADER:
            lost.append(Lost(child.line, "", f"{child.tag}: {text}"))


def _entry(node: Node) -> _Entry:
    entry = _Entry(node.line, plain(node.attributes.get("id", "")))
    # What is said of the concept goes before what is said in one language, wherever it stands.
    for child in node.children:
        if child.tag == "note":
            _note(entry, child)
        elif child.tag == "transacGrp":
            _change(entry, child)
        elif child.tag not in _LANGUAGES:
            _described(entry, child)
    for child in node.children:
        if child.tag in _LANGUAGES:
            _language(entry, child)
    _settle(entry)
    return entry


def _note(entry: _Entry, node: Node) -> None:
    text = entry.text(node)
    if label := read_label(text):
        entry.labels.append((label, node.line))
    elif text:
        entry.notes.append(text)


def _change(entry: _Entry, node: Node) -> None:
    told: dict[str, str] = {}
    for child in node.children:
        name = "date" if child.tag == "date" else _category(child)
        if name in ("date", "responsibility", "transactionType") and name not in told:
            told[name] = entry.text(child)
        else:
            entry.lose(child)
    date, owner, type = (told.get(key, "") for key in ("date", "responsibility", "transactionType"))
    entry.changes.append(_Change(date, owner, type, node.line))


def _settle(entry: _Entry) -> None:
    """Keep who changed the concept last, and when; that it was made, not changed, and what came before are lost."""
    *earlier, last = sorted(entry.changes, key=lambda change: change.date) or [_Change("", "", "", 0)]
    entry.values |= {key: value for key, value in (("date", last.date), ("owner", last.owner)) if value}
    if last.type not in ("", "modification"):
        entry.lost.append((last.line, f"transactionType: {last.type}"))
    for change in earlier:
        entry.lost.append((change.line, f"an earlier change: {', '.join(filter(None, change[:3]))}"))


def _described(entry: _Entry, node: Node) -> bool:
    """Take what is said of the concept; tell whether it was. What stands beside it in a group is taken with it only."""
    if node.tag in _GROUPS:
        main, *others = list(node.children) or [node]
        taken = main is not node and _described(entry, main)
        for other in others:
            if not taken or _category(other) not in FIELDS:
                entry.lose(other)
            else:
                _described(entry, other)
        return taken
    name = _category(node)
    if name == _UNTRANSLATED and plain(node.text).lower() == "no":
        entry.verbatim = True
        return True
    key, text = FIELDS.get(name, ""), _told(node)
    if not key or entry.values.get(key, text) != text:
        entry.lose(node)
        return False
    if text:
        entry.text(node)
        entry.values[key] = text
    return bool(text)


def _told(node: Node) -> str:
    """The text of a data category, and the address that it refers to."""
    text, target = plain(node.text), plain(node.attributes.get("target", ""))
    outward = target if "://" in target and target != text else ""
    return f"{text} {outward}".strip(" ")


def _language(entry: _Entry, node: Node) -> None:
    told = plain(node.attributes.get("xml:lang", node.attributes.get("lang", "")))
    tag = language_tag(told.replace("_", "-"))
    if not tag:
        entry.lose(node, f" of the language {told!r}")
        return
    for child in node.children:
        if child.tag in _TERMS:
            _term(entry, tag, child)
        elif child.tag in ("note", "transacGrp"):
            entry.lose(child, f" of {tag}")
        else:
            _described(entry, child)


def _term(entry: _Entry, tag: str, node: Node) -> None:
    parts = list(_flat(node))
    text = next((plain(part.text) for part in parts if part.tag == "term"), "")
    if not text:
        return  # nothing that is said of an untranslated term has a meaning
    rank, kind, named = "", "", False
    for part in parts:
        if part.tag == "term" and not named:
            named = bool(entry.text(part))
        elif (name := _category(part)) in _STATUSES and not rank:
            rank = _rank(entry, text, part)
        elif name == _UNTRANSLATED and plain(part.text).lower() == "no":
            entry.verbatim = True
        else:
            kind = plain(part.text) if name == "termType" else kind
            entry.lose(part, f" of “{text}”")
    entry.names.setdefault(tag, []).append(_Name(text, rank, kind, node.line))


def _flat(node: Node) -> Iterator[Node]:
    """The elements of a term, those in groups too; a group that describes it stays whole."""
    for child in node.children:
        if child.tag in ("termNoteGrp", "termGrp"):
            yield from _flat(child)
        else:
            yield child


def _rank(entry: _Entry, term: str, node: Node) -> str:
    """What a status makes of a term; one that a glossary can't tell from another is listed."""
    told = plain(node.text)
    rank = RANKS.get(told.removesuffix("-admn-sts").removesuffix("Term").lower(), "")
    if told and told not in (rank, STATUS_VALUES.get(rank), STATUS_VALUES.get(rank, "").removesuffix("-admn-sts")):
        entry.lost.append((node.line, f"administrativeStatus of “{term}”: {told}{f', read as {rank}' if rank else ''}"))
    return rank


def _category(node: Node) -> str:
    """The data category of an element in either style, or the element's own name."""
    if node.tag in _TYPED:
        return node.attributes.get("type") or ("definition" if node.tag == "descrip" else node.tag)
    return node.tag


def _ids(entries: list[_Entry]) -> list[str]:
    """The ids of the concepts; those made of others, or of terms, are numbered where they fall together."""
    wanted = []
    for entry in entries:
        told = next((label.value for label, _ in entry.labels if label.key == "id"), "")
        made = slug(entry.id) or slug(_title(entry))
        wanted.append((told or made, bool(told) or made == entry.id.lstrip("_")))
    ids = unique(wanted)
    for entry, id, (wish, kept) in zip(entries, ids, wanted, strict=True):
        if entry.id and (not kept or id != wish):
            entry.lost.append((entry.line, f"the id {entry.id!r}, read as {id!r}"))
    return ids


def _title(entry: _Entry) -> str:
    """The term that a concept without an id is named after: the first English one, else the first of all."""
    english = [tag for tag in entry.names if base(tag) == "en"]
    named = [_ranked(entry.names[tag]) for tag in [*english, *entry.names]]
    best = [text for ranks in named for text, rank in ranks.items() if rank == "preferred"]
    return next(iter([*best, *(text for ranks in named for text in ranks)]), "")


def _tables(entry: _Entry) -> dict[str, Terms]:
    """The tables of a concept's languages; forbidden terms without a preferred one are lost, as no glossary takes them."""
    tags = dict.fromkeys([*entry.names, *(label.tag for label, _ in entry.labels if label.tag)])
    tables = {tag: _table(entry, tag) for tag in tags}
    for tag, table in tables.items():
        if table.forbidden and not (table.preferred or tables.get(base(tag), table).preferred):
            for text in table.forbidden:
                entry.lost.append((entry.line, f"the forbidden {tag} term “{text}”: no preferred one stands beside it"))
            tables[tag] = Terms(table.preferred, table.admitted, (), table.forms, table.case, table.verbatim)
    return {tag: table for tag, table in tables.items() if table != Terms()}


def _table(entry: _Entry, tag: str) -> Terms:
    labels = [(label.key, label.value, line) for label, line in entry.labels if label.tag == tag]
    names = [*entry.names.get(tag, []), *(_Name(value, key, "", line) for key, value, line in labels if key in STATUS_VALUES)]
    ranks = _ranked(names)
    for name in names:
        if name.rank and ranks[name.text] != name.rank:
            entry.lost.append((name.line, f"{name.rank} “{name.text}”, read as {ranks[name.text]}"))
    preferred, admitted, forbidden = (
        tuple(text for text, rank in ranks.items() if rank == wanted) for wanted in ("preferred", "admitted", "forbidden")
    )
    return Terms(
        "".join(preferred),
        admitted,
        forbidden,
        tuple(value for key, value, _ in labels if key == "forms"),
        next((value for key, value, _ in labels if key == "case"), ""),
        (entry.verbatim and tag in entry.names) or any(key == "verbatim" for key, _, _ in labels),
    )


def _ranked(names: list[_Name]) -> dict[str, str]:
    """The terms of a language, each once, and their ranks; where no status tells the preferred one, it is the first full form."""
    ranks: dict[str, str] = {}
    for name in names:
        ranks[name.text] = ranks.get(name.text) or name.rank
    best = next((text for text, rank in ranks.items() if rank == "preferred"), "")
    if not best:
        untold = [name for name in names if not ranks[name.text]]
        full = [name for name in untold if name.type not in SHORT_TYPES]
        best = next((name.text for name in [*full, *untold]), "")
    return {
        text: "preferred" if text == best else "admitted" if rank in ("", "preferred") else rank for text, rank in ranks.items()
    }


def _concept(entry: _Entry, id: str, terms: dict[str, Terms], origin: str) -> Concept:
    values = entry.values | {"note": "\n".join(entry.notes)}
    values |= {label.key: label.value for label, _ in entry.labels if not label.tag}
    values |= {"id": id}
    return Concept(**values, terms=terms, origin=origin)
