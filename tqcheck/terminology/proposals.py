"""What a glossary could learn: from the journal's decisions to concepts, forbidden forms and exceptions, with the evidence.

What one finding's readers decided counts once, however many they were. A change is proposed where it recurs, in more than one
text, and where few kept the words as they were or chose others: the 95 % interval of the share lies above one half, or nobody
did otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_NAMING = frozenset(["name", "term", "title", "untranslated", "consistency/acronym", "consistency/institution"])
"""Families and rules that tell of what something is called. Others mend a sentence: its words may be right in the next one."""
_UNLISTED = frozenset(["name", "consistency"])
"""Families of these whose fixes no list holds yet: accepting one says something new, as an edit does."""
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
        """Whether a text is a term of any language, to write or not, in this case or form or another."""
        return any(form in self._listed for form in (text, text[:1].lower() + text[1:], *_endless(text)))

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
    for (before, after), group in _changes(decisions, known).items():
        words.setdefault(before, {})[after] = group
    for before, afters in words.items():
        after = max(afters, key=lambda text: (len(_findings(afters[text])), text))
        if after == before or not is_term(after) or not is_change(before, after):
            continue
        against = words.get(after, {}).get(before, [])
        evidence = _evidence(afters[after], [*against, *(decision for group in afters.values() for decision in group)])
        if len(evidence.texts) >= TEXTS and is_clear(evidence, least) and (proposal := known.proposal(before, after, evidence)):
            yield proposal


def _changes(decisions: Iterable[Decision], known: Known) -> dict[tuple[str, str], list[Decision]]:
    """What people wrote for what, or kept, each change in the simplest form in which it stands."""
    found: dict[tuple[str, str], list[Decision]] = {}
    for decision in decisions:
        changed = decision.decision == "edit" or (decision.decision == "accept" and decision.family in _UNLISTED)
        if (changed or decision.decision == "reject") and not _NAMING.isdisjoint((decision.family, decision.rule)):
            pair = _tidied(decision.before, decision.after if changed else decision.before, known)
            if is_term(pair[0]):
                found.setdefault(pair, []).append(decision)
    simple: dict[tuple[str, str], list[Decision]] = {}
    for pair in sorted(found):
        simple.setdefault(_simplest(pair, found, known), []).extend(found[pair])
    return simple


def _simplest(pair: tuple[str, str], pairs: Mapping[tuple[str, str], list[Decision]], known: Known) -> tuple[str, str]:
    """A change without ending, capital and first name, if people made it without them, too, or a concept has it so."""
    named = any(decision.family == "name" for decision in pairs.get(pair, ()))
    kept, singular = pair[0] == pair[1], list(zip(_endless(pair[0]), _endless(pair[1]), strict=False))
    befores = {before for before, _ in pairs} if kept else set()
    for simple in (*singular, *_inside(*pair), *(_shorter(*pair) if named else ())):
        stands = simple[0] in befores if kept else simple in pairs or (simple in singular and known.concept(simple[1]))
        if stands and kept == (simple[0] == simple[1]) and is_term(simple[0]):
            return _simplest(simple, pairs, known)
    return pair


def _inside(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the words as they are inside a sentence, if its beginning may have raised them."""
    if before[:1].isupper() and after[:1].isupper():
        yield before[0].lower() + before[1:], after[0].lower() + after[1:]


def _shorter(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield a name without a word that both have at an end: the first name, a title."""
    old, new = before.split(), after.split()
    if min(len(old), len(new)) > 1 and before != after:
        if old[0] == new[0]:
            yield " ".join(old[1:]), " ".join(new[1:])
        if old[-1] == new[-1]:
            yield " ".join(old[:-1]), " ".join(new[:-1])


def _exceptions(decisions: Sequence[Decision], excepted: set[tuple[str, str]], least: int) -> Iterator[Proposal]:
    """Yield the findings that people reject again and again."""
    told: dict[tuple[str, str], list[Decision]] = {}
    for decision in decisions:
        if decision.decision != "skip" and decision.before.strip() and not _BROKEN.search(decision.before):
            # An exception holds for any letter case.
            told.setdefault((decision.rule, decision.before.lower()), []).append(decision)
    for (rule, text), group in told.items():
        rejected = [decision for decision in group if decision.decision == "reject"]
        evidence = _evidence(rejected, group)
        covered = {(name, text) for name in (rule, rule.partition("/")[0], "", "all")} & excepted
        if len(evidence.texts) >= TEXTS and evidence.found == evidence.total >= least and not covered:
            yield Proposal(EXCEPTION, max(decision.before for decision in rejected), rule=rule, evidence=evidence)


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
    """Whether words may be a term: few, with letters, nothing unseen or quoted among them, and not function words only."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST or not text.isprintable() or not _QUOTES.isdisjoint(text):
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


def _tidied(before: str, after: str, known: Known) -> tuple[str, str]:
    """A change of words as a glossary has them: single spaces, no mark around them, no article that is none of the term's."""
    before, after = (" ".join(text.strip().strip('.,;:!?()[]“”"«» ').split()) for text in (before, after))
    # “La Haye” is The Hague, with a capital: the article is the name's own where the original has one of its language.
    own = after[:1].isupper() and _articleless(before) == before and is_small(before.partition(" ")[0])
    return _articleless(before), after if own or known.concept(after) else _articleless(after)


def _articleless(text: str) -> str:
    article, _, rest = text.partition(" ")
    return rest if rest and article.lower() in _ARTICLES else text


def _endless(text: str) -> list[str]:
    """A word without the ending of a possessive or a plural; nothing where it has none."""
    return next(([text.removesuffix(ending)] for ending in ("'s", "’s", "s") if text.endswith(ending)), [])


_ARTICLES = frozenset("a an the".split())
_BROKEN = re.compile("[\ud800-\udfff]")
"""Halves of characters: no file can hold them."""
_QUOTES = frozenset('"“”«»')


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
