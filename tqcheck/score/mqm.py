"""What findings cost a translation: MQM's penalties per 1,000 words, and whether two translations differ in that.

Units of translation are what is drawn: their penalties and their words. sacreBLEU's tests count only differences above the
one that was found, which suits scores that are never equal twice. Penalties are: of two systems that one finding parts,
every trial gives that very difference. Here, as the tests' authors have it, what is as large counts too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tqcheck.config import Penalties
from tqcheck.engine import Checked
from tqcheck.gates import counts, penalty, per_1000
from tqcheck.model import Finding, Severity
from tqcheck.score import Draws, Figure, Score, Step
from tqcheck.score.aligned import Text

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

NAME = "MQM"
_SHARE = 2_000_000
"""Units that are drawn at once: so much memory is taken, however long the texts are."""
_SAME = 1e-9
"""Scores that differ by no more are equal: sums of the same numbers may differ by the order of their terms."""


class Bill(NamedTuple):
    """What a text's findings, those that are at least likely, cost it: per unit its penalty and its words."""

    checked: Checked
    findings: tuple[Finding, ...]
    penalties: tuple[float, ...]
    words: tuple[int, ...]

    @property
    def score(self) -> float:
        """Penalties per 1,000 words."""
        return per_1000(sum(self.penalties), sum(self.words))

    @property
    def severities(self) -> dict[str, int]:
        """How many findings there are of each severity, the gravest last."""
        found = Counter(finding.severity for finding in self.findings)
        return {level.name: found[level] for level in Severity}


def bill(text: Text, checked: Checked, weights: Penalties) -> Bill:
    """What a text's findings cost it."""
    penalties, words = [0.0] * len(text.units), [0] * len(text.units)
    for segment in text.document.segments:
        words[text.unit(segment)] += len(segment.target.split())
    findings = tuple(filter(counts, checked))
    for finding in findings:
        penalties[text.unit(finding.segment)] += penalty([finding], weights)
    return Bill(checked, findings, tuple(penalties), tuple(words))


def figure(bills: Sequence[Bill], draws: Draws, signature: str, step: Step) -> Figure:
    """The systems' scores, held against the first one's."""
    import numpy as np

    units = [np.array([bill.penalties, bill.words], dtype="float64") for bill in bills]
    scores = []
    for number, bill in enumerate(bills):
        mean = reach = p_bootstrap = p_randomisation = None
        if draws.resamples:
            mean, reach, p_bootstrap = _bootstrap(units[0], units[number], draws)
        if draws.trials and number:
            p_randomisation = _randomisation(units[0], units[number], draws)
        scores.append(Score(bill.score, mean, reach, p_bootstrap if number else None, p_randomisation))
        step()
    return Figure(NAME, signature, tuple(scores), lower_is_better=True)


def _bootstrap(first: Array, other: Array, draws: Draws) -> tuple[float, float, float]:
    """The mean and reach of a text's resampled scores, and the p-value of its difference from the first.

    The differences are shifted so that their null hypothesis holds (Efron and Tibshirani 1993, chapter 16).
    """
    import numpy as np

    drawn, differences = [], []
    for chosen in _drawn(draws.resamples, first.shape[1], lambda rng, shape: rng.integers(shape[1], size=shape), draws.seed):
        scores = _scores(other[:, chosen].sum(axis=2))
        drawn.append(scores)
        differences.append(scores - _scores(first[:, chosen].sum(axis=2)))
    scores, difference = np.sort(np.concatenate(drawn)), _difference(first, other)
    cut = len(scores) // 40
    p_value = _p_value(np.abs(np.concatenate(differences) - difference), abs(difference))
    return float(scores.mean()), float(scores[-1 - cut] - scores[cut]) / 2, p_value


def _randomisation(first: Array, other: Array, draws: Draws) -> float:
    """The p-value of a difference: how often it is as large where units are swapped at random (Riezler and Maxwell 2005)."""
    import numpy as np

    whole, gap, found = first.sum(axis=1, keepdims=True), other - first, []
    for chosen in _drawn(draws.trials, first.shape[1], lambda rng, shape: rng.integers(2, size=shape), draws.seed):
        moved = gap @ chosen.T
        found.append(_scores(whole + gap.sum(axis=1, keepdims=True) - moved) - _scores(whole + moved))
    return _p_value(np.abs(np.concatenate(found)), abs(_difference(first, other)))


def _drawn(count: int, units: int, draw: Callable[[Any, tuple[int, int]], Any], seed: int) -> Iterator[Any]:
    """What is drawn, a row for each of so many draws, as many rows at once as are to be held in memory."""
    import numpy as np

    rng, rows = np.random.default_rng(seed), max(1, _SHARE // units)
    for done in range(0, count, rows):
        yield draw(rng, (min(rows, count - done), units))


def _scores(sums: Array) -> Array:
    """The scores of sums: penalties in the first row, words in the second."""
    scores: Array = 1000 * sums[0] / sums[1].clip(min=1)
    return scores


def _difference(first: Array, other: Array) -> float:
    scores = _scores(other.sum(axis=1, keepdims=True)) - _scores(first.sum(axis=1, keepdims=True))
    return float(scores[0])


def _p_value(found: Array, difference: float) -> float:
    """How often chance makes a difference as large; the one that was found counts as a draw, so that it is never nought."""
    return float(((found >= difference - _SAME).sum() + 1) / (len(found) + 1))
