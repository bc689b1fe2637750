"""Read an XML file by its elements, and tell where in its text they stand.

What holds prose is only bounded here; `inline` reads what lies inside.
"""

from __future__ import annotations

import re

from tqcheck.formats.offsets import code_points
from tqcheck.model import Comment
from tqcheck.xml import Guard

_TAG = re.compile(r"""<(?>[^>"']++|"[^"]*+"|'[^']*+')*+>""")


class Elements(Guard):
    """One pass over the elements of a text; `begin` and `finish` hear of them, by their names without prefix.

    Names of the root's namespace have none, others that of theirs before them, `{urn:x}name`. Attributes come as a flat list
    of names and values. `around` names an element that is to be put around a text that is only part of a file.
    """

    def __init__(self, text: str, around: str = "") -> None:
        super().__init__("", "utf-8")
        self.text, self.comments = text, list[Comment]()
        self._convert = code_points(text)
        self._around, self._shift = around, 0
        self._names: dict[str, str] = {}
        self._namespace = ""
        self.parser.ordered_attributes = True
        self.parser.CommentHandler = self._comment

    def read(self) -> None:
        """Read the text; raises Problem without a path."""
        if not self._around:
            self.run(self.text.encode())
            return
        before = f"<{self._around}>".encode()
        self._shift = len(before)
        self.feed(before)
        self.feed(self.text.encode())
        self.feed(f"</{self._around}>".encode(), last=True)

    def begin(self, name: str, attributes: list[str]) -> None:
        """Hear of an element that begins."""
        raise NotImplementedError

    def finish(self, name: str) -> None:
        """Hear of an element that ends."""
        raise NotImplementedError

    @property
    def at(self) -> int:
        """Where in the text the tag stands that is being read; of an empty element that ends, where its tag ends."""
        return self._convert(self.parser.CurrentByteIndex - self._shift)

    @property
    def inside(self) -> int:
        """Where the tag ends that begins an element."""
        found = _TAG.match(self.text, self.at)
        assert found is not None
        return found.end()

    def innermost(self) -> tuple[str, int]:
        """The name and the line of the last element that is open."""
        name, line = self.open[-1]
        return name.rpartition(" ")[2], line

    def start(self, name: str, attributes: list[str]) -> None:
        """Hear of an element from the parser."""
        if not self.open:
            self._namespace = name.rpartition(" ")[0]
        self.enter((name, self.parser.CurrentLineNumber))
        self.begin(self._names.get(name) or self._known(name), attributes)

    def end(self, name: str) -> None:
        """Hear from the parser that an element ends."""
        self.finish(self._names[name])
        self.open.pop()

    def _known(self, name: str) -> str:
        namespace, _, plain = name.rpartition(" ")
        return self._names.setdefault(name, plain if namespace == self._namespace else f"{{{namespace}}}{plain}")

    def _comment(self, _inside: str) -> None:
        start = self.at
        end = self.text.index("-->", start)
        self.comments.append(Comment(start, end + len("-->"), self.text[start + len("<!--") : end]))
