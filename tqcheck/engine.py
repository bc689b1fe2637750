"""The Checker: packs and glossaries compiled once, then documents → findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from tqcheck import config as configuration
from tqcheck import formats, languages, ruleset
from tqcheck.bitext.tongue import tongue
from tqcheck.config import Config
from tqcheck.formats.text import Lines
from tqcheck.model import Certainty, Document, Finding, Problem, Rule, Segment
from tqcheck.records import read_bytes
from tqcheck.run import Plan, Run
from tqcheck.selection import Selection
from tqcheck.settling import Found, settled
from tqcheck.suppress import RULES, Hidden, Suppressions

if TYPE_CHECKING:
    from tqcheck.names.archive import Archive
    from tqcheck.names.ledger import Kept

_WEIGHTS = {
    (Certainty.certain, False): 3,
    (Certainty.certain, True): 1.5,
    (Certainty.likely, False): 1.5,
    (Certainty.likely, True): 1,
    (Certainty.possible, False): 1,
    (Certainty.possible, True): 1,
}
"""How loud a finding of a pair's rule speaks for a translation, by its certainty and whether it needs one."""
_ENOUGH = 2
"""Weight of findings that makes a text a translation …"""
_PER_WORD = 0.0025
"""… if it is so much a word, too: in a long text native writers come upon the same words now and then."""
_SHORT = 150
"""Words up to which a text is short: too short for signs of a translation, if it is one."""
_FEW = 200
"""Segments whose sources tell the language of all."""
_TELLING, _SAMPLE = 200, 4000
"""Code points of a text from which its language can be told, and how many are looked at."""


class Origin(NamedTuple):
    """The language that a document was taken to be translated from ("" for none), and why."""

    language: str
    reason: str


class Checked(Sequence[Finding]):
    """What a check found in one document: a sequence of findings in the order of the text.

    `hidden` holds the findings that people agreed to live with, `problems` tells what could not be checked. `words` counts
    those that were looked at, as white space parts them: all of the document's, unless told.
    """

    def __init__(
        self,
        document: Document,
        findings: Sequence[Finding],
        origin: Origin,
        hidden: Sequence[Hidden],
        problems: Sequence[Problem],
        words: int | None = None,
    ) -> None:
        self.document, self.findings, self.origin = document, tuple(findings), origin
        self.hidden, self.problems = tuple(hidden), tuple(problems)
        self.words = document.words if words is None else words

    @property
    def suppressed(self) -> int:
        """How many findings are hidden."""
        return len(self.hidden)

    def but(self, **changes: Any) -> Checked:
        """The same with other findings, hidden ones, problems or words."""
        kept = {name: getattr(self, name) for name in ("document", "findings", "origin", "hidden", "problems", "words")}
        return Checked(**kept | changes)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: Any) -> Any:
        return self.findings[index]

    def __len__(self) -> int:
        return len(self.findings)


def _first(segments: Sequence[Segment]) -> Sequence[Segment]:
    """The first segments of a text; none of a plain one, whose lines are made only when asked for."""
    return () if isinstance(segments, Lines) else segments[:_FEW]


def _waits(rule: Rule) -> bool:
    """Whether a rule waits for a source to prove it, and says nothing without."""
    return bool(rule.trigger) and rule.certainty == Certainty.possible


def _ledger(path: Path | None) -> Kept | None:
    """The house's ledger of names, if there is one; raises Problem where it can't be read."""
    if path is None or not path.exists():
        return None
    from tqcheck.names.ledger import Kept, Ledger

    Ledger.open(path).close()
    return Kept(path)


