"""Gettext's PO: a `msgstr` is a segment, its `msgid` the source; strings are slices, so that nothing else of a file changes.

Each form of a plural is a segment of its own (its id ends in the form's number). Untranslated and obsolete entries are passed
over, and fuzzy ones, which no program shows, unless their state is asked for. The grammar is that of the gettext manual (“The
Format of PO Files”); comments of translators may hold suppressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tqcheck.formats.content import Content
from tqcheck.model import Comment, Document, Problem, Reading, Segment, Slice

_LINE = re.compile(
    r"""[ \t]*(?:
        \#(?P<comment>[^\r\n]*)
        |(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)(?:\[(?P<form>\d{1,2})\])?[ \t]*)?
            "(?P<string>(?:[^"\\\r\n]++|\\[^\r\n])*+)"[ \t]*(?=[\r\n]|\Z)
        |(?P<junk>[^\r\n]+)
        |)(?:\r\n?|\n|\Z)""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_HEADER = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_CHARSETS = frozenset(["", "utf-8", "utf8", "us-ascii", "ascii", "charset"])
_STATES = ("translated", "fuzzy")
_slice = tuple.__new__  # a third of the time of Slice(…), and a file may have very many


def read(text: str, reading: Reading) -> Content:
    """Read the translated entries; raises Problem for a line that PO has not, and a charset that is none of Unicode’s."""
    states = _wanted(reading.states)
    segments: list[Segment] = []
    comments: list[Comment] = []
    header: dict[str, str] = {}
    seen: dict[tuple[str, str], int] = {}
    for entry in _entries(text):
        comments += entry.comments
        _refuse_twin(entry, seen)
        if not entry.source and not entry.context:
            header = _header(entry, text.isascii())
        elif ("fuzzy" if "fuzzy" in entry.flags else "translated") in states:
            segments += _segments(entry)
    return Content(segments, comments, _tag(header.get("x-source-language", "")), _tag(header.get("language", "")))


def escape(text: str, _document: Document, _at: int) -> str:
    """New text as a string of PO holds it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


@dataclass(slots=True)
class _String:
    """One string over one or several lines: its text, and where its pieces stand if it is `placed`."""

    placed: bool = False
    text: str = ""
    slices: list[Slice] = field(default_factory=list)

    def add(self, written: str, start: int) -> None:
        """Add a line's part, which stands from `start` between its quotation marks."""
        if not written:
            return
        if not self.placed:
            self.text += _ESCAPE.sub(_unescaped, written) if "\\" in written else written
            return
        if self.slices:  # a fix may run over the line's end, which is then left out with the text before it
            at, first, end = self.slices.pop()
            length = len(self.text)
            if end - first == length - at > 1:
                self.slices.append(_slice(Slice, (at, first, end - 1)))
                at, first = length - 1, end - 1
            self.slices.append(_slice(Slice, (at, first, start)))
        done = 0
        for found in _ESCAPE.finditer(written) if "\\" in written else ():
            self._verbatim(written[done : found.start()], start + done)
            self._whole(_unescaped(found), start + found.start(), start + found.end())
            done = found.end()
        self._verbatim(written[done:], start + done)

    def _verbatim(self, piece: str, start: int) -> None:
        if piece:
            self.slices.append(_slice(Slice, (len(self.text), start, start + len(piece))))
            self.text += piece

    def _whole(self, piece: str, start: int, end: int) -> None:
        self.slices.append(_slice(Slice, (len(self.text), start, end)))
        self.text += piece


@dataclass(slots=True)
class _Entry:
    """One entry as far as it was read; `strings` are its parts by keyword, a plural's forms by `msgstr[N]`."""

    line: int = 0
    strings: dict[str, _String] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def source(self) -> str:
        return self.strings["msgid"].text if "msgid" in self.strings else ""

    @property
    def context(self) -> str:
        return self.strings["msgctxt"].text if "msgctxt" in self.strings else ""


def _entries(text: str) -> Iterator[_Entry]:
    """Yield the entries in order, obsolete ones and lone comments left out."""
    entry, last = _Entry(), ""
    for number, found in enumerate(_LINE.finditer(text), 1):
        comment, keyword, form, string, junk = found.groups()
        if junk is not None:
            raise Problem("", number, f"is not PO: {junk[:40]!r}; `msgfmt --check` tells more")
        if entry.strings and (comment is not None or (keyword and _begins(entry, keyword))):
            yield _whole(entry, number)
            entry, last = _Entry(), ""
        if comment is not None:
            _note(entry, comment, found.start("comment"))
        elif string is not None:
            last = _name(entry, keyword, form, number) if keyword else last
            if not last:
                raise Problem("", number, "is a string without msgid or msgstr; `msgfmt --check` tells more")
            entry.strings[last].add(string, found.start("string"))
    if entry.strings:
        yield _whole(entry, text.count("\n") + 1)


