"""Every shipped rule is proved, in its place, used, and not said twice."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tqcheck import packs, proof, ruleset
from tqcheck.checks import KINDS
from tqcheck.engine import Checked, Checker
from tqcheck.model import Certainty, Rule

PACKS = [packs.load(folder) for folder in packs.shipped()]
LISTS = {rule.id: pack.lists for pack in PACKS for rule in pack.rules}
RULES = [rule for pack in PACKS for rule in pack.rules]
FILES = [path for folder in packs.shipped() for path in packs.files(folder) if path.name != "lists.toml"]
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
HOUSE = Path(__file__).parent / "data" / "house-terms.toml"
QUOTES = frozenset('“”"«»')
NAMED = re.compile(r"\{([a-z][a-z_]*)\}|\{[a-z]+:@([a-z_]+)\}|^@([a-z_]+)$")


@cache
def everything(source: str, target: str, style: str) -> Checker:
    """All rules at once that run in a translation from one language, with a glossary of the house's own."""
    options = {"style": style, "preview": True, "min_certainty": Certainty.possible, "glossaries": [HOUSE]}
    return Checker(source=source, target=target, **options)


def together(rule: Rule) -> list[Checked]:
    """What all rules find in the bad examples of one of them."""
    source, target = rule.languages if rule.sources else ruleset.pair(rule.pack) or ("fr", "en")
    checker = everything(source, rule.to[0] if rule.to else target, rule.style[0] if rule.style else "")
    sources = rule.sources or (None,) * len(rule.bad)
    return [checker.check_text(text, source=beside) for (text, _), beside in zip(rule.bad, sources, strict=False)]


def texts(value: object) -> list[str]:
    """The strings of a rule's option."""
    return (
        [value]
        if isinstance(value, str)
        else [text for item in value for text in texts(item)]
        if isinstance(value, list)
        else []
    )


@EVERY_RULE
def test_examples_prove_the_rule(rule: Rule) -> None:
    assert proof.prove(rule, LISTS[rule.id]) == []


@EVERY_RULE
def test_a_rule_has_examples_enough(rule: Rule) -> None:
    assert len(set(rule.good)) >= 2
    mended = [repaired != text for text, repaired in rule.bad]
    assert any(mended) or "fix" not in rule.options


@EVERY_RULE
def test_a_rule_is_not_said_by_another(rule: Rule) -> None:
    found = together(rule)
    assert all(found)
    assert any(finding.rule.id == rule.id for checked in found for finding in checked), [
        (finding.rule.id, finding.text) for checked in found for finding in checked
    ]


@EVERY_RULE
def test_a_message_is_filled_in(rule: Rule) -> None:
    own = [finding for checked in together(rule) for finding in checked if finding.rule.id == rule.id]
    for finding in own:
        for told in (finding.message, finding.why, *(fix.text for fix in finding.fixes)):
            assert not re.search(r"[{}]", told.replace(finding.text, "")) or "{" in (finding.segment.source or "")
            assert "“”" not in told or not QUOTES.isdisjoint(finding.text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_holds_one_family_in_order(path: Path) -> None:
    ids = [rule.id for rule in packs.read(path, path.parent.name)]
    assert ids
    assert ids == sorted(ids)
    assert {name.partition("/")[0] for name in ids} == {path.stem}


def test_ids_are_unique_over_all_packs() -> None:
    names = [name for rule in RULES for name in (rule.id, *rule.aliases)]
    assert len(names) == len(set(names))


def test_there_are_rules_enough() -> None:
    assert len(RULES) >= 120


def test_a_pair_is_made_of_data_alone() -> None:
    spanish = [rule for rule in RULES if rule.pack == "es-en"]
    assert len(spanish) >= 40
    code = [path.read_text("utf-8") for path in packs.SHIPPED.parent.rglob("*.py")]
    assert not any("es-en" in text for text in code)
    checked = Checker(source="es").check_text("¿Who paid the mandatary?")
    assert [finding.rule.pack for finding in checked] == ["es-en", "es-en"]


def test_every_check_kind_is_used() -> None:
    assert {rule.check for rule in RULES} == set(KINDS)


def test_every_list_is_named_by_a_pattern() -> None:
    options = [text for rule in RULES for value in rule.options.values() for text in texts(value)]
    named = {name for text in options for groups in NAMED.findall(text) for name in groups if name}
    lists = tomllib.loads((packs.SHIPPED / "lists.toml").read_text("utf-8"))
    assert not set(lists) - named
    assert list(lists) == sorted(lists)
