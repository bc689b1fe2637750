"""`tqcheck glossary mine` from outside: what it lists, and what it does with a person's answers at a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bitext import lines
from dialogue import converse

from tqcheck import glossary
from tqcheck.glossary import Terms

Runner = Callable[..., Any]
ALIGNED = ("glossary", "mine", "a.en.txt", "--source", "a.fr.txt", "--from", "fr")
TOWN = '[[concept]]\nid = "lbo"\ndomain = "offices"\n[concept.en]\npreferred = "LBO"\n'


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an aligned pair, and a house without terms."""
    (tmp_path / "tqcheck.toml").write_text('glossaries = ["terms/"]\n', "utf-8")
    (tmp_path / "terms").mkdir()
    found = lines()
    (tmp_path / "a.en.txt").write_text("".join(line.target + "\n" for line in found), "utf-8")
    (tmp_path / "a.fr.txt").write_text("".join(line.source + "\n" for line in found), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def records(out: str) -> dict[str, dict[str, Any]]:
    return {record["target"][0]["text"]: record for record in map(json.loads, out.splitlines())}


def test_candidates_are_listed_with_both_sides(corpus: Path, run: Runner) -> None:
    done = run(*ALIGNED)
    assert (done.code, done.err) == (0, "")
    assert (
        "property tax  term; 9 segments\n  written   property tax (6), land tax (3)\n  original  impôt foncier (9)\n"
        in done.out
    )
    assert "\n  a.en.txt:" in done.out
    assert done == run(*ALIGNED, "--format", "text")


def test_candidates_are_told_to_other_programs(corpus: Path, run: Runner) -> None:
    found = records(run(*ALIGNED, "--format", "jsonl").out)
    tax = found["property tax"]
    assert tax["target"] == [{"text": "property tax", "segments": 6}, {"text": "land tax", "segments": 3}]
    assert tax["source"] == [{"text": "impôt foncier", "segments": 9}]
    assert (tax["kind"], tax["segments"], tax["id"], tax["listed"]) == ("term", 9, "property-tax", "")
    assert {"path", "line", "target", "source"} == set(tax["contexts"][0])
    scores = [record["score"] for record in found.values()]
    assert scores == sorted(scores, reverse=True)


def test_kinds_and_numbers_can_be_chosen(corpus: Path, run: Runner) -> None:
    assert set(records(run(*ALIGNED, "--format", "jsonl", "--kind", "acronym", "--kind", "name").out)) == {
        "LBO", "Dovren", "Lune Aubert",
    }  # fmt: skip
    assert len(run(*ALIGNED, "--format", "jsonl", "--limit", "2").out.splitlines()) == 2
    none = run(*ALIGNED, "--min-count", "10")
    assert (none.code, none.out) == (0, "")
    assert none.err == "tqcheck: note: no candidate stands in 10 segments, of 108\n"


def test_the_language_of_the_originals_is_told_from_them(corpus: Path, run: Runner) -> None:
    assert run(*ALIGNED[:-2]) == run(*ALIGNED)


def test_what_a_glossary_has_is_not_told(corpus: Path, run: Runner) -> None:
    assert "LBO" in records(run(*ALIGNED, "--format", "jsonl").out)
    (corpus / "terms" / "offices.toml").write_text(TOWN, "utf-8")
    assert "LBO" not in records(run(*ALIGNED, "--format", "jsonl").out)


def test_a_corpus_may_come_without_originals_and_from_standard_input(corpus: Path, run: Runner) -> None:
    alone = run("glossary", "mine", "a.en.txt", "--format", "jsonl")
    assert "Court of Tides" in records(alone.out)
    assert all(record["source"] == [] for record in records(alone.out).values())
    piped = run("glossary", "mine", "-", "--format", "jsonl", stdin=(corpus / "a.en.txt").read_bytes())
    assert set(records(piped.out)) == set(records(alone.out))


def test_folders_are_aligned_file_by_file_markup_block_by_block(corpus: Path, run: Runner) -> None:
    found = lines()
    for name, texts in {"en": [line.target for line in found], "fr": [line.source for line in found]}.items():
        (corpus / name).mkdir()
        (corpus / name / "1.txt").write_text("\n".join(texts[:60]), "utf-8")
        (corpus / name / "2.md").write_text("\n\n".join(texts[60:]), "utf-8")
    done = run("glossary", "mine", "en", "--source", "fr", "--format", "jsonl")
    assert done.code == 0
    assert records(done.out)["property tax"]["source"] == [{"text": "impôt foncier", "segments": 9}]


def test_texts_that_are_not_aligned_are_refused(corpus: Path, run: Runner) -> None:
    (corpus / "b.fr.txt").write_text("Rien.\n", "utf-8")
    done = run("glossary", "mine", "a.en.txt", "--source", "b.fr.txt", "--from", "fr")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "tqcheck: a.en.txt: has 108 lines, its source b.fr.txt has 1; give files that are aligned line by line\n"
    )
    done = run("glossary", "mine", "a.en.txt", "a.fr.txt", "--source", "b.fr.txt")
    assert done.code == 2
    assert "2 texts and 1 originals" in done.err


