"""A configuration file's keys and values → the fields of a Config; what can't be taken is refused with its line."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from tqcheck import __version__
from tqcheck.config import NEVER, THRESHOLDS, Ignore, Penalties, PerPath, source_tag, unknown_style
from tqcheck.model import Certainty, Problem, Severity
from tqcheck.records import key_line, language_tag, nearest, parse, record_lines
from tqcheck.styles import STYLES

FIELDS = {
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
    "columns": "columns",
    "states": "states",
    "per-path": "per_path",
}
IGNORE_KEYS = ("rule", "path", "text", "reason", "expires")
REQUIRED = "required-version"
PER_PATH_KEYS = {
    "path": "path",
    "select": "select",
    "extend-select": "extend_select",
    "ignore": "ignore",
    **THRESHOLDS,
}


def read(path: Path) -> dict[str, Any]:
    """The fields that a file gives; raises Problem with file and line for a key or value that can't be taken."""
    data = parse(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("tqcheck", {})
        if not isinstance(data, dict):
            raise Problem(str(path), key_line(path, "tqcheck"), "write the settings as a [tool.tqcheck] table")
    reader = _Reader(path)
    # A configuration for a newer version may hold keys that this one doesn't know, so this comes first.
    reader.require_version(data.pop(REQUIRED, ""))
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in FIELDS:
            raise reader.refuse(key, f"unknown key {key!r}{nearest(key, (*FIELDS, REQUIRED))}")
        values |= reader.value(key, value)
    return values


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
        return {FIELDS[key]: read(self, key, value)}

    def tag(self, key: str, value: Any) -> str:
        read = source_tag if key == "from" else language_tag
        if not isinstance(value, str) or not (tag := read(value)):
            raise self.refuse(key, f"{key} must be a language tag such as fr or en-GB, not {value!r}")
        return tag

    def style(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or value not in ("", *STYLES):
            raise self.refuse(key, unknown_style(value))
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
        if value == "":
            return
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            wanted = SpecifierSet(f"=={value}" if value[:1].isdigit() else value)
        except (AttributeError, InvalidSpecifier, TypeError):
            raise self.refuse(REQUIRED, f'{REQUIRED} must be a version or a range of them, such as ">=1.2,<2"') from None
        if not wanted.contains(__version__, prereleases=True):
            raise self.refuse(REQUIRED, f"this project asks for tqcheck {wanted}, this is {__version__}; install that")

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

    def columns(self, key: str, value: Any) -> tuple[str, ...]:
        names = self.strings(
            key, [str(item) if type(item) is int else item for item in value] if isinstance(value, list) else value
        )
        if len(names) not in (0, 2):
            raise self.refuse(key, f'{key} names the source and the target, as in ["source", "target"] or [1, 2]')
        return names

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
            if key not in IGNORE_KEYS:
                raise self.refuse("ignore", f"unknown key {key!r} in ignore{nearest(key, IGNORE_KEYS)}")
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
            if key not in PER_PATH_KEYS:
                raise self.refuse("per-path", f"unknown key {key!r} in per-path{nearest(key, PER_PATH_KEYS)}")
            read: Callable[[_Reader, str, Any], Any] = _READERS.get(key, _Reader.strings)
            values[PER_PATH_KEYS[key]] = item if key == "path" else read(self, key, item)
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
    "columns": _Reader.columns,
    "to": _Reader.tag,
}
