"""The shipped glossaries are well formed and don't contradict each other."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from tqcheck import glossary
from tqcheck.glossary import Terms
from tqcheck.terminology.edit import Glossaries

FOLDER = Path(__file__).parents[1] / "glossaries"
FILES = glossary.files([FOLDER])
CONCEPTS = list(chain.from_iterable(glossary.read(path).values() for path in FILES))
LIMIT = 500


def wanted(terms: Terms) -> set[str]:
    """What a language table lets stand."""
    return {terms.preferred, *terms.admitted} - {""}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_sorted_and_small_enough_to_edit(path: Path) -> None:
    ids = list(glossary.read(path))
    assert 0 < len(ids) <= LIMIT
    assert ids == sorted(ids)


def test_the_shipped_glossaries_are_these() -> None:
    assert glossary.shipped() == FOLDER
    assert len(CONCEPTS) >= 60


def test_ids_are_unique_over_all_files() -> None:
    ids = [concept.id for concept in CONCEPTS]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_a_concept_has_its_english_and_its_french_term(concept: glossary.Concept) -> None:
    assert all(concept.terms[tag].preferred for tag in ("en", "fr"))


@pytest.mark.parametrize("tag", sorted({tag for concept in CONCEPTS for tag in concept.terms}))
def test_no_form_is_both_wanted_and_forbidden(tag: str) -> None:
    tables = [(concept.id, concept.terms[tag]) for concept in CONCEPTS if tag in concept.terms]
    allowed = {form: name for name, terms in tables for form in wanted(terms)}
    clashes = [(form, allowed[form], name) for name, terms in tables for form in terms.forbidden if form in allowed]
    assert clashes == []


def test_no_table_says_a_form_twice() -> None:
    tables = [(concept.id, tag, terms) for concept in CONCEPTS for tag, terms in concept.terms.items()]
    listed = [(name, tag, [terms.preferred, *terms.admitted, *terms.forbidden]) for name, tag, terms in tables]
    assert [(name, tag) for name, tag, forms in listed if len(forms) != len(set(forms))] == []


def test_no_form_is_forbidden_by_two_concepts() -> None:
    pairs = [(form, concept.id) for concept in CONCEPTS for form in concept.terms["en"].forbidden]
    twice = {form for form, _ in pairs if sum(form == other for other, _ in pairs) > 1}
    assert sorted(pair for pair in pairs if pair[0] in twice) == []


def test_files_are_formatted() -> None:
    house = Glossaries([FOLDER])
    house.format()
    assert [change.path.name for change in house.changes()] == [], "tqcheck glossary format --glossary glossaries"
