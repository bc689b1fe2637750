"""Packs and glossaries made ready to run, once: read, proved to be well formed, expanded, put into one scanner, cached."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from tqcheck import __version__, cache, glossary, packs
from tqcheck.checks import KINDS, module
from tqcheck.glossary import match, territories
from tqcheck.glossary.counterparts import Counterparts
from tqcheck.glossary.lookup import Lookup
from tqcheck.languages import base
from tqcheck.model import Problem, Rule
from tqcheck.records import nearest, read_bytes
from tqcheck.scanner import Scanner


class Ruleset(NamedTuple):
    """All rules for one target language in order of their ids, the scanner that tells which to try, the glossaries' names.

    `counterparts` are what glossaries call in the target language the terms of a source. `packs` and `glossaries` are digests
    of the data that they were made of, wherever it lies.
    """

    rules: tuple[Rule, ...]
    scanner: Scanner
    lookup: Lookup = Lookup()
    packs: str = ""
    glossaries: str = ""
    counterparts: Counterparts = Counterparts()


def pair(pack: str) -> tuple[str, str] | None:
    """The source and target language of a pair's pack (fr-en), None for any other."""
    source, dash, target = pack.partition("-")
    known = dash and all(len(tag) in (2, 3) and tag.isalpha() and tag.islower() for tag in (source, target))
    return (source, target) if known else None


def load(target: str, house_packs: Iterable[Path] = (), house_glossaries: Iterable[Path] = ()) -> Ruleset:
    """The ruleset for a target language, shipped data and the house's; raises Problem for data that can't be used."""
    folders = [path for path in packs.shipped() if (pair(path.name) or ("", base(target)))[1] == base(target)]
    folders += house_packs
    shipped = glossary.shipped()
    glossaries = [*([shipped] if shipped else []), *house_glossaries]
    rules = [file for folder in folders for file in (*packs.lists_beside(folder), *packs.files(folder))]
    terms = list(glossary.files(glossaries))
    digests = digest(rules), digest(terms)
    key = _key([*rules, *terms], target, *digests)

    def build() -> Ruleset:
        # Rules take most of the time; glossaries change more often.
        prepared = cache.cached(_key(rules, digests[0]), lambda: _rules(folders))
        return _build(target, prepared, glossaries, key)

    return cache.cached(key, build)._replace(packs=digests[0], glossaries=digests[1])


def digest(paths: Iterable[Path]) -> str:
    """Hexadecimal digits that tell what files hold, wherever they lie; raises Problem for one that can't be read."""
    told = hashlib.blake2b(digest_size=16)
    for path in paths:
        data, folder = read_bytes(path), path.parent.name
        told.update(f"{folder if pair(folder) else ''}/{path.name}\0{len(data)}\0".encode() + data)
    return told.hexdigest()


def _key(files: Iterable[Path], *told: str) -> str:
    """A digest of all that something is built from: where the data lies, what is told of it, the code's age, the versions."""
    from ahocorasick import __file__ as library

    digest = hashlib.blake2b(digest_size=16)
    code = Path(__file__).parent
    for path in (
        *sorted(code.glob("*.py")),
        *sorted(code.glob("[bcgp]*/**/*.py")),
        *sorted(code.glob("glossary/*.toml")),
        Path(library),
    ):
        found = path.stat()
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    digest.update("\0".join([__version__, sys.version, *told, *map(str, files)]).encode())
    return digest.hexdigest()


def _rules(folders: Iterable[Path]) -> tuple[Rule, ...]:
    """The rules of packs, ready to run, in order of their ids."""
    loaded = [packs.load(folder) for folder in folders]
    prepared = [prepare(rule, pack.lists) for pack in loaded for rule in pack.rules]
    packs.refuse_twins(prepared)
    return tuple(sorted(prepared, key=lambda rule: rule.id))


def _build(target: str, rules: tuple[Rule, ...], glossaries: list[Path], key: str) -> Ruleset:
    concepts = territories.beside(glossary.load(glossaries))
    entries = list(match.entries(concepts.values(), target))
    lookup, entries = Lookup(entries), match.reportable(entries)
    home = f"{glossary.shipped()}{os.sep}"
    counterparts = Counterparts(concepts.values(), target, lambda concept: _is_own(concept, home), key)
    exact = {index for index, rule in enumerate(rules) if rule.options.get("cased")}
    return Ruleset(rules, Scanner([anchors(rule) for rule in rules], entries, exact, key), lookup, counterparts=counterparts)


def _is_own(concept: glossary.Concept, home: str) -> bool:
    """Whether a concept is the house's: neither shipped nor from the CLDR."""
    return concept.origin != territories.ORIGIN and not concept.origin.startswith(home)


def _as_written(rule: Rule, _: object) -> Rule:
    return rule


def _nowhere(_: Rule) -> frozenset[str]:
    return frozenset()


def prepare(rule: Rule, lists: dict[str, tuple[str, ...]]) -> Rule:
    """A rule with its options as its check kind runs them; raises Problem with the rule's file and line."""
    path, _, line = rule.origin.rpartition(":")
    if rule.check not in KINDS:
        raise Problem(path, int(line), f"rule {rule.id!r}: unknown check {rule.check!r}; checks are {', '.join(KINDS)}")
    kind = module(rule.check)
    if unknown := set(rule.options) - kind.OPTIONS:
        key = min(unknown)
        raise Problem(path, int(line), f"rule {rule.id!r}: unknown key {key!r}{nearest(key, (*kind.OPTIONS, *packs.KNOWN))}")
    make: Callable[..., Rule] = getattr(kind, "prepare", _as_written)
    try:
        return make(rule, lists)
    except ValueError as error:
        raise Problem(path, int(line), f"rule {rule.id!r}: {error}") from None


def anchors(rule: Rule) -> frozenset[str]:
    """The folded strings one of which stands wherever the rule finds anything; empty for kinds that scan."""
    find: Callable[[Rule], frozenset[str]] = getattr(module(rule.check), "anchors", _nowhere)
    return find(rule)
