"""tqcheck.toml, or [tool.tqcheck] in pyproject.toml, as one frozen Config."""

from __future__ import annotations

import dataclasses
import datetime
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqcheck.model import Certainty, Problem, Reading, Severity
from tqcheck.records import language_tag, nearest
from tqcheck.styles import STYLES

NAMES = ("tqcheck.toml", "pyproject.toml")
NEVER = 99
"""A `fail_on` that no finding reaches."""


@dataclass(frozen=True)
class Ignore:
    """An agreed exception: findings of `rule` (a rule or family, "" = any) in files like `path` on text like `text`.

    `path` is a gitignore-style pattern, relative to the configuration file; `text` the matched text, letter case aside.
    After the day `expires` the exception no longer holds. `line` is where it stands in the configuration.
    """

    rule: str = ""
    path: str = ""
    text: str = ""
    reason: str = ""
    expires: datetime.date | None = None
    line: int = 0


@dataclass(frozen=True)
class PerPath:
    """Settings for files like `path`, over the general ones; a threshold that is None is the general one."""

    path: str
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: int | None = None
    max_per_1000: float | None = None
    min_score: float | None = None


@dataclass(frozen=True)
class Penalties:
    """What a finding of each severity takes from a text's score; MQM's own weights unless told (themqm.org)."""

    minor: float = 1
    major: float = 5
    critical: float = 25


def path_matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a path, relative to the configuration's folder, is like a gitignore-style pattern."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file


@dataclass(frozen=True)
class Config:
    """All that a run is told; what the command line gives overrides the file.

    `source` is the language translated from (a tag, "auto" or "none"), `target` the one translated to. `style` is a key of
    STYLES, or "" for none. `select` empty means all stable rules. `ledger` remembers names, `journal` what people decided,
    `baseline` which findings are old; none need exist. `max_per_1000` findings per 1,000 words and `min_score` are what a
    text may and must have, None for any. `columns`, `states` and `beside` tell how
    bilingual files are read (see Reading). `root` is the folder that relative paths start from.
    """

    source: str = "auto"
    target: str = "en"
    style: str = ""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exceptions: tuple[Ignore, ...] = ()
    exclude: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    packs: tuple[Path, ...] = ()
    ledger: Path | None = None
    journal: Path | None = None
    baseline: Path | None = None
    min_severity: Severity = Severity.minor
    min_certainty: Certainty = Certainty.likely
    fail_on: int = Severity.major
    max_per_1000: float | None = None
    min_score: float | None = None
    penalties: Penalties = Penalties()
    preview: bool = False
    paragraphs: str = "line"
    columns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    beside: bytes | None = None
    per_path: tuple[PerPath, ...] = ()
    root: Path = field(default_factory=Path)
    path: Path | None = None

    @property
    def reading(self) -> Reading:
        """How files are read."""
        told = "" if self.source in ("auto", "none") else self.source
        return Reading(self.paragraphs, self.columns, self.states, told, self.target, self.beside)


THRESHOLDS = {"fail-on": "fail_on", "max-per-1000": "max_per_1000", "min-score": "min_score"}
"""The settings that tell whether a text passes: key → field."""


def find(start: Path) -> Path | None:
    """The configuration file that governs a folder: the nearest one, going up."""
    for folder in (start.absolute(), *start.absolute().parents):
        for name in NAMES:
            path = folder / name
            if _is_there(path) and (name == "tqcheck.toml" or _has_table(path)):
                return path
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:  # a folder that can't be entered; whoever reads its texts tells of it
        return False


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml has a table tool.tqcheck, or seems to, where it can't be parsed."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if "tqcheck" not in text:
        return False
    try:
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return "[tool.tqcheck" in text
    return isinstance(tool, dict) and "tqcheck" in tool


def load(path: Path) -> Config:
    """Read a configuration file; raises Problem with file and line for a key or value that it can't take."""
    from tqcheck.config.reading import read

    return Config(**read(path), root=path.parent, path=path)


_LEVELS = {"min_severity": Severity, "min_certainty": Certainty}
_PATHS = ("glossaries", "packs")
_MANY = ("select", "extend_select", "ignore", "exceptions", "exclude", "per_path", "columns", "states", *_PATHS)


def _as_field(name: str, value: Any) -> Any:
    """A value as a Config holds it: names of levels, strings for paths and lists are taken too."""
    known = [field.name for field in dataclasses.fields(Config)]
    if name not in known:
        raise Problem("", 0, f"unknown option {name!r}{nearest(name, known)}")
    if name in _LEVELS and isinstance(value, str):
        if value not in _LEVELS[name].__members__:
            raise Problem("", 0, f"{name} is {value!r}; it must be one of {', '.join(_LEVELS[name].__members__)}")
        return _LEVELS[name][value]
    if name in _MANY:
        if isinstance(value, str):
            raise Problem("", 0, f"{name} is the string {value!r}; give a sequence of them")
        return tuple(map(Path, value)) if name in _PATHS else tuple(value)
    return Path(value) if name in ("root", "ledger", "journal", "baseline") else value


def override(config: Config, **options: Any) -> Config:
    """A Config with the options that are not None put over it, a threshold over those of paths too.

    Raises Problem for a bad language tag.
    """
    given = {key: _as_field(key, value) for key, value in options.items() if value is not None}
    config = dataclasses.replace(config, **given)
    settled: dict[str, Any] = dict.fromkeys(given.keys() & THRESHOLDS.values())
    if settled:
        per_path = tuple(dataclasses.replace(entry, **settled) for entry in config.per_path)
        config = dataclasses.replace(config, per_path=per_path)
    source, target = source_tag(config.source), language_tag(config.target)
    for key, tag, read in (("--from", config.source, source), ("--to", config.target, target)):
        if not read:
            raise Problem("", 0, f"{key} {tag!r} is no language tag; give one such as fr or en-GB")
    if config.style not in ("", *STYLES):
        raise Problem("", 0, unknown_style(config.style))
    if config.style and "-" not in target:
        target = STYLES[config.style].target
    return dataclasses.replace(config, source=source, target=target)


def source_tag(text: str) -> str:
    """A language tag, auto or none, whatever its case; nothing where the text is none of these."""
    return text.lower() if text.lower() in ("auto", "none") else language_tag(text)


def unknown_style(value: Any) -> str:
    """What to say of a style that there is not."""
    hint = nearest(value, STYLES) if isinstance(value, str) else ""
    return f"unknown style {value!r}{hint}; styles are {', '.join(STYLES)}"
