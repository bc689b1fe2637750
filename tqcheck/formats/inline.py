"""The text of a unit of XLIFF or TMX: prose and inline codes, each piece with its place in the file.

The text that is read here is known to be well-formed. A code that stands for something (a placeholder, a picture) becomes
OBJECT, a line break BREAK; codes that only mark a stretch (bold, a link) leave no trace but a gap between slices, which no
fix crosses. White space is kept as it is, but where the file is laid out for the eye: a line break with the indentation
around it is a plain line break, none at all at either end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from tqcheck.model import BREAK, OBJECT, Document, Slice
from tqcheck.xml import clean

_TAGS = r"""
    <!--.*?-->
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <\?.*?\?>
    | </(?P<close>[^\s>]++)\s*+>
    | <(?P<open>[^\s/>]++)(?P<rest>(?>[^>"']++|"[^"]*+"|'[^']*+')*+)>
"""
_BREAK = r"(?P<wrap>\r\n?)"
_WRAP = r"(?P<wrap>(?<![ \t])[ \t]*+[\r\n][ \t\r\n]*+)"
_LAID_OUT = re.compile(rf"{_TAGS} | &(?P<entity>[^;]++); | {_WRAP}", re.DOTALL | re.VERBOSE)
_PRESERVED = re.compile(rf"{_TAGS} | &(?P<entity>[^;]++); | {_BREAK}", re.DOTALL | re.VERBOSE)
_IN_CDATA = {_LAID_OUT: re.compile(_WRAP), _PRESERVED: re.compile(_BREAK)}
_TAG = re.compile(_TAGS, re.DOTALL | re.VERBOSE)
_ATTRIBUTE = re.compile(r"""([^\s=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_SPECIAL = re.compile(r"[<&\r\n]")
_ENTITY = re.compile(r"&(?P<entity>[^;]++);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ANGLE = re.compile(r"[<>]")

NOTHING: Mapping[str, str] = {}
_LINE_BREAKS = frozenset(["lb", "x-lb", "x-br", "xlf:lb"])
"""What `ctype`, `type` and `subType` say of a code that is a line break."""
_KEYS = ("id", "startRef", "rid", "xid", "i", "x", "val", "hex")
"""The attributes that tell one code from another, the best one first."""
_DATA = ("dataRef", "dataRefStart")


class _Kind(Enum):
    """What becomes of an inline element."""

    whole = auto()
    """It stands for something, its content with it."""
    point = auto()
    """It marks a place; its content is native code."""
    pair = auto()
    """It marks a stretch of prose."""
    note = auto()
    """It marks a stretch of prose for people's sake: no code."""
    gone = auto()
    """It is no part of the text, its content neither."""


_KINDS = (
    dict.fromkeys(["g", "pc"], _Kind.pair)
    | dict.fromkeys(["bx", "ex", "bpt", "ept", "sc", "ec"], _Kind.point)
    | dict.fromkeys(["mrk", "hi"], _Kind.note)
    | dict.fromkeys(["sm", "em"], _Kind.gone)
)
"""All others are whole."""


class Inline(NamedTuple):
    """What was read: the text, where it begins, its slices (none where it stands verbatim), and its codes in order.

    A code reads as translators know it: by its native content where it has any (`{0}`, `<b>`), else by its element and
    identifier (`x id=1`, `g id=2`). The ends of elements such as `</g>` are no codes: XML sees to it that they are there.
    """

    text: str
    start: int
    slices: tuple[Slice, ...]
    codes: tuple[str, ...]


class Reader:
    """Reads stretches of one file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._labels: dict[str, str] = {}

    def read(self, start: int, end: int, *, preserve: bool = False, data: Mapping[str, str] = NOTHING) -> Inline:
        """Read what an element holds; `preserve` keeps white space, `data` has native content that stands elsewhere."""
        stretch = self.text[start:end]
        if not _SPECIAL.search(stretch):
            return Inline(stretch, start, (), ())
        return _Run(self, data).read(start, end, _PRESERVED if preserve else _LAID_OUT)

    def label(self, start: int, end: int, data: Mapping[str, str]) -> str:
        """The name of a code."""
        raw = self.text[start:end]
        if data and _DATA[0] in raw:
            return _label(raw, data)
        if raw not in self._labels:
            self._labels[raw] = _label(raw, NOTHING)
        return self._labels[raw]


def marked(text: str, start: int, end: int) -> dict[str, tuple[int, int]] | None:
    """The stretches of a unit's segments by their `mid` (`<mrk mtype="seg">`); None where one stands twice."""
    found: dict[str, tuple[int, int]] = {}
    opened: list[tuple[str, int] | None] = []
    for tag in _TAG.finditer(text, start, end):
        if tag["close"]:
            if (mark := opened.pop()) is not None:
                if mark[0] in found:
                    return None
                found[mark[0]] = mark[1], tag.start()
        elif tag["open"] and not tag["rest"].endswith("/"):
            attributes = _attributes(tag["rest"]) if _local(tag["open"]) == "mrk" else {}
            opened.append((attributes.get("mid", ""), tag.end()) if attributes.get("mtype") == "seg" else None)
    return found


def native(text: str) -> str:
    """The text of an element's content, markup left out."""
    return _plain(_TAG.sub(lambda tag: tag["cdata"] or "", text))


class _Run:
    """One reading: the pieces so far, and the element that is passed over."""

    def __init__(self, reader: Reader, data: Mapping[str, str]) -> None:
        self._reader, self._data = reader, data
        self._text = reader.text
        self._pieces: list[str] = []
        self._slices: list[Slice] = []
        self._codes: list[str] = []
        self._length = 0
        self._verbatim = False
        self._depth = self._from = 0
        self._kind = _Kind.whole

    def read(self, start: int, end: int, pattern: re.Pattern[str]) -> Inline:
        at = start
        for found in pattern.finditer(self._text, start, end):
            token = found.lastgroup or ""
            if self._depth:
                at = self._pass(token, found) or at
            elif token != "wrap" or found[0] != "\n" or (at == found.start() and not self._pieces):
                self._add(at, found.start())
                at = found.end()
                self._take(token, found, pattern)
        self._add(at, end)
        return self._done(start, pattern)

    def _pass(self, token: str, found: re.Match[str]) -> int | None:
        """Pass over what is inside an element; where it ends if it does."""
        if token == "rest":
            self._depth += not found["rest"].endswith("/")
        elif token == "close":
            self._depth -= 1
            if not self._depth:
                self._code(self._kind, self._from, found.end())
                return found.end()
        return None

    def _take(self, token: str, found: re.Match[str], pattern: re.Pattern[str]) -> None:
        if token == "rest":
            self._open(found)
        elif token == "entity":
            self._whole(_character(found), *found.span())
        elif token == "wrap" and (self._pieces or pattern is _PRESERVED):
            self._whole("\n", *found.span())
        elif token == "cdata":
            self._cdata(*found.span("cdata"), pattern)

    def _cdata(self, start: int, end: int, pattern: re.Pattern[str]) -> None:
        for found in _IN_CDATA[pattern].finditer(self._text, start, end):
            self._add(start, found.start())
            start = found.end()
            self._take("wrap", found, pattern)
        self._add(start, end)

    def _open(self, found: re.Match[str]) -> None:
        name, rest = _local(found["open"]), found["rest"]
        kind = _KINDS.get(name, _Kind.whole)
        if name == "mrk":
            kind = _mark(_attributes(rest))
        if kind is _Kind.pair:
            self._codes.append(self._reader.label(*found.span(), self._data))
        elif rest.endswith("/"):
            self._code(kind, *found.span())
        elif kind is not _Kind.note:
            self._kind, self._depth, self._from = kind, 1, found.start()

    def _code(self, kind: _Kind, start: int, end: int) -> None:
        if kind in (_Kind.whole, _Kind.point):
            self._codes.append(self._reader.label(start, end, self._data))
        if kind is _Kind.whole:
            self._whole(BREAK if _is_break(self._text[start:end]) else OBJECT, start, end)

    def _add(self, start: int, end: int) -> None:
        """Add what stands in the file as it is."""
        if start == end:
            return
        self._pieces.append(self._text[start:end])
        if self._verbatim and self._slices[-1].end == start:
            last = self._slices[-1]
            self._slices[-1] = Slice(last.at, last.start, end)
        else:
            self._slices.append(Slice(self._length, start, end))
        self._length += end - start
        self._verbatim = True

    def _whole(self, piece: str, start: int, end: int) -> None:
        self._pieces.append(piece)
        self._slices.append(Slice(self._length, start, end))
        self._length += len(piece)
        self._verbatim = False

    def _done(self, start: int, pattern: re.Pattern[str]) -> Inline:
        text, slices = "".join(self._pieces), self._slices
        if pattern is _LAID_OUT and text.endswith("\n"):
            text = text[:-1]
            at, first, last = slices.pop()
            if at < len(text):
                slices.append(Slice(at, first, last - 1))
        start = slices[0].start if slices else start
        verbatim = len(slices) == 1 and slices[0].end - start == len(text)
        return Inline(text, start, () if verbatim else tuple(slices), tuple(self._codes))


def _character(found: re.Match[str]) -> str:
    """The character that a reference stands for; XML has no others unless a DTD tells them."""
    name = found["entity"]
    if name[0] != "#":
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))


def _plain(text: str) -> str:
    return _ENTITY.sub(_character, text) if "&" in text else text


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _attributes(rest: str) -> dict[str, str]:
    return {_local(name): _plain(double or single) for name, double, single in _ATTRIBUTE.findall(rest)}


def _mark(attributes: Mapping[str, str]) -> _Kind:
    """What becomes of a `<mrk>`: protected text is a code, text that a tracked change deleted is none."""
    kind = attributes.get("mtype", "")
    if kind == "protected" or attributes.get("translate") == "no":
        return _Kind.whole
    return _Kind.gone if kind == "x-sdl-deleted" else _Kind.note


def _is_break(raw: str) -> bool:
    """Whether a code is a line break."""
    found = _TAG.match(raw)
    attributes = _attributes(found["rest"]) if found else {}
    return not _LINE_BREAKS.isdisjoint(attributes.get(name, "") for name in ("ctype", "type", "subType"))


def _label(raw: str, data: Mapping[str, str]) -> str:
    found = _TAG.match(raw)
    assert found is not None
    if content := native(raw[found.end() :]).strip():
        return content
    attributes = _attributes(found["rest"])
    for name in _DATA:
        if content := data.get(attributes.get(name, ""), "").strip():
            return content
    name = _local(found["open"])
    key = next((key for key in _KEYS if key in attributes), "")
    return f"{name} {key}={attributes[key]}" if key else name


def escape(text: str, document: Document, at: int) -> str | None:
    """New text as it can stand at a place; None where nothing can say it there."""
    if clean(text) != text:
        return None
    there = document.text
    before = there[max(0, at - 2) : at] + text
    if before.endswith("]") and (angle := _ANGLE.search(there, at)) and angle[0] == ">":
        return None  # with what follows it might make “]]>”, which ends a CDATA section and can't stand in plain text
    if not ({"&", "<", ">", "\r"} & set(text)) and _encoded(text, document.encoding) == text:
        return text
    start = there.rfind("<![CDATA[", 0, at)
    if start < 0 or start < there.rfind("]]>", 0, at):
        return _encoded(text.translate(_ENTITIES), document.encoding)
    stands = _encoded(text, document.encoding) == text and "\r" not in text and "]]>" not in before
    hidden = there.find("-->", start, at) >= 0 or there.find("?>", start, at) >= 0  # the section may only be spoken of
    return text if stands and not hidden else None


def _encoded(text: str, encoding: str) -> str:
    """A text with references for what its encoding lacks."""
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)
