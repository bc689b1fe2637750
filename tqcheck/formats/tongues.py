"""Language tags as files of translations have them."""

from __future__ import annotations

from tqcheck import languages
from tqcheck.records import language_tag


def tag(text: str) -> str:
    """A tag as BCP 47 writes it; "" where it is none, or says that the language is not known."""
    read = language_tag(text.strip().replace("_", "-"))
    return "" if read in ("und", "mul", "zxx") else read


def same(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever the regions."""
    return languages.base(one) == languages.base(other)
