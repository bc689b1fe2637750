"""XLIFF: a fix changes nothing else, and what can't be read is told in one line."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from units import files, pairs, pieces, read, replaced, seen_elsewhere, unit, words, xliff

from tqcheck import formats
from tqcheck.model import OBJECT, Problem, Reading, Span

checked = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
TOOLS = (
    ' xmlns:mq="MQXliff"',
    ' xmlns:m="http://www.memsource.com/mxlf/2.0"',
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"',
)


class TestEdits:
    @pytest.mark.parametrize(
        ("inside", "old", "new", "after"),
        [
            ("a cat.", "cat", "R&D <x>", "a R&amp;D &lt;x&gt;."),
            ("a &amp; b", "&", "and", "a and b"),
            ("a <![CDATA[cat & co]]>.", "cat", "R&D <x>", "a <![CDATA[R&D <x> & co]]>."),
            ("a <![CDATA[cat & co]]>.", "cat", "]]>", None),
            ("a <![CDATA[cat]]>.", "cat", "x]", None),
            ("a cat>b", "cat", "x]]", None),
            ("a ]]cat>b", "cat", "", None),
            ("a cat", "cat", "]]", "a ]]"),
            ("a cat", "cat", "\x0b", None),
            ('a<g id="1"> cat</g> sat', "a cat", "the dog", None),
            ('a<g id="1"> cat</g> sat', "cat sat", "dog ran", None),
            ('a<g id="1"> cat</g> sat', "cat", "dog", 'a<g id="1"> dog</g> sat'),
            ('a <x id="1"/> cat', f"a {OBJECT}", "the", None),
            ('a <x id="1"/> cat', f"{OBJECT} cat", f"{OBJECT} dog", 'a <x id="1"/> dog'),
            ("a <!-- b --> cat", "a  cat", "the dog", None),
            ("a <!-- <![CDATA[ -->cat", "cat", "R&D", None),
            ("one\n  two cat", "two", "three", "one\n  three cat"),
        ],
    )
    def test_only_the_text_changes(self, inside: str, old: str, new: str, after: str | None) -> None:
        text = xliff(unit("x", inside))
        expected = None if after is None else xliff(unit("x", after)).encode()
        assert replaced(read("xliff", text), old, new) == expected


class TestRefused:
    def refused(self, data: str | bytes, line: int, message: str) -> None:
        began = time.perf_counter()
        with pytest.raises(Problem) as raised:
            formats.read("f.xlf", data.encode() if isinstance(data, str) else data)
        assert (raised.value.path, raised.value.line) == ("f.xlf", line)
        assert message in raised.value.message and "\n" not in raised.value.message
        assert time.perf_counter() - began < 2

    @pytest.mark.parametrize(
        ("data", "line", "message"),
        [
            ("", 1, "is empty"),
            ("a,b\n", 1, "is not XML"),
            (b"PK\x03\x04\0\0", 1, "is not text (NUL byte)"),
            ("<!DOCTYPE html>\n<html><br></html>", 2, "is a web page"),
            ("<html></html>", 1, "is a web page"),
            ("<tmx/>", 1, "is no XLIFF: its root element is <tmx>"),
            (xliff("\n<trans-unit id='1'>\n<source>x")[:-22], 3, "ends before the <source> of line 3 does"),
            (xliff("\n</group>"), 2, "mismatched tag"),
            (xliff("\n" + "<g>" * 300), 2, "nests elements more than 200 deep"),
            (xliff("\n&eacute;"), 2, "undefined entity"),
            (
                "<!DOCTYPE xliff [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n" + xliff(unit("x", "&a;")),
                1,
                "declares the entity 'a'",
            ),
            ("<!DOCTYPE xliff SYSTEM 'x.dtd'>\n" + xliff(unit("x", "&a;")), 2, "uses the entity 'a' of a DTD"),
            (b"<xliff>\n\xe9</xliff>", 2, "is not UTF-8 (byte 0xE9); save it as UTF-8"),
            ('<?xml version="1.0" encoding="klingon"?><xliff/>', 1, "declares the encoding 'klingon'"),
            (b"\xff\xfe<\0x", 1, "is not UTF-16-LE"),
            (xliff(unit("x", "y") + "\n" + unit("x", "y")), 2, "has two units with the id '1' in one <file>"),
        ],
    )
    def test_with_its_line(self, data: str | bytes, line: int, message: str) -> None:
        if message == "is not UTF-16-LE":
            data = bytes(data, "ascii") if isinstance(data, str) else data + b"\xd8"
        self.refused(data, line, message)

    def test_languages_that_differ(self) -> None:
        text = xliff(unit("x", "y"), target="en-GB")
        body = text[text.index("<file") : text.index("</xliff>")]
        more = [body.replace("en-GB", "en-US"), "\n" + body.replace("en-GB", "de")]
        self.refused(text.replace("</xliff>", "".join(more) + "</xliff>"), 2, "holds translations into en-GB and into de")

    @pytest.mark.parametrize("more", TOOLS)
    def test_tools_may_give_an_id_twice(self, more: str) -> None:
        document = read("xliff", xliff(unit("x", "y") * 3, more=more))
        assert [segment.id for segment in document.segments] == ["1", "1.2", "1.3"]

    def test_a_document_type_is_passed_over(self) -> None:
        text = "<!DOCTYPE xliff PUBLIC '-//XLIFF//DTD XLIFF//EN' 'http://127.0.0.1:9/xliff.dtd'>" + xliff(unit("x", "y"))
        assert pairs(read("xliff", text)) == [("1", "x", "y")]

    @pytest.mark.parametrize(
        "inside",
        [
            '<x id="' + "a" * 5_000_000 + '"/>z',
            "<x/>" * 50_000 + "z",
            "a<!-- x -->" * 50_000,
            "a" + " " * 1_000_000 + "b",
            ("a" + " " * 50 + "\n") * 10_000,
            "<![CDATA[a]]>" * 50_000,
            "&amp;" * 100_000,
        ],
    )
    def test_time_grows_with_size_only(self, inside: str) -> None:
        began = time.perf_counter()
        assert len(read("xliff", xliff(unit("x", inside))).segments) == 1
        assert time.perf_counter() - began < 3


@checked
@given(files("xliff"))
def test_writing_without_edits_gives_the_same_bytes(data: bytes) -> None:
    assert formats.write(formats.read("a.xlf", data), []) == data


@checked
@given(files("xliff"))
def test_every_piece_stands_where_it_says(data: bytes) -> None:
    document, end = formats.read("a.xlf", data), 0
    for segment in document.segments:
        assert segment.start == pieces(segment)[0][1].start
        for piece, (_, start, stop) in pieces(segment):
            assert end <= start < stop and piece
            end, there = stop, document.text[start:stop]
            assert len(piece) != len(there) or piece == there or (piece == "\n" and there == "\r")


@checked
@given(files("xliff"))
def test_another_reader_sees_the_same_words(data: bytes) -> None:
    assume(b"protected" not in data.replace(b"\0", b""))
    document = formats.read("a.xlf", data)
    assert [words(segment) for segment in document.segments if words(segment)] == seen_elsewhere(data, "target")


@checked
@given(files("xliff"), st.data())
def test_an_edit_changes_its_place_and_nothing_else(data: bytes, draw: st.DataObject) -> None:
    document = formats.read("a.xlf", data)
    assume(document.segments)
    index = draw.draw(st.integers(0, len(document.segments) - 1))
    segment = document.segments[index]
    start, end = sorted((draw.draw(st.integers(0, len(segment.target))), draw.draw(st.integers(0, len(segment.target)))))
    new = draw.draw(st.sampled_from(["new", "R&D <b>", "слово", "x]]", "a]]>b", "]", "'\""]))
    edit = document.edit(segment, Span(start, end), new)
    assume(edit is not None and formats.escaped(document, edit) is not None)
    assert edit is not None
    written = formats.write(document, [edit])
    again = formats.read("a.xlf", written)
    targets = [other.target for other in document.segments]
    targets[index] = segment.target[:start] + new + segment.target[end:]
    assert [other.target for other in again.segments] == targets
    assert [other.codes for other in again.segments] == [other.codes for other in document.segments]
    assert again.text[: edit.start] == document.text[: edit.start]
    assert again.text[len(again.text) - (len(document.text) - edit.end) :] == document.text[edit.end :]
    assert (again.bom, again.encoding, again.reading) == (document.bom, document.encoding, Reading())