def _name(entry: _Entry, keyword: str, form: str | None, number: int) -> str:
    """The name of a part that begins; raises Problem for one that the entry has already."""
    name = keyword if form is None else f"{keyword}[{form}]"
    if name in entry.strings:
        raise Problem("", number, f"gives {name} twice in one entry; `msgfmt --check` tells more")
    entry.strings[name] = _String(placed=keyword == "msgstr")
    entry.line = entry.line or number
    return name


def _begins(entry: _Entry, keyword: str) -> bool:
    """Whether a keyword begins the next entry."""
    return keyword in ("msgctxt", "msgid") and ("msgid" in entry.strings or keyword in entry.strings)


def _whole(entry: _Entry, number: int) -> _Entry:
    """An entry that has all its parts; raises Problem for one that was cut short."""
    if "msgid" not in entry.strings or not any(name.startswith("msgstr") for name in entry.strings):
        missing = "msgstr" if "msgid" in entry.strings else "msgid"
        raise Problem("", entry.line or number, f"begins an entry without {missing}; is the file cut short?")
    if ("msgid_plural" in entry.strings) == ("msgstr" in entry.strings):
        told = "msgstr[0], msgstr[1] …" if "msgstr" in entry.strings else "msgstr"
        raise Problem("", entry.line, f"begins an entry whose translation should be {told}; `msgfmt --check` tells more")
    return entry


def _note(entry: _Entry, comment: str, start: int) -> None:
    """Take in a comment: flags, or what a translator wrote."""
    if comment[:1] == ",":
        entry.flags += [flag.strip() for flag in comment[1:].split(",")]
    elif comment[:1] == "~":
        entry.flags.clear()  # they were the obsolete entry's
    elif comment[:1] not in (".", ":", "|") and "tqcheck" in comment:
        entry.comments.append(Comment(start, start + len(comment), comment))


def _segments(entry: _Entry) -> Iterator[Segment]:
    """The translated strings of an entry."""
    plural = entry.strings.get("msgid_plural")
    flags = tuple(entry.flags) + ((f"context:{entry.context}",) if entry.context else ())
    for name, string in entry.strings.items():
        if not name.startswith("msgstr") or not string.text.strip():
            continue
        form = name.removeprefix("msgstr").strip("[]")
        source = plural.text if plural and form != "0" else entry.source
        told = (*flags, f"plural:{form}") if plural else flags
        where = f"{entry.line}.{form}" if plural else str(entry.line)
        yield Segment(where, string.text, string.slices[0].start, _joined(string), source, flags=told)


def _joined(string: _String) -> tuple[Slice, ...]:
    """The slices of a string; none where it stands in one piece."""
    first, *rest = string.slices
    return () if not rest and first.end - first.start == len(string.text) else (first, *rest)


def _refuse_twin(entry: _Entry, seen: dict[tuple[str, str], int]) -> None:
    key = entry.context, entry.source
    if key in seen:
        raise Problem("", entry.line, f"translates {entry.source[:40]!r} again, as line {seen[key]} does; keep one of them")
    seen[key] = entry.line


def _wanted(states: Sequence[str]) -> Iterable[str]:
    """The states of entries to check; raises Problem for one that PO has not."""
    for state in states:
        if state not in _STATES:
            raise Problem("", 0, f"has no state {state!r}; those of PO are {', '.join(_STATES)}")
    return states or ("translated",)


def _header(entry: _Entry, is_ascii: bool) -> dict[str, str]:
    """The header's fields by lower-case name; raises Problem for a charset that the file is not read in."""
    fields = {name.lower(): value for name, value in _HEADER.findall(entry.strings.get("msgstr", _String()).text)}
    charset = fields.get("content-type", "").lower().partition("charset=")[2].rstrip(";")
    if charset not in _CHARSETS and not is_ascii:
        told = f"declares the charset {charset}, and the file is UTF-8; mend the header, or convert it with msgconv -t UTF-8"
        raise Problem("", entry.line, told)
    return fields


def _tag(language: str) -> str:
    """A language as gettext writes it (pt_BR, sr@latin) as a tag."""
    return language.partition("@")[0].partition(".")[0].replace("_", "-")


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 8))
    if found[2]:
        return chr(int(found[2], 16))
    return _PLAIN.get(found[3], found[3])
