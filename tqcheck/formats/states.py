"""States of units: which are to be checked, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tqcheck.model import Problem
from tqcheck.records import nearest

_KNOWN = frozenset(
    " ".join(
        (
            "approved unapproved fuzzy confirmed unconfirmed",
            # XLIFF 1.2, 2.3.1 (state) and XLIFF 2.1, 4.3.1.39 (state)
            "new final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation",
            "needs-translation signed-off translated initial reviewed",
            # Trados Studio (conf) and memoQ (mq:status)
            "unspecified draft approvedtranslation approvedsignoff rejectedtranslation rejectedsignoff",
            "notstarted pretranslated partiallyedited edited assembledfromfragments manuallyconfirmed proofread rejected",
            "machinetranslated",
        )
    ).split()
)
"""States that a file needn't have to be asked for."""
_PRIVATE = ("x-", ":")
"""What shows in a state of the user's own."""
_SHOWN = 12


class States:
    """The states that units must have to be checked, any where none is wanted; letter case does not matter."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._wanted = {state.lower() for state in wanted}
        self._told = wanted
        self._seen: dict[str, str] = {}

    def hold(self, states: Iterable[str]) -> bool:
        """Whether a unit of these states is wanted."""
        if not self._wanted:
            return True
        named = {state.lower(): state for state in states if state}
        self._seen.update(named)
        return not self._wanted.isdisjoint(named)

    def settle(self) -> None:
        """Raise Problem for a wanted state that neither the file nor any tool knows, once all units were seen."""
        for state in self._told:
            name = state.lower()
            if name not in self._seen and name not in _KNOWN and not any(sign in name for sign in _PRIVATE):
                known = sorted(self._seen.values())
                has = f"its states are {', '.join(known[:_SHOWN])}" if known else "its units have none"
                raise Problem("", 0, f"has no unit in the state {state!r}{nearest(state, known)}; {has}")
