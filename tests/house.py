"""A small house pack for tests of what surrounds the rules, and a Checker that runs it alone."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tqcheck import packs, ruleset
from tqcheck.engine import Checker
from tqcheck.scanner import Scanner

NAMES = ("title/big-boss", "format/per-cent", "calque/under-the-counter", "tense/old-hat", "reporting/the-latter")


def rule(name: str, pattern: str, repair: str | None, **more: object) -> str:
    """A record of a pack; `more` overrides its keys."""
    keys: dict[str, object] = {
        "id": name,
        "pattern": pattern,
        "severity": "major",
        "certainty": "certain",
        "category": "style/unidiomatic",
        "message": "“{match}” is not house style.",
        "why": f"The house book says so of {name}.",
        "bad": [[f"The {pattern} spoke.", f"The {repair or pattern} spoke."]],
        "good": ["Nobody spoke."],
    }
    if repair is not None:
        keys["fix"] = [repair]
    lines = [f"{key} = {_toml(value)}" for key, value in (keys | more).items()]
    return "\n".join(("[[rule]]", *lines, ""))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return "'''" + str(value) + "'''"


RULES = "\n".join(
    (
        rule("title/big-boss", "Big Boss", "Chief", fix=["Chief", "Head"]),
        rule("format/per-cent", "per cent", "percent", safe=True, severity="minor"),
        rule("calque/under-the-counter", "under the counter", None, severity="critical", certainty="possible"),
        rule("tense/old-hat", "old hat", "stale", status="preview"),
        rule("reporting/the-latter", "the latter", "she", needs="translation", certainty="likely", severity="minor"),
    )
)


def config(pack: Path, *lines: str) -> str:
    """A tqcheck.toml that selects the house's stable rules."""
    own = [name for name in NAMES if name != "tense/old-hat"]
    return "\n".join((f"packs = ['{pack}']", f"select = {own}", *lines, ""))


def checker(rules: str = RULES, **options: Any) -> Checker:
    """A Checker that runs the records given, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "house.toml"
        path.write_text(rules, "utf-8")
        pack = packs.load(path)
    ready = tuple(sorted((ruleset.prepare(item, pack.lists) for item in pack.rules), key=lambda item: item.id))
    loaded = ruleset.Ruleset(ready, Scanner([ruleset.anchors(item) for item in ready], ()))
    return Checker(loaded=loaded, **options)
