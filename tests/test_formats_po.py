"""Gettext's PO files: read as babel reads them, written as they were but for what is mended."""

from __future__ import annotations

import io
import time

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import formats
from tqcheck.model import Document, Problem, Reading, Span

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en_GB\\n"\n"X-Source-Language: fr\\n"\n\n'
)
checked = settings(max_examples=40, deadline=None)
TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
ANYTHING = st.lists(st.one_of(TEXT, st.sampled_from(["\n", "\t", '"', "\\", "\\n", " "])), max_size=6).map("".join)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


def read(text: str, states: tuple[str, ...] = ()) -> Document:
    return formats.read("app.po", text.encode("utf-8", "surrogatepass"), reading=Reading(states=states))


def quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{text}"'


def wrapped(text: str, width: int) -> str:
    pieces = [text[at : at + width] for at in range(0, len(text), width)]
    return "\n".join(['""', *map(quoted, pieces)]) if len(pieces) > 1 else quoted(text)


@st.composite
def catalogs(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A file and its translated messages."""
    sources = draw(st.lists(ANYTHING.filter(bool), unique=True, max_size=5))
    pairs = [(source, draw(ANYTHING)) for source in sources]
    entries = [
        f"#: main.py:{at}\nmsgid {wrapped(one, draw(st.integers(1, 9)))}\nmsgstr {wrapped(other, draw(st.integers(1, 9)))}\n"
        for at, (one, other) in enumerate(pairs)
    ]
    text = HEADER + "\n".join(entries)
    return text.replace("\n", draw(BREAKS)), [pair for pair in pairs if pair[1].strip()]


@checked
@given(catalogs())
def test_a_catalog_is_read_as_it_was_made_and_written_byte_for_byte(made: tuple[str, list[tuple[str, str]]]) -> None:
    text, pairs = made
    document = read(text)
    assert [(segment.source, segment.target) for segment in document.segments] == pairs
    assert formats.write(document, ()) == text.encode()


@checked
@given(catalogs())
def test_babel_reads_the_same(made: tuple[str, list[tuple[str, str]]]) -> None:
    text, _ = made
    theirs = read_po(io.BytesIO(text.replace("\r\n", "\n").replace("\r", "\n").encode()), charset="utf-8")
    known = {message.id: message.string for message in theirs if message.id and str(message.string).strip()}
    assert {segment.source: segment.target for segment in read(text).segments} == known


@checked
@given(catalogs(), st.data())
def test_an_edit_changes_its_place_and_nothing_else(made: tuple[str, list[tuple[str, str]]], data: st.DataObject) -> None:
    document = read(made[0])
    if not document.segments:
        return
    at = data.draw(st.integers(0, len(document.segments) - 1))
    segment = document.segments[at]
    start = data.draw(st.integers(0, len(segment.target)))
    span = Span(start, data.draw(st.integers(start, len(segment.target))))
    edit = document.edit(segment, span, data.draw(ANYTHING.filter(lambda text: "\n" not in text)))
    if edit is None:
        return
    again = read(formats.write(document, [edit]).decode())
    there = {other.id: other.target for other in again.segments}
    first, last = document.range(segment, Span(0, len(segment.target)))
    assert first <= edit.start <= edit.end <= last
    for other in document.segments[:at]:
        assert there[other.id] == other.target
    assert len(again.segments) >= len(document.segments) - 1  # a translation that became blank is none


@checked
@given(catalogs())
def test_every_offset_lies_in_its_own_string(made: tuple[str, list[tuple[str, str]]]) -> None:
    document = read(made[0])
    for segment in document.segments:
        for at, char in enumerate(segment.target):
            start, end = document.range(segment, Span(at, at + 1))
            assert document.text[start:end].startswith((char, "\\", '"'))


def test_a_fix_over_a_wrapped_line_joins_it() -> None:
    text = HEADER + 'msgid "Un chat"\nmsgstr ""\n"A small "\n"cat sat."\n'
    document = read(text)
    edit = document.edit(document.segments[0], Span(2, 11), "dog")
    assert edit is not None
    again = read(formats.write(document, [edit]).decode())
    assert again.segments[0].target == "A dog sat."


def test_languages_contexts_plurals_and_flags_are_told() -> None:
    entries = (
        '#, python-format\nmsgctxt "menu"\nmsgid "Ouvrir"\nmsgstr "Open"\n\n'
        'msgid "%d page"\nmsgid_plural "%d pages"\nmsgstr[0] "%d page"\nmsgstr[1] "%d leaves"\n'
    )
    document = read(HEADER + entries)
    assert (document.source, document.target) == ("fr", "en-GB")
    assert [(one.id, one.source, one.target, one.flags) for one in document.segments] == [
        ("8", "Ouvrir", "Open", ("python-format", "context:menu")),
        ("12.0", "%d page", "%d page", ("plural:0",)),
        ("12.1", "%d pages", "%d leaves", ("plural:1",)),
    ]


@pytest.mark.parametrize(
    ("entry", "states", "targets"),
    [
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', (), []),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', ("fuzzy",), ["b"]),
        ('#, fuzzy, c-format\n#| msgid "old"\nmsgid "a"\nmsgstr "b"\n', ("fuzzy", "translated"), ["b"]),
        ('#| msgid ""\n#| "old"\nmsgid "a"\nmsgstr "b"\n', (), ["b"]),
        ('#~ msgid "a"\n#~ msgstr "b"\n', (), []),
        ('#, fuzzy\n#~ msgid "z"\n#~ msgstr "y"\n\nmsgid "a"\nmsgstr "b"\n', (), ["b"]),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', (), ["b"]),
        ('msgid "a"\nmsgstr ""\n', (), []),
        ('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"', (), ["b", "d"]),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\nmsgctxt "y"\nmsgid "a"\nmsgstr "c"\n', (), ["b", "c"]),
        ('msgid "a"\nmsgstr "\\101 \\x42 \\q \\\\n"\n', (), ["A B q \\n"]),
    ],
)
def test_entries(entry: str, states: tuple[str, ...], targets: list[str]) -> None:
    for text in (HEADER + entry, (HEADER + entry).replace("\n", "\r\n"), "\ufeff" + HEADER + entry, entry):
        document = read(text, states)
        assert [segment.target for segment in document.segments] == targets
        assert formats.write(document, ()) == text.encode()


@pytest.mark.parametrize(
    ("entry", "line", "told"),
    [
        ('msgid "a"\n', 7, "cut short"),
        ('msgstr "a"\n', 7, "twice"),
        ('msgid "a\nmsgstr "b"\n', 7, "is not PO"),
        ('msgid "a"\nmsgstr "b\\"\n', 8, "is not PO"),
        ('msgid "a" "b"\nmsgstr "c"\n', 7, "is not PO"),
        ("hello\n", 7, "is not PO"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 10, "as line 7 does"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 9, "twice"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', 7, "msgstr[0]"),
        ('msgid "a"\nmsgstr[0] "b"\n', 7, "should be msgstr"),
        ('msgid "a\0"\nmsgstr "b"\n', 7, "NUL"),
    ],
)
def test_what_is_no_po_is_one_clear_line(entry: str, line: int, told: str) -> None:
    with pytest.raises(Problem, match=told.replace("[", r"\[")) as raised:
        read(HEADER + entry)
    assert (raised.value.path, raised.value.line) == ("app.po", line)
    assert "\n" not in str(raised.value)


def test_a_stray_string_is_told() -> None:
    with pytest.raises(Problem, match="without msgid or msgstr"):
        read('"a"\n')


def test_a_charset_that_the_file_is_not_in_is_told() -> None:
    header = HEADER.replace("UTF-8", "ISO-8859-1")
    assert read(f'{header}msgid "a"\nmsgstr "b"\n').segments[0].target == "b"
    with pytest.raises(Problem, match="declares the charset iso-8859-1"):
        read(f'{header}msgid "a"\nmsgstr "é"\n')


def test_an_unknown_state_is_told() -> None:
    with pytest.raises(Problem, match="has no state 'final'; those of PO are translated, fuzzy"):
        read(HEADER, ("final",))


def test_a_string_of_twenty_megabytes_takes_no_time() -> None:
    data = (HEADER + 'msgid "a"\nmsgstr "').encode() + b"x" * 20_000_000
    began = time.process_time()
    with pytest.raises(Problem, match="is not PO"):
        formats.read("app.po", data)
    assert time.process_time() - began < 2
