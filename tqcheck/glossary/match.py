"""Find glossary terms in running text: inflected, at word edges, in the right case, the longest first.

Terms are compared in a folded copy of equal length (see `languages.fold`), so that line breaks, hyphens and no-break spaces
inside a term make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import ahocorasick

from tqcheck import inflection
from tqcheck.glossary import Concept, between
from tqcheck.glossary.regions import elsewhere, merged
from tqcheck.languages import base, fold, has_edges, joins, match_case
from tqcheck.model import Span

_SAME_SPELLING = 70.0
"""Per cent of rapidfuzz's ratio from which two names, as long but for a letter, count as two spellings of one."""
_DASH = re.compile(r"\s[-\u2010\u2011]\s")
"""Parts what stands on both sides of it, unlike a hyphen."""
_SHORTEST = 2
_ACRONYM = 3


FRENCH_NAME = "french-name"
"""The status of a name in its French form, which another rule tells of than of other foreign terms."""
_NAMES = frozenset(["people", "places", "armed-groups"])
"""Domains whose terms are names."""


class Entry(NamedTuple):
    """One string to look for: a term in one form, and what its concept says of it.

    `status` is own (a term of the target language), forbidden, foreign (another language's or region's) or FRENCH_NAME.
    `language` is the term's, French too for a forbidden name that is. `preferred` is the target's preferred term in the same
    form; `spelling` tells that the two differ in spelling only.
    """

    text: str
    language: str
    status: str
    case: str
    preferred: str
    admitted: tuple[str, ...]
    spelling: bool
    proposed: bool
    note: str
    concept: str

    @property
    def literal(self) -> str:
        """What stands in a text wherever the term does: all of it, or its longest part where words may stand in between."""
        return between.literal(self.text)

    @property
    def doubtful(self) -> bool:
        """Whether a mention may be none: nobody approved of the term, or two characters of a script without word edges."""
        return self.proposed or (len(self.text) <= _SHORTEST and not joins(self.text[0], self.text[-1]))

    @property
    def safe(self) -> bool:
        """Whether the preferred term may replace this one unseen: only the spelling differs, and people approved of it."""
        return self.spelling and not self.doubtful


class Mention(NamedTuple):
    """A term standing in a segment, with the texts that could replace its span, the best first; none for an own term.

    Nothing replaces a term around a word that the preferred term has no place for.
    """

    span: Span
    entry: Entry
    replacements: tuple[str, ...]


def entries(concepts: Iterable[Concept], target: str) -> Iterator[Entry]:
    """What to look for in texts of a target language (en, en-GB); deprecated concepts and those without a target term drop."""
    for concept in concepts:
        if concept.status != "deprecated":
            yield from _entries(concept, target)


def _entries(concept: Concept, target: str) -> Iterator[Entry]:
    own = merged(concept.terms, target)
    if not own.preferred:
        return
    mine = set(map(fold, own.right))
    rows = [(text, "own", base(target), own) for text in own.right]
    french = {fold(text) for text in _french_names(concept)}
    rows += [(text, "forbidden", "fr" if fold(text) in french else base(target), own) for text in own.forbidden]
    for tag, terms in concept.terms.items():
        if terms.verbatim or not elsewhere(tag, target, concept.terms):
            continue
        named = french if base(tag) == "fr" else ()
        rows += [
            (text, FRENCH_NAME if fold(text) in named else "foreign", tag, terms)
            for text in terms.right
            if fold(text) not in mine
        ]
    forbidden = {fold(" ".join(text.split())) for text in own.forbidden}
    for written, status, tag, terms in rows:
        text = " ".join(written.split())
        if len(text) < _SHORTEST:
            continue
        for form, inflect in _inflected(text, base(tag), base(target)):
            if status == "own" and form != text and fold(form) in forbidden:
                continue  # a plural that is forbidden (Talibans) is not derived
            preferred = inflect(own.preferred)
            yield Entry(
                text=form,
                language=tag,
                status=status,
                case=terms.case or ("exact" if any(char.isupper() for char in text) else "initial"),
                preferred=preferred,
                admitted=tuple(map(inflect, own.admitted)),
                spelling=same_words(form, preferred),
                proposed=concept.status == "proposed",
                note=concept.note,
                concept=concept.id,
            )


def _french_names(concept: Concept) -> Iterator[str]:
    """The French terms of a concept that is a name."""
    if concept.domain in _NAMES:
        for tag, terms in concept.terms.items():
            if base(tag) == "fr" and not terms.verbatim:
                yield from terms.right


def _inflected(text: str, language: str, target: str) -> Iterator[tuple[str, Callable[[str], str]]]:
    """A term and its plural where one can be derived, each with what puts the target's terms in the same number."""
    yield text, str
    if language in _PLURALS and text[-1].isalpha() and not text.isupper():
        several = _PLURALS[language](text)
        if several != text:
            yield several, _PLURALS.get(target, str)


def _with_s(noun: str) -> str:
    return noun if noun[-1] in "sxz" else noun + "s"


def _english(noun: str) -> str:
    return noun if noun.endswith("s") else inflection.plural(noun)


_PLURALS: dict[str, Callable[[str], str]] = {"en": _english, "fr": _with_s, "es": _with_s, "pt": _with_s}
"""Languages whose plurals can be derived, as far as they can."""


