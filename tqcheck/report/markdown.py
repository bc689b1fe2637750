"""A summary in Markdown: for a pull request's comment, or the page of a workflow's run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TextIO

from tqcheck.engine import Checked
from tqcheck.gates import Breach
from tqcheck.model import Problem, Rule
from tqcheck.report import Style
from tqcheck.report.inert import cell, code, prose
from tqcheck.report.survey import Survey, rules
from tqcheck.report.tally import Tally, many, severities
from tqcheck.report.told import Told, relative, visible

_ROOM = 60_000
"""Code points that rows may take in all: a comment on GitHub holds 65,536 characters, and says nothing if it is longer."""
_LONGEST = 200
"""Code points of an article's words that are told."""
Row = Sequence[str]


def write(survey: Survey, out: TextIO, style: Style) -> None:  # noqa: ARG001 - this report has one look
    """Write what came of a run, the files, the gravest findings, and what their rules say."""
    files = list(survey.files)
    found = [(checked, told) for checked in files for told in visible(checked)]
    found.sort(key=lambda item: (-item[1].finding.severity, -item[1].finding.certainty))
    out.write(f"## tqcheck: {'passed' if survey.passes else 'failed'}\n\n{_outcome(survey.tally)}\n\n")
    room = _faults(out, (*survey.problems, *survey.breaches), _ROOM // 4)
    with_findings = [checked for checked in files if checked.findings]
    room = _table(
        out,
        ("file", "words", "findings", "per 1,000 words", "score"),
        _files(with_findings, survey),
        room + _ROOM // 8,
        "files",
    )
    heads = ("place", "rule", "severity", "found", "better")
    room = _table(out, heads, (_finding(*item) for item in found), room + 3 * _ROOM // 8, "findings")
    _reasons(out, rules(with_findings).values(), room + _ROOM // 4)
    out.write(f"\n<sub>{code(survey.signature)}</sub>\n")


def _outcome(tally: Tally) -> str:
    where = f"in {many(tally.files, 'file')} ({many(tally.words, 'word')})"
    if not tally.findings:
        told = f"No findings {where}."
    else:
        levels = ", ".join(f"{count:,} {level}" for level, count in severities(tally))
        told = f"**{many(tally.findings, 'finding')}** {where}: {levels}."
    more = ((tally.known, "known from the baseline"), (tally.suppressed, "suppressed"))
    return " ".join([told, *(f"{count:,} {name}." for count, name in more if count)])


def _faults(out: TextIO, faults: Iterable[Breach | Problem], room: int) -> int:
    """Write what could not be done and which thresholds aren't met, as long as there is room; returns what is left of it."""
    lines = [f"* {prose(str(fault))}\n" for fault in faults]
    fitting = [line for line, size in zip(lines, accumulate(map(len, lines)), strict=True) if size <= room]
    out.writelines(fitting)
    if left := len(lines) - len(fitting):
        out.write(f"* … and {left:,} more.\n")
    return room - sum(map(len, fitting))


def _table(out: TextIO, heads: Row, rows: Iterable[Row], room: int, what: str) -> int:
    """Write rows as long as there is room for them, and how many are left out; returns the room that is left."""
    written = left = 0
    for row in rows:
        line = f"| {' | '.join(row)} |\n"
        if left or len(line) > room:
            left += 1
            continue
        if not written:
            out.write(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n")
        out.write(line)
        room, written = room - len(line), written + 1
    if left:
        out.write(f"\n… and {left:,} more {what}.\n")
    return room


def _files(files: Iterable[Checked], survey: Survey) -> Iterator[Row]:
    for checked in sorted(files, key=lambda checked: -len(checked.findings)):
        measures = ("" if value is None else f"{value:.1f}" for value in survey.gates.measure(checked))
        yield cell(relative(checked.document.path)), f"{checked.words:,}", f"{len(checked.findings):,}", *measures


def _finding(checked: Checked, told: Told) -> Row:
    finding = told.finding
    place = cell(f"{relative(checked.document.path)}:{told.line}")
    better = cell(_cut(finding.fixes[0].text)) or "leave it out" if finding.fixes else ""
    return place, cell(finding.rule.id), finding.severity.name, cell(_cut(finding.text)), better


def _reasons(out: TextIO, used: Iterable[Rule], room: int) -> None:
    """Write what the rules say, folded away."""
    lines = [f"* {code(rule.id)}: {prose(rule.why)}\n" for rule in used if rule.why]
    if lines and sum(map(len, lines)) <= room:
        out.write(f"\n<details><summary>What the rules say</summary>\n\n{''.join(lines)}\n</details>\n")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
