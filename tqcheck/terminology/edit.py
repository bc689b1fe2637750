"""The house's glossary files opened for change: concepts put in, changed and taken out, then all written or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck import files, glossary
from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.records import decoded, language_tag, read_bytes
from tqcheck.terminology.block import ORDER, TERMS_ORDER, Block, differences, fresh
from tqcheck.terminology.formatting import formatted
from tqcheck.terminology.ids import slug
from tqcheck.terminology.sheet import LIMIT, Sheet


class Change(NamedTuple):
    """A file that is to hold another text, lines ending in LF; `before` is empty where there is no file yet."""

    path: Path
    before: str
    after: str


class Glossaries:
    """Glossary files, nothing of which is written before `save`; where several have one id, the last one counts.

    Files are read whole but parsed only as far as asked: a change among 100,000 terms takes no longer than among a thousand.
    A path that does not exist yet is a file if it ends in `.toml`, else a folder. Raises Problem where a file can't be read
    or is no glossary.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = [Path(os.path.realpath(path)) for path in paths]
        there = glossary.files([path for path in self._paths if path.exists()])
        self._seen = {path: read_bytes(path) for path in there}
        self._sheets: dict[Path, Sheet] = {}

    def __iter__(self) -> Iterator[Concept]:
        found: dict[str, Concept] = {}
        for path in self._files():
            found |= self._sheet(path).concepts
        return iter(list(found.values()))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._holder(name) is not None

    def get(self, name: str) -> Concept | None:
        """The concept of an id, None where there is none."""
        sheet = self._holder(name)
        return sheet.concepts[name] if sheet else None

    def where(self, name: str) -> Path | None:
        """The file that holds a concept."""
        sheet = self._holder(name)
        return sheet.path if sheet else None

    def using(self, text: str) -> list[Concept]:
        """The concepts in which a term stands, in any language and status; letter case counts."""
        sheets = [self._sheet(path) for path in self._files() if self._mentions(path, text)]
        concepts = [concept for sheet in sheets for concept in sheet.concepts.values()]
        return [concept for concept in concepts if any(text in terms.texts for terms in concept.terms.values())]

    def put(self, concept: Concept, file: Path | None = None) -> None:
        """Add a concept, or change the one of its id: only what differs is touched.

        A new one goes to `file`, else to the file where most of its domain stand, at its sorted place; from a full file it
        goes to the one numbered after it. Raises Problem for a concept that could not be loaded again.
        """
        sheet = self._holder(concept.id)
        if sheet:
            sheet.replace(concept.id, _updated(sheet.block(concept.id), sheet.concepts[concept.id], concept))
            return
        place = _roomy(Path(os.path.realpath(file)), self._size) if file else self._home(concept.domain)
        self._sheet(place).insert(_block(concept))

    def remove(self, name: str) -> None:
        """Take a concept out; raises Problem where there is none."""
        self._require(name).remove(name)

    def rename(self, old: str, new: str) -> None:
        """Give a concept another id; raises Problem where there is no such concept, or one of that id already."""
        sheet = self._require(old)
        if self._holder(new):
            raise Problem("", 0, f"concept {new!r} stands in {self.where(new)} already")
        block = Block(sheet.block(old))
        block.set(("id",), new)
        sheet.replace(old, block.text)

    def format(self) -> None:
        """Write all files alike: concepts sorted by id, their keys in the usual order, one blank line between them."""
        for path in self._files():
            sheet = self._sheet(path)
            sheet.arrange({name: formatted(sheet.block(name)) for name in sheet.ids})

    def changes(self) -> list[Change]:
        """The files that are to hold something else than they do."""
        return [
            Change(path, _text(sheet.seen), sheet.text)
            for path, sheet in sorted(self._sheets.items())
            if sheet.data != sheet.seen
        ]

    def save(self) -> None:
        """Write the files that changed: each whole, and none where one can't be written or was changed meanwhile."""
        changed = [self._sheets[change.path] for change in self.changes()]
        # Files that grow come first: killed in the middle, a concept that moves stands in two files rather than in none.
        changed.sort(key=lambda sheet: len(sheet.seen or b"") - len(sheet.data))
        try:
            for sheet in changed:
                self._prove(sheet)
            for sheet in changed:
                sheet.path.parent.mkdir(parents=True, exist_ok=True)
            if other := files.replace_all([(sheet.path, sheet.data, sheet.seen) for sheet in changed]):
                raise _meanwhile(other)
        except OSError as error:
            where = str(error.filename or self._paths[0])
            raise Problem(where, 0, f"can't be written: {error.strerror or error}; nothing was written") from None
        for sheet in changed:
            self._seen[sheet.path] = sheet.seen = sheet.data

    def _prove(self, sheet: Sheet) -> None:
        """Make sure that a file can be written, is as it was seen, and will load."""
        if sheet.seen is not None and not os.access(sheet.path, os.W_OK):
            raise Problem(str(sheet.path), 0, "is read-only; nothing was written")
        if files.held(sheet.path) != sheet.seen:
            raise _meanwhile(sheet.path)
        glossary.parse(sheet.text, sheet.path)

    def _files(self) -> list[Path]:
        return list(dict.fromkeys((*self._seen, *self._sheets)))

    def _sheet(self, path: Path) -> Sheet:
        if path not in self._sheets:
            self._sheets[path] = Sheet(path, self._seen.get(path) if path in self._seen else files.held(path))
        return self._sheets[path]

    def _mentions(self, path: Path, text: str) -> bool:
        """Whether a text may stand in a file; one with escapes is taken to hold anything."""
        if path in self._sheets:
            return True
        return text.encode() in self._seen[path] or b"\\" in self._seen[path]

    def _holder(self, name: str) -> Sheet | None:
        for path in reversed(self._files()):
            if self._mentions(path, name) and name in self._sheet(path).concepts:
                return self._sheet(path)
        return None

    def _require(self, name: str) -> Sheet:
        sheet = self._holder(name)
        if sheet is None:
            raise Problem(
                "", 0, f"no concept {name!r} in {', '.join(map(str, self._paths))}; `tqcheck glossary search` finds one"
            )
        return sheet

    def _home(self, domain: str) -> Path:
        """The file for a new concept: where most of its domain stand and there is room, else one named after the domain."""
        counts = {path: self._count(path, domain) for path in self._files()}
        best = max(counts, key=lambda path: counts[path], default=None)
        if best and domain and counts[best]:
            return _roomy(best, self._size)
        folder = self._paths[-1]
        return _roomy(folder if folder.suffix == ".toml" else folder / f"{slug(domain) or 'terms'}.toml", self._size)

    def _count(self, path: Path, domain: str) -> int:
        """How many concepts a file has, or how many of a domain."""
        if path in self._sheets:
            return self._sheets[path].count(domain)
        text = self._seen.get(path, b"")
        return text.count(f'domain = "{domain}"'.encode() if domain else b"[[concept]]")

    def _size(self, path: Path) -> int:
        return self._count(path, "")


