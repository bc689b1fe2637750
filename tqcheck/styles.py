"""House styles: what newsrooms settle differently, and which English each of them writes.

A rule that is a matter of taste names the styles that ask for it (`style = ["ap", "nyt"]`); it runs where the configuration
names one of them. A style's region is the target's where the configuration gives none, so that rules for that region run too.
"""

from __future__ import annotations

from typing import NamedTuple


class Style(NamedTuple):
    """A style guide: its title, and the tag of the English that it is written for."""

    title: str
    target: str


STYLES = {
    "ap": Style("The Associated Press Stylebook", "en-US"),
    "bbc": Style("BBC News style guide", "en-GB"),
    "chicago": Style("The Chicago Manual of Style", "en-US"),
    "economist": Style("The Economist Style Guide", "en-GB"),
    "guardian": Style("Guardian and Observer style guide", "en-GB"),
    "nyt": Style("The New York Times Manual of Style and Usage", "en-US"),
    "reuters": Style("Reuters Handbook of Journalism", "en-US"),
}
