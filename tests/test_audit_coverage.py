"""What concepts lack, and what the corpus has of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from audits import concept, told

from tqcheck.terminology.audit import KINDS, audit
from tqcheck.terminology.audit.endings import agreeing, forms, phrases
from tqcheck.terminology.audit.material import read

ENGLISH = "The {} was in the garden with the owl and the fox, and it has been there for a day on its own.\n"
FRENCH = "Les {} sont dans le jardin avec les renards, et le hibou est sur la branche pour la nuit.\n"
RUSSIAN = "Он был в лесу и на поле, и это был его дом, {} по вечерам не спал, как и все.\n"


def term(preferred: str, *admitted: str, **more: Any) -> dict[str, Any]:
    return {"preferred": preferred, "admitted": list(admitted), **more}


def test_a_language_that_most_concepts_of_a_file_have_is_missed(tmp_path: Path) -> None:
    full = [concept(f"c{at}", en=term(f"word {at}"), fr=term(f"mot {at}"), de=term(f"Wort {at}")) for at in range(3)]
    more = [concept(f"d{at}", en=term(f"thing {at}"), fr_CA=term(f"chose {at}")) for at in range(3)]
    lacking = concept("z", en=term("owl"), it=term("gufo"))
    found = told(tmp_path, "missing-language", *full, *more, lacking)
    assert [finding.fault.message for finding in found] == ["“z” has no French term."]
    assert found[0].fault.why == "6 of 7 concepts of its file have one."
    assert told(tmp_path, "missing-language", *full, lacking) == []
    assert told(tmp_path, "missing-language", *full, *more) == []


def test_languages_that_are_asked_for_are_missed_wherever_they_are(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "missing-language",
        concept("a", en=term("owl"), de={"forbidden": ["Uhu"], "preferred": "Eule"}),
        concept("b", en_GB=term("fox")),
        concept("c", "", "deprecated", fr=term("loup")),
        languages=("en", "de"),
    )
    assert [finding.fault.message for finding in found] == ["“b” has no German term."]


def test_a_concept_of_which_nothing_stands_in_the_corpus_is_dead(tmp_path: Path) -> None:
    concepts = [
        concept("owl", en=term("owl")),
        concept("plural", en=term("hedgehog")),
        concept("foreign", fr=term("renard"), en=term("vixen")),
        concept("title", en=term("lantern keeper")),
        concept("forbidden", en={"preferred": "brook", "forbidden": ["burn water"]}),
        concept("region", en=term("parking"), en_GB=term("car park")),
        concept("inside", en=term("ow", "hedge")),
        concept("cased", en=term("Garden")),
        concept("form", fr=term("nid d'aigle")),
        concept("retired", "", "deprecated", en=term("unicorn")),
    ]
    texts = [ENGLISH.format("Lantern Keeper of hedgehogs by the burn water or car park"), FRENCH.format("nids d'aigle")]
    found = told(tmp_path, "dead", *concepts, texts=texts)
    assert [finding.fault.concept.id for finding in found] == ["inside", "cased"]
    assert told(tmp_path, "dead", *concepts) == []


def test_forms_of_the_corpus_that_a_term_does_not_match_are_told(tmp_path: Path) -> None:
    concepts = [
        concept("mp", "politics", en=term("MP"), fr=term("député")),
        concept("shot", "sport", fr=term("arrêt de jeu")),
        concept("known", "sport", fr=term("coup d'essai", "coups d'essai")),
        concept("place", "places", en=term("OWL"), fr=term("Jardin du Nid")),
    ]
    texts = [
        ENGLISH.format("MPs") * 3 + ENGLISH.format("OWLs") * 3,
        FRENCH.format("députées") * 3 + FRENCH.format("arrêts de jeu") * 2 + FRENCH.format("coups d'essai") * 3,
        FRENCH.format("Jardins du Nid") * 3,
    ]
    found = told(tmp_path, "inflection-gap", *concepts, texts=texts)
    assert [(finding.fault.concept.id, finding.fault.text, finding.fault.message) for finding in found] == [
        ("mp", "MP", "“MPs” stands 3 times in the corpus, and “MP” doesn't match it."),
        ("mp", "député", "“députées” stands 3 times in the corpus, and “député” doesn't match it."),
        ("shot", "arrêt de jeu", "“arrêts de jeu” stands twice in the corpus, and “arrêt de jeu” doesn't match it."),
    ]
    assert found[0].fault.advice == "Add “MPs” to `forms` of [concept.en]."


def test_a_form_that_is_rare_or_another_term_is_not_told(tmp_path: Path) -> None:
    rare = concept("mp", en=term("MP"))
    assert told(tmp_path, "inflection-gap", rare, texts=[ENGLISH.format("MPs") * 2]) == []
    other = concept("systems", en=term("MPs"))
    assert told(tmp_path, "inflection-gap", rare, other, texts=[ENGLISH.format("MPs") * 3]) == []
    assert told(tmp_path, "inflection-gap", rare, texts=[FRENCH.format("MPs") * 3]) == []
    assert told(tmp_path, "inflection-gap", rare, texts=[ENGLISH.format("AMPs") * 3]) == []


def test_names_are_missed_in_their_cases(tmp_path: Path) -> None:
    place = concept("nora", "places", ru=term("Норава"), en=term("Norava"))
    found = told(tmp_path, "inflection-gap", place, texts=[RUSSIAN.format("Нораве") * 3])
    assert [finding.fault.advice for finding in found] == ["Add “Нораве” to `forms` of [concept.ru]."]


def test_a_forbidden_terms_form_belongs_with_the_forbidden(tmp_path: Path) -> None:
    wrong = concept("deputy", en=term("lawmaker", forbidden=["DPT"]))
    found = told(tmp_path, "inflection-gap", wrong, texts=[ENGLISH.format("DPTs") * 3])
    assert [finding.fault.advice for finding in found] == ["Add “DPTs” to `forbidden` of [concept.en]."]


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("child", "en", "children"),
        ("NGO", "en", "NGOs"),
        ("cheval", "fr", "chevaux"),
        ("directeur", "fr", "directrice"),
        ("nación", "es", "naciones"),
        ("amico", "it", "amici"),
        ("nação", "pt", "nações"),
        ("Lehrerin", "de", "Lehrerinnen"),
        ("brief", "nl", "brieven"),
        ("партия", "ru", "партии"),
    ],
)
def test_a_language_has_its_endings(word: str, language: str, form: str) -> None:
    assert form in forms(word, language, "all")


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("prix", "fr", "prixs"),
        ("roi", "fr", "roie"),
        ("nación", "es", "nacións"),
        ("eau", "fr", "ex"),
        ("Москва", "ru", "Москваа"),
    ],
)
def test_what_no_ending_explains_is_no_form(word: str, language: str, form: str) -> None:
    assert form not in forms(word, language, "all")


def test_terms_are_inflected_word_by_word() -> None:
    assert "chefs d'œuvre" in phrases("chef d'œuvre", "fr")
    assert "conseillers municipaux" in phrases("conseiller municipal", "fr")
    assert "editors-in-chief" in phrases("editor-in-chief", "en")
    assert "conflict of interests" not in phrases("conflict of interest", "en")
    assert list(phrases("conseiller municipal", "fr", known=lambda word: word == "conseillers")) == ["conseillers municipal"]
    assert list(phrases("Berlin", "fr", name=True)) == []
    assert list(agreeing("tribunal administratif de Paris", "fr")) == ["tribunaux administratifs de Paris"]


def test_findings_name_the_line_of_the_term(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_text(
        '# a comment\n[[concept]]\nid = "a"\n[concept.fr]\npreferred = "х dike"\n[concept.en]\nadmitted = [\n    "bank",\n'
        '    "dike ",\n]\npreferred = "bank of earth"\n\n[[concept]]\nid = "b"\n[concept.en]\npreferred = "dike\\u200b"\n'
        '\n[[concept]]\nid = "c"\n[concept.en]\npreferred = "levee"\n'
    )
    found = audit(read([path]), ["self-contradiction", "suspicious-character"])
    assert [(finding.line, finding.rule) for finding in found] == [
        (5, "audit/suspicious-character"),
        (9, "audit/self-contradiction"),
        (15, "audit/suspicious-character"),
    ]
    assert {finding.path for finding in found} == {str(path)}


def test_every_kind_is_told_what_it_is() -> None:
    assert all(kind.find.__doc__ and kind.told.endswith(".") for kind in KINDS.values())
    assert list(KINDS) == sorted(KINDS)
