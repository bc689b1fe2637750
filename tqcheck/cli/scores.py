"""How an evaluation is told: as tables for people, or one score a line for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from tqcheck.cli.tables import Table, aligned
from tqcheck.evaluation.blind import Blind
from tqcheck.evaluation.gold import Mark
from tqcheck.evaluation.matching import Judged, Verdict, missed
from tqcheck.evaluation.scores import ROUNDS, Interval, Score, unit
from tqcheck.model import Document

FORMATS = ("text", "jsonl")
_AROUND = 30
"""Code points shown before and after what is wrong or missed."""
_NOTHING = "–"
_HEADER = ("family", "rule", "findings", "right", "precision", "", "marked", "found", "recall", "", "F1", "")
_CATEGORIES = ("category", "marked", "found", "recall", "")
_LEFT = frozenset(("family", "rule", "category", ""))
_FOREIGN = frozenset(("family", "rule", "category"))


class Evaluation(NamedTuple):
    """Texts with their marks and findings, and what was counted in them."""

    texts: Sequence[Judged]
    scores: Sequence[Score]
    blind: Blind | None

    @property
    def all(self) -> Score:
        """The score of all rules together."""
        return next(score for score in self.scores if score.key.kind == "all")


def tell(evaluation: Evaluation, form: str, show: int) -> None:
    """Print the scores, after `show` findings that are wrong and as many missed spans."""
    lines = _records(evaluation, show) if form == "jsonl" else _lines(evaluation, show)
    for line in lines:
        print(line)


def _lines(evaluation: Evaluation, show: int) -> Iterator[str]:
    shown = list(_shown(evaluation.texts, show))
    yield from (f"{kind} | {path}:{line}:{column} | {name} | {excerpt}" for kind, path, line, column, name, excerpt in shown)
    if shown:
        yield ""
    rules = [score for score in evaluation.scores if score.key.kind in ("family", "rule")]
    # A family stands before its rules.
    rules.sort(key=lambda score: score.key.name.split("/"))
    yield from aligned(Table(_HEADER, [*map(_row, rules), _row(evaluation.all)], _LEFT, _FOREIGN))
    categories = [score for score in evaluation.scores if score.key.kind == "category"]
    if categories:
        categories.sort(key=lambda score: -score.counts.marked)
        yield ""
        yield from aligned(Table(_CATEGORIES, [(score.key.name, *_found(score)) for score in categories], _LEFT, _FOREIGN))
    yield ""
    yield from _closing(evaluation)


def _row(score: Score) -> tuple[str, ...]:
    kind, name = score.key
    names = ("", name) if kind == "rule" else (name or "all", "")
    counts = score.counts
    found = (str(counts.findings), str(counts.right), *_share(counts.precision, score.precision))
    return (*names, *found, *_found(score), *_share(counts.f1, score.f1))


def _found(score: Score) -> tuple[str, ...]:
    counts = score.counts
    if not counts.marked:
        return (_NOTHING, _NOTHING, _NOTHING, "")
    return (str(counts.marked), str(counts.found), *_share(counts.recall, score.recall))


def _share(share: float | None, interval: Interval | None) -> tuple[str, str]:
    return (_NOTHING, "") if share is None else (f"{share:.3f}", _interval(interval))


def _interval(interval: Interval | None) -> str:
    return f"[{interval[0]:.3f}, {interval[1]:.3f}]" if interval else ""


def _closing(evaluation: Evaluation) -> Iterator[str]:
    """What the tables don't say: how much was read, what chance would do, how good the fixes are."""
    texts, total = evaluation.texts, evaluation.all.counts
    words = sum(text.document.words for text in texts)
    yield f"{_count(len(texts), 'file')}, {_count(words, 'word')}; matters of taste not counted: {_taste(texts)}."
    yield f"F1's intervals: drawn from {_count(len(texts), 'file') if len(texts) > 1 else 'the segments of the one file'}."
    if evaluation.blind:
        precision, spread = evaluation.blind
        yield f"blind: findings of the same lengths at random words have precision {precision:.3f} {_interval(spread)}."
    if total.fixes:
        yield f"First fix as marked: {total.same:,} of {total.fixes:,} found spans that have a marked fix."


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _taste(texts: Sequence[Judged]) -> str:
    marks = sum(mark.taste for text in texts for mark in text.marks)
    return f"{_count(marks, 'span')}, {_count(_neutral(texts), 'finding')}"


def _neutral(texts: Sequence[Judged]) -> int:
    return sum(verdict.neutral for text in texts for verdict in text.verdicts)


def _records(evaluation: Evaluation, show: int) -> Iterator[str]:
    names = ("kind", "path", "line", "column", "name", "text")
    for shown in _shown(evaluation.texts, show):
        yield json.dumps(dict(zip(names, shown, strict=True)), ensure_ascii=False)
    for score in sorted(evaluation.scores, key=lambda score: score.key.kind == "all"):
        yield json.dumps(_record(score) | (_about(evaluation) if score.key.kind == "all" else {}), ensure_ascii=False)


def _record(score: Score) -> dict[str, Any]:
    counts = score.counts
    return {
        "kind": score.key.kind,
        "name": score.key.name,
        "findings": counts.findings,
        "right": counts.right,
        "precision": counts.precision,
        "precision_interval": score.precision,
        "marked": counts.marked,
        "found": counts.found,
        "recall": counts.recall,
        "recall_interval": score.recall,
        "f1": counts.f1,
        "f1_interval": score.f1,
        "marked_fixes": counts.fixes,
        "same_fixes": counts.same,
    }


def _about(evaluation: Evaluation) -> dict[str, Any]:
    texts, blind = evaluation.texts, evaluation.blind
    return {
        "files": len(texts),
        "words": sum(text.document.words for text in texts),
        "neutral_findings": _neutral(texts),
        "optional_marks": sum(mark.taste for text in texts for mark in text.marks),
        "f1_drawn_from": unit(texts),
        "rounds": ROUNDS,
        "blind_precision": blind and blind.precision,
        "blind_precision_interval": blind and blind.spread,
    }


def _shown(texts: Sequence[Judged], count: int) -> Iterator[tuple[str, str, int, int, str, str]]:
    """The first findings that are wrong and the first spans that are missed: kind, place, rule or category, excerpt."""
    wrong = ((text, verdict) for text in texts for verdict in text.verdicts if not (verdict.met or verdict.neutral))
    lost = ((text, mark) for text in texts for mark in missed(text))
    return chain(
        (_wrong(text.document, verdict) for text, verdict in islice(wrong, count)),
        (_missed(text.document, mark) for text, mark in islice(lost, count)),
    )


def _wrong(document: Document, verdict: Verdict) -> tuple[str, str, int, int, str, str]:
    return ("unmatched", document.path, *document.position(verdict.start), verdict.finding.rule.id, _excerpt(document, verdict))


def _missed(document: Document, mark: Mark) -> tuple[str, str, int, int, str, str]:
    return ("missed", document.path, *document.position(mark.start), mark.label or mark.category, _excerpt(document, mark))


def _excerpt(document: Document, place: Verdict | Mark) -> str:
    """A place with some text around it, in one line, marked off by brackets."""
    text, start, end = document.text, place.start, place.end
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())
