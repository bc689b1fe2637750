"""Choose fixes and apply them: the one place where a file of the user's is changed.

Fixing with nothing chosen gives the same bytes, text outside the fixed spans never changes, the order of findings makes no
difference, and fixing twice equals fixing once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from tqcheck import files, formats
from tqcheck.engine import Checked, Checker
from tqcheck.model import Document, Edit, Finding, Fix, Problem, Span

_PASSES = 10
"""How often a text is fixed and checked again; what has not settled by then never does."""
_AFTER_SPACE = frozenset(" ,.;:?!")
"""What no space stands before in English."""
Chosen = tuple[Finding, Fix]


def choose(findings: Iterable[Finding], unsafe: bool) -> list[Chosen]:
    """Take the first safe fix of each finding, or its first fix where `unsafe`, in order of the text.

    Of fixes that overlap, the earlier one is taken, then the longer, then that of the first rule by name; the others wait.
    """
    offered = [(finding, fix) for finding in findings if (fix := _best(finding, unsafe)) is not None]
    chosen: list[Chosen] = []
    for finding, fix in sorted(offered, key=_order):
        if chosen and _overlap(chosen[-1][0], finding):
            continue
        chosen.append((finding, fix))
    return chosen


def _best(finding: Finding, unsafe: bool) -> Fix | None:
    return next((fix for fix in finding.fixes if unsafe or fix.safe), None)


def _order(chosen: Chosen) -> tuple[int, str, int, int, str, str]:
    finding, fix = chosen
    segment, span = finding.segment, finding.span
    return segment.start, segment.id, span.start, -span.end, finding.rule.id, fix.text


def _overlap(one: Finding, other: Finding) -> bool:
    return one.segment.start == other.segment.start and other.span.start < max(one.span.end, one.span.start + 1)


def edits(document: Document, chosen: Iterable[Chosen]) -> list[Edit]:
    """Return the changes of the file that the fixes make; those with markup in the way, or that meet another, are left."""
    wanted = (edit_of(document, finding, fix) for finding, fix in chosen)
    done: list[Edit] = []
    for edit in sorted(edit for edit in wanted if edit is not None):
        if not done or not meet(done[-1], edit):
            done.append(edit)
    return done


def meet(one: Edit, other: Edit) -> bool:
    """Whether two changes, the first of them not behind the second, can't both be made."""
    return other.start < one.end or other.start == one.end == other.end or other.start == one.start


def edit_of(document: Document, finding: Finding, fix: Fix) -> Edit | None:
    """The change of the file that a fix makes, or None where markup or the format is in the way.

    One that only deletes words takes the space along that would be left over.
    """
    text, span = finding.segment.target, finding.span
    if not fix.text:
        before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
        wider = span
        if before == " " and after in _AFTER_SPACE:
            wider = Span(span.start - 1, span.end)
        elif not before and after == " ":
            wider = Span(span.start, span.end + 1)
        if wider != span and (edit := document.edit(finding.segment, wider, "")):
            return edit
    edit = document.edit(finding.segment, span, fix.text)
    return edit if edit and formats.escaped(document, edit) is not None else None


def apply(document: Document, changes: Sequence[Edit]) -> Document:
    """Do the edits of a document and read it anew."""
    data = formats.write(document, changes)
    return formats.read(document.path, data, name=document.format, reading=document.reading)


def fix(checker: Checker, document: Document, unsafe: bool) -> tuple[Checked, int]:
    """Fix a document, check it again, and so on until nothing more can be fixed: what remains, and how many fixes it took.

    `document` of what remains is the fixed one. Rules whose fixes bring each other forth without end are named in its
    problems and change nothing.
    """
    restless: set[str] = set()
    while True:
        checked, count, still = _settle(checker, document, unsafe, restless)
        if not still:
            break
        restless |= still
    problems = list(checked.problems)
    if restless:
        named = ", ".join(sorted(restless))
        problems.append(Problem(document.path, 0, f"the fixes of {named} never settle; none of them was made"))
    return checked.but(problems=problems), count


def _settle(checker: Checker, document: Document, unsafe: bool, restless: set[str]) -> tuple[Checked, int, set[str]]:
    """Fix until nothing changes; also the rules that were still at it in the second half of the passes."""
    count, still = 0, set()
    checked = checker.check_document(document)
    problems = list(checked.problems)
    for turn in range(_PASSES):
        chosen = choose((finding for finding in checked if finding.rule.id not in restless), unsafe)
        changes = edits(checked.document, chosen)
        if not changes:
            return checked.but(problems=problems), count, set()
        if 2 * turn >= _PASSES:
            still |= {finding.rule.id for finding, _ in chosen}
        count += len(changes)
        checked = checker.check_document(apply(checked.document, changes))
        problems += [problem for problem in checked.problems if str(problem) not in map(str, problems)]
    return checked.but(problems=problems), count, still


def save(path: str | Path, data: bytes, seen: bytes, tree: Sequence[Path] = ()) -> None:
    """Put new bytes in a file's place, whole or not at all; permissions stay.

    Raises Problem, and leaves the file as it is, where it no longer holds the bytes that were `seen`, where a link
    leads to it out of the `tree` (folders; the link's own is one), or where writing fails.
    """
    target = _target(Path(path), tree)
    if not os.access(target, os.W_OK):
        raise Problem(str(path), 0, "is read-only; not fixed")
    try:
        replaced = files.replace(target, data, seen)
    except OSError as error:
        raise Problem(str(path), 0, f"can't be written: {error.strerror or error}; it is as it was") from None
    if not replaced:
        raise Problem(str(path), 0, "changed while it was being checked; not fixed, run again")


def _target(path: Path, tree: Sequence[Path]) -> Path:
    """Return the file itself, or the one inside the tree that a link leads to, be it the file or a folder above."""
    target = Path(os.path.realpath(path))
    roots = [Path.cwd(), *filter(_is_real, (path.parent, *tree))]
    if not any(target.is_relative_to(os.path.realpath(root)) for root in roots):
        raise Problem(str(path), 0, f"is a link out of the tree, to {target}; not fixed, name that file itself")
    if not target.is_file():
        raise Problem(str(path), 0, "is no regular file; not fixed")
    return target


def _is_real(folder: Path) -> bool:
    """Whether no link stands on the way to a folder; those in the topmost one (/tmp, /home) are the system's."""
    here = folder.absolute()
    return not any(above.is_symlink() for above in (here, *here.parents) if len(above.parts) > len(("/", "home")))
