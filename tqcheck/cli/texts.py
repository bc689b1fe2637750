"""The documents of paths, one after the other, with a bar while they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from tqcheck import formats
from tqcheck.cli import complain
from tqcheck.cli.progress import Progress
from tqcheck.config import Config
from tqcheck.model import Document, Problem
from tqcheck.records import read_bytes
from tqcheck.walk import STDIN, walk


class Texts:
    """The documents of files and folders; what can't be read is told and passed over.

    `read` counts those that were given out; `failed` tells whether some could not be.
    """

    def __init__(self, config: Config, paths: Iterable[str], label: str = "reading") -> None:
        self._config, self._paths, self._label = config, tuple(paths), label
        self.read, self.failed = 0, False

    def __iter__(self) -> Iterator[Document]:
        found = list(walk(self._paths, self._config))
        with Progress(len(found), shown=True, label=self._label) as progress:
            for path in found:
                try:
                    document = self._document(path)
                except Problem as problem:
                    progress.clear()
                    complain(str(problem))
                    self.failed = True
                else:
                    self.read += 1
                    yield document
                progress.step()

    def _document(self, path: str | Problem) -> Document:
        if isinstance(path, Problem):
            raise path
        data = sys.stdin.buffer.read() if path == STDIN else read_bytes(path)
        return formats.read(path, data, reading=self._config.reading)
