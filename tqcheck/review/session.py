"""One sitting of an editor: which finding is in focus, and what each key does to it; what it did is said in a line."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.model import Problem
from tqcheck.review import clusters, glossing, ignoring, view
from tqcheck.review.clusters import Cluster
from tqcheck.review.desk import Action, Desk
from tqcheck.review.entries import Entry, File, Verdict
from tqcheck.review.ignoring import Scope
from tqcheck.review.view import FILE, RULE, View

_PAST = {"accept": "Accepted", "edit": "Edited", "reject": "Rejected", "skip": "Skipped", "ignore": "Ignored"}
_ALL_DECIDED = "All of these are decided: w writes, q quits."


class Session:
    """A desk, the view of it, and the finding in focus (`current`).

    What a method did is returned as a line to show; Problem is raised where it can't be done.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk, self.view = desk, View()
        self.current: Entry | None = None

    def refill(self) -> None:
        """Take the desk's findings into the view; the one in focus stays if it is still there."""
        self.view.fill(self.desk)
        if self.current is None or self.view.row(self.current) < 0:
            self.current = self._near_current()

    def _near_current(self) -> Entry | None:
        """The finding to go to where the one in focus is no longer shown: in its file the next one, else the first open."""
        here = self.current
        if here and self.view.by == FILE:
            mine = [entry for entry in self.view.entries if entry.file is here.file]
            after = (entry for entry in mine if entry.start >= here.start)
            if near := next(after, mine[-1] if mine else None):
                return near
        return self.view.seek(None, 1, lambda entry: entry.is_open) or self.view.step(None, 0)

    # Going about

    def go(self, entry: Entry | None) -> None:
        """Turn to a finding."""
        self.current = entry or self.current

    def move(self, by: int) -> None:
        """Turn to the finding so many rows on."""
        self.go(self.view.step(self.current, by))

    def seek(self, by: int) -> str:
        """Turn to the next (or last) finding that is still to be decided."""
        found = self.view.seek(self.current, by, lambda entry: entry.is_open)
        self.go(found)
        return "" if found else _ALL_DECIDED

    def group(self, by: int) -> None:
        """Turn to the first finding of the next (or last) file or rule."""
        self.go(self.view.next_group(self.current, by))

    def regroup(self) -> str:
        """List by rule in place of by file, or the other way round."""
        self.view.by = RULE if self.view.by == FILE else FILE
        self.refill()
        return f"Listed by {self.view.by}."

    def narrow(self, text: str) -> str:
        """Show only what a filter lets through; raises FilterError."""
        self.view.narrow(text)
        self.refill()
        count = len(self.view.entries)
        return f"{count:,} finding{'s' * (count != 1)} like {self.view.filter!r}." if self.view.filter else "All findings."

    # Deciding

    def accept(self, number: int = 1) -> str:
        """Accept a fix of the finding in focus, by its number."""
        entry = self._focus()
        if not 1 <= number <= len(entry.fixes):
            offered = f"only {len(entry.fixes)} offered" if entry.fixes else "none is offered; e edits the words"
            raise Problem("", 0, f"no fix {number}: {offered}")
        return self._decide(Verdict("accept", entry.fixes[number - 1].text))

    def edit(self, text: str) -> str:
        """Put a text of the editor's own in the place of the finding in focus."""
        entry = self._focus()
        if any(fix.text == text for fix in entry.fixes):
            return self._decide(Verdict("accept", text))
        return self._decide(Verdict("edit", text))

    def reject(self) -> str:
        """Say that the finding in focus is wrong."""
        return self._decide(Verdict("reject"))

    def skip(self) -> str:
        """Leave the finding in focus without a word on it."""
        return self._decide(Verdict("skip"))

    def _decide(self, verdict: Verdict) -> str:
        entry = self._focus()
        if refusal := self.desk.refusal(entry, verdict):
            raise Problem("", 0, refusal)
        if entry.verdict[:2] != verdict[:2]:
            self.desk.decide([entry], [verdict._replace(actor=self.desk.actor)])
        said = f"{_PAST[verdict.decision]}: {_change(entry.text, verdict)}"
        return f"{said}. {self._onwards()}".rstrip()

    def _onwards(self) -> str:
        return self.seek(1)

    def alike(self, *, same_text: bool) -> list[Entry]:
        """The open findings that `accept_all` would accept."""
        return view.like(self._focus(), self.view.entries, same_text=same_text)

    def accept_all(self, chosen: Sequence[Entry]) -> str:
        """Accept the first fix of each of some findings, but for those where that can't be done."""
        possible: list[Entry] = []
        verdicts: list[Verdict] = []
        for entry in chosen:
            verdict = Verdict("accept", entry.fixes[0].text, self.desk.actor)
            if not self.desk.refusal(entry, verdict):
                possible.append(entry)
                verdicts.append(verdict)
        if possible:
            self.desk.decide(possible, verdicts)
        left = len(chosen) - len(possible)
        said = f"Accepted {_findings(len(possible))}{f'; {left} can’t be, see them one by one' if left else ''}."
        return f"{said} {self._onwards()}".rstrip()

    def undo(self) -> str:
        """Take the last action back."""
        return self._turn(self.desk.undo(), "Undone", "Nothing was decided in this session that could be undone.")

    def redo(self) -> str:
        """Do again what was undone."""
        return self._turn(self.desk.redo(), "Done again", "Nothing was undone.")

    def _turn(self, action: Action | None, past: str, nothing: str) -> str:
        if action is None:
            return nothing
        if self.view.filter or any(entry.made for entry in action.entries):
            self.refill()
        first = next((entry for entry in action.entries if self.view.row(entry) >= 0), None)
        self.go(first)
        if action.side and not action.entries:
            return f"{past}: the change of {action.side.path}."
        told = [(entry, verdict) for entry, verdict in zip(action.entries, action.after, strict=True) if verdict.decision]
        if len(told) == 1:
            return f"{past}: {_PAST[told[0][1].decision].lower()} “{told[0][0].text}”."
        return f"{past}: {_findings(len(told))}."

    # Beyond one finding

    def scopes(self) -> list[Scope]:
        """How far an exception for the finding in focus could reach."""
        return ignoring.scopes(self.desk, self._focus())

    def ignore(self, scope: Scope) -> str:
        """Leave the finding in focus, and all that the scope covers, alone from now on."""
        covered = ignoring.ignore(self.desk, self._focus(), scope)
        where = "a comment" if scope.comment else str(ignoring.settings(self.desk.config))
        more = f" and {_findings(len(covered) - 1)} more" if len(covered) > 1 else ""
        return f"Ignored{more}, by {where}. {self._onwards()}".rstrip()

    def gloss(self, form: glossing.Form) -> str:
        """Put what was filled in into the house's glossary."""
        name, side = glossing.save(self.desk.config, form)
        self.desk.note(side)
        return f"{name} stands in {side.path} now."

    def clusters(self) -> list[Cluster]:
        """The names that the texts spell in several ways."""
        return clusters.clusters(self.desk, self.desk.files)

    def choose(self, cluster: Cluster, form: str) -> str:
        """Spell a name in one form wherever it stands."""
        chosen, verdicts = clusters.choose(cluster, form)
        able = [not self.desk.refusal(entry, verdict) for entry, verdict in zip(chosen, verdicts, strict=True)]
        kept = [pair for pair, fine in zip(zip(chosen, verdicts, strict=True), able, strict=True) if fine]
        for entry, _ in kept:
            if entry.made and entry not in entry.file.entries:
                self.desk.add(entry.file, [entry])
        if kept:
            self.desk.decide([entry for entry, _ in kept], [verdict for _, verdict in kept])
        self.refill()
        changed = sum(verdict.mends for _, verdict in kept)
        left = f"; {len(chosen) - len(kept)} can’t be changed" if len(kept) < len(chosen) else ""
        return f"“{form}” it is: {changed} place{'s' * (changed != 1)} to change{left}."

    # Files

    def write(self) -> str:
        """Write all verdicts that are still to be written; files that can't be written are told at the end, in a Problem."""
        written, files, failed = 0, 0, []
        before = sum(bool(entry.unfit) for entry in self.desk)
        for file in [file for file in self.desk.files if file.unwritten]:
            try:
                done = self.desk.write(file)
            except Problem as problem:
                failed.append(problem)
                continue
            written, files = written + len(done), files + bool(done)
        self.refill()
        unfit = sum(bool(entry.unfit) for entry in self.desk) - before
        said = (
            f"Wrote {_findings(written, 'fix', 'fixes')} in {files} file{'s' * (files != 1)}" if written else "Nothing to write"
        )
        if unfit > 0:
            said += f"; {_findings(unfit)} no longer fit{'s' * (unfit == 1)}: /is:unfit shows"
        if failed:
            raise Problem("", 0, "; ".join([*([f"{said}, but"] if written else []), *map(str, failed)]))
        return f"{said}."

    def reread(self, file: File) -> str:
        """Look at a file again after somebody edited it."""
        if not self.desk.reread(file):
            return f"{file.path} is as it was."
        self.refill()
        lost = sum(bool(entry.unfit) for entry in file.entries)
        return f"{file.path} was changed{f'; {_findings(lost)} no longer fit' if lost else ''}."

    def _focus(self) -> Entry:
        if self.current is None:
            raise Problem("", 0, "there is no finding here")
        return self.current


def _change(text: str, verdict: Verdict) -> str:
    if not verdict.mends:
        return f"“{text}”"
    return f"“{text}” → “{verdict.after}”" if verdict.after else f"“{text}” left out"


def _findings(count: int, one: str = "finding", many: str = "findings") -> str:
    return f"{count:,} {one if count == 1 else many}"
