"""Tables: tab-separated, comma-separated and JSON Lines, held against Python's own readers."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import formats
from tqcheck.model import Document, Problem, Reading, Span

checked = settings(max_examples=40, deadline=None)
LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=8)
ANYTHING = st.lists(st.one_of(LETTERS, st.sampled_from(['"', '""', "\n", "\r\n", ",", ";", "\\", "é😀"])), max_size=6).map(
    "".join
)
PLAIN = LETTERS.filter(lambda text: text.strip() and not set(text) & set("\t\r\n"))
ROWS = st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1, max_size=5)
Pairs = list[tuple[str, str]]


def read(name: str, text: str, **told: object) -> Document:
    return formats.read(name, text.encode("utf-8", "surrogatepass"), reading=Reading(**told))  # type: ignore[arg-type]


def pairs(document: Document) -> Pairs:
    return [(segment.source or "", segment.target) for segment in document.segments]


def told(rows: Pairs) -> Pairs:
    """The rows that there is anything to read in."""
    return [(source, target) for source, target in rows if source.strip() or target.strip()]


@st.composite
def tsv(draw: st.DrawFn) -> tuple[str, str, Pairs]:
    rows = draw(st.lists(st.tuples(PLAIN, PLAIN), max_size=5))
    lines = ["id\tsource\ttarget", *(f"{at}\t{source}\t{target}" for at, (source, target) in enumerate(rows))]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return "table.tsv", end.join(lines) + end * draw(st.booleans()), rows


@st.composite
def comma_separated(draw: st.DrawFn) -> tuple[str, str, Pairs]:
    rows = draw(ROWS)
    out = io.StringIO()
    mark = draw(st.sampled_from(",;"))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    writer = csv.writer(out, delimiter=mark, quoting=quoting, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerows([("source", "id", "target"), *((source, "7", target) for source, target in rows)])
    return "table.csv", out.getvalue(), told(rows)


@st.composite
def json_lines(draw: st.DrawFn) -> tuple[str, str, Pairs]:
    rows, ascii_only, nested = draw(ROWS), draw(st.booleans()), draw(st.booleans())
    lines = []
    for source, target in rows:
        both: dict[str, object] = {"source": source, "note": ["target", {"target": 1}], "target": target}
        lines.append(json.dumps({"id": 1, "unit": both} if nested else both, ensure_ascii=ascii_only))
    return "rows.jsonl", "\n".join(lines) + "\n" * draw(st.booleans()), told(rows)


TABLES = st.one_of(tsv(), comma_separated(), json_lines())


@checked
@given(TABLES)
def test_rows_are_read_as_they_were_made_and_written_byte_for_byte(made: tuple[str, str, Pairs]) -> None:
    name, text, rows = made
    document = read(name, text)
    assert pairs(document) == rows
    assert formats.write(document, ()) == text.encode()


@checked
@given(TABLES, st.data())
def test_an_edit_changes_its_place_and_nothing_else(made: tuple[str, str, Pairs], data: st.DataObject) -> None:
    name, text, rows = made
    document = read(name, text)
    if not rows:
        return
    at = data.draw(st.integers(0, len(rows) - 1))
    segment = document.segments[at]
    start = data.draw(st.integers(0, len(segment.target)))
    end = data.draw(st.integers(start, len(segment.target)))
    new = data.draw(ANYTHING)
    edit = document.edit(segment, Span(start, end), new)
    if edit is None or formats.escaped(document, edit) is None:
        return
    became = segment.target[:start] + new + segment.target[end:]
    again = read(name, formats.write(document, [edit]).decode())
    wanted = [*rows[:at], (rows[at][0], became), *rows[at + 1 :]]
    if new.split() != [new]:  # line breaks of the old text may stay where they were
        wanted = [*rows[:at], (rows[at][0], again.segments[at].target), *rows[at + 1 :]] if became.strip() else told(wanted)
    assert pairs(again) == told(wanted)


@checked
@given(TABLES)
def test_every_offset_lies_in_its_own_field(made: tuple[str, str, Pairs]) -> None:
    name, text, _ = made
    document = read(name, text)
    for segment in document.segments:
        whole = document.range(segment, Span(0, len(segment.target)))
        for at, char in enumerate(segment.target):
            start, end = document.range(segment, Span(at, at + 1))
            assert whole[0] <= start < end <= whole[1]
            assert document.text[start:end] in (char, '""') or document.text[start] == "\\"


@checked
@given(comma_separated())
def test_python_reads_the_same_from_csv(made: tuple[str, str, Pairs]) -> None:
    name, text, _ = made
    mark = ";" if text.startswith(("source;", '"source";')) else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[1:]
    assert pairs(read(name, text)) == told([(row[0], row[2]) for row in rows if row])


@pytest.mark.parametrize(
    ("name", "text", "reading", "expected"),
    [
        ("a.tsv", "Un chat dort dans la maison.\tA cat sleeps in the house.\n", {}, ("1", "A cat sleeps in the house.")),
        ("a.tsv", "A cat is in the house.\tUn chat est dans la maison.\n", {"target": "en"}, ("1", "A cat is in the house.")),
        ("a.tsv", "source\tmine\nUn\tOne\n", {}, ("2", "One")),
        ("a.tsv", "mine\tsource\nOne\tUn\n", {}, ("2", "One")),
        ("a.tsv", "id\ten\tfr\n1\tOne\tUn\n", {"target": "en"}, ("2", "One")),
        ("a.tsv", "id\ten\tfr\n1\tOne\tUn\n", {"target": "fr"}, ("2", "Un")),
        ("a.tsv", "a\tb\tc\nUn\tx\tOne\n", {"columns": ("a", "c")}, ("2", "One")),
        ("a.tsv", "Un\tx\tOne\n", {"columns": ("1", "3")}, ("1", "One")),
        ("a.tsv", "fr\tx\ten\nUn\tx\tOne\n", {"columns": ("1", "3")}, ("2", "One")),
        ("a.tsv", 'source\ttarget\nUn\t"One"\n', {}, ("2", '"One"')),
        ("a.tsv", "\ufeffsource\ttarget\r\nUn\tOne", {}, ("2", "One")),
        ("a.csv", '\ufeff"source";"target"\r\n"Un";"One, two"\r\n', {}, ("2", "One, two")),
        ("a.csv", '"source;a;b",target\nUn,One\n', {"columns": ("1", "2")}, ("2", "One")),
        ("a.csv", 'source,target\n\n\nUn,"One\ntwo"\n', {}, ("4", "One\ntwo")),
        ("a.csv", 'source,target\nUn,He said "One"\n', {}, ("2", 'He said "One"')),
        ("a.csv", "source,target\nUn,", {}, ("2", "")),
        ("a.jsonl", '\n  \n{"source":"Un","target":"One"}', {}, ("3", "One")),
        ("a.jsonl", '{"source":"Un","target":"A","target":"One"}', {}, ("1", "One")),
        ("a.jsonl", '{"t":{"source":"Un","target":"A"},"t":{"source":"Un","target":"One"}}', {}, ("1", "One")),
        ("a.jsonl", '{"source":"Un","t\\u0061rget":"\\u004Fne"}', {}, ("1", "One")),
        ("a.jsonl", '{"source":"Un","target":"\\ud83d\\ude00"}', {}, ("1", "😀")),
        ("a.jsonl", '{"a":"Un","b":{"c":"One"}}', {"columns": ("a", "b.c")}, ("1", "One")),
        ("a.jsonl", '{"a":"Un","b":"One"}', {"columns": ("1", "2")}, ("1", "One")),
    ],
)
def test_columns_are_found(name: str, text: str, reading: dict[str, object], expected: tuple[str, str]) -> None:
    document = read(name, text, **reading)
    segment = document.segments[0]
    assert (segment.id, segment.target) == expected
    assert segment.source not in (None, "", segment.target)
    assert formats.write(document, ()) == text.encode()


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.jsonl"])
def test_an_empty_table_has_no_rows(name: str) -> None:
    for text in ("", "\n", "\ufeff") if name == "a.jsonl" else ("", "\n", "\ufeff", "source,target" * (name == "a.csv")):
        assert not read(name, text).segments


@pytest.mark.parametrize(
    ("name", "text", "reading", "line", "message"),
    [
        ("a.tsv", "source\ttarget\nUn\tOne\nDeux\n", {}, 3, "has 1 of 2 fields"),
        ("a.tsv", "one\ttwo\tthree\n", {}, 1, "name both, as in --columns"),
        ("a.tsv", "a\tb\n", {"columns": ("a", "x")}, 1, "has no column 'x'; its first row names a, b"),
        ("a.tsv", "a\tb\n", {"columns": ("0", "1")}, 1, "which count from 1"),
        ("a.tsv", "a\tb\n", {"columns": ("2", "2")}, 1, "which count from 1"),
        ("a.tsv", "a\tb\n", {"columns": ("1", "5")}, 1, "has 2 of 5 fields"),
        ("a.tsv", "source\ttarget\nUn\t\0\n", {}, 2, "NUL"),
        ("a.csv", 'source,target\nUn,"One\nDeux,Two\n', {}, 2, "never closed"),
        ("a.csv", 'source,target\nUn,"One"x\n', {}, 2, "something follows"),
        ("a.csv", "source,target\nUn\n", {}, 2, "has 1 of 2 fields"),
        ("a.csv", 'source,target\n"Un\n\n",One\nDeux\n', {}, 5, "has 1 of 2 fields"),
        ("a.jsonl", '{"source":"Un","target":"One"}\n{bad\n', {}, 2, "is no JSON .Expecting property name"),
        ("a.jsonl", '{"source":"Un","target":"On', {}, 1, "is no JSON .Unterminated"),
        ("a.jsonl", "[1]\n", {}, 1, "is no JSON object"),
        ("a.jsonl", "[" * 100_000, {}, 1, "too deep"),
        ("a.jsonl", '{"source":"Un","target":"One","n":' + "9" * 5000 + "}", {}, 1, "too long"),
        ("a.jsonl", '{"source":"Un","target":"One"}\n{"source":"Un"}\n', {}, 2, "has no field 'target'"),
        ("a.jsonl", '{"source":"Un","target":null}\n', {}, 1, "that is no string"),
        ("a.jsonl", '{"source":"Un","target":"One"}\n', {"columns": ("source", "mt")}, 1, "has no field 'mt'"),
        ("a.jsonl", '{"a":"Un","b":"One","c":"x"}\n', {}, 1, "name both, as in --columns"),
    ],
)
def test_bad_input_is_one_clear_line(name: str, text: str, reading: dict[str, object], line: int, message: str) -> None:
    with pytest.raises(Problem, match=message) as raised:
        read(name, text, **reading)
    assert (raised.value.path, raised.value.line) == (name, line)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.csv", 'source,target\nUn,"', ""),
        ("a.csv", 'source,target\nUn,"', '"\n'),
        ("a.tsv", "source\ttarget\nUn\t", "\n"),
    ],
)
def test_a_cell_of_hundred_megabytes_is_told_at_once(name: str, before: str, after: str) -> None:
    data = before.encode() + b"x" * (100_000_000 if name == "a.csv" else 20_000_000) + after.encode()
    began = time.process_time()
    with pytest.raises(Problem, match=r"never closed|0,000,000 characters"):
        formats.read(name, data)
    assert time.process_time() - began < 2


def test_what_a_cell_cannot_hold_is_not_written() -> None:
    bare, quoted = read("a.csv", "source,target\nUn,One\n"), read("a.csv", 'source,target\nUn,"One"\n')
    for document, new, became in (
        (bare, "a, b", None),
        (bare, 'a"b', None),
        (bare, "a; b", "a; b"),
        (quoted, 'a, "b"', 'a, ""b""'),
    ):
        edit = document.edit(document.segments[0], Span(0, 3), new)
        assert edit is not None
        assert formats.escaped(document, edit) == became
    document = read("a.tsv", "source\ttarget\nUn\tOne\n")
    edit = document.edit(document.segments[0], Span(0, 3), "a\tb")
    assert edit is not None
    assert formats.escaped(document, edit) is None


def test_half_a_surrogate_pair_can_be_written_again() -> None:
    document = read("a.jsonl", '{"source":"é","target":"a \\ud83d b"}\n')
    edit = document.edit(document.segments[0], Span(0, 5), "\ud83d c")
    assert edit is not None
    assert formats.write(document, [edit]).decode() == '{"source":"é","target":"\\ud83d c"}\n'
