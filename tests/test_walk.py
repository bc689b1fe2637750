"""Which files are checked, in which order, and what is told of those that can't be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tqcheck.config import Config
from tqcheck.model import Problem
from tqcheck.walk import walk


def plant(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str, **options: object) -> list[str]:
    return [item for item in walk(paths, Config(**options)) if isinstance(item, str)]  # type: ignore[arg-type]


def problems(*paths: str) -> list[str]:
    return [str(item) for item in walk(paths, Config()) if isinstance(item, Problem)]


def test_a_folder_is_walked_in_order_of_names(root: Path) -> None:
    plant(root, "b.txt", "a/z.md", "a/y.HTML", "c.txt", "code.py", "noext")
    assert found(".") == ["a/y.HTML", "a/z.md", "b.txt", "c.txt"]


def test_hidden_and_foreign_folders_are_left_out(root: Path) -> None:
    plant(root, ".git/a.txt", ".venv/a.txt", ".github/a.md", "node_modules/a.md", "a.txt")
    assert found(".") == ["a.txt"]


def test_a_named_file_is_always_taken(root: Path) -> None:
    plant(root, "a.py", "drafts/a.txt")
    assert found("a.py", "drafts/a.txt", exclude=("drafts/", "*.py")) == ["a.py", "drafts/a.txt"]


def test_each_file_once(root: Path) -> None:
    plant(root, "a/b.txt")
    (root / "c.txt").symlink_to("a/b.txt")
    assert found("a/b.txt", ".", "a", str(root / "a" / "b.txt")) == ["a/b.txt"]


def test_standard_input(root: Path) -> None:
    plant(root, "a.txt")
    assert found("-", "a.txt", "-") == ["-", "a.txt"]


def test_exclude_is_relative_to_the_configuration(root: Path) -> None:
    plant(root, "sub/drafts/a.txt", "sub/b.txt", "sub/c.md", "sub/keep.md")
    assert found("sub", exclude=("/sub/drafts", "*.md", "!keep.md")) == ["sub/b.txt", "sub/keep.md"]
    assert found("sub/drafts", exclude=("/sub/drafts",)) == ["sub/drafts/a.txt"]


def test_gitignore_nested_and_negated(root: Path) -> None:
    plant(root, "a.txt", "b.txt", "sub/a.txt", "sub/b.txt", "sub/out/c.txt")
    (root / ".gitignore").write_text("a.txt\nout/\n")
    (root / "sub" / ".gitignore").write_text("!a.txt\n/b.txt\n")
    assert found(".") == ["b.txt", "sub/a.txt"]


def test_gitignore_of_parents_holds_up_to_the_repository(root: Path) -> None:
    plant(root, "sub/deep/a.txt", "sub/deep/b.txt")
    (root / ".gitignore").write_text("a.txt\n")
    assert found("sub/deep") == ["sub/deep/a.txt", "sub/deep/b.txt"]
    (root / ".git").mkdir()
    assert found("sub/deep") == ["sub/deep/b.txt"]


def test_an_ignored_folder_that_is_named_is_walked(root: Path) -> None:
    plant(root, "build/a.txt")
    (root / ".git").mkdir()
    (root / ".gitignore").write_text("build/\n")
    assert found(".") == []
    assert found("build") == ["build/a.txt"]


def test_a_broken_gitignore_line_is_passed_over(root: Path) -> None:
    plant(root, "a.txt", "b.txt")
    (root / ".gitignore").write_bytes(b"!\na.txt\n\xff\xfe\n")
    assert found(".") == ["b.txt"]


def test_a_missing_path_is_told_and_the_others_walked(root: Path) -> None:
    plant(root, "a.txt")
    assert problems("gone.txt", "a.txt") == ["gone.txt: no such file or folder; check the spelling"]
    assert found("gone.txt", "a.txt") == ["a.txt"]


def test_a_link_that_leads_to_itself(root: Path) -> None:
    plant(root, "a.txt")
    (root / "loop.txt").symlink_to("loop.txt")
    assert "can't be read" in problems("loop.txt")[0]
    assert [line.partition(":")[0] for line in problems(".")] == ["loop.txt"]
    assert found(".") == ["a.txt"]


def test_a_loop_of_folders_is_told_once_and_not_entered(root: Path) -> None:
    plant(root, "sub/a.txt")
    (root / "sub" / "up").symlink_to("..")
    assert [line.partition(":")[0] for line in problems(".")] == ["sub/up"]
    assert found(".") == ["sub/a.txt"]
    (root / ".gitignore").write_text("up/\n")
    assert problems(".") == []


def test_linked_folders_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    plant(elsewhere, "a.txt")
    (root / "link").symlink_to(elsewhere)
    assert found(".") == []
    assert problems(".") == []
    assert found("link") == ["link/a.txt"]


def test_an_unreadable_folder_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(root, "a.txt", "closed/b.txt")
    scan = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert found(".") == ["a.txt"]
    assert problems(".") == ["closed: can't be read: Permission denied"]


def test_a_folder_that_can_not_be_entered_is_told_and_the_others_walked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(root, "a.txt", "closed/b.txt")
    stat, scan = os.stat, os.scandir

    def refusing(real: Any) -> Any:
        def call(path: Any, *args: Any, **more: Any) -> Any:
            if "closed/" in str(path) or (real is scan and str(path) == "closed"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *args, **more)

        return call

    monkeypatch.setattr(os, "stat", refusing(stat))
    monkeypatch.setattr(os, "scandir", refusing(scan))
    assert found("closed", "a.txt") == ["a.txt"]
    assert problems("closed", "a.txt") == ["closed: can't be read: Permission denied"]


def test_an_empty_path_is_named(root: Path) -> None:
    assert problems("") == ["'': no such file or folder; check the spelling"]


def test_a_folder_with_the_name_of_a_file_is_a_folder(root: Path) -> None:
    plant(root, "x.txt/a.txt")
    assert found("x.txt") == ["x.txt/a.txt"]


def test_a_pipe_in_a_folder_is_left_alone(root: Path) -> None:
    os.mkfifo(root / "pipe.txt")
    assert found(".") == []
