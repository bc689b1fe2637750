"""What the source says of a rule's findings: certain beside the words that bring them about, silent without them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from tqcheck import packs, ruleset
from tqcheck.bitext.triggers import stands
from tqcheck.config import Config
from tqcheck.engine import Checker
from tqcheck.model import Certainty, Document, Problem, Rule, Segment
from tqcheck.scanner import Scanner

RULES = [rule for folder in packs.shipped() for rule in packs.load(folder).rules if rule.trigger]
BY_ID = {rule.id: rule for rule in RULES}
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
NOTHING = {"fr": "Rien de tel ici.", "es": "Nada de eso aquí."}


LISTS = {folder.name: packs.load(folder).lists for folder in packs.shipped()}


def language(rule: Rule) -> str:
    return rule.pack.partition("-")[0]


@cache
def alone(rule_id: str, source: str) -> Checker:
    """The Checker that runs one rule in a translation from one language, at the certainty that is shown by default."""
    rule = BY_ID[rule_id]
    prepared = ruleset.prepare(rule, dict(LISTS[rule.pack]))
    loaded = ruleset.Ruleset((prepared,), Scanner([ruleset.anchors(prepared)], ()))
    return Checker(
        Config(source=source, target=rule.to[0] if rule.to else "en", select=(rule.id,), preview=True), loaded=loaded
    )


def found(rule: Rule, text: str, sources: Sequence[str | None]) -> list[set[Certainty]]:
    """How sure a rule is of what it finds in a text, beside each of some sources."""
    starts = range(0, len(sources) * (len(text) + 1), len(text) + 1)
    segments = [Segment(str(at), text, at, source=source) for at, source in zip(starts, sources, strict=True)]
    checked = alone(rule.id, language(rule)).check_document(Document("a", "text", f"{text}\n" * len(sources), segments))
    return [{finding.certainty for finding in checked if finding.segment is segment} for segment in segments]


def said(entry: str) -> str:
    return entry.replace("*", "")


def test_there_are_rules_to_try() -> None:
    assert {language(rule) for rule in RULES} == {"fr", "es"}
    assert sum(rule.certainty == Certainty.possible for rule in RULES) > 80


@EACH_RULE
def test_the_source_decides(rule: Rule) -> None:
    text, first = rule.bad[0][0], said(rule.trigger[0])
    bringing = [f"«{said(entry).capitalize()}», {said(entry)}" for entry in rule.trigger]
    clearing = [f"Là, {first} et {said(entry)}." for entry in rule.not_trigger]
    certainties = found(rule, text, [NOTHING[language(rule)], *bringing, *clearing])
    assert certainties == [set(), *[{Certainty.certain}] * len(bringing), *[set()] * len(clearing)], (bringing, clearing)


@EACH_RULE
def test_without_a_source_nothing_changes(rule: Rule) -> None:
    expected = set() if rule.certainty == Certainty.possible else {rule.certainty}
    assert found(rule, rule.bad[0][0], [None]) == [expected]


def test_every_entry_is_written_alike_and_needed() -> None:
    odd = [
        (rule.id, entry)
        for rule in RULES
        for entries in (rule.trigger, rule.not_trigger)
        for index, entry in enumerate(entries)
        if entry != unicodedata.normalize("NFC", " ".join(entry.lower().split()))
        or ((others := entries[:index] + entries[index + 1 :]) and stands(others, said(entry)))
    ]
    assert not odd


@pytest.mark.parametrize(
    ("entry", "source", "stood"),
    [
        ("actuel*", "L’actuelle maire", True),
        ("actuel*", "Contractuel ou non", False),
        ("actuel", "L’actuelle maire", False),
        ("guide suprême", "Le Guide\u00a0suprême a parlé", True),
        ("porte parole", "La porte-parole", True),
        ("l'ordre", "les forces de l’ordre", True),
        ("mis* en examen", "Elle a été mise en examen", True),
        ("mis* en examen", "mis sous examen", False),
        ("état*", "L’Etat paie", True),
        ("équip*", "EQUIPE DE FRANCE", True),
        ("sûr*", "sur la table", False),
        ("à dire", "c’est-à-dire", True),
        ("présumé*", unicodedata.normalize("NFD", "le présumé coupable"), True),
    ],
)
def test_how_an_entry_is_found(entry: str, source: str, stood: bool) -> None:
    assert stands((entry,), source) is stood


@pytest.mark.parametrize("source", ["none", "es"])
def test_a_rule_of_another_language_has_no_say(source: str) -> None:
    checked = alone("false-friend/eventually-possibly", source).check_text(
        "They will eventually close it.", source="éventuellement"
    )
    assert not checked


def test_a_possible_rule_with_a_trigger_is_no_sign_of_a_translation() -> None:
    native = "They eventually sold the library, actually a sensible idea. The journey was comprehensive, the location ancient."
    assert Checker().check_text(native).origin.language == ""


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        ('trigger = ["*"]', "no word"),
        ('trigger = [""]', "no word"),
        ('trigger = "actuel*"', "array of strings"),
        ('not_trigger = ["en fait"]', "there is none"),
    ],
)
def test_a_trigger_that_says_nothing_is_refused(tmp_path: Path, keys: str, complaint: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(
        f"""[[rule]]
id = "false-friend/house"
pattern = 'actually'
severity = "minor"
certainty = "likely"
category = "accuracy/mistranslation"
message = "“{{match}}”"
why = "…"
bad = [["It is actually late."]]
good = ["It is late."]
{keys}
""",
        encoding="utf-8",
    )
    with pytest.raises(Problem, match=complaint):
        packs.load(path)
