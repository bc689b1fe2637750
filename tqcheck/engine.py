"""The Checker: packs and glossaries compiled once, then documents → findings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, overload

from tqcheck import config as configuration
from tqcheck import formats, languages, ruleset
from tqcheck.config import Config
from tqcheck.model import Certainty, Document, Finding, Problem
from tqcheck.records import read_bytes
from tqcheck.run import Plan, Run
from tqcheck.selection import Selection
from tqcheck.suppress import Suppressions

_ENOUGH = 2
"""Certain findings of a pair that make a text a translation from its source language …"""
_SHORT = 150
"""… or one, in a text of at most so many words."""
_TELLING, _SAMPLE = 200, 4000
"""Code points of a text from which its language can be told, and how many are looked at."""


class Origin(NamedTuple):
    """The language that a document was taken to be translated from ("" for none), and why."""

    language: str
    reason: str


class Checked(Sequence[Finding]):
    """What a check found in one document: a sequence of findings in the order of the text.

    `suppressed` counts the findings that comments and agreed exceptions hid, `problems` tells what could not be checked.
    """

    def __init__(
        self, document: Document, findings: Sequence[Finding], origin: Origin, suppressed: int, problems: Sequence[Problem]
    ) -> None:
        self.document, self.findings, self.origin = document, tuple(findings), origin
        self.suppressed, self.problems = suppressed, tuple(problems)

    @cached_property
    def words(self) -> int:
        """Words of the document, as white space parts them."""
        return _words(self.document)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: Any) -> Any:
        return self.findings[index]

    def __len__(self) -> int:
        return len(self.findings)


class Checker:
    """Check texts and files with one configuration.

    Give a `Config`, or its fields: `Checker(source="fr", target="en-GB", select=("calque",))`. The rules are those that the
    configuration names, unless they come `loaded`. Raises Problem where the configuration, a pack or a glossary can't be
    used.
    """

    def __init__(self, config: Config | None = None, *, loaded: ruleset.Ruleset | None = None, **options: Any) -> None:
        self.config = configuration.override(config or Config(), **options)
        self.ruleset = loaded or ruleset.load(self.config.target, self.config.packs, self.config.glossaries)
        self.rules = self.ruleset.rules
        self._selection = Selection(self.rules, self.config)
        self._sources = [(ruleset.pair(rule.pack) or ("", ""))[0] for rule in self.rules]
        self.suppressions = Suppressions(self.config)
        self._plans: dict[frozenset[int], Plan] = {}

    def check_text(self, text: str, *, path: str = "<text>", format: str = "text") -> Checked:
        """Check a string; `format` is text, markdown or html. Offsets of findings are code points of the string."""
        return self.check_bytes(text.encode("utf-8", "surrogatepass"), path=path, format=format)

    def check_bytes(self, data: bytes, *, path: str, format: str | None = None) -> Checked:
        """Check the bytes of a file; raises Problem where they are not text in UTF-8."""
        return self.check_document(formats.read(path, data, name=format, paragraphs=self.config.paragraphs))

    def check_file(self, path: str | Path) -> Checked:
        """Check a file, its format told by its suffix; raises Problem where it can't be read."""
        return self.check_bytes(read_bytes(path), path=str(path))

    def check_document(self, document: Document) -> Checked:
        """Check a document that has been read."""
        wanted = self._selection.for_path(self.relative(document.path))
        plan = self._plan(wanted)
        run = Run(self.rules, self.ruleset.scanner, plan, document, self.config.target)
        found = run.findings()
        origin = self._origin(document, found)
        certainty, severity = self.config.min_certainty, self.config.min_severity
        reported = [
            finding
            for index, finding in found
            if index in wanted
            and finding.certainty >= certainty
            and finding.severity >= severity
            and (not self.rules[index].needs or self._holds(index, origin.language))
        ]
        ran = frozenset(self.rules[index].id for index in wanted if self._reports(index, plan, origin.language))
        path, known = self.relative(document.path), self._selection.known
        ran |= self._selection.about_suppressions(path)
        kept, suppressed = self.suppressions.drop(document, path, reported, ran, known)
        return Checked(document, kept, origin, suppressed, run.problems)

    def relative(self, path: str) -> str:
        """A path as patterns of the configuration see it: relative to its folder where it lies inside."""
        try:
            return Path(path).absolute().relative_to(self.config.root.absolute()).as_posix()
        except ValueError:
            return Path(path).as_posix().lstrip("/")

    def _plan(self, wanted: frozenset[int]) -> Plan:
        if wanted not in self._plans:
            reported = frozenset(filter(self._counts, wanted))
            self._plans[wanted] = Plan(self.rules, frozenset(filter(self._runs, reported | self._evidence)))
        return self._plans[wanted]

    @cached_property
    def _evidence(self) -> frozenset[int]:
        """The rules that tell a translation by themselves; `auto` tries them even where they are not reported."""
        if self.config.source != "auto":
            return frozenset()
        return frozenset(
            index
            for index, rule in enumerate(self.rules)
            if self._sources[index] and rule.certainty == Certainty.certain and not rule.needs and rule.status == "stable"
        )

    def _counts(self, index: int) -> bool:
        """Whether a rule's findings can be sure and grave enough to be reported."""
        rule, config = self.rules[index], self.config
        return rule.certainty >= config.min_certainty and rule.severity >= config.min_severity

    def _runs(self, index: int) -> bool:
        rule, config, source = self.rules[index], self.config, self._sources[index]
        declared = config.source not in ("auto", "none")
        if rule.to and not {config.target, languages.base(config.target)} & set(rule.to):
            return False
        if source and declared and languages.base(config.source) != source:
            return False
        return not (rule.needs and config.source == "none")

    def _holds(self, index: int, language: str) -> bool:
        """Whether a rule that needs a translation fires in a text translated from `language`."""
        return bool(language) and self._sources[index] in ("", languages.base(language))

    def _reports(self, index: int, plan: Plan, language: str) -> bool:
        """Whether a rule had its chance in a text translated from `language`."""
        held = not self.rules[index].needs or self._holds(index, language)
        return self._counts(index) and plan.finders[index] is not None and held

    def _origin(self, document: Document, found: list[tuple[int, Finding]]) -> Origin:
        if self.config.source == "none":
            return Origin("", "not a translation, as told")
        if self.config.source != "auto":
            return Origin(self.config.source, "as told")
        if (tongue := self._other_tongue(document)) is not None:
            return tongue
        evidence: dict[str, list[str]] = {}
        for index, finding in found:
            if index in self._evidence:
                evidence.setdefault(self._sources[index], []).append(finding.text)
        if not evidence:
            return Origin("", "no certain sign of a translation")
        language, signs = max(evidence.items(), key=lambda item: (len(item[1]), item[0]))
        shown = ", ".join(f"“{text}”" for text in dict.fromkeys(signs[:3]))
        told = f"{len(signs)} certain sign{'s' * (len(signs) != 1)} of {languages.name(language)}: {shown}"
        if len(signs) >= _ENOUGH or _words(document) <= _SHORT:
            return Origin(language, told)
        return Origin("", f"{told}; too few in so long a text")

    def _other_tongue(self, document: Document) -> Origin | None:
        """What to say of a text that is not in the target language at all: it may be the source."""
        sample, size = [], 0
        for segment in document.segments:
            sample.append(segment.target)
            size += len(segment.target)
            if size > _SAMPLE:
                break
        tongue = languages.detect(" ".join(sample)[:_SAMPLE]) if size >= _TELLING else ""
        target = languages.base(self.config.target)
        if tongue in ("", target) or target not in languages.LANGUAGES:
            return None
        return Origin("", f"reads as {languages.name(tongue)}, not {languages.name(target)}: is it the source?")


def _words(document: Document) -> int:
    return sum(len(segment.target.split()) for segment in document.segments)