class Checker:
    """Check texts and files with one configuration.

    Give a `Config`, or its fields: `Checker(source="fr", target="en-GB", select=("calque",))`. The rules are those that the
    configuration names, unless they come `loaded`. `archive` tells how other texts spell names, the
    house's ledger if the configuration names one. Raises Problem where the configuration, a pack, a glossary or the ledger
    can't be used.
    """

    def __init__(self, config: Config | None = None, *, loaded: ruleset.Ruleset | None = None, **options: Any) -> None:
        self.config = configuration.override(config or Config(), **options)
        self.ruleset = loaded or ruleset.load(self.config.target, self.config.packs, self.config.glossaries)
        self.rules = self.ruleset.rules
        self._selection = Selection(self.rules, self.config)
        self._sources = [(ruleset.pair(rule.pack) or ("", ""))[0] for rule in self.rules]
        self.suppressions = Suppressions(self.config)
        self.ledger = _ledger(self.config.ledger)
        self.archive: Archive | None = self.ledger
        self._plans: dict[tuple[frozenset[int], str], Plan] = {}
        self._others: dict[str, Checker] = {}
        self._reporting: dict[tuple[frozenset[int], str, bool], frozenset[str]] = {}

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by their ids, those about suppressions among them."""
        return {rule.id: rule for rule in (*self.rules, *RULES.values())}

    def check_text(self, text: str, *, path: str = "<text>", format: str = "text", source: str | None = None) -> Checked:
        """Check a string, beside what it was translated from where that is at hand; `format` is a name of FORMATS.

        Offsets of findings are code points of the string.
        """
        beside = None if source is None else source.encode("utf-8", "surrogatepass")
        return self.check_bytes(text.encode("utf-8", "surrogatepass"), path=path, format=format, source=beside)

    def check_bytes(self, data: bytes, *, path: str, format: str | None = None, source: bytes | None = None) -> Checked:
        """Check the bytes of a file, beside its source or the configuration's; raises Problem where they are not text."""
        reading = self.config.reading if source is None else replace(self.config.reading, beside=source)
        return self.check_document(formats.read(path, data, name=format, reading=reading))

    def check_file(self, path: str | Path) -> Checked:
        """Check a file, its format told by its suffix; raises Problem where it can't be read."""
        return self.check_bytes(read_bytes(path), path=str(path))

    def check_document(self, document: Document) -> Checked:
        """Check a document that has been read; one that says it is in another language, as texts in that one are checked."""
        if document.target and languages.base(document.target) != languages.base(self.config.target):
            return self._for(document.target).check_document(document)
        wanted = self._selection.for_path(self.relative(document.path))
        translated = self._translated(document)
        source = languages.base(translated.language) if translated else ""
        plan = self._plan(wanted, source)
        run = Run(self.ruleset, plan, document, self.config.target, self.archive, source)
        found = run.findings()
        origin = translated or self._origin(document, found)
        language, short = languages.base(origin.language), document.words <= _SHORT
        certainty, severity = self.config.min_certainty, self.config.min_severity
        reported = [
            finding
            for here in found
            for index, finding in settled([item for item in here if self._holds(item[0], language, short)])
            if index in wanted and finding.certainty >= certainty and finding.severity >= severity
        ]
        path, ran = self.relative(document.path), self._ran(document, origin)
        kept, hidden = self.suppressions.drop(document, path, reported, ran, self._selection.known)
        return Checked(document, kept, origin, hidden, run.problems)

    def _for(self, target: str) -> Checker:
        """The Checker of another target language."""
        if target not in self._others:
            self._others[target] = Checker(self.config, target=target)
        return self._others[target]

    def looked_for(self, checked: Checked, rule: str) -> bool:
        """Whether a rule had its chance in what was checked; one that is no more had it, too."""
        return rule not in self.by_id or rule in self._ran(checked.document, checked.origin)

    def compares_names(self, path: str) -> bool:
        """Whether the names of a file are compared with those of other texts."""
        wanted = self._selection.for_path(self.relative(path))
        return any(self.rules[index].check == "drift" and self._counts(index) for index in wanted)

    def relative(self, path: str) -> str:
        """A path as patterns of the configuration see it: relative to its folder where it lies inside."""
        try:
            return Path(path).absolute().relative_to(self.config.root.absolute()).as_posix()
        except ValueError:
            return Path(path).as_posix().lstrip("/")

    def _ran(self, document: Document, origin: Origin) -> frozenset[str]:
        """The ids of the rules that had their chance in a document of some origin, those about suppressions among them."""
        path = self.relative(document.path)
        wanted = self._selection.for_path(path)
        here = wanted, languages.base(origin.language), document.words <= _SHORT
        if here not in self._reporting:
            ids = (self.rules[index].id for index in wanted if self._reports(index, *here[1:]))
            self._reporting[here] = frozenset(ids)
        return self._reporting[here] | self._selection.about_suppressions(path)

    def _plan(self, wanted: frozenset[int], source: str) -> Plan:
        """The plan for documents; those whose `source` language is known need no other signs of a translation."""
        if (wanted, source) not in self._plans:
            reported = frozenset(index for index in wanted if self._counts(index) or (source and self.rules[index].trigger))
            if source:
                tried = frozenset(index for index in reported if self._holds(index, source, short=False))
            else:
                tried = reported | self._evidence.keys()
            self._plans[wanted, source] = Plan(self.rules, frozenset(filter(self._runs, tried)), self.config.min_certainty)
        return self._plans[wanted, source]

    @cached_property
    def _evidence(self) -> dict[int, float]:
        """The rules that speak for a translation, and how loud; `auto` tries them even where they are not reported."""
        if self.config.source != "auto":
            return {}
        return {
            index: _WEIGHTS[rule.certainty, bool(rule.needs)]
            for index, rule in enumerate(self.rules)
            if self._sources[index] and rule.status == "stable" and not _waits(rule)
        }

    def _counts(self, index: int) -> bool:
        """Whether a rule's findings can be sure and grave enough to be reported."""
        rule, config = self.rules[index], self.config
        return rule.certainty >= config.min_certainty and rule.severity >= config.min_severity

    def _runs(self, index: int) -> bool:
        rule, config, source = self.rules[index], self.config, self._sources[index]
        declared = config.source not in ("auto", "none")
        if rule.style and config.style not in rule.style:
            return False
        if rule.to and not {config.target, languages.base(config.target)} & set(rule.to):
            return False
        if source and declared and languages.base(config.source) != source:
            return False
        return not (rule.needs and config.source == "none")

    def _holds(self, index: int, language: str, short: bool) -> bool:
        """Whether a rule fires in a text translated from `language` ("" where it is no translation, for all that is known).

        A text may be too `short` for signs of a translation; there, what is certain is told in any case.
        """
        source, rule = self._sources[index], self.rules[index]
        if language:
            return source in ("", language)
        return not rule.needs or (short and not source and rule.certainty == Certainty.certain)

    def _reports(self, index: int, language: str, short: bool) -> bool:
        """Whether a rule had its chance in a text translated from `language`."""
        return self._counts(index) and self._runs(index) and self._holds(index, language, short)

    def _translated(self, document: Document) -> Origin | None:
        """What language the sources of a document are in, None where it has none."""
        sources = [segment.source for segment in _first(document.segments) if segment.source]
        if not sources:
            return None
        if self.config.source not in ("auto", "none"):
            return Origin(self.config.source, "as told")
        if document.source:
            return Origin(document.source, "as the file says")
        language = tongue(" ".join(sources)[:_SAMPLE], document.target or self.config.target)
        return Origin(language, "as the source beside it reads") if language else None

    def _origin(self, document: Document, found: list[Found]) -> Origin:
        if self.config.source == "none":
            return Origin("", "not a translation, as told")
        if self.config.source != "auto":
            return Origin(self.config.source, "as told")
        if (tongue := self._other_tongue(document)) is not None:
            return tongue
        signs: dict[str, dict[int, list[str]]] = {}
        for index, finding in chain.from_iterable(found):
            if index in self._evidence:
                signs.setdefault(self._sources[index], {}).setdefault(index, []).append(finding.text)
        if not signs:
            return Origin("", "no sign of a translation")
        words = document.words
        thousands = max(1.0, words / 1000)
        weighed = {language: self._weight(rules, thousands) for language, rules in signs.items()}
        language = max(weighed, key=lambda source: (weighed[source], source))
        told = self._told(language, signs[language])
        if weighed[language] >= max(_ENOUGH, _PER_WORD * words):
            return Origin(language, told)
        return Origin("", f"{told}; too few in so long a text" if words > _SHORT else f"{told}; too few")

    def _weight(self, signs: dict[int, list[str]], thousands: float) -> float:
        """The weight of what rules found in so many thousand words.

        The second finding of a rule in a thousand words says less than its first, the tenth next to nothing.
        """
        return thousands * sum(self._evidence[index] * log2(1 + len(texts) / thousands) for index, texts in signs.items())

    def _told(self, language: str, signs: dict[int, list[str]]) -> str:
        """What a reader is told of the signs, the loudest first."""
        loudest = sorted(signs, key=lambda index: (-self._evidence[index], self.rules[index].id))
        count = sum(map(len, signs.values()))
        certain = sum(len(texts) for index, texts in signs.items() if self.rules[index].certainty == Certainty.certain)
        shown = ", ".join(f"“{text}”" for text in dict.fromkeys(signs[index][0] for index in loudest[:3]))
        return f"{count} sign{'s' * (count != 1)} of {languages.name(language)}, {certain} of them certain: {shown}"

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
