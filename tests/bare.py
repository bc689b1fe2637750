"""Rules and glossaries of a test's own, and a Checker that runs them and nothing else."""

import json
import tempfile
from functools import cache
from pathlib import Path

from tqcheck import glossary, packs, ruleset
from tqcheck.engine import Checker
from tqcheck.glossary.counterparts import Counterparts
from tqcheck.glossary.lookup import Lookup
from tqcheck.glossary.match import entries, reportable
from tqcheck.model import Rule
from tqcheck.scanner import Scanner

DEFAULTS = {
    "id": "calque/house",
    "severity": "major",
    "certainty": "certain",
    "category": "style/unidiomatic",
    "message": "“{match}” is a calque.",
    "why": "It is French.",
    "bad": [["Bad.", "Good."]],
    "good": ["Good."],
}
TERM_RULES = (
    {"id": "term/foreign", "check": "term", "kind": "foreign"},
    {"id": "term/forbidden", "check": "term", "kind": "forbidden"},
)


TERMS_BESIDE = {
    "id": "bitext/term",
    "check": "bitext-terms",
    "kind": "own",
    "message": "“{source}” is “{preferred}” here.",
    "bad": [["Mauvais.", "Bad.", ""]],
    "good": [["Bon.", "Good."]],
}


def table(name: str, **keys: object) -> str:
    """One [[table]] of a TOML file; None leaves a key out."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items() if value is not None]
    return "\n".join((f"[[{name}]]", *lines, ""))


def record(**keys: object) -> str:
    """A rule of a pack, whole except for what is given as None."""
    return table("rule", **(DEFAULTS | keys))


def pack(folder: Path, *records: str, name: str = "house", lists: str = "") -> Path:
    """A pack's folder with one file of rules, and its own lists."""
    path = folder / name
    path.mkdir(parents=True, exist_ok=True)
    (path / "rules.toml").write_text("\n".join(records), "utf-8")
    if lists:
        (path / "lists.toml").write_text(lists, "utf-8")
    return path


def load(*records: str, name: str = "house", lists: str = "") -> list[Rule]:
    """The rules of a pack, ready to run."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = packs.load(pack(Path(folder), *records, name=name, lists=lists))
    return [ruleset.prepare(rule, loaded.lists) for rule in loaded.rules]


def checker(*records: str, terms: str = "", lists: str = "", pair: str = "", **options: object) -> Checker:
    """A Checker with the rules given, those of `pair` (fr-en) as a string of records, and a glossary's terms."""
    rules = load(*records, lists=lists)
    if pair:
        rules += load(pair, name="fr-en", lists=lists)
    found, lookup, counterparts = [], Lookup(), Counterparts()
    if terms:
        rules += load(*(record(**keys) for keys in (*TERM_RULES, TERMS_BESIDE)))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "terms.toml"
            path.write_text(terms, "utf-8")
            concepts, target = glossary.load([path]).values(), str(options.get("target", "en"))
        listed = list(entries(concepts, target))
        found, lookup, counterparts = reportable(listed), Lookup(listed), Counterparts(concepts, target)
    rules.sort(key=lambda rule: rule.id)
    exact = {index for index, rule in enumerate(rules) if rule.options.get("exact")}
    scanner = Scanner([ruleset.anchors(rule) for rule in rules], found, exact)
    return Checker(loaded=ruleset.Ruleset(tuple(rules), scanner, lookup, counterparts=counterparts), **options)


@cache
def _one(options: str) -> Checker:
    return checker(record(**json.loads(options)))


def check(text: str, *, format: str = "text", **options: object):
    """What one rule finds in a text."""
    return _one(json.dumps(options, sort_keys=True)).check_text(text, format=format)


def texts(text: str, **options: object) -> list[str]:
    """The texts that one rule marks."""
    return [finding.text for finding in check(text, **options)]


def repair(text: str, **options: object) -> str:
    """A text with the first fix of each finding of one rule done."""
    return mended(text, check(text, **options))


def mended(text: str, findings) -> str:
    """A text of one line with the first fix of each finding done."""
    for finding in sorted(findings, key=lambda finding: -finding.span.start):
        start, end = (finding.segment.start + offset for offset in finding.span)
        text = text[:start] + finding.fixes[0].text + text[end:]
    return text
