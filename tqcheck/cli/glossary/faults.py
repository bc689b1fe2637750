"""How the findings of an audit are told: as text, or one finding a line for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tqcheck.model import Severity
from tqcheck.report.display import printable
from tqcheck.report.text import painter

if TYPE_CHECKING:
    from tqcheck.terminology.audit import Finding

_COLORS = {Severity.critical: "red", Severity.major: "yellow", Severity.minor: "cyan"}


def _text(finding: Finding, color: bool) -> str:
    """A finding for a person, in the form that `check` has."""
    paint, fault = painter(color), finding.fault
    hue = _COLORS[finding.severity]
    place = paint(f"{printable(finding.path)}:{finding.line}", bold=True)
    rule = paint(finding.rule, fg=hue, bold=True)
    lines = [f"{place} {rule} {paint(finding.severity.name, fg=hue)} ({finding.kind.certainty.name})"]
    lines.append(f"  {printable(fault.message)}")
    lines += [f"{paint('    =', fg='blue')} {label}: {told}" for label, told in _notes(finding, color)]
    return "\n".join(lines) + "\n\n"


def _notes(finding: Finding, color: bool) -> Iterator[tuple[str, str]]:
    fault = finding.fault
    if fault.why:
        yield "why", printable(fault.why)
    if fault.fixes:
        yield "fix", ", or ".join(f"“{painter(color)(printable(text), fg='green')}”" for text, _ in fault.fixes)
    if fault.advice:
        yield "do", printable(fault.advice)


def _jsonl(finding: Finding, _: bool) -> str:
    fault = finding.fault
    record = {
        "path": finding.path,
        "rule": finding.rule,
        "category": finding.kind.category,
        "severity": finding.severity.name,
        "certainty": finding.kind.certainty.name,
        "line": finding.line,
        "text": fault.text,
        "message": fault.message,
        "why": fault.why,
        "fixes": [{"text": text, "safe": safe} for text, safe in fault.fixes],
        "concept": fault.concept.id,
        "language": fault.tag,
        "advice": fault.advice,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


WRITERS: Mapping[str, Callable[[Finding, bool], str]] = {"jsonl": _jsonl, "text": _text}
FORMATS = tuple(WRITERS)


def summary(found: Sequence[Finding], concepts: int, color: bool) -> str:
    """The counts: per kind, and by severity."""
    paint = painter(color)
    where = f"in {concepts:,} concept{'s' * (concepts != 1)}"
    if not found:
        return paint(f"No findings {where}.", fg="green") + "\n"
    rules = Counter(finding.rule for finding in found)
    size, width = max(map(len, rules)), max(8, len(f"{len(found):,}"))
    lines = [f"{'kind':{size}}  {'findings':>{width}}"]
    lines += [
        f"{rule:{size}}  {count:>{width},}" for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    ]
    levels = Counter(finding.severity for finding in found)
    told = ", ".join(f"{levels[level]:,} {level.name}" for level in reversed(Severity) if levels[level])
    return "\n".join((*lines, "", paint(f"{len(found):,} finding{'s' * (len(found) != 1)} {where}: {told}.", bold=True))) + "\n"


def kinds() -> str:
    """All kinds with their severity, and what each finds."""
    from tqcheck.terminology.audit import FAMILY, KINDS

    rows = [
        (f"{FAMILY}/{name}", kind.severity.name, f"{kind.told}{' Needs --corpus.' * kind.needs_corpus}")
        for name, kind in KINDS.items()
    ]
    size, levels = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{name:{size}}  {level:{levels}}  {told}\n" for name, level, told in rows)
