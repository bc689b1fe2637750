"""What a house's ledger has learnt, for tests of what it remembers and of what becomes of its file."""

from __future__ import annotations

from pathlib import Path

from tqcheck.names.archive import Usage
from tqcheck.names.ledger import Ledger

HOUSE = (
    ("marsh.txt", {"Hashd": 5, "Jeddah": 1}),
    ("gate.txt", {"Hashd": 2, "Hachd": 1, "Nikita Khrushchev": 4}),
    ("tower.txt", {"Djeddah": 3, "Nikita Khrouchtchev": 1, "Hachd": 1}),
    ("quay.txt", {"Hashd": 1, "Nikita Khrushchev": 1, "Jeddah": 2}),
)
FORMS = "Hashd Hachd Hasht Jeddah Djeddah Chernihiv Tchernihiv Shostakovich Chostakovitch Lune".split()


def state(path: Path) -> tuple[dict[str, Usage | None], list[list[Usage]], dict[str, list[Usage]]]:
    """All that a ledger tells."""
    forms = {*FORMS, *(form for _, counts in HOUSE for form in counts)}
    with Ledger.open(path) as ledger:
        usages = {form: ledger.usage(form) for form in forms}
        return usages, list(ledger.spellings()), {form: ledger.variants(form) for form in forms}
