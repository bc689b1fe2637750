"""Find a regular expression with guards around it: the kind of most rules.

Silent where a guard is not met: `before`, `after`, `not_before`, `not_after`, `requires`, `unless` (in the sentence),
`quoted = false`, `start`. The fix keeps the case of what it replaces and makes an `a` or `an` before it agree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import regex

from tqcheck.checks import Context, finding
from tqcheck.inflection import agree
from tqcheck.languages import EDGE, match_case
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs import SHIPPED, literals, templates
from tqcheck.packs.patterns import Expanded, Lists, expand

TIMEOUT = 1.0
"""Seconds that one expression may take on one segment."""
_REACH = 60
"""Code points before a match that tell which form of a verb stands there."""

OPTIONS = frozenset("pattern fix edges case before not_before after not_after unless requires quoted start anchors".split())
_STRINGS = ("before", "not_before", "after", "not_after", "unless", "requires")


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Expand the pattern and its guards; raises ValueError for what does not compile, fit or anchor."""
    options = rule.options
    pattern = options.get("pattern")
    if not isinstance(pattern, str) or not pattern:
        raise ValueError("'pattern' is missing: a regular expression in a string")
    edges, case = options.get("edges", True), options.get("case", "smart")
    if not isinstance(edges, bool) or case not in ("smart", "any", "exact"):
        raise ValueError("'edges' is true or false, 'case' is any or exact")
    main = expand(pattern, lists, edges=edges, case=str(case))
    guards = {key: _guard(options[key], key, lists) for key in _STRINGS if key in options}
    after = (f"(?=(?i:{guards['after']}))" if "after" in guards else "") + (
        f"(?!(?i:{guards['not_after']}))" if "not_after" in guards else ""
    )
    before = (f"(?<={guards['before']})" if "before" in guards else "") + (
        f"(?<!{guards['not_before']})" if "not_before" in guards else ""
    )
    source = main.source + after
    compiled = _compile(source, main.exact, "pattern")
    fixes = _fixes(options.get("fix", []), rule.message, main, compiled)
    return dataclasses.replace(
        rule,
        options={
            "source": source,
            "before": before,
            "exact": main.exact,
            "captures": main.captures,
            "groups": _own_groups(main, compiled),
            "fix": fixes,
            "anchors": _anchors(options.get("anchors"), main, edges),
            "unless": guards.get("unless", ""),
            "requires": guards.get("requires", ""),
            "quoted": _flag(options, "quoted"),
            "start": _flag(options, "start"),
            "shipped": Path(rule.origin).is_relative_to(SHIPPED),
        },
    )


def _flag(options: Mapping[str, Any], key: str) -> bool | None:
    value = options.get(key)
    if value is not None and not isinstance(value, bool):
        raise ValueError(f"{key!r} is true or false")
    return value


def _guard(value: Any, key: str, lists: Lists) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key!r} must be a regular expression in a string")
    source = expand(value, lists, edges=False, case="any", capture=False).source
    if key in ("unless", "requires"):
        source = f"{EDGE}(?:{source}){EDGE}"
    _compile(source, exact=False, what=key)
    return source


def _compile(source: str, exact: bool, what: str) -> Any:
    try:
        return _expression(source, exact)
    except regex.error as error:
        raise ValueError(f"{what!r} is no regular expression: {error}") from None


def _fixes(fixes: Any, message: str, main: Expanded, compiled: Any) -> tuple[str, ...]:
    if not isinstance(fixes, list) or not all(isinstance(fix, str) for fix in fixes):
        raise ValueError("'fix' must be an array of strings, best first")
    groups = frozenset((*compiled.groupindex, *map(str, range(1, len(_own_groups(main, compiled)) + 1)), "match"))
    nouns = sum("one" in " ".join(forms.values()) for _, forms in main.captures)
    macros = {"noun": nouns, "verb": len(main.captures) - nouns}
    for template, inflections in ((message, {}), *((fix, macros) for fix in fixes)):
        if problem := templates.problems(template, groups, inflections):
            raise ValueError(problem)
    return tuple(fixes)


