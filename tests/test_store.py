"""The file of a ledger is never left half written, misread, or written over where it is none."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from ledgers import FORMS, HOUSE, state

from tqcheck.model import Problem
from tqcheck.names import store
from tqcheck.names.archive import Usage
from tqcheck.names.ledger import Ledger

NOBODY = 65534


def other_program(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def newer(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1000")


def without_a_table(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE forms")


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def text(path: Path) -> None:
    path.write_bytes(b"from = 'fr'\n" * 100)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "another program's": (other_program, "belongs to another program; name another file"),
    "newer": (newer, "was written by a newer tqcheck (its version is 1000); update tqcheck"),
    "truncated": (truncated, "is damaged; put back a copy"),
    "no database": (text, "is no ledger; name a file that `tqcheck names learn` made"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "is a folder; name a file"),
    "a pipe": (lambda path: (path.unlink(), os.mkfifo(path)), "is no regular file; name one"),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("opening", [Ledger.open, Ledger.edit])
def test_what_is_no_ledger_is_refused_and_left_as_it_is(learnt: Path, bad: str, opening: Callable[[Path], Ledger]) -> None:
    spoil, told = BAD[bad]
    if bad == "another program's":
        learnt.unlink()
    spoil(learnt)
    before = learnt.read_bytes() if learnt.is_file() else b""
    with pytest.raises(Problem) as problem:
        opening(learnt)
    assert str(problem.value).startswith(f"{learnt}: {told}")
    assert before == (learnt.read_bytes() if learnt.is_file() else b"")
    assert list(learnt.parent.iterdir()) == [learnt]


def test_a_ledger_without_its_tables_is_damaged(learnt: Path) -> None:
    without_a_table(learnt)
    with Ledger.open(learnt) as ledger, pytest.raises(Problem, match="is damaged"):
        ledger.usage("Hashd")


def test_a_ledger_to_be_read_must_be_there_and_hold_something(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no such ledger; `tqcheck names learn` makes one"):
        Ledger.open(path)
    assert not path.exists()
    path.touch()
    with pytest.raises(Problem, match="holds nothing yet; `tqcheck names learn` fills it"):
        Ledger.open(path)
    Ledger.edit(path).close()
    assert Ledger.open(path).usage("Hashd") is None
    with pytest.raises(Problem, match="can't be made, for its folder does not exist"):
        Ledger.edit(tmp_path / "nowhere" / "house.ledger")
    with pytest.raises(Problem, match="can't be read"):
        Ledger.open(tmp_path / ("x" * 300))
    with pytest.raises(Problem, match="can't be read"):
        Ledger.open("house\0ledger")


@pytest.mark.parametrize("name", ["a?b#c%20d.ledger", "été 🌍.ledger", ":memory:", "file:x"])
def test_any_name_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger.edit(name) as ledger:
        ledger.learn(HOUSE)
    assert [found.name for found in tmp_path.iterdir()] == [name]
    with Ledger.open(name) as reader:
        assert reader.usage("Hashd") == Usage("Hashd", 8, 3)


def tried(path: Path) -> None:
    """Ask and change a ledger in every way."""
    with Ledger.open(path) as ledger:
        list(ledger.spellings())
        for form in FORMS:
            ledger.usage(form)
            ledger.variants(form)
    with Ledger.edit(path) as editor:
        editor.learn([("marsh.txt", {"Hashd": 1}), ("new.txt", {"Chernihiv": 1})])
        editor.prefer("Hashd")


def test_garbage_in_the_middle_is_told_or_does_no_harm(path: Path) -> None:
    with Ledger.edit(path) as ledger:
        ledger.learn([(f"{at}.txt", {form: at + 1 for form in FORMS} | {f"Name{at} Of{at}": 1}) for at in range(60)])
    whole, rng, told = path.read_bytes(), random.Random(3), 0
    for _ in range(150):
        at, size = rng.randrange(len(whole)), rng.choice((1, 20, 4096))
        path.write_bytes((whole[:at] + rng.randbytes(size) + whole[at + size :])[: len(whole)])
        before = path.read_bytes()
        try:
            tried(path)
        except Problem as problem:
            told += 1
            assert problem.path == str(path)
            assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]
    assert told > 50


@contextlib.contextmanager
def locked(ledger: Path, file: int, folder: int) -> Iterator[Path]:
    """A copy of a ledger with these permissions, for a process that is no superuser."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(shutil.copy(ledger, name))
        for journal in ledger.parent.glob("*-journal"):
            shutil.copy(journal, name)
        owned = os.geteuid() == 0
        if owned:
            os.chown(name, NOBODY, -1)
            os.chown(path, NOBODY, -1)
        path.chmod(file)
        Path(name).chmod(folder)
        before = path.read_bytes()
        if owned:
            os.seteuid(NOBODY)
        try:
            yield path
        finally:
            if owned:
                os.seteuid(0)
            Path(name).chmod(0o755)
            assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("file", "folder", "told"),
    [
        (0o444, 0o755, "is read-only, or its folder is; make both writable, or name another ledger"),
        (0o444, 0o555, "is read-only"),
        (0o644, 0o555, "is read-only, or its folder is"),
    ],
)
def test_a_ledger_that_is_read_only_is_read_and_not_written(learnt: Path, file: int, folder: int, told: str) -> None:
    with locked(learnt, file, folder) as path:
        with Ledger.open(path) as ledger:
            assert ledger.usage("Hashd") == Usage("Hashd", 8, 3)
        with Ledger.edit(path) as editor, pytest.raises(Problem) as problem:
            editor.learn([("new.txt", {"Hashd": 1})])
        assert problem.value.message.startswith(told)


