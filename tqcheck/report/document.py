"""One JSON document with all that a run found; `document.schema.json` tells its shape, `tqcheck schema` prints it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from tqcheck import __version__
from tqcheck.engine import Checked
from tqcheck.model import Problem, Severity
from tqcheck.report import Style, jsonl
from tqcheck.report.json_text import dump
from tqcheck.report.survey import Survey, rules

SCHEMA = Path(__file__).with_name("document.schema.json")
VERSION = 1


def write(survey: Survey, out: TextIO, style: Style) -> None:  # noqa: ARG001 - this report has one look
    """Write the document."""
    files = list(survey.files)
    tally = survey.tally
    document = {
        "format": "tqcheck",
        "version": VERSION,
        "tqcheck": __version__,
        "signature": survey.signature,
        "passes": survey.passes,
        "breaches": [breach._asdict() for breach in survey.breaches],
        "problems": [_problem(problem) for problem in survey.problems],
        "files": [_file(checked, survey) for checked in files],
        "rules": [
            {"id": rule.id, "family": rule.family, "category": rule.category, "why": rule.why} for rule in rules(files).values()
        ],
        "totals": {
            "files": tally.files,
            "words": tally.words,
            "findings": tally.findings,
            "failing": tally.failing,
            "fixed": tally.fixed,
            "known": tally.known,
            "suppressed": tally.suppressed,
        },
    }
    dump(document, out)


def _file(checked: Checked, survey: Survey) -> dict[str, Any]:
    density, score = survey.gates.measure(checked)
    return {
        "path": checked.document.path,
        "words": checked.words,
        "from": checked.origin.language,
        "reason": checked.origin.reason,
        "per_1000": density if density is None else round(density, 2),
        "score": score if score is None else round(score, 2),
        "severities": {level.name: sum(finding.severity == level for finding in checked.findings) for level in Severity},
        "findings": [json.loads(line) for line in jsonl.lines(checked)],
        "hidden": _hidden(checked),
    }


def _hidden(checked: Checked) -> list[dict[str, Any]]:
    """What is not told to people, with what hides it."""
    lines = jsonl.lines(checked.but(findings=[item.finding for item in checked.hidden]))
    pairs = zip(map(json.loads, lines), checked.hidden, strict=True)
    return [finding | {"hidden_by": item.by, "reason": item.reason} for finding, item in pairs]


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "line": problem.line or None, "message": problem.message}
