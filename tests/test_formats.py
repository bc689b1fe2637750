"""Reading and writing plain text, Markdown and HTML: examples, errors, and inputs made to hang a reader."""

from __future__ import annotations

import time

import pytest

from tqcheck import formats
from tqcheck.formats.offsets import code_points
from tqcheck.formats.text import Lines
from tqcheck.model import BREAK, OBJECT, Comment, Document, Edit, Problem, Reading, Segment, Slice, Span


def read(name: str, text: str) -> Document:
    return formats.read("sample", text.encode(), name=name)


def targets(name: str, text: str) -> list[str]:
    return [segment.target for segment in read(name, text).segments]


def replaced(name: str, text: str, old: str, new: str) -> str | None:
    """The file with the first `old` of its targets replaced, or None where the document refuses."""
    document = read(name, text)
    for segment in document.segments:
        if (at := segment.target.find(old)) >= 0:
            edit = document.edit(segment, Span(at, at + len(old)), new)
            return edit and formats.write(document, [edit]).decode()
    raise AssertionError(f"{old!r} is not in {text!r}")


class TestTable:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("a.txt", "text"),
            ("a.TEXT", "text"),
            ("x/a.md", "markdown"),
            ("a.b.Markdown", "markdown"),
            ("a.mdown", "markdown"),
            ("a.htm", "html"),
            ("a.HTML", "html"),
            ("a.xhtml", "html"),
        ],
    )
    def test_suffix_picks_the_format(self, path: str, name: str) -> None:
        assert formats.is_prose(path)
        assert formats.read(path, b"x").format == name

    @pytest.mark.parametrize("path", ["a.rst", "a", ".txt", "-"])
    def test_unknown_suffix_is_text(self, path: str) -> None:
        assert not formats.is_prose(path)
        assert formats.read(path, b"x").format == "text"

    def test_name_beats_suffix(self) -> None:
        assert formats.read("a.txt", b"<p>x</p>", name="html").segments[0].target == "x"

    def test_unknown_name(self) -> None:
        with pytest.raises(Problem, match="sample: cannot be read as 'docx'; the formats are text, markdown, html"):
            formats.read("sample", b"", name="docx")


class TestEncoding:
    @pytest.mark.parametrize(
        ("data", "line", "message"),
        [
            (b"a\r\nb\rc\nd\x92e", 4, "is not UTF-8 (byte 0x92); convert it, for example with iconv -f"),
            (b"\xef\xbb\xbfa\n\xff", 2, "is not UTF-8 (byte 0xFF)"),
            (b"a\n\xc3", 2, "is not UTF-8 (byte 0xC3)"),
            ("a".encode("utf-16"), 1, "is UTF-16; convert it, for example with iconv -f UTF-16"),
            (b"\xfe\xff\0a", 1, "is UTF-16"),
            ("a".encode("utf-32"), 1, "is UTF-32"),
            (b"\0\0\xfe\xff\0\0\0a", 1, "is UTF-32"),
            (b"a\nb\n\0", 3, "is not text (NUL byte)"),
            ("ab".encode("utf-16-le"), 1, "is not text (NUL byte)"),
        ],
    )
    def test_problem(self, data: bytes, line: int, message: str) -> None:
        with pytest.raises(Problem) as caught:
            formats.read("a.md", data)
        assert (caught.value.path, caught.value.line) == ("a.md", line)
        assert message in caught.value.message

    def test_byte_order_mark_counts_nothing(self) -> None:
        document = formats.read("a.txt", b"\xef\xbb\xbfA cat.")
        assert (document.bom, document.text, document.segments[0].start) == (True, "A cat.", 0)
        assert formats.write(document, [Edit(2, 5, "dog")]) == b"\xef\xbb\xbfA dog."


