"""The rules as data: TOML files in one folder per language pair, read into `Rule`s that come with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck.model import Certainty, Problem, Rule, Severity
from tqcheck.records import key_line, language_tag, parse, reading, record_lines
from tqcheck.styles import STYLES

SHIPPED = Path(__file__).parent
_REQUIRED = ("id", "severity", "certainty", "category", "message", "why", "bad", "good")
_STRINGS = ("aliases", "references", "to", "style", "trigger", "not_trigger")
KNOWN = frozenset((*_REQUIRED, *_STRINGS, "check", "safe", "needs", "status", "pair"))
FAMILIES = {
    "article": "articles and prepositions",
    "bitext": "source and translation held side by side",
    "calque": "French, Spanish … phrases rendered word for word",
    "capitals": "capitals where English has none, and the reverse",
    "consistency": "one thing written in two ways in a document",
    "false-friend": "words that look alike and mean something else",
    "format": "numbers, dates, times, money and units",
    "name": "names spelled by two conventions, or by a foreign one",
    "punctuation": "quotation marks, spacing and stops",
    "repetition": "words and phrases written twice",
    "reporting": "verbs of saying, their order and tenses",
    "syntax": "word order and broken sentences",
    "tense": "tenses and moods",
    "term": "terms that a glossary forbids or translates",
    "title": "offices, titles and institutions",
    "untranslated": "words left in the source language",
}


class Pack(NamedTuple):
    """The rules of one folder (`fr-en`, `common`, a house's own) and the lists that their patterns name."""

    name: str
    rules: tuple[Rule, ...]
    lists: dict[str, tuple[str, ...]]


def shipped() -> list[Path]:
    """The folders of the packs that come with tqcheck."""
    return sorted(path for path in SHIPPED.iterdir() if path.is_dir() and not path.name.startswith("_"))


def files(folder: Path) -> list[Path]:
    """The files that a pack is made of; a single file is a pack too."""
    with reading(folder):
        if not folder.exists():
            raise Problem(str(folder), 0, "no such pack")
        # Unlike glob, iterdir tells of a folder that can't be read.
        return [folder] if folder.is_file() else sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))


def lists_beside(folder: Path) -> list[Path]:
    """The list files that a pack's patterns may name: the shipped one, then the pack's own."""
    with reading(folder):
        own = (folder.parent if folder.is_file() else folder) / "lists.toml"
        return [SHIPPED / "lists.toml", *([own] if own.exists() else [])]


def load(folder: Path) -> Pack:
    """Read a pack; raises Problem with file and line for anything that is not a rule with its proof."""
    lists: dict[str, tuple[str, ...]] = {}
    for path in lists_beside(folder):
        lists |= _lists(path)
    rules = [rule for path in files(folder) if path.name != "lists.toml" for rule in read(path, _label(folder))]
    refuse_twins(rules)
    return Pack(_label(folder), tuple(rules), lists)


def _label(folder: Path) -> str:
    return folder.stem if folder.is_file() else folder.name


def _lists(path: Path) -> dict[str, tuple[str, ...]]:
    data = parse(path)
    for name, entries in data.items():
        if not entries or not _are_strings(entries):
            raise Problem(str(path), key_line(path, name), f"list {name!r} must be an array of strings")
    return {name: tuple(entries) for name, entries in data.items()}


def read(path: Path, pack: str) -> list[Rule]:
    """The rules of one file."""
    data = parse(path)
    unknown = set(data) - {"rule"}
    if unknown:
        key = min(unknown)
        raise Problem(str(path), key_line(path, key), f"unknown key {key!r}; a pack file holds [[rule]] tables only")
    records, lines = data.get("rule", []), record_lines(path.read_text(encoding="utf-8-sig"), "rule")
    if not isinstance(records, list) or len(lines) < len(records):
        raise Problem(str(path), key_line(path, "rule"), "write each rule as a [[rule]] table")
    return [_rule(record, path, line, pack) for record, line in zip(records, lines, strict=False)]


def _rule(record: dict[str, Any], path: Path, line: int, pack: str) -> Rule:
    def refuse(message: str) -> Problem:
        return Problem(str(path), line, f"rule {record.get('id', '?')!r}: {message}")

    _refuse_odd(record, refuse)
    beside = record["id"].startswith("bitext/")
    bad, good, sources = (_pairs if beside else _examples)(record, refuse)
    if not bad or len(record["good"]) < 1:
        raise refuse("a rule proves itself with at least one bad and one good example")
    return Rule(
        id=record["id"],
        check=record.get("check", "pattern"),
        severity=_level(Severity, record["severity"], "severity", refuse),
        certainty=_level(Certainty, record["certainty"], "certainty", refuse),
        category=record["category"],
        message=record["message"],
        why=record["why"],
        bad=bad,
        good=good,
        safe=record.get("safe", False),
        needs=_one_of(record.get("needs", ""), ("", "translation"), "needs", refuse),
        status=_one_of(record.get("status", "stable"), ("stable", "preview"), "status", refuse),
        aliases=tuple(record.get("aliases", ())),
        references=tuple(record.get("references", ())),
        to=tuple(_tag(tag, refuse) for tag in record.get("to", ())),
        style=tuple(_one_of(style, list(STYLES), "style", refuse) for style in record.get("style", ())),
        trigger=tuple(record.get("trigger", ())),
        not_trigger=tuple(record.get("not_trigger", ())),
        sources=sources,
        languages=_languages(record.get("pair", "fr-en"), refuse) if beside else ("", ""),
        pack=pack,
        origin=f"{path}:{line}",
        options={key: value for key, value in record.items() if key not in KNOWN},
    )


