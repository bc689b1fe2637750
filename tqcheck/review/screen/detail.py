"""The pane below the text: what is wrong, where it comes from, examples, and the fixes to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from tqcheck.report.display import escaped
from tqcheck.review import worddiff
from tqcheck.review.entries import Entry
from tqcheck.review.feed import Facts

_DECIDED = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "skip": "skipped",
    "ignore": "ignored from now on",
}
_MOST = 9


class Detail(Widget, can_focus=False):
    """All that is known of the finding in focus; `facts` are the rules' own records, filled as they come."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rule", "label", "removed", "added", "note"}

    def __init__(self, facts: Mapping[str, Facts]) -> None:
        super().__init__()
        self._facts = facts
        self._entry: Entry | None = None

    def show(self, entry: Entry | None) -> None:
        """Tell of a finding."""
        self._entry = entry
        self.refresh()

    def render(self) -> RenderResult:
        """The text of the pane."""
        text = Text(no_wrap=False)
        if self._entry:
            self._tell(text, self._entry)
        return text

    def _tell(self, text: Text, entry: Entry) -> None:
        head = " · ".join(filter(None, (entry.severity.name, entry.certainty.name, escaped(entry.category))))
        text.append(escaped(entry.rule), self._style("rule")).append(f"  {head}\n")
        text.append(f"{escaped(entry.message)}\n")
        self._state(text, entry)
        self._fixes(text, entry)
        if entry.why:
            self._line(text, "why", escaped(entry.why))
        self._examples(text, entry)

    def _style(self, name: str) -> str:
        return self.get_component_rich_style(name)  # type: ignore[return-value]

    def _line(self, text: Text, label: str, told: str) -> None:
        text.append(f"{label}  ", self._style("label")).append(f"{told}\n")

    def _state(self, text: Text, entry: Entry) -> None:
        verdict = entry.verdict
        if verdict.decision:
            by = f" by {escaped(verdict.actor)}" if verdict.actor else ""
            to = f": “{escaped(verdict.after)}”" if entry.mends else ""
            when = " and written" if entry.written else ""
            text.append(f"{_DECIDED[verdict.decision]}{by}{when}{to}\n", self._style("note"))
        if entry.unfit:
            text.append(f"no longer fits: {escaped(entry.unfit)}\n", self._style("note"))

    def _fixes(self, text: Text, entry: Entry) -> None:
        if not entry.fixes:
            self._line(text, "fix", "none is offered; e edits the words")
        for number, fix in enumerate(entry.fixes[:_MOST], 1):
            text.append("fix  " if number == 1 else "     ", self._style("label"))
            text.append(f"{number} ", self._style("label"))
            if not fix.text:
                text.append("leave it out: ")
            for part in worddiff.parts(escaped(entry.text), escaped(fix.text)):
                mark, look = {" ": ("{}", ""), "-": ("[-{}-]", "removed"), "+": ("{{+{}+}}", "added")}[part.kind]
                text.append(mark.format(part.text), self._style(look) if look else None)
            text.append("  (safe)\n" if fix.safe else "\n")

    def _examples(self, text: Text, entry: Entry) -> None:
        facts = self._facts.get(entry.rule)
        if facts is None:
            return
        for bad, repaired in facts.bad[:2]:
            self._line(text, "e.g.", f"{bad} → {repaired}" if repaired != bad else bad)
        for good in facts.good[:1]:
            self._line(text, "not ", good)
        for reference in facts.references[:1]:
            self._line(text, "see ", reference)
