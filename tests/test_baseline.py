"""The baseline: what is old stays known wherever it goes, what is new is told."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from pathlib import Path

import house
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.baseline import Baseline
from tqcheck.engine import Checked
from tqcheck.model import Problem

RULES = house.RULES + house.rule("format/oclock", "12 clock", "noon", aliases=["format/old-clock"])
CHECKER = house.checker(RULES)
BOSS, CENT = "title/big-boss", "format/per-cent"


class House:
    """A folder with texts and a baseline."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "tqcheck-baseline.jsonl"

    def checked(self, texts: dict[str, str]) -> list[Checked]:
        for old in self.folder.glob("*.*"):
            if old != self.path:
                old.unlink()
        for name, text in texts.items():
            (self.folder / name).write_text(text, "utf-8", newline="")
        return [CHECKER.check_file(self.folder / name) for name in texts]

    def took_in(self, texts: dict[str, str], *, grow: bool = True) -> tuple[int, int]:
        baseline = Baseline.open(self.path)
        numbers = baseline.update(self.checked(texts), grow=grow, looked_for=CHECKER.looked_for, covers=lambda _: True)
        baseline.save("pair:fr-en")
        return numbers

    def new(self, texts: dict[str, str]) -> list[tuple[str, int, str]]:
        """What is told of texts: file, line and rule."""
        told = Baseline.open(self.path).sort(self.checked(texts))
        return [
            (Path(item.document.path).name, item.document.lines(finding.segment, finding.span)[0], finding.rule.id)
            for item in told
            for finding in item
        ]


@pytest.fixture
def at(tmp_path: Path) -> House:
    return House(tmp_path)


def test_what_is_known_is_hidden_and_counted(at: House) -> None:
    texts = {"a.txt": "The Big Boss spoke.\nTen per cent of it.\n", "b.md": "# The Big Boss\n"}
    assert at.took_in(texts) == (3, 0)
    assert at.new(texts) == []
    (first, second) = Baseline.open(at.path).sort(at.checked(texts))
    assert [(item.by, item.finding.rule.id) for item in first.hidden] == [("baseline", BOSS), ("baseline", CENT)]
    assert (first.suppressed, second.suppressed) == (2, 1)