class TestWrite:
    document = formats.read("a.txt", b"one two three")

    def test_order_does_not_matter(self) -> None:
        edits = [Edit(8, 13, "3"), Edit(0, 3, "1"), Edit(3, 3, ",")]
        assert formats.write(self.document, edits) == formats.write(self.document, edits[::-1]) == b"1, two 3"

    @pytest.mark.parametrize("edits", [[(0, 3), (2, 4)], [(0, 5), (1, 1)], [(3, 1)], [(-1, 2)], [(9, 99)]])
    def test_refuses(self, edits: list[tuple[int, int]]) -> None:
        with pytest.raises(ValueError, match=r"in a\.txt overlaps another one or leaves the text"):
            formats.write(self.document, [Edit(start, end, "") for start, end in edits])

    @pytest.mark.parametrize(
        ("name", "new", "written"),
        [
            ("text", "*<R&D>*", "*<R&D>*"),
            ("html", "<R&D>", "&lt;R&amp;D&gt;"),
            ("markdown", "R&D 5 < 6 &lt; _x_ a_b", "R&D 5 &lt; 6 &amp;lt; \\_x\\_ a_b"),
            ("markdown", "`*[x]|\\~", "\\`\\*\\[x\\]\\|\\\\\\~"),
            ("markdown", "__x__ US$5 $x$", "\\_\\_x\\_\\_ US$5 $x$"),
        ],
    )
    def test_new_text_is_no_markup(self, name: str, new: str, written: str) -> None:
        assert replaced(name, "A cat sat.", "cat", new) == f"A {written} sat."
        assert targets(name, f"A {written} sat.") == [f"A {new} sat."]


class TestText:
    def test_lines(self) -> None:
        segments = read("text", "one\n\n \ttwo \r\n \t\nthree\u2028\x85\x0b four\rfive").segments
        assert list(segments) == [
            Segment("1", "one", 0),
            Segment("3", " \ttwo ", 5),
            Segment("5", "three\u2028\x85\x0b four", 16),
            Segment("6", "five", 30),
        ]

    def test_lines_are_a_sequence(self) -> None:
        segments = read("text", "one\n\n two\n \nthree").segments
        one, two, three = Segment("1", "one", 0), Segment("3", " two", 5), Segment("5", "three", 12)
        assert list(segments) == [one, two, three]
        assert (len(segments), segments[1], segments[-1]) == (3, two, three)
        assert (list(segments[1:]), list(segments[::-2]), list(segments[5:])) == ([two, three], [three, one], [])

    def test_stretch_of_lines(self) -> None:
        text = "one\n\n two\n \nthree\n"
        lines = read("text", text).segments
        assert isinstance(lines, Lines)
        assert lines.stretch(0, 0) == lines.stretch(0, 4) == ("one", [0])
        assert lines.stretch(0, 5) == ("one\n\n two", [0, 5])
        assert lines.stretch(1, 7) == (" two\n \nthree", [0, 7])
        assert lines.stretch(2, 99) == ("three", [0])
        for first in range(3):
            for size in range(len(text) + 1):
                stretch, starts = lines.stretch(first, size)
                for segment, start in zip(lines[first : first + len(starts)], starts, strict=True):
                    assert stretch.startswith(segment.target, start)
                    assert segment.start == lines[first].start + start

    def test_blank_line_paragraphs(self) -> None:
        data = b"one\r\ntwo\r\n \r\nthree\n\n\nfour\rfive\r"
        segments = formats.read("a.txt", data, reading=Reading("blank-line")).segments
        assert list(segments) == [
            Segment("1", "one\r\ntwo", 0),
            Segment("4", "three", 13),
            Segment("7", "four\rfive", 21),
        ]

    @pytest.mark.parametrize("text", ["", "\n", "\r\n\r", "  \n\t"])
    @pytest.mark.parametrize("paragraphs", ["line", "blank-line"])
    def test_nothing_to_read(self, text: str, paragraphs: str) -> None:
        assert not formats.read("a.txt", text.encode(), reading=Reading(paragraphs)).segments

    def test_ids_are_the_lines_of_positions(self) -> None:
        document = read("text", "a\rb\r\nc\nd")
        assert [str(document.position(segment.start).line) for segment in document.segments] == ["1", "2", "3", "4"]


