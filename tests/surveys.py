"""What was checked, told in a report."""

from __future__ import annotations

import io

from tqcheck.engine import Checked, Checker
from tqcheck.report import Style, module
from tqcheck.report.survey import Survey


def told(form: str, checker: Checker, *files: Checked, signature: str = "", style: Style | None = None) -> str:
    """The report of files in a format."""
    out = io.StringIO()
    survey = Survey(checker, files, signature)
    module(form).write(survey, out, style or Style())
    return out.getvalue()