def _refuse_trigger(record: dict[str, Any], refuse: Any) -> None:
    """Refuse words of the source that would stand in any, and exceptions to nothing."""
    for key in ("trigger", "not_trigger"):
        if odd := [entry for entry in record.get(key, ()) if not entry.strip("* ")]:
            raise refuse(f"{odd[0]!r} in {key!r} is no word of the source")
    if "not_trigger" in record and not record.get("trigger"):
        raise refuse("'not_trigger' makes exceptions to a 'trigger', and there is none")


def _refuse_odd(record: dict[str, Any], refuse: Any) -> None:
    """Refuse a record that lacks a key, or has one of another type."""
    if missing := [key for key in _REQUIRED if key not in record]:
        raise refuse(f"{missing[0]!r} is missing; a rule comes with {', '.join(_REQUIRED)}")
    if odd := [key for key in ("id", "category", "message", "why") if not isinstance(record[key], str)]:
        raise refuse(f"{odd[0]!r} must be a string")
    if odd := [key for key in _STRINGS if not _are_strings(record.get(key, []))]:
        raise refuse(f"{odd[0]!r} must be an array of strings")
    if odd := [key for key in ("bad", "good") if not isinstance(record[key], list)]:
        raise refuse(f"{odd[0]!r} must be an array")
    if not isinstance(record.get("safe", False), bool):
        raise refuse("'safe' is true or false")
    _refuse_trigger(record, refuse)
    family = record["id"].partition("/")[0]
    if family not in FAMILIES or not record["id"].partition("/")[2]:
        raise refuse(f"the id must be family/slug; families are {', '.join(FAMILIES)}")


def _are_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_Examples = tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]
"""Bad texts with their repairs, good ones, and the sources of both."""
_PAIR, _TRIPLE = 2, 3


def _examples(record: dict[str, Any], refuse: Any) -> _Examples:
    if not _are_strings(record["good"]):
        raise refuse("'good' must be an array of strings")
    return tuple(_example(example, refuse) for example in record["bad"]), tuple(record["good"]), ()


def _pairs(record: dict[str, Any], refuse: Any) -> _Examples:
    """The examples of a rule that needs the source beside: [source, text, repaired text], and [source, text]."""
    for key, size in (("bad", _TRIPLE), ("good", _PAIR)):
        if not all(_are_strings(example) and len(example) == size for example in record[key]):
            told = "[source, text, repaired text], the last one empty where the rule offers no fix" if key == "bad" else ""
            raise refuse(f"each {key} example is {told or '[source, text]'}")
    bad = tuple((text, repaired or text) for _, text, repaired in record["bad"])
    sources = tuple(example[0] for key in ("bad", "good") for example in record[key])
    return bad, tuple(text for _, text in record["good"]), sources


def _languages(text: Any, refuse: Any) -> tuple[str, str]:
    source, dash, target = str(text).partition("-")
    if not (dash and language_tag(source) and language_tag(target)):
        raise refuse(f"pair is {text!r}; it must be two languages such as fr-en")
    return source, target


def _example(example: Any, refuse: Any) -> tuple[str, str]:
    if isinstance(example, str):
        example = [example]
    if not isinstance(example, list) or len(example) not in (1, 2) or not all(isinstance(text, str) for text in example):
        raise refuse("each bad example is [text, repaired text], or [text] where the rule offers no fix")
    return example[0], example[-1]


def _tag(text: str, refuse: Any) -> str:
    if not (tag := language_tag(text)):
        raise refuse(f"{text!r} in 'to' is no language tag; give one such as en-GB")
    return tag


def _level(levels: Any, value: Any, key: str, refuse: Any) -> Any:
    return levels[_one_of(value, [level.name for level in levels], key, refuse)]


def _one_of(value: Any, allowed: Sequence[str], key: str, refuse: Any) -> str:
    if value not in allowed:
        named = list(filter(None, allowed))
        wanted = f"one of {', '.join(named)}" if len(named) > 1 else f'"{named[0]}", or be left out'
        raise refuse(f"{key} is {value!r}; it must be {wanted}")
    return str(value)


def refuse_twins(rules: Iterable[Rule]) -> None:
    """Raise Problem where two rules answer to one id."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        for identity in (rule.id, *rule.aliases):
            if identity in seen:
                path, _, line = rule.origin.rpartition(":")
                raise Problem(path, int(line), f"rule {identity!r} stands at {seen[identity].origin} already")
            seen[identity] = rule
