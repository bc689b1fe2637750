"""What a glossary could learn: from the journal's decisions to concepts, forbidden forms and exceptions, with the evidence.

What one finding's readers decided counts once, however many they were and wherever its sentence stands. A change is proposed
where it recurs, in more than one text, and where few kept the words as they were or chose others: the 95 % interval of the
share lies above one half, or nobody did otherwise. Number and letter case don't make another change.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from tqcheck.decisions import Decision
from tqcheck.glossary import Concept
from tqcheck.glossary.regions import merged
from tqcheck.intervals import wilson
from tqcheck.languages import LANGUAGES, fold

FORBIDDEN, CONCEPT, EXCEPTION = "forbidden", "concept", "exception"
_LONGEST = 6
"""Words of a term at most; longer ones are sentences mended, not terms."""
_NAMING = frozenset(["calque", "name", "term", "title", "untranslated", "consistency/acronym", "consistency/institution"])
"""Families and rules that tell of what something is called. Others mend a sentence: its words may be right in the next one."""
_UNLISTED = frozenset(["name", "consistency"])
"""Of these, families whose fixes no list holds yet: accepting one says something new, as an edit does."""
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
        admitted: dict[str, str] = {}
        for concept in concepts:
            own = merged(concept.terms, language)
            if own.preferred:
                self._wanted.setdefault(key(own.preferred), concept.id)
            admitted |= {key(text): concept.id for text in own.wanted}
            for terms in concept.terms.values():
                self._listed.update(map(key, terms.texts))
        # “Beijing” is the city before it is a word that “Beijinger” admits.
        self._wanted = admitted | self._wanted

    def concept(self, text: str) -> str:
        """The concept of which a text is a term to write, in whatever number; nothing where there is none."""
        return self._wanted.get(key(text), "")

    def lists(self, text: str) -> bool:
        """Whether a text is a term of any language, to write or not, in whatever number."""
        return key(text) in self._listed

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
    words: dict[str, dict[str, list[Decision]]] = defaultdict(lambda: defaultdict(list))
    alone = {_tidy(decision.before) for decision in decisions}
    for decision in decisions:
        if decision.decision == "skip" or not is_term(decision.before) or _BROKEN.search(decision.before + decision.after):
            continue
        if _NAMING.isdisjoint((decision.family, decision.rule)):
            continue
        changed = decision.decision == "edit" or (decision.decision == "accept" and decision.family in _UNLISTED)
        if changed or decision.decision == "reject":
            before, after = _words(decision, changed, alone)
            words[key(before)][key(after)].append(decision)
    for before, afters in words.items():
        after = max(afters, key=lambda text: (len(_findings(afters[text])), text))
        if after == before:
            continue
        pair = plainest(_words(decision, True, alone) for decision in afters[after])
        evidence = _evidence(afters[after], [decision for key, group in afters.items() if key != after for decision in group])
        back = len(_findings(words[after][before])) if after in words else 0
        clear = len(evidence.texts) >= TEXTS and is_clear(evidence, least) and 2 * back < evidence.found
        if clear and is_term(pair[1]) and is_change(*pair) and (proposal := known.proposal(*pair, evidence)):
            yield proposal


def _exceptions(decisions: Sequence[Decision], excepted: set[tuple[str, str]], least: int) -> Iterator[Proposal]:
    """Yield the findings that people reject again and again; an exception holds whatever the case of letters."""
    told: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.decision != "skip" and decision.before.strip() and not _BROKEN.search(decision.before):
            told[decision.rule, decision.before.lower()].append(decision)
    for (rule, before), group in told.items():
        rejected = [decision for decision in group if decision.decision == "reject"]
        covered = {(rule, before), (rule.partition("/")[0], before), ("", before)} & excepted
        if len(rejected) < len(group) or covered:
            continue
        evidence = _evidence(rejected, [])
        if is_clear(evidence, least) and len(evidence.texts) >= TEXTS:
            yield Proposal(EXCEPTION, plainest((item.before, "") for item in rejected)[0], rule=rule, evidence=evidence)


def key(text: str) -> str:
    """A text in which case, hyphens and the number of English nouns no longer differ."""
    return " ".join(_key(word) for word in fold(text).split())


@cache
def _key(word: str) -> str:
    word = _IE.sub("i", word)
    return _PLURAL.sub("", word)


_IE, _PLURAL = re.compile(r"(?:ies?|y)$"), re.compile(r"(?:es|['’]s|(?<!s)s|e)$")


def plainest(pairs: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Of changes that differ in number and case, the one in the singular and with the fewest capitals."""
    return min(pairs, key=lambda pair: (sum(map(len, pair)), sum(map(str.isupper, "".join(pair))), pair))


