"""Glossary terms with the source beside the translation."""

import bare
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TERMS = """
[[concept]]
id = "lighthouse-board"
note = "Founded in 1811."
[concept.en]
preferred = "Lighthouse Board"
admitted = ["board of lights"]
forbidden = ["council of headlights"]
[concept.fr]
preferred = "conseil des phares"
[concept.de]
preferred = "Leuchtturmamt"
[concept.es]
preferred = "consejo de faros"
[concept.it]
preferred = "consiglio dei fari"
[concept.pt]
preferred = "comissão dos faróis"
[concept.ru]
preferred = "совет маяков"
forms = ["совета маяков"]
[concept.zh]
preferred = "灯塔局"

[[concept]]
id = "board"
[concept.en]
preferred = "committee"
[concept.fr]
preferred = "conseil"

[[concept]]
id = "tidal-gauge"
[concept.en]
preferred = "tide gauge"
forbidden = ["seameter"]
[concept.fr]
preferred = "marégraphe"
[concept.de]
preferred = "automatischer Pegel"

[[concept]]
id = "dovren"
domain = "places"
[concept.en]
preferred = "Dovren"
[concept.fr]
preferred = "Dovrègne"

[[concept]]
id = "velmo"
[concept.en]
preferred = "Velmora"
forbidden = ["Velmore-sur-Mer"]
[concept.fr]
preferred = "Velmore"

[[concept]]
id = "bleu-horizon"
[concept.fr]
preferred = "Bleu Horizon"
verbatim = true

[[concept]]
id = "sea-kit"
[concept.en]
preferred = "SeaKit"
verbatim = true

[[concept]]
id = "beacon-office"
status = "proposed"
[concept.en]
preferred = "Beacon Office"
forbidden = ["desk of beacons"]
[concept.fr]
preferred = "bureau des balises"

[[concept]]
id = "iala"
[concept.en]
preferred = "IALA"
[concept.fr]
preferred = "AISM"

[[concept]]
id = "pilot-master"
[concept.en]
preferred = "harbour pilot"
[concept.fr]
preferred = "pilote"

[[concept]]
id = "pilot-programme"
[concept.en]
preferred = "trial"
[concept.fr]
preferred = "pilote"
"""


