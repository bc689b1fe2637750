"""What tests share: a cache of their own, a house with its pack of rules, and its ledger of names."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import house
import ledgers
import pytest

from tqcheck import jobs
from tqcheck.names.ledger import Ledger


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled forms and the journal apart from the user's."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name)))
        yield


@pytest.fixture(autouse=True, scope="module")
def little_memory() -> Iterator[None]:
    """Let go of what the tests of a file made: checks run without a search for garbage."""
    yield
    jobs.checker.cache_clear()
    gc.collect()


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house pack, the same for the whole session so that it is compiled once."""
    folder = tmp_path_factory.mktemp("house") / "rules"
    folder.mkdir()
    (folder / "house.toml").write_text(house.RULES, "utf-8")
    return folder


@pytest.fixture
def tree(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a configuration that selects the house's rules alone."""
    (tmp_path / "tqcheck.toml").write_text(house.config(pack), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may be."""
    return tmp_path / "house.ledger"


@pytest.fixture
def learnt(path: Path) -> Path:
    """A ledger that has learnt the house's texts."""
    with Ledger.edit(path) as ledger:
        ledger.learn(ledgers.HOUSE)
    return path


class Run(NamedTuple):
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Call the command line in this process: `run("check", "a.txt", stdin=b"…")`."""
    from tqcheck.cli import main

    def call(*args: str, stdin: bytes = b"") -> Run:
        with monkeypatch.context() as patch, io.BytesIO(stdin) as data, io.TextIOWrapper(data, "utf-8") as given:
            patch.setattr(sys, "stdin", given)
            with pytest.raises(SystemExit) as leaving:
                main(args)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err, err.decode()
        return Run(int(leaving.value.code or 0), out.decode(), err.decode())

    return call
