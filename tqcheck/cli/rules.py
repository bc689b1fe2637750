"""`tqcheck rules`."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tqcheck import packs, ruleset
from tqcheck.cli import options
from tqcheck.cli.settings import settle, wants_color
from tqcheck.config import Config
from tqcheck.model import Problem, Rule

_EXAMPLES = """\b
Examples:
  tqcheck rules                        all rules
  tqcheck rules calque                 those whose name, message or cause says calque
  tqcheck rules --format jsonl         one rule a line, for other programs
  tqcheck rules test house-rules/      prove a pack: each bad text found and mended, each good one left alone
"""


@click.command(epilog=_EXAMPLES)
@click.argument("text", nargs=-1, metavar="[TEXT] | test FILE…")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="How to list (default text).")
@options.config
def command(text: tuple[str, ...], form: str, config: str | None) -> int:
    """List the rules, or those that say TEXT; or prove the rules of packs by their own examples, with `test`.

    In the table, S marks a rule whose fix is safe, U one whose fix a person should look at.
    """
    if text and text[0] == "test":
        if len(text) == 1:
            raise click.UsageError("test needs a pack: `tqcheck rules test FILE`")
        return _test(text[1:])
    found = [rule for rule in every(settle(config, ".")) if _says(rule, " ".join(text))]
    if form == "jsonl":
        for rule in found:
            print(json.dumps(_record(rule), ensure_ascii=False))
    else:
        table(found)
    return 0


def every(config: Config) -> list[Rule]:
    """Return all rules that a configuration can select, and those about suppressions, in order of their ids."""
    from tqcheck import suppress

    rules = ruleset.load(config.target, config.packs, config.glossaries).rules
    return sorted([*rules, *suppress.RULES.values()], key=lambda rule: rule.id)


def fix_mark(rule: Rule) -> str:
    """Tell by its proof whether a rule mends: S safely, U for a person to look at, nothing otherwise."""
    if all(text == repaired for text, repaired in rule.bad):
        return ""
    return "S" if rule.safe else "U"


def table(rules: Iterable[Rule]) -> None:
    """Print rules as a table; on a terminal, messages are cut to its width."""
    rules = list(rules)
    color = wants_color(sys.stdout)
    size = max((len(rule.id) for rule in rules), default=0)
    room = None
    if sys.stdout.isatty():
        import shutil

        room = max(20, shutil.get_terminal_size((100, 24)).columns - size - 24)
    for rule in rules:
        name = f"{rule.id:{size}}"
        grades = f"{rule.severity.name:8}  {rule.certainty.name:8}  {fix_mark(rule) or '-'}"
        message = rule.message if room is None or len(rule.message) <= room else f"{rule.message[: room - 1]}…"
        print(f"{click.style(name, bold=True) if color else name}  {grades}  {message}")
    if not rules:
        print("No such rule.")


def _says(rule: Rule, text: str) -> bool:
    return any(text.lower() in part.lower() for part in (rule.id, rule.message, rule.why))


def _record(rule: Rule) -> dict[str, str | None]:
    return {
        "rule": rule.id,
        "severity": rule.severity.name,
        "certainty": rule.certainty.name,
        "category": rule.category,
        "fix": {"S": "safe", "U": "unsafe"}.get(fix_mark(rule)),
        "status": rule.status,
        "message": rule.message,
        "why": rule.why,
        "pack": rule.pack,
    }


def _test(paths: Iterable[str]) -> int:
    """Prove packs, tell what fails; 1 where anything does."""
    from tqcheck.proof import prove

    count, failed = 0, 0
    for path in paths:
        pack = _pack(Path(path))
        for rule in pack.rules:
            complaints = prove(rule, pack.lists)
            count, failed = count + 1, failed + bool(complaints)
            for complaint in complaints:
                print(f"{rule.origin}: {rule.id}: {complaint}")
    print(f"{count} rule{'s' * (count != 1)} tested, {failed} failed.")
    return int(failed > 0)


def _pack(path: Path) -> packs.Pack:
    """Read a pack's folder or one of its files, whose pair is that of the folder."""
    if not path.exists():
        raise Problem(str(path), 0, "no such file or folder; name a pack")
    pack = packs.load(path)
    if not pack.rules:
        raise Problem(str(path), 0, "holds no [[rule]]; a pack is a TOML file of rules, or a folder of such files")
    if path.is_file() and ruleset.pair(path.absolute().parent.name):
        own = tuple(dataclasses.replace(rule, pack=path.absolute().parent.name) for rule in pack.rules)
        return pack._replace(rules=own)
    return pack