def test_a_ledger_that_may_not_be_read_or_made_is_told(learnt: Path) -> None:
    with locked(learnt, 0o000, 0o755) as path, pytest.raises(Problem, match="can't be opened; make it readable"):
        Ledger.open(path)
    with locked(learnt, 0o644, 0o555) as path, pytest.raises(Problem, match="can't be opened"):
        Ledger.edit(path.with_name("other.ledger"))


def test_a_full_disk_leaves_the_ledger_as_it_was(learnt: Path) -> None:
    before = learnt.read_bytes()
    with Ledger.edit(learnt) as ledger:
        ledger._store.connection.execute("PRAGMA max_page_count = 1")  # as many as there are
        with pytest.raises(Problem, match="can't be written, for the disk is full; it is as it was"):
            ledger.learn((f"{at}.txt", {f"Name{at} Of{at}": 1}) for at in range(2000))
        assert ledger.usage("Hashd") == Usage("Hashd", 8, 3)
    assert learnt.read_bytes() == before


LIMITED = """
import resource, sys
from tqcheck.model import Problem
from tqcheck.names.ledger import Ledger
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with Ledger.edit(sys.argv[1]) as ledger:
        ledger.learn((f"{at}.txt", {f"Name{at} Of{at}": 1}) for at in range(2000))
except Problem as problem:
    print(problem.message)
"""


def test_a_file_that_may_not_grow_leaves_the_ledger_as_it_was(learnt: Path) -> None:
    before = state(learnt)
    done = subprocess.run([sys.executable, "-c", LIMITED, learnt], capture_output=True, text=True, check=True)
    assert done.stdout == "can't be read or written: disk I/O error; what was there is as it was\n"
    assert state(learnt) == before


def test_an_exception_in_the_middle_leaves_the_ledger_as_it_was(learnt: Path) -> None:
    def interrupted() -> Iterator[tuple[str, Mapping[str, int]]]:
        yield "new.txt", {"Hashd": 9}
        raise KeyboardInterrupt

    before = learnt.read_bytes()
    with Ledger.edit(learnt) as ledger:
        with pytest.raises(KeyboardInterrupt):
            ledger.learn(interrupted())
        assert ledger.usage("Hashd") == Usage("Hashd", 8, 3)
    assert learnt.read_bytes() == before


