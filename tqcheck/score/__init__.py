"""Figures for translations: how near they are to references (BLEU, chrF, TER), and what checks find in them (MQM).

`aligned.py` reads files whose lines belong together, `overlap.py` lets sacreBLEU reckon, `mqm.py` reckons with findings,
`edited.py` tells what a review changed. All speak of a `Figure`: one metric's scores for the systems of a run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Step = Callable[[], None]
"""Called after each part of the work, for whoever shows how far it is."""

SEED = 12345
"""What all draws begin with; sacreBLEU's own."""


class Draws(NamedTuple):
    """How often is drawn: resamples of a bootstrap, trials of a randomisation, 0 for none; and what draws begin with."""

    resamples: int = 1000
    trials: int = 10_000
    seed: int = SEED

    def told(self, systems: int) -> dict[str, str]:
        """What a signature says of them, under sacreBLEU's names; there are trials only where systems are compared."""
        counts = {"bs": self.resamples, "ar": self.trials if systems > 1 else 0}
        made = {name: str(count) for name, count in counts.items() if count}
        return made | ({"seed": str(self.seed)} if made else {})


class Score(NamedTuple):
    """A system's score, and how far it can be trusted.

    `mean` and `reach` are of the resamples: the true score lies in 95 of 100 cases within `reach` of `mean`. The p-values
    tell how often chance alone would part it so far from the first system's score, by the bootstrap and by randomisation.
    What was not drawn is None, as is what the first system would be compared with.
    """

    score: float
    mean: float | None = None
    reach: float | None = None
    p_bootstrap: float | None = None
    p_randomisation: float | None = None


class Figure(NamedTuple):
    """One metric's scores for the systems of a run, in their order."""

    name: str
    signature: str
    scores: tuple[Score, ...]
    lower_is_better: bool = False
