"""JSON Lines: keys, order, types, and offsets that point at the text."""

from __future__ import annotations

import json

import house
import pytest
import surveys
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.engine import Checked
from tqcheck.report import Style

CHECKER = house.checker(preview=True)
KEYS = [
    *("path", "rule", "category", "severity", "certainty", "line", "column", "end_line", "end_column", "start", "end"),
    *("text", "message", "why", "fixes", "segment", "fingerprint"),
]
TYPES = [str] * 5 + [int] * 6 + [str] * 3 + [list] + [str] * 2


def render(checked: Checked) -> list[dict[str, object]]:
    return [json.loads(line, object_pairs_hook=dict) for line in surveys.told("jsonl", CHECKER, checked).splitlines()]


def test_keys_order_and_types() -> None:
    found = render(CHECKER.check_text("The Big Boss took ten per cent.", path='a "b"\\c.txt'))
    assert [list(item) for item in found] == [KEYS, KEYS]
    assert [[type(value) for value in item.values()] for item in found] == [TYPES, TYPES]
    first = found[0]
    assert first["path"] == 'a "b"\\c.txt'
    assert (first["rule"], first["severity"], first["certainty"]) == ("title/big-boss", "major", "certain")
    assert first["fixes"] == [{"text": "Chief", "safe": False}, {"text": "Head", "safe": False}]
    assert found[1]["fixes"] == [{"text": "percent", "safe": True}]
    assert len(str(first["fingerprint"])) == 16


def test_findings_are_graded_as_they_are_and_not_as_their_rule() -> None:
    checked = CHECKER.check_text("The Big Boss. The Big Boss.")
    softer = checked[1]._replace(certainty=type(checked[1].certainty)(2))
    mixed = Checked(checked.document, [softer, checked[0]], checked.origin, (), ())
    assert [item["certainty"] for item in render(mixed)] == ["likely", "certain"]


pieces = st.sampled_from(
    ["Big Boss", "per cent", " ", "\n", "\r\n", "\r", "👍", "e\u0301", "\u2028", "\t", "“", "”", "x", "*", "&amp;", "<b>"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=20).map("".join), st.sampled_from(["text", "markdown", "html"]))
def test_places_point_at_the_text(text: str, kind: str) -> None:
    checked = CHECKER.check_text(text, format=kind)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item, finding in zip(render(checked), checked, strict=True):
        start, end = checked.document.range(finding.segment, finding.span)
        assert (item["start"], item["end"], item["text"]) == (start, end, finding.text)
        assert (item["line"], item["column"]) == checked.document.position(start)
        assert (item["end_line"], item["end_column"]) == checked.document.position(end)
        assert lines[int(str(item["line"])) - 1][int(str(item["column"])) - 1 :].startswith(text[start])
        if kind == "text":
            assert text[start:end] == item["text"]


def test_fingerprints_know_no_position_and_hold_in_any_order() -> None:
    one = render(CHECKER.check_text("Ten per cent. The Big Boss spoke. Ten per cent."))
    other = render(CHECKER.check_text("\n\nBefore it all, nothing. The Big  Boss spoke.\nTen per cent."))
    assert one[1]["fingerprint"] != one[0]["fingerprint"] == one[2]["fingerprint"] == other[1]["fingerprint"]
    same = render(CHECKER.check_text("Well. The Big Boss spoke."))
    assert same[0]["fingerprint"] == one[1]["fingerprint"]


def test_a_long_sentence_with_many_findings_is_read_once() -> None:
    checked = CHECKER.check_text("per cent, " * 20_000)
    found = render(checked)
    assert len(found) == 20_000
    assert found[-1]["column"] == 199_991


def test_the_signature_comes_last() -> None:
    line = surveys.told("jsonl", CHECKER, CHECKER.check_text("Ten per cent."), signature='pair:fr-en|"')
    assert list(json.loads(line).items())[-1] == ("signature", 'pair:fr-en|"')


@pytest.mark.parametrize("text", ["", "Nothing here.\n"])
def test_nothing_found_is_nothing_written(text: str) -> None:
    assert render(CHECKER.check_text(text)) == []


def test_statistics() -> None:
    checked = CHECKER.check_text("Ten per cent under the Big Boss, twenty per cent.")
    told = surveys.told("jsonl", CHECKER, checked, style=Style(statistics=True))
    assert [json.loads(line) for line in told.splitlines()] == [
        {"rule": "format/per-cent", "severity": "minor", "fix": "safe", "count": 2},
        {"rule": "title/big-boss", "severity": "major", "fix": "unsafe", "count": 1},
    ]
