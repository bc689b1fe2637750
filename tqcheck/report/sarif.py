"""SARIF 2.1.0, the format in which code scanning and editors take findings (docs.oasis-open.org/sarif)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TextIO

from tqcheck import __version__, fixes, formats
from tqcheck.engine import Checked
from tqcheck.model import Certainty, Document, Fix, Problem, Rule, Severity
from tqcheck.report import Style
from tqcheck.report.display import escaped
from tqcheck.report.inert import code, prose
from tqcheck.report.json_text import dump
from tqcheck.report.survey import Survey, rules
from tqcheck.report.told import Told, told, uri
from tqcheck.suppress import Hidden

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.minor: "note", Severity.major: "warning", Severity.critical: "error"}
_PRECISION = {Certainty.possible: "medium", Certainty.likely: "high", Certainty.certain: "very-high"}
_RANKS = {Certainty.possible: 50.0, Certainty.likely: 80.0, Certainty.certain: 95.0}
_KINDS = {"comment": "inSource", "exception": "external"}
_ROOT = "%SRCROOT%"
_LONGEST = 1024
"""Code points of a rule's descriptions that GitHub takes."""


def write(survey: Survey, out: TextIO, style: Style) -> None:  # noqa: ARG001 - this report has one look
    """Write one JSON document with one run."""
    document(survey, list(survey.files), out)


def document(survey: Survey, files: Sequence[Checked], out: TextIO) -> None:
    """Write one JSON document with what was found in some files of a survey."""
    used = rules(files)
    places = {name: index for index, name in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "tqcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in used.values()],
            }
        },
        "invocations": [_invocation(survey)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that paths start from."}}},
        "artifacts": [{"location": _location(checked.document.path)} for checked in files],
        "results": list(chain.from_iterable(_results(checked, places, survey) for checked in files)),
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "properties": {"signature": survey.signature, "passes": survey.passes},
    }
    dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, out)


def _invocation(survey: Survey) -> dict[str, Any]:
    told = [{"level": "error", **_notification(problem)} for problem in survey.problems]
    told += [{"level": "error", "message": _message(str(breach))} for breach in survey.breaches]
    return {"executionSuccessful": not survey.problems, "toolExecutionNotifications": told}


def _notification(problem: Problem) -> dict[str, Any]:
    if not problem.path:
        return {"message": _message(problem.message)}
    region = {"region": {"startLine": problem.line}} if problem.line else {}
    place = {"physicalLocation": {"artifactLocation": _location(problem.path), **region}}
    return {"message": _message(problem.message), "locations": [place]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": _title(rule)},
        "fullDescription": {"text": _cut(escaped(rule.why)) or _title(rule)},
        "help": {"text": _help(rule), "markdown": _help_in_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "rank": _RANKS[rule.certainty]},
        "properties": {
            "tags": [rule.family, rule.category],
            "precision": _PRECISION[rule.certainty],
            "problem.severity": "recommendation" if rule.severity == Severity.minor else _LEVELS[rule.severity],
        },
    }


def _title(rule: Rule) -> str:
    """A rule's message with `…` for what it is about."""
    return _cut(escaped(re.sub(r"\{[^{}]*\}", "…", rule.message)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _help(rule: Rule) -> str:
    examples = [f"- {escaped(bad)}\n+ {escaped(mended)}" for bad, mended in rule.bad]
    return "\n\n".join(filter(None, (_title(rule), escaped(rule.why), *examples)))


def _help_in_markdown(rule: Rule) -> str:
    examples = [f"- {code(bad)}{f' → {code(mended)}' if mended else ''}" for bad, mended in rule.bad]
    return "\n\n".join(filter(None, (prose(_title(rule)), prose(rule.why), "\n".join(examples))))


def _results(checked: Checked, places: Mapping[str, int], survey: Survey) -> Iterator[dict[str, Any]]:
    has_baseline, location = survey.checker.config.baseline is not None, _location(checked.document.path)
    for item in told(checked):
        finding = item.finding
        result = {
            "ruleId": finding.rule.id,
            "ruleIndex": places[finding.rule.id],
            "level": _LEVELS[finding.severity],
            "rank": _RANKS[finding.certainty],
            "message": _message(f"{finding.message} {finding.why}".strip()),
            "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(item)}}],
            "partialFingerprints": {"tqcheck/v1": item.fingerprint},
            "fixes": list(_fixes(checked.document, item, location)),
            "suppressions": _suppressions(item.hidden),
        }
        if has_baseline:
            result["baselineState"] = "unchanged" if item.hidden and item.hidden.by == "baseline" else "new"
        yield result


def _suppressions(hidden: Hidden | None) -> list[dict[str, str]]:
    """What people agreed to; where nothing is, the list is empty and not missing, which would say that nobody looked."""
    if hidden is None or hidden.by not in _KINDS:
        return []
    reason = {"justification": escaped(hidden.reason)} if hidden.reason else {}
    return [{"kind": _KINDS[hidden.by], **reason}]


def _fixes(document: Document, item: Told, location: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The fixes that can be made in the file; where markup is in the way, none can."""
    for fix in item.finding.fixes:
        if edit := fixes.edit_of(document, item.finding, fix):
            deleted = _stretch(document, edit.start, edit.end)
            replacement = {"deletedRegion": deleted, "insertedContent": {"text": formats.escaped(document, edit)}}
            change = {"artifactLocation": location, "replacements": [replacement]}
            yield {"description": _message(_advice(fix)), "artifactChanges": [change], "properties": {"safe": fix.safe}}


def _advice(fix: Fix) -> str:
    return f"Write “{fix.text}”." if fix.text else "Leave it out."


def _region(item: Told) -> dict[str, int]:
    return _numbers(item.line, item.column, item.end_line, item.end_column, item.start, item.end)


def _stretch(document: Document, start: int, end: int) -> dict[str, int]:
    return _numbers(*document.position(start), *document.position(end), start, end)


def _numbers(*numbers: int) -> dict[str, int]:
    line, column, end_line, end_column, start, end = numbers
    return {
        **{"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        **{"charOffset": start, "charLength": end - start},
    }


def _location(path: str) -> dict[str, str]:
    reference = uri(path)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": _ROOT}


def _message(text: str) -> dict[str, str]:
    """A message in which nothing is a link or a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    text = re.sub(r"[{}]", r"\g<0>\g<0>", escaped(text))
    return {"text": re.sub(r"[\\\[\]]", r"\\\g<0>", text) if "](" in text else text}
