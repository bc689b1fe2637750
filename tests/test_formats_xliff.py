"""XLIFF: which units are segments, and what their texts, codes and states are."""

from __future__ import annotations

import re

import pytest
from units import pairs, read, replaced, unit, unit2, xliff, xliff2

from tqcheck import formats
from tqcheck.model import BREAK, OBJECT, Problem

MEMOQ = ' xmlns:mq="MQXliff"'
PHRASE_NAMESPACE = "http://www.memsource.com/mxlf/2.0"
PHRASE = f' xmlns:m="{PHRASE_NAMESPACE}"'
STUDIO = ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'


class TestUnits:
    @pytest.mark.parametrize("suffix", ["xlf", "xliff", "XLIFF", "sdlxliff", "mqxliff", "mxliff"])
    def test_suffixes(self, suffix: str) -> None:
        assert formats.is_prose(f"a.{suffix}")
        assert formats.read(f"a.{suffix}", xliff(unit("Un.", "One.")).encode()).segments[0].target == "One."

    def test_a_unit_is_a_segment_with_its_source(self) -> None:
        document = read("xliff", xliff(unit("Un.", "One.") + unit("Deux.", "Two.", "b")))
        assert pairs(document) == [("1", "Un.", "One."), ("b", "Deux.", "Two.")]
        assert (document.source, document.target) == ("fr", "en")

    def test_version_2_has_segments_in_units(self) -> None:
        more = '<unit id="u"><segment id="s"><source>A.</source><target>B.</target></segment><ignorable><source> </source>'
        more += "<target> </target></ignorable><segment><source>C.</source><target>D.</target></segment></unit>"
        document = read("xliff", xliff2(unit2("Un.", "One.") + more))
        assert pairs(document) == [("1", "Un.", "One."), ("u/s", "A.", "B."), ("u/2", "C.", "D.")]
        assert (document.source, document.target) == ("fr", "en")

    @pytest.mark.parametrize("version", ["2.1", "2.2"])
    def test_later_versions(self, version: str) -> None:
        text = xliff2(unit2("Un.", "One.")).replace("2.0", version)
        assert pairs(read("xliff", text)) == [("1", "Un.", "One.")]

    @pytest.mark.parametrize("prefix", ["", "x:"])
    def test_namespaces_count_not_prefixes(self, prefix: str) -> None:
        text = re.sub(
            r"<(/?)(?=\w)", rf"<\1{prefix}", xliff(unit('a<g id="1">b</g>', 'a<g id="1">b</g><mrk mtype="x">c</mrk>'))
        )
        text = text.replace("xmlns=", f"xmlns:{prefix[:-1]}=" if prefix else "xmlns=")
        assert pairs(read("xliff", text)) == [("1", "ab", "abc")]

    def test_a_file_without_a_namespace(self) -> None:
        text = re.sub(r' xmlns="[^"]*"', "", xliff(unit("Un.", "One.")))
        assert pairs(read("xliff", text)) == [("1", "Un.", "One.")]

    @pytest.mark.parametrize(
        "inside",
        [
            unit("Un.", ""),
            unit("Un.", " "),
            unit("Un.", "").replace("</source>", "</source><target/>"),
            unit("Un.", "One.", more=' translate="no"'),
            unit("Un.", "One.", more=' translate="no" approved="yes"'),
            f'<group translate="no"><group>{unit("Un.", "One.")}</group></group>',
            "<bin-unit id='1' mime-type='x'><bin-source/>" + unit("Un.", "One.", "2") + "</bin-unit>",
            unit("Un.", "").replace("</source>", "</source><alt-trans><source>Un.</source><target>One.</target></alt-trans>"),
            unit("Un.", "").replace("</source>", "</source><note>One.</note>"),
            unit("Un.", "One.", more=f' xmlns:m="{PHRASE_NAMESPACE}" m:locked="true"'),
            unit("Un.", "One.", more=' xmlns:mq="MQXliff" mq:locked="locked"'),
            f'<group xmlns:mq="MQXliff" mq:locked="locked">{unit("Un.", "One.")}</group>',
        ],
    )
    def test_no_segment(self, inside: str) -> None:
        assert pairs(read("xliff", xliff(inside + unit("Deux.", "Two.", "9")))) == [("9", "Deux.", "Two.")]

    def test_translate_is_handed_down_until_said_otherwise(self) -> None:
        text = xliff(f'<group translate="no">{unit("Un.", "One.", more=" translate=" + chr(34) + "yes" + chr(34))}</group>')
        assert len(read("xliff", text).segments) == 1
        assert not read("xliff", xliff2(unit2("Un.", "One.")).replace('<file id="f"', '<file id="f" translate="no"')).segments

    def test_ids_of_several_files(self) -> None:
        text = xliff(unit("Un.", "One."))
        body = text[text.index("<file") : text.index("</xliff>")]
        document = read("xliff", text.replace("</xliff>", f"{body}</xliff>"))
        assert [segment.id for segment in document.segments] == ["1", "2:1"]

    def test_marked_segments(self) -> None:
        mark = '<mrk mtype="seg" mid="{}">{}</mrk>'
        source = (
            "<source>A. B.</source><seg-source><g id='1'>"
            + mark.format(1, "A.")
            + "</g> "
            + mark.format(2, "B.")
            + "</seg-source>"
        )
        target = "<target><g id='1'>" + mark.format(2, "Y &amp; y.") + "</g>" + mark.format(1, "X <x id='3'/>.") + "</target>"
        document = read("xliff", xliff(f"<trans-unit id='u'>{source}{target}</trans-unit>"))
        assert pairs(document) == [("u/2", "B.", "Y & y."), ("u/1", "A.", f"X {OBJECT}.")]
        assert [segment.codes for segment in document.segments] == [((), ()), ((), ("x id=3",))]
        other = read(
            "xliff",
            xliff(f"<trans-unit id='u'>{source}{target.replace('mid=' + chr(34) + '2', 'mid=' + chr(34) + '7')}</trans-unit>"),
        )
        assert pairs(other) == [("u", "A. B.", f"Y & y.X {OBJECT}.")]


