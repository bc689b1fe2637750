"""tqcheck.toml, or [tool.tqcheck] in pyproject.toml, as one frozen Config."""

from __future__ import annotations

import dataclasses
import datetime
import math
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from tqcheck import __version__
from tqcheck.model import Certainty, Problem, Severity
from tqcheck.records import key_line, language_tag, nearest, parse, record_lines
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
    text may and must have, None for any. `root` is the folder that relative paths start from.
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
    per_path: tuple[PerPath, ...] = ()
    root: Path = field(default_factory=Path)
    path: Path | None = None


_FIELDS = {
    "from": "source",
    "to": "target",
    "style": "style",
    "select": "select",
    "extend-select": "extend_select",
    "ignore": "ignore",
    "exclude": "exclude",
    "glossaries": "glossaries",
    "packs": "packs",
    "ledger": "ledger",
    "journal": "journal",
    "baseline": "baseline",
    "min-severity": "min_severity",
    "min-certainty": "min_certainty",
    "fail-on": "fail_on",
    "max-per-1000": "max_per_1000",
    "min-score": "min_score",
    "penalties": "penalties",
    "preview": "preview",
    "text": "paragraphs",
    "per-path": "per_path",
}
_IGNORE_KEYS = ("rule", "path", "text", "reason", "expires")
_REQUIRED = "required-version"
_THRESHOLDS = {"fail-on": "fail_on", "max-per-1000": "max_per_1000", "min-score": "min_score"}
_PER_PATH_KEYS = {
    "path": "path",
    "select": "select",
    "extend-select": "extend_select",
    "ignore": "ignore",
    **_THRESHOLDS,
}


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
    data = parse(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("tqcheck", {})
        if not isinstance(data, dict):
            raise Problem(str(path), key_line(path, "tqcheck"), "write the settings as a [tool.tqcheck] table")
    reader = _Reader(path)
    # A configuration for a newer version may hold keys that this one doesn't know, so this comes first.
    reader.require_version(data.pop(_REQUIRED, ""))
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in _FIELDS:
            raise reader.refuse(key, f"unknown key {key!r}{nearest(key, (*_FIELDS, _REQUIRED))}")
        values |= reader.value(key, value)
    return Config(**values, root=path.parent, path=path)


_LEVELS = {"min_severity": Severity, "min_certainty": Certainty}
_PATHS = ("glossaries", "packs")
_MANY = ("select", "extend_select", "ignore", "exceptions", "exclude", "per_path", *_PATHS)


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
    settled: dict[str, Any] = dict.fromkeys(given.keys() & _THRESHOLDS.values())
    if settled:
        per_path = tuple(dataclasses.replace(entry, **settled) for entry in config.per_path)
        config = dataclasses.replace(config, per_path=per_path)
    source, target = _source(config.source), language_tag(config.target)
    for key, tag, read in (("--from", config.source, source), ("--to", config.target, target)):
        if not read:
            raise Problem("", 0, f"{key} {tag!r} is no language tag; give one such as fr or en-GB")
    if config.style not in ("", *STYLES):
        raise Problem("", 0, _unknown_style(config.style))
    if config.style and "-" not in target:
        target = STYLES[config.style].target
    return dataclasses.replace(config, source=source, target=target)


def _source(text: str) -> str:
    """A language tag, auto or none, whatever its case; nothing where the text is none of these."""
    return text.lower() if text.lower() in ("auto", "none") else language_tag(text)


def _unknown_style(value: Any) -> str:
    hint = nearest(value, STYLES) if isinstance(value, str) else ""
    return f"unknown style {value!r}{hint}; styles are {', '.join(STYLES)}"


class _Reader:
    """Turns the values of one file into those of a Config."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._section = "tool.tqcheck" if path.name == "pyproject.toml" else ""
        self._entry = 0  # the line of the table that is being read

    def refuse(self, key: str, message: str) -> Problem:
        return Problem(str(self.path), self._entry or key_line(self.path, key, self._section), message)

    def value(self, key: str, value: Any) -> dict[str, Any]:
        """The fields of a Config that a key gives."""
        if key == "ignore":
            return self._ignore(value)
        read: Callable[[_Reader, str, Any], Any] = _READERS.get(key, _Reader.strings)
        return {_FIELDS[key]: read(self, key, value)}

    def tag(self, key: str, value: Any) -> str:
        read = _source if key == "from" else language_tag
        if not isinstance(value, str) or not (tag := read(value)):
            raise self.refuse(key, f"{key} must be a language tag such as fr or en-GB, not {value!r}")
        return tag

    def style(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or value not in ("", *STYLES):
            raise self.refuse(key, _unknown_style(value))
        return value

    def flag(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(key, f"{key} must be true or false")
        return value

    def severity(self, key: str, value: Any) -> Severity:
        return Severity[self._one_of(key, value, [level.name for level in Severity])]

    def certainty(self, key: str, value: Any) -> Certainty:
        return Certainty[self._one_of(key, value, [level.name for level in Certainty])]

    def threshold(self, key: str, value: Any) -> int:
        levels = {level.name: int(level) for level in Severity} | {"never": NEVER}
        return levels[self._one_of(key, value, list(levels))]

    def number(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise self.refuse(key, f"{key} must be a number, 0 or more")
        return value

    def score(self, key: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:  # noqa: PLR2004
            raise self.refuse(key, f"{key} must be a number from 0 to 100")
        return value

    def penalties(self, key: str, value: Any) -> Penalties:
        levels = [level.name for level in Severity]
        if not isinstance(value, dict):
            raise self.refuse(key, f"{key} must be a table with a number for {', '.join(levels)}")
        for level in value:
            if level not in levels:
                raise self.refuse(key, f"unknown key {level!r} in {key}{nearest(level, levels)}")
        return Penalties(**{level: self.number(key, number) for level, number in value.items()})

    def require_version(self, value: Any) -> None:
        """Refuse to go on with another version of tqcheck than the configuration asks for."""
        if not value:
            return
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            wanted = SpecifierSet(f"=={value}" if value[:1].isdigit() else value)
        except (InvalidSpecifier, TypeError):
            raise self.refuse(_REQUIRED, f'{_REQUIRED} must be a version or a range of them, such as ">=1.2,<2"') from None
        if not wanted.contains(__version__, prereleases=True):
            raise self.refuse(_REQUIRED, f"this project asks for tqcheck {wanted}, this is {__version__}; install that")

    def folders(self, key: str, value: Any) -> tuple[Path, ...]:
        return tuple(self._existing(key, item) for item in self.strings(key, value))

    def file(self, key: str, value: Any) -> Path | None:
        if not isinstance(value, str):
            raise self.refuse(key, f"{key} must be the path of a file, or empty for none")
        return self.path.parent / value if value else None

    def patterns(self, key: str, value: Any) -> tuple[str, ...]:
        return tuple(self._pattern(key, item) for item in self.strings(key, value))

    def per_paths(self, key: str, value: Any) -> tuple[PerPath, ...]:
        heads = record_lines(self.path.read_text(encoding="utf-8-sig"), f"{self._section}.per-path".lstrip("."))
        tables = self._tables(key, value)
        return tuple(self._at(line, self._per_path, entry) for entry, line in zip_longest(tables, heads[: len(tables)]))

    def _at(self, line: int | None, read: Callable[[dict[str, Any]], Any], table: dict[str, Any]) -> Any:
        """What a table gives; it stands on a line of its own."""
        self._entry = line or 0
        value = read(table)
        self._entry = 0
        return value

    def _existing(self, key: str, item: str) -> Path:
        path = self.path.parent / item
        if not path.exists():
            raise self.refuse(key, f"{key} names {item!r}, which does not exist")
        return path

    def strings(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.refuse(key, f"{key} must be an array of strings")
        return tuple(value)

    def _pattern(self, key: str, text: str) -> str:
        """A gitignore-style pattern that can be read."""
        from pathspec import GitIgnoreSpec

        try:
            GitIgnoreSpec.from_lines([text])
        except ValueError:
            raise self.refuse(key, f"{text!r} in {key} is no pattern; write it as in .gitignore") from None
        return text

    def _tables(self, key: str, value: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.refuse(key, f"write each entry as a [[{key}]] table")
        return value

    def _one_of(self, key: str, value: Any, allowed: list[str]) -> str:
        if value not in allowed:
            raise self.refuse(key, f"{key} is {value!r}; it must be one of {', '.join(allowed)}")
        return str(value)

    def paragraphs(self, _key: str, value: Any) -> str:
        if not isinstance(value, dict) or set(value) - {"paragraphs"}:
            raise self.refuse("text", 'text takes one key: text.paragraphs = "line" or "blank-line"')
        return self._one_of("paragraphs", value.get("paragraphs", "line"), ["line", "blank-line"])

    def _ignore(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, list) or not all(isinstance(item, str | dict) for item in value):
            raise self.refuse("ignore", "ignore must be an array of rules, or of tables with rule, path, text …")
        tables = [item for item in value if isinstance(item, dict)]
        return {
            "ignore": tuple(item for item in value if isinstance(item, str)),
            "exceptions": tuple(
                self._at(self._entry_line(index), self._exception, table) for index, table in enumerate(tables)
            ),
        }

    def _exception(self, table: dict[str, Any]) -> Ignore:
        for key, item in table.items():
            if key not in _IGNORE_KEYS:
                raise self.refuse("ignore", f"unknown key {key!r} in ignore{nearest(key, _IGNORE_KEYS)}")
            wanted = datetime.date if key == "expires" else str
            if type(item) is not wanted:
                example = "a date such as 2030-12-31" if key == "expires" else "a string"
                raise self.refuse("ignore", f"{key} in ignore must be {example}")
        if not set(table) & {"rule", "path", "text"}:
            raise self.refuse("ignore", "an entry of ignore needs a rule, a path or a text")
        if "path" in table:
            self._pattern("ignore", table["path"])
        return Ignore(**table, line=self._entry)

    def _entry_line(self, index: int) -> int:
        """The line of the index-th table under `ignore`, as [[ignore]] or as { … } in the array."""
        lines = self.path.read_text(encoding="utf-8-sig").split("\n")
        start = key_line(self.path, "ignore", self._section)
        heads = [
            number
            for number, line in enumerate(lines, 1)
            if number >= start
            and (line.strip().endswith("ignore]]") or line.partition("#")[0].lstrip(" ignore=[").startswith("{"))
        ]
        return heads[index] if index < len(heads) else start

    def _per_path(self, table: dict[str, Any]) -> PerPath:
        values: dict[str, Any] = {}
        for key, item in table.items():
            if key not in _PER_PATH_KEYS:
                raise self.refuse("per-path", f"unknown key {key!r} in per-path{nearest(key, _PER_PATH_KEYS)}")
            read: Callable[[_Reader, str, Any], Any] = _READERS.get(key, _Reader.strings)
            values[_PER_PATH_KEYS[key]] = item if key == "path" else read(self, key, item)
        if not isinstance(values.get("path"), str):
            raise self.refuse("per-path", "a per-path entry needs a path pattern")
        self._pattern("per-path", values["path"])
        return PerPath(**values)


_READERS: dict[str, Callable[[_Reader, str, Any], Any]] = {
    "baseline": _Reader.file,
    "exclude": _Reader.patterns,
    "fail-on": _Reader.threshold,
    "from": _Reader.tag,
    "glossaries": _Reader.folders,
    "journal": _Reader.file,
    "ledger": _Reader.file,
    "max-per-1000": _Reader.number,
    "min-certainty": _Reader.certainty,
    "min-score": _Reader.score,
    "min-severity": _Reader.severity,
    "packs": _Reader.folders,
    "penalties": _Reader.penalties,
    "per-path": _Reader.per_paths,
    "preview": _Reader.flag,
    "style": _Reader.style,
    "text": _Reader.paragraphs,
    "to": _Reader.tag,
}
