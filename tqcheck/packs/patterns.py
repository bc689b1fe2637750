"""From a rule's pattern as it is written to what runs: lists, inflections, spaces and word edges filled in.

The notation is described in CONTRIBUTING.md, "What a pattern can say".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import regex

from tqcheck import inflection
from tqcheck.languages import EDGE, LEFT_EDGE, ONE_SPACE, RIGHT_EDGE, SPACE

CAPITALS = (r"\p{Lu}", "[A-Z]")
_MANY = 8
FORMS = ("base", "third", "past", "pp", "ing")
MACRO = re.compile(r"\{(?P<kind>verb|noun|base|third|past|pp|ing):(?P<lemmas>[^{}]+)\}")
_LIST = re.compile(r"\{([a-z][a-z_]*)\}")
_TOKEN = re.compile(r"\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[P<][^>)]*>|\(\?P=\w+\)|\{[^{}]*\}|.", re.DOTALL)


class Expanded(NamedTuple):
    """A pattern ready for `regex`: its source without and with word edges, whether case matters, what it captures.

    `captures` holds, per macro in order, the name of its group and form name → lemma by matched text.
    """

    bare: str
    source: str
    exact: bool
    captures: tuple[tuple[str, dict[str, str]], ...]


Lists = Mapping[str, tuple[str, ...]]


def expand(pattern: str, lists: Lists, *, edges: bool = True, case: str = "smart", capture: bool = True) -> Expanded:
    """Fill in a pattern; raises ValueError naming an unknown list or lemma."""
    captures: list[tuple[str, dict[str, str]]] = []
    exact = case == "exact" or (case == "smart" and _has_capital(pattern))
    out: list[str] = []
    for match in _TOKEN.finditer(pattern):
        token = match[0]
        if token == " ":
            # An optional space is one character: the literals on both sides of it can then be told.
            out.append(SPACE if pattern[match.end() : match.end() + 1] != "?" else ONE_SPACE)
        elif token in CAPITALS:
            out.append(f"(?-i:{token})")  # a capital is meant even where case is ignored
        elif token == "'":
            out.append("['’]")
        elif macro := MACRO.fullmatch(token):
            forms = _forms(macro["kind"], macro["lemmas"], lists)
            group = f"q{len(captures)}q"
            out.append(f"(?P<{group}>{_alternation(forms)})" if capture else f"(?:{_alternation(forms)})")
            captures.append((group, forms))
        elif named := _LIST.fullmatch(token):
            out.append(f"(?:{_alternation(_entries(named[1], lists))})")
        else:
            out.append(token)
    bare = "".join(out)
    tokens = _TOKEN.findall(pattern)
    source = f"{_edge(tokens[:1], LEFT_EDGE)}(?:{bare}){_edge(tokens[-1:], RIGHT_EDGE)}" if edges else f"(?:{bare})"
    return Expanded(bare, source, exact, tuple(captures))


@cache
def compiled(source: str, exact: bool) -> Any:
    """An expanded pattern's source as `regex` runs it; `exact` says that case matters."""
    return regex.compile(source, 0 if exact else regex.IGNORECASE)


def checked(source: str, exact: bool, what: str) -> Any:
    """The same, raising ValueError that names `what` where the source is no regular expression."""
    try:
        return compiled(source, exact)
    except regex.error as error:
        raise ValueError(f"{what} is no regular expression: {error}") from None


def _edge(token: list[str], simple: str) -> str:
    """The word edge at one end of a pattern: a quicker expression where a word character stands there for sure."""
    return simple if token and token[0].isalnum() else EDGE


def _has_capital(pattern: str) -> bool:
    plain = "".join(
        token for token in _TOKEN.findall(pattern) if not (token.startswith(("\\", "(?")) or MACRO.fullmatch(token))
    )
    return any(char.isupper() for char in _LIST.sub("", plain))


def _entries(name: str, lists: Lists) -> tuple[str, ...]:
    if name not in lists:
        raise ValueError(f"no list is named {name!r}; lists stand in packs/lists.toml or in the pack's own lists.toml")
    return lists[name]


def _forms(kind: str, lemmas: str, lists: Lists) -> dict[str, str]:
    """What the macro matches → the names of the forms that it can be, joined by commas."""
    forms: dict[str, list[str]] = {}
    for lemma in map(str.strip, lemmas.split(",")):
        if not lemma.strip("@"):
            raise ValueError(f"{{{kind}:{lemmas}}} wants words between its commas")
        for single in _entries(lemma[1:], lists) if lemma.startswith("@") else (lemma,):
            for name, form in _inflect(kind, single):
                names = forms.setdefault(form, [])
                if name not in names:
                    names.append(name)
    return {form: ",".join(names) for form, names in forms.items()}


def _inflect(kind: str, lemma: str) -> list[tuple[str, str]]:
    if kind == "noun":
        return [("one", lemma), ("many", inflection.plural(lemma))]
    forms = inflection.verb(lemma)
    pairs = [(name, getattr(forms, name)) for name in FORMS]
    if lemma == "be":
        pairs += [("base", "are"), ("base", "am"), ("past", "were")]
    return [(name, form) for name, form in pairs if kind in ("verb", name)]


def _alternation(strings: Mapping[str, str] | tuple[str, ...]) -> str:
    longest_first = sorted(strings, key=lambda text: (-len(text), text))
    joined = "|".join(re.escape(text).replace("\\ ", SPACE).replace("\\-", "-") for text in longest_first)
    initials = "".join(sorted({text[0] for text in strings}))
    # A class of first letters lets the engine pass by most places without trying each alternative.
    return f"(?=[{initials}])(?:{joined})" if len(strings) > _MANY and initials.isalnum() else joined
