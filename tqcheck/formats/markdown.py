"""Markdown (CommonMark with GitHub's extensions, footnotes, definition lists, front matter): blocks of prose.

Link text and picture descriptions are prose. Code, addresses, attributes and front matter are not. Mathematics is not
read: in news, `a $5 fee (in A$)` holds no formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

import pyromark
from pyromark import Options
from pyromark.event import Range

from tqcheck.formats import html
from tqcheck.formats.content import Content
from tqcheck.formats.offsets import code_points
from tqcheck.formats.prose import Prose
from tqcheck.model import OBJECT, Document, Reading

_OPTIONS = (
    Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_GFM
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TABLES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
)
_LINKS = frozenset({"Link", "Image"})
_INLINE = _LINKS | {"Emphasis", "Strong", "Strikethrough"}
_LONE_CR = re.compile(r"\r(?!\n)")
_LINE_BREAK = re.compile(r"[\r\n]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKUP = re.compile(r"[\\`*~\[\]|]|(?<![^\W_])_|_(?![^\W_])")


def read(text: str, _reading: Reading) -> Content:
    """Read the blocks of a text, and its HTML comments."""
    reader = _Reader(text)
    reader.read()
    return Content(reader.prose.segments, reader.prose.comments)


def escape(text: str, _document: Document, _at: int) -> str:
    """Keep new text from becoming markup; `<` and `&` are also safe in HTML blocks."""
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _MARKUP.sub(r"\\\g<0>", text)


class _Reader:
    def __init__(self, text: str) -> None:
        self.prose = Prose(text)
        self._text = text
        self._html = html.Reader(self.prose)
        self._offset = code_points(text)
        self._end = 0  # of what was read last
        self._break: int | None = None  # start of a line break; it ends behind the next line's indentation and `>`
        self._quiet = False  # inside code, front matter or an address, where there is only text
        self._link = 0
        self._label = False  # whether the text of the link or picture is what its definition is found by
        self._lines: list[tuple[int, int]] = []
        self._on: dict[str, Callable[[Any, Range], object]] = {
            "Text": self._on_text,
            "Start": self._on_start,
            "SoftBreak": self._on_break,
            "HardBreak": self._on_break,
            "Rule": lambda _value, _place: self._flush(),
            "Code": self._on_object,
            "FootnoteReference": lambda _value, place: self._leaf(place),
            "InlineHtml": self._on_inline_html,
            "Html": self._on_html,
        }

    def read(self) -> None:
        """Read the text from beginning to end."""
        text = _LONE_CR.sub("\n", self._text)  # pulldown-cmark ends only some blocks there
        events = pyromark.events_with_range(text, options=_OPTIONS)
        for event, place in cast("Iterator[tuple[str | dict[str, Any], Range]]", events):
            kind, value = (event, "") if isinstance(event, str) else event.popitem()
            if kind == "End":
                self._on_end(value if isinstance(value, str) else next(iter(value)), place)
            elif not self._quiet and (handle := self._on.get(kind)):
                handle(value, place)
        self._flush()

    def _flush(self) -> None:
        self._html.flush(self._end)
        self._break = None

    def _on_start(self, tag: str | dict[str, Any], place: Range) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name not in _INLINE:
            self._flush()
            self._html.heading = name == "Heading"
            self._quiet = name in {"CodeBlock", "MetadataBlock"}
        elif self._break is not None:
            self._reach(self._offset(place["start"]))
        if isinstance(tag, dict) and name in _LINKS:
            kind = tag[name]["link_type"]
            self._link = self._offset(place["start"])
            self._label = kind in {"Collapsed", "Shortcut"}
            if kind in {"Autolink", "Email"}:
                self._on_object(None, place)
                self._quiet = True

    def _on_end(self, tag: str, place: Range) -> None:
        if self._quiet:
            self._quiet = False
        elif tag == "HtmlBlock":
            self._read_html()
        elif tag in _LINKS:
            self._end_link(tag, self._offset(place["end"]))
        elif tag not in _INLINE:
            self._flush()

    def _end_link(self, tag: str, end: int) -> None:
        if self._label:
            self.prose.fuse(self._link, end)
            self._label = False
        if tag == "Image" and self.prose.end <= self._link and not self._html.skipped:
            self.prose.whole(OBJECT, self._link, end)
            self._end = end

    def _on_text(self, value: str, place: Range) -> None:
        start, end = self._offset(place["start"]), self._offset(place["end"])
        escaped = start > self._end and self._text[start - 1] == "\\"
        self._reach(start - escaped)
        self._end = end
        if self._html.skipped or start == end:  # indentation of an HTML block makes a text that stands nowhere
            return
        if self._text[start:end] != value:
            self.prose.whole(value, start, end)
        elif escaped:
            self.prose.whole(value[0], start - 1, start + 1)
            self.prose.verbatim(value[1:], start + 1)
        else:
            self.prose.verbatim(value, start)

    def _on_break(self, _value: str, place: Range) -> None:
        start = self._offset(place["start"])
        gap = self._text[self._end : start]
        self._break = start - len(gap) + len(gap.rstrip(" \t"))
        self._end = self._offset(place["end"])

    def _on_object(self, _value: object, place: Range) -> None:
        start, end = self._leaf(place)
        if not self._html.skipped:
            self.prose.whole(OBJECT, start, end)

    def _on_inline_html(self, value: str, place: Range) -> None:
        start, end = self._leaf(place)
        lost = end - start - len(value)  # the parser leaves out what precedes the tag's second line
        self._html.feed(_LINE_BREAK.sub(r"\g<0>" + " " * lost, value, count=1), start)

    def _on_html(self, _value: str, place: Range) -> None:
        self._lines.append((self._offset(place["start"]), self._offset(place["end"])))

    def _read_html(self) -> None:
        """Read the lines of an HTML block, with blanks for the indentation and `>` between them."""
        lines, self._lines = self._lines, []
        parts: list[str] = []
        at = lines[0][0]
        for start, end in lines:
            parts += " " * (start - at), self._text[start:end]
            at = end
        self._html.feed("".join(parts), lines[0][0])
        self._end = at
        self._flush()

    def _leaf(self, place: Range) -> tuple[int, int]:
        """Return the place of an event without events inside it, in code points."""
        start, end = self._offset(place["start"]), self._offset(place["end"])
        self._reach(start)
        self._end = end
        return start, end

    def _reach(self, start: int) -> None:
        """End the line break that is under way, if there is one."""
        if self._break is not None and not self._html.skipped:
            self.prose.line_break(self._break, start)
        self._break = None