@pytest.fixture(scope="module")
def check():
    checkers = {}

    def checked(source, target, pair="fr-en"):
        if pair not in checkers:
            here, there = pair.split("-")
            checkers[pair] = bare.checker(terms=TERMS, source=here, target=there)
        return list(checkers[pair].check_text(target, source=source))

    return checked


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("Le conseil des phares siège.", "The lamp office sits.", "fr-en"),
        ("Les conseils des phares siègent.", "The lamp offices sit.", "fr-en"),
        ("LE CONSEIL DES PHARES SIÈGE", "THE LAMP OFFICE SITS", "fr-en"),
        ("Conseil des phares : séance.", "Lamp office: session.", "fr-en"),
        ("Der Bericht des Leuchtturmamtes liegt vor.", "The lamp office's report is out.", "de-en"),
        ("Los consejos de faros deciden.", "The lamp offices decide.", "es-en"),
        ("I consigli dei fari decidono.", "The lamp offices decide.", "it-en"),
        ("As comissões dos faróis decidem.", "The lamp offices decide.", "pt-en"),
        ("Решение совета маяков.", "The lamp office's decision.", "ru-en"),
        ("今天灯塔局开会。", "The lamp office meets today.", "zh-en"),
        ("The Lighthouse Board sits.", "Le bureau des lampes siège.", "en-fr"),
        ("The boards of lights sit.", "Les bureaux des lampes siègent.", "en-fr"),
        ("The tide gauges are old.", "Die Messgeräte sind alt.", "en-de"),
    ],
)
def test_a_term_that_the_translation_lacks_is_found(check, source, target, pair):
    [finding] = check(source, target, pair)
    assert (finding.rule.id, finding.text, finding.fixes) == ("bitext/term", target, ())
    assert finding.certainty.name == "likely"


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("Le conseil des phares siège.", "The Lighthouse Board sits.", "fr-en"),
        ("Les conseils des phares siègent.", "The lighthouse boards’ members sit.", "fr-en"),
        ("Le conseil des phares siège.", "The boards of lights sit.", "fr-en"),
        (
            "Le conseil des phares siège, et le conseil des phares décide.",
            "The Lighthouse Board sits, and it decides.",
            "fr-en",
        ),
        ("Les marégraphes sont vieux.", "The tide-gauges are old.", "fr-en"),
        ("Un marégraphe.", "A tide and wind gauge.", "fr-en"),
        ("The tide gauge is old.", "Die automatischen Pegel sind alt.", "en-de"),
        ("The tide gauges are old.", "Les marégraphes sont vieux.", "en-fr"),
        ("The Lighthouse Board decided.", "Решением советов маяков.", "en-ru"),
        ("The Lighthouse Board meets.", "今天灯塔局开会。", "en-zh"),
        ("L’AISM siège.", "The I.A.L.A. sits.", "fr-en"),
        ("L’AISM siège.", "The Iala sits.", "fr-en"),
        ("Un pilote a commencé.", "A trial has begun.", "fr-en"),
        ("Le pilote est à bord.", "The harbour pilot is on board.", "fr-en"),
        ("Les phares du conseil brillent.", "The lights of the committee shine.", "fr-en"),
        ("Une déconseillère passe.", "A lady walks by.", "fr-en"),
        ("Voir www.conseil.example, vite.", "See www.conseil.example, quick.", "fr-en"),
        ("Le conseil siège.", "Le conseil siège.", "fr-en"),
    ],
)
def test_a_term_that_stands_there_in_some_form_is_left_alone(check, source, target, pair):
    assert [finding for finding in check(source, target, pair) if finding.rule.id == "bitext/term"] == []


@pytest.mark.parametrize(
    ("source", "target", "text", "fixes", "message"),
    [
        ("Le pont de Velmore.", "The bridge of Velmore.", "Velmore", ["Velmora"], "“Velmore” is French for “Velmora”."),
        ("Le pont de Velmore.", "The bridge of Valmora.", "Valmora", ["Velmora"], "“Velmore” is “Velmora” here."),
        ("Un marégraphe.", "A seameter.", "seameter", ["tide gauge"], "“seameter”: the glossary prefers “tide gauge”."),
        ("Bleu Horizon gagne.", "Blue Horizon wins.", "Blue Horizon", ["Bleu Horizon"], "“Bleu Horizon” is to stay as it is."),
        ("Bleu Horizon gagne.", "The firm wins.", "The firm wins.", [], "“Bleu Horizon” is to stay as it is."),
        ("Notre SeaKit flotte.", "Our Seakit floats.", "Seakit", ["SeaKit"], "“SeaKit” is to stay as it is."),
    ],
)
def test_the_wrong_term_is_marked_and_the_finding_certain(check, source, target, text, fixes, message):
    [finding] = check(source, target)
    assert (finding.text, [fix.text for fix in finding.fixes], finding.message) == (text, fixes, message)
    assert finding.certainty.name == "certain"


def test_a_term_left_is_told_of_with_the_source(check):
    [finding] = check("The committee sits.", "Le committee siège.", "en-fr")
    assert (finding.text, [fix.text for fix in finding.fixes]) == ("committee", ["conseil"])


@pytest.mark.parametrize("target", ["Bleu Horizon wins.", "BLEU HORIZON wins."])
def test_what_is_not_to_be_translated_may_stay(check, target):
    assert check("Bleu Horizon gagne.", target) == []


def test_the_longest_term_of_the_source_covers_those_in_it(check):
    [finding] = check("Le conseil des phares siège.", "The lamp office sits.")
    assert "Lighthouse Board" in finding.message
    both = check("Le conseil et le conseil des phares siègent.", "The lamp office sits.")
    assert [finding.message for finding in both] == [
        "“conseil” is “committee” here.",
        "“conseil des phares” is “Lighthouse Board” here.",
    ]


