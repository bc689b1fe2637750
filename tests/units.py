"""XLIFF and TMX for the tests of their formats: files made of a few parts, files at random, and a reader of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from hypothesis import strategies as st

from tqcheck import formats
from tqcheck.model import BREAK, OBJECT, Document, Reading, Segment, Slice, Span


def xliff(inside: str, *, source: str = "fr", target: str = "en", more: str = "") -> str:
    """A file of XLIFF 1.2."""
    namespaces = f'xmlns="urn:oasis:names:tc:xliff:document:1.2"{more}'
    languages = f'source-language="{source}" target-language="{target}"'
    return f'<xliff version="1.2" {namespaces}><file original="a" {languages}><body>{inside}</body></file></xliff>'


def xliff2(inside: str, more: str = "") -> str:
    """A file of XLIFF 2.0."""
    namespaces = f'xmlns="urn:oasis:names:tc:xliff:document:2.0"{more}'
    return f'<xliff version="2.0" srcLang="fr" trgLang="en" {namespaces}><file id="f">{inside}</file></xliff>'


def unit(source: str, target: str, name: str = "1", more: str = "") -> str:
    """A unit of XLIFF 1.2."""
    return f'<trans-unit id="{name}"{more}><source>{source}</source>{target and f"<target>{target}</target>"}</trans-unit>'


def unit2(source: str, target: str, name: str = "1") -> str:
    """A unit of XLIFF 2.0."""
    return f'<unit id="{name}"><segment><source>{source}</source><target>{target}</target></segment></unit>'


def tmx(inside: str, srclang: str = "fr") -> str:
    """A memory."""
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{inside}</body></tmx>'


def tu(more: str = "", **texts: str) -> str:
    """A unit of a memory, its texts by their languages."""
    variants = "".join(f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>' for tag, text in texts.items())
    return f"<tu{more}>{variants}</tu>"


def read(name: str, text: str, **reading: object) -> Document:
    """A text as a format has it."""
    return formats.read("sample", text.encode(), name=name, reading=Reading(**reading))  # type: ignore[arg-type]


def pairs(document: Document) -> list[tuple[str, str | None, str]]:
    """The segments: name, source, target."""
    return [(segment.id, segment.source, segment.target) for segment in document.segments]


def replaced(document: Document, old: str, new: str) -> bytes | None:
    """The file with the first `old` of its targets replaced, None where the document or the format refuses."""
    for segment in document.segments:
        if (at := segment.target.find(old)) >= 0:
            edit = document.edit(segment, Span(at, at + len(old)), new)
            return formats.write(document, [edit]) if edit and formats.escaped(document, edit) is not None else None
    raise AssertionError(f"{old!r} is in no target")


def pieces(segment: Segment) -> list[tuple[str, Slice]]:
    """Each piece of a target, and where it stands in the file."""
    if not segment.slices:
        return [(segment.target, Slice(0, segment.start, segment.start + len(segment.target)))]
    ends = [piece.at for piece in segment.slices[1:]] + [len(segment.target)]
    return [(segment.target[piece.at : end], piece) for piece, end in zip(segment.slices, ends, strict=True)]


_OPAQUE = frozenset("x bx ex ph it bpt ept ut sc ec cp sm em".split())


def _prose(element: ElementTree.Element) -> str:
    """The text that a reader of XML finds in an element, that of codes left out."""
    text = "" if element.tag.rpartition("}")[2] in _OPAQUE else element.text or ""
    return text + "".join(_prose(child) + (child.tail or "") for child in element)


def seen_elsewhere(data: bytes, tag: str) -> list[str]:
    """The words of the elements of a name, by the library's reader of XML."""
    found = [_prose(element) for element in ElementTree.fromstring(data).iter() if element.tag.rpartition("}")[2] == tag]
    return [" ".join(text.split()) for text in found if text.strip()]


def words(segment: Segment) -> str:
    """The words of a target."""
    return " ".join(re.sub(f"[{OBJECT}{BREAK}]", "", segment.target).split())


# --- Files at random ---

prose = st.lists(
    st.sampled_from("the Cat 2024 naïve İ Привет 日本語 👍🏽 don't &amp; &lt;b&gt; &#x2019; &#8217; [x]]y z> \" '".split()),
    min_size=1,
    max_size=5,
).map(" ".join)
glue = st.sampled_from(["", "", " ", "\n", "\n    ", "\t", " \n\n ", "<!-- note -->", "<?pi x?>", "<![CDATA[R&D <b>]]>"])
_CODES = {
    "xliff": ["<x id='1'/>", '<ph id="2">{0}</ph>', '<bpt id="3">&lt;b></bpt>', '<ept id="3"/>', "<x id='4' ctype='lb'/>"],
    "tmx": [
        '<ph x="1">%s<sub>alt</sub></ph>',
        '<bpt i="1">&lt;b></bpt>',
        '<ept i="1">&lt;/b></ept>',
        "<it pos='begin'/>",
        "<ut>x</ut>",
    ],
}
_PAIRS = {
    "xliff": ['<g id="1">…</g>', '<mrk mtype="x-term" mid="…">…</mrk>', "<mrk mtype='protected'>…</mrk>"],
    "tmx": ["<hi>…</hi>", "<hi type='x>y'>…</hi>"],
}


def _side(name: str) -> st.SearchStrategy[str]:
    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        inside = st.lists(inner | glue, min_size=1, max_size=4).map("".join)
        return st.builds(lambda pair, text: pair.replace(">…<", f">{text}<"), st.sampled_from(_PAIRS[name]), inside)

    leaf = prose | prose | st.sampled_from(_CODES[name])
    return st.lists(st.recursive(leaf, around, max_leaves=4) | glue, max_size=5).map("".join)


@st.composite
def files(draw: Callable[[st.SearchStrategy[str]], str], name: str) -> bytes:
    """A file of a format, with any line breaks, in any encoding."""
    side, count = _side(name), draw(st.integers(0, 3))  # type: ignore[arg-type]
    space = draw(st.sampled_from(["", ' xml:space="preserve"']))
    if name == "xliff":
        made = "\n".join(unit(draw(side), draw(side), str(index), space) for index in range(int(count)))
        text = xliff(made)
    else:
        text = tmx("\n".join(tu(space, fr=draw(side), en=draw(side)) for _ in range(int(count))))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
    return text.encode(encoding)