def _roomy(path: Path, size: Any) -> Path:
    """The file itself, or the first one numbered after it that is not full."""
    number, candidate = 1, path
    while size(candidate) >= LIMIT:
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate


def _meanwhile(path: Path) -> Problem:
    return Problem(str(path), 0, "was changed by someone else meanwhile; nothing was written to it, run again")


def _text(data: bytes | None) -> str:
    return decoded(data or b"", Path()).replace("\r\n", "\n")


def _values(concept: Concept) -> dict[str, Any]:
    """What a concept says beside its terms; approved, what it is unless told, is not said."""
    values = {key: getattr(concept, key) for key in ORDER if getattr(concept, key)}
    if values.get("status") == "approved":
        del values["status"]
    return values


def _tables(concept: Concept) -> dict[str, dict[str, Any]]:
    """What a concept says of each language."""
    return {tag: _table(terms) for tag, terms in concept.terms.items()}


def _table(terms: Terms) -> dict[str, Any]:
    values = {key: getattr(terms, key) for key in TERMS_ORDER}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}


def _block(concept: Concept) -> str:
    """A concept's text, its status told."""
    values = _values(concept)
    ordered = {key: concept.status if key == "status" else values[key] for key in ORDER if key in values or key == "status"}
    return fresh(ordered, _tables(concept))


def _updated(text: str, old: Concept, new: Concept) -> str:
    """A concept's text with what differs changed."""
    block = Block(text)
    for key, value in differences(_values(old), _values(new), ORDER):
        told = block.has(("status",)) and key == "status"
        _change(block, (key,), new.status if told else value)
    before, after = _tables(old), _tables(new)
    written = {language_tag(tag): tag for tag in block.tags()}
    for tag in before.keys() - after.keys():
        block.delete((written[tag],))
    for tag, table in after.items():
        for key, value in differences(before.get(tag, {}), table, TERMS_ORDER):
            _change(block, (written.get(tag, tag), key), value)
    return block.text


def _change(block: Block, path: tuple[str, ...], value: Any) -> None:
    if value is None:
        block.delete(path)
    else:
        block.set(path, value)
