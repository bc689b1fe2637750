"""TBX read to concepts: versions 2 and 3, both styles, any dialect, and what other programs make of them.

What a glossary can't hold is listed, never dropped without a word; only empty terms are, which programs write for what is not
translated. A data category is named by its `type` in the style DCA and by its element in the style DCT; the rest is alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.model import Problem
from tqcheck.records import language_tag
from tqcheck.terminology.exchange.tbx_dialects import FIELDS, HEADER, RANKS, STATUS_VALUES, plain, read_label
from tqcheck.terminology.exchange.tbx_entry import Change, Entry, Name, concept, folded, ids, tables
from tqcheck.terminology.exchange.types import Lost, Read
from tqcheck.xml import Node, parse

_ROOTS = frozenset(("tbx", "martif", "TBX"))
"""The elements that hold all: of version 3, of version 2, and of the TBX-Min of 2013, which has names of its own."""
_OUTER = frozenset(("text", "body"))
_ENTRIES = frozenset(("conceptEntry", "termEntry", "entry"))
_LANGUAGES = frozenset(("langSec", "langSet", "langGroup"))
_TERMS = frozenset(("termSec", "tig", "ntig", "termGroup"))
_GROUPS = frozenset(("descripGrp", "adminGrp", "termNoteGrp", "termGrp"))
_INLINE = frozenset("hi foreign sc ec ph bpt ept it sub".split())
_TYPED = frozenset("admin adminNote descrip descripNote ref termNote transac transacNote xref".split())
"""Elements of the style DCA whose `type` tells what they are."""
_STATUSES = frozenset(("administrativeStatus", "normativeAuthorization", "termStatus"))
_UNTRANSLATED = "Translation needed"
"""A data category of Weblate's: `no` marks a term that stands untranslated in every language."""


def read(path: str, data: bytes) -> Read:
    """The concepts of a TBX file, and what in it a glossary can't hold; raises Problem where the file is none."""
    root = parse(path, data)
    if root.tag not in _ROOTS:
        raise Problem(path, root.line, f"is not TBX: it begins with <{root.tag}>, not with <tbx> or <martif>")
    lost: list[Lost] = []
    entries = folded(list(_entries(root, lost)))
    concepts = []
    for entry, id in zip(entries, ids(entries), strict=True):
        terms = tables(entry)
        if terms:
            concepts.append(concept(entry, id, terms, f"{path}:{entry.line}"))
        elif entry.values or entry.notes or entry.lost:
            entry.lost.append((entry.line, "the whole concept: it has no term"))
        lost += [Lost(line, id, what) for line, what in entry.lost]
    return Read(concepts, sorted(lost))


def _entries(node: Node, lost: list[Lost]) -> Iterator[Entry]:
    for child in node.children:
        if child.tag in _ENTRIES:
            yield _entry(child)
        elif child.tag in _OUTER:
            yield from _entries(child, lost)
        elif (text := plain(child.text)) and text != HEADER:
            lost.append(Lost(child.line, "", f"{child.tag}: {text}"))


def _entry(node: Node) -> Entry:
    entry = Entry(node.line, plain(node.attributes.get("id", "")))
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


def _note(entry: Entry, node: Node) -> None:
    text = _text(entry, node)
    if label := read_label(text):
        entry.labels.append((label, node.line))
    elif text:
        entry.notes.append(text)


def _change(entry: Entry, node: Node) -> None:
    told: dict[str, str] = {}
    for child in node.children:
        name = "date" if child.tag == "date" else _category(child)
        if name in ("date", "responsibility", "transactionType") and name not in told:
            told[name] = _text(entry, child)
        else:
            _lose(entry, child)
    date, owner, type = (told.get(key, "") for key in ("date", "responsibility", "transactionType"))
    entry.changes.append(Change(date, owner, type, node.line))


