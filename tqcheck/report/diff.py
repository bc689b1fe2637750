"""What fixing changes, as a unified diff that `patch` and `git apply` take."""

from __future__ import annotations

import difflib

from tqcheck.model import Document


def unified(old: Document, new: Document) -> str:
    """Tell the changes from one state of a file to another; "" where there are none."""
    changes = difflib.unified_diff(_lines(old), _lines(new), old.path, new.path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in changes)


def _lines(document: Document) -> list[str]:
    """Return the lines of a file as `patch` sees them: only a line feed ends one."""
    text = "\ufeff" * document.bom + document.text
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