MARKDOWN = {
    "# The *cat*\n\nSat.\n": ["The cat", "Sat."],
    "Two\nlines\n===\n": ["Two\nlines"],
    "# Title {#id .class}\n": ["Title"],
    "a **b** _c_ ~~d~~ ***e***f": ["a b c d ef"],
    "- one\n- two\n  more\n    1. three\n\n       four\n\n* * *\n": ["one", "two\nmore", "three", "four"],
    "- [ ] to do\n- [x] done\n": ["to do", "done"],
    "> one\n> two\nlazy\n>\n> > three \n> > four": ["one\ntwo\nlazy", "three\nfour"],
    "> [!NOTE]\n> Beware.": ["Beware."],
    "| a | *b* \\| c |\n|---|:-:|\n| `x` | d<br>e |\n": ["a", "b | c", f"d{BREAK}e"],
    "one  \ntwo\\\nthree": [f"one{BREAK}two{BREAK}three"],
    "See [the page](http://x.y 'Title') now.": ["See the page now."],
    "See [the page][1] and [it].\n\n[1]: http://x.y 'T'\n[it]: z": ["See the page and it."],
    "A ![red *cat*](cat.png 'T') and ![](dog.png) here": [f"A red cat and {OBJECT} here"],
    "Run `cp a b` or <http://x.y> or <a@b.org>.": [f"Run {OBJECT} or {OBJECT} or {OBJECT}."],
    "Is $x^2$ or\n$$y$$ *in* A$?": ["Is $x^2$ or\n$$y$$ in A$?"],
    "A $5 fee (in A$) and $6 more ($2).": ["A $5 fee (in A$) and $6 more ($2)."],
    "From US$5 to US$6, A$7 or $8-$9, not $10.": ["From US$5 to US$6, A$7 or $8-$9, not $10."],
    "> (US$5 or\n> US$6)": ["(US$5 or\nUS$6)"],
    "Caf&eacute; &#233; &#xe9; &nosuch; AT&T \\* \\a": ["Café é é &nosuch; AT&T * \\a"],
    "Text[^1] goes on.\n\n[^1]: The *note*.\n": ["Text goes on.", "The note."],
    "Term\n: What it *means*.\n": ["Term", "What it means."],
    "---\ntitle: Nothing\n---\nProse.\n": ["Prose."],
    "+++\ntitle = 1\n+++\n\nProse.\n": ["Prose."],
    "```python\ncode\n```\n\n    code\n\n~~~\ncode": [],
    "a <b class='x'>b</b>c <kbd>Ctrl</kbd>+<code>K</code> d<br/>e": [f"a bc {OBJECT}+{OBJECT} d{BREAK}e"],
    "a <!-- no --> b": ["a b"],
    "a <kbd>never closed\n\nb": [f"a {OBJECT}", "b"],
    "<div>\n\nOne *two*.\n\n</div>\n": ["One two."],
    "<div>one\n<p>two <i>three</i>\nfour</div>\n": ["one", "two three four"],
    "> <div>\n> one\n> two\n> </div>\n": ["one two"],
    "- <p>one\n  two</p>\n": ["one two"],
    "<script>\nvar a;\n\nvar b;\n</script>\n\nProse.": ["Prose."],
    "<div translate='no'>\n\nNot *this*, `x` ![y](z)\nnor this.\n\n</div>\n\nThis.": ["This."],
    "a <span\n  translate=no>b</span> c": [f"a {OBJECT} c"],
    "> a <b\n> class='x'>b</b>": ["a b"],
    "`only code`\n\n![](a.png)\n\n<br>\n": [],
    "- a\n  ***\n  b": ["a", "b"],
    "a <kbd>$x$ `y` ![z](z)\n<http://x.y></kbd> [<b>][] c\n\n[<b>]: x": [f"a {OBJECT} c"],
    "[![one](a.png) two](b) ![![](c) three](d)": [f"one two {OBJECT} three"],
}


