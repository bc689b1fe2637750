"""TMX: which language is the target, what a unit becomes, that a fix changes nothing else, and memories in parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from units import files, pairs, pieces, read, replaced, tmx, tu

from tqcheck import formats
from tqcheck.formats import parts
from tqcheck.formats.tmx import cuts
from tqcheck.model import BREAK, OBJECT, Problem, Reading, Span

checked = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def sides(text: str, source: str = "", target: str = "en") -> tuple[str, str, list[tuple[str | None, str]]]:
    """The languages of a memory and its pairs."""
    document = read("tmx", text, source=source, target=target)
    return document.source, document.target, [(segment.source, segment.target) for segment in document.segments]


class TestLanguages:
    @pytest.mark.parametrize(
        ("srclang", "source", "target", "expected"),
        [
            ("fr", "", "en", ("fr", "en", [("F", "E")])),
            ("FR", "", "en-GB", ("fr", "en", [("F", "E")])),
            ("*all*", "", "en", ("fr", "en", [("F", "E")])),
            ("", "", "en", ("fr", "en", [("F", "E")])),
            ("en", "", "en", ("en", "fr", [("E", "F")])),
            ("en", "fr", "en", ("fr", "en", [("F", "E")])),
            ("fr", "", "de", ("fr", "en", [("F", "E")])),
            ("*all*", "", "de", ("fr", "en", [("F", "E")])),
        ],
    )
    def test_of_two(self, srclang: str, source: str, target: str, expected: object) -> None:
        assert sides(tmx(tu(fr="F", en="E"), srclang), source, target) == expected

    @pytest.mark.parametrize(
        ("srclang", "target", "expected"),
        [
            ("fr", "en", ("fr", "en", [("F", "E"), ("f", "e")])),
            ("fr", "de", ("fr", "de", [("F", "D")])),
            ("*all*", "de", ("", "de", [("F", "D")])),
            ("en", "fr", ("en", "fr", [("E", "F"), ("e", "f")])),
        ],
    )
    def test_of_three(self, srclang: str, target: str, expected: object) -> None:
        assert sides(tmx(tu(fr="F", en="E", de="D") + tu(fr="f", en="e"), srclang), "", target) == expected

    def test_several_that_might_be_meant(self) -> None:
        with pytest.raises(
            Problem, match=r"^sample: holds translations into several languages \(it, de\); tell which with --to"
        ):
            sides(tmx(tu(fr="F", it="I", de="D")))

    def test_nothing_that_is_a_translation(self) -> None:
        assert sides(tmx(tu(fr="F"))) == ("", "", [])
        assert sides(tmx("")) == ("", "", [])
        assert sides(tmx(tu(en="E"))) == ("", "en", [])

    def test_regions(self) -> None:
        text = tmx(tu(fr="F", en_GB="colour", en_US="color"))
        assert sides(text, "", "en")[2] == [("F", "colour"), ("F", "color")]
        assert sides(text, "", "en-US")[2] == [("F", "color")]
        assert sides(tmx(tu(en_US="color", en_GB="colour"), "en-US"), "", "en")[2] == [("color", "colour")]

    def test_a_unit_tells_its_own_source(self) -> None:
        text = tmx(tu(fr="F", de="D", en="E") + tu(' srclang="de"', fr="f", de="d", en="e"))
        assert sides(text)[2] == [("F", "E"), ("d", "e")]

    def test_language_of_older_versions(self) -> None:
        assert sides(tmx(tu(fr="F", en="E")).replace("xml:lang", "lang"))[2] == [("F", "E")]
        assert sides(tmx(tu(fr_FR="F", en_US="E")).replace("-", "_"))[:2] == ("fr-FR", "en-US")


class TestText:
    def test_names(self) -> None:
        text = tmx(tu(fr="F", en="E") + tu(' tuid="a"', fr="F", en="E") * 2 + tu(fr="F", en=" "))
        assert [name for name, _, _ in pairs(read("tmx", text))] == ["1", "a", "a.2"]

    @pytest.mark.parametrize(
        ("inside", "target", "codes"),
        [
            ('<bpt i="1">&lt;b></bpt>a<ept i="1">&lt;/b></ept>', "a", ("<b>", "</b>")),
            ('a<ph x="1"/>b', f"a{OBJECT}b", ("ph x=1",)),
            ('a<ph x="1">%s</ph>b', f"a{OBJECT}b", ("%s",)),
            ('a<ph type="lb"/>b', f"a{BREAK}b", ("ph",)),
            ("a<hi>b</hi>", "ab", ()),
            ("a<ut>{\\f1</ut>", f"a{OBJECT}", ("{\\f1",)),
            ('a<it pos="begin">x<sub>b</sub></it>', f"a{OBJECT}", ("xb",)),
            ("R&amp;D\n   &#x2019;", "R&D\n’", ()),
        ],
    )
    def test_codes(self, inside: str, target: str, codes: tuple[str, ...]) -> None:
        (segment,) = read("tmx", tmx(tu(fr=inside, en=inside))).segments
        assert (segment.source, segment.target, segment.codes) == (target, target, (codes, codes))

    def test_what_is_around_texts_is_none(self) -> None:
        text = tmx(tu(fr="F", en="E").replace("<tuv", "<note>N</note><prop type='x'>P</prop><tuv"))
        assert pairs(read("tmx", text)) == [("1", "F", "E")]

    def test_suffix(self) -> None:
        assert formats.is_prose("a.tmx") and formats.read("a.TMX", tmx(tu(fr="F", en="E")).encode()).format == "tmx"

    def test_a_usual_head_in_utf_16(self) -> None:
        head = '<?xml version="1.0" encoding="UTF-16"?>\r\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\r\n'
        data = (head + tmx(tu(fr="Été", en="A café."))).encode("utf-16")
        document = formats.read("a.tmx", data)
        assert formats.write(document, []) == data
        assert replaced(document, "café", "thé") == (head + tmx(tu(fr="Été", en="A thé."))).encode("utf-16")


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ("", 1, "is empty"),
        ("<!DOCTYPE html><html></html>", 1, "is a web page"),
        ("<xliff/>", 1, "is no TMX: its root element is <xliff>"),
        (tmx("\n<tu><tuv xml:lang='fr'>\n<seg>x")[:-13], 3, "ends before the <seg> of line 3 does"),
        ("<!DOCTYPE tmx [<!ENTITY a 'b'>]>" + tmx(""), 1, "declares the entity 'a'"),
        ("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n" + tmx(tu(fr="&a;")), 2, "uses the entity 'a' of a DTD"),
        (tmx("\n" + "<a>" * 300), 2, "nests elements more than 200 deep"),
        (b"<tmx>\n\xe9</tmx>", 2, "is not UTF-8 (byte 0xE9)"),
    ],
)
def test_what_is_refused(data: str | bytes, line: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "f.tmx"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(Problem) as raised:
        formats.read(str(path), path.read_bytes())
    assert (raised.value.path, raised.value.line) == (str(path), line)
    assert message in raised.value.message
    if isinstance(data, str):
        with pytest.raises(Problem) as raised:
            list(cuts(path))
        assert (raised.value.line, raised.value.message[:12]) == (line, message[:12])


@checked
@given(files("tmx"))
def test_writing_without_edits_gives_the_same_bytes_and_pieces_stand_where_they_say(data: bytes) -> None:
    document, end = formats.read("a.tmx", data), 0
    assert formats.write(document, []) == data
    for segment in document.segments:
        for piece, (_, start, stop) in pieces(segment):
            assert end <= start < stop and piece
            end, there = stop, document.text[start:stop]
            assert len(piece) != len(there) or piece == there or (piece == "\n" and there == "\r")


@checked
@given(files("tmx"), st.data())
def test_an_edit_changes_its_place_and_nothing_else(data: bytes, draw: st.DataObject) -> None:
    document = formats.read("a.tmx", data)
    assume(document.segments)
    index = draw.draw(st.integers(0, len(document.segments) - 1))
    segment = document.segments[index]
    start, end = sorted((draw.draw(st.integers(0, len(segment.target))), draw.draw(st.integers(0, len(segment.target)))))
    new = draw.draw(st.sampled_from(["new", "R&D <b>", "слово", "x]]", "]"]))
    edit = document.edit(segment, Span(start, end), new)
    assume(edit is not None and formats.escaped(document, edit) is not None)
    assert edit is not None
    again = formats.read("a.tmx", formats.write(document, [edit]))
    targets = [other.target for other in document.segments]
    targets[index] = segment.target[:start] + new + segment.target[end:]
    assert [other.target for other in again.segments] == targets
    assert [other.codes for other in again.segments] == [other.codes for other in document.segments]
    assert again.text[: edit.start] == document.text[: edit.start]
    assert again.text[len(again.text) - (len(document.text) - edit.end) :] == document.text[edit.end :]


class TestCuts:
    def memory(self, tmp_path: Path, encoding: str = "utf-8") -> Path:
        path = tmp_path / "m.tmx"
        units = "\n".join(
            ("<!-- tqcheck: ignore -->" if n == 7 else "") + tu(fr=f"Été {n}", en=f"Summer {n}") for n in range(12)
        )
        path.write_bytes(("<!-- é -->\n" + tmx(f"\n{units}\n")).encode(encoding))
        return path

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("size", [1, 500, 10_000])
    def test_parts_are_memories(self, encoding: str, size: int, tmp_path: Path) -> None:
        path = self.memory(tmp_path, encoding)
        whole, found = formats.read(str(path), path.read_bytes()), list(cuts(path, size))
        assert [one.end for one in found[:-1]] == [one.start for one in found[1:]]
        told, comments = [], 0
        for index, cut in enumerate(found):
            part = parts.read(str(path), parts.Part(*cut, index > 0), Reading())
            comments += len(part.comments)
            assert (part.source, part.target) == ("fr", "en") or not part.segments
            told += [(segment.target, part.position(segment.start).line) for segment in part.segments]
        assert told == [(segment.target, whole.position(segment.start).line) for segment in whole.segments]
        assert comments == len(whole.comments) - 1
        assert {1: 13, 500: len(found), 10_000: 1}[size] == len(found)

    def test_three_parts(self, tmp_path: Path) -> None:
        path = self.memory(tmp_path)
        data = path.read_bytes()
        size = (data.rindex(b"</body>") - data.index(b"<tu>")) // 3
        assert len(list(cuts(path, size))) == 3

    def test_no_units(self, tmp_path: Path) -> None:
        (tmp_path / "m.tmx").write_text(tmx(""))
        assert list(cuts(tmp_path / "m.tmx")) == []
        with pytest.raises(Problem, match="can't be read"):
            list(cuts(tmp_path / "none.tmx"))

    def test_other_encodings_are_refused(self, tmp_path: Path) -> None:
        head = '<?xml version="1.0" encoding="iso-8859-1"?>'
        (tmp_path / "m.tmx").write_bytes((head + tmx(tu(fr="é", en="é"))).encode("latin-1"))
        with pytest.raises(Problem, match="is in iso-8859-1; so large a file must be in UTF-8"):
            list(cuts(tmp_path / "m.tmx"))
