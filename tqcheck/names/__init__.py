"""Whether two spellings are one name (*Khrouchtchev*, *Khrushchev*), from sound and spelling alone, and what explains them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tqcheck.names.comparison import SAME_NAME, similarity
    from tqcheck.names.explanation import Correspondence, explain
    from tqcheck.names.romanisation import Romanisation, convention

_WHERE = {
    "SAME_NAME": "comparison",
    "Correspondence": "explanation",
    "Romanisation": "romanisation",
    "convention": "romanisation",
    "explain": "explanation",
    "similarity": "comparison",
}

__all__ = ["SAME_NAME", "Correspondence", "Romanisation", "convention", "explain", "similarity"]


def __getattr__(name: str) -> object:
    """Load what is asked for when it is: a text in which names are only looked for needs none of it."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
