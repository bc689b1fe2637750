"""Prove a rule by its own examples: each bad text is found and mended as told, each good one is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tqcheck import fixes, glossary, ruleset
from tqcheck.checks import module
from tqcheck.config import Config
from tqcheck.engine import Checked, Checker
from tqcheck.glossary import match
from tqcheck.glossary.counterparts import Counterparts
from tqcheck.model import Certainty, Rule
from tqcheck.scanner import Scanner


def prove(rule: Rule, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return what the examples of a rule hold against it, nothing where it is proved.

    `rule` and `lists` are as a pack gives them. The rule runs alone, in a translation from its pack's source language
    (French where the pack has none), whatever its certainty and status. Raises Problem for a rule that can't run.
    """
    checker = _alone(rule, lists)
    complaints: list[str] = []
    sources = rule.sources or (None,) * (len(rule.bad) + len(rule.good))
    for (text, repaired), source in zip(rule.bad, sources, strict=False):
        complaints += _bad(checker, text, repaired, source)
    for text, source in zip(rule.good, sources[len(rule.bad) :], strict=True):
        checked = checker.check_text(text, source=source)
        complaints += [f"good example “{text}”: found “{finding.text}” ({finding.message})" for finding in checked]
        complaints += _stopped(checked)
    return complaints


def _alone(rule: Rule, lists: Mapping[str, tuple[str, ...]]) -> Checker:
    """Make the Checker that runs one rule."""
    source, target = rule.languages if rule.sources else ruleset.pair(rule.pack) or ("fr", "en")
    target = rule.to[0] if rule.to else target
    style = rule.style[0] if rule.style else ""
    prepared = ruleset.prepare(rule, dict(lists))
    entries = _entries(target) if hasattr(module(rule.check), "statuses") else ()
    counterparts = _counterparts(target, own=rule.options.get("kind") == "own")
    loaded = ruleset.Ruleset((prepared,), Scanner([ruleset.anchors(prepared)], entries), counterparts=counterparts)
    config = Config(
        source=source, target=target, style=style, select=(rule.id,), min_certainty=Certainty.possible, preview=True
    )
    return Checker(config, loaded=loaded)


@cache
def _entries(target: str) -> tuple[match.Entry, ...]:
    """The entries of the shipped glossaries, which prove the rules about terms."""
    return tuple(match.entries(_concepts(), target))


@cache
def _counterparts(target: str, *, own: bool) -> Counterparts:
    """The shipped glossaries' terms of sources, as a house's `own` where a rule is about these."""
    return Counterparts(_concepts(), target, lambda _: own)


@cache
def _concepts() -> tuple[glossary.Concept, ...]:
    shipped = glossary.shipped()
    return tuple(glossary.load([shipped] if shipped else []).values())


def _bad(checker: Checker, text: str, repaired: str, source: str | None) -> list[str]:
    checked = checker.check_text(text, source=source)
    if not checked:
        return [f"bad example “{text}”: nothing found", *_stopped(checked)]
    changes = fixes.edits(checked.document, fixes.choose(checked, unsafe=True))
    became = fixes.apply(checked.document, changes).text
    if became == repaired:
        return _stopped(checked)
    found = ", ".join(f"“{finding.text}”" for finding in checked)
    outcome = f"became “{became}”" if changes else f"has no fix for {found}"
    return [f"bad example “{text}” {outcome}; its repair is “{repaired}”", *_stopped(checked)]


def _stopped(checked: Checked) -> list[str]:
    return [str(problem) for problem in checked.problems]