class TestMarkdown:
    @pytest.mark.parametrize("text", MARKDOWN)
    @pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
    def test_targets(self, text: str, line_break: str) -> None:
        assert targets("markdown", text.replace("\n", line_break)) == MARKDOWN[text]

    def test_headings(self) -> None:
        segments = read("markdown", "# A\n\nb\n\nC\n-\n\n- d\n\n<h2>E</h2>\n").segments
        assert [segment.target for segment in segments if segment.heading] == ["A", "C", "E"]

    def test_ids(self) -> None:
        segments = read("markdown", "é\n\n| a | b | c |\n|-|-|-|\n| d | e | |\r\rf").segments
        assert [segment.id for segment in segments] == ["1", "3", "3.2", "3.3", "5", "5.2", "7"]

    def test_slices(self) -> None:
        (segment,) = read("markdown", "> É **b**\n> &amp; \\*c").segments
        assert segment == Segment(
            "1",
            "É b\n& *c",
            2,
            (
                *(Slice(0, 2, 4), Slice(2, 6, 7), Slice(3, 9, 12), Slice(4, 12, 17)),
                *(Slice(5, 17, 18), Slice(6, 18, 20), Slice(7, 20, 21)),
            ),
        )

    def test_wrapped_prose_stands_verbatim(self) -> None:
        assert list(read("markdown", "one\ntwo [three]\n").segments) == [Segment("1", "one\ntwo [three]", 0)]

    def test_comments(self) -> None:
        document = read("markdown", "é <!-- a --> b\n\n<!-- c\nd -->\n\n> e <!-- f\n> g --> h\n\n<p>i<!--j--></p>")
        places = [document.text[comment.start : comment.end] for comment in document.comments]
        assert places == ["<!-- a -->", "<!-- c\nd -->", "<!-- f\n> g -->", "<!--j-->"]
        texts = [" ".join(comment.text.split()) for comment in document.comments]
        assert texts == ["a", "c d", "f > g", "j"]
        assert [segment.target for segment in document.segments] == ["é b", "e h", "i"]


