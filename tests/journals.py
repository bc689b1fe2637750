"""Decisions of people for tests of what is told and learnt of them."""

from __future__ import annotations

from itertools import count

from tqcheck.decisions import Decision

_NUMBERS = count(1)


def decision(kind: str, before: str, after: str = "", **more: str) -> Decision:
    """A decision about a finding of its own; `more` overrides what is usual."""
    number = next(_NUMBERS)
    usual = {
        "time": f"2026-03-01T10:00:{number % 60:02}.000+00:00",
        "actor": "Ada",
        "path": f"articles/{number}.md",
        "rule": "name/drift",
        "fingerprint": f"{number:016x}",
    }
    return Decision(**(usual | {"decision": kind, "before": before, "after": after or before} | more))