def test_a_second_copy_of_an_old_defect_is_new(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\n"})
    assert at.new({"a.txt": "The Big Boss spoke.\nThe Big Boss spoke.\n"}) == [("a.txt", 2, BOSS)]
    # The copy is new wherever it stands, and whichever file is read first.
    assert at.new({"0.txt": "The Big Boss spoke.\n", "a.txt": "The Big Boss spoke.\n"}) == [("0.txt", 1, BOSS)]


def test_a_sentence_that_was_edited_is_new(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\n"})
    assert at.new({"a.txt": "The Big Boss spoke again.\n"}) == [("a.txt", 1, BOSS)]


def test_a_line_that_looks_like_that_of_an_old_sentence_is_new(at: House) -> None:
    at.took_in({"a.txt": "Ada told the Big Boss\nabout rain.\n"})
    assert at.new({"a.txt": "Ada told the Big Boss\nabout it all again.\n"}) == [("a.txt", 1, BOSS)]
    at.took_in({"a.txt": "Bob told the\nBig Boss about it.\n"})
    assert at.new({"a.txt": "Ada told the\nBig Boss about it.\n"}) == [("a.txt", 2, BOSS)]


def test_two_branches_took_in_the_same_finding(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\n"})
    head, finding = at.path.read_text("utf-8").splitlines()
    at.path.write_text(f"{head}\n{finding}\n{finding}\n", "utf-8")
    assert at.new({"a.txt": "The Big Boss spoke.\nThe Big Boss spoke.\n"}) == [("a.txt", 2, BOSS)]


def test_a_headline_stays_known_when_another_is_edited(at: House) -> None:
    at.took_in({"a.txt": "Big Boss wins\nRain falls\n"})
    assert at.new({"a.txt": "Big Boss wins\nSnow falls\n"}) == []


def test_what_moved_to_another_file_is_known(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\nTen per cent.\n", "b.txt": "Nothing.\n"})
    assert at.new({"a.txt": "Nothing.\n", "b.txt": "The Big Boss spoke.\nTen per cent.\n"}) == []
    assert at.new({"c.txt": "The Big Boss spoke.\nTen per cent.\n"}) == []  # a file that was renamed
    assert at.new({"c.txt": "The Big Boss spoke.\n", "d.txt": "The Big Boss spoke.\n"}) == [("d.txt", 1, BOSS)]


def test_what_stands_in_a_file_that_is_not_looked_at_is_not_known_elsewhere(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\n", "b.txt": "Nothing.\n"})
    _, copy = at.checked({"a.txt": "The Big Boss spoke.\n", "b.txt": "The Big Boss spoke.\n"})
    assert len(Baseline.open(at.path).sort([copy])[0]) == 1


def test_a_rule_that_was_renamed_keeps_its_findings(at: House) -> None:
    at.took_in({"a.txt": "At 12 clock sharp.\n"})
    former = house.checker(house.rule("format/old-clock", "12 clock", "noon"), select=["format/old-clock"])
    baseline = Baseline(at.path, Counter(), seen=at.path.read_bytes())
    baseline.update([former.check_file(at.folder / "a.txt")], grow=True, looked_for=former.looked_for, covers=lambda _: True)
    baseline.save("")
    assert "format/old-clock" in at.path.read_text("utf-8")
    assert at.new({"a.txt": "At 12 clock sharp.\n"}) == []


def test_update_takes_in_and_lets_go(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\nTen per cent.\n", "b.txt": "The Big Boss sang.\n", "c.txt": "Ten per cent.\n"})
    texts = {"a.txt": "The Big Boss spoke.\n", "b.txt": "The Big Boss sang.\nThe Big Boss left.\n"}
    assert at.took_in(texts) == (1, 2)  # c.txt is gone, and with it what it held
    assert at.new(texts) == []
    assert at.new(texts | {"c.txt": "Ten per cent.\n"}) == [("c.txt", 1, CENT)]


def test_prune_takes_nothing_in(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\nTen per cent.\n"})
    texts = {"a.txt": "The Big Boss spoke.\nThe Big Boss left.\n"}
    assert at.took_in(texts, grow=False) == (0, 1)
    assert at.new(texts) == [("a.txt", 2, BOSS)]


def test_an_update_of_some_files_leaves_the_others(at: House) -> None:
    texts = {"a.txt": "The Big Boss spoke.\n", "b.txt": "Ten per cent.\n"}
    at.took_in(texts)
    baseline = Baseline.open(at.path)
    (mended, _) = at.checked(texts | {"a.txt": "The Chief spoke.\n"})
    assert baseline.update([mended], grow=True, looked_for=CHECKER.looked_for, covers=lambda _: False) == (0, 1)
    assert [known.path for known in baseline.counts] == ["b.txt"]


def test_what_was_not_looked_for_is_not_let_go(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss took ten per cent.\n"})
    narrow = house.checker(RULES, select=[BOSS], min_severity="critical")
    baseline = Baseline.open(at.path)
    run = [narrow.check_file(at.folder / "a.txt")]
    assert baseline.update(run, grow=False, looked_for=narrow.looked_for, covers=lambda _: True) == (0, 0)
    assert baseline.counts.total() == 2


def test_a_file_that_is_gone_elsewhere_keeps_its_findings(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss spoke.\n", "b.txt": "Ten per cent.\n"})
    (mended,) = at.checked({"a.txt": "The Chief spoke.\n"})
    baseline = Baseline.open(at.path)
    numbers = baseline.update([mended], grow=False, looked_for=CHECKER.looked_for, covers=lambda path: path.name == "a.txt")
    assert (numbers, baseline.counts.total()) == ((0, 1), 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We leave,” the Big Boss said.\n", '"We leave," the Big Boss said.\n'),
        ("The mayor’s Big Boss — today…\n", "The mayor's Big Boss -- today...\n"),
        ("The café of the Big Boss, closed.\n", "The cafe\u0301 of the Big Boss: closed!\n"),
    ],
)
def test_other_marks_make_no_new_finding(at: House, old: str, new: str) -> None:
    at.took_in({"a.txt": old, "b.md": old})
    assert at.new({"a.txt": new, "b.md": new}) == []


def test_what_a_line_end_makes_another_finding_stays_known(at: House) -> None:
    rules = RULES + house.rule("calque/of-the-boss", "of the Big Boss", "of the Chief", severity="minor")
    checker = house.checker(rules)
    path = at.folder / "a.txt"
    baseline = Baseline(at.path, Counter())
    path.write_text("She was the friend of the Big Boss.\n", "utf-8")
    baseline.update([checker.check_file(path)], grow=True, looked_for=checker.looked_for, covers=lambda _: True)
    path.write_text("She was the friend of\nthe Big Boss.\n", "utf-8")
    (told,) = baseline.sort([checker.check_file(path)])
    assert (len(told), [item.finding.rule.id for item in told.hidden]) == (0, [BOSS])
    path.write_text("She was the friend of\nthe Big Boss, the Big Boss.\n", "utf-8")
    assert len(baseline.sort([checker.check_file(path)])[0]) == 2


def test_what_a_line_end_parts_stays_known(at: House) -> None:
    checker = house.checker(house.rule("calque/fries", "Fry and Fry", "Fries") + house.rule("calque/fry", "Fry", None))
    path, baseline = at.folder / "a.txt", Baseline(at.path, Counter())
    path.write_text("She met the Fry and Fry in town.\n", "utf-8")
    baseline.update([checker.check_file(path)], grow=True, looked_for=checker.looked_for, covers=lambda _: True)
    assert baseline.counts.total() == 1
    path.write_text("She met the Fry and\nFry in town.\n", "utf-8")
    (told,) = baseline.sort([checker.check_file(path)])
    assert (len(told), len(told.hidden)) == (0, 2)


def test_what_was_known_stays_so_when_a_neighbour_is_fixed(at: House) -> None:
    at.took_in({"a.txt": "The Big Boss took ten percent.\n"})
    before = at.checked({"a.txt": "The Big Boss took ten percent.\nThe Big Boss took ten per cent.\n"})
    after = at.checked({"a.txt": "The Big Boss took ten percent.\nThe Big Boss took ten percent.\n"})
    (told,) = Baseline.open(at.path).sort_fixed(before, after)
    assert [finding.rule.id for finding in told] == [BOSS]


def test_the_file_reads_well_and_is_the_same_each_time(at: House) -> None:
    texts = {"b.txt": "Ten per cent.\nTen per cent.\n", "a.txt": "The Big Boss said “é”.\n"}
    at.took_in(texts)
    first = at.path.read_bytes()
    head, *lines = map(json.loads, first.decode().splitlines())
    assert head == {"tqcheck-baseline": 1, "signature": "pair:fr-en"}
    assert [(line["path"], line["rule"], line["text"], line.get("count")) for line in lines] == [
        ("a.txt", BOSS, "Big Boss", None),
        ("b.txt", CENT, "per cent", 2),
    ]
    assert at.took_in(dict(reversed(texts.items()))) == (0, 0)
    assert at.path.read_bytes() == first


HEAD = '{"tqcheck-baseline": 1, "signature": ""}'
LINE = '{"path": "a", "rule": "b/c", "text": "d", "fingerprint": "e", "sentence": "f", "first": 3, "last": 4, "count": 2}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "jsonl:1: is no baseline, or damaged; restore it"),
        ("[]", "is no baseline"),
        ('{"tqcheck-baseline": "1", "signature": ""}', "is no baseline"),
        ('{"tqcheck-baseline": 0, "signature": ""}', "is no baseline"),
        ('{"tqcheck-baseline": 1}', "is no baseline"),
        ('{"tqcheck-baseline": 2}', "jsonl:1: is of a newer tqcheck .version 2.*update tqcheck"),
        (f"{HEAD}\n3\n", "jsonl:2: is damaged"),
        (f"{HEAD}\n\n{{\n", "jsonl:3: is damaged"),
        (f'{HEAD}\n{{"path": "a"}}\n', "jsonl:2: is damaged: this line is no finding"),
        (f"{HEAD}\n{LINE.replace('2', 'true')}\n", "jsonl:2: is damaged: this line is no finding"),
        (f"{HEAD}\n{LINE.replace('2', '0')}\n", "jsonl:2: is damaged: a count must be 1 or more"),
        (f"{HEAD}\n<<<<<<< ours\n", "jsonl:2: has the marks of a merge conflict"),
        ("[" * 100_000, "is no baseline"),
        ("\ud83d", "is not UTF-8"),
    ],
)
def test_a_damaged_file_is_refused(at: House, text: str, told: str) -> None:
    at.path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(Problem, match=told):
        Baseline.open(at.path)


def test_a_line_as_it_must_be(at: House) -> None:
    at.path.write_text(f"{HEAD}\n{LINE}\n", "utf-8")
    assert Baseline.open(at.path).counts.total() == 2


def test_a_file_that_somebody_else_changed_is_left(at: House) -> None:
    baseline = Baseline.open(at.path)
    at.took_in({"a.txt": "The Big Boss spoke.\n"})
    before = at.path.read_bytes()
    with pytest.raises(Problem, match="changed meanwhile"):
        baseline.save("")
    assert at.path.read_bytes() == before


# --- Whatever happens to the text around it ---

BAD = [
    f"{who} told the Big Boss about {what}." for who in ("Ada", "Bob", "The mayor of Lyon") for what in ("rain", "it all again")
]
BAD += [
    f"{what} costs ten per cent of {much}." for what in ("Bread", "Fresh milk") for much in ("a wage", "what is left of it")
]
FINE = ["Nobody spoke for an hour or two.", "It rained.", "The old bridge was closed to lorries in March.", "Why not?"]
NEW = ["Yesterday the Big Boss went home.", "She lost one per cent more."]
mixed = st.lists(st.lists(st.sampled_from([*BAD, *FINE, *NEW]), min_size=1, max_size=4), min_size=1, max_size=4)
paragraphs = st.lists(st.lists(st.sampled_from([*BAD, *FINE]), min_size=1, max_size=5), min_size=1, max_size=5)


def written(parts: list[list[str]], width: int, blank: str = "\n\n") -> str:
    return blank.join(textwrap.fill(" ".join(part), width, break_long_words=False) for part in parts) + "\n"


@settings(deadline=None, max_examples=80)
@given(st.data(), paragraphs, st.sampled_from(["a.txt", "a.md", "a.html"]), st.integers(40, 1000), st.integers(40, 1000))
def test_old_stays_known_and_new_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, parts: list[list[str]], name: str, width: int, other: int
) -> None:
    at = House(tmp_path_factory.mktemp("house"))

    def text(parts: list[list[str]], width: int) -> str:
        # The patterns of plain text don't reach over a line's end, so there a defect is never cut in two.
        whole = written([[joined(sentence, name) for sentence in part] for part in parts], width).replace("\u2007", " ")
        return whole if not name.endswith("html") else "".join(f"<p>{part}</p>\n" for part in whole.split("\n\n"))

    at.took_in({name: text(parts, width)})
    after = data.draw(st.permutations(parts)).copy()
    edited = [[sentence if sentence in BAD else data.draw(st.sampled_from(FINE)) for sentence in part] for part in after]
    assert at.new({name: text(edited, other)}) == []
    place = data.draw(st.integers(0, len(edited)))
    fresh = data.draw(st.sampled_from([*NEW, *(sentence for part in parts for sentence in part if sentence in BAD)]))
    told = at.new({name: text([*edited[:place], [fresh], *edited[place:]], other)})
    assert [rule for _, _, rule in told] == [BOSS if "Boss" in fresh else CENT]


def joined(sentence: str, name: str) -> str:
    """A sentence whose defect no line's end can part, in plain text."""
    if not name.endswith("txt"):
        return sentence
    return sentence.replace("Big Boss", "Big\u2007Boss").replace("per cent", "per\u2007cent")


@settings(deadline=None, max_examples=60)
@given(st.tuples(*[mixed] * 4), st.sampled_from(["txt", "md"]), st.integers(30, 200), st.integers(30, 200))
def test_no_more_and_no_less_is_new_than_came_on_top(
    tmp_path_factory: pytest.TempPathFactory, parts: tuple[list[list[str]], ...], suffix: str, width: int, other: int
) -> None:
    """Whatever was mended, moved from one file to the other, doubled and wrapped anew."""
    at, names = House(tmp_path_factory.mktemp("house")), (f"a.{suffix}", f"b.{suffix}")

    def text(part: list[list[str]], width: int) -> str:
        return written([[joined(sentence, names[0]) for sentence in some] for some in part], width).replace("\u2007", " ")

    def defects(*texts: list[list[str]]) -> Counter[str]:
        return Counter(sentence for part in texts for some in part for sentence in some if sentence not in FINE)

    at.took_in({name: text(part, width) for name, part in zip(names, parts[:2], strict=True)})
    told = at.new({name: text(part, other) for name, part in zip(names, parts[2:], strict=True)})
    assert len(told) == (defects(*parts[2:]) - defects(*parts[:2])).total()
