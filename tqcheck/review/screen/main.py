"""The review screen: panes that show a session, and one method for each key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from tqcheck.model import Problem
from tqcheck.report.display import escaped
from tqcheck.review import editor, glossing
from tqcheck.review.entries import Entry
from tqcheck.review.feed import Event, Facts, Failed, Known, Looked, Total
from tqcheck.review.screen import keys
from tqcheck.review.screen.detail import Detail
from tqcheck.review.screen.dialogs import Choice, GlossaryForm, Line, Names, Reading
from tqcheck.review.screen.footer import Footer
from tqcheck.review.screen.panes import Findings, Picked, TextPane
from tqcheck.review.view import FilterError, tally

if TYPE_CHECKING:
    from tqcheck.review.clusters import Cluster
    from tqcheck.review.session import Session

_BAR = 12
_FILES_TOLD = 6


class Main(Screen[None]):
    """Findings on the left, the text in the middle, what is wrong and its fixes below it or, on a wide screen, beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-usual"), (160, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (12, "-high")]  # noqa: RUF012

    def __init__(self, session: Session, *, told: bool = False) -> None:
        super().__init__()
        self.session, self._told = session, told
        self._facts: dict[str, Facts] = {}
        self._total, self._looked, self._over = 0, 0, False
        self._unlisted = False
        self._said, self._failed = "", False

    def compose(self) -> ComposeResult:
        """The panes."""
        yield Static(id="status")
        with Horizontal(id="desk"):
            yield Findings(self.session.view)
            with Vertical(id="reading"):
                with Horizontal(id="texts"):
                    yield TextPane()
                    yield Static(id="source")
                yield Detail(self._facts)
        yield Static(id="said")
        yield Footer()

    def on_mount(self) -> None:
        """Show what there is already."""
        self.redraw()

    # What comes in

    def take(self, event: Event) -> None:
        """Take in what the check tells."""
        if isinstance(event, Total):
            self._total = event.files
        elif isinstance(event, Known):
            self._facts |= event.rules
        elif isinstance(event, Failed):
            self._fail(event.problem)
            if event.final and not self.session.desk.files:
                self.app.exit()
        elif isinstance(event, Looked):
            self._take_file(event)

    def _take_file(self, event: Looked) -> None:
        self._looked += not event.early
        try:
            found = self.session.desk.take(event.path, event.data, event.records, told=self._told)
        except Problem as problem:
            self._fail(problem)
            return
        self._unlisted |= bool(found)

    def catch_up(self) -> None:
        """List and show what came in since the last time."""
        if self._unlisted:
            self._unlisted = False
            self.session.refill()
        self.redraw()

    def over(self) -> None:
        """Take in that no more comes; where nothing came, there is nothing to stay for."""
        self._over = True
        if next(iter(self.session.desk), None) is None:
            self.app.exit()
        self.catch_up()

    def _fail(self, problem: Problem) -> None:
        self.session.desk.problems.append(problem)
        self.say(str(problem), failed=True)

    # What is shown

    def redraw(self) -> None:
        """Show the session as it is now, unless the screen is gone already."""
        if not self.query(TextPane):
            return
        current = self.session.current
        self.query_one(Findings).show(current)
        self.query_one(TextPane).show(current)
        self.query_one(Detail).show(current)
        self._show_source(current)
        self.query_one("#status", Static).update(self._status(), layout=False)
        style = "bold" if self._failed else ""
        self.query_one("#said", Static).update(Text(escaped(self._said), style, no_wrap=True), layout=False)

    def say(self, text: str, *, failed: bool = False) -> None:
        """Say a line until the next key."""
        self._said, self._failed = f"✗ {text}" if failed else text, failed

    def _show_source(self, current: Entry | None) -> None:
        finding = current.file.finding(current) if current and not current.unfit else None
        source = finding.segment.source if finding else None
        pane = self.query_one("#source", Static)
        if source:
            pane.update(Text(escaped(source)))
        if pane.display != (source is not None):
            pane.display = source is not None

    def _status(self) -> Text:
        session, current = self.session, self.session.current
        shown = session.view.entries
        still = sum(entry.is_open for entry in shown)
        text = Text(no_wrap=True)
        text.append(f" {len(shown) - still:,}/{len(shown):,} decided", "bold")
        unwritten = len(session.desk.unwritten)
        text.append(f"  {unwritten:,} to write" if unwritten else "")
        if session.view.filter:
            text.append(f"  /{escaped(session.view.filter)}", "bold")
        if not self._over and self._total:
            done = _BAR * self._looked // self._total
            text.append(f"  checking {'█' * done}{'░' * (_BAR - done)} {self._looked:,}/{self._total:,}")
        elif not self._over:
            text.append("  checking …")
        if current:
            text.append(f"  {escaped(current.file.path)}:{current.line}:{current.column}")
        return text

    # Keys

    def do(self, action: Callable[[], str | None]) -> None:
        """Do something to the session, and say what it did or why it could not."""
        try:
            self.say(action() or "")
        except (Problem, FilterError) as error:
            self.say(str(error), failed=True)
        self.redraw()

    def _refuse(self, why: str) -> None:
        self.say(why, failed=True)
        self.redraw()

    def action_accept(self, number: int = 1) -> None:
        """Accept a fix; where none is offered, let the person type one."""
        current = self.session.current
        if number == 1 and current and not current.fixes and not self.session.desk.refusal_to_edit(current):
            self.action_edit()
        else:
            self.do(lambda: self.session.accept(number))

    def action_reject(self) -> None:
        """Reject the finding."""
        self.do(self.session.reject)

    def action_skip(self) -> None:
        """Skip the finding."""
        self.do(self.session.skip)

    def action_edit(self) -> None:
        """Let the person type the replacement."""
        current = self.session.current
        if current is None:
            return
        if refusal := self.session.desk.refusal_to_edit(current):
            self._refuse(refusal)
            return
        now = current.verdict.after if current.mends else current.fixes[0].text if current.fixes else current.text

        def edited(text: str | None) -> None:
            if text is not None:
                self.session.go(current)  # more may have come in meanwhile
                self.do(lambda: self.session.edit(text))

        self.app.push_screen(Line(f"Replace “{current.text}” by", now, "Enter decides, Esc goes back"), edited)

    def action_next_open(self) -> None:
        """Turn to the next undecided finding."""
        self.do(lambda: self.session.seek(1))

    def action_last_open(self) -> None:
        """Turn to the undecided finding before."""
        self.do(lambda: self.session.seek(-1))

    def action_down(self) -> None:
        """Turn to the next finding."""
        self.do(lambda: self.session.move(1))

    def action_up(self) -> None:
        """Turn to the finding before."""
        self.do(lambda: self.session.move(-1))

    def action_next_group(self) -> None:
        """Turn to the next file or rule."""
        self.do(lambda: self.session.group(1))

    def action_last_group(self) -> None:
        """Turn to the file or rule before."""
        self.do(lambda: self.session.group(-1))

    def action_undo(self) -> None:
        """Undo."""
        self.do(self.session.undo)

    def action_redo(self) -> None:
        """Redo."""
        self.do(self.session.redo)

    def action_accept_all(self) -> None:
        """Ask which findings like this one to accept, and accept them."""
        current = self.session.current
        if current is None:
            return
        same, rule = (self.session.alike(same_text=narrow) for narrow in (True, False))
        if not rule:
            self.do(lambda: f"No undecided finding of {current.rule} has a fix.")
            return
        offered = [(f"all {len(rule)} of {current.rule}", rule)]
        if same:
            to = current.fixes[0].text if current.fixes else ""
            offered.insert(0, (f"all {len(same)} of “{current.text}” → “{to}”", same))
        options = [told for told, _ in offered]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.do(lambda: self.session.accept_all(offered[index][1]))

        self.app.push_screen(Choice("Accept the first fix of", options, tally(rule, _FILES_TOLD)), chosen)

    def action_ignore(self) -> None:
        """Ask how far an exception is to reach, and make it."""
        current = self.session.current
        if current is None:
            return
        scopes = self.session.scopes()

        def chosen(index: int | None) -> None:
            if index is not None:
                self.session.go(current)
                self.do(lambda: self.session.ignore(scopes[index]))

        self.app.push_screen(Choice("Ignore from now on", [scope.told for scope in scopes]), chosen)

    def action_gloss(self) -> None:
        """Let the person fill in a concept."""
        current = self.session.current
        if current is None:
            return
        try:
            glossing.places(self.session.desk.config)
        except Problem as problem:
            self._refuse(str(problem))
            return

        def filled(form: glossing.Form | None) -> None:
            if form is not None:
                self.do(lambda: self.session.gloss(form))

        self.app.push_screen(GlossaryForm(glossing.form(current)), filled)

    def action_names(self) -> None:
        """Show the names that are spelled in several ways."""
        found = self.session.clusters()
        if not found:
            self.do(lambda: "No name is spelled in several ways.")
            return
        current = self.session.current
        texts = {current.text, *(fix.text for fix in current.fixes)} if current else set()
        first = next((place for place, cluster in enumerate(found) if texts & set(cluster.spellings)), 0)

        def chosen(answer: tuple[Cluster, str] | None) -> None:
            if answer:
                self.do(lambda: self.session.choose(*answer))

        self.app.push_screen(Names(found, first), chosen)

    def action_filter(self) -> None:
        """Let the person type a filter; the list follows every key."""
        before = self.session.view.filter

        def live(text: str) -> str:
            try:
                said = self.session.narrow(text)
            except FilterError as error:
                return str(error)
            self.redraw()
            return said

        def done(text: str | None) -> None:
            self.do(lambda: self.session.narrow(before))
            if text is not None:
                self.do(lambda: self.session.narrow(text))

        hint = "words, or rule: family: severity: certainty: file: text: is:"
        self.app.push_screen(Line("Show findings like", before, hint, live), done)

    def action_clear(self) -> None:
        """Take the filter away."""
        if self.session.view.filter:
            self.do(lambda: self.session.narrow(""))

    def action_regroup(self) -> None:
        """List by rule, or by file."""
        self.do(self.session.regroup)

    def action_open(self) -> None:
        """Open the file in the person's editor, then look at it again."""
        current = self.session.current
        if current is None or current.file.given:
            self.do(lambda: "A text from standard input is in no file." if current else "")
            return

        def opened() -> str:
            try:
                with self.app.suspend():
                    editor.run(current.file.path, current.line, current.column)
            except SuspendNotSupported:
                editor.run(current.file.path, current.line, current.column)
            finally:
                told = self.session.reread(current.file)
            return told

        self.do(opened)

    def action_write(self) -> None:
        """Write what was accepted."""
        self.do(self.session.write)

    def action_scroll(self, by: int) -> None:
        """Scroll the text."""
        self.query_one(TextPane).scroll_rows(by)

    def action_problems(self) -> None:
        """Tell what could not be done."""
        problems = [*map(str, self.session.desk.problems), *([self._said] if self._failed else [])]
        told = "\n".join(map(escaped, dict.fromkeys(problems)))
        self.app.push_screen(Reading("What could not be done", Text(told or "Nothing failed.")))

    def action_shade(self) -> None:
        """Turn from dark to light, or back."""
        self.app.theme = "textual-light" if self.app.current_theme.dark else "textual-dark"

    def action_help(self) -> None:
        """Tell all keys."""
        self.app.push_screen(Reading("Keys", Text(keys.help_text() + "\n" + keys.SIGNS_HELP)))

    def action_leave(self) -> None:
        """Quit; ask first where something is still to be written."""
        unwritten = len(self.session.desk.unwritten)
        if not unwritten:
            self.app.exit()
            return
        if any(file.given for file in self.session.desk.files):
            self._write_and_leave()
            return

        def chosen(index: int | None) -> None:
            if index == 0:
                self._write_and_leave()
            elif index == 1:
                self.app.exit()

        options = ("write, then quit", "quit; what was decided is kept for the next time")
        self.app.push_screen(Choice(f"{unwritten:,} to write", options), chosen)

    def _write_and_leave(self) -> None:
        self.do(self.session.write)
        if not self._failed:
            self.app.exit()

    @on(Picked)
    def picked(self, event: Picked) -> None:
        """Turn to a finding that was clicked on."""
        self.do(lambda: self.session.go(event.entry))
