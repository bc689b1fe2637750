"""An invented newspaper in two languages, line by line: what is to be mined stands in it among sentences that tell nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tqcheck.terminology.mine import Line

SUBJECTS = [
    ("le pêcheur", "the fisherman"), ("la tisserande", "the weaver"), ("le meunier", "the miller"),
    ("la bergère", "the shepherdess"), ("le forgeron", "the blacksmith"), ("la libraire", "the bookseller"),
    ("le boulanger", "the baker"), ("la potière", "the potter"), ("le tonnelier", "the cooper"),
]  # fmt: skip
VERBS = [
    ("a quitté", "left"), ("craint", "fears"), ("attend", "awaits"), ("évoque", "mentions"), ("ignore", "ignores"),
    ("admire", "admires"), ("raille", "mocks"), ("suit", "follows"),
]  # fmt: skip
PLACES = [
    ("près du moulin", "near the mill"), ("sous le pont", "under the bridge"), ("derrière la grange", "behind the barn"),
    ("devant le phare", "before the lighthouse"), ("dans le verger", "in the orchard"), ("sur la digue", "on the dyke"),
]  # fmt: skip
HIDDEN = [
    ("la Cour des marées", ["the Court of Tides"]),
    ("le gaz de tourbe", ["the peat gas"]),
    ("l'OBL", ["the LBO"]),
    ("l'impôt foncier", ["the property tax", "the property tax", "the land tax"]),
    ("Lune Aubert", ["Lune Aubert"]),
    ("Dovrègne", ["Dovren"]),
]  # fmt: skip
"""Terms of the source with what the translation writes for them, in turn."""


def lines(times: int = 9, hidden: Sequence[tuple[str, list[str]]] = tuple(HIDDEN), seed: int = 7) -> list[Line]:
    """A corpus in which each hidden term stands so often, and as many lines have none."""
    chance = random.Random(seed)
    found: list[tuple[str, str]] = []
    for turn in range(times):
        for french, english in hidden:
            found.append(_sentence(chance, french, english[turn % len(english)]))
            found.append(_sentence(chance, *chance.choice(SUBJECTS)))
    return [Line("corpus.en", number, target, source) for number, (source, target) in enumerate(found, 1)]


def _sentence(chance: random.Random, french: str, english: str) -> tuple[str, str]:
    (who, its), (does, do), (where, there) = chance.choice(SUBJECTS), chance.choice(VERBS), chance.choice(PLACES)
    return f"Hier {where}, on a vu {who} qui {does} {french}.", f"Yesterday {there}, one saw {its} who {do} {english}."
