"""What a format's module makes of a decoded text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tqcheck.model import Comment, Segment


class Content(NamedTuple):
    """The segments of a text in file order, its comments, and the languages that it declares ("" where it doesn't)."""

    segments: Sequence[Segment]
    comments: Sequence[Comment] = ()
    source: str = ""
    target: str = ""
