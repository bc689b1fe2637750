"""memoQ's term bases as CSV: an entry a line, its languages and their terms in columns that repeat.

After the columns of the entry (`Entry_ID`, `Entry_Note` …) come those of each language: its definition (`French_Def`), then
for each term the term (`French`), `Term_Info` and `Term_Example`. `Term_Info` holds words parted by semicolons: how case and
endings are matched, and whether the term is forbidden (docs.memoq.com, “Term base in CSV format”).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tqcheck.glossary import Concept, Terms
from tqcheck.model import Problem
from tqcheck.terminology.exchange import delimited
from tqcheck.terminology.exchange.cells import guard, unguard
from tqcheck.terminology.exchange.columns import Row, refuse_wide
from tqcheck.terminology.exchange.languages import name, tag
from tqcheck.terminology.exchange.pairs import printable, unheld
from tqcheck.terminology.exchange.types import Lost, Options, Read, Written

_ENTRY = {
    "entry_id": "",
    "entry_subject": "subject",
    "entry_domain": "domain",
    "entry_clientid": "the client",
    "entry_projectid": "the project",
    "entry_created": "created",
    "entry_creator": "owner",
    "entry_lastmodified": "date",
    "entry_modifier": "",
    "entry_note": "note",
}
_CASES = {"casesense": "exact", "caseinsense": "any"}
_FORBIDDEN = "forbidden"
_MATCHING = ("casepermissive", "halfprefix")
"""What memoQ sets unless told: letters of a term that are capitals count, and an ending may follow."""
_DEFINITION = "_def"


class _Column(NamedTuple):
    """What a column holds, of which language and of which of its terms (by number)."""

    kind: str
    tag: str = ""
    term: int = 0


@dataclass
class _Entry:
    """What a line says."""

    plain: dict[str, str] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    terms: dict[tuple[str, int], str] = field(default_factory=dict)
    infos: dict[tuple[str, int], list[str]] = field(default_factory=dict)


def read(path: str, data: bytes, options: Options) -> Read:
    """The concepts of an export, one a line; memoQ's numbers are no ids, for every term base counts from nought."""
    rows = delimited.records(path, delimited.decode(path, data), options.delimiter)
    header = next(rows)
    columns = _columns(path, header, options.columns)
    taken: list[Concept] = []
    lost: dict[str, int] = {}
    for line, cells in rows:
        refuse_wide(path, line, cells, len(columns))
        if any(cell.strip() for cell in cells):
            entry = _entry(columns, cells)
            taken.extend(_concept(path, line, entry))
            for what in _unheld(entry):
                lost.setdefault(what, line)
    return Read(taken, [Lost(line, "", f"{what}, here or in later lines too") for what, line in lost.items()])


def write(concepts: Sequence[Concept], options: Options) -> Written:
    """A CSV that memoQ takes: as many columns for a language as its concept with the most terms needs."""
    concepts, lost = printable(concepts)
    most: dict[str, int] = {}
    for concept in concepts:
        for language, terms in concept.terms.items():
            most[language] = max(most.get(language, 1), len(_all(terms)))
    header = ["Entry_ID", "Entry_Domain", "Entry_Creator", "Entry_LastModified", "Entry_Note"]
    for language in sorted(most):
        header += [f"{name(language)}_Def", *[name(language), "Term_Info", "Term_Example"] * most[language]]
    rows = [_row(number, concept, most) for number, concept in enumerate(concepts)]
    cells = [header, *([guard(cell) for cell in row] for row in rows)]
    lost += [what for concept in concepts for what in unheld(concept, _held(concept))]
    return Written(delimited.text(cells, options.delimiter or ","), lost)


def _columns(path: str, header: Row, named: Mapping[str, str]) -> list[_Column]:
    """What the columns hold; raises Problem for a language that has no known name."""
    own = {key.strip().lower(): told for key, told in named.items()}
    found: list[_Column] = []
    count: dict[str, int] = {}
    last = _Column("")
    for cell in header.cells:
        key = cell.strip().lower()
        if key.startswith(("entry_", "term_")) or not key:
            kind = key if key.startswith("term_") else _ENTRY.get(key, f"column “{cell}”")
            found.append(_Column(kind, last.tag, last.term))
            continue
        plain = key.removesuffix(_DEFINITION)
        language = own.get(key) or own.get(plain) or tag(plain)
        if not language:
            raise Problem(path, header.line, f"{cell!r} is no language that memoQ names; say which with --map '{cell}=fr'")
        if plain != key:
            found.append(_Column("definition", language))
            continue
        count[language] = count.get(language, 0) + 1
        last = _Column("term", language, count[language])
        found.append(last)
    if not count:
        raise Problem(path, header.line, "no column holds terms; memoQ names those by their language, such as “French”")
    return found


