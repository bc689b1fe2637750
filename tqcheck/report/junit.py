"""JUnit's XML, which nearly every build server shows: a suite for each file, a test for each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO
from xml.etree import ElementTree as ET

from tqcheck.engine import Checked
from tqcheck.report import Style
from tqcheck.report.display import escaped
from tqcheck.report.survey import Survey
from tqcheck.report.told import Told, beside, checked_out, relative, told

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say."""
_OUTCOMES = (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
"""What is counted, and the element that stands for it; for all suites together the format has no number skipped."""


def write(survey: Survey, out: TextIO, style: Style) -> None:  # noqa: ARG001 - this report has one look
    """Write one document; what fails the run is a failure, what people agreed to live with is skipped, the rest passes."""
    root = ET.Element("testsuites", name="tqcheck")
    for checked in survey.files:
        _suite(root, checked, survey)
    if survey.breaches:
        _gates(root, survey)
    if survey.problems:
        _problems(root, survey)
    for suite in root:
        _count(suite, *_OUTCOMES)
        properties = ET.Element("properties")
        ET.SubElement(properties, "property", name="signature", value=_text(survey.signature))
        suite.insert(0, properties)
    _count(root, *_OUTCOMES[:2])
    ET.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ET.tostring(root, encoding="unicode"))
    out.write("\n")


def _suite(root: ET.Element, checked: Checked, survey: Survey) -> None:
    path = checked.document.path
    suite = ET.SubElement(root, "testsuite", name=_text(path))
    limits = survey.thresholds(checked)
    for item in told(checked):
        finding = item.finding
        case = _case(suite, path, f"{finding.rule.id} {item.line}:{item.column}")
        case.set("file", _text(relative(path, checked_out())))
        case.set("line", str(item.line))
        if item.hidden:
            reason = f"{item.hidden.by}: {item.hidden.reason}".rstrip(": ")
            _outcome(case, "skipped", item.hidden.by, reason, _account(path, item))
        elif limits.fails(finding):
            _outcome(case, "failure", finding.severity.name, finding.message, _account(path, item))
        else:
            ET.SubElement(case, "system-out").text = _text(*_account(path, item))
    if not len(suite):
        _case(suite, path, "no findings")


def _account(path: str, item: Told) -> Sequence[str]:
    finding = item.finding
    return [
        f"{path}:{item.line}:{item.column} {finding.rule.id} {finding.severity.name} ({finding.certainty.name})",
        finding.message,
        f"found: “{finding.text}”",
        *filter(None, [beside(finding)]),
        *([f"why: {finding.why}"] if finding.why else []),
        *(f"fix: “{fix.text}”" if fix.text else "fix: leave it out" for fix in finding.fixes),
    ]


def _gates(root: ET.Element, survey: Survey) -> None:
    suite = ET.SubElement(root, "testsuite", name="thresholds")
    for breach in survey.breaches:
        case = _case(suite, breach.path, breach.gate)
        _outcome(case, "failure", breach.gate, str(breach))


def _problems(root: ET.Element, survey: Survey) -> None:
    suite = ET.SubElement(root, "testsuite", name="problems")
    for number, problem in enumerate(survey.problems, 1):
        case = _case(suite, problem.path or "tqcheck", f"problem {number}")
        _outcome(case, "error", "problem", str(problem))


def _outcome(case: ET.Element, tag: str, kind: str, message: str, account: Sequence[str] = ()) -> None:
    """What became of a case; some readers show the attribute only, others only what stands in the element."""
    outcome = ET.SubElement(case, tag, type=kind, message=_text(message))
    outcome.text = _text(*(account or [message]))


def _case(suite: ET.Element, path: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_text(path), name=_text(name))


def _count(element: ET.Element, *outcomes: tuple[str, str]) -> None:
    cases = list(element.iter("testcase"))
    element.set("tests", str(len(cases)))
    for name, tag in outcomes:
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))


def _text(*lines: str) -> str:
    return _NO_XML.sub("\ufffd", "\n".join(map(escaped, lines)))
