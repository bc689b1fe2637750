"""Verdicts put into files: the file is read again first, and what no longer fits it is told, not made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from tqcheck import fixes, formats
from tqcheck.model import Document, Edit, Fix
from tqcheck.records import read_bytes
from tqcheck.review import anchoring
from tqcheck.review.entries import Entry, File, Written
from tqcheck.review.sides import Gone

_MARKUP, _MET, _OVERTAKEN = (
    "markup is in the way; o opens the file in an editor",
    "it meets another change; write that one, then check again",
    "another change took its words",
)
Save = Callable[[File, bytes, bytes], None]
"""Puts new bytes into a file that holds the others still; raises Problem, and leaves it as it is, where it can't."""

_Made = Mapping[Entry, tuple[Edit, tuple[int, int]]]
"""The edits of entries, and the stretches of the new text that they made."""


def edit_of(entry: Entry) -> Edit | None:
    """The change of the file that an entry's verdict makes; None where markup is in the way."""
    finding = entry.file.finding(entry)
    if finding is None or not anchoring.is_about(finding, entry.text):
        return None
    return fixes.edit_of(entry.file.document, finding, Fix(entry.verdict.after))


def saver(root: Path) -> Save:
    """What puts new bytes into files; those that came by standard input stay in memory."""

    def save(file: File, data: bytes, seen: bytes) -> None:
        if not file.given:
            fixes.save(file.path, data, seen, (root,))

    return save


def reread(file: File) -> bool:
    """Read a file again, and move its findings to where they stand now if it was changed; tells whether it was.

    Raises Problem, and leaves all as it was, where the file can't be read.
    """
    if file.given or (data := read_bytes(file.path)) == file.data:
        return False
    formats.read(file.path, data, reading=file.reading)
    before, file.data = file.document, data
    anchoring.move(file, before)
    return True


def write(file: File, save: Save, announce: Callable[[], None]) -> list[Entry]:
    """Write the verdicts of a file that are still to be written; returns the entries whose verdicts are in it now.

    Those that can't be made are marked unfit. `announce` is called when all is known of the new text but before it is
    saved: the file has its new bytes by then, so that fingerprints can be taken of it. Raises Problem, and changes
    nothing, where the file can't be written or no longer holds what was last seen: see `reread`.
    """
    planned = _plan(file)
    if not planned:
        return []
    document, edits = file.document, [edit for _, edit in planned]
    lengths = [len(formats.escaped(document, edit) or "") for edit in edits]
    shift = _Shift(edits, lengths)
    made = {entry: (edit, stretch) for (entry, edit), stretch in zip(planned, shift.stretches, strict=True)}
    _become(file, formats.write(document, edits), save, shift, made, announce)
    return list(made)


def take_back(file: File, entries: Sequence[Entry], save: Save, announce: Callable[[], None]) -> None:
    """Put what stood in a file before some verdicts were written back into it, at once; see `write`.

    Raises Problem where the file was changed since.
    """
    if reread(file) or any(entry.written is None or entry.written.start < 0 for entry in entries):
        raise Gone(file.path, 0, "was changed since; o opens it in an editor")
    were = [(entry, entry.written) for entry in entries if entry.written]
    were.sort(key=lambda pair: pair[1][:2])
    edits = [Edit(written.start, written.end, written.before) for _, written in were]
    shift = _Shift(edits, [len(edit.text) for edit in edits])

    def settle() -> None:
        for (entry, written), (first, _) in zip(were, shift.stretches, strict=True):
            file.place(entry, first - written.lead, first - written.lead + written.length)
            finding = file.finding(entry)
            entry.unfit = "" if not entry.text or (finding and anchoring.is_about(finding, entry.text)) else _OVERTAKEN
        announce()

    for entry in entries:
        entry.written = None
    try:
        _splice(file, shift, save, settle)
    except BaseException:
        for entry, written in were:
            entry.written = written
        raise


