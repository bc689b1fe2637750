"""Concepts that say the same twice, or two things of one term."""

from __future__ import annotations

from pathlib import Path

from audits import concept, named, told

from tqcheck.model import Severity
from tqcheck.terminology.audit import audit
from tqcheck.terminology.audit.material import read


def en(preferred: str, **more: list[str]) -> dict[str, object]:
    return {"preferred": preferred, **more}


def test_two_concepts_that_are_called_the_same_in_two_languages_are_one(tmp_path: Path) -> None:
    one = concept("court", "justice", en=en("high court"), fr=en("haute cour"))
    same = concept("tribunal", "justice", en=en("high  court"), fr=en("Haute-Cour"))
    bare = concept("bench", en=en("high court"), fr=en("haute cour"))
    other_domain = concept("yard", "sport", en=en("high court"), fr=en("haute cour"))
    other_term = concept("hoop", "justice", en=en("high court"), fr=en("panier"))
    found = told(tmp_path, "duplicate", one, same)
    assert named(found) == [("tribunal", "high  court")]
    assert found[0].severity is Severity.major
    assert (found[0].line, found[0].fault.why) == (15, f"The other one is at {tmp_path / 'terms.toml'}:1.")
    assert named(told(tmp_path, "duplicate", one, bare)) == [("bench", "high court")]
    assert named(told(tmp_path, "duplicate", bare, one)) == [("court", "high court")]
    assert told(tmp_path, "duplicate", one, other_domain) == []
    assert told(tmp_path, "duplicate", one, other_term) == []


def test_a_language_and_its_region_are_not_two_languages(tmp_path: Path) -> None:
    one = concept("lift", "homes", en=en("lift"), en_GB=en("lift"), fr=en("ascenseur"))
    two = concept("hoist", "homes", en=en("lift"), en_GB=en("lift"), fr=en("monte-charge"))
    assert told(tmp_path, "duplicate", one, two) == []


def test_concepts_of_one_language_are_one_where_it_is_their_only_one(tmp_path: Path) -> None:
    one, same = concept("a", "sea", en=en("buoy")), concept("b", "sea", en=en("buoy"))
    richer = concept("c", "sea", en=en("buoy"), fr=en("bouée"))
    assert named(told(tmp_path, "duplicate", one, same)) == [("b", "buoy")]
    assert told(tmp_path, "duplicate", one, richer) == []


def test_a_deprecated_concept_is_no_duplicate(tmp_path: Path) -> None:
    old = concept("a", "sea", "deprecated", en=en("buoy"), fr=en("bouée"))
    assert told(tmp_path, "duplicate", old, concept("b", "sea", en=en("buoy"), fr=en("bouée"))) == []


def test_a_double_of_a_shipped_concept_should_take_its_id(tmp_path: Path) -> None:
    shipped = concept("z-buoy", "sea", en=en("buoy"), fr=en("bouée"))
    mine = concept("a-buoy", "sea", en=en("buoy"), fr=en("bouée"))
    found = told(tmp_path, "duplicate", mine, shipped=[shipped])
    assert named(found) == [("a-buoy", "buoy")]
    assert (found[0].severity, "id “z-buoy”" in found[0].fault.advice) == (Severity.minor, True)


def test_an_id_in_two_files_is_told_at_the_one_that_holds(tmp_path: Path) -> None:
    for name, term in (("a.toml", "buoy"), ("b.toml", "float")):
        (tmp_path / name).write_text(concept("buoy", en=en(term)))
    found = audit(read([tmp_path]), ["duplicate"])
    assert named(found) == [("buoy", "buoy")]
    assert (found[0].path, found[0].line) == (str(tmp_path / "b.toml"), 1)
    assert f"{tmp_path / 'a.toml'}:1" in found[0].fault.message
    assert audit(read([tmp_path / "a.toml", tmp_path / "a.toml"]), ["duplicate"]) == []


def test_a_concept_that_goes_over_a_shipped_one_is_no_duplicate(tmp_path: Path) -> None:
    assert told(tmp_path, "duplicate", concept("buoy", en=en("buoy")), shipped=[concept("buoy", en=en("float"))]) == []


def test_one_term_with_two_preferred_translations_is_a_conflict(tmp_path: Path) -> None:
    one = concept("a", "justice", en=en("indictment"), fr=en("mise en examen"))
    two = concept("b", "justice", en=en("charging"), fr=en("inculpation", admitted=["mise en examen"]))
    found = told(tmp_path, "conflict", one, two)
    assert named(found) == [("b", "mise en examen")]
    assert found[0].fault.message == "“mise en examen” (fr) is “charging” here and “indictment” in “a”."
    assert found[0].line == 18
    assert named(told(tmp_path, "conflict", one, shipped=[two])) == [("a", "mise en examen")]
    assert told(tmp_path, "conflict", one, two, target="fr") == []


def test_homonyms_and_what_admits_the_other_are_no_conflict(tmp_path: Path) -> None:
    one = concept("a", "justice", en=en("bar"), fr=en("barreau"))
    homonym = concept("b", "homes", en=en("rung"), fr=en("barreau"))
    admitting = concept("c", "justice", en=en("lawyers", admitted=["Bar"]), fr=en("barreau"))
    alike = concept("d", "justice", en=en("bar"), fr=en("barreau"))
    for other in (homonym, admitting, alike):
        assert told(tmp_path, "conflict", one, other) == []
        assert told(tmp_path, "conflict", other, one) == []


def test_one_target_term_may_stand_for_several_of_another_language(tmp_path: Path) -> None:
    one = concept("a", "justice", en=en("court"), fr=en("cour"))
    assert told(tmp_path, "conflict", one, concept("b", "justice", en=en("court"), fr=en("tribunal"))) == []
