"""What a glossary could learn: from the journal's decisions to concepts, forbidden forms and exceptions, with the evidence.

What one finding's readers decided counts once, however many they were. A change is proposed where it recurs, in more than one
text, and where few kept the words as they were or chose others: the 95 % interval of the share lies above one half, or nobody
did otherwise.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.decisions import Decision
from tqcheck.glossary import Concept
from tqcheck.glossary.regions import merged
from tqcheck.intervals import wilson
from tqcheck.languages import LANGUAGES, fold

FORBIDDEN, CONCEPT, EXCEPTION = "forbidden", "concept", "exception"
_LONGEST = 6
"""Words of a term at most; longer ones are sentences mended, not terms."""
_UNLISTED = frozenset(["name", "consistency"])
"""Families whose fixes no list holds yet: accepting one says something new, as an edit does."""
LEAST, TEXTS = 3, 2
"""Findings, and texts, in which a change recurs at least."""


class Evidence(NamedTuple):
    """What speaks for a proposal: findings that were so decided, of how many, in which texts, by whom."""

    found: int
    total: int
    texts: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """Something to learn, with its evidence.

    `kind` is FORBIDDEN (write `after`, a term of `concept`, for `before`), CONCEPT (a new one of `before` and `after`) or
    EXCEPTION (`rule` is not to tell of `before`). `language` is the texts'.
    """

    kind: str
    before: str
    after: str = ""
    rule: str = ""
    concept: str = ""
    language: str = ""
    evidence: Evidence = field(default=Evidence(0, 0, (), ()), compare=False)

    @property
    def key(self) -> str:
        """Eight hexadecimal digits that stay the same while the proposal does."""
        parts = (self.kind, self.before, self.after, self.rule, self.language)
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


class Known:
    """What glossaries say of terms in a language already."""

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        self.language = language
        self._wanted: dict[str, str] = {}
        self._listed: set[str] = set()
        for concept in concepts:
            own = merged(concept.terms, language)
            for text in filter(None, (own.preferred, *own.admitted)):
                self._wanted.setdefault(text, concept.id)
            for terms in concept.terms.values():
                self._listed.update(filter(None, (terms.preferred, *terms.admitted, *terms.forbidden, *terms.forms)))

    def concept(self, text: str) -> str:
        """The concept of which a text is a term to write; nothing where there is none."""
        return self._wanted.get(text, "")

    def lists(self, text: str) -> bool:
        """Whether a text is a term of any language, to write or not."""
        return text in self._listed

    def proposal(self, before: str, after: str, evidence: Evidence) -> Proposal | None:
        """What is to be learnt of a change of words; nothing where it is known, or the two are one concept's."""
        if self.lists(before):
            return None
        concept = self.concept(after)
        if not concept and self.lists(after):
            return None
        kind = FORBIDDEN if concept else CONCEPT
        return Proposal(kind, before, after, concept=concept, language=self.language, evidence=evidence)


def proposals(
    decisions: Sequence[Decision], known: Known, excepted: Iterable[tuple[str, str]] = (), least: int = LEAST
) -> list[Proposal]:
    """What settled decisions tell, the best founded first; `excepted` are rules and texts of exceptions that stand already."""
    found = [*_corrections(decisions, known, least), *_exceptions(decisions, set(excepted), least)]
    return sorted(found, key=lambda item: (-item.evidence.found, item.kind, item.before, item.after))


def _corrections(decisions: Sequence[Decision], known: Known, least: int) -> Iterator[Proposal]:
    """Yield the changes of words that recur."""
    words: dict[str, dict[str, list[Decision]]] = {}
    for decision in decisions:
        if decision.decision == "skip" or not is_term(decision.before):
            continue
        changed = decision.decision == "edit" or (decision.decision == "accept" and decision.family in _UNLISTED)
        if changed or decision.decision == "reject":
            after = _tidy(decision.after) if changed else _tidy(decision.before)
            words.setdefault(_tidy(decision.before), {}).setdefault(after, []).append(decision)
    for before, afters in words.items():
        after = max(afters, key=lambda text: (len(_findings(afters[text])), text))
        if after == before or not is_term(after) or not is_change(before, after):
            continue
        evidence = _evidence(afters[after], [decision for group in afters.values() for decision in group])
        if len(evidence.texts) >= TEXTS and is_clear(evidence, least) and (proposal := known.proposal(before, after, evidence)):
            yield proposal


def _exceptions(decisions: Sequence[Decision], excepted: set[tuple[str, str]], least: int) -> Iterator[Proposal]:
    """Yield the findings that people reject again and again."""
    told: dict[tuple[str, str], list[Decision]] = {}
    for decision in decisions:
        if decision.decision != "skip" and decision.before.strip():
            told.setdefault((decision.rule, decision.before), []).append(decision)
    for (rule, before), group in told.items():
        rejected = [decision for decision in group if decision.decision == "reject"]
        evidence = _evidence(rejected, group)
        covered = {(rule, before.lower()), (rule.partition("/")[0], before.lower()), ("", before.lower())} & excepted
        if is_clear(evidence, least) and evidence.found == evidence.total and not covered:
            yield Proposal(EXCEPTION, before, rule=rule, evidence=evidence)


def _findings(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    return {(decision.path, decision.fingerprint) for decision in decisions}


def _evidence(agreeing: Sequence[Decision], all_of_them: Sequence[Decision]) -> Evidence:
    counts = Counter(decision.path for decision in agreeing)
    people = sorted({decision.actor for decision in agreeing})
    others = _findings(all_of_them) - _findings(agreeing)
    disputed = _findings(agreeing) & _findings(item for item in all_of_them if item not in agreeing)
    return Evidence(
        len(_findings(agreeing) - disputed), len(_findings(agreeing) | others), tuple(sorted(counts)), tuple(people)
    )


def is_clear(evidence: Evidence, least: int) -> bool:
    """Whether a change recurs, and those who did otherwise are too few to matter."""
    if evidence.found < least:
        return False
    return evidence.found == evidence.total or wilson(evidence.found, evidence.total)[0] > 1 / 2


def is_term(text: str) -> bool:
    """Whether words may be a term: few, on one line, with letters, and not function words only."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST or "\n" in text.strip():
        return False
    return any(any(map(str.isalpha, word)) and not is_small(word) for word in words)


def is_small(word: str) -> bool:
    """Whether a word is one of the commonest function words of some language."""
    return any(word.lower() in language.function_words for language in LANGUAGES.values())


def is_change(before: str, after: str) -> bool:
    """Whether two texts differ in more than case, spacing and the marks around them."""
    return _bare(before) != _bare(after)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _tidy(text: str) -> str:
    """The words of a text as a glossary has them: single spaces, no article or mark around them."""
    words = text.strip().strip('.,;:!?()[]“”"«» ').split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    return " ".join(words)


_ARTICLES = frozenset("a an the".split())


def slug(text: str, taken: Iterable[str]) -> str:
    """An id for a concept: the words of its term, numbered where the id is taken."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text)
    words = "".join(char.lower() if char.isalnum() else " " for char in plain if not unicodedata.combining(char)).split()
    name, number, others = "-".join(words), 1, set(taken)
    found = name
    while found in others:
        number += 1
        found = f"{name}-{number}"
    return found
