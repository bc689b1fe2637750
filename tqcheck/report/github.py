"""Annotations of a GitHub workflow: findings beside the lines of a pull request.

They are commands in a step's output, as docs.github.com tells under “Workflow commands”. Of each level GitHub keeps ten for
a step, so the gravest findings become annotations, the others lines of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TextIO

from tqcheck.engine import Checked
from tqcheck.gates import Breach, Thresholds
from tqcheck.model import Problem, Severity
from tqcheck.report import Style
from tqcheck.report.display import escaped, logged
from tqcheck.report.survey import Survey
from tqcheck.report.tally import many
from tqcheck.report.told import Told, beside, checked_out, offer, relative, visible

_KEPT = 10
"""Annotations of a level that GitHub keeps for a step."""
_LONGEST = 4096
"""UTF-16 code units of a message that the runner keeps (ExecutionContext.cs)."""


class _Annotation(NamedTuple):
    level: str
    path: str
    told: Told

    @property
    def weight(self) -> tuple[int, int]:
        """What is told first: the gravest, of these the surest."""
        return -self.told.finding.severity, -self.told.finding.certainty


def write(survey: Survey, out: TextIO, style: Style) -> None:
    """Write the annotations, then what is left, then what came of it."""
    found = [one for checked in survey.files for one in _annotations(checked, survey.thresholds(checked))]
    faults = [*map(_fault, survey.problems), *map(_fault, survey.breaches)][:_KEPT]
    out.writelines(faults)
    # Some errors are told already, and one notice is for what came of it.
    room = {"error": _KEPT - len(faults), "warning": _KEPT, "notice": _KEPT - (not style.quiet)}
    kept = {id(one) for level in room for one in _gravest(found, level)[: room[level]]}
    out.writelines(_command(one) for one in found if id(one) in kept)
    if style.quiet:
        return
    if rest := [one for one in found if id(one) not in kept]:
        out.write(f"::group::tqcheck: {len(rest):,} more\n{''.join(map(_line, rest))}::endgroup::\n")
    out.write(f"::notice title=tqcheck::{_data(_outcome(survey))}\n")


def _annotations(checked: Checked, limits: Thresholds) -> Iterator[_Annotation]:
    path = relative(checked.document.path, checked_out())
    return (_Annotation(_level(limits.fails(told.finding), told), path, told) for told in visible(checked))


def _gravest(found: Iterable[_Annotation], level: str) -> list[_Annotation]:
    return sorted((one for one in found if one.level == level), key=lambda one: one.weight)


def _fault(fault: Problem | Breach) -> str:
    """The annotation of what could not be done, or of a threshold that a text doesn't meet."""
    places: dict[str, object] = {"title": "tqcheck"}
    path = relative(fault.path, checked_out())
    if fault.path and not path.startswith(("/", "../")):
        places |= {"file": path, "line": getattr(fault, "line", 0) or 1}
    return _annotated("error", places, _cut([str(fault)]))


def _level(fails: bool, told: Told) -> str:
    if fails:
        return "error"
    return "warning" if told.finding.severity >= Severity.major else "notice"


def _command(one: _Annotation) -> str:
    told, finding = one.told, one.told.finding
    places: dict[str, object] = {"file": one.path, "line": told.line, "endLine": told.end_line}
    if told.line == told.end_line:  # GitHub leaves columns of several lines alone, and says so in the log
        places |= {"col": told.column, "endColumn": told.end_column}
    places["title"] = f"{finding.rule.id} ({finding.severity.name}, {finding.certainty.name})"
    return _annotated(one.level, places, _message(told))


def _annotated(level: str, places: Mapping[str, object], message: str) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{level} {properties}::{_data(message)}\n"


def _message(told: Told) -> str:
    finding = told.finding
    return _cut(filter(None, (finding.message, beside(finding), finding.why and f"Why: {finding.why}", offer(finding))))


def _line(one: _Annotation) -> str:
    """A line of the log that is no command, whatever it tells: neither of today's form nor of the old one."""
    told = one.told
    line = f"- {one.path}:{told.line}:{told.column} {told.finding.rule.id} {told.finding.severity.name}: {told.finding.message}"
    return f"{logged(escaped(line))}\n"


def _outcome(survey: Survey) -> str:
    tally, came = survey.tally, "Passed" if survey.passes else "Failed"
    return _cut(
        [
            f"{came}: {many(tally.findings, 'finding')} in {many(tally.files, 'file')} ({many(tally.words, 'word')}).",
            f"Signature: {survey.signature}",
        ]
    )


def _cut(lines: Iterable[str]) -> str:
    """Lines of a message, as much of them as the runner keeps."""
    text = "\n".join(map(escaped, lines))
    # Nothing that is told holds half of a pair, so only the cut may leave one.
    return text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escaped(text)).replace(":", "%3A").replace(",", "%2C")
