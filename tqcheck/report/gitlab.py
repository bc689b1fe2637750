"""GitLab's code quality report: findings beside the lines of a merge request, as docs.gitlab.com tells its format."""

from __future__ import annotations

import hashlib
from typing import Any, TextIO

from tqcheck.engine import Checked
from tqcheck.report import Style
from tqcheck.report.display import escaped
from tqcheck.report.inert import prose
from tqcheck.report.json_text import dump
from tqcheck.report.survey import Survey
from tqcheck.report.told import Told, beside, checked_out, offer, relative, visible


def write(survey: Survey, out: TextIO, style: Style) -> None:  # noqa: ARG001 - this report has one look
    """Write one JSON array, an object for each finding."""
    issues = [_issue(_path(checked), told, survey.signature) for checked in survey.files for told in visible(checked)]
    dump(issues, out)


def _path(checked: Checked) -> str:
    """A file's path; what in it is no UTF-8 is left out, for GitLab's reader would refuse the whole report."""
    return relative(checked.document.path, checked_out()).encode("utf-8", "ignore").decode()


def _issue(path: str, told: Told, signature: str) -> dict[str, Any]:
    finding = told.finding
    body = [beside(finding), finding.why, offer(finding), f"tqcheck {signature}"]
    return {
        "type": "issue",
        "check_name": finding.rule.id,
        "description": escaped(finding.message),
        "content": {"body": "\n\n".join(map(prose, filter(None, body)))},
        "categories": ["Style"],
        "severity": finding.severity.name,
        "fingerprint": _fingerprint(path, told),
        "location": {"path": path, "lines": {"begin": told.line, "end": told.end_line}},
    }


def _fingerprint(path: str, told: Told) -> str:
    """What tells a finding from all others of the report; the same again when its text moves within the file."""
    known_by = f"{path}\0{told.fingerprint}".encode()
    return hashlib.blake2b(known_by, digest_size=16).hexdigest()
