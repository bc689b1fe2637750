"""tqcheck finds what machine translation left in a text, says where it came from, and mends it.

>>> from tqcheck import Checker
>>> [finding.text for finding in Checker(source="fr").check_text("The Supreme Guide spoke.")]
['Supreme Guide']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqcheck.engine import Checked, Checker, Origin
    from tqcheck.model import Certainty, Document, Finding, Fix, Problem, Rule, Segment, Severity, Span

__version__ = "0.1.0"
__all__ = [
    "Certainty",
    "Checked",
    "Checker",
    "Document",
    "Finding",
    "Fix",
    "Origin",
    "Problem",
    "Rule",
    "Segment",
    "Severity",
    "Span",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Import on first use, so that the command line starts at once."""
    if name in __all__:
        from importlib import import_module

        home = "tqcheck.engine" if name in ("Checked", "Checker", "Origin") else "tqcheck.model"
        return getattr(import_module(home), name)
    raise AttributeError(f"module 'tqcheck' has no attribute {name!r}")