def _own_groups(main: Expanded, compiled: Any) -> tuple[int, ...]:
    """The groups that the pattern itself counts; inflections are captured too, but have no number there."""
    filled = {compiled.groupindex[group] for group, _ in main.captures}
    return tuple(number for number in range(1, compiled.groups + 1) if number not in filled)


def _anchors(written: Any, main: Expanded, edges: bool) -> frozenset[str]:
    if written is None:
        return literals.required(main.bare, edges=edges)
    if not isinstance(written, list) or not all(isinstance(text, str) and literals.selective(text) for text in written):
        raise ValueError("'anchors' must be an array of strings of two characters or more, or of rare signs")
    return frozenset(written)


def anchors(rule: Rule) -> frozenset[str]:
    """The folded strings one of which every match holds."""
    return rule.options["anchors"]  # type: ignore[return-value]


def probe(rule: Rule) -> Callable[[str], object] | None:
    """The bare search, where it needs no clock: shipped patterns are bounded."""
    options: Any = rule.options
    return _expression(options["source"], options["exact"]).search if options["shipped"] else None


@cache
def _expression(source: str, exact: bool) -> Any:
    return regex.compile(source, 0 if exact else regex.IGNORECASE)


def find(rule: Rule, segment: Segment, context: Context) -> Iterator[Finding]:
    """Yield a finding for each match that the guards let through; raises TimeoutError where matching takes too long."""
    options: Any = rule.options
    search = _expression(options["source"], options["exact"]).search
    match = search(segment.target, 0, timeout=TIMEOUT)
    while match:
        start, end = match.span()
        if start < end and _allowed(options, segment, Span(start, end), context):
            yield _finding(rule, segment, Span(start, end), match)
        else:
            end = start + 1
        match = search(segment.target, end, timeout=TIMEOUT)


def _allowed(options: Mapping[str, Any], segment: Segment, span: Span, context: Context) -> bool:
    # What stands before is looked at last: tried first, a guard of many lengths would slow the search at every place.
    if options["before"] and not _expression(options["before"], False).match(segment.target, span.start, timeout=TIMEOUT):
        return False
    if options["quoted"] is False and context.is_quoted(segment, span):
        return False
    if options["start"] is not None and context.at_start(segment, span.start) != options["start"]:
        return False
    if not (options["unless"] or options["requires"]):
        return True
    sentence = segment.target[slice(*context.sentence(segment, span.start))]
    if options["unless"] and _expression(options["unless"], False).search(sentence, timeout=TIMEOUT):
        return False
    return not options["requires"] or bool(_expression(options["requires"], False).search(sentence, timeout=TIMEOUT))


def _finding(rule: Rule, segment: Segment, span: Span, match: Any) -> Finding:
    options: Any = rule.options
    groups = {name: text or "" for name, text in match.groupdict().items()} | {"match": match[0]}
    groups |= {str(number): match[group] or "" for number, group in enumerate(options["groups"], 1)}
    message = templates.fill(rule.message, groups, {}) if "{" in rule.message else rule.message
    if not options["fix"]:
        return finding(rule, segment, span, message=message)
    captures: dict[str, list[str]] = {"verb": [], "noun": []}
    for group, forms in options["captures"]:
        text = " ".join(groups[group].split())
        form = forms.get(text) or forms.get(text.lower(), "base")
        captures["noun" if form.startswith(("one", "many")) else "verb"].append(form)
    if options["captures"]:
        groups["before"] = segment.target[max(0, span.start - _REACH) : span.start]
    fixes = [match_case(match[0], templates.fill(fix, groups, captures)) for fix in options["fix"]]
    span, fixes = agree(segment.target, span, fixes)
    return finding(rule, segment, span, fixes, message=message)
