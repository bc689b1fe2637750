"""What decisions teach: forbidden forms, concepts, exceptions; and that all of it can be taken back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journals import decision

from tqcheck import config, glossary
from tqcheck.decisions import Decision
from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.learning import Learning, memory_of
from tqcheck.terminology.proposals import Known, Proposal, proposals

HASHD = Concept("hashd", {"en": Terms("Hashd", ("Hashd al-Shaabi",), ("Hached",)), "fr": Terms("Hachd al-Chaabi")})
UN = Concept("un", {"en": Terms("UN")})
KNOWN = Known([HASHD, UN], "en")


def told(decisions: list[Decision], **options: object) -> list[tuple[str, str, str, str]]:
    found = proposals(decisions, KNOWN, **options)  # type: ignore[arg-type]
    return [(item.kind, item.rule or item.concept, item.before, item.after) for item in found]


def several(count: int, kind: str, before: str, after: str = "", **more: str) -> list[Decision]:
    return [decision(kind, before, after, **more) for _ in range(count)]


@pytest.mark.parametrize(
    ("decisions", "learnt"),
    [
        (several(3, "edit", "Hachd", "Hashd"), [("forbidden", "hashd", "Hachd", "Hashd")]),
        (several(3, "accept", "Hachd", "Hashd"), [("forbidden", "hashd", "Hachd", "Hashd")]),
        (several(3, "edit", "Kivou", "Kivu"), [("concept", "", "Kivou", "Kivu")]),
        (several(3, "edit", "the Kivou,", "the  Kivu,"), [("concept", "", "Kivou", "Kivu")]),
        (several(3, "reject", "the Boss", rule="title/boss"), [("exception", "title/boss", "the Boss", "")]),
        (several(9, "edit", "Kivou", "Kivu") + several(1, "edit", "Kivou", "Kivus"), [("concept", "", "Kivou", "Kivu")]),
        (several(9, "edit", "Kivou", "Kivu") + several(1, "reject", "Kivou"), [("concept", "", "Kivou", "Kivu")]),
        (several(3, "accept", "Nour Choukri", "Nour Shukri"), [("concept", "", "Nour Choukri", "Nour Shukri")]),
        (several(2, "accept", "Nour Choukri", "Nour Shukri") + several(1, "accept", "Choukri", "Shukri"),
         [("concept", "", "Choukri", "Shukri")]),
        (several(3, "edit", "La Haye", "The Hague", rule="untranslated/y"), [("concept", "", "La Haye", "The Hague")]),
        (several(2, "edit", "Kivou", "Kivu") + several(1, "edit", "Kivou’s", "Kivu's"), [("concept", "", "Kivou", "Kivu")]),
        (several(3, "accept", "ONU", "UNO", rule="consistency/acronym"), [("concept", "", "ONU", "UNO")]),
        (several(3, "edit", "an Onu", "a Unu"), [("concept", "", "Onu", "Unu")]),
        (several(2, "edit", "Hachds", "Hashds") + several(1, "edit", "Hachd", "The Hashd"),
         [("forbidden", "hashd", "Hachd", "Hashd")]),
        (several(2, "edit", "the Mills", "the Works") + several(1, "edit", "mill", "work"), [("concept", "", "mill", "work")]),
        (several(2, "reject", "The Boss", rule="title/boss") + several(1, "reject", "the boss", rule="title/boss"),
         [("exception", "title/boss", "the boss", "")]),
    ],
)  # fmt: skip
def test_what_recurs_is_proposed(decisions: list[Decision], learnt: list[tuple[str, str, str, str]]) -> None:
    assert told(decisions) == learnt


@pytest.mark.parametrize(
    "decisions",
    [
        several(2, "edit", "Kivou", "Kivu"),
        several(3, "edit", "Kivou", "Kivu", path="one.md"),
        several(3, "edit", "Kivou", "Kivu", path="a.md", fingerprint="1"),
        several(3, "edit", "Kivou", "Kivu", fingerprint="1"),
        several(3, "reject", "the Boss", rule="title/boss", fingerprint="1"),
        several(3, "edit", "Hached", "Hashd"),
        several(3, "edit", "hacheds", "Hashd"),
        several(3, "edit", "seated", "seating"),
        several(3, "edit", "in this context", "there"),
        several(3, "edit", "mill", "work") + several(3, "edit", "work", "mill"),
        several(3, "reject", "The Boss", rule="title/boss") + several(1, "accept", "the boss", "it", rule="title/boss"),
        several(3, "edit", "Hashd", "UN"),
        several(3, "edit", "Onu", "UNO") + several(3, "edit", "Onu", "UNU"),
        several(4, "edit", "Kivou", "Kivu") + several(2, "reject", "Kivou"),
        several(3, "edit", "the", "a"),
        several(3, "edit", "12 000", "12,000"),
        several(3, "edit", "Kivou.", "Kivou,"),
        several(3, "edit", "kivou", "KIVOU"),
        several(3, "edit", "a b c d e f g", "h"),
        several(3, "accept", "Supreme Guide", "Supreme Leader", rule="title/supreme-guide"),
        several(3, "skip", "Kivou"),
        several(3, "reject", "the Boss", rule="title/boss") + several(1, "accept", "the Boss", "it", rule="title/boss"),
        several(2, "reject", "the Boss", rule="title/boss"),
        several(3, "reject", "the Boss", rule="title/boss", path="one.md"),
        several(3, "edit", "actual", "present", rule="false-friend/actual"),
        several(3, "edit", "will fall", "fell", rule="tense/future"),
        several(3, "edit", "State", "country", rule="capitals/state"),
        several(3, "accept", "centre", "center", rule="consistency/spelling"),
        several(3, "edit", "Kiv\u202eou", "Kivu"),
        several(3, "edit", "Kiv\ud800u", "Kivu"),
        several(3, "reject", "the B\ud800ss", rule="title/boss"),
    ],
)  # fmt: skip
def test_what_is_seldom_known_disputed_or_no_term_is_not(decisions: list[Decision]) -> None:
    assert told(decisions) == []


def test_an_exception_that_stands_is_not_proposed_again() -> None:
    rejected = several(3, "reject", "the Boss", rule="title/boss")
    for agreed in (("title/boss", "the boss"), ("title", "the boss"), ("", "the boss")):
        assert told(rejected, excepted=[agreed]) == []
    assert told(rejected, excepted=[("term", "the boss")]) != []


def test_a_concept_that_prefers_a_term_goes_before_one_that_admits_it() -> None:
    known = Known([Concept("fan", {"en": Terms("Hashdi", ("Hashd",))}), HASHD], "en")
    assert (known.concept("Hashd"), known.concept("Hashdi"), known.concept("")) == ("hashd", "fan", "")


def test_the_evidence_counts_findings_not_heads() -> None:
    one = [decision("edit", "Kivou", "Kivu", path=f"{n}.md", fingerprint=str(n)) for n in range(4)]
    other = [decision("edit", "Kivou", "Kivu", path=f"{n}.md", fingerprint=str(n), actor="Bob") for n in range(2)]
    [found] = proposals([*one, *other], KNOWN)
    assert found.evidence == (4, 4, ("0.md", "1.md", "2.md", "3.md"), ("Ada", "Bob"))
    disputed = [*one, decision("reject", "Kivou", path="0.md", fingerprint="0", actor="Bob")]
    [found] = proposals(disputed, KNOWN, least=3)[:1] or [None]
    assert found is None or found.evidence[:2] == (3, 4)


@given(st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(rng: random.Random) -> None:
    decisions = [*several(4, "edit", "Kivou", "Kivu"), *several(3, "reject", "the Boss"), *several(3, "edit", "Hachd", "Hashd")]
    expected = proposals(decisions, KNOWN)
    rng.shuffle(decisions)
    assert proposals(decisions, KNOWN) == expected and len(expected) == 3


def test_keys_stay_and_differ() -> None:
    keys = {item.key for item in proposals([*several(3, "edit", "Kivou", "Kivu"), *several(3, "reject", "x y")], KNOWN)}
    again = {item.key for item in proposals([*several(5, "edit", "Kivou", "Kivu"), *several(4, "reject", "x y")], KNOWN)}
    assert keys == again and len(keys) == 2


TERMS = """\
# ours
[[concept]]
id = "hashd" # an army
[concept.en]
preferred = "Hashd"
"""
SETTINGS = '# settings\nfrom = "fr"\n\n[[per-path]]\npath = "a" # all\n'
PROPOSALS = [
    Proposal("forbidden", "Hachd", "Hashd", concept="hashd", language="en"),
    Proposal("concept", "Kivou", "Kivu", language="en"),
    Proposal("concept", "Goma ville", "Goma", language="en"),
    Proposal("forbidden", "ONU-like", "UN", concept="un", language="en"),
    Proposal("exception", "the “Boss”", rule="title/boss"),
    Proposal("exception", "quarter", rule="false-friend"),
]


class House:
    """A glossary, a configuration and what was learnt, in a folder."""

    def __init__(self, folder: Path, settings: str = SETTINGS) -> None:
        self.terms, self.settings = folder / "terms.toml", folder / "tqcheck.toml"
        self.terms.write_text(TERMS, "utf-8")
        self.settings.write_text(settings, "utf-8")
        self.memory = memory_of(folder / "decisions.jsonl")
        self.shipped = {"un": UN}

    def learning(self) -> Learning:
        return Learning(self.memory, [self.terms], self.shipped, self.settings)

    def bytes(self) -> tuple[bytes, bytes]:
        return self.terms.read_bytes(), self.settings.read_bytes()


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(PROPOSALS), unique_by=lambda item: item.key),
    st.sampled_from([SETTINGS, 'ignore = ["capitals"] # none\nto = "en"\n', '[[ignore]]\nrule = "name"\ntext = "Pékin"\n', ""]),
)
def test_learning_and_undoing_leaves_every_byte(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[Proposal], text: str
) -> None:
    house = House(tmp_path_factory.mktemp("house"), text)
    before = house.bytes()
    learning = house.learning()
    for proposal in chosen:
        learning.take(proposal)
    found = glossary.load([house.terms])
    for proposal in chosen:
        if proposal.kind == "exception":
            assert any(
                (item.rule, item.text) == (proposal.rule, proposal.before) for item in config.load(house.settings).exceptions
            )
        else:
            assert any(proposal.before in concept.terms["en"].forbidden for concept in found.values())
    undone = house.learning().undo()
    assert [(item.proposal.before, item.left) for item in undone] == [(item.before, "") for item in reversed(chosen)]
    assert house.bytes() == before
    assert house.learning().undo() == []


def test_undo_takes_back_the_last_run_only(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.learning().take(PROPOSALS[0])
    between = house.bytes()
    last = house.learning()
    last.take(PROPOSALS[1])
    last.take(PROPOSALS[4])
    assert len(house.learning().undo()) == 2 and house.bytes() == between
    assert len(house.learning().undo()) == 1 and house.terms.read_text("utf-8") == TERMS


def test_what_was_changed_since_is_left(tmp_path: Path) -> None:
    house = House(tmp_path)
    learning = house.learning()
    for proposal in PROPOSALS[:2]:
        learning.take(proposal)
    text = (
        house.terms.read_text("utf-8")
        .replace('["Hachd"]', '["Hachd al"]')
        .replace('"Kivu"\n', '"Kivu"\nadmitted = ["Kivus"]\n')
    )
    house.terms.write_text(text, "utf-8")
    assert [item.left for item in house.learning().undo()] == [
        "kivu says more by now",
        "hashd does not forbid it any more",
    ]
    assert house.terms.read_text("utf-8") == text


def test_what_could_not_be_written_is_not_remembered_as_learnt(tmp_path: Path) -> None:
    house = House(tmp_path)
    learning = house.learning()
    learning.take(PROPOSALS[1])
    house.terms.unlink()
    house.terms.mkdir()
    (house.terms / "terms.toml").write_text("x = 1\n", "utf-8")
    with pytest.raises(Problem):
        learning.take(PROPOSALS[0])


def test_a_crash_leaves_nothing_that_can_not_be_undone(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.learning().take(PROPOSALS[0])
    lines = house.memory.read_bytes().splitlines(keepends=True)
    house.memory.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    assert [item.left for item in house.learning().undo()] == [""] and house.terms.read_text("utf-8") == TERMS
    house.memory.write_bytes(b"".join(lines[:-1]))
    assert [item.left for item in house.learning().undo()] == ["hashd does not forbid it any more"]
    assert house.terms.read_text("utf-8") == TERMS and house.learning().undo() == []


def test_new_files_go_again_when_nothing_is_left_in_them(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.terms.unlink()
    house.settings.unlink()
    learning = house.learning()
    learning.take(PROPOSALS[1])
    learning.take(PROPOSALS[4])
    assert house.terms.exists() and house.settings.exists()
    house.learning().undo()
    assert not house.terms.exists() and not house.settings.exists()


def test_forms_of_one_term_make_one_concept(tmp_path: Path) -> None:
    house = House(tmp_path)
    learning = house.learning()
    for before in ("Kivou", "Kiwu"):
        learning.take(Proposal("concept", before, "Kivu", language="en"))
    learning.take(Proposal("concept", "Onu", "UN", language="en"))
    found = glossary.load([house.terms])
    assert sorted(found) == ["hashd", "kivu", "un"]
    assert found["kivu"].terms["en"].forbidden == ("Kivou", "Kiwu") and found["un"].terms["en"].forbidden == ("Onu",)
    assert [item.left for item in house.learning().undo()] == ["", "", ""]
    assert house.terms.read_text("utf-8") == TERMS


def test_ids_are_new(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.learning().take(Proposal("concept", "Onu", "Un", language="en"))
    assert sorted(glossary.load([house.terms])) == ["hashd", "un-2"]


@pytest.mark.parametrize(
    "text",
    [
        TERMS.rstrip("\n"),
        TERMS + "forbidden = [ 'a' ,\"b\", ] # some\n",
        TERMS + 'forbidden = [\n  "a", # one\n  "b"\n  # last\n]\n\n# the end',
        TERMS.replace("[concept.en]", "[concept.en-GB]"),
        '[[concept]]\nid = "hashd"\nen = { preferred = "Hashd" } # short\n',
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_files_of_all_shapes_get_their_bytes_back(tmp_path: Path, text: str, newline: str) -> None:
    house = House(tmp_path, 'from = "fr"')
    house.terms.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", newline).encode())
    before = house.bytes()
    learning = house.learning()
    for proposal in (*PROPOSALS[:3], *PROPOSALS[4:]):
        learning.take(proposal)
    assert "Hachd" in next(iter(glossary.read(house.terms)["hashd"].terms.values())).forbidden
    assert [item.left for item in house.learning().undo()] == [""] * 5
    assert house.bytes() == before


def test_what_others_added_since_stays_when_learning_is_undone(tmp_path: Path) -> None:
    house = House(tmp_path)
    learning = house.learning()
    for proposal in (PROPOSALS[0], PROPOSALS[1], PROPOSALS[4]):
        learning.take(proposal)
    for path, more in ((house.terms, '\n[[concept]]\nid = "z"\n[concept.en]\npreferred = "Z"\n'), (house.settings, "# more\n")):
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert [item.left for item in house.learning().undo()] == [""] * 3
    assert list(glossary.read(house.terms)) == ["hashd", "z"] and "Hachd" not in house.terms.read_text("utf-8")
    assert house.settings.read_text("utf-8") == SETTINGS + "# more\n"


@pytest.mark.parametrize("line", ['note = "A province."', 'domain = "places"', 'status = "deprecated"'])
def test_a_concept_that_says_more_by_now_is_left(tmp_path: Path, line: str) -> None:
    house = House(tmp_path)
    house.learning().take(PROPOSALS[1])
    text = house.terms.read_text("utf-8").replace(
        'status = "approved"', line if "status" in line else f'{line}\nstatus = "approved"'
    )
    house.terms.write_text(text, "utf-8")
    assert [item.left for item in house.learning().undo()] == ["kivu says more by now"]
    assert house.terms.read_text("utf-8") == text


def test_the_memory_can_be_moved_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    monkeypatch.chdir(here)
    house = House(Path())
    learning = house.learning()
    learning.take(PROPOSALS[0])
    learning.take(PROPOSALS[4])
    monkeypatch.chdir(tmp_path)
    here.rename(there)
    moved = Learning(memory_of(there / "decisions.jsonl"), [there / "terms.toml"], {}, there / "tqcheck.toml")
    assert [item.left for item in moved.undo()] == ["", ""]
    assert (there / "terms.toml").read_text("utf-8") == TERMS and (there / "tqcheck.toml").read_text("utf-8") == SETTINGS


@pytest.mark.parametrize("line", ['{"did": "learn"}', '{"did": "dance"}', "{}", '{"did": 1}'])
def test_a_memory_that_is_none_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    house = House(tmp_path)
    house.learning().reject(PROPOSALS[0])
    house.memory.write_text(house.memory.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(Problem, match=r"decisions.learnt.jsonl:2: is no record of learning"):
        house.learning().undo()


def test_rejected_proposals_are_remembered(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.learning().reject(PROPOSALS[1])
    assert house.learning().rejected == {PROPOSALS[1].key}


def test_exceptions_in_pyproject(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    text = '[tool.tqcheck]\r\nfrom = "fr"\r\n\r\n[tool.other]\r\nx = 1\r\n'
    path.write_bytes(text.encode())
    learning = Learning(tmp_path / "memory", [tmp_path], {}, path)
    learning.take(PROPOSALS[4])
    [found] = config.load(path).exceptions
    assert (found.rule, found.text) == ("title/boss", "the “Boss”") and b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    learning.undo()
    assert path.read_bytes() == text.encode()


def test_a_name_that_no_file_can_hold_is_put_so_that_one_can(tmp_path: Path) -> None:
    house = House(tmp_path)
    [proposal] = proposals(several(3, "reject", "the Boss", rule="title/boss", actor="Ada\udcff"), KNOWN)
    house.learning().take(proposal)
    assert config.load(house.settings).exceptions[0].reason == "rejected 3 times by Ada?"


def test_a_concept_of_a_region_learns_in_its_table(tmp_path: Path) -> None:
    house = House(tmp_path)
    text = TERMS.replace("[concept.en]", "[concept.en-GB]")
    house.terms.write_text(text, "utf-8")
    house.learning().take(PROPOSALS[0])
    assert glossary.read(house.terms)["hashd"].terms == {"en-GB": Terms("Hashd", forbidden=("Hachd",))}
    assert [item.left for item in house.learning().undo()] == [""] and house.terms.read_text("utf-8") == text
