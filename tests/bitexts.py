"""Translations held against their sources, for tests."""

from __future__ import annotations

from functools import cache

from tqcheck.engine import Checked, Checker
from tqcheck.model import Certainty


@cache
def checker(source: str, target: str) -> Checker:
    """All rules about translations beside their sources, those that are possible only too."""
    return Checker(source=source, target=target, select=("bitext",), min_certainty=Certainty.possible)


def beside(source: str, target: str, pair: str = "fr-en") -> Checked:
    """What is found in a translation of one segment."""
    return checker(*pair.split("-")).check_text(target, source=source)


def rules(source: str, target: str, pair: str = "fr-en") -> set[str]:
    """The rules that find something, without their family."""
    return {finding.rule.id.removeprefix("bitext/") for finding in beside(source, target, pair)}