def insert(file: File, offset: int, text: str, save: Save, announce: Callable[[], None]) -> None:
    """Put a text, markup and all, at a place of a file, at once; see `write`."""
    _splice(file, _Shift([Edit(offset, offset, text)], [len(text)]), save, announce)


def _splice(file: File, shift: _Shift, save: Save, announce: Callable[[], None]) -> None:
    """Make changes of a file whose texts are taken as they are, markup and all."""
    document, parts, done = file.document, list[str](), 0
    for start, end, text in shift.edits:
        parts += document.text[done:start], text
        done = end
    text = "".join((*parts, document.text[done:]))
    _become(file, formats.write(replace(document, text=text), ()), save, shift, {}, announce)


def _plan(file: File) -> list[tuple[Entry, Edit]]:
    """The changes to make, in order of the text; verdicts whose changes can't be made are marked unfit."""
    wanted = []
    for entry in file.unwritten:
        edit = edit_of(entry)
        if edit:
            wanted.append((edit, entry))
        else:
            entry.unfit = _MARKUP
    planned: list[tuple[Entry, Edit]] = []
    for edit, entry in sorted(wanted, key=lambda pair: pair[0]):
        if planned and fixes.meet(planned[-1][1], edit):
            entry.unfit = _MET
        else:
            planned.append((entry, edit))
    return planned


class _Shift:
    """Where places of a text are once its edits are made, `lengths` being those of the new texts."""

    def __init__(self, edits: Sequence[Edit], lengths: Sequence[int]) -> None:
        self.edits = edits
        self._starts = [edit.start for edit in edits]
        grown = (length - (edit.end - edit.start) for edit, length in zip(edits, lengths, strict=True))
        self._moved = list(accumulate(grown, initial=0))
        self.stretches = [
            (edit.start + moved, edit.start + moved + length)
            for edit, moved, length in zip(edits, self._moved[:-1], lengths, strict=True)
        ]
        """What each edit made, in the new text."""

    def place(self, place: int) -> int:
        """Where a place is then; an edit at that very place comes before it."""
        return place + self._moved[bisect_right(self._starts, place)]

    def touches(self, start: int, end: int) -> bool:
        """Whether an edit changes something between two places."""
        index = bisect_right(self._starts, start) - 1
        before = index >= 0 and self.edits[index].end > start
        after = index + 1 < len(self.edits) and self.edits[index + 1].start < end
        return before or after


def _become(file: File, data: bytes, save: Save, shift: _Shift, made: _Made, announce: Callable[[], None]) -> None:
    """Let a file hold new bytes, its findings move along, and save it; all is as it was where that fails."""
    formats.read(file.path, data, reading=file.reading)
    before, old = file.document, file.data
    kept = [(entry, entry.start, entry.end, entry.unfit, entry.written) for entry in file.entries]
    file.data = data
    try:
        for entry in file.entries:
            _move(entry, before, shift, made.get(entry))
        announce()
        save(file, data, old)
    except BaseException:
        file.data = old
        for entry, start, end, unfit, written in kept:
            file.place(entry, start, end)
            entry.unfit, entry.written = unfit, written
        raise


def _move(entry: Entry, before: Document, shift: _Shift, made: tuple[Edit, tuple[int, int]] | None) -> None:
    """Move an entry to where it is in the new text: to what its own edit `made` there, if it has one."""
    written, start, end = entry.written, entry.start, entry.end
    if made:
        edit, (first, last) = made
        entry.written = Written(first, last, before.text[edit.start : edit.end], edit.start - start, end - start)
        entry.file.place(entry, first - max(0, edit.start - start), last + max(0, end - edit.end))
        return
    if written and written.start >= 0:
        gone = shift.touches(written.start, written.end)
        first = shift.place(written.start)
        entry.written = written.lost() if gone else written._replace(start=first, end=first + written.end - written.start)
    elif shift.touches(start, end):
        entry.unfit = entry.unfit or _OVERTAKEN
    size = len(entry.file.document.text)
    first = min(shift.place(start), size)
    entry.file.place(entry, first, min(first + end - start, size))
