"""The dialogs: a choice, a line to type, a form, a page to read, the names that are spelled in several ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from tqcheck.report.display import escaped, typed
from tqcheck.review.clusters import Cluster
from tqcheck.review.glossing import Form

_CONTEXTS = 3
_NUMBERED = 9


class _Listed:
    """A dialog with a list in which j and k walk, too."""

    def action_step(self: Any, by: int) -> None:
        """Go to another option."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()


class Choice(_Listed, ModalScreen[int | None]):
    """One of several options, by its number or with the arrows; None where the person goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss(None)", "Back"),
        ("j", "step(1)", "Down"),
        ("k", "step(-1)", "Up"),
        *[(str(number), f"take({number - 1})", "") for number in range(1, _NUMBERED + 1)],
    ]

    def __init__(self, title: str, options: Sequence[str], told: Sequence[str] = ()) -> None:
        super().__init__()
        self._title, self._options, self._told = title, options, told

    def compose(self) -> ComposeResult:
        """Title, what there is to know, the options."""
        with Vertical(classes="dialog"):
            yield Label(Text(escaped(self._title)), classes="title")
            if self._told:
                yield Static(Text("\n".join(map(escaped, self._told))), classes="told")
            yield OptionList(*[Option(Text(f"{number} {escaped(option)}")) for number, option in enumerate(self._options, 1)])
            yield Label(Text("Enter or a number chooses, Esc goes back"), classes="hint")

    def on_mount(self) -> None:
        """Let the keys go to the options."""
        self.query_one(OptionList).focus()

    def action_take(self, index: int) -> None:
        """Choose an option by its number."""
        if index < len(self._options):
            self.dismiss(index)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)


class Line(ModalScreen[str | None]):
    """A line to type; `live` is called with the text at every key, and says what it amounts to or what is wrong with it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, value: str, hint: str, live: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._title, self._value, self._hint, self._live = title, value, hint, live

    def compose(self) -> ComposeResult:
        """Title, line, hint."""
        with Vertical(classes="dialog"):
            yield Label(Text(escaped(self._title)), classes="title")
            yield Input(typed(self._value), select_on_focus=False)
            yield Label(Text(self._hint), classes="hint")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self._live:
            self.query_one(".hint", Label).update(Text(escaped(self._live(event.value)) or self._hint))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class GlossaryForm(ModalScreen[Form | None]):
    """The fields of a new concept, filled in as far as can be told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Back"),
        ("ctrl+s", "save", "Save"),
        ("down", "app.focus_next", ""),
        ("up", "app.focus_previous", ""),
    ]
    FIELDS: ClassVar[dict[str, str]] = {
        "preferred": "write",
        "forbidden": "not",
        "source": "source term",
        "domain": "domain",
        "note": "note",
    }

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def compose(self) -> ComposeResult:
        """A line for each field."""
        with Vertical(classes="dialog"):
            yield Label(Text("Send to the glossary"), classes="title")
            for name, label in self.FIELDS.items():
                yield Label(Text(label), classes="label")
                yield Input(typed(getattr(self._form, name)), id=name, compact=True, select_on_focus=False)
            yield Label(Text("Enter saves, Tab goes on, Esc goes back"), classes="hint")

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Give back what was filled in."""
        self.dismiss(Form(**{name: self.query_one(f"#{name}", Input).value for name in self.FIELDS}))


class Reading(ModalScreen[None]):
    """A page to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,enter", "dismiss(None)", "Back"),
        ("j,down", "page(1)", ""),
        ("k,up", "page(-1)", ""),
    ]

    def __init__(self, title: str, text: Text) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Title and text."""
        with Vertical(classes="dialog tall"):
            yield Label(Text(self._title), classes="title")
            with VerticalScroll(can_focus=True):
                yield Static(self._text)
            yield Label(Text("Esc goes back, arrows scroll"), classes="hint")

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class Names(_Listed, ModalScreen[tuple[Cluster, str] | None]):
    """The names that the texts spell in several ways; gives back one and the form to spell it in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss(None)", "Back"),
        ("j", "step(1)", ""),
        ("k", "step(-1)", ""),
        ("e", "type", "Another form"),
        *[(str(number), f"take({number - 1})", "") for number in range(1, _NUMBERED + 1)],
    ]

    def __init__(self, clusters: Sequence[Cluster], first: int = 0) -> None:
        super().__init__()
        self._clusters, self._first = clusters, first

    def compose(self) -> ComposeResult:
        """The names, and below them the spellings of the one in focus."""
        with Vertical(classes="dialog tall"):
            yield Label(Text("Names spelled in several ways"), classes="title")
            options = OptionList(*[Option(Text(escaped(_headline(cluster)))) for cluster in self._clusters])
            yield options
            with VerticalScroll():
                yield Static(id="spellings")
            yield Label(Text("A number chooses that form for all, e another one, Esc goes back"), classes="hint")

    def on_mount(self) -> None:
        """Turn to the name that was asked about."""
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = self._first

    @property
    def _cluster(self) -> Cluster:
        return self._clusters[self.query_one(OptionList).highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        text = Text()
        for number, (spelling, mentions) in enumerate(self._cluster.spellings.items(), 1):
            text.append(f"{number} {escaped(spelling)}", "bold").append(f"  {_times(len(mentions))}\n")
            for mention in mentions[:_CONTEXTS]:
                text.append(f"    …{escaped(mention.before)}").append(escaped(mention.text), "underline")
                text.append(f"{escaped(mention.after)}…  {escaped(mention.file.path)}\n")
            if len(mentions) > _CONTEXTS:
                text.append(f"    and {len(mentions) - _CONTEXTS} more\n")
        self.query_one("#spellings", Static).update(text)

    @on(OptionList.OptionSelected)
    def action_first(self) -> None:
        """Choose the spelling that the check would write."""
        self.action_take(0)

    def action_take(self, index: int) -> None:
        """Choose a spelling by its number."""
        spellings = list(self._cluster.spellings)
        if index < len(spellings):
            self.dismiss((self._cluster, spellings[index]))

    def action_type(self) -> None:
        """Ask for a form that nobody wrote yet."""
        cluster = self._cluster

        def typed(form: str | None) -> None:
            if form and form.strip():
                self.dismiss((cluster, form.strip()))

        self.app.push_screen(Line(f"Spell {cluster.name} everywhere as", cluster.name, "Enter chooses, Esc goes back"), typed)


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _headline(cluster: Cluster) -> str:
    return " / ".join(f"{spelling} {len(mentions)}" for spelling, mentions in cluster.spellings.items())