def _findings(decisions: Iterable[Decision]) -> set[str]:
    return {decision.fingerprint for decision in decisions}


def _evidence(agreeing: Sequence[Decision], others: Sequence[Decision]) -> Evidence:
    """What speaks for a change; a finding on which people differ speaks against it."""
    found, disputed = _findings(agreeing), _findings(others)
    texts = sorted({decision.path for decision in agreeing})
    people = sorted({decision.actor for decision in agreeing})
    return Evidence(len(found - disputed), len(found | disputed), tuple(texts), tuple(people))


def is_clear(evidence: Evidence, least: int) -> bool:
    """Whether a change recurs, and those who did otherwise are too few to matter."""
    if evidence.found < least:
        return False
    return evidence.found == evidence.total or wilson(evidence.found, evidence.total)[0] > 1 / 2


def is_term(text: str) -> bool:
    """Whether words may be a term: few, on one line, with letters, nothing unseen in them, and not function words only."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST or not "".join(words).isprintable() or "\n" in text.strip():
        return False
    return any(any(map(str.isalpha, word)) and not is_small(word) for word in words)


def is_small(word: str) -> bool:
    """Whether a word only holds others together: of a closed class of English, or among the commonest of some language."""
    if word in _NAMES or (word.isupper() and len(word) > 1):
        return False
    word = word.lower().replace("’", "'")
    return word in _SMALL or any(word in language.function_words for language in LANGUAGES.values())


_NAMES = frozenset(["May", "Will"])
"""Names that are function words without their capital; so are acronyms such as US, IT, WHO."""
_SMALL = frozenset(
    """
    a an i me my we us our you your he him his she her hers it its they them their theirs who whom whose which what this
    these those there here then than so such not no nor or but if when while where why how because although though as
    since until unless am are is be been being was were do does did doing done has have had having will would shall
    should can could may might must cannot about above across after again against all along already also although always
    among any anyone at away before behind below between both by did each either else enough even ever every for from
    into many more most much neither never now often once one only other another over per quite rather really same some
    something still such thus to too toward towards two under up upon very well what whatever within without yet let's
    i'm i've i'd it's he's she's that's we're they're you're don't doesn't didn't isn't aren't wasn't won't can't
    couldn't wouldn't shouldn't haven't hasn't
    """.split()
)
"""Pronouns, auxiliaries, prepositions, conjunctions, determiners and the adverbs that stand anywhere."""


def is_change(before: str, after: str) -> bool:
    """Whether two texts differ in more than case, spacing, the marks around them and the inflection of their words."""
    return _bare(before) != _bare(after) and _stems(before) != _stems(after)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _stems(text: str) -> str:
    """A text whose words have no English endings, names aside: of them any letter may matter, but a plural."""
    return " ".join(_ENDING.sub("", word) if word.islower() else key(word) for word in text.split())


_ENDING = re.compile(r"(?:e?s|e?d|ing|ies|y|e)$")


def _words(decision: Decision, changed: bool, alone: Container[str]) -> tuple[str, str]:
    """The words that a decision is about, and those that it puts in their place.

    Of a name in full only what differs, where that was decided about `alone`, too: else another bearer may spell it so.
    """
    before = _tidy(decision.before)
    after = _tidy(decision.after) if changed else before
    if decision.family == "name":
        old, new = before.split(), after.split()
        while min(len(old), len(new)) > 1 and old != new and old[0] == new[0]:
            del old[0], new[0]
        if " ".join(old) in alone:
            before, after = " ".join(old), " ".join(new)
    # “La Haye” is The Hague: an article with a capital is the name's own where the original has one, too.
    if changed and decision.after.startswith("The ") and is_small(before.split(" ")[0]) and before[:1].isupper():
        after = " ".join(decision.after.split())
    return before, after


def _tidy(text: str) -> str:
    """The words of a text as a glossary has them: single spaces, no article or mark around them."""
    words = text.strip().strip('.,;:!?()[]“”"«» ').split()
    if len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    return " ".join(words)


_ARTICLES = frozenset("a an the".split())
_BROKEN = re.compile("[\ud800-\udfff]")
"""Halves of characters: no file can hold them."""
