"""What an analysis of a pair reports: a kind of fault and where it stands in the target."""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.model import Span


class Fault(NamedTuple):
    """One fault; `kind` is what rules ask for, `shown` what of the source a message may name, `fixes` replace the span."""

    kind: str
    span: Span
    fixes: tuple[str, ...] = ()
    shown: str = ""