HTML = {
    "<!DOCTYPE html><html><head><title>A &amp; B</title><meta name='x' content='no'></head><body>c": ["A & B", "c"],
    "<p>one<p>two<div>three<p>four</p>five</div>six": ["one", "two", "three", "four", "five", "six"],
    "<P>a <B>b</B><a href='x>y' title=\"<p>\">c</a> <em>d</em></P>": ["a bc d"],
    "<ul><li>a<ul><li>b</ul><li>c</ul>": ["a", "b", "c"],
    "<table><tr><th>a<th>b<tr><td>c<td>d</table>": ["a", "b", "c", "d"],
    "<p>\n  one\r\n\t two  three <b> four</b>\n</p>": ["one two  three four"],
    "<p>one<br>two<br/>\n three</p>": [f"one{BREAK}two{BREAK}three"],
    "a < b && c > d <3 </ e": ["a < b && c > d <3 </ e"],
    "AT&T R&amp;D l&#8217ami &copycat &copy2 &#0;&#1; &#xe9; &nbsp;&#32; x": ["AT&T R&D l’ami &copycat ©2 \ufffd é \xa0 x"],
    "run <code>a <b>b</b></code> or <kbd>c</kbd> <tt>d</tt>": [f"run {OBJECT} or {OBJECT} {OBJECT}"],
    "a<img src=x>b<input>c<svg><title>t</title></svg>d<math>x</math>": [f"a{OBJECT}b{OBJECT}c{OBJECT}d{OBJECT}"],
    "a<wbr>b<script>'</p><p>'</script>c<style>p{}</style>d": ["abcd"],
    "a<script src='x'/>b<script>c": ["ab"],
    "a<pre>code <b>x</b></pre>b<textarea><p>c</textarea>d": ["a", f"b{OBJECT}d"],
    "<button>Yes</button><button>No</button><select><option>1<option>2</select>": ["Yes", "No", "1", "2"],
    "a <span translate=no>b<span>c</span></span> d <i CLASS='x notranslate'>e</i>": [f"a {OBJECT} d {OBJECT}"],
    "<div translate='no'>a<div>b</div><script>'<div>'</script></div>c": ["c"],
    "<p translate=no>a<p>b<p title='translate=\"no\"'>c<p translate=yes>d": ["b", "c", "d"],
    "<p>a <code>b<p>c": [f"a {OBJECT}", "c"],
    "<![CDATA[ a > b ]]>c<?php d ?>e<!x>f</>g": ["cefg"],
    "<!-->a<!--->b<!-- > -- > c --!>d": ["abd"],
    "a <!-- b <p>c -> d": ["a <!-- b", "c -> d"],
    "a <b class='c": ["a <b class='c"],
    "a <b class='c>d</b> e": ["a d e"],
    "<svg><svg/></svg>a<svg><svg></svg>b</svg>c": [f"{OBJECT}a{OBJECT}c"],
    "<xmp><p></xmp>a<title>b<i>c</i></title><iframe><b></iframe>d": ["a", "bc", f"{OBJECT}d"],
    "<p>AT&T</p><b>R&D</b> l&#8217a<p title='&lt;&amp' class=notranslate>x</p>&": ["AT&T", "R&D l’a", "&"],
    "a<![endif]>b<![if IE]>c]>d<!doctype x ['\"]>e<![CDATA[f>g": ["abc]>de<![CDATA[f>g"],
    "<code>x</code> <br> &nbsp;": [],
}


def test_code_points() -> None:
    offset = code_points("aé😀b")
    assert [offset(byte) for byte in (7, 3, 1, 0, 8)] == [3, 2, 1, 0, 4]


class TestHtml:
    @pytest.mark.parametrize("text", HTML)
    def test_targets(self, text: str) -> None:
        assert targets("html", text) == HTML[text]

    def test_headings(self) -> None:
        segments = read("html", "<title>A</title><h1>B <i>b</i></h1>c<h6>D<p>e").segments
        assert [segment.target for segment in segments if segment.heading] == ["A", "B b", "D"]

    def test_slices(self) -> None:
        (segment,) = read("html", "<p>é&eacute;\n <b>b</b> \n").segments
        assert segment == Segment("1", "éé b", 3, (Slice(0, 3, 4), Slice(1, 4, 12), Slice(2, 12, 14), Slice(3, 17, 18)))

    def test_comments(self) -> None:
        document = read("html", "a<!-- b\n--><pre><!--c--></pre><script><!-- d --></script><!---->")
        assert document.comments == (Comment(1, 11, " b\n"), Comment(16, 24, "c"), Comment(57, 64, ""))


class TestEdit:
    @pytest.mark.parametrize(
        ("name", "text", "old", "new", "written"),
        [
            ("markdown", "> the\n> the cat", "the\nthe", "the", "> the cat"),
            ("markdown", "- a big\n  cat", "big\ncat", "dog", "- a dog"),
            ("markdown", "Caf&eacute; au lait", "Café", "Coffee", "Coffee au lait"),
            ("markdown", "A **cat** sat", "cat", "dog", "A **dog** sat"),
            ("markdown", "A [cat](x) or [cat]", "cat", "dog", "A [dog](x) or [cat]"),
            ("html", "<p>Caf&eacute;</p>", "é", "é.", "<p>Caf&eacute;.</p>"),
            ("html", "<p>a\n b <i>c</i></p>", "a b", "x", "<p>x <i>c</i></p>"),
        ],
    )
    def test_done(self, name: str, text: str, old: str, new: str, written: str) -> None:
        assert replaced(name, text, old, new) == written

    @pytest.mark.parametrize(
        ("name", "text", "old", "new"),
        [
            ("markdown", "the **the** cat", "the the", "the"),
            ("markdown", "run `cp` now", f"run {OBJECT} now", "copy"),
            ("markdown", "run `cp` now", "now", OBJECT),
            ("markdown", "> a\n> b", "a\nb", "b\na"),
            ("markdown", "the [big cat]\n\n[big cat]: x", "cat", "dog"),
            ("markdown", "the [**big** cat][]\n\n[**big** cat]: x", "big cat", "dog"),
            ("html", "un<b>believ</b>able", "unbelievable", "likely"),
            ("html", "&nGg; x", "\u0338", ""),
        ],
    )
    def test_refused(self, name: str, text: str, old: str, new: str) -> None:
        assert replaced(name, text, old, new) is None


