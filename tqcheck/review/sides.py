"""Files beside the texts that a review changes, the configuration and glossaries, and how they get their old bytes back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tqcheck import files
from tqcheck.model import Problem


class Gone(Problem):
    """What can't be taken back any more, however often it is tried: somebody changed the file since."""


class Side(NamedTuple):
    """A file that an action changed: what it held (None: there was none), and what it holds since."""

    path: Path
    before: bytes | None
    after: bytes

    def back(self) -> None:
        """Give the file its old bytes back; raises Problem where somebody changed it since, or it can't be written."""
        self._turn(self.after, self.before)

    def again(self) -> None:
        """Do the change again; raises Problem as `back` does."""
        self._turn(self.before, self.after)

    def _turn(self, there: bytes | None, wanted: bytes | None) -> None:
        try:
            if files.held(self.path) != there:
                raise Gone(str(self.path), 0, "was changed since; mend it by hand")
            if wanted is None:
                self.path.unlink()
            else:
                files.replace(self.path, wanted, there)
        except OSError as error:
            raise Problem(str(self.path), 0, f"can't be written: {error.strerror or error}") from None