class TestStates:
    def states(self, text: str, *states: str) -> list[str]:
        return [segment.id for segment in read("xliff", text, states=states).segments]

    def test_of_a_target(self) -> None:
        text = xliff(
            unit("Un.", "One.", "a").replace("<target", '<target state="final"')
            + unit("Un.", "One.", "b", ' approved="yes"')
            + unit("Un.", "One.", "c").replace("<target", '<target state="x-seen"')
            + unit("Un.", "One.", "d")
        )
        assert self.states(text) == ["a", "b", "c", "d"]
        assert self.states(text, "Final") == ["a"]
        assert self.states(text, "final", "approved") == ["a", "b"]
        assert self.states(text, "x-seen", "translated") == ["c"]

    def test_of_a_segment(self) -> None:
        text = xliff2(
            unit2("Un.", "One.", "a").replace("<segment", '<segment state="final"')
            + unit2("Un.", "One.", "b")
            + unit2("Un.", "One.", "c").replace("<segment", '<segment state="translated" subState="my:checked"')
        )
        assert self.states(text, "initial") == ["b"]
        assert self.states(text, "my:checked", "final") == ["a", "c"]

    def test_of_studio(self) -> None:
        mark = '<mrk mtype="seg" mid="{0}">{1}</mrk>'
        sides = mark.format(1, "A.") + mark.format(2, "B.") + mark.format(3, "C.")
        parts = (
            '<sdl:seg id="1" conf="Draft"/><sdl:seg id="2" conf="ApprovedSignOff"/><sdl:seg id="3" conf="Draft" locked="true"/>'
        )
        text = xliff(
            f"<trans-unit id='u'><source>A.</source><seg-source>{sides}</seg-source><target>{sides}</target>"
            f"<sdl:seg-defs>{parts}</sdl:seg-defs></trans-unit>",
            more=STUDIO,
        )
        assert self.states(text) == ["u/1", "u/2"]
        assert self.states(text, "approvedsignoff") == ["u/2"]
        assert read("xliff", text).segments[1].flags == ("state:ApprovedSignOff",)

    def test_of_memoq_and_phrase(self) -> None:
        text = xliff(unit("Un.", "One.", "a", ' mq:status="ManuallyConfirmed"') + unit("Un.", "One.", "b"), more=MEMOQ)
        assert self.states(text, "ManuallyConfirmed") == ["a"]
        text = xliff(unit("Un.", "One.", "a", ' m:confirmed="0"') + unit("Un.", "One.", "b", ' m:confirmed="2"'), more=PHRASE)
        assert self.states(text, "confirmed") == ["b"]
        assert self.states(text, "unconfirmed") == ["a"]

    def test_an_unknown_state_is_told_with_those_there_are(self) -> None:
        text = xliff(unit("Un.", "One.").replace("<target", '<target state="translated"'))
        with pytest.raises(
            Problem, match=r"no unit in the state 'tranlated', did you mean 'translated'\?; its states are translated"
        ):
            read("xliff", text, states=("tranlated",))
        with pytest.raises(Problem, match="has no unit in the state 'foo'; its units have none"):
            read("xliff", xliff(unit("Un.", "One.")), states=("foo",))


