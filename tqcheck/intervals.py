"""How far a share that was counted can be trusted."""

from __future__ import annotations

from math import sqrt

_Z = 1.959964
"""Standard deviations of a normal distribution within which 95 of 100 values lie."""


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 cases, where `hits` of `trials` were counted.

    Wilson's score interval (Journal of the American Statistical Association 22, 1927): it holds for few trials, too, and
    never leaves 0 to 1. Of no trials nothing is known: (0.0, 1.0).
    """
    if not trials:
        return 0.0, 1.0
    share, square = hits / trials, _Z * _Z
    middle = share + square / (2 * trials)
    reach = _Z * sqrt((share * (1 - share) + square / (4 * trials)) / trials)
    return max(0.0, (middle - reach) / (1 + square / trials)), min(1.0, (middle + reach) / (1 + square / trials))
