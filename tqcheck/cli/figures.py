"""How the figures of translations are told: aligned for people, in Markdown, or whole for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import ne
from typing import Any, NamedTuple

from tqcheck import languages
from tqcheck.cli.tables import Paint, Table, aligned, markdown
from tqcheck.model import Finding
from tqcheck.report.display import logged, printable
from tqcheck.report.tally import many
from tqcheck.score import Draws, Figure, Score, mqm
from tqcheck.score.aligned import Text
from tqcheck.score.edited import Edited
from tqcheck.score.mqm import Bill

FORMATS = ("text", "json", "markdown")
_SURE = 0.05
"""p-values below which a difference is marked."""
_FEWEST = 10
"""Segments that must differ for sacreBLEU's p-values to be trusted.

They leave out the draws that make the very difference that was found. In 10 segments these are 2 in 1,024; in 4, every eighth.
"""
_HEADER = ("metric", "system", "score", "95 % interval", "difference", "p (bootstrap)", "p (randomisation)")
_FINDINGS = ("system", "words", "findings", "minor", "major", "critical", "penalty", "taken for")
_LEFT = frozenset(("metric", "system", "rule", "95 % interval", "taken for"))
_FOREIGN = frozenset(("system",))


class Outcome(NamedTuple):
    """What is to be told: the figures, and of what they are.

    `systems` are held against `references`; `bills` are of `billed`, which are the same, or a text and what a review made
    of it, with what it `edited`.
    """

    systems: Sequence[Text]
    references: Sequence[Text]
    billed: Sequence[Text]
    bills: Sequence[Bill]
    figures: Sequence[Figure]
    draws: Draws
    edited: Edited | None = None


def tell(outcome: Outcome, form: str, paint: Paint) -> None:
    """Print the figures."""
    if form == "json":
        print(json.dumps(_record(outcome), ensure_ascii=False, indent=2))
        return
    lines = _markdown(outcome) if form == "markdown" else _text(outcome, paint)
    for line in lines:
        print(logged(line))


def _text(outcome: Outcome, paint: Paint) -> Iterator[str]:
    for finding in outcome.edited.new if outcome.edited else ():
        yield f"new | {printable(_place(outcome.billed[1], finding))} | {finding.rule.id} | {printable(finding.text)}"
    if outcome.edited and outcome.edited.new:
        yield ""
    for table in _tables(outcome):
        yield from aligned(table, paint)
        yield ""
    yield from _closing(outcome)
    yield ""
    size = max(len(figure.name) for figure in outcome.figures)
    yield from (paint(f"{figure.name:{size}}  {figure.signature}", dim=True) for figure in outcome.figures)


def _markdown(outcome: Outcome) -> Iterator[str]:
    from tqcheck.report.inert import code, prose

    yield f"## tqcheck: {'what the review changed' if outcome.edited else 'scores'}"
    for table in _tables(outcome):
        yield ""
        yield from markdown(table)
    yield ""
    for finding in outcome.edited.new if outcome.edited else ():
        yield f"* new: {code(_place(outcome.billed[1], finding))} {finding.rule.id}: {code(finding.text)}"
    yield from (f"* {prose(line)}" for line in _closing(outcome))
    yield from (f"* {figure.name}: {code(figure.signature)}" for figure in outcome.figures)


def _tables(outcome: Outcome) -> Iterator[Table]:
    rows = [row for figure in outcome.figures for row in _scores(outcome, figure)]
    told = [any(row[at] for row in rows) for at in range(len(_HEADER))]
    yield Table(tuple(compress(_HEADER, told)), [tuple(compress(row, told)) for row in rows], _LEFT, _FOREIGN)
    if outcome.bills:
        yield Table(_FINDINGS, [_bill(text, bill) for text, bill in _bills(outcome)], _LEFT, _FOREIGN)
    if outcome.edited and outcome.bills:
        yield Table(("rule", "gone", "remaining", "new"), list(_rules(outcome.edited)), _LEFT)


def _scores(outcome: Outcome, figure: Figure) -> Iterator[tuple[str, ...]]:
    first = figure.scores[0].score
    for number, (path, score) in enumerate(zip(_paths(outcome, figure), figure.scores, strict=True)):
        reach = "" if score.mean is None or score.reach is None else f"{score.mean:.1f} ± {score.reach:.1f}"
        difference = f"{score.score - first:+.1f}" if number else ""
        trusted = _is_trusted(outcome, figure, number)
        p_values = (_p_value(share, trusted) for share in _p_values(score))
        yield ("" if number else figure.name, path, f"{score.score:.1f}", reach, difference, *p_values)


def _p_value(share: float | None, trusted: bool) -> str:
    """A p-value, marked where it is small; others keep their digits above and below those of the marked ones."""
    return "" if share is None else f"{share:.4f}{'*' if trusted and share < _SURE else ' '}"


def _is_trusted(outcome: Outcome, figure: Figure, number: int) -> bool:
    """Whether the p-values of a system mean what they say: sacreBLEU's don't where next to nothing differs."""
    return figure.name == mqm.NAME or _differing(outcome, number) >= _FEWEST


def _differing(outcome: Outcome, number: int) -> int:
    """In how many segments a system differs from the first one."""
    return sum(map(ne, outcome.systems[0].units, outcome.systems[number].units))


def _paths(outcome: Outcome, figure: Figure) -> list[str]:
    """The paths of what a figure is about."""
    return [text.path for text in (outcome.billed if len(figure.scores) == len(outcome.billed) else outcome.systems)]


def _bills(outcome: Outcome) -> list[tuple[Text, Bill]]:
    """The bills with what they are of; none where no MQM was asked for."""
    return list(zip(outcome.billed, outcome.bills, strict=True)) if outcome.bills else []


def _bill(text: Text, bill: Bill) -> tuple[str, ...]:
    counts = (sum(bill.words), len(bill.findings), *bill.severities.values())
    return (text.path, *(f"{count:,}" for count in counts), f"{sum(bill.penalties):g}", _origin(bill) or "no translation")


def _origin(bill: Bill) -> str:
    """What language a text was taken to be translated from; nothing for none."""
    language = bill.checked.origin.language
    return languages.name(language) if language else ""


def _rules(edited: Edited) -> Iterator[tuple[str, ...]]:
    """The findings of each rule, and of all, before and after a review."""
    counts = [Counter(finding.rule.id for finding in kind) for kind in (edited.gone, edited.remaining, edited.new)]
    for rule in sorted(set().union(*counts)):
        yield (rule, *(str(count[rule]) for count in counts))
    yield ("all", *(str(count.total()) for count in counts))


def _closing(outcome: Outcome) -> Iterator[str]:
    """What the tables don't say."""
    if edited := outcome.edited:
        yield (
            f"{edited.changed:,} of {many(edited.segments, 'segment')} changed;"
            f" {many(edited.edits, 'word')} put in, taken out or replaced: {edited.words_before:,} before,"
            f" {edited.words_after:,} after."
        )
    else:
        beside = f", {many(len(outcome.references), 'reference')}" if outcome.references else ""
        yield f"{many(len(outcome.systems[0].units), 'segment')}{beside}."
    draws, systems = outcome.draws, max(len(figure.scores) for figure in outcome.figures)
    made = draws.told(systems)
    drawn = [many(int(made[name]), noun) for name, noun in (("bs", "resample"), ("ar", "trial")) if name in made]
    if drawn:
        yield f"Drawn: {', '.join(drawn)}, all from seed {draws.seed}."
    yield from _directions(outcome.figures)
    yield from _few(outcome)
    if any(_is_sure(outcome, figure, number) for figure in outcome.figures for number in range(1, len(figure.scores))):
        yield f"*: p < {_SURE}; where the two were alike, so large a difference would be rarer than 5 times in 100."


