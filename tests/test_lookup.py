"""A glossary is asked by a name what it is and what to write for it."""

from __future__ import annotations

import pickle

from tqcheck.glossary import Concept, Terms
from tqcheck.glossary.lookup import Lookup, Sense
from tqcheck.glossary.match import entries

CONCEPTS = [
    Concept("cairo", {"en": Terms("Cairo", admitted=("El Qahira",)), "fr": Terms("Le Caire")}, domain="places"),
    Concept("bread", {"en": Terms("bread"), "fr": Terms("pain")}),
]


def test_names_are_found_in_every_language_and_case() -> None:
    lookup = Lookup(entries(CONCEPTS, "en"))
    assert lookup.find("Cairo") == Sense("cairo", "Cairo", own=True, spelling=True)
    assert lookup.find("el-qahira") == Sense("cairo", "Cairo", own=True, spelling=True)
    assert lookup.find("LE CAIRE") == Sense("cairo", "Cairo", own=False, spelling=False)
    assert lookup.find("Alexandria") is None


def test_what_is_no_name_is_not_kept() -> None:
    assert Lookup(entries(CONCEPTS, "en")).find("bread") is None


def test_it_survives_the_cache() -> None:
    lookup = Lookup(entries(CONCEPTS, "en"))
    assert lookup.find("Cairo")
    assert pickle.loads(pickle.dumps(lookup)).find("Cairo") == lookup.find("Cairo")