def pluralised(text: str, language: str) -> str:
    """The plural of a term, as far as it can be derived."""
    return _PLURALS.get(language, str)(text) if text[-1].isalpha() and not text.isupper() else text


def same_words(text: str, preferred: str) -> bool:
    """Whether two terms are one name in two spellings: word by word alike, or one acronym's letters in another order."""
    if text.isupper() and preferred.isupper():
        return sorted(text) == sorted(preferred)
    mine, theirs = text.replace("-", " ").split(), preferred.replace("-", " ").split()
    return len(mine) == len(theirs) and all(map(_same_word, mine, theirs))


def _same_word(one: str, other: str) -> bool:
    if fold(one) == fold(other):
        return True
    if not (one[0].isupper() and other[0].isupper()) or abs(len(one) - len(other)) > 1:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= _SAME_SPELLING


def reportable(found: Sequence[Entry]) -> list[Entry]:
    """The entries that matter to a check: those it reports, and the target's own terms that hold one of these."""
    several = _of_several_names(found)
    reported = [entry for entry in found if entry.status != "own" or entry.concept in several]
    texts = ahocorasick.Automaton()
    for entry in reported:
        texts.add_word(fold(entry.text), None)
    if not reported:
        return []
    texts.make_automaton()
    return reported + [
        entry
        for entry in found
        if entry.status == "own" and entry.concept not in several and next(texts.iter(fold(entry.text)), None) is not None
    ]


def full_name(text: str) -> bool:
    """Whether a term is a name in full: several words with capitals, no acronym."""
    return " " in text and any(map(str.islower, text)) and sum(word[0].isupper() for word in text.split()) > 1


def bare_name(text: str) -> str:
    """A name in which number, case and hyphens no longer differ."""
    return " ".join(re.sub(r"(?:ie)?s$|y$", "", word) for word in fold(text).split())


def _of_several_names(found: Iterable[Entry]) -> set[str]:
    """The concepts that the target language calls by two full names of which neither holds the other."""
    names: dict[str, list[str]] = {}
    for entry in found:
        if entry.status == "own" and full_name(entry.text):
            names.setdefault(entry.concept, []).append(bare_name(entry.text))
    return {
        concept
        for concept, texts in names.items()
        if any(one not in other and other not in one for one in texts for other in texts)
    }


Hit = tuple[int, int, Entry]
"""Where a term's folded literal was seen (start, end), and the term."""


def mentions(text: str, hits: Sequence[Hit]) -> list[Mention]:
    """The terms that stand in a text, longest first where they overlap; `hits` are where folded strings were seen."""
    standing = [hit for seen in hits if (hit := _standing(text, *seen))]
    if len(standing) > 1:
        standing.sort(key=lambda hit: (hit[0] - hit[1], hit[0], hit[2].status != "own", hit[2].concept))
    taken: list[Hit] = []
    for start, end, entry in standing:
        at = bisect_right(taken, start, key=_start)
        if (not at or taken[at - 1][1] <= start) and (at == len(taken) or end <= taken[at][0]):
            taken.insert(at, (start, end, entry))
    return [_mention(text, Span(start, end), entry) for start, end, entry in taken]


def _standing(text: str, start: int, end: int, entry: Entry) -> Hit | None:
    """Where a term that was seen stands whole, at word edges, in its case."""
    if between.MARK in entry.text and between.asks(entry.text):
        span = between.stretch(text, start, end, entry.text)
        if span is None:
            return None
        start, end = span
    return (start, end, entry) if has_edges(text, start, end) and _cased(text[start:end], entry) else None


def _start(hit: Hit) -> int:
    return hit[0]


def _cased(seen: str, entry: Entry) -> bool:
    if _DASH.search(seen):
        return False
    if entry.case == "any" or seen == entry.text:
        return True
    seen, written = _plain(seen), _plain(entry.text)
    if between.MARK in written and between.asks(written):
        for word in filter(None, between.words(seen, written)):
            seen = seen.replace(f" {word} ", " ", 1) if f" {word} " in seen else seen.replace(word, "", 1)
        written = between.closed(written)
    if seen == written or (seen.isupper() and len(seen) > _ACRONYM and not written.isupper()):
        return True
    return entry.case == "initial" and seen[1:] == written[1:]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("-", " ").replace("\u2011", " ").replace("\u2010", " ").split())


def _mention(text: str, span: Span, entry: Entry) -> Mention:
    if entry.status == "own":
        return Mention(span, entry, ())
    seen = text[span.start : span.end]
    inner = between.words(seen, entry.text) if between.asks(entry.text) else []
    fixes = [fix for term in (entry.preferred, *entry.admitted) if (fix := between.filled(term, inner)) is not None]
    if seen != entry.text:
        fixes = [_recased(seen, entry, fix) for fix in fixes]
    span, fixes = inflection.agree(text, span, fixes)
    return Mention(span, entry, tuple(dict.fromkeys(fixes)))


def _recased(seen: str, entry: Entry, fix: str) -> str:
    """The replacement as written, but raised where the text raised the term (ALL CAPS, first word of a sentence)."""
    if seen.isupper() and not entry.text.isupper():
        return fix.upper()
    return match_case(seen, fix, starts=True) if entry.text[:1].islower() else fix
