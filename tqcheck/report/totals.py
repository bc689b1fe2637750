"""The end of a text report: what was found in all, per family and 1,000 words, or per rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tqcheck.model import Severity
from tqcheck.report.tally import Tally, many, severities

Paint = Callable[..., str]


def summary(tally: Tally, paint: Paint) -> str:
    """Tell findings by severity and by family, what can be fixed, what was suppressed, which files were left alone."""
    where = f"in {many(tally.files, 'file')} ({many(tally.words, 'word')})"
    lines = []
    if tally.fixed:
        lines.append(f"Fixed {tally.fixed:,}.")
    if not tally.findings:
        lines.append(paint(f"No findings {where}.", fg="green"))
    else:
        lines += [*_families(tally), ""]
        levels = ", ".join(f"{count:,} {level}" for level, count in severities(tally))
        lines.append(paint(f"{many(tally.findings, 'finding')} {where}: {levels}.", bold=True))
        lines += _fixable(tally)
    if tally.known:
        lines.append(f"{tally.known:,} known from the baseline.")
    if tally.suppressed:
        lines.append(f"{tally.suppressed:,} suppressed.")
    if tally.quiet_files:
        lines.append(f"{many(tally.quiet_files, 'file')} without findings not taken for translations.")
    return "\n".join(lines) + "\n"


def table(tally: Tally, paint: Paint) -> str:
    """List findings per rule, the most frequent first; S and U mark those with a safe and with an unsafe fix."""
    counts: Counter[tuple[str, int]] = Counter()
    fixes: dict[tuple[str, int], set[str]] = {}
    for (rule, severity, fix), count in tally.rules.items():
        counts[rule, severity] += count
        fixes.setdefault((rule, severity), set()).add(fix[:1].upper())
    if not counts:
        return f"No findings in {many(tally.files, 'file')}.\n"
    size = max(5, *(len(f"{count:,}") for count in counts.values()))
    names = max(len(rule) for rule, _ in counts)
    lines = [paint(f"{'count':>{size}}  {'rule':{names}}  severity  fix", bold=True)]
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        marks = "".join(sorted(fixes[rule, severity]))
        lines.append(f"{count:>{size},}  {rule:{names}}  {Severity(severity).name:8}  {marks}".rstrip())
    return "\n".join(lines) + "\n"


def _families(tally: Tally) -> list[str]:
    found: Counter[str] = Counter()
    for (rule, _, _), count in tally.rules.items():
        found[rule.partition("/")[0]] += count
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    if len(ordered) > 1:
        ordered.append(("all", tally.findings))
    names = max(len(name) for name, _ in ordered)
    size = max(8, len(f"{tally.findings:,}"))
    lines = [f"{'family':{names}}  {'findings':>{size}}  per 1,000 words"]
    return lines + [f"{name:{names}}  {count:>{size},}  {1000 * count / max(1, tally.words):>15.2f}" for name, count in ordered]


def _fixable(tally: Tally) -> list[str]:
    found: Counter[str] = Counter()
    for (_, _, fix), count in tally.rules.items():
        found[fix] += count
    told = [f"{found['safe']:,} fixable with --fix"] if found["safe"] else []
    if found["unsafe"]:
        told.append(f"{found['unsafe']:,} {'more ' * bool(told)}with --fix --unsafe-fixes")
    return [", ".join(told) + "."] if told else []
