"""XML read without trusting it, and written so that every parser takes it.

Nothing outside the file is ever opened, and a file that declares entities is refused: they can name other files, and a few
of them that name each other swell to gigabytes. What is read keeps the line where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from tqcheck.model import Problem

DEPTH = 200
"""Elements inside elements from which a file is refused; formats of translation nest some twenty."""

_WEB_PAGE = "is a web page, not the file itself; download it anew"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold, not even as a reference (production 2, Char)."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE_ESCAPES = _ESCAPES | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_DTD_ENTITY = re.compile(rb"""=\s*(?:"[^"<]*?|'[^'<]*?)&(?!(?:amp|lt|gt|quot|apos);|#)([^;"'<\s]+);""")
"""An entity in an attribute that only a DTD could tell; expat drops it without a word where a DTD is named."""
_HTML = re.compile(rb"(?>\s*<!--.*?-->)*+\s*<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL)
_CUT_SHORT = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_UNTOLD = "uses the entity {!r} of a DTD, which is never opened; put its text in its place"


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its namespace, its attributes, and its texts and elements in order.

    Attributes are named as in the file where they have no namespace, `xml:lang` where it is XML's own, else `{namespace}name`.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)
    namespace: str = ""
    line: int = 0

    @property
    def children(self) -> Iterator[Node]:
        """The elements directly inside."""
        return (part for part in self.content if not isinstance(part, str))

    @property
    def text(self) -> str:
        """All text inside, that of inner elements too."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)


def parse(path: str, data: bytes) -> Node:
    """The root element of a file in UTF-8, UTF-16 or a declared 8-bit encoding; raises Problem with its line."""
    return _Reader(path).read(data)


def clean(text: str) -> str:
    """A text without the characters that XML can't hold: control characters, lone surrogates, U+FFFE and U+FFFF."""
    return _NO_XML.sub("", text)


def render(root: Node, doctype: str = "") -> bytes:
    """A file in UTF-8, one element a line; one that holds text stays on its line, as white space counts there.

    Tags stand as given, prefixes included; declare their namespaces as attributes. Raises ValueError where `clean` is due.
    """
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return "".join([head, f"{doctype}\n" if doctype else "", *_lines(root, "")]).encode()


def _lines(node: Node, indent: str) -> Iterator[str]:
    if not node.content or any(isinstance(part, str) for part in node.content):
        yield f"{indent}{_inline(node)}\n"
        return
    yield f"{indent}{_opening(node)}>\n"
    for child in node.children:
        yield from _lines(child, indent + "  ")
    yield f"{indent}</{node.tag}>\n"


def _inline(node: Node) -> str:
    if not node.content:
        return f"{_opening(node)}/>"
    inside = "".join(_escape(part, _ESCAPES) if isinstance(part, str) else _inline(part) for part in node.content)
    return f"{_opening(node)}>{inside}</{node.tag}>"


def _opening(node: Node) -> str:
    return f"<{node.tag}" + "".join(f' {name}="{_escape(text, _ATTRIBUTE_ESCAPES)}"' for name, text in node.attributes.items())


def _escape(text: str, escapes: dict[int, str]) -> str:
    if found := _NO_XML.search(text):
        raise ValueError(f"XML can't hold U+{ord(found[0]):04X}")
    return text.translate(escapes)


class Guard:
    """One run of expat that stops at what can't be trusted; what reads a format hears of elements by `start` and `end`.

    `open` holds something for each element that has not ended. With `encoding`, what the file declares counts nothing.
    """

    def __init__(self, path: str, encoding: str | None = None) -> None:
        self.path = path
        self.begun = self.dtd = False
        self.open: list[Any] = []
        self.parser = parser = expat.ParserCreate(encoding, " ")
        parser.buffer_text = True
        parser.specified_attributes = True  # a DTD's defaults could be large, and stand in every element
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.declared
        parser.SkippedEntityHandler = self.skipped
        parser.ExternalEntityRefHandler = self.external

    def start(self, name: str, attributes: Any) -> None:
        """Hear of an element that begins; its name follows that of its namespace and a space."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """Hear of an element that ends."""
        raise NotImplementedError

    def innermost(self) -> tuple[str, int]:
        """The name and the line of the last element that is open."""
        raise NotImplementedError

    def run(self, data: bytes) -> None:
        """Read a file; raises Problem with its line."""
        self.feed(data, last=True)
        plain = data.replace(b"\0", b"") if self.dtd else b""  # makes ASCII of UTF-16's ASCII
        if found := _DTD_ENTITY.search(plain):
            line = plain.count(b"\n", 0, found.start(1)) + 1
            raise Problem(self.path, line, _UNTOLD.format(found[1].decode(errors="replace")))

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Read a piece of a file; raises Problem with the line in the file."""
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            raise Problem(self.path, error.lineno, self.complaint(error, data)) from None
        except (LookupError, ValueError):
            if self.begun:
                raise
            raise Problem(self.path, 1, "declares an encoding that can't be read here; save it as UTF-8") from None

    def complaint(self, error: expat.ExpatError, data: bytes) -> str:
        """What is wrong with a file that expat refuses, for someone who doesn't know XML."""
        if not (self.begun or data.strip()):
            return "is empty"
        if _HTML.match(data):
            return _WEB_PAGE
        if not self.begun:
            return f"is not XML ({expat.ErrorString(error.code)})"
        if error.code in _CUT_SHORT and self.open:
            tag, line = self.innermost()
            return f"ends before the <{tag}> of line {line} does; the file is cut short"
        return f"is not well-formed XML: {expat.ErrorString(error.code)}"

    def refuse(self, message: str) -> Problem:
        """A Problem at the place that is being read."""
        return Problem(self.path, self.parser.CurrentLineNumber, message)

    def other_root(self, name: str, form: str) -> Problem:
        """A Problem with a root element that a form doesn't have."""
        return self.refuse(_WEB_PAGE if name == "html" else f"is no {form}: its root element is <{name}>")

    def too_deep(self) -> Problem:
        """A Problem at an element that lies too deep."""
        return self.refuse(f"nests elements more than {DEPTH} deep")

    def enter(self, element: Any) -> None:
        """Remember an element that begins; raises Problem where it lies too deep."""
        if len(self.open) >= DEPTH:
            raise self.too_deep()
        self.begun = True
        self.open.append(element)

    def doctype(self, _name: str, system: str | None, public: str | None, _internal: bool) -> None:
        """Hear of a document type; a DTD of its own file is never opened."""
        self.dtd = bool(system or public)

    def declared(self, name: str, *_rest: object) -> None:
        """Refuse a declaration of an entity."""
        raise self.refuse(f"declares the entity {name!r}; entities are refused, put their text in their place")

    def skipped(self, name: str, _parameter: bool) -> None:
        """Refuse an entity that only a DTD could tell."""
        raise self.refuse(_UNTOLD.format(name))

    def external(self, *_rest: object) -> int:
        """Refuse an entity of another file."""
        raise self.refuse("refers to another file; external entities are never opened")


class _Reader(Guard):
    """Builds the nodes."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.root: Node | None = None
        self.parser.CharacterDataHandler = self.characters

    def read(self, data: bytes) -> Node:
        self.run(data)
        assert self.root is not None  # expat refuses a document without an element
        return self.root

    def innermost(self) -> tuple[str, int]:
        return self.open[-1].tag, self.open[-1].line

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        named = {_attribute(key): value for key, value in attributes.items()}
        node = Node(tag, named, [], namespace, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].content.append(node)
        else:
            self.root = node
        self.enter(node)

    def end(self, _name: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].content.append(text)


def _attribute(name: str) -> str:
    namespace, _, plain = name.rpartition(" ")
    if namespace == XML_NAMESPACE:
        return f"xml:{plain}"
    return f"{{{namespace}}}{plain}" if namespace else plain