def test_blank_lines_keep_their_place(corpus: Path, run: Runner) -> None:
    for name in ("a.en.txt", "a.fr.txt"):
        path = corpus / name
        path.write_text("\n".join(("", *path.read_text("utf-8").splitlines(), "", "")), "utf-8")
    assert records(run(*ALIGNED, "--format", "jsonl").out)["LBO"]["contexts"][0]["line"] == 6


def test_what_can_not_be_read_is_told_and_the_rest_is_mined(corpus: Path, run: Runner) -> None:
    (corpus / "bad.txt").write_bytes(b"caf\xe9\n")
    done = run("glossary", "mine", "a.en.txt", "bad.txt", "--format", "jsonl")
    assert done.code == 2
    assert done.err.startswith("tqcheck: bad.txt:1: is not UTF-8")
    assert "Court of Tides" in records(done.out)


def test_a_damaged_list_of_rejected_terms_is_told(corpus: Path, run: Runner) -> None:
    (corpus / "terms" / "rejected-terms.jsonl").write_text('{"target": "x", "source": ""}\nx\n', "utf-8")
    done = run(*ALIGNED)
    assert done.code == 2
    assert "terms/rejected-terms.jsonl:2: is no rejected term; take the line out" in done.err


def test_a_person_accepts_rejects_and_quits(corpus: Path, run: Runner) -> None:
    order = list(records(run(*ALIGNED, "--format", "jsonl").out))
    assert order[:3] == ["Court of Tides", "LBO", "property tax"]
    done = converse(
        ALIGNED,
        [
            ("1/6 [a]ccept, [e]dit, [r]eject, [s]kip, [q]uit? ", "a"),
            ("Domain [institutions]", ""),
            ("2/6 [a]ccept", "r"),
            ("3/6 [a]ccept", "accept"),
            ("Domain", "taxes"),
            ("land tax: admit, forbid, drop", "forbid"),
            ("4/6 [a]ccept", "x"),
            ("none of these", "s"),
            ("5/6 [a]ccept", "q"),
        ],
        corpus,
    )
    assert done.code == 0
    assert done.screen.endswith("Accepted 2, rejected 1, left 3.\n")
    concepts = glossary.load([corpus / "terms"])
    assert set(concepts) == {"court-of-tides", "property-tax"}
    tax = concepts["property-tax"]
    assert (tax.status, tax.domain, bool(tax.date)) == ("proposed", "taxes", True)
    assert tax.terms == {
        "en": Terms(preferred="property tax", forbidden=("land tax",)),
        "fr": Terms(preferred="impôt foncier"),
    }
    assert (corpus / "terms" / "rejected-terms.jsonl").read_text("utf-8") == '{"target": "LBO", "source": "OBL"}\n'
    left = list(records(run(*ALIGNED, "--format", "jsonl").out))
    assert left == [text for text in order if text not in order[:3]]


def test_what_was_accepted_before_an_interrupt_is_kept(corpus: Path) -> None:
    done = converse(
        (*ALIGNED, "--into", "terms/new.toml"),
        [("1/6 [a]ccept", "a"), ("Domain", ""), ("2/6 [a]ccept", "\x03")],
        corpus,
    )
    assert done.code == 0
    assert done.screen.endswith("Accepted 1, rejected 0, left 5.\n")
    assert set(glossary.load([corpus / "terms" / "new.toml"])) == {"court-of-tides"}


def test_a_person_edits_a_candidate(corpus: Path) -> None:
    converse(
        ALIGNED,
        [
            ("1/6 [a]ccept", "e"),
            ("Preferred term (en)", "Tides Court"),
            ("Admitted terms", ""),
            ("Forbidden terms", "Court of Tides"),
            ("Source term (fr)", ""),
            ("Domain", "courts"),
            ("Note", "Sits at low water."),
            ("2/6 [a]ccept", "q"),
        ],
        corpus,
    )
    [concept] = glossary.load([corpus / "terms"]).values()
    assert (concept.domain, concept.note, concept.status) == ("courts", "Sits at low water.", "proposed")
    assert concept.terms["en"] == Terms(preferred="Tides Court", forbidden=("Court of Tides",))


def test_a_rendering_goes_to_the_concept_that_lists_another(corpus: Path) -> None:
    path = corpus / "terms" / "taxes.toml"
    path.write_text(
        '# kept\n[[concept]]\nid = "tax"\n[concept.en]\npreferred = "property tax"\n'
        '[concept.fr]\npreferred = "impôt foncier"\n',
        "utf-8",
    )
    done = converse(
        (*ALIGNED, "--kind", "term"),
        [("1/2 [a]ccept", "s"), ("2/2 [a]ccept", "a"), ("land tax: admit, forbid, drop", "forbid")],
        corpus,
    )
    assert "Changed tax in terms/taxes.toml." in done.screen
    assert glossary.load([path])["tax"].terms["en"] == Terms(preferred="property tax", forbidden=("land tax",))
    assert path.read_text("utf-8").startswith("# kept\n")