def _settle(entry: Entry) -> None:
    """Keep who changed the concept last, and when; that it was made, not changed, and what came before are lost."""
    *earlier, last = sorted(entry.changes, key=lambda change: change.date) or [Change("", "", "", 0)]
    entry.values |= {key: value for key, value in (("date", last.date), ("owner", last.owner)) if value}
    if last.type not in ("", "modification"):
        entry.lost.append((last.line, f"transactionType: {last.type}"))
    for change in earlier:
        entry.lost.append((change.line, f"an earlier change: {', '.join(filter(None, change[:3]))}"))


def _described(entry: Entry, node: Node) -> bool:
    """Take what is said of the concept; tell whether it was. What stands beside it in a group is taken with it only."""
    if node.tag in _GROUPS:
        main, *others = list(node.children) or [node]
        taken = main is not node and _described(entry, main)
        for other in others:
            if not taken or _category(other) not in FIELDS:
                _lose(entry, other)
            else:
                _described(entry, other)
        return taken
    name = _category(node)
    if name == _UNTRANSLATED and plain(node.text).lower() == "no":
        entry.verbatim = True
        return True
    key, text = FIELDS.get(name, ""), _told(node)
    if not key or entry.values.get(key, text) != text:
        _lose(entry, node)
        return False
    if text:
        _text(entry, node)
        entry.values[key] = text
    return bool(text)


def _told(node: Node) -> str:
    """The text of a data category, and the address that it refers to."""
    text, target = plain(node.text), plain(node.attributes.get("target", ""))
    outward = target if "://" in target and target != text else ""
    return f"{text} {outward}".strip(" ")


def _language(entry: Entry, node: Node) -> None:
    told = plain(node.attributes.get("xml:lang", node.attributes.get("lang", "")))
    tag = language_tag(told.replace("_", "-"))
    if not tag:
        _lose(entry, node, f" of the language {told!r}")
        return
    for child in node.children:
        if child.tag in _TERMS:
            _term(entry, tag, child)
        elif child.tag in ("note", "transacGrp"):
            _lose(entry, child, f" of {tag}")
        else:
            _described(entry, child)


def _term(entry: Entry, tag: str, node: Node) -> None:
    parts = list(_flat(node))
    text = next((plain(part.text) for part in parts if part.tag == "term"), "")
    if not text:
        return  # nothing that is said of an untranslated term has a meaning
    rank, kind, named = "", "", False
    for part in parts:
        if part.tag == "term" and not named:
            named = bool(_text(entry, part))
        elif (name := _category(part)) in _STATUSES and not rank:
            rank = _rank(entry, text, part)
        elif name == _UNTRANSLATED and plain(part.text).lower() == "no":
            entry.verbatim = True
        else:
            kind = plain(part.text) if name == "termType" else kind
            _lose(entry, part, f" of “{text}”")
    entry.names.setdefault(tag, []).append(Name(text, rank, kind, node.line))


def _flat(node: Node) -> Iterator[Node]:
    """The elements of a term, those in groups too; a group that describes it stays whole."""
    for child in node.children:
        if child.tag in ("termNoteGrp", "termGrp"):
            yield from _flat(child)
        else:
            yield child


def _rank(entry: Entry, term: str, node: Node) -> str:
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


def _lose(entry: Entry, node: Node, of: str = "") -> None:
    """List all that an element says."""
    if node.tag == "transacGrp":
        parts = filter(None, (plain(child.text) for child in node.children))
        entry.lost.append((node.line, f"a change{of}: {', '.join(parts)}"))
        return
    if any(isinstance(part, str) and part.strip() for part in node.content) or not list(node.children):
        text, target = plain(node.text), node.attributes.get("target", "")
        if told := " ".join(part for part in (text, f"({target})" if target else "") if part):
            entry.lost.append((node.line, f"{_category(node)}{of}: {told}"))
    for child in node.children:
        if child.tag not in _INLINE:
            _lose(entry, child, of)


def _text(entry: Entry, node: Node) -> str:
    """The text of an element; markup in it is listed, and a link to another part of the file."""
    text, target = plain(node.text), node.attributes.get("target", "")
    entry.lost += [(child.line, f"the markup <{child.tag}> in “{text}”") for child in node.children]
    if target and "://" not in target:
        entry.lost.append((node.line, f"the link of “{text}” to {target}"))
    return text