def test_a_place_may_become_an_adjective(check):
    assert check("Le pont de Dovrègne.", "The local bridge.") == []
    [finding] = bare.checker(terms=TERMS, source="fr", min_certainty=1).check_text(
        "The local bridge.", source="Le pont de Dovrègne."
    )
    assert (finding.rule.id, finding.certainty.name) == ("bitext/term", "possible")


def test_a_concept_is_told_of_once(check):
    assert len(check("Le conseil des phares et le conseil des phares.", "The lamp office.")) == 1


def test_the_finding_says_why_the_house_writes_so(check):
    [finding] = check("Le conseil des phares siège.", "The lamp office sits.")
    assert (finding.why, finding.severity.name) == ("Founded in 1811.", "major")


@pytest.mark.parametrize(
    ("source", "target", "certainty"),
    [
        (None, "A seameter.", "certain"),
        ("Un marégraphe.", "A seameter.", "certain"),
        ("Un compteur.", "A seameter.", "likely"),
        (None, "A desk of beacons.", "likely"),
        ("Un bureau des balises.", "A desk of beacons.", "likely"),
        ("Un pupitre de balises.", "A desk of beacons.", "possible"),
        ("Le pont de Velmore.", "The bridge of Velmore.", "certain"),
        ("Le pont de Verdal.", "The bridge of Velmore.", "certain"),
    ],
)
def test_the_source_tells_how_sure_a_forbidden_term_is(source, target, certainty):
    checker = bare.checker(terms=TERMS, source="fr", min_certainty=1)
    findings = list(checker.check_text(target, source=source))
    assert [finding.certainty.name for finding in findings if finding.rule.family == "term"] == [certainty]


WORDS = st.lists(st.sampled_from("the a grey tall pier left was and of Anna sang meters lights".split()), max_size=8)


@settings(max_examples=60, deadline=None)
@given(before=WORDS, after=WORDS)
def test_the_preferred_term_silences_the_finding(before, after):
    words = " ".join([*before, *after])
    checker = _once()
    source = "Le conseil des phares suit un marégraphe, Bleu Horizon et l’AISM."
    full = " ".join([*before, "Lighthouse Board, tide gauge, Bleu Horizon, IALA", *after])
    silent = [finding for finding in checker.check_text(full, source=source) if finding.rule.id == "bitext/term"]
    told = {finding.message for finding in checker.check_text(f"{words} fell", source=source)}
    assert (len(told - {finding.message for finding in silent}) >= 4, silent) == (True, [])


def _once(kept=[]):  # noqa: B006 - made once for all examples
    if not kept:
        kept.append(bare.checker(terms=TERMS, source="fr"))
    return kept[0]


def test_a_table_is_held_against_the_houses_glossary(tree, run):
    (tree / "terms.toml").write_text(TERMS, "utf-8")
    (tree / "tqcheck.toml").write_text('from = "fr"\nglossaries = ["terms.toml"]\nselect = ["bitext/term"]\n', "utf-8")
    rows = ("source\ttarget", "Le conseil des phares siège.\tThe lamp office sits.", "Le pilote.\tThe harbour pilot.")
    (tree / "board.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    done = run("check", "-q", "board.tsv")
    assert done.code == 1
    assert "board.tsv:2:30 bitext/term major (likely)" in done.out
    assert done.out.count("bitext/term") == 1
    # What only the glossaries that come with tqcheck have is told on demand.
    (tree / "board.tsv").write_text("source\ttarget\nLe tribunal administratif.\tThe court for officials.\n", "utf-8")
    assert run("check", "-q", "board.tsv").code == 0
    asked = run("check", "-q", "--select", "bitext/usual-term", "--min-certainty", "possible", "board.tsv")
    assert "“tribunal administratif” is usually “administrative court”." in asked.out
