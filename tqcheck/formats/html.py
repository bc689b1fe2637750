"""HTML: the text of a block element is a segment; tags, attributes, code, scripts and comments are not prose.

The tokens are those of the HTML standard. `html.parser` would not do: it does not tell where things end, drops the `&`
of a final `AT&T`, takes all tags after `l&#8217a` for text, and is quadratic where constructs never close.
"""

from __future__ import annotations

import re
from html import escape as _escape
from html import unescape

from tqcheck.formats.prose import Prose
from tqcheck.model import OBJECT, Comment, Segment


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
_CODE = _names("code kbd samp tt var")
_NOT_PROSE = _CODE | _TREES | _HIDDEN | _names("listing pre xmp")
_RAW = _names("iframe noembed noframes script style textarea xmp")
_HOLDS_BLOCKS = _BLOCKS | _HIDDEN | _TREES
_PICTURES = _names("embed img input")
_VOID = _PICTURES | _names("area base br col hr link meta param source track wbr")

_TRIES = 20
"""Constructs that never close before the rest is read as text: each costs a search to the end of the text."""

_LONGEST_ENTITY = 2

_TOKEN = re.compile(
    r"""&(?P<entity>(?:\#(?:[0-9]{1,99}|[xX][0-9a-fA-F]{1,99})|[a-zA-Z][a-zA-Z0-9]*+);?)
    | <!--(?:-?>|(?P<comment>.*?)--!?>)
    | <!\[CDATA\[.*?]]>
    | <(?P<close>/?)(?P<name>[a-zA-Z][^ \t\n\r\f/>]*+)
       (?P<attributes>(?:[^>=]++|=[ \t\n\r\f]*+(?:"[^"]*+"|'[^']*+')?+)*+)>
    | <(?:!(?!--)|\?|/(?![a-zA-Z]))[^>]*+>
    | <(?=[a-zA-Z!?/])""",
    re.VERBOSE | re.DOTALL,
)
_WRAP = re.compile(r"(?<![ \t\f])[ \t\f]*+[\r\n][ \t\r\n\f]*+")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")


def read(text: str, _paragraphs: str) -> tuple[list[Segment], list[Comment]]:
    """Read the blocks of a page, and its comments."""
    prose = Prose(text)
    Reader(prose).feed(text)
    prose.flush()
    return prose.segments, prose.comments


def escape(text: str) -> str:
    """Escape `&`, `<` and `>` in new text."""
    return _escape(text, quote=False)


class Reader:
    """Reads HTML, whole or in parts as Markdown has it, and remembers between them which element it skips."""

    def __init__(self, prose: Prose) -> None:
        self.skipped = ""
        self._prose = prose
        self.heading = False
        self._depth = 0
        self._skipped_from = 0

    def feed(self, text: str, shift: int = 0) -> None:
        """Read a text that stands in the file from `shift`."""
        at, tries = 0, _TRIES
        while tries and (token := _TOKEN.search(text, at)):
            self._data(text[at : token.start()], at + shift)
            at = token.end()
            if token["name"]:
                self._tag(token, shift)
                at = _after(token)
            elif token["comment"] is not None:
                self._prose.comments.append(Comment(token.start() + shift, at + shift, token["comment"]))
            elif token["entity"]:
                self._entity(token, shift)
            elif token[0] == "<":
                self._data("<", token.start() + shift)
                tries -= 1
        self._data(text[at:], at + shift)

    def flush(self, end: int) -> None:
        """End the block, and with it inline code that nobody closed."""
        if self._skips_inline():
            self._leave(end)
        self._prose.flush(heading=self.heading)
        self.heading = False

    def _data(self, data: str, start: int) -> None:
        if self.skipped or not data:
            return
        at = 0
        if "\n" in data or "\r" in data:
            for wrap in _WRAP.finditer(data):
                self._prose.verbatim(data[at : wrap.start()], start + at)
                at = wrap.end()
                self._prose.whole(" ", start + wrap.start(), start + at)
        self._prose.verbatim(data[at:], start + at)

    def _entity(self, token: re.Match[str], shift: int) -> None:
        piece = unescape(token[0])
        if piece == token[0] or len(piece) > _LONGEST_ENTITY:  # text like &T or &copycat
            self._data(token[0], token.start() + shift)
        elif piece and not self.skipped:
            self._prose.whole(piece, token.start() + shift, token.end() + shift)

    def _tag(self, token: re.Match[str], shift: int) -> None:
        name, closes = token["name"].lower(), bool(token["close"])
        start, end = token.start() + shift, token.end() + shift
        if self.skipped and not self._interrupted(name, closes=closes):
            self._skip_on(name, end, closes=closes)
            return
        if self.skipped:
            self._leave(start)
        if not closes:
            self._open(name, token["attributes"], start, end)
        elif name in _BLOCKS:
            self.flush(start)

    def _open(self, name: str, attributes: str, start: int, end: int) -> None:
        if name not in _VOID and (name in _NOT_PROSE or _untranslated(attributes)):
            self._enter(name, start)
            if attributes.endswith("/"):
                self._leave(end)
        elif name == "br":
            self._prose.whole("\n", start, end)
        elif name in _PICTURES:
            self._prose.whole(OBJECT, start, end)
        elif name in _BLOCKS:
            self.flush(start)
            self.heading = name in _HEADINGS

    def _enter(self, name: str, start: int) -> None:
        if name in _BLOCKS:
            self.flush(start)
        self.skipped, self._depth, self._skipped_from = name, 1, start

    def _skip_on(self, name: str, end: int, *, closes: bool) -> None:
        if name == self.skipped:
            self._depth += -1 if closes else 1
            if not self._depth:
                self._leave(end)

    def _leave(self, end: int) -> None:
        name, self.skipped = self.skipped, ""
        if name in _BLOCKS:
            self.flush(end)
        elif name not in _HIDDEN:
            self._prose.whole(OBJECT, self._skipped_from, end)

    def _skips_inline(self) -> bool:
        return bool(self.skipped) and self.skipped not in _HOLDS_BLOCKS

    def _interrupted(self, name: str, *, closes: bool) -> bool:
        """Whether a tag ends the skipped element although it isn't its end tag."""
        return name in _BLOCKS and (self._skips_inline() or (self.skipped == "p" and not closes))


def _after(tag: re.Match[str]) -> int:
    """Where to read on behind a tag: behind `<script>`, only `</script` is markup."""
    name = tag["name"].lower()
    if name not in _RAW or tag["close"] or tag["attributes"].endswith("/"):
        return tag.end()
    end = re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE).search(tag.string, tag.end())
    return end.start() if end else len(tag.string)


def _untranslated(attributes: str) -> bool:
    """Whether the author asks not to translate: translate="no", or the class that translation services know."""
    if "translate" not in attributes.lower():
        return False
    values = {name.lower(): value.strip("\"'").lower() for name, value in _ATTRIBUTE.findall(attributes)}
    return values.get("translate") == "no" or "notranslate" in values.get("class", "").split()
