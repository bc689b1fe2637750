"""Ids of concepts, made of their terms."""

from __future__ import annotations

import re
from collections.abc import Container

from tqcheck.languages import unmarked


def slug(text: str) -> str:
    """An id made of a text: Latin letters without their accents, digits, hyphens; nothing where it has none of them."""
    plain = re.sub(r"['’]s(?!\w)", "s", unmarked(text.lower()))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def free(text: str, taken: Container[str]) -> str:
    """An id made of a text that is not taken: the next free number behind it where it is."""
    stem = name = slug(text) or "concept"
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
