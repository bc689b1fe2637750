"""Data written as JSON."""

from __future__ import annotations

import json
from typing import Any, TextIO


def dump(data: Any, out: TextIO) -> None:
    """Write data as a JSON document."""
    out.write(inert(json.dumps(data, ensure_ascii=False, indent=1)))
    out.write("\n")


def inert(text: str) -> str:
    """The same JSON, in which a workflow's log finds no command of GitHub's old form, `##[name]`."""
    return text.replace("##[", "##\\u005b")
