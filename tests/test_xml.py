"""XML is read without opening or expanding anything, with the line of each element, and written so that it can be read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.model import Problem
from tqcheck.xml import DEPTH, Node, clean, parse, render

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    + "]><a>&l11;</a>"
)


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def test_elements_have_their_names_texts_attributes_and_lines() -> None:
    root = parse(
        "f",
        b'<?xml version="1.0"?>\n<t xmlns="urn:t" xmlns:m="urn:m">\n<m:b xml:lang="fr" m:c="1" d="2">x <i>y</i> z</m:b>\n</t>',
    )
    assert [(node.namespace, node.tag, node.line) for node in nodes(root)] == [
        ("urn:t", "t", 2),
        ("urn:m", "b", 3),
        ("urn:t", "i", 3),
    ]
    inner = next(root.children)
    assert inner.attributes == {"xml:lang": "fr", "{urn:m}c": "1", "d": "2"}
    assert inner.text == "x y z"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_each_of_its_encodings(encoding: str) -> None:
    assert parse("f", "<a>État — état</a>".encode(encoding)).text == "État — état"


def test_an_8_bit_encoding_is_read_where_it_is_declared() -> None:
    assert parse("f", '<?xml version="1.0" encoding="windows-1252"?><a>“é”</a>'.encode("cp1252")).text == "“é”"


def test_a_doctype_is_passed_over(tmp_path: Path) -> None:
    outside = tmp_path / "outside.dtd"
    outside.write_text('<!ENTITY secret "secret"><!ATTLIST martif type CDATA "other">', "utf-8")
    text = f'<!DOCTYPE martif SYSTEM "{outside.as_uri()}">\n<martif type="TBX"/>'
    assert parse("f", text.encode()).attributes == {"type": "TBX"}
    assert parse("f", text.replace('type="TBX"', "").encode()).attributes == {}


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        '<!DOCTYPE a [<!ENTITY x "y">]><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x PUBLIC "p" "http://127.0.0.1:9/x">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "x.png" NDATA png>]><a/>',
    ],
)
def test_a_file_that_declares_entities_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(Problem, match=r"^f:1: declares the entity '\w+'; entities are refused"):
        parse("f", text.encode())
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("text", ["<a>\n&eacute;</a>", '<a>\n<b c="&eacute;"/></a>', "<a>\n<b c='x &amp; &eacute;'/></a>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_of_a_dtd_is_refused_rather_than_dropped(text: str, encoding: str) -> None:
    with pytest.raises(Problem, match=r"^f:2: uses the entity 'eacute' of a DTD"):
        parse("f", ('<!DOCTYPE a SYSTEM "a.dtd">' + text).encode(encoding))


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "is empty"),
        (b" \n ", 2, "is empty"),
        (b"source,target\nport,port\n", 1, "is not XML"),
        (b"PK\x03\x04\x00", 1, "is not XML"),
        (b"<a>\n<b>\n<c>text", 3, "ends before the <c> of line 3 does; the file is cut short"),
        (b"<a>\n<b", 2, "the file is cut short"),
        ("<a>\né".encode()[:-1], 2, "the file is cut short"),
        (b"<a>\n<b></a>", 2, "is not well-formed XML: mismatched tag"),
        (b"<a/>\n<b/>", 2, "junk after document element"),
        (b"<a>&eacute;</a>", 1, "undefined entity"),
        (b"<a>\n\x00</a>", 2, "not well-formed"),
        (b"<a>\n\x1b</a>", 2, "not well-formed"),
        (b"<a>\n\xff</a>", 2, "not well-formed"),
        (b"<!DOCTYPE html>\n<html><br></html>", 2, "is a web page"),
        (b"<!-- x -->\n<HTML><br></HTML>", 2, "is a web page"),
        (b'<?xml version="1.0" encoding="big5"?><a/>', 1, "save it as UTF-8"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', 1, "save it as UTF-8"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', 1, "encoding specified in XML declaration is incorrect"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(Problem) as raised:
        parse("f", data)
    assert raised.value.line == line
    assert message in raised.value.message


def test_nesting_has_a_limit() -> None:
    fine = "<a>" * DEPTH + "</a>" * DEPTH
    assert len(list(nodes(parse("f", fine.encode())))) == DEPTH
    with pytest.raises(Problem, match=f"nests elements more than {DEPTH} deep"):
        parse("f", b"<a>" * 1_000_000)


@given(st.binary(max_size=60) | st.text("<>&;/a =\"'![]-%", max_size=40).map(str.encode))
def test_no_bytes_raise_anything_but_a_problem(data: bytes) -> None:
    try:
        parse("f", data)
    except Problem as problem:
        assert str(problem).startswith("f:")


TEXT = st.text(st.characters(codec="utf-16-be"), max_size=12) | st.text("<>&\"' \t\r\n]", max_size=8)
NAME = st.sampled_from(["a", "b", "term", "État"])
INLINE = st.builds(Node, NAME, st.just({}), st.lists(TEXT.map(clean), min_size=1, max_size=1))
LEAF = st.builds(
    Node,
    NAME,
    st.dictionaries(st.sampled_from(["id", "xml:lang"]), TEXT.map(clean)),
    st.lists(TEXT.map(clean) | INLINE, max_size=3),
)
TREE = st.recursive(LEAF, lambda inner: st.builds(Node, NAME, st.just({}), st.lists(inner, max_size=3)), max_leaves=6)


def shape(node: Node) -> object:
    """What of a node comes through: its texts too, unless it holds elements only."""
    told = any(isinstance(part, str) and part.strip(" \n") for part in node.content)
    return node.tag, node.attributes, node.text if told else "", [shape(child) for child in node.children]


@given(TREE)
def test_what_is_written_is_read_again(root: Node) -> None:
    data = render(root)
    assert shape(parse("f", data)) == shape(root)
    ElementTree.fromstring(data)


def test_a_file_is_written_an_element_a_line() -> None:
    root = Node("a", {"x": '"<\n'}, [Node("b", content=["c & ", Node("i", content=["d"])]), Node("e")])
    assert render(root, "<!DOCTYPE a>").decode().splitlines() == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!DOCTYPE a>",
        '<a x="&quot;&lt;&#10;">',
        "  <b>c &amp; <i>d</i></b>",
        "  <e/>",
        "</a>",
    ]


@given(st.text(st.characters(), max_size=20))
def test_what_xml_cannot_hold_is_never_written(text: str) -> None:
    cleaned = clean(text)
    assert parse("f", render(Node("a", {"b": cleaned}, [cleaned]))).attributes["b"] == cleaned
    if cleaned != text:
        with pytest.raises(ValueError, match=r"XML can't hold U\+"):
            render(Node("a", content=[text]))
