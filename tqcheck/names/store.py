"""The file of a ledger: a SQLite database that is ours, whole, and changed in one go or not at all.

It is kept with a rollback journal, not a write-ahead log: a log needs a second file beside the first one even to be read,
which a read-only folder or file system can't have. So others read while one writes, but for the moment in which a change is
put in its place; then they wait. Whatever SQLite refuses becomes a Problem that says what to do.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.model import Problem

if TYPE_CHECKING:
    import sqlite3

APPLICATION, VERSION = 0x74716E6C, 1
"""What SQLite's header says of the file: whose it is (“tqnl”), and the version of the tables below and the keys in them.

Raise the version when names get other keys: keys and links of an older ledger are then found anew when it is next changed.
"""
_HEADER = 100
"""Bytes that a database has at least; SQLite would take a shorter file for an empty one, and write over it."""
_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
_CACHE = 64 << 10
"""Kilobytes of the file that are kept in memory, at most."""
_TABLES = (
    "CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest BLOB NOT NULL)",
    "CREATE TABLE forms (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, sound TEXT NOT NULL, count INTEGER NOT NULL,"
    " documents INTEGER NOT NULL, preferred INTEGER NOT NULL)",
    "CREATE TABLE mentions (document INTEGER NOT NULL, form INTEGER NOT NULL, count INTEGER NOT NULL,"
    " PRIMARY KEY (document, form)) WITHOUT ROWID",
    "CREATE TABLE keys (key TEXT NOT NULL, rank INTEGER NOT NULL, form INTEGER NOT NULL,"
    " PRIMARY KEY (key, rank, form)) WITHOUT ROWID",
    "CREATE TABLE links (one INTEGER NOT NULL, other INTEGER NOT NULL, certainty INTEGER NOT NULL,"
    " PRIMARY KEY (one, other)) WITHOUT ROWID",
)
_ERROR, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = 1, 5, 6, 8, 10, 11, 13, 14, 19, 26
_UNFINISHED = _READONLY | 3 << 8
"""SQLite's code for a change cut short that would have to be undone in a file that can't be written."""
_SHORT = _IOERR | 2 << 8
"""… and for a file that ends too early."""
_DAMAGED = "is damaged; put back a copy of it, or delete it and learn the texts again"
_TOLD = {
    _ERROR: _DAMAGED,  # a table that must be there is not
    _CONSTRAINT: _DAMAGED,
    _SHORT: _DAMAGED,
    _BUSY: "is being written by another run; try again when that is done",
    _LOCKED: "is being written by another run; try again when that is done",
    _READONLY: "is read-only, or its folder is; make both writable, or name another ledger",
    _UNFINISHED: "holds a change that was cut short, which is undone where the file can be written; make it writable once",
    _CORRUPT: _DAMAGED,
    _IOERR: "can't be read or written: disk I/O error; what was there is as it was",
    _FULL: "can't be written, for the disk is full; it is as it was",
    _CANTOPEN: "can't be opened; make it readable and, to change it, its folder writable",
    _NOTADB: "is no ledger; name a file that `tqcheck names learn` made, or one that does not exist yet",
}


class Store:
    """An open ledger file, and its `version`.

    Raises Problem where the file is missing (unless `writing`), another program's, damaged or too new.
    """

    def __init__(self, path: str | Path, *, writing: bool) -> None:
        self.path = Path(path)
        _require(self.path, writing)
        with self._told():
            self.connection = _connect(self.path, writing)
            try:
                self._examine(writing)
            except BaseException:
                self.connection.close()
                raise

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection to ask for something."""
        with self._told():
            yield self.connection

    @contextlib.contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """The connection to change something: what is left by an exception, or by a process that is killed, is as it was."""
        with self._told():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):  # what went wrong at first tells more
                    self.connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        import sqlite3

        try:
            yield
        except sqlite3.Error as error:
            raise Problem(str(self.path), 0, _message(error)) from None
        except UnicodeDecodeError:  # an error whose message quotes what is damaged
            raise Problem(str(self.path), 0, _DAMAGED) from None

    def _examine(self, writing: bool) -> None:
        """Make sure that the file is a ledger that we know; make an empty one into a ledger where it may be written."""
        if self._is_empty():
            if not writing:
                raise Problem(str(self.path), 0, "holds nothing yet; `tqcheck names learn` fills it")
            with self.changing():
                if self._is_empty():  # nobody else was quicker
                    self._create()
        self.version = self._pragma("user_version")
        if self._pragma("application_id") != APPLICATION:
            raise Problem(str(self.path), 0, "belongs to another program; name another file")
        if self.version > VERSION:
            told = f"was written by a newer tqcheck (its version is {self.version}); update tqcheck"
            raise Problem(str(self.path), 0, told)
        # What is damaged must not be written to: the damage would spread.
        if writing and self.connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise Problem(str(self.path), 0, _DAMAGED)

    def mark(self, version: int) -> None:
        """Say which version the file is of from now on, as part of a change."""
        self.connection.execute(f"PRAGMA user_version = {version}")

    def _is_empty(self) -> bool:
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return not (tables or self._pragma("application_id") or self._pragma("user_version"))

    def _create(self) -> None:
        for statement in (*_TABLES, f"PRAGMA application_id = {APPLICATION}", f"PRAGMA user_version = {VERSION}"):
            self.connection.execute(statement)

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])


def _require(path: Path, writing: bool) -> None:
    """Refuse what can't be a ledger before SQLite sees it: it would wait at a pipe, and tell little of a folder."""
    try:
        if "\0" in str(path):
            raise ValueError("no file has such a name")
        if path.is_dir():
            raise Problem(str(path), 0, "is a folder; name a file")
        if path.exists() and 0 < path.stat().st_size < _HEADER:
            raise Problem(str(path), 0, _TOLD[_NOTADB])
        if path.exists() and not path.is_file():
            raise Problem(str(path), 0, "is no regular file; name one")
        if not writing and not path.exists():
            raise Problem(str(path), 0, "no such ledger; `tqcheck names learn` makes one")
        if not path.exists() and not path.parent.is_dir():
            raise Problem(str(path), 0, "can't be made, for its folder does not exist; make that first")
    except (OSError, ValueError) as error:
        raise Problem(str(path), 0, f"can't be read: {getattr(error, 'strerror', None) or error}") from None


def _connect(path: Path, writing: bool) -> sqlite3.Connection:
    import sqlite3

    # Readers open the file to be written too, where they may: a change that was cut short can be undone by anyone then.
    mode = "rwc" if writing else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, timeout=_PATIENCE, isolation_level=None, uri=True)
    connection.execute(f"PRAGMA query_only = {not writing:d}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = {-_CACHE}")
    # What doesn't fit into the cache would be written ahead of the rest, and readers kept waiting from then on.
    connection.execute("PRAGMA cache_spill = OFF")
    return connection


def _message(error: sqlite3.Error) -> str:
    """What to tell of an error; one of an operation that has no code comes of text that is no UTF-8."""
    import sqlite3

    code = getattr(error, "sqlite_errorcode", None) or (_CORRUPT if isinstance(error, sqlite3.OperationalError) else 0)
    return _TOLD.get(code) or _TOLD.get(code & 0xFF) or f"can't be read or written: {error}"
