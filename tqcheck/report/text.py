"""Findings for a person: the line with the span marked, what is wrong, its cause and its fix, as good compilers do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TextIO

from tqcheck.engine import Checked
from tqcheck.languages import name
from tqcheck.model import Document, Finding, Severity
from tqcheck.report import Style, totals
from tqcheck.report.display import logged, printable
from tqcheck.report.excerpt import rows
from tqcheck.report.survey import Survey

_COLORS = {Severity.critical: "red", Severity.major: "yellow", Severity.minor: "cyan"}
Paint = Callable[..., str]


def write(survey: Survey, out: TextIO, style: Style) -> None:
    """Write each document's findings, then whether it was taken for a translation, and at the end what was counted."""
    paint = painter(style.color)
    for item in survey.files:
        if not style.statistics:
            for finding in item.findings:
                out.write(logged(_finding(item.document, finding, paint, style.width)))
        if not style.quiet and not style.statistics:
            out.write(logged(_origin(item, paint)))
    if not survey.tally.files:
        return
    if style.statistics:
        out.write(totals.table(survey.tally, paint))
    elif not style.quiet:
        out.write(totals.summary(survey.tally, paint))
        out.writelines(f"Fails: {logged(printable(str(breach)))}\n" for breach in survey.breaches)
        out.write(f"{paint(f'Signature: {survey.signature}', dim=True)}\n")


def painter(color: bool) -> Paint:
    """Return click.style, or for no colour something that leaves text as it is."""
    if not color:
        return lambda text, **_: text
    from click import style

    return partial(style)


def _finding(document: Document, finding: Finding, paint: Paint, columns: int) -> str:
    start, end = document.range(finding.segment, finding.span)
    line, column = document.position(start)
    hue = _COLORS[finding.severity]
    place = paint(f"{printable(document.path)}:{line}:{column}", bold=True)
    rule = paint(finding.rule.id, fg=hue, bold=True)
    head = f"{place} {rule} {paint(finding.severity.name, fg=hue)} ({finding.certainty.name})\n"
    excerpt = list(_excerpt(document, start, end, partial(paint, fg=hue, bold=True), partial(paint, fg="blue"), columns))
    gutter = paint(f"{' ' * _gutter(document, end)} =", fg="blue")
    told = [f"{gutter} {label}: {text}" for label, text in _notes(finding, paint)]
    return head + "\n".join((f"  {printable(finding.message)}", *excerpt, *told)) + "\n\n"


def _gutter(document: Document, end: int) -> int:
    return max(3, len(str(document.position(end).line)))


def _excerpt(document: Document, start: int, end: int, mark: Paint, frame: Paint, columns: int) -> Iterator[str]:
    size = _gutter(document, end)
    bar = frame(f"{'':{size}} |")
    yield bar
    for row in rows(document, start, end, columns - size - 3):
        if row is None:
            yield frame(f"{'...':>{size}}")
            continue
        yield f"{frame(f'{row.number:{size}} |')} {row.text}".rstrip()
        yield f"{bar} {row.marks[: row.marks.index('^')]}{mark(row.marks.lstrip())}"


def _notes(finding: Finding, paint: Paint) -> Iterator[tuple[str, str]]:
    if finding.why:
        yield "why", printable(finding.why)
    if finding.fixes:
        yield "fix", ", or ".join(_fix(text, safe, paint) for text, safe in finding.fixes)


def _fix(text: str, safe: bool, paint: Paint) -> str:
    shown = f"“{paint(printable(text), fg='green')}”" if text else paint("leave it out", fg="green")
    return f"{shown} (safe)" if safe else shown


def _origin(checked: Checked, paint: Paint) -> str:
    """Tell what `--from auto` decided; nothing where the language was told, or where there is nothing to explain."""
    language, reason = checked.origin
    if reason.endswith("as told") or checked.document.follows or not (checked.findings or language):
        return ""
    taken = f"taken for a translation from {name(language)}" if language else "not taken for a translation"
    return f"{paint(printable(checked.document.path), bold=True)}: {taken} ({printable(reason)})\n\n"
