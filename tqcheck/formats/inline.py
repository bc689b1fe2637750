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

from tqcheck.model import BREAK, OBJECT, Slice

# All alternatives begin with plain characters, which lets a search skip the prose between them.
_TAGS = r"""
    <!--.*?-->
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <\?.*?\?>
    | </(?P<close>[^\s>]++)\s*+>
    | <(?P<open>[^\s/>]++)(?P<rest>(?>[^>"']++|"[^"]*+"|'[^']*+')*+)>
"""
_REFERENCE = r"&(?P<entity>[^;]++);"
_BREAK = r"\r\n?"
_WRAP = r"\n[ \t\r\n]*+|\r[ \t\r\n]*+"
_TAG = re.compile(_TAGS, re.DOTALL | re.VERBOSE)
_ENTITY = re.compile(_REFERENCE)
_NATIVE = re.compile(rf"{_TAGS} | {_REFERENCE}", re.DOTALL | re.VERBOSE)
_SIMPLE = re.compile(r"[^<]*+</[^>]++>")
"""The rest of an element that holds text only."""
_ATTRIBUTE = re.compile(r"""([^\s=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_SPECIAL = re.compile(r"[<&\r\n]")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

NOTHING: Mapping[str, str] = {}
_LINE_BREAKS = frozenset(["lb", "x-lb", "x-br", "xlf:lb"])
"""What `ctype`, `type` and `subType` say of a code that is a line break."""
_KEYS = ("id", "startRef", "rid", "xid", "i", "x", "val", "hex")
"""The attributes that tell one code from another, the best one first."""
_DATA = ("dataRef", "dataRefStart")


class _Kind(Enum):
    """What becomes of an inline element."""

    whole = auto()  # it stands for something, its content with it
    point = auto()  # it marks a place; its content is native code
    pair = auto()  # it marks a stretch of prose
    note = auto()  # it marks a stretch of prose for people's sake: no code
    gone = auto()  # it is no part of the text, its content neither


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


class _Code(NamedTuple):
    """A code's name, and what stands for it in the text if anything does."""

    name: str
    piece: str


class Reader:
    """Reads stretches of one file."""

    def __init__(self) -> None:
        self._codes: dict[str, _Code] = {}

    def read(self, stretch: str, start: int = 0, preserve: bool = False, data: Mapping[str, str] = NOTHING) -> Inline:
        """Read what an element holds, which stands in the file from `start`.

        `preserve` keeps white space, `data` has native content that stands elsewhere.
        """
        if not _SPECIAL.search(stretch):
            return Inline(stretch, start, (), ())
        return _Run(self, stretch, start, data, _PRESERVED if preserve else _LAID_OUT).read()

    def code(self, raw: str, data: Mapping[str, str]) -> _Code:
        """What a code is called."""
        if data and _DATA[0] in raw:
            return _code(raw, data)
        found = self._codes.get(raw)
        if found is None:
            found = self._codes[raw] = _code(raw, NOTHING)
        return found


def marked(stretch: str) -> dict[str, tuple[int, int]] | None:
    """Where a unit's segments stand in it, by their `mid` (`<mrk mtype="seg">`); None where one stands twice."""
    found: dict[str, tuple[int, int]] = {}
    opened: list[tuple[str, int] | None] = []
    for tag in _TAG.finditer(stretch):
        if tag["close"]:
            if (mark := opened.pop()) is not None:
                if mark[0] in found:
                    return None
                found[mark[0]] = mark[1], tag.start()
        elif tag["open"] and not tag["rest"].endswith("/"):
            attributes = _attributes(tag["rest"]) if _local(tag["open"]) == "mrk" else NOTHING
            opened.append((attributes.get("mid", ""), tag.end()) if attributes.get("mtype") == "seg" else None)
    return found


def native(text: str) -> str:
    """The text of an element's content, markup left out."""
    return _NATIVE.sub(lambda token: _character(token) if token["entity"] else token["cdata"] or "", text)


class _Look(NamedTuple):
    """How one looks for what isn't prose: in text, and inside a CDATA section."""

    text: re.Pattern[str]
    cdata: re.Pattern[str]


_LAID_OUT, _PRESERVED = (
    _Look(re.compile(rf"{_TAGS} | {_REFERENCE} | {breaks}", re.DOTALL | re.VERBOSE), re.compile(breaks))
    for breaks in (_WRAP, _BREAK)
)


class _Run:
    """One reading, and the pieces so far."""

    def __init__(self, reader: Reader, text: str, base: int, data: Mapping[str, str], look: _Look) -> None:
        self._reader, self._data, self._look = reader, data, look
        self._text, self._base = text, base
        self._pieces: list[str] = []
        self._slices: list[Slice] = []
        self._codes: list[str] = []
        self._length = 0
        self._verbatim = False

    def read(self) -> Inline:
        self._stretch(0, len(self._text), self._look.text)
        text, slices = "".join(self._pieces), self._slices
        if self._look is _LAID_OUT and text.endswith("\n"):
            text = text[:-1]
            at, first, last = slices.pop()
            if at < len(text):
                slices.append(Slice(at, first, last - 1))
        start = slices[0].start if slices else self._base
        verbatim = len(slices) == 1 and slices[0].end - start == len(text)
        return Inline(text, start, () if verbatim else tuple(slices), tuple(self._codes))

    def _stretch(self, start: int, end: int, pattern: re.Pattern[str]) -> None:
        search, text, at = pattern.search, self._text, start
        while found := search(text, at, end):
            first, at = found.span()
            if text[first] in "\r\n":
                start = self._wrap(start, first, at)
                continue
            if start < first:
                self._add(start, first)
            at = start = self._take(found)
        if start < end:
            self._add(start, end)

    def _wrap(self, start: int, first: int, end: int) -> int:
        """Take in a line break, unless it can stay a part of the text from `start`; where what is not taken in begins."""
        text, laid_out = self._text, self._look is _LAID_OUT
        while laid_out and first > start and text[first - 1] in " \t":
            first -= 1
        leading = laid_out and first == start and not self._pieces
        if end - first == 1 and text[first] == "\n" and not leading:
            return start
        if start < first:
            self._add(start, first)
        if not leading:
            self._whole("\n", first, end)
        return end

    def _take(self, found: re.Match[str]) -> int:
        """Take in a token; where what belongs to it ends."""
        token = found.lastgroup
        if token == "rest":
            return self._open(found)
        if token == "entity":
            self._whole(_character(found), *found.span())
        elif token == "cdata":
            self._stretch(*found.span("cdata"), self._look.cdata)
        return found.end()

    def _open(self, found: re.Match[str]) -> int:
        """Take in an element; where its tag ends or, if none of its content is prose, the element itself."""
        rest = found["rest"]
        kind = _KINDS.get(_local(found["open"]), _Kind.whole)
        if kind is _Kind.note and rest:
            kind = _mark(_attributes(rest))
        start, end = found.span()
        if kind not in (_Kind.note, _Kind.pair) and not rest.endswith("/"):
            end = _end(self._text, end)
        if kind in (_Kind.pair, _Kind.point, _Kind.whole):
            code = self._reader.code(self._text[start:end], self._data)
            self._codes.append(code.name)
            if kind is _Kind.whole:
                self._whole(code.piece, start, end)
        return end

    def _add(self, start: int, end: int) -> None:
        """Add what stands in the file as it is."""
        self._pieces.append(self._text[start:end])
        first, last = self._base + start, self._base + end
        if self._verbatim and self._slices[-1].end == first:
            before = self._slices[-1]
            self._slices[-1] = Slice(before.at, before.start, last)
        else:
            self._slices.append(Slice(self._length, first, last))
        self._length += end - start
        self._verbatim = True

    def _whole(self, piece: str, start: int, end: int) -> None:
        """Add what stands for something else in the file."""
        self._pieces.append(piece)
        self._slices.append(Slice(self._length, self._base + start, self._base + end))
        self._length += len(piece)
        self._verbatim = False


def _end(text: str, at: int) -> int:
    """Where an element ends whose tag ends at a place."""
    if found := _SIMPLE.match(text, at):
        return found.end()
    depth = 1
    for tag in _TAG.finditer(text, at):
        if tag["close"]:
            depth -= 1
        elif tag["open"]:
            depth += not tag["rest"].endswith("/")
        if not depth:
            return tag.end()
    raise AssertionError("the text is well-formed")


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


def _code(raw: str, data: Mapping[str, str]) -> _Code:
    found = _TAG.match(raw)
    assert found is not None
    attributes, element = _attributes(found["rest"]), _local(found["open"])
    is_break = not _LINE_BREAKS.isdisjoint(attributes.get(name, "") for name in ("ctype", "type", "subType"))
    piece = BREAK if is_break else OBJECT
    contents = (native(raw[found.end() :]), *(data.get(attributes.get(name, ""), "") for name in _DATA))
    if content := next((content.strip() for content in contents if content.strip()), ""):
        return _Code(content, piece)
    key = next((key for key in _KEYS if key in attributes), "")
    return _Code(f"{element} {key}={attributes[key]}" if key else element, piece)
