"""Findings held against marks: places, matching, scores, intervals, the blind baseline."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import house
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tqcheck.evaluation import gold
from tqcheck.evaluation.blind import blind
from tqcheck.evaluation.gold import Mark
from tqcheck.evaluation.matching import Judged, judge, meets, mends_alike, missed
from tqcheck.evaluation.scores import ALL, Counts, Key, Score, interval, scores, unit
from tqcheck.model import Problem

CHECKER = house.checker()
SPAN = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda span: (span[0], span[0] + span[1]))
WORDS = st.lists(st.sampled_from(["Big Boss", "per cent", "the quay", "rain", "a", "went on\n", "Lune,"]), max_size=30)


def held(text: str, *marks: Mark, format: str = "text") -> Judged:
    return judge(CHECKER.check_text(text, format=format), marks)


def at(text: str, span: str, line: int = 0, **more: object) -> Mark:
    start = text.index(span)
    return Mark(start, start + len(span), line, **more)


def table(folder: Path, *lines: str) -> Path:
    path = folder / "gold.tsv"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def placed(folder: Path, text: str, *lines: str) -> list[Mark]:
    path = table(folder, *lines)
    return gold.place(path, gold.read(path)["a.txt"], text)


def of(found: Sequence[Score], key: Key = ALL) -> Score:
    return next(score for score in found if score.key == key)


@st.composite
def judged_texts(draw: st.DrawFn) -> list[Judged]:
    texts = []
    for words in draw(st.lists(WORDS, min_size=1, max_size=3)):
        text = " ".join(words)
        labels = st.sampled_from(["", "title", "title/big-boss", "format/per-cent", "name/other"])
        spans = draw(st.lists(st.tuples(SPAN, st.booleans(), labels), max_size=6))
        inside = [item for item in spans if item[0][1] <= len(text)]
        texts.append(
            held(text, *(Mark(*span, line, "style", taste, label) for line, (span, taste, label) in enumerate(inside)))
        )
    return texts


# The table


def test_a_table_is_read_by_file_with_or_without_what_may_be_left_out(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "note\tspan\tfile\tstart\tseverity\trule\tfamily\tfix\tcategory",
        "x\tthe quay\t./b.txt\t7\tMinor\ttitle/big-boss\tformat\tthe dock\tstyle",
        "",
        "\t rain\ta.txt\t\t\t\tformat",
        "\t\tc.txt",
    )
    assert gold.read(path) == {
        "a.txt": [gold.Row(4, "a.txt", " rain", label="format")],
        "b.txt": [gold.Row(2, "b.txt", "the quay", 7, "style", "minor", "title/big-boss", "the dock")],
        "c.txt": [gold.Row(5, "c.txt", "")],
    }


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (['"file"\t"span"'], 1, "has quotation marks around its cells; save the table without them"),
        (["file\ttext"], 1, "has no column `span`; the first line names the columns, tabs between them"),
        (["a.txt"], 1, "has no columns `file` and `span`; the first line names the columns, tabs between them"),
        (["file\tspan\tfix\tfix"], 1, "has two columns 'fix'; rename one of them"),
        (["file\tspan"], 0, "marks nothing; give a row for each defect below the header"),
        (["file\tspan", "a\tb\tc"], 2, "has 3 cells, the header 2 columns; take out the tabs that are too many"),
        (["file\tspan", "\tb"], 2, "names no file; say in `file` which text holds the span"),
        (
            ["file\tspan\tfix", "a\t \tb"],
            2,
            "has no span; give words of the text, or nothing but the `file` if it has no defect",
        ),
        (["file\tspan", "a\tb", "a\tb"], 3, "says the same as line 2; take one of them out, or give each its `start`"),
        (["file\tspan\tseverity", "a\tb\tmajr"], 2, "no severity 'majr', did you mean 'major'?"),
        (["file\tspan\tseverity", "a\tb\t9"], 2, "no severity '9'; it is optional, minor, major, critical or nothing"),
        (
            ["file\tspan\tstart", "a\tb\t-3"],
            2,
            "`start` is '-3'; give the span's first code point, counted from 0, or nothing",
        ),
        (
            ["file\tspan\tstart", f"a\tb\t{'9' * 13}"],
            2,
            f"`start` is '{'9' * 13}'; give the span's first code point, counted from 0, or nothing",
        ),
    ],
)
def test_what_is_no_table_of_marks_is_refused(tmp_path: Path, lines: list[str], line: int, message: str) -> None:
    path = table(tmp_path, *lines)
    with pytest.raises(Problem) as refused:
        gold.read(path)
    assert (refused.value.path, refused.value.line, refused.value.message) == (str(path), line, message)


@pytest.mark.parametrize(("data", "line"), [(b"file\tspan\na\tcaf\xe9\n", 2), ("file\tspan\n".encode("utf-16"), 1)])
def test_a_table_in_another_encoding_is_refused(tmp_path: Path, data: bytes, line: int) -> None:
    path = tmp_path / "gold.tsv"
    path.write_bytes(data)
    with pytest.raises(Problem, match="convert it") as refused:
        gold.read(path)
    assert refused.value.line == line


def test_spans_are_found_in_the_text(tmp_path: Path) -> None:
    text = "The quay, the\n  quay. Öl, oil.\r\nThe end"
    marks = placed(tmp_path, text, "file\tspan\tstart", "a.txt\tThe end", "a.txt\tthe quay", "a.txt\tl,\t23", "a.txt\toil")
    assert [text[mark.start : mark.end] for mark in marks] == ["the\n  quay", "l,", "oil", "The end"]


def test_a_row_without_a_span_marks_nothing(tmp_path: Path) -> None:
    assert placed(tmp_path, "Rain.", "file\tspan", "a.txt") == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('"a ""fog"""', '“"a ""fog"""” does not stand in a.txt; save the table without quotation marks around'),
        ("fog", "“fog” does not stand in a.txt; give it letter by letter as the file has it, markup included"),
        ("rain", "“rain” stands in a.txt at 0 and at 5 at least; give its `start`, or a longer span"),
        ("n r\t1", "“n r” does not stand in a.txt at 1, but at 3; `start` counts code points of the file from 0"),
        ("aa", "“aa” stands in a.txt at 10 and at 11 at least; give its `start`, or a longer span"),
        ("rain\t999999999999", "“rain” does not stand in a.txt at 999999999999, but at 0; `start` counts code points"),
    ],
)
def test_spans_that_can_not_be_placed_are_refused(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(Problem) as refused:
        placed(tmp_path, "rain rain aaa", "file\tspan\tstart", f"a.txt\t{row}")
    assert refused.value.line == 2
    assert refused.value.message.startswith(message)


# Matching


@pytest.mark.parametrize(
    ("start", "end", "right"),
    [
        (10, 20, True),
        (15, 25, True),  # half of both
        (16, 26, False),
        (18, 20, True),  # within
        (19, 21, True),  # half of the shorter
        (20, 30, False),  # next to it
        (0, 70, True),  # three times as long and 40
        (0, 71, False),
    ],
)
def test_a_finding_meets_a_mark_that_it_shares_half_with(start: int, end: int, right: bool) -> None:
    assert meets(start, end, Mark(10, 20, 0)) is right


@given(SPAN, st.integers(0, 100))
def test_meeting_does_not_hang_on_the_place(span: tuple[int, int], by: int) -> None:
    mark = Mark(30, 40, 0)
    moved = mark._replace(start=mark.start + by, end=mark.end + by)
    assert meets(*span, mark) == meets(span[0] + by, span[1] + by, moved)


def test_matters_of_taste_are_neither_right_nor_wrong_nor_missed() -> None:
    text = "The Big Boss and the per cent, Big Boss."
    judged = held(text, at(text, "Big Boss", taste=True), at(text, "and the", 1, taste=True), at(text, "per cent", 2))
    assert [verdict.neutral for verdict in judged.verdicts] == [True, False, False]
    assert missed(judged) == []
    assert of(scores([judged])).counts == Counts(2, 1, 1, 1)


def test_what_meets_a_firm_mark_and_one_of_taste_is_right() -> None:
    judged = held("The Big Boss.", Mark(4, 12, 0, taste=True), Mark(4, 12, 1))
    assert [(verdict.neutral, len(verdict.met)) for verdict in judged.verdicts] == [(False, 1)]


@pytest.mark.parametrize(
    ("span", "fix", "same"),
    [
        ("Big Boss", "Chief", True),
        ("The Big Boss", "The Chief", True),
        ("Boss spoke", "Chief spoke", False),
        ("Big Boss", "Head", False),
        ("Big", "Chief", False),
    ],
)
def test_fixes_are_alike_that_make_the_same_text(span: str, fix: str, same: bool) -> None:
    text = "The Big Boss spoke."
    judged = held(text, at(text, span, fix=fix))
    assert mends_alike(text, judged.verdicts[0], judged.marks[0]) is same
    assert of(scores([judged])).counts[-2:] == (1, same)


def test_a_finding_without_a_fix_mends_nothing() -> None:
    checker = house.checker(house.rule("calque/under-the-counter", "under the counter", None))
    text = "Sold under the counter."
    judged = judge(checker.check_text(text), [at(text, "under the counter", fix="under the counter")])
    assert of(scores([judged])).counts == Counts(1, 1, 1, 1, 1, 0)


def test_places_are_those_of_the_decoded_file() -> None:
    text = "\ufeff# Öl\n\nThe *Big* Boss &amp; Co.\n"
    file = text.removeprefix("\ufeff")
    judged = held(text, at(file, "*Big* Boss"), format="markdown")
    assert [(file[verdict.start : verdict.end], len(verdict.met)) for verdict in judged.verdicts] == [("Big* Boss", 1)]


# Scores


def test_rules_and_families_are_scored_by_what_their_own_findings_find() -> None:
    text = "Big Boss, per cent, Big Boss, old quay, the latter."
    marks = (
        at(text, "Big Boss", 1, label="title/big-boss"),
        at(text, "per cent", 2, label="title"),
        at(text, "old quay", 3, label="title/big-boss", category="style"),
    )
    found = scores([held(text, *marks)])
    assert [score.key for score in found] == sorted(score.key for score in found)
    assert {score.key: score.counts for score in found} == {
        ALL: Counts(3, 2, 3, 2),
        Key("category", "style"): Counts(marked=1),
        Key("family", "format"): Counts(1, 1),
        Key("family", "title"): Counts(2, 1, 3, 1),
        Key("rule", "format/per-cent"): Counts(1, 1),
        Key("rule", "title/big-boss"): Counts(2, 1, 2, 1),
    }


def test_shares_of_nothing_are_not_told() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (None, None, None)
    assert (Counts(findings=1).precision, Counts(findings=1).f1) == (0.0, None)
    assert (Counts(marked=1).precision, Counts(marked=1).f1) == (None, 0.0)
    assert Counts(4, 3, 2, 1).f1 == pytest.approx(0.6)
    assert of(scores([])) == Score(ALL, Counts(), (0.0, 1.0), (0.0, 1.0), None)


def test_the_interval_of_f1_is_drawn_from_files_or_the_segments_of_one() -> None:
    lines = ["Big Boss.", "Rain.", "per cent."]
    marks = [Mark(0, 8, 1), Mark(0, 4, 2), Mark(0, 8, 3)]
    files = [held(line, mark) for line, mark in zip(lines, marks, strict=True)]
    whole = "\n".join(lines)
    one = held(whole, *(at(whole, line[mark.start : mark.end], mark.line) for line, mark in zip(lines, marks, strict=True)))
    assert (unit(files), unit([one])) == ("file", "segment")
    drawn = of(scores(files)).f1
    assert drawn == of(scores([one])).f1
    assert drawn is not None and 0 <= drawn[0] < of(scores(files)).counts.f1 < drawn[1] == 1
    assert of(scores(files[:1])).f1 is None


@given(judged_texts())
def test_scores_are_shares_and_f1_lies_between_precision_and_recall(texts: list[Judged]) -> None:
    found = scores(texts)
    for key, counts, precision, recall, drawn in found:
        assert counts.right <= counts.findings and counts.same <= counts.fixes <= counts.found <= counts.marked
        for share, (low, high) in ((counts.precision, precision), (counts.recall, recall), (counts.f1, drawn or (0, 1))):
            assert share is None or 0 <= share <= 1
            assert 0 <= low <= high <= 1
        if counts.f1:
            assert min(counts.precision, counts.recall) - 1e-9 <= counts.f1 <= max(counts.precision, counts.recall) + 1e-9
        assert (key.name == "") == (key == ALL)
    rules = [score.counts for score in found if score.key.kind == "rule"]
    assert sum(counts.findings for counts in rules) == of(found).counts.findings
    assert sum(counts.right for counts in rules) == of(found).counts.right


@given(st.lists(WORDS, min_size=1, max_size=3))
def test_findings_held_against_themselves_are_perfect(texts: list[list[str]]) -> None:
    judged = []
    for words in texts:
        bare = held(" ".join(words))
        marks = [
            Mark(verdict.start, verdict.end, line, label=verdict.finding.rule.id, fix=verdict.finding.fixes[0].text)
            for line, verdict in enumerate(bare.verdicts)
        ]
        judged.append(held(" ".join(words), *marks))
    assume(any(text.verdicts for text in judged))
    for score in scores(judged):
        counts = score.counts
        assert (counts.precision, counts.recall, counts.f1, counts.same) == (1, 1, 1, counts.marked)
        assert score.f1 in (None, (1, 1))


@given(WORDS)
def test_marks_that_nothing_meets_leave_nothing_right(words: list[str]) -> None:
    text = " ".join([*words, "Big Boss", "fog"])
    counts = of(scores([held(text, at(text, "fog"))])).counts
    assert (counts.precision, counts.recall, counts.f1) == (0, 0, 0)


@given(judged_texts(), st.randoms(use_true_random=False))
def test_the_order_of_marks_changes_nothing(texts: list[Judged], lots: random.Random) -> None:
    mixed = [text._replace(marks=lots.sample(text.marks, len(text.marks))) for text in texts]
    again = [held(text.document.text, *text.marks) for text in mixed]
    assert scores(again) == scores(texts)
    assert blind(again) == blind(texts)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    text, rows = "Big Boss, rain.", ["a.txt\tBig Boss", "b.txt\tfog", "a.txt\train"]
    one, other = placed(tmp_path, text, "file\tspan", *rows), placed(tmp_path, text, "file\tspan", *rows[::-1])
    assert [mark[:2] for mark in one] == [mark[:2] for mark in other] == [(0, 8), (10, 14)]
    assert list(gold.read(table(tmp_path, "file\tspan", *rows[::-1]))) == ["a.txt", "b.txt"]


def test_an_interval_leaves_out_a_fortieth_on_each_side() -> None:
    assert interval([number / 40 for number in range(41)]) == pytest.approx((1 / 40, 39 / 40))
    assert interval([0.5]) is None


# The blind baseline


def test_chance_is_right_as_often_as_words_are_marked() -> None:
    # A finding as long as “Big Boss” meets the mark from six of the ten words of its line at most; half must be shared.
    text = "a b c d Big Boss e f g h"
    judged = held(text, at(text, "Big Boss"))
    chance = blind([judged])
    places = [index for index, letter in enumerate(text) if letter.isalpha() and text[index - 1] in " "] + [0]
    share = sum(meets(place, min(len(text), place + 8), judged.marks[0]) for place in places) / len(places)
    assert chance is not None
    assert chance.precision == pytest.approx(share, abs=0.05)
    assert chance.spread == (0, 1)


def test_where_all_is_marked_chance_is_always_right_and_where_nothing_is_never() -> None:
    text = "The Big Boss of the quay."
    assert blind([held(text, *(Mark(*span, 0) for span in ((0, 12), (13, 25))))]) == (1.0, (1.0, 1.0))
    assert blind([held(text)]) == (0.0, (0.0, 0.0))


def test_chance_is_not_told_where_there_is_nothing_to_throw() -> None:
    assert blind([]) is None
    assert blind([held("Rain.", Mark(0, 4, 0))]) is None
    assert blind([held("Big Boss", Mark(0, 8, 0, taste=True))]) is None


def test_markup_has_no_words_to_throw_findings_at() -> None:
    text = '<p class="long and longer and longest of all the classes">Big Boss</p>\n'
    # From “Boss” on, too, half of the mark is shared.
    assert blind([held(text, at(text, "Big Boss"), format="html")]) == (1.0, (1.0, 1.0))


@given(judged_texts())
def test_chance_is_a_share_and_the_same_in_each_run(texts: list[Judged]) -> None:
    chance = blind(texts)
    assert chance == blind(texts)
    assert chance is None or (0 <= chance.precision <= 1 and 0 <= chance.spread[0] <= chance.spread[1] <= 1)
