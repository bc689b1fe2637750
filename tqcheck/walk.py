"""Paths as given → files to check, in a settled order, each once.

A file that is named is always taken. A folder is walked in order of names: files whose suffix belongs to a format, without
hidden folders and what a .gitignore or the configuration's `exclude` leaves out. Linked folders are not entered.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck import formats
from tqcheck.config import Config
from tqcheck.model import Problem

STDIN = "-"
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})


def walk(paths: Iterable[str], config: Config) -> Iterator[str | Problem]:
    """Yield the files to check, `-` for standard input, and a Problem for each path that can't be read."""
    seen: set[str] = set()
    for path in paths:
        for found in _named(path, config):
            if isinstance(found, str):
                identity = found if found == STDIN else os.path.realpath(found)
                if identity in seen:
                    continue
                seen.add(identity)
            yield found


def _named(path: str, config: Config) -> Iterator[str | Problem]:
    if path == STDIN:
        yield path
        return
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        folder = Path(path)
        yield from _folder(folder, _inherited(folder, config))
    else:
        yield path


def _unreadable(path: str | Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem(str(path) or "''", 0, "no such file or folder; check the spelling")
    return Problem(str(path), 0, f"can't be read: {getattr(error, 'strerror', None) or error}")


class _Layer(NamedTuple):
    """Patterns that hold from a folder downwards."""

    folder: Path
    spec: Any

    def decides(self, path: Path, is_folder: bool) -> bool | None:
        """Whether the last pattern that speaks about a path leaves it out; None where none does."""
        relative = path.relative_to(self.folder).as_posix() + "/" * is_folder
        return self.spec.check_file(relative).include  # type: ignore[no-any-return]


def _ignored(layers: Sequence[_Layer], path: Path, is_folder: bool) -> bool:
    decisions = (layer.decides(path, is_folder) for layer in reversed(layers))
    return next((decision for decision in decisions if decision is not None), False)


class _Layers(NamedTuple):
    """What holds in a folder: the .gitignore files above it, outermost first, `exclude`, and the columns of tables."""

    git: tuple[_Layer, ...]
    exclude: tuple[_Layer, ...]
    columns: tuple[str, ...] = ()

    def leave_out(self, path: Path, *, is_folder: bool) -> bool:
        return _ignored(self.git, path, is_folder) or _ignored(self.exclude, path, is_folder)


def _inherited(folder: Path, config: Config) -> _Layers:
    """Gather what a folder that was named inherits; what would leave out that very folder no longer holds."""
    here = folder.absolute()
    git: tuple[_Layer, ...] = ()
    for above in reversed(_up_to_repository(here)):
        git += _gitignore(above)
    root = config.root.absolute()
    exclude = (_Layer(root, _spec(config.exclude)),) if config.exclude and here.is_relative_to(root) else ()
    if here != root and _ignored(exclude, here, True):
        exclude = ()
    return _Layers(() if _ignored(git, here, True) else git, exclude, config.columns)


def _up_to_repository(folder: Path) -> list[Path]:
    """List the folders above, up to the repository's root; none outside a repository."""
    above: list[Path] = []
    for parent in (folder, *folder.parents):
        if parent != folder:
            above.append(parent)
        if os.path.exists(parent / ".git"):  # noqa: PTH110 - Path's own raises where a folder can't be entered
            return above
    return []


def _gitignore(folder: Path) -> tuple[_Layer, ...]:
    try:
        text = (folder / ".gitignore").read_text("utf-8", "replace")
    except OSError:
        return ()
    return (_Layer(folder, _spec(text.splitlines())),)


def _spec(lines: Sequence[str]) -> Any:
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines(filter(_is_pattern, lines))


def _is_pattern(line: str) -> bool:
    """Whether a line can be read; Git too passes over those that can't."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _folder(folder: Path, layers: _Layers) -> Iterator[str | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    layers = layers._replace(git=layers.git + _gitignore(folder.absolute()))
    for entry in entries:
        path = folder / entry.name
        try:
            yield from _entry(entry, path, layers)
        except OSError as error:
            yield _unreadable(path, error)


def _entry(entry: os.DirEntry[str], path: Path, layers: _Layers) -> Iterator[str | Problem]:
    if entry.is_dir(follow_symlinks=False):
        if not (entry.name.startswith(".") or entry.name in _SKIPPED or layers.leave_out(path.absolute(), is_folder=True)):
            yield from _folder(path, layers)
    elif entry.is_symlink() and path.is_dir():
        if path.parent.resolve().is_relative_to(path.resolve()) and not layers.leave_out(path.absolute(), is_folder=True):
            yield Problem(str(path), 0, "is a link to a folder that holds it; remove the link, or name it in `exclude`")
    elif (
        formats.is_prose(entry.name, layers.columns)
        and not layers.leave_out(path.absolute(), is_folder=False)
        and entry.is_file()
    ):
        yield str(path)
