"""All figures of a run, metric by metric, in the order that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tqcheck.engine import Checker
from tqcheck.score import Draws, Figure, Step, mqm, overlap
from tqcheck.score.aligned import Text
from tqcheck.score.mqm import Bill
from tqcheck.signature import signature

METRICS = (*overlap.METRICS, "mqm")


class Wanted(NamedTuple):
    """What is to be told: which of METRICS, how they read, how much is drawn."""

    metrics: tuple[str, ...] = METRICS
    options: overlap.Options = overlap.Options()
    draws: Draws = Draws()


def examine(checker: Checker, text: Text) -> Bill:
    """What checks find in a text, and what that costs it."""
    return mqm.bill(text, checker.check_document(text.document), checker.config.penalties)


def figures(
    wanted: Wanted, systems: Sequence[Text], references: Sequence[Text], bills: Sequence[Bill], about: str, step: Step
) -> list[Figure]:
    """The figures of systems: by their references, and for MQM by their bills, of which `about` is the signature."""
    outputs, beside = [system.units for system in systems], [reference.units for reference in references]
    found = []
    for name in wanted.metrics:
        if name == "mqm":
            found.append(mqm.figure(bills, wanted.draws, about, step))
        else:
            found.append(overlap.figure(name, outputs, beside, wanted.options, wanted.draws, step))
    return found


def steps(wanted: Wanted, systems: int, bills: int) -> int:
    """How many steps the figures of so many systems and bills take."""
    return sum(bills if name == "mqm" else overlap.steps(systems, wanted.draws) for name in wanted.metrics)


def about(checker: Checker, draws: Draws, bills: int) -> str:
    """The signature of MQM's figures of so many texts."""
    source = {"source": "yes"} if checker.config.beside is not None else {}
    return signature(checker, **source, **draws.told(bills))
