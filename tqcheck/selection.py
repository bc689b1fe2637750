"""Which rules run on which file: one pure decision from select, extend-select, ignore, preview and per-path settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from tqcheck.config import Config, PerPath, path_matcher
from tqcheck.directives import RULES
from tqcheck.model import Problem, Rule
from tqcheck.packs import FAMILIES
from tqcheck.records import line_of, nearest


class Selection:
    """The rules that a configuration selects, resolved to indices.

    The rules about suppressions are selected like those about texts, and come after them. Raises Problem for a rule or
    family that is unknown, a family selected that has no rules, and where no rule is left to run.
    """

    def __init__(self, rules: Sequence[Rule], config: Config) -> None:
        self._rules, self._config = (*rules, *RULES.values()), config
        self._about_texts = frozenset(range(len(rules)))
        self._names = {name: index for index, rule in enumerate(self._rules) for name in (rule.id, *rule.aliases)}
        self._families = (*FAMILIES, "suppress")
        self._general = self._resolve(config)
        self._paths = [(path_matcher(entry.path), entry) for entry in config.per_path]
        special = [self._over(self._general, entry) for entry in config.per_path]
        for exception in config.exceptions:
            if exception.rule:
                self._expand([exception.rule], exact=False)
        if not any((self._general, *special)):
            raise self._nothing_left()

    @cached_property
    def known(self) -> frozenset[str]:
        """All names that can be given to select, ignore or suppress."""
        return frozenset((*self._names, *self._families, "all"))

    def for_path(self, path: str) -> frozenset[int]:
        """The indices of the rules that run on a file (its path relative to the configuration's folder)."""
        return self._chosen(path) & self._about_texts

    def about_suppressions(self, path: str) -> frozenset[str]:
        """The ids of the rules about suppressions that run on a file."""
        return frozenset(self._rules[index].id for index in self._chosen(path) - self._about_texts)

    def _chosen(self, path: str) -> frozenset[int]:
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
            elif name in self._families or name == "all":
                members = [index for index, rule in enumerate(self._rules) if name in (rule.family, "all")]
                if exact and not members:
                    raise self._refuse(
                        name, f"family {name!r} has no rules for texts in {self._config.target} yet; leave it out"
                    )
                found.update(
                    index for index in members if not exact or self._config.preview or self._rules[index].status == "stable"
                )
            else:
                hint = nearest(name, (*self._names, *self._families)) or "; `tqcheck rules` lists them all"
                raise self._refuse(name, f"unknown rule or family {name!r}{hint}")
        return frozenset(found)

    def _refuse(self, name: str, message: str) -> Problem:
        path = self._config.path
        line = (line_of(path, f'"{name}"') or line_of(path, f"'{name}'")) if path else 0
        return Problem(str(path) if line else "", line, message)

    def _nothing_left(self) -> Problem:
        config = self._config
        given = {"select": config.select, "extend-select": config.extend_select, "ignore": config.ignore}
        told = "; ".join(f"{key} {', '.join(names)}" for key, names in given.items() if names)
        hint = "" if config.preview else " (rules on trial need --preview or their full name)"
        return Problem("", 0, f"no rule is left to run with {told}{hint}")
