"""Stretches that only one of two texts has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from bitexts import beside, rules

from tqcheck.bitext.pair import Pair
from tqcheck.bitext.proportions import balance, lacks_word
from tqcheck.bitext.stretches import Stretch, stretches
from tqcheck.model import Severity

SOURCE = "Le maire a signé le contrat hier, les ouvriers quittent la grande usine, et la ville attend la fin de la grève."
SOUND = (
    "The mayor signed the contract yesterday, the workers are leaving the big factory, and the city awaits the strike’s end."
)
SHORT = "The mayor signed the contract yesterday, and the city awaits the strike’s end."
LONG = SHORT.replace(", ", ", some fat horses slept under yellow umbrellas, ")


def pair(source: str, target: str, language: str = "fr") -> Pair:
    return Pair(cast(Any, SimpleNamespace(source=source, target=target)), language, "en")


def words(target: str, source: str = SOURCE) -> tuple[str, str]:
    """What the heaviest stretches of both texts say."""
    held = pair(source, target)
    found = stretches(held)
    assert found

    def said(listed: list[str], stretch: Stretch) -> str:
        return " ".join(listed[stretch.start : stretch.end]) if stretch.weight else ""

    return said(held.source.words, found.source), said(held.target.words, found.target)


def test_a_clause_that_was_left_out_is_the_heaviest_stretch_of_the_source() -> None:
    assert "ouvriers quittent la grande usine" in words(SHORT)[0]
    assert "usine" not in words(SOUND)[0]


def test_a_clause_that_was_put_in_is_the_heaviest_stretch_of_the_translation() -> None:
    assert (
        "fat horses slept under yellow umbrellas"
        in words(LONG, SOURCE.replace("les ouvriers quittent la grande usine, ", ""))[1]
    )


def test_what_is_said_otherwise_weighs_little() -> None:
    free = SOUND.replace("workers are leaving the big factory", "lads are quitting their enormous plant")
    weighed, lost = balance(pair(SOURCE, free)), balance(pair(SOURCE, SHORT))
    assert weighed
    assert lost
    assert weighed.omitted < 0 < lost.omitted


def test_no_list_gives_no_stretches() -> None:
    assert stretches(pair("Sziasztok, barátaim.", "Hello, my friends.", "hu")) is None
    assert balance(pair("Sziasztok, barátaim.", "Hello, my friends.", "hu")) is None


@pytest.mark.parametrize("target", ["", "…", "Yes."])
def test_texts_that_never_meet(target: str) -> None:
    found = stretches(pair(SOURCE, target))
    assert found
    assert found.meetings == 0


def test_signs_of_money_stand_for_words() -> None:
    source = "Le contrat vaut 3 milliards de dollars."
    held, bare = stretches(pair(source, "The contract is worth $3bn.")), stretches(pair(source, "The contract is worth 3."))
    assert held
    assert bare
    assert held.source.weight < bare.source.weight


def test_a_left_out_clause_is_critical_and_a_word_is_not() -> None:
    assert {item.severity for item in beside(SOURCE, SHORT) if item.rule.id == "bitext/omission"} == {Severity.critical}
    assert "omission" not in rules(SOURCE, SOUND)


@pytest.mark.parametrize(
    ("target", "lacking"),
    [
        ("The city mayor signed the contract while the soldiers the big factory.", True),
        ("The city mayor signed the contract while the soldiers bombard the big factory.", False),
        ("The city mayor signed the contract while the soldiers abandon the big factory.", False),
    ],
)
def test_a_word_is_only_missed_where_nothing_may_stand_for_it(target: str, lacking: bool) -> None:
    assert (
        lacks_word(pair("Le maire de la ville a signé le contrat, pendant que les soldats bombardent la grande usine.", target))
        == lacking
    )


@pytest.mark.parametrize(("word", "lacking"), [("clandestin", True), ("consacré", False), ("concernant", False)])
def test_a_preposition_may_stand_for_a_participle(word: str, lacking: bool) -> None:
    source = f"Le maire de la ville a signé le contrat {word} au pont, pendant que les soldats quittent la grande usine."
    assert (
        lacks_word(pair(source, "The city mayor signed the bridge contract while soldiers leave the big factory.")) is lacking
    )
