"""The panes of the review screen: the list of findings, and the text in which they stand."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tqcheck.report.display import escaped
from tqcheck.review.entries import Entry
from tqcheck.review.screen.page import Chunk, Page, Row, Spot, sign
from tqcheck.review.view import FILE, Group, View

_PARTS = {"accept": "accepted", "edit": "accepted", "reject": "rejected", "skip": "rejected", "ignore": "rejected", "": "open"}


class Picked(Message):
    """Somebody clicked on a finding."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry


def _part(entry: Entry) -> str:
    """The component class of a finding's look."""
    return "unfit" if entry.unfit else _PARTS[entry.verdict.decision]


class Findings(ScrollView, can_focus=False):
    """The list: a row for each file or rule, and below it one for each of its findings."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"group", "open", "accepted", "rejected", "unfit", "current"}

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view
        self._current: Entry | None = None

    def show(self, current: Entry | None) -> None:
        """Show the view as it is now, and a finding in focus."""
        self._current = current
        size = Size(0, len(self._view.rows))
        if self.virtual_size.height != size.height:
            self.virtual_size = size
        self._follow()
        self.refresh()

    def _follow(self) -> None:
        """Scroll as little as needed for the finding in focus, and what it stands under, to be seen."""
        row, top, height = self._view.row(self._current), self.scroll_offset.y, self.size.height
        if row < 0 or not height:
            return
        head = row - 1 if isinstance(self._view.rows[row - 1], Group) else row
        if head < top:
            self.scroll_to(y=head, animate=False, immediate=True)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the finding in focus in sight."""
        self._follow()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        place, width = y + self.scroll_offset.y, self._width
        if place >= len(self._view.rows):
            return Strip.blank(width, self.rich_style)
        row = self._view.rows[place]
        if isinstance(row, Group):
            return self._strip(_group(row, width), "group")
        part = "current" if row is self._current else _part(row)
        return self._strip(self._entry(row, width), part)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _strip(self, text: str, part: str) -> Strip:
        width = self._width
        return Strip([Segment(set_cell_size(text, width), self.get_component_rich_style(part))], width)

    def _entry(self, entry: Entry, width: int) -> str:
        mark = "▶" if entry is self._current else " "
        place = f"{entry.line}" if self._view.by == FILE else f"{entry.file.path.rpartition('/')[2]}:{entry.line}"
        room = max(6, width - 4 - len(place))
        return f"{mark}{sign(entry)} {_short(escaped(place), width)} {_short(escaped(' '.join(entry.text.split())), room)}"

    def on_click(self, event: events.Click) -> None:
        """Turn to the finding that was clicked on."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._view.rows):
            row = self._view.rows[place]
            self.post_message(Picked(row.entries[0] if isinstance(row, Group) else row))


def _group(group: Group, width: int) -> str:
    """The head of a group: its name, and how many of its findings are decided."""
    count = f" {sum(not entry.is_open for entry in group.entries)}/{len(group.entries)}"
    return f"{_short(escaped(group.name), max(4, width - len(count)), keep_end=True)}{count}"


def _short(text: str, room: int, *, keep_end: bool = False) -> str:
    """A text that takes no more columns than there are, its end or its beginning left out."""
    if cell_len(text) <= room:
        return text
    if keep_end:
        return f"…{set_cell_size(text[::-1], room - 1).strip()[::-1]}"
    return f"{set_cell_size(text, room - 1).rstrip()}…"


class TextPane(Widget, can_focus=False):
    """The file's text around the finding in focus, all findings marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"gutter", "open", "accepted", "rejected", "unfit", "current"}

    def __init__(self) -> None:
        super().__init__()
        self._current: Entry | None = None
        self._page: Page | None = None
        self._top = Spot(0, 0)
        self._rows: list[tuple[Spot, Row]] = []

    def show(self, current: Entry | None) -> None:
        """Show the text in which a finding stands, scrolled no more than needed."""
        self._current = current
        self._lay(follow=True)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the text out anew."""
        self._lay(follow=True)
        self.refresh()

    def scroll_rows(self, by: int) -> None:
        """Scroll by so many rows."""
        if not (self._page and self._rows):
            return
        if by < 0:
            self._top = self._page.up(self._top, -by, self._current)
        else:
            below = self._page.rows(self._top, by + 1, self._current)
            self._top = below[-1][0]
        self._lay(follow=False)
        self.refresh()

    def _lay(self, *, follow: bool) -> None:
        entry, height = self._current, self.size.height
        if entry is None or not height:
            self._rows = []
            return
        width = self.size.width - self._gutter
        if self._page is None or not self._page.shows(entry.file, width):
            if self._page is None or not self._page.is_of(entry.file):
                self._top = Spot(0, 0)
            self._page = Page(entry.file, width)
        self._rows = self._page.rows(self._top, height, entry)
        if follow:
            self._follow(self._page, entry, height)

    def _follow(self, page: Page, entry: Entry, height: int) -> None:
        spot = page.spot(entry, entry)
        seen = [place for place, _ in self._rows]
        if spot not in seen or (seen.index(spot) >= height - 1 and height > 1):
            self._top = page.up(spot, height // 3, entry)
            self._rows = page.rows(self._top, height, entry)

    @property
    def _gutter(self) -> int:
        return 7 if self.size.width > 30 else 0  # noqa: PLR2004

    def render_line(self, y: int) -> Strip:
        """One row of the text."""
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[y][1]
        segments = [Segment(chunk.text, self._look(chunk)) for chunk in row.chunks]
        if self._gutter:
            number = f"{row.number or '':>5}  "
            segments.insert(0, Segment(number, self.get_component_rich_style("gutter")))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _look(self, chunk: Chunk) -> Style:
        if chunk.entry is None:
            return self.rich_style
        return self.get_component_rich_style("current" if chunk.entry is self._current else _part(chunk.entry))

    def on_click(self, event: events.Click) -> None:
        """Turn to the finding that was clicked on."""
        if event.y >= len(self._rows):
            return
        at = self._gutter
        for chunk in self._rows[event.y][1].chunks:
            at += cell_len(chunk.text)
            if event.x < at:
                if chunk.entry:
                    self.post_message(Picked(chunk.entry))
                return

    def on_mouse_scroll_down(self) -> None:
        """Scroll on."""
        self.scroll_rows(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll back."""
        self.scroll_rows(-3)
