"""HTML: the text of a block element is a segment; tags, attributes, code, scripts and comments are not prose.

`html.parser` finds the markup, which is start and end tags with their attributes, processing instructions and the ends
of scripts and the like. What lies between is read here, for the parser would decode it and lose its place; so are comments
and declarations, which its releases read in different ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape as _escape
from html import unescape
from html.parser import HTMLParser

from tqcheck.formats.content import Content
from tqcheck.formats.prose import Prose
from tqcheck.model import BREAK, OBJECT, Comment, Document, Reading


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_HEADINGS = _names("h1 h2 h3 h4 h5 h6 title")
_BLOCKS = _HEADINGS | _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form frameset head header hgroup hr html legend li listing main menu nav noscript ol optgroup"
    " option p pre search section select summary table tbody td tfoot th thead tr ul xmp"
)
_HIDDEN = _names("noembed noframes script style template")
_TREES = _names("iframe math svg textarea")
_NOT_PROSE = _TREES | _HIDDEN | _names("code kbd listing pre samp tt var xmp")
_RAW = _names("iframe noembed noframes script style textarea xmp")
_HOLDS_BLOCKS = _BLOCKS | _HIDDEN | _TREES
_PICTURES = _names("embed img input")
_VOID = _PICTURES | _names("area base br col hr link meta param source track wbr")

_TRIES = 20  # constructs that never close before the rest is read as text: each costs a search to its end
_LONGEST_ENTITY = 2

_QUOTES = str.maketrans("\"'", "__")
_COMMENT = re.compile(r"<!--(?:-?>|(.*?)--!?>)", re.DOTALL)
_ENTITY_OR_WRAP = re.compile(
    r"""&(?:\#(?:[0-9]{1,99}|[xX][0-9a-fA-F]{1,99})|[a-zA-Z][a-zA-Z0-9]*+);?
    | (?<![ \t\f])[ \t\f]*+[\r\n][ \t\r\n\f]*+""",
    re.VERBOSE,
)


def read(text: str, _reading: Reading) -> Content:
    """Read the blocks of a page, and its comments."""
    prose = Prose(text)
    Reader(prose).feed(text)
    prose.flush()
    return Content(prose.segments, prose.comments)


def escape(text: str, _document: Document, _at: int) -> str:
    """Escape `&`, `<` and `>` in new text."""
    return _escape(text, quote=False)


class Reader(HTMLParser):
    """Reads HTML, whole or in parts as Markdown has it, and remembers between them which element it skips.

    The parser first calls one of the handlers, which sets `_event`, and then `updatepos` with the place of what it read.
    """

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.skipped, self.heading = "", False
        self._prose = prose
        self._depth = self._skipped_from = 0
        self._part, self._shift = "", 0
        self._offset = 0  # from places in `rawdata`, what is left of the part, to places in the file
        self._event: Callable[[int, int], None] | None = None

    def feed(self, data: str, shift: int = 0) -> None:
        """Read a text that stands in the file from `shift`."""
        self._part, self._shift, end = data, shift, shift + len(data)
        rest = data.replace("&", "_")  # the parser would stop at some of them; `_text` reads the part itself
        for _ in range(_TRIES):
            self.reset()
            self._offset = end - len(rest)
            super().feed(rest)
            rest = self.rawdata  # from what never closes
            if not rest or self.cdata_elem:
                break
            head, close, tail = rest.partition(">")
            if close and head != (plain := head.translate(_QUOTES)):  # it may be for a quotation mark
                rest = plain + close + tail
            else:
                self._text(end - len(rest), end - len(rest) + 1)
                rest = rest[1:]
        self._text(end - len(rest), end)

    def flush(self, end: int) -> None:
        """End the block, and with it inline code that nobody closed."""
        if self._skips_inline():
            self._leave(end)
        self._prose.flush(heading=self.heading)
        self.heading = False

    def updatepos(self, i: int, j: int) -> int:
        """Hear from the parser where what it read last stands."""
        event, self._event = self._event, None
        if event:
            event(i + self._offset, j + self._offset)
        return j

    def handle_data(self, _data: str) -> None:
        """Hear of text."""
        self._event = self._text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hear of `<tag>`."""
        self.set_cdata_mode(tag)
        self._event = partial(self._open, tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hear of `<tag/>`."""
        self._event = partial(self._open, tag, dict(attrs), empty=True)

    def handle_endtag(self, tag: str) -> None:
        """Hear of `</tag>`."""
        self._event = partial(self._close, tag)

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:  # noqa: ARG002
        """Read no markup up to the end tag, in the same elements whatever the release of Python."""
        if elem in _RAW:
            super().set_cdata_mode(elem)

    def parse_comment(self, i: int, _report: bool = True) -> int:
        """Read a comment, and return its end, or -1 where it never closes."""
        shift, done = self._shift, self._offset - self._shift
        found = _COMMENT.match(self._part, i + done)
        if found and found[1] is not None:
            self._prose.comments.append(Comment(found.start() + shift, found.end() + shift, found[1]))
        return found.end() - done if found else -1

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a declaration, and return its end, or -1 where it never closes."""
        close = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        at = self.rawdata.find(close, i)
        return -1 if at < 0 else at + len(close)

    def _text(self, start: int, end: int) -> None:
        if self.skipped:
            return
        part, shift, at = self._part, self._shift, start - self._shift
        for found in _ENTITY_OR_WRAP.finditer(part, at, end - shift):
            piece = unescape(found[0]) if found[0][0] == "&" else " "
            if piece == found[0] or len(piece) > _LONGEST_ENTITY:  # text like &T or &copycat
                continue
            self._prose.verbatim(part[at : found.start()], at + shift)
            at = found.end()
            if piece:
                self._prose.whole(piece, found.start() + shift, at + shift)
        self._prose.verbatim(part[at : end - shift], at + shift)

    def _open(self, name: str, attributes: dict[str, str | None], start: int, end: int, *, empty: bool = False) -> None:
        if self.skipped:
            if name not in _BLOCKS or not (self._skips_inline() or self.skipped == "p"):
                self._depth += name == self.skipped and not empty
                return
            self._leave(start)
        if name in _BLOCKS:
            self.flush(start)
            self.heading = name in _HEADINGS
        if name == "br" or name in _PICTURES:
            self._prose.whole(BREAK if name == "br" else OBJECT, start, end)
        elif name not in _VOID and (name in _NOT_PROSE or _untranslated(attributes)):
            self.skipped, self._depth, self._skipped_from = name, 1, start
            if empty:
                self._leave(end)

    def _close(self, name: str, start: int, end: int) -> None:
        if name == self.skipped:
            self._depth -= 1
            if not self._depth:
                self._leave(end)
        elif name in _BLOCKS and (not self.skipped or self._skips_inline()):
            self.flush(start)

    def _leave(self, end: int) -> None:
        name, self.skipped = self.skipped, ""
        if name in _BLOCKS:
            self.flush(end)
        elif name not in _HIDDEN:
            self._prose.whole(OBJECT, self._skipped_from, end)

    def _skips_inline(self) -> bool:
        return bool(self.skipped) and self.skipped not in _HOLDS_BLOCKS


def _untranslated(attributes: dict[str, str | None]) -> bool:
    """Whether the author asks not to translate: translate="no", or the class that translation services know."""
    translate, classes = ((attributes.get(name) or "").lower() for name in ("translate", "class"))
    return translate == "no" or "notranslate" in classes.split()
