"""What findings cost a translation: MQM's penalties per 1,000 words, and whether two translations differ in that.

Units of translation are what is drawn. The tests are of how the systems' penalties differ in each unit, so that they tell
nothing of how long the systems' sentences are. A difference as large as the one that was found counts against it:
sacreBLEU's tests count larger ones alone, which suits scores that are never equal twice. Penalties are: of two systems that
one finding parts, every trial gives that very difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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

    shares = [np.array(bill.penalties) * 1000 / max(1, sum(bill.words)) for bill in bills]
    scores = []
    for number, bill in enumerate(bills):
        score = Score(bill.score)
        if draws.resamples:
            mean, reach = _interval(np.array([bill.penalties, bill.words], dtype="float64"), draws)
            score = score._replace(mean=mean, reach=reach)
        if number:
            score = _compared(score, shares[number] - shares[0], draws)
        scores.append(score)
        step()
    return Figure(NAME, signature, tuple(scores), lower_is_better=True)


def _interval(costs: Array, draws: Draws) -> tuple[float, float]:
    """The mean of resampled scores, and within how much of it 95 of 100 of them lie, as sacreBLEU has it."""
    import numpy as np

    drawn = []
    for chosen in _drawn(draws.resamples, costs.shape[1], costs.shape[1], draws.seed):
        penalties, words = costs[:, chosen].sum(axis=2)
        drawn.append(1000 * penalties / words.clip(min=1))
    scores = np.sort(np.concatenate(drawn))
    cut = len(scores) // 40
    return float(scores.mean()), float(scores[-1 - cut] - scores[cut]) / 2


def _compared(score: Score, differences: Array, draws: Draws) -> Score:
    """A score with the p-values of its difference from another, which is the sum of their differences in each unit.

    The bootstrap shifts what it draws so that the null hypothesis holds (Efron and Tibshirani 1993, chapter 16);
    randomisation swaps the systems in units at random (Riezler and Maxwell 2005).
    """
    whole, differing, size = differences.sum(), differences[differences != 0], len(differences)
    if draws.resamples:
        drawn = (differences[chosen].sum(axis=1) - whole for chosen in _drawn(draws.resamples, size, size, draws.seed))
        score = score._replace(p_bootstrap=_p_value(drawn, whole, draws.resamples))
    if draws.trials:
        signs = (2 * chosen - 1 for chosen in _drawn(draws.trials, len(differing), 2, draws.seed))
        score = score._replace(p_randomisation=_p_value((sign @ differing for sign in signs), whole, draws.trials))
    return score


def _drawn(count: int, size: int, below: int, seed: int) -> Iterator[Any]:
    """So many draws of `size` whole numbers below a limit, a draw a row, as many rows at once as are to be held in memory."""
    import numpy as np

    rng, rows = np.random.default_rng(seed), max(1, _SHARE // max(1, size))
    for done in range(0, count, rows):
        yield rng.integers(below, size=(min(rows, count - done), size))


def _p_value(drawn: Iterable[Array], difference: float, count: int) -> float:
    """How often chance makes a difference as large; the one that was found is a draw, too, so that it is never nought."""
    found = sum(int((abs(differences) >= abs(difference) - _SAME).sum()) for differences in drawn)
    return (found + 1) / (count + 1)