HOSTILE = {
    "markdown": [
        *("*a " * 40_000, "**a _b " * 20_000, "[" * 100_000, "![" * 50_000, "](" * 50_000, "[a](" * 50_000),
        *("[](x)\n" * 50_000, "[a]: b\n" * 20_000 + "[a] " * 50_000, "> " * 50_000, "`" * 100_000, "`a``b" * 30_000),
        *("<!--" * 50_000, "a <!-- " * 50_000, "a <b " * 50_000, "<div>\n\n" * 30_000, "<kbd>\n\n" * 30_000),
        *("- " * 50_000, "- a\n" * 50_000, "|" * 100_000, "a|b\n-|-\n" + "c|d\n" * 30_000, "&amp;" * 50_000),
        *("\\*" * 50_000, "$a" * 50_000, "$a$1" * 50_000, "[^1]" * 50_000, "é*a\n" * 50_000, " " * 100_000 + "\n"),
        *("a\n" * 100_000, "a <i\n>" * 30_000, "~" * 100_000, "<?" * 50_000, "<![CDATA[" * 30_000, ": a\n" * 30_000),
    ],
    "html": [
        *("<div>" * 100_000, "<div>a" * 100_000, "<code>" * 50_000, "<code><p>" * 50_000, "<pre>" * 50_000),
        *("<!--" * 50_000, "<!-- >" * 50_000, "<a " * 50_000, "<a ='" * 50_000, '<a =">' * 50_000, "</a" * 50_000),
        *("<a b='\"" * 50_000, "<a " + "b= " * 100_000, "<a " + "=" * 200_000, "<a" + " " * 200_000, "<?" * 50_000),
        *(
            "<![" * 50_000,
            "<![CDATA[" * 30_000,
            "<![CDATA[>" * 30_000,
            "<!" * 50_000,
            "<" * 200_000,
            "&" * 200_000,
            "&#" * 100_000 + ";",
        ),
        *("&a" * 100_000, "&" + "a" * 200_000, "&#" + "9" * 200_000, "&#" + "9" * 200_000 + ";", "&lt" * 100_000),
        *("<script>" * 50_000, "<script></script>" * 30_000, "<script>" + "</" * 100_000, "<textarea/>" * 50_000),
        *(" " * 200_000 + "x", " \n" * 100_000 + "x", "x" + " \n" * 100_000, "a\n" * 100_000, "<b> " * 50_000),
        *("<p translate=no>" * 50_000, "<a translate" + " b" * 100_000 + ">", "<br>" * 100_000, "a<i>" * 100_000),
    ],
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(name, text, id=f"{name}-{number}-{text[:12]}")
        for name, texts in HOSTILE.items()
        for number, text in enumerate(texts)
    ],
)
def test_hostile_input_takes_no_time(name: str, text: str) -> None:
    data = text.encode()
    for _ in range(3):  # a machine that is busy for a moment is no fault of the reader
        started = time.process_time()
        document = formats.read("sample", data, name=name)
        if (spent := time.process_time() - started) < 2:
            break
    assert spent < 2
    assert formats.write(document, []) == data
