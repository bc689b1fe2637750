"""What the source says of a rule's findings: certain beside the words that bring them about, silent without them."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest

from tqcheck import packs
from tqcheck.bitext.triggers import stands
from tqcheck.engine import Checker
from tqcheck.model import Certainty, Document, Problem, Rule, Segment

RULES = [rule for folder in packs.shipped() for rule in packs.load(folder).rules if rule.trigger]
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
NOTHING = {"fr": "Rien de tel ici.", "es": "Nada de eso aquí."}


def language(rule: Rule) -> str:
    return rule.pack.partition("-")[0]


@cache
def checker(source: str) -> Checker:
    """All rules but those that hold each word against the source, at the certainty that is shown by default."""
    return Checker(source=source, ignore=("bitext",), preview=True)


def said(entry: str) -> str:
    return entry.replace("*", "")


def test_there_are_rules_to_try() -> None:
    assert {language(rule) for rule in RULES} == {"fr", "es"}
    assert sum(rule.certainty == Certainty.possible for rule in RULES) > 80


def sources(rule: Rule) -> list[tuple[str, bool]]:
    """What may stand beside a rule's first bad example, and whether the rule is then certain or silent."""
    first = said(rule.trigger[0])
    bringing = [(f"«{said(entry).capitalize()}», {said(entry)}", True) for entry in rule.trigger]
    clearing = [(f"Là, {first} et {said(entry)}.", False) for entry in rule.not_trigger]
    return [(NOTHING[language(rule)], False), *bringing, *clearing]


@cache
def beside(tongue: str) -> dict[str, list[tuple[str, set[Certainty]]]]:
    """What each rule finds in its first bad example beside each source: one document, checked once."""
    cases = [(rule.id, rule.bad[0][0], source) for rule in RULES if language(rule) == tongue for source, _ in sources(rule)]
    starts = accumulate((len(text) + 1 for _, text, _ in cases), initial=0)
    segments = [
        Segment(str(place), text, start, source=source)
        for place, ((_, text, source), start) in enumerate(zip(cases, starts, strict=False))
    ]
    found: list[set[Certainty]] = [set() for _ in cases]
    for finding in checker(tongue).check_document(Document("a", "text", "\n".join(text for _, text, _ in cases), segments)):
        place = int(finding.segment.id)
        if finding.rule.id == cases[place][0]:
            found[place].add(finding.certainty)
    told: dict[str, list[tuple[str, set[Certainty]]]] = {}
    for (rule, _, source), certainties in zip(cases, found, strict=True):
        told.setdefault(rule, []).append((source, certainties))
    return told


@EACH_RULE
def test_the_source_decides(rule: Rule) -> None:
    expected = [(source, {Certainty.certain} if proved else set()) for source, proved in sources(rule)]
    assert beside(language(rule))[rule.id] == expected


@cache
def bare(tongue: str) -> dict[str, set[Certainty]]:
    """What each rule finds in its first bad example without a source."""
    texts = [rule.bad[0][0] for rule in RULES if language(rule) == tongue]
    ids = [rule.id for rule in RULES if language(rule) == tongue]
    found: dict[str, set[Certainty]] = {rule: set() for rule in ids}
    checked = checker(tongue).check_text("\n".join(texts))
    for finding in checked:
        line = checked.document.position(finding.segment.start).line
        if finding.rule.id == ids[line - 1]:
            found[finding.rule.id].add(finding.certainty)
    return found


@EACH_RULE
def test_without_a_source_nothing_changes(rule: Rule) -> None:
    expected = set() if rule.certainty == Certainty.possible else {rule.certainty}
    assert bare(language(rule))[rule.id] <= expected  # another rule may cover it


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
    checked = Checker(source=source).check_text("They will eventually close it.", source="Ils le fermeront éventuellement.")
    assert not [finding for finding in checked if finding.rule.trigger]


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
