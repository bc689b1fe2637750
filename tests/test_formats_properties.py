"""What holds for every file: nothing is lost, every place is right, an edit changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tqcheck import formats
from tqcheck.model import OBJECT, Document, Reading, Segment, Span

WORD = re.compile(r"[^\W_]+")
NAMES = ["text", "markdown", "html"]

checked = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

words = st.sampled_from(
    "a the Cat 2024 naïve nai\u0308ve Ærø straße İ Привет мир שלום مرحبا 日本語 👍🏽 🏳️‍🌈 don't well-known snake_case 5 …".split(
        " "
    )
)
oddities = st.sampled_from(["&", "<", ">", "*", "_", "`", "[", "]", "|", "$5", "\\", "  ", "\u00a0", "\u200f", "--", "#"])


def joined(parts: st.SearchStrategy[str], *, glue: str = " ", size: int = 5) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=size).map(glue.join)


def wrapped(inside: st.SearchStrategy[str], *templates: str) -> st.SearchStrategy[str]:
    return st.builds(lambda template, text: template.replace("…", text), st.sampled_from(templates), inside)


def prefixed(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


plain = joined(words)
entities = st.sampled_from(["&eacute;", "caf&eacute;", "&amp;", "&#233;", "&nbsp;", "AT&T", "&bogus;", "&nGg;"])
tags = (
    wrapped(plain, "<b>…</b>", "un<i class='x'>…</i>able", "<kbd>…</kbd>", "<span translate='no'>…</span>")
    | st.sampled_from(["<br>", "<br/>", "<!-- note -->", "<img src='a.png'>", "<b", "<code>"])
)  # fmt: skip

inline = st.recursive(
    words | oddities | entities | tags | st.sampled_from(["`code`", "``a`b``", "$x^2$", "[^1]", "<http://a.b>", "\\*"]),
    lambda inner: wrapped(
        joined(inner, size=3),
        *("**…**", "*…*", "~~…~~", "_…_", "[…](http://x.y 'title')", "[…][1]", "[…]", "![…](a.png)", "…  \n…", "…\n…"),
    ),
    max_leaves=6,
)
prose = joined(inline) | joined(joined(plain), glue="\n")
table = st.builds(
    lambda cells: "| {} | {} |\n|---|---|\n| {} | {} |".format(*(cell.replace("\n", " ") for cell in cells)),
    st.lists(joined(inline, size=2), min_size=4, max_size=4),
)
html_text = st.recursive(
    prose,
    lambda inner: wrapped(
        joined(inner, glue="\n", size=3),
        *("<p>…</p>", "<p>…", "<div>\n  …\n</div>", "<h1>…</h1>", "<ul><li>…</li>\n<li>…</ul>", "<pre>…</pre>"),
        *(
            "<td>…</td>",
            "<div translate=no>…</div>",
            "<script>…</script>",
            "<!-- … -->",
            "<title>…</title>",
            "<![CDATA[…",
        ),
    ),
    max_leaves=5,
)
blocks = st.recursive(
    prose
    | table
    | html_text
    | wrapped(plain, "# …", "### … #", "…\n===", "```\n…\n```", "    …", "[^1]: …", "[1]: http://x.y", "…\n: …", "***"),
    lambda inner: st.builds(
        lambda text, marks: prefixed(text, *marks),
        joined(inner, glue="\n\n", size=3),
        st.sampled_from([("> ", "> "), ("- ", "  "), ("1. ", "   "), ("[^1]: ", "    "), ("- [ ] ", "  "), (">", "")]),
    ),
    max_leaves=4,
)
front_matter = st.sampled_from(["", "", "---\ntitle: x\n---\n", "+++\nx = 1\n+++\n"])
markdown = st.builds(str.__add__, front_matter, joined(blocks, glue="\n\n", size=4))
page = wrapped(joined(html_text, glue="\n"), "…", "<!DOCTYPE html>\n<html><head><title>T</title></head><body>…</body></html>")
noise = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from("\r\n *_<&>#-|"))


@st.composite
def files(draw: Callable[[st.SearchStrategy[str]], str]) -> tuple[str, bytes]:
    """A format and a file of it, with one kind of line break or a mixture, and perhaps a byte-order mark."""
    name = draw(st.sampled_from(NAMES))
    made = {"text": joined(prose, glue="\n\n"), "markdown": markdown, "html": page}[name]
    text = draw(made | made | noise)
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\r\n"])))
    return name, (draw(st.sampled_from(["", "\ufeff"])) + text).encode()


def read(file: tuple[str, bytes], paragraphs: str = "line") -> Document:
    return formats.read("sample", file[1], name=file[0], reading=Reading(paragraphs))


def pieces(segment: Segment) -> list[tuple[str, int, int]]:
    """Each piece of a target, and where it stands in the file."""
    if not segment.slices:
        return [(segment.target, segment.start, segment.start + len(segment.target))]
    ends = [piece.at for piece in segment.slices[1:]] + [len(segment.target)]
    return [(segment.target[piece.at : end], piece.start, piece.end) for piece, end in zip(segment.slices, ends, strict=True)]


@checked
@given(files(), st.sampled_from(["line", "blank-line"]))
def test_writing_without_edits_gives_the_same_bytes(file: tuple[str, bytes], paragraphs: str) -> None:
    assert formats.write(read(file, paragraphs), []) == file[1]


@checked
@given(files(), st.sampled_from(["line", "blank-line"]))
def test_every_piece_stands_where_it_says(file: tuple[str, bytes], paragraphs: str) -> None:
    document = read(file, paragraphs)
    end = 0
    for segment in document.segments:
        assert segment.target
        assert segment.start == pieces(segment)[0][1]
        for piece, start, piece_end in pieces(segment):
            assert end <= start < piece_end <= len(document.text), "pieces are in file order and don't overlap"
            end = piece_end
            there = document.text[start:end]
            # a line break may stand for white space of the same length
            assert piece and (len(piece) != len(there) or piece == there or (piece in "\n " and there in "\r\n"))


@checked
@given(files())
def test_ids_are_unique_and_name_the_line(file: tuple[str, bytes]) -> None:
    document = read(file)
    ids = [segment.id for segment in document.segments]
    assert len(ids) == len(set(ids))
    for segment in document.segments:
        assert int(segment.id.partition(".")[0]) == document.position(segment.start).line


@checked
@given(files())
def test_words_are_found_in_the_file(file: tuple[str, bytes]) -> None:
    document = read(file)
    for segment in document.segments:
        for word in WORD.finditer(segment.target):
            start, end = document.range(segment, Span(*word.span()))
            assert 0 <= start < end <= len(document.text)
            at, within = 0, False
            for piece, piece_start, piece_end in pieces(segment):
                verbatim = len(piece) == piece_end - piece_start
                within |= verbatim and at <= word.start() and word.end() <= at + len(piece)
                at += len(piece)
            assert document.text[start:end] == word[0] or not within


@checked
@given(files())
def test_comments_stand_where_they_say(file: tuple[str, bytes]) -> None:
    document = read(file)
    for comment in document.comments:
        there = document.text[comment.start : comment.end]
        assert re.fullmatch(r"<!--.*--!?>", there, re.DOTALL)
        assert OBJECT not in comment.text
        for segment in document.segments:
            for piece, start, end in pieces(segment):
                assert end <= comment.start or comment.end <= start or piece == OBJECT


@checked
@given(files(), st.data())
def test_replacing_a_word_changes_nothing_else(file: tuple[str, bytes], data: st.DataObject) -> None:
    document = read(file)
    places = [(segment, word) for segment in document.segments for word in WORD.finditer(segment.target)]
    places = [(segment, word) for segment, word in places if word[0].isalpha()]
    assume(places)
    segment, word = data.draw(st.sampled_from(places))
    new = "replaced" if word[0].isascii() else "слово"  # `<é>` is no tag, `<e>` is
    edit = document.edit(segment, Span(*word.span()), new)
    assume(edit)
    assert edit is not None
    assume(not re.search(r"[<&]\W*$", document.text[: edit.start]))  # half a tag such as `<![CDATA[` is more than a word
    written = formats.write(document, [edit])
    expected = document.text[: edit.start] + edit.text + document.text[edit.end :]
    assert written.decode().removeprefix("\ufeff" if document.bom else "") == expected
    again = read((file[0], written))
    targets = [other.target for other in document.segments]
    at = document.segments.index(segment)
    targets[at] = segment.target[: word.start()] + new + segment.target[word.end() :]
    assert [other.target for other in again.segments] == targets


@pytest.mark.parametrize("name", NAMES)
@checked
@given(st.text(st.sampled_from("ab0é😀_*~`[]()<>&;#!|\\$/-' .") | st.characters(codec="utf-8"), min_size=1))
def test_new_text_is_read_as_it_was_meant(name: str, new: str) -> None:
    assume(new == " ".join(new.split()) and {OBJECT, "\0"}.isdisjoint(new))
    document = formats.read("sample", b"The cat sat.", name=name)
    edit = document.edit(document.segments[0], Span(4, 7), new)
    assert edit is not None
    again = formats.read("sample", formats.write(document, [edit]), name=name)
    assert [segment.target for segment in again.segments] == [f"The {new} sat."]