def _directions(figures: Iterable[Figure]) -> Iterator[str]:
    names: dict[bool, list[str]] = {True: [], False: []}
    for figure in figures:
        unit = {"TER": " (edits per 100 words of the reference)", "MQM": " (penalties per 1,000 words)"}
        names[figure.lower_is_better].append(figure.name + unit.get(figure.name, ""))
    if names[False]:
        yield f"The higher the better: {', '.join(names[False])}."
    if names[True]:
        yield f"The lower the better: {', '.join(names[True])}."


def _few(outcome: Outcome) -> Iterator[str]:
    """Which p-values are not to be trusted, where there are any."""
    drawn = any(any(_p_values(score)) for figure in outcome.figures if figure.name != mqm.NAME for score in figure.scores)
    for number in range(1, len(outcome.systems)) if drawn else ():
        if (count := _differing(outcome, number)) < _FEWEST:
            path = printable(outcome.systems[number].path)
            yield f"{path} differs in {many(count, 'segment')} only: of so few, sacreBLEU's p-values are too small; not marked."


def _is_sure(outcome: Outcome, figure: Figure, number: int) -> bool:
    """Whether a p-value of a system is marked."""
    small = any(share is not None and share < _SURE for share in _p_values(figure.scores[number]))
    return small and _is_trusted(outcome, figure, number)


