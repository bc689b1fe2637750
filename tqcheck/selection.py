"""Which rules run on which file: one pure decision from select, extend-select, ignore, preview and per-path settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tqcheck.config import Config, PerPath
from tqcheck.model import Problem, Rule
from tqcheck.packs import FAMILIES
from tqcheck.records import line_of, nearest


class Selection:
    """The rules that a configuration selects, resolved to indices; raises Problem for a rule or family that is unknown."""

    def __init__(self, rules: Sequence[Rule], config: Config) -> None:
        self._rules, self._config = rules, config
        self._names = {name: index for index, rule in enumerate(rules) for name in (rule.id, *rule.aliases)}
        self._general = self._resolve(config)
        self._paths = [(_matcher(entry.path), entry) for entry in config.per_path]
        for entry in config.per_path:
            self._over(self._general, entry)
        for exception in config.exceptions:
            if exception.rule:
                self._expand([exception.rule], exact=False)

    def for_path(self, path: str) -> frozenset[int]:
        """The indices of the rules that run on a file (its path relative to the configuration's folder)."""
        chosen = self._general
        for matches, entry in self._paths:
            if matches(path):
                chosen = self._over(chosen, entry)
        return chosen

    def _over(self, chosen: frozenset[int], entry: PerPath) -> frozenset[int]:
        if entry.select:
            chosen = self._expand(entry.select)
        return (chosen | self._expand(entry.extend_select)) - self._expand(entry.ignore, exact=False)

    def _resolve(self, config: Config) -> frozenset[int]:
        chosen = self._expand(config.select or ["all"])
        return (chosen | self._expand(config.extend_select)) - self._expand(config.ignore, exact=False)

    def _expand(self, names: Iterable[str], *, exact: bool = True) -> frozenset[int]:
        """The rules of ids and families; a family brings its preview rules only with `preview`, an id always."""
        found: set[int] = set()
        for name in names:
            if name in self._names:
                found.add(self._names[name])
            elif name in FAMILIES or name == "all":
                found.update(
                    index
                    for index, rule in enumerate(self._rules)
                    if name in (rule.family, "all") and (not exact or self._config.preview or rule.status == "stable")
                )
            elif not name.startswith("suppress/"):
                raise self._unknown(name)
        return frozenset(found)

    def _unknown(self, name: str) -> Problem:
        path = self._config.path
        line = (line_of(path, f'"{name}"') or line_of(path, f"'{name}'")) if path else 0
        hint = nearest(name, (*self._names, *FAMILIES)) or "; `tqcheck rules` lists them all"
        return Problem(str(path) if line else "", line, f"unknown rule or family {name!r}{hint}")


def _matcher(pattern: str):  # type: ignore[no-untyped-def]
    """A predicate over relative paths for one gitignore-style pattern."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern]).match_file
