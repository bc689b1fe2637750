"""Read an XML file by its elements, and tell where they stand: in the bytes of its text in UTF-8, as the parser counts.

What holds prose is only bounded here; `inline` reads what lies inside.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from typing import Literal
from xml.parsers import expat

from tqcheck.formats.offsets import code_points
from tqcheck.model import Comment
from tqcheck.xml import DEPTH, Guard

Opening = Callable[[list[str]], None]
Closing = Callable[[], None]
Stretch = tuple[int, int]
"""Where the content of an element begins and ends, in bytes."""
_TAG = re.compile(rb"""<(?>[^>"']++|"[^"]*+"|'[^']*+')*+>""")


class Elements(Guard):
    """One pass over the elements of a text; only those are told that somebody wants to hear of.

    `opening` and `closing` have what hears of an element by its name: without prefix where its namespace is the root's, else
    as `{urn:x}name`. Attributes come as a flat list of names and values. The root must be the element `root`, that of
    the form `form`.
    """

    def __init__(self, text: str, root: str, form: str) -> None:
        super().__init__("", "utf-8")
        self.data, self.comments = text.encode(), list[Comment]()
        self.place = code_points(text, self.data)
        """From places in bytes to places in the text."""
        self.opening: Mapping[str, Opening] = {}
        self.closing: Mapping[str, Closing] = {}
        self._root_name, self._form = root, form
        self._begins: dict[str, Opening | Literal[False]] = {}
        self._ends: dict[str, Closing | None] = {}
        self._namespace = ""
        self.parser.ordered_attributes = True
        self.parser.CommentHandler = self._comment

    def read(self) -> None:
        """Read the text; raises Problem without a path."""
        self.run(self.data)

    def text(self, stretch: Stretch) -> str:
        """What stands in a stretch."""
        return self.data[stretch[0] : stretch[1]].decode()

    def at(self) -> int:
        """Where the tag stands that is being read; of an empty element that ends, where its tag ends."""
        return self.parser.CurrentByteIndex

    def inside(self, attributes: list[str]) -> int:
        """Where the tag ends that begins an element of these attributes."""
        at = self.at()
        if not attributes:
            return self.data.index(b">", at) + 1
        found = _TAG.match(self.data, at)
        assert found is not None
        return found.end()

    def innermost(self) -> tuple[str, int]:
        """The name and the line of the last element that is open: the text is read once more, for nobody counted lines."""
        opened: list[int] = []
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = lambda *_: opened.append(parser.CurrentLineNumber)
        parser.EndElementHandler = lambda _: opened.pop()
        with contextlib.suppress(expat.ExpatError):
            parser.Parse(self.data, True)
        return self.open[-1].rpartition(" ")[2], opened[-1]

    def start(self, name: str, attributes: list[str]) -> None:
        """Hear of an element from the parser."""
        if len(self.open) >= DEPTH:
            raise self.too_deep()
        self.open.append(name)
        opening = self._begins.get(name)
        if opening:
            opening(attributes)
        elif opening is None:
            self._meet(name, attributes)

    def end(self, name: str) -> None:
        """Hear from the parser that an element ends."""
        if closing := self._ends[name]:
            closing()
        self.open.pop()

    def _meet(self, name: str, attributes: list[str]) -> None:
        """Settle who hears of the elements of a name, at the first of them."""
        namespace, _, plain = name.rpartition(" ")
        if not self.begun:
            self._namespace, self.begun = namespace, True
            if plain != self._root_name:
                raise self.other_root(plain, self._form)
        key = plain if namespace == self._namespace else f"{{{namespace}}}{plain}"
        opening = self.opening.get(key)
        self._begins[name], self._ends[name] = opening or False, self.closing.get(key)
        if opening:
            opening(attributes)

    def _comment(self, _inside: str) -> None:
        start = self.at()
        end = self.data.index(b"-->", start)
        inside = self.text((start + len("<!--"), end))
        self.comments.append(Comment(self.place(start), self.place(end) + len("-->"), inside))