def _entry(columns: Sequence[_Column], cells: Sequence[str]) -> _Entry:
    entry = _Entry()
    for column, cell in zip(columns, cells, strict=False):
        text, place = unguard(cell.strip()), (column.tag, column.term)
        if not text or not column.kind:
            continue
        if column.kind == "term":
            entry.terms[place] = text
        elif column.kind == "term_info":
            entry.infos[place] = [word.strip() for word in text.split(";") if word.strip()]
        elif column.kind == "definition":
            entry.definitions.append(text)
        else:
            entry.plain["an example (Term_Example)" if column.kind == "term_example" else column.kind] = text
    return entry


def _concept(path: str, line: int, entry: _Entry) -> Iterator[Concept]:
    terms = {}
    for language in dict.fromkeys(place[0] for place in entry.terms):
        places = [place for place in entry.terms if place[0] == language]
        words = {place: [word.lower() for word in entry.infos.get(place, [])] for place in places}
        good = [entry.terms[place] for place in places if _FORBIDDEN not in words[place]]
        bad = [entry.terms[place] for place in places if _FORBIDDEN in words[place]]
        case = next((_CASES[word] for place in places for word in words[place] if word in _CASES), "")
        terms[language] = Terms("".join(good[:1]), tuple(good[1:]), tuple(bad), case=case)
    if terms:
        plain = entry.plain
        yield Concept(
            "",
            terms,
            plain.get("domain") or plain.get("subject", ""),
            entry.definitions[0] if entry.definitions else "",
            plain.get("note", ""),
            status="",
            owner=plain.get("owner", ""),
            date=_date(plain.get("date") or plain.get("created", "")),
            origin=f"{path}:{line}",
        )


def _unheld(entry: _Entry) -> Iterator[str]:
    """What of a line a glossary has no place for."""
    if len(entry.definitions) > 1:
        yield "a definition in another language"
    if entry.plain.get("domain") and entry.plain.get("subject"):
        yield "the subject beside a domain"
    known = {"domain", "subject", "note", "owner", "date", "created"}
    yield from (what for what in entry.plain if what not in known)
    for word in (word for words in entry.infos.values() for word in words):
        if word.lower() not in (*_CASES, *_MATCHING, _FORBIDDEN):
            yield f"“{word}” in Term_Info"
    if not entry.terms:
        yield "an entry without terms"


def _date(text: str) -> str:
    """A date as ISO 8601 has it; as it is where it is none of memoQ's (`3/14/2024 9:26:53 AM`)."""
    try:
        return datetime.datetime.strptime(text.partition(" ")[0], "%m/%d/%Y").date().isoformat()
    except ValueError:
        return text


def _all(terms: Terms) -> list[tuple[str, bool]]:
    """All terms, and whether they are forbidden."""
    good = [terms.preferred] if terms.preferred else []
    return [*((term, False) for term in (*good, *terms.admitted)), *((term, True) for term in terms.forbidden)]


def _row(number: int, concept: Concept, most: Mapping[str, int]) -> list[str]:
    row = [str(number), concept.domain, concept.owner, concept.date, concept.note]
    for place, language in enumerate(sorted(most)):
        terms = concept.terms.get(language, Terms())
        row.append("" if place else concept.definition)
        texts = _all(terms)
        for text, forbidden in texts:
            row += [text, _info(terms, forbidden=forbidden), ""]
        row += ["", "", ""] * (most[language] - len(texts))
    return row


def _info(terms: Terms, *, forbidden: bool) -> str:
    case = {"exact": "CaseSense", "any": "CaseInsense"}.get(terms.case, "CasePermissive")
    return ";".join([case, "HalfPrefix", *(["Forbidden"] if forbidden else [])])


def _held(concept: Concept) -> set[str]:
    keys = {f"{language}.{key}" for language in concept.terms for key in ("preferred", "admitted", "forbidden")}
    cases = {f"{language}.case" for language, terms in concept.terms.items() if terms.case in _CASES.values()}
    return {"domain", "definition", "note", "owner", "date"} | keys | cases
