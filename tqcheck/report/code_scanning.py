"""SARIF for GitHub's code scanning, which takes every result for an alert: only what people are told, and not too much.

GitHub knows neither suppressions nor the states of a baseline, and refuses a report of more than 25,000 results, as
docs.github.com tells under “SARIF support for code scanning”.
"""

from __future__ import annotations

from typing import TextIO

from tqcheck.engine import Checked
from tqcheck.report import Style, sarif
from tqcheck.report.survey import Survey

MOST = 25_000
"""Results that a report may have."""


def write(survey: Survey, out: TextIO, style: Style) -> None:  # noqa: ARG001 - this report has one look
    """Write one JSON document with one run; where findings are too many, the first files keep theirs."""
    files, room = list[Checked](), MOST
    for checked in survey.files:
        files.append(checked.but(findings=checked.findings[:room], hidden=()))
        room -= len(files[-1])
    sarif.document(survey, files, out)
