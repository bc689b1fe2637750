"""The row of keys at the foot of the screen: as many as there is room for, help and quit always; each can be clicked."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tqcheck.review.screen.keys import KEYS, Key, shown

_LAST = ("help", "leave")
_PALETTE = Key("app.command_palette", "ctrl+p", "Menu", "")


class Footer(Widget, can_focus=False):
    """The keys of the actions that the table puts into the footer."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key", "name"}

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The only row."""
        key, name = self.get_component_rich_style("key"), self.get_component_rich_style("name")
        segments = []
        for item in self._fitting():
            segments += [Segment(f" {_key(item)}", key), Segment(f" {item.name} ", name)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _fitting(self) -> list[Key]:
        """The keys for which there is room."""
        always = [*(key for key in KEYS if key.action in _LAST), _PALETTE]
        room = self.size.width - sum(map(_width, always))
        found = []
        for key in KEYS:
            if key.footer and key not in always and _width(key) <= room:
                found.append(key)
                room -= _width(key)
        return [*found, *always]

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked on."""
        at = 0
        for key in self._fitting():
            at += _width(key)
            if event.x < at:
                await self.screen.run_action(key.action)
                return


def _key(key: Key) -> str:
    return shown(key.keys.partition(",")[0])


def _width(key: Key) -> int:
    return len(f" {_key(key)} {key.name} ")