def _p_values(score: Score) -> tuple[float | None, float | None]:
    return score.p_bootstrap, score.p_randomisation


def _record(outcome: Outcome) -> dict[str, Any]:
    """All figures in full precision."""
    record: dict[str, Any] = {
        "systems": [text.path for text in outcome.systems],
        "references": [text.path for text in outcome.references],
        "segments": len(outcome.systems[0].units),
        "differing_segments": [_differing(outcome, number) for number in range(1, len(outcome.systems))],
        **outcome.draws._asdict(),
        "metrics": [_metric(outcome, figure) for figure in outcome.figures],
        "findings": [
            {
                "system": text.path,
                "words": sum(bill.words),
                **bill.severities,
                "penalty": sum(bill.penalties),
                "translated_from": bill.checked.origin.language,
            }
            for text, bill in _bills(outcome)
        ],
    }
    if outcome.edited:
        record["review"] = _edits(outcome, outcome.edited)
    return record


def _metric(outcome: Outcome, figure: Figure) -> dict[str, Any]:
    first = figure.scores[0].score
    scores = [
        {
            "system": path,
            "score": score.score,
            "mean": score.mean,
            "reach": score.reach,
            "difference": score.score - first if number else None,
            "p_bootstrap": score.p_bootstrap,
            "p_randomisation": score.p_randomisation,
        }
        for number, (path, score) in enumerate(zip(_paths(outcome, figure), figure.scores, strict=True))
    ]
    better = "lower" if figure.lower_is_better else "higher"
    return {"name": figure.name, "better": better, "signature": figure.signature, "scores": scores}


def _edits(outcome: Outcome, edited: Edited) -> dict[str, Any]:
    before, after = outcome.billed if outcome.bills else (*outcome.systems, *outcome.references)
    kinds = {"gone": (before, edited.gone), "remaining": (after, edited.remaining), "new": (after, edited.new)}
    counts = {name: value for name, value in edited._asdict().items() if name not in kinds}
    return counts | {kind: [_finding(text, finding) for finding in found] for kind, (text, found) in kinds.items()}


def _finding(text: Text, finding: Finding) -> dict[str, Any]:
    line, column = _position(text, finding)
    return {
        "path": text.path,
        "line": line,
        "column": column,
        "rule": finding.rule.id,
        "severity": finding.severity.name,
        "text": finding.text,
    }


def _position(text: Text, finding: Finding) -> tuple[int, int]:
    return text.document.position(text.document.range(finding.segment, finding.span)[0])


def _place(text: Text, finding: Finding) -> str:
    line, column = _position(text, finding)
    return f"{text.path}:{line}:{column}"
