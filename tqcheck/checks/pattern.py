"""Find a regular expression with guards around it: the kind of most rules.

Silent where a guard is not met: `before`, `after`, `not_before`, `not_after`, `requires`, `unless` (in the sentence),
`quoted = false`, `start`. The fix keeps the case of what it replaces and makes an `a` or `an` before it agree.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqcheck.checks import Context, finding
from tqcheck.inflection import agree
from tqcheck.languages import EDGE, begins_sentence, match_case
from tqcheck.model import Finding, Rule, Segment, Span
from tqcheck.packs import SHIPPED, literals, templates
from tqcheck.packs.patterns import Expanded, Lists, checked, compiled, expand

_FAR = 2000
"""How far `unless` and `requires` look in a sentence without end."""
TIMEOUT = 1.0
"""Seconds that one expression may take on one segment."""
_LONG = 2000
"""Code points from which a segment is too long to search without a time limit."""
_RARE_ENOUGH = 6.0
"""Weight of a pattern's own strings from which case tells more than what stands around it."""
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
    compiled = checked(source, main.exact, "'pattern'")
    fixes = _fixes(options.get("fix", []), rule.message, main, compiled)
    anchored, cased = _anchors(options, main, guards)
    return dataclasses.replace(
        rule,
        options={
            "source": source,
            "before": before,
            "exact": main.exact,
            "captures": main.captures,
            "groups": _own_groups(main, compiled),
            "fix": fixes,
            "anchors": anchored,
            "cased": cased,
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
    checked(source, exact=False, what=repr(key))
    return source


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


def _anchors(options: Mapping[str, Any], main: Expanded, guards: Mapping[str, str]) -> tuple[frozenset[str], bool]:
    """The strings to scan for, and whether they must stand in the pattern's own case.

    What must stand directly around a match makes strings rarer; but guards ignore case.
    """
    written, edges = options.get("anchors"), options.get("edges", True)
    if written is not None:
        if not isinstance(written, list) or not all(isinstance(text, str) and literals.selective(text) for text in written):
            raise ValueError("'anchors' must be an array of strings of two characters or more, or of rare signs")
        return frozenset(written), False
    before, after = guards.get("before", ""), guards.get("after", "")
    around = literals.strings(f"(?:{before})(?:{main.bare})(?:{after})", left=edges and not before, right=edges and not after)
    own = literals.strings(main.bare, left=edges, right=edges)
    if own and ((main.exact and literals.rarity(own) >= _RARE_ENOUGH) or own == around):
        return own, main.exact
    if not around and not own:
        raise ValueError("no fixed string of two characters or more that every match must hold")
    return around or own, False


def anchors(rule: Rule) -> frozenset[str]:
    """The folded strings one of which every match holds."""
    return rule.options["anchors"]  # type: ignore[return-value]


def finder(rule: Rule) -> Callable[[Segment, Context, list[int]], list[Finding]]:
    """What finds a rule's matches in a segment; its expressions compile when first called."""
    return _Finder(rule)


class _Finder:
    """A rule with its options at hand: this runs more often than anything else of a check."""

    def __init__(self, rule: Rule) -> None:
        options: Any = rule.options
        self._rule, self._options = rule, options
        self._expression: Any = None
        self._free = not (options["before"] or options["unless"] or options["requires"] or options["quoted"] is False) and (
            options["start"] is None
        )
        self._plain = "{" not in "".join((rule.message.replace("{match}", ""), *options["fix"]))

    def __call__(self, segment: Segment, context: Context, places: Sequence[int]) -> list[Finding]:
        """The findings in a segment; `places` are the offsets where alone matches may begin, -1 stands for any."""
        if self._expression is None:
            self._expression = compiled(self._options["source"], self._options["exact"])
        target = segment.target
        # Watching the clock costs as much as a search. Shipped patterns are bounded: only long segments need it for them.
        clock = None if self._options["shipped"] and len(target) < _LONG else TIMEOUT
        if -1 in places:
            return self._anywhere(segment, context, clock)
        found: list[Finding] = []
        end = 0
        for place in sorted(places):
            match = self._expression.match(target, place, timeout=clock) if place >= end else None
            if match and (finding := self._settled(segment, match, context)):
                found.append(finding)
                end = match.end()
        return found

    def _anywhere(self, segment: Segment, context: Context, clock: float | None) -> list[Finding]:
        found: list[Finding] = []
        end = 0
        while match := self._expression.search(segment.target, end, timeout=clock):
            finding = self._settled(segment, match, context)
            end = match.end() if finding else match.start() + 1
            found += [finding] if finding else []
        return found

    def _settled(self, segment: Segment, match: Any, context: Context) -> Finding | None:
        """The finding that a match makes, or None where it is empty or a guard holds it back."""
        span = Span(*match.span())
        if span.start == span.end or not (self._free or self._allowed(segment, span, context)):
            return None
        return self._finding(segment, span, match)

    def _allowed(self, segment: Segment, span: Span, context: Context) -> bool:
        options = self._options
        # What stands before is looked at last: tried first, a guard of many lengths would slow the search everywhere.
        if options["before"] and not compiled(options["before"], False).match(segment.target, span.start, timeout=TIMEOUT):
            return False
        if options["quoted"] is False and context.is_quoted(segment, span):
            return False
        if options["start"] is not None and context.at_start(segment, span.start) != options["start"]:
            return False
        if not (options["unless"] or options["requires"]):
            return True
        start, end = context.sentence(segment, span.start)
        sentence = segment.target[max(start, span.start - _FAR) : min(end, span.end + _FAR)]
        if options["unless"] and compiled(options["unless"], False).search(sentence, timeout=TIMEOUT):
            return False
        return not options["requires"] or bool(compiled(options["requires"], False).search(sentence, timeout=TIMEOUT))

    def _finding(self, segment: Segment, span: Span, match: Any) -> Finding:
        rule, seen, fixes = self._rule, match[0], self._options["fix"]
        if self._plain:
            message = rule.message.replace("{match}", seen)
        else:
            groups = self._groups(segment, span, match)
            message = templates.fill(rule.message, groups, {})
            captures = self._captures(groups)
            fixes = [text for fix in fixes if (text := _filled(fix, groups, captures)) is not None]
        target = segment.target
        if seen[:1].isupper():
            starts, shouts = begins_sentence(target, span.start), target.isupper()
            fixes = [match_case(seen, fix, starts=starts, shouts=shouts) for fix in fixes]
        span, fixes = agree(target, span, fixes)
        return finding(rule, segment, span, fixes, message=message)

    def _groups(self, segment: Segment, span: Span, match: Any) -> dict[str, str]:
        groups = {name: text or "" for name, text in match.groupdict().items()} | {"match": match[0]}
        groups |= {str(number): match[group] or "" for number, group in enumerate(self._options["groups"], 1)}
        groups["before"] = segment.target[max(0, span.start - _REACH) : span.start]
        return groups

    def _captures(self, groups: Mapping[str, str]) -> dict[str, list[str]]:
        """The names of the forms that the pattern's inflections matched."""
        captures: dict[str, list[str]] = {"verb": [], "noun": []}
        for group, forms in self._options["captures"]:
            text = " ".join(groups[group].split())
            form = forms.get(text) or forms.get(text.lower(), "base")
            captures["noun" if form.startswith(("one", "many")) else "verb"].append(form)
        return captures


def _filled(fix: str, groups: Mapping[str, str], captures: Mapping[str, list[str]]) -> str | None:
    """A fix filled in, or None where a filter can't take what was matched: no number, no numeral."""
    try:
        return templates.fill(fix, groups, captures)
    except (ValueError, KeyError):
        return None
