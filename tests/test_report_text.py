"""The report for a person: marks stand below what they mark, whatever the line is made of."""

from __future__ import annotations

import unicodedata

import house
import pytest
import surveys
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import formats
from tqcheck.engine import Checked
from tqcheck.report import Style
from tqcheck.report.display import printable, width
from tqcheck.report.excerpt import rows

CHECKER = house.checker(preview=True)


def render(checked: Checked, style: Style | None = None) -> str:
    return surveys.told("text", CHECKER, checked, style=style or Style(quiet=True))


def summary(*checked: Checked, **style: bool) -> str:
    """What stands behind the findings and what was decided about each file, which end in blank lines."""
    told = surveys.told("text", CHECKER, *checked, signature="pair:fr-en", style=Style(**style))
    return told[told.rfind("\n\n", 0, told.find("family")) + 2 :] if "family" in told else told


def excerpt(text: str, start: int, end: int, columns: int = 40) -> list[tuple[str, str] | None]:
    document = formats.read("a.txt", text.encode())
    return [row and (row.text, row.marks) for row in rows(document, start, end, columns)]


def test_a_finding_in_full() -> None:
    assert render(CHECKER.check_text("One.\nThe Big Boss spoke.\n", path="a.txt")) == (
        "a.txt:2:5 title/big-boss major (certain)\n"
        "  “Big Boss” is not house style.\n"
        "    |\n"
        "  2 | The Big Boss spoke.\n"
        "    |     ^^^^^^^^\n"
        "    = why: The house book says so of title/big-boss.\n"
        "    = fix: “Chief”, or “Head”\n\n"
    )


def test_fixes_say_which_are_safe_and_what_is_left_out() -> None:
    assert "= fix: “percent” (safe)\n" in render(CHECKER.check_text("Ten per cent."))
    checked = CHECKER.check_text("Ten per cent.")
    cut = checked[0]._replace(fixes=(checked[0].fixes[0]._replace(text=""),))
    assert "= fix: leave it out (safe)\n" in render(Checked(checked.document, [cut], checked.origin, (), ()))
    assert "= fix" not in render(house.checker(min_certainty=1).check_text("Sold under the counter."))


@pytest.mark.parametrize("before", ["日本 ", "e\u0301a\u0300 ", "👍 ", "\t", "a\u200bb ", "“é” ", "\x1b[31m", "\x85"])
def test_marks_stand_below_wide_combining_and_control_characters(before: str) -> None:
    text = f"{before}Big Boss {before}"
    ((line, marks),) = excerpt(text, len(before), len(before) + 8)  # type: ignore[misc]
    column = marks.index("^")
    assert width(line[: line.index("Big")]) == column
    assert marks.count("^") == 8
    assert "\x1b" not in line


def test_wide_text_gets_wide_marks() -> None:
    assert excerpt("日本語", 0, 2) == [("日本語", "^^^^")]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab 日e\u0301👍\t“"), max_size=200), st.data())
def test_a_window_holds_the_mark_and_keeps_to_the_width(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for row in excerpt(text, start, end):
        assert row is not None
        line, marks = row
        assert width(line) <= 40
        assert width(marks) <= 42
        assert "^" in marks
        marked = unicodedata.normalize("NFC", text[start : start + 1])
        assert width(printable(marked)) == 0 or printable(text[start : start + 1])[:1] in line


def test_long_lines_are_cut_around_the_mark() -> None:
    ((line, marks),) = excerpt("x" * 500 + " Big Boss " + "y" * 500, 501, 509)  # type: ignore[misc]
    assert line.startswith("…x")
    assert line.endswith("y…")
    assert line[marks.index("^") :].startswith("Big Boss ")
    assert width(line) <= 40


def test_a_span_over_lines() -> None:
    text = "one\n  two\r\nthree four"
    assert excerpt(text, 1, len(text) - 5) == [("one", " ^^"), ("  two", "  ^^^"), ("three four", "^^^^^")]
    many = "a\nb\nc\nd\n  e"
    assert excerpt(many, 0, len(many)) == [("a", "^"), None, ("  e", "  ^")]


def test_a_million_characters_are_not_copied_for_each_finding() -> None:
    checked = CHECKER.check_text("z" * 1_000_000 + " per cent" * 500)
    assert len(render(checked).splitlines()) > 500


def test_nothing_in_a_text_steers_the_terminal() -> None:
    told = render(CHECKER.check_text("\x1b]0;x\x07Big Boss\x9b\u202e.", path="a\x1b.txt"))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told)


def test_colour_only_where_it_is_asked_for() -> None:
    checked = CHECKER.check_text("The Big Boss.")
    assert "\x1b[" not in render(checked)
    assert "\x1b[" in render(checked, Style(color=True))


def test_what_auto_decided_and_why() -> None:
    checked = CHECKER.check_text("The Big Boss.", path="a.txt")
    assert "a.txt: not taken for a translation (no sign of a translation)" in render(checked, Style())
    told = house.checker(source="fr").check_text("The Big Boss.", path="a.txt")
    assert "translation" not in render(told, Style())


def test_summary() -> None:
    told = summary(CHECKER.check_text("The Big Boss took ten per cent."), CHECKER.check_text("Nothing here."))
    assert told.splitlines() == [
        "family  findings  per 1,000 words",
        "format         1           111.11",
        "title          1           111.11",
        "all            2           222.22",
        "",
        "2 findings in 2 files (9 words): 1 major, 1 minor.",
        "1 fixable with --fix, 1 more with --fix --unsafe-fixes.",
        "1 file without findings not taken for translations.",
        "Signature: pair:fr-en",
    ]
    assert summary(CHECKER.check_text("Nothing here.")).startswith("No findings in 1 file (2 words).\n")


def test_statistics() -> None:
    told = summary(CHECKER.check_text("The Big Boss took ten per cent of twenty per cent."), statistics=True)
    assert told.splitlines() == [
        "count  rule             severity  fix",
        "    2  format/per-cent  minor     S",
        "    1  title/big-boss   major     U",
    ]
    assert summary(CHECKER.check_text(""), statistics=True) == "No findings in 1 file.\n"
