"""What was checked, told in a report."""

from __future__ import annotations

import io
from collections.abc import Iterable

from tqcheck.engine import Checked, Checker
from tqcheck.model import Problem
from tqcheck.report import Style, module
from tqcheck.report.survey import Survey


def told(
    form: str,
    checker: Checker,
    *files: Checked,
    signature: str = "",
    style: Style | None = None,
    problems: Iterable[Problem] = (),
) -> str:
    """The report of files in a format."""
    out = io.StringIO()
    survey = Survey(checker, files, signature, list(problems))
    module(form).write(survey, out, style or Style())
    return out.getvalue()
