"""Find placeholders, tags, addresses and inline codes that a translation lost, or has and its source hasn't.

Why it matters: programs fail or show nonsense, links lead nowhere, formatting is gone. Silent where a plural form leaves the
number out, which gettext allows for one, and where an address was exchanged for one of the same site in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.bitext.pair import Pair
from tqcheck.bitext.placeholders import Difference, differences
from tqcheck.checks import Context, finding
from tqcheck.model import Finding, Rule
from tqcheck.packs.patterns import Lists

OPTIONS = frozenset(["kind"])
_KINDS = {"placeholder": ("placeholder", "argument"), "tag": ("tag", "code"), "address": ("address",)}
_TYPOGRAPHIC = frozenset("<sup </sup <sub </sub <br </br <wbr".split())
"""Tags that a language may need where another doesn't: French raises the letters of ordinals."""
_SITE = re.compile(r"^(?:https?://)?(?:www\.|[a-z]{2}\.)?([^/:?#]+)")


def prepare(rule: Rule, lists: Lists) -> Rule:
    """Check that the rule says what it is about."""
    if rule.options.get("kind") not in _KINDS:
        raise ValueError(f"'kind' must be one of {', '.join(_KINDS)}")
    return rule


def differs(pair: Pair, context: Context) -> bool:
    """Whether any rule of the kind has something to tell."""
    return bool(differences(pair))


def compare(rule: Rule, pair: Pair, context: Context) -> Iterator[Finding]:
    """Yield what was added, and the whole segment for what is lost; what was changed is told once."""
    if not (everything := differences(pair)):
        return
    kinds = _KINDS[str(rule.options["kind"])]
    found = [difference for difference in everything if difference.kind in kinds]
    found = [difference for difference in found if difference.span is None or difference.text not in _TYPOGRAPHIC]
    lost = [difference for difference in found if difference.span is None]
    added = [difference for difference in found if difference.span is not None]
    if "plural:0" in pair.segment.flags:  # one, where the number may be left out, or in Russian 21 as well
        return
    while lost and added:
        old, new = lost.pop(0), added.pop(0)
        if old.kind != "address" or _site(old) != _site(new):
            fixes = [] if new.kind in ("code", "argument") else [old.text]
            yield finding(rule, pair.segment, new.span or pair.whole, fixes, told=f"is “{old.text}” in the source")
    for new in added:
        yield finding(rule, pair.segment, new.span or pair.whole, told=f"isn’t in the source ({new.text})")
    for old in lost:
        yield finding(rule, pair.segment, pair.whole, message=f"“{old.text}” of the source is missing here.")


def _site(difference: Difference) -> str:
    match = _SITE.match(difference.text)
    return match[1] if match else difference.text
