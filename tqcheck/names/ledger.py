"""A ledger that remembers how a house spells names, from run to run.

For each form of a name it holds how often it stands in which documents, and the other forms that are the same name. Forms that
are like a new one are found by keys of their sounds, those of most documents first and not many, so that learning takes time
as the names learnt, and asking next to none, however large the ledger has grown.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tqcheck.model import Certainty
from tqcheck.names import blocks
from tqcheck.names.archive import Archive, Rest, Usage, prevalence
from tqcheck.names.likeness import one_name
from tqcheck.names.store import VERSION, Store
from tqcheck.names.usage import clusters, disagreement

if TYPE_CHECKING:
    import sqlite3

_PREFERRED = 99
"""The rank of a form that the house prefers; that of others grows with the number of documents, by twos."""
_ANY, _COMMON = 1, 2
"""Least rank of forms that a new one is linked with, and of those that one never learnt is compared with: of two documents."""
_BLOCK, _CLOSEST = 32, 6
"""Forms of one key that are looked at, and those of all keys that are compared with care, the likest."""
_FORM = "SELECT text, count, documents, preferred FROM forms"


class Ledger:
    """A ledger to be read, as a context manager; many may read it at once.

    It holds a connection of SQLite, so a process must open its own. All methods raise Problem where the file can't be read.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @staticmethod
    def open(path: str | Path) -> Ledger:
        """Open a ledger to read it; raises Problem where there is none, or none that can be read."""
        return Ledger(Store(path, writing=False))

    @staticmethod
    def edit(path: str | Path) -> Editor:
        """Open a ledger to change it, making it if need be; raises Problem where that can't be done."""
        store = Store(path, writing=True)
        try:
            if store.version < VERSION:
                with store.changing() as connection:
                    _Change(connection).retune()
                    store.mark(VERSION)
        except BaseException:
            store.close()
            raise
        return Editor(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def usage(self, name: str) -> Usage | None:
        """How often a name stands in documents, spelled like this; None for a form that the ledger does not have."""
        with self._store.reading() as connection:
            row = connection.execute(f"{_FORM} WHERE text = ?", (_composed(name),)).fetchone()
        return _usage(row) if row else None

    def variants(self, name: str, limit: int = 10) -> list[Usage]:
        """Other forms of a name, the preferred one first, then those of most documents.

        A form that the ledger has knows them; one that it does not have is compared with those of two documents or more, and
        with those that are preferred.
        """
        form = _composed(name)
        with self._store.reading() as connection:
            known = connection.execute("SELECT id FROM forms WHERE text = ?", (form,)).fetchone()
            ids = _linked(connection, known[0]) if known else [id_ for id_, _ in _Blocks(connection, _COMMON).same(form)]
            found = [_usage(row) for id_ in ids for row in connection.execute(f"{_FORM} WHERE id = ?", (id_,))]
        return sorted(found, key=prevalence)[:limit]

    def has(self, document: str) -> bool:
        """Whether a document has been learnt, as it is now or as it was."""
        with self._store.reading() as connection:
            return _document(connection, _printable(document)) is not None

    def beside(self, document: str) -> Archive:
        """The ledger as it is without a document, if it has learnt that; it may have been changed since."""
        with self._store.reading() as connection:
            known = _document(connection, _printable(document))
            rows = "SELECT text, mentions.count FROM mentions JOIN forms ON forms.id = form WHERE document = ?"
            counts = dict(connection.execute(rows, (known,))) if known is not None else {}
        return Rest(self, counts) if counts else self

    def show(self, name: str) -> list[Usage]:
        """All forms of a name, this one first; without it, if the ledger does not have it."""
        usage = self.usage(name)
        return [*([usage] if usage else []), *self.variants(name, limit=_BLOCK)]

    def spellings(self) -> Iterator[list[Usage]]:
        """The forms of each name that is spelled in several ways, the one that prevails first.

        The names first whose other forms are used most.
        """
        links: dict[str, list[str]] = defaultdict(list)
        with self._store.reading() as connection:
            pairs = "SELECT a.text, b.text FROM links JOIN forms AS a ON a.id = one JOIN forms AS b ON b.id = other"
            for one, other in connection.execute(pairs):
                links[one].append(other)
            linked = connection.execute(f"{_FORM} WHERE id IN (SELECT one FROM links)").fetchall()
        several = [cluster for cluster in clusters(map(_usage, linked), links) if len(cluster) > 1]
        return iter(sorted(several, key=disagreement))


class Kept:
    """A ledger by its path, asked as an archive: each process opens it when it first asks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, Ledger] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"_path": self._path, "_opened": None}

    def usage(self, name: str) -> Usage | None:
        """How a spelling is used in the texts that were learnt."""
        return self._ledger().usage(name)

    def variants(self, name: str) -> Sequence[Usage]:
        """The other spellings of a name in the texts that were learnt."""
        return self._ledger().variants(name)

    def has(self, path: str) -> bool:
        """Whether the text of a path has been learnt."""
        return self._ledger().has(called(path, self._path))

    def beside(self, path: str) -> Archive:
        """The ledger without the text of a path, if it has learnt that."""
        return self._ledger().beside(called(path, self._path))

    def _ledger(self) -> Ledger:
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = os.getpid(), Ledger.open(self._path)
        return self._opened[1]


class Editor(Ledger):
    """A ledger to be changed; each method does so in one go, and leaves the file as it was where it raises."""

    def learn(self, documents: Iterable[tuple[str, Mapping[str, int]]]) -> int:
        """Take in how often names stand in documents, in place of what was known of these; return how many were news."""
        with self._store.changing() as connection:
            change = _Change(connection)
            news = sum([change.learn(_printable(name), _merged(counts)) for name, counts in documents])
            change.settle()
        return news

    def prefer(self, name: str) -> list[Usage]:
        """Make a form the house's, one that no document has yet too, and no longer its variants; return these."""
        with self._store.changing() as connection:
            _Change(connection).prefer(_composed(name))
        return self.variants(name, limit=_BLOCK)

    def forget(self, name: str) -> Usage | None:
        """Drop a form, until a document that has it is learnt again; return what was known of it."""
        usage = self.usage(name)
        with self._store.changing() as connection:
            _Change(connection).forget(_composed(name))
        return usage

    def forget_document(self, name: str) -> bool:
        """Take back what was learnt of a document; return whether anything was."""
        with self._store.changing() as connection:
            change = _Change(connection)
            known = change.forget_document(_printable(name))
            change.settle()
        return known


class _Change:
    """One change of a ledger: what documents hold first, then, by `settle`, what follows for forms, their keys and links."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._ids: dict[str, int] = {}
        self._totals: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        """What is added to the count and the documents of each form that is touched."""

    def learn(self, document: str, counts: Mapping[str, int]) -> bool:
        digest = _digest(counts)
        known = self._sql.execute("SELECT id, digest FROM documents WHERE name = ?", (document,)).fetchone()
        if known and known[1] == digest:
            return False
        if known:
            self._empty(known[0])
            self._sql.execute("UPDATE documents SET digest = ? WHERE id = ?", (digest, known[0]))
            number = known[0]
        else:
            number = self._sql.execute("INSERT INTO documents (name, digest) VALUES (?, ?)", (document, digest)).lastrowid
        mentions = [(number, self._id(form), count) for form, count in counts.items()]
        self._sql.executemany("INSERT INTO mentions VALUES (?, ?, ?)", mentions)
        for _, form, count in mentions:
            self._add(form, count, 1)
        return True

    def prefer(self, form: str) -> None:
        chosen = self._id(form)
        self._write({chosen: True})
        self._write({**dict.fromkeys(_linked(self._sql, chosen), False), chosen: True})

    def forget(self, form: str) -> None:
        known = self._sql.execute("SELECT id, count, documents FROM forms WHERE text = ?", (form,)).fetchone()
        if known:
            # Their digests no longer hold: what is forgotten is learnt again with them, not passed over.
            holding = "SELECT document FROM mentions WHERE form = ?"
            self._sql.execute(f"UPDATE documents SET digest = x'' WHERE id IN ({holding})", known[:1])
            self._sql.execute("DELETE FROM mentions WHERE form = ?", known[:1])
            self._add(known[0], -known[1], -known[2])
            self._write({known[0]: False})

    def forget_document(self, document: str) -> bool:
        known = _document(self._sql, document)
        if known is not None:
            self._empty(known)
            self._sql.execute("DELETE FROM documents WHERE id = ?", (known,))
        return known is not None

    def settle(self) -> None:
        self._write({})

    def retune(self) -> None:
        """Find keys and links anew, those that are kept having been found in a way that is no longer ours."""
        forms = self._sql.execute("SELECT id, text, documents, preferred FROM forms").fetchall()
        self._sql.execute("DELETE FROM keys")
        self._sql.execute("DELETE FROM links")
        self._sql.executemany("UPDATE forms SET sound = ? WHERE id = ?", [(_sound(text), form) for form, text, *_ in forms])
        for form, text, documents, preferred in forms:
            self._move(form, text, 0, _rank(documents, preferred))
        self._link([(form, text) for form, text, *_ in forms])

    def _empty(self, document: int) -> None:
        for form, count in self._sql.execute("SELECT form, count FROM mentions WHERE document = ?", (document,)):
            self._add(form, -count, -1)
        self._sql.execute("DELETE FROM mentions WHERE document = ?", (document,))

    def _add(self, form: int, count: int, documents: int) -> None:
        totals = self._totals[form]
        totals[0] += count
        totals[1] += documents

    def _id(self, form: str) -> int:
        """The id of a form; one that is new gets it now."""
        if form not in self._ids:
            row = self._sql.execute("SELECT id FROM forms WHERE text = ?", (form,)).fetchone()
            self._ids[form] = row[0] if row else self._new(form)
        return self._ids[form]

    def _new(self, form: str) -> int:
        added = self._sql.execute("INSERT INTO forms VALUES (NULL, ?, ?, 0, 0, 0)", (form, _sound(form)))
        return int(added.lastrowid or 0)

    def _write(self, preferred: Mapping[int, bool]) -> None:
        """Write the totals of forms and which are preferred, and where their rank changes the keys by which they are found."""
        appeared: list[tuple[int, str]] = []
        vanished: list[tuple[int]] = []
        for form in sorted({*self._totals, *preferred}):
            text, *known = self._sql.execute(
                "SELECT text, count, documents, preferred FROM forms WHERE id = ?", (form,)
            ).fetchone()
            count, documents = (old + more for old, more in zip(known, self._totals.get(form, (0, 0)), strict=False))
            wanted = preferred.get(form, bool(known[2]))
            self._sql.execute(
                "UPDATE forms SET count = ?, documents = ?, preferred = ? WHERE id = ?", (count, documents, wanted, form)
            )
            before, after = _rank(known[1], known[2]), _rank(documents, wanted)
            if before != after:
                self._move(form, text, before, after)
            if not before and after:
                appeared.append((form, text))
            if not after:
                vanished.append((form,))
        self._totals.clear()
        self._link(appeared)
        self._drop(vanished)

    def _move(self, form: int, text: str, before: int, after: int) -> None:
        keys = list(_keys(text))
        if before:
            self._sql.executemany(
                "DELETE FROM keys WHERE key = ? AND rank = ? AND form = ?", [(key, before, form) for key in keys]
            )
        if after:
            self._sql.executemany("INSERT INTO keys VALUES (?, ?, ?)", [(key, after, form) for key in keys])

    def _link(self, appeared: list[tuple[int, str]]) -> None:
        """Link new forms with those that are the same name."""
        block = _Blocks(self._sql, _ANY)
        for form, text in appeared:
            for other, sure in block.same(text):
                pair = (form, other, sure, other, form, sure)
                self._sql.execute("INSERT OR IGNORE INTO links VALUES (?, ?, ?), (?, ?, ?)", pair)

    def _drop(self, vanished: list[tuple[int]]) -> None:
        """Drop forms that no document has and nobody prefers."""
        for (form,) in vanished:
            others = _linked(self._sql, form)
            self._sql.executemany("DELETE FROM links WHERE one = ? AND other = ?", [(other, form) for other in others])
            self._sql.execute("DELETE FROM links WHERE one = ?", (form,))
        self._sql.executemany("DELETE FROM forms WHERE id = ?", vanished)
        self._ids.clear()


class _Blocks:
    """The forms of each key, by their sounds, those of the highest rank; they are kept while many are looked for."""

    def __init__(self, connection: sqlite3.Connection, least: int) -> None:
        self._sql, self._least = connection, least
        self._blocks: dict[str, list[tuple[int, str]]] = {}

    def same(self, form: str) -> list[tuple[int, Certainty]]:
        """The ids of forms that are the same name as one, and how sure that is; few are compared with care, the likest."""
        sounds = dict(chain.from_iterable(map(self._block, _keys(form))))
        found = (self._text(id_) for id_ in blocks.likest(form, sounds, _BLOCK))
        close = (each for each in found if each[1] != form and blocks.alike(form, each[1], blocks.MANY_NAMES))
        return [(id_, sure) for id_, text in islice(close, _CLOSEST) if (sure := one_name(form, text))]

    def _text(self, id_: int) -> tuple[int, str]:
        return id_, self._sql.execute("SELECT text FROM forms WHERE id = ?", (id_,)).fetchone()[0]

    def _block(self, key: str) -> list[tuple[int, str]]:
        if key not in self._blocks:
            members = "SELECT id, sound FROM keys JOIN forms ON id = form WHERE key = ? AND rank >= ?"
            found = self._sql.execute(f"{members} ORDER BY rank DESC LIMIT ?", (key, self._least, _BLOCK))
            self._blocks[key] = found.fetchall()
        return self._blocks[key]


def called(path: str, ledger: Path) -> str:
    """What a ledger calls a file: its path from the ledger's folder if it is below, so that both may be moved together."""
    file, folder = Path(os.path.realpath(path)), Path(os.path.realpath(ledger)).parent
    return (file.relative_to(folder) if file.is_relative_to(folder) else file).as_posix()


def _document(connection: sqlite3.Connection, name: str) -> int | None:
    found = connection.execute("SELECT id FROM documents WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else None


def _linked(connection: sqlite3.Connection, form: int) -> list[int]:
    return [other for (other,) in connection.execute("SELECT other FROM links WHERE one = ?", (form,))]


def _rank(documents: int, preferred: int | bool) -> int:
    """What a form is found by among others of its key; it changes seldom, so that counting rarely touches the keys."""
    return _PREFERRED if preferred else documents.bit_length()


def _keys(form: str) -> Iterator[str]:
    """The keys of a form: only names of as many words can be one, and only whole last words are looked for by themselves."""
    heard, least = blocks.sound(form), blocks.MANY_NAMES.consonants
    return (
        f"{len(heard.words)}{key}"
        for key in sorted(blocks.keys(form))
        if key in heard.skeletons or (len(key) >= least and not key.startswith(blocks.LAST))
    )


def _sound(form: str) -> str:
    """What the words of a form sound like, as it is kept."""
    return " ".join(blocks.sound(form).words)


def _usage(row: tuple[str, int, int, int]) -> Usage:
    return Usage(row[0], row[1], row[2], bool(row[3]))


def _merged(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by forms as the ledger writes them, none that is not above 0."""
    merged: dict[str, int] = {}
    for name, count in counts.items():
        if count > 0:
            form = _composed(name)
            merged[form] = merged.get(form, 0) + count
    return merged


def _composed(name: str) -> str:
    """A name as the ledger writes it: letters and their marks in one (NFC)."""
    return _printable(unicodedata.normalize("NFC", name))


def _printable(text: str) -> str:
    """A text that can be stored: what is no character, as in the name of a file that is not UTF-8, is written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(counts: Mapping[str, int]) -> bytes:
    return blake2b(repr(sorted(counts.items())).encode(), digest_size=16).digest()
