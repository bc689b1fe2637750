"""Which fields of a table hold the source and the target: as told, as the header says, or as their languages do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tqcheck import languages
from tqcheck.model import Problem, Reading

SOURCES = frozenset("source src source_text src_sent src_text original source_segment msgid".split())
TARGETS = frozenset(
    "target tgt target_text target_segment tgt_sent tgt_text translation translated hypothesis hyp mt mt_sent msgstr".split()
)
"""What the columns of a source and of a translation are called in common tools and data sets."""
LONGEST = 1_000_000
"""Code points of a field from which something is wrong: most likely a quotation mark or a line break is missing."""
_SAMPLE = 50
"""Rows whose text tells a column's language."""
_PAIR = 2
_TAG = 2, 3

Row = tuple[int, Sequence[str]]
"""A row's line in the file, and its fields."""


class Sides(NamedTuple):
    """The columns of source and target, counted from 0, how many rows the header takes, and the languages it names."""

    source: int
    target: int
    header: int
    languages: tuple[str, str] = ("", "")

    def of(self, fields: Sequence[str], line: int) -> tuple[str, str]:
        """The source and the target of a row; raises Problem where it is too short."""
        if len(fields) <= max(self.source, self.target):
            wanted = max(self.source, self.target) + 1
            raise Problem("", line, f"has {len(fields)} of {wanted} fields; put the missing ones in, or leave the line out")
        return _held(fields[self.source], line), _held(fields[self.target], line)


def too_long(size: int, line: int) -> Problem:
    """What to say of a field that is longer than any text."""
    return Problem("", line, f"has a field of {size:,} characters; is a quotation mark or a line break missing?")


def _held(field: str, line: int) -> str:
    if len(field) > LONGEST:
        raise too_long(len(field), line)
    return field


def find(rows: Sequence[Row], reading: Reading) -> Sides:
    """The sides of a table; raises Problem where they can't be told."""
    if not rows:
        return Sides(0, 1, 0)
    line, head = rows[0]
    names = [name.strip().lower() for name in head]
    if reading.columns:
        return _told(names, line, reading.columns)
    source, target = _named(names, SOURCES), _named(names, TARGETS)
    if source is not None and target is not None:
        return Sides(source, target, 1)
    if len(names) == _PAIR and (source, target) != (None, None):
        return Sides(0, 1, 1) if source == 0 or target == 1 else Sides(1, 0, 1)
    tags = [name if _is_tag(name) else "" for name in names]
    if sum(map(bool, tags)) >= _PAIR:
        return _by_language(tags, reading, 1)
    return _guessed(rows, reading, line)


def _told(names: Sequence[str], line: int, wanted: Sequence[str]) -> Sides:
    if all(name.isdecimal() for name in wanted):
        source, target = (int(name) - 1 for name in wanted)
        if source == target or min(source, target) < 0:
            raise Problem("", line, f"can't be read by the columns {','.join(wanted)}; give two numbers, which count from 1")
        named = [names[at] for at in (source, target) if at < len(names)]
        header = bool(set(named) & (SOURCES | TARGETS)) or all(map(_is_tag, named))
        return Sides(source, target, int(header))
    for name in wanted:
        if name.lower() not in names:
            raise Problem("", line, f"has no column {name!r}; its first row names {', '.join(names)}")
    source, target = (names.index(name.lower()) for name in wanted)
    tags = tuple(name if _is_tag(name) else "" for name in (names[source], names[target]))
    return Sides(source, target, 1, (tags[0], tags[1]))


def _named(names: Sequence[str], known: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in known), None)


def _is_tag(name: str) -> bool:
    """Whether a column is named by its language."""
    tag, _, region = name.replace("_", "-").partition("-")
    return tag in languages.LANGUAGES and len(region) in (0, *_TAG, 4)


def _by_language(tags: Sequence[str], reading: Reading, header: int) -> Sides:
    """The target is the column in the language that was told, else the second of the first two."""
    target = languages.base(reading.target)
    known = [at for at, tag in enumerate(tags) if tag and languages.base(tag) == target]
    named = [place for place, tag in enumerate(tags) if tag]
    at = known[0] if known else named[1]
    others = [place for place in named if place != at]
    wanted = [place for place in others if languages.base(tags[place]) == languages.base(reading.source)]
    source = (wanted or others)[0]
    return Sides(source, at, header, (tags[source], tags[at]))


def _guessed(rows: Sequence[Row], reading: Reading, line: int) -> Sides:
    """Let the languages of two columns tell which is which; the source comes first where they don't."""
    counts = {len(fields) for _, fields in rows[:_SAMPLE]}
    if counts != {_PAIR}:
        told = "can't tell the source's column from the target's; name both, as in --columns source,target or --columns 1,2"
        raise Problem("", line, told)
    tongues = [languages.detect(" ".join(fields[at] for _, fields in rows[:_SAMPLE])) for at in range(_PAIR)]
    swapped = tongues[0] == languages.base(reading.target) != tongues[1] and tongues[1] != ""
    return Sides(1, 0, 0) if swapped else Sides(0, 1, 0)