def test_one_writes_at_a_time_while_others_read(learnt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    with Ledger.edit(learnt) as other, Ledger.open(learnt) as reader:

        def meanwhile() -> Iterator[tuple[str, Mapping[str, int]]]:
            yield "new.txt", {"Hashd": 1}
            with pytest.raises(Problem, match="is being written by another run; try again when that is done"):
                other.prefer("Hachd")
            assert reader.usage("Hashd") == Usage("Hashd", 8, 3)

        with Ledger.edit(learnt) as writer:
            writer.learn(meanwhile())
        assert reader.usage("Hashd") == Usage("Hashd", 9, 4)


LEARNING = """
import itertools, sys
from tqcheck.names.ledger import Ledger
with Ledger.edit(sys.argv[1]) as ledger:
    print("ready", flush=True)
    for turn in itertools.count():
        names = {f"Name{turn} Of{at}": 1 for at in range(40)}
        ledger.learn((f"{turn}-{at}.txt", {"Omega": 1, "Alpha": 1, **names}) for at in range(10))
"""


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.1, 0.3, 0.7])
def test_a_process_killed_while_it_learns_leaves_a_whole_ledger(learnt: Path, seconds: float) -> None:
    with subprocess.Popen([sys.executable, "-c", LEARNING, learnt], stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
    with Ledger.open(learnt) as reader:
        usage = reader.usage("Omega") or Usage("Omega", 0, 0)
        assert usage.times == usage.documents
        assert usage.times % 10 == 0
        assert reader.usage("Hashd") == Usage("Hashd", 8, 3)
    with Ledger.edit(learnt) as editor:
        editor.learn([("more.txt", {"Omega": 1})])
        assert editor.usage("Omega") == Usage("Omega", usage.times + 1, usage.documents + 1)


HALF_WRITTEN = """
import sys, time
from tqcheck.names.ledger import Ledger
with Ledger.edit(sys.argv[1]) as ledger:
    ledger._store.connection.execute("PRAGMA cache_size = 3")
    ledger._store.connection.execute("PRAGMA cache_spill = ON")
    def documents():
        yield from ((f"{at}.txt", {f"Name{at} Of{at}": 1, "Hashd": 5}) for at in range(3000))
        print("ready", flush=True)
        time.sleep(60)
    ledger.learn(documents())
"""


@pytest.fixture
def half_written(learnt: Path) -> Path:
    """A ledger whose file a process was changing when it was killed."""
    before = learnt.read_bytes()
    with subprocess.Popen([sys.executable, "-c", HALF_WRITTEN, learnt], stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert learnt.read_bytes() != before
    return learnt


@pytest.mark.parametrize("opening", [Ledger.open, Ledger.edit])
def test_whoever_comes_first_undoes_what_was_half_written(half_written: Path, opening: Callable[[Path], Ledger]) -> None:
    with opening(half_written) as ledger:
        assert ledger.usage("Hashd") == Usage("Hashd", 8, 3)
        assert ledger.usage("Name1 Of1") is None
    assert list(half_written.parent.iterdir()) == [half_written]


def test_what_is_half_written_is_not_taken_for_true_where_it_can_not_be_undone(half_written: Path) -> None:
    with locked(half_written, 0o444, 0o755) as path, pytest.raises(Problem, match="holds a change that was cut short"):
        Ledger.open(path)


READING = """
import sys, time
from tqcheck.names.ledger import Ledger
seen = 0
end = time.monotonic() + 2
while time.monotonic() < end:
    with Ledger.open(sys.argv[1]) as ledger:
        usage = ledger.usage("Omega")
        assert ledger.variants("Hachd")[0].name == "Hashd"
    if usage:
        assert usage.times == usage.documents and usage.times % 10 == 0 and usage.times >= seen, usage
        seen = usage.times
print(seen)
"""


def test_many_read_while_one_writes(learnt: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", LEARNING, learnt], stdout=subprocess.PIPE) as writer:
        assert writer.stdout and writer.stdout.readline()
        command = [sys.executable, "-c", READING, learnt]
        readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
        told = [reader.communicate() for reader in readers]
        assert writer.poll() is None
        writer.send_signal(signal.SIGKILL)
    assert [err for _, err in told] == [b""] * 4
    assert all(int(out) > 0 for out, _ in told)


def test_a_file_too_short_for_a_database_is_left_alone(path: Path) -> None:
    path.write_bytes(b"x")
    for opens in (Ledger.open, Ledger.edit):
        with pytest.raises(Problem, match="is no ledger"):
            opens(path)
    assert path.read_bytes() == b"x"