class TestText:
    @pytest.mark.parametrize(
        ("inside", "target", "codes"),
        [
            ("R&amp;D &#x2019;&#8217;&lt;b&gt; &quot;&apos;", "R&D ’’<b> \"'", ()),
            ("a <![CDATA[R&D <b>]]> c", "a R&D <b> c", ()),
            ("a<!-- x -->b<?y z?>c", "abc", ()),
            ("\n      One\n      two. \n  ", "One\ntwo.", ()),
            ("One\r\ntwo\rthree", "One\ntwo\nthree", ()),
            (" One ", " One ", ()),
            ('a<x id="1"/>b', f"a{OBJECT}b", ("x id=1",)),
            ('a<x id="1" ctype="lb"/>b', f"a{BREAK}b", ("x id=1",)),
            ('<g id="1">a<g id="2">b</g></g>', "ab", ("g id=1", "g id=2")),
            ('<bpt id="1">&lt;b></bpt>a<ept id="1">&lt;/b></ept>', "a", ("<b>", "</b>")),
            ('<bx id="1"/>a<ex id="2" rid="1"/>', "a", ("bx id=1", "ex id=2")),
            ('a<ph id="1">{0}</ph>', f"a{OBJECT}", ("{0}",)),
            ('a<ph id="1">img alt="<sub>cat</sub>"</ph>b', f"a{OBJECT}b", ('img alt="cat"',)),
            ('a<mrk mtype="protected">NASA</mrk>b', f"a{OBJECT}b", ("NASA",)),
            ('a<mrk mtype="x-sdl-deleted">out</mrk><mrk mtype="x-sdl-added">in</mrk>', "ain", ()),
            ('a<mq:ch val="x"/>', f"a{OBJECT}", ("ch val=x",)),
            ('a<it id="1" pos="open">[</it>', f"a{OBJECT}", ("[",)),
            ("a<it id='1' pos='open' equiv-text='>'/>b", f"a{OBJECT}b", ("it id=1",)),
        ],
    )
    def test_version_1(self, inside: str, target: str, codes: tuple[str, ...]) -> None:
        text = xliff(unit(inside, inside), more=MEMOQ)
        (segment,) = read("xliff", text).segments
        assert (segment.source, segment.target, segment.codes) == (target, target, (codes, codes))

    @pytest.mark.parametrize(
        ("inside", "target", "codes"),
        [
            ('<pc id="1">a</pc>', "a", ("pc id=1",)),
            ('<sc id="1"/>a<ec startRef="1"/>', "a", ("sc id=1", "ec startRef=1")),
            ('a<ph id="1" dataRef="d"/>', f"a{OBJECT}", ("{n}",)),
            ('a<ph id="1" type="fmt" subType="xlf:lb"/>b', f"a{BREAK}b", ("ph id=1",)),
            ('<pc id="1" dataRefStart="d" dataRefEnd="d">a</pc>', "a", ("{n}",)),
            ('a<cp hex="0001"/>', f"a{OBJECT}", ("cp hex=0001",)),
            ('<sm id="m1" type="term"/>a<em startRef="m1"/>', "a", ()),
            ('<mrk id="m1" translate="no">a</mrk>', OBJECT, ("a",)),
        ],
    )
    def test_version_2(self, inside: str, target: str, codes: tuple[str, ...]) -> None:
        data = '<originalData><data id="d">{n}</data></originalData>'
        (segment,) = read("xliff", xliff2(unit2(inside, inside).replace("<segment", f"{data}<segment"))).segments
        assert (segment.source, segment.target, segment.codes) == (target, target, (codes, codes))

    def test_white_space_is_kept_where_the_file_says_so(self) -> None:
        text = xliff(unit("x", " a\n  b\r\n", more=' xml:space="preserve"') + unit("x", " a\n  b\n", "2"))
        assert [segment.target for segment in read("xliff", text).segments] == [" a\n  b\n", " a\nb"]

    @pytest.mark.parametrize(
        ("text", "flags"),
        [
            (xliff(unit("x", "y", more=' maxwidth="20" size-unit="char"')), ("max-length:20",)),
            (xliff(unit("x", "y", more=' maxwidth="20"')), ()),
            (
                xliff2(unit2("x", "y").replace("<unit", '<unit s:sizeRestriction="5,9"'), ' xmlns:s="urn:s"'),
                ("max-length:9", "state:initial"),
            ),
        ],
    )
    def test_flags(self, text: str, flags: tuple[str, ...]) -> None:
        assert read("xliff", text).segments[0].flags == flags

    def test_comments(self) -> None:
        document = read("xliff", xliff("<!-- é\r\n -->" + unit("x", "a<!--b-->")))
        for comment, inside in zip(document.comments, [" é\r\n ", "b"], strict=True):
            assert document.text[comment.start : comment.end] == f"<!--{inside}-->" and comment.text == inside

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-1"]
    )
    def test_encodings(self, encoding: str) -> None:
        head = "" if "utf" in encoding else f'<?xml version="1.0" encoding="{encoding}"?>'
        before, after = (head + xliff(unit("été", text)) for text in ("a café", "a thé"))
        document = formats.read("a.xlf", before.encode(encoding))
        assert document.segments[0].target == "a café"
        assert formats.write(document, []) == before.encode(encoding)
        assert replaced(document, "café", "thé") == after.encode(encoding)

    def test_what_an_encoding_lacks_becomes_a_reference(self) -> None:
        data = ('<?xml version="1.0" encoding="iso-8859-1"?>' + xliff(unit("x", "l'été"))).encode("latin-1")
        new = replaced(formats.read("a.xlf", data), "'", "’")
        assert new == data.replace(b"'\xe9t", b"&#8217;\xe9t")
