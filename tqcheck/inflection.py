"""English inflection for patterns and glossary terms: one entry for a verb or a noun, not five.

Regular rules and the irregular verbs and nouns of news prose (Quirk et al., A Comprehensive Grammar, 3.2–3.19, 5.73–5.103).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tqcheck.model import Span


class Verb(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    pp: str
    ing: str


_IRREGULAR = {
    row.split()[0]: (row.split()[1], row.split()[-1])
    for row in """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun
bend bent|bind bound|blow blew blown|break broke broken|bring brought|build built|burn burned|burst burst|buy bought
cast cast|catch caught|choose chose chosen|come came come|cost cost|cut cut|deal dealt|dig dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled
fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got|give gave given|go went gone|grow grew grown|hang hung|have had|hear heard|hide hid hidden
hit hit|hold held|hurt hurt|keep kept|know knew known|lay laid|lead led|leave left|lend lent|let let|lie lay lain
lose lost|make made|mean meant|meet met|overcome overcame overcome|pay paid|put put|quit quit|read read|ride rode ridden
ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken
shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat
sleep slept|speak spoke spoken|spend spent|spread spread|stand stood|steal stole stolen|stick stuck|strike struck
swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told
think thought|throw threw thrown|undergo underwent undergone|understand understood|undertake undertook undertaken
uphold upheld|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn|withstand withstood|write wrote written
""".replace("\n", "|").split("|")
    if row
}
_DOUBLING = frozenset(
    "admit ban begin bet cancel chat commit compel control defer drag drop equip expel fit flog forget get hit incur jog "
    "let occur omit permit plan plot prefer put quit rebut refer regret rob run set shed shut sit slam slip spot stab step "
    "stop strip submit swap swim tap top transfer transmit trap travel upset win wrap".split()
)
_NOUNS = {
    "child": "children",
    "crisis": "crises",
    "foot": "feet",
    "half": "halves",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "man": "men",
    "person": "people",
    "phenomenon": "phenomena",
    "thief": "thieves",
    "wife": "wives",
    "wolf": "wolves",
    "woman": "women",
}
_COMPOUNDING = ("child", "man", "wife", "woman")
_NO_MEN = frozenset("german human norman ottoman roman shaman talisman".split())
_BE = Verb("be", "is", "was", "been", "being")


def _s_form(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", word) or re.search(r"[^aeiou]o$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"


def verb(lemma: str) -> Verb:
    """The forms of a verb; of a phrasal verb (`put forward`), its first word is inflected."""
    head, space, tail = lemma.partition(" ")
    if space:
        return Verb(*(f"{form} {tail}" for form in verb(head)))
    if lemma == "be":
        return _BE
    third = "has" if lemma == "have" else _s_form(lemma)
    stem = lemma + lemma[-1] if lemma in _DOUBLING and lemma[-1] not in "aeiouwxy" else lemma
    ing = stem + "ing"
    if lemma.endswith("ie"):
        ing = lemma[:-2] + "ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        ing = lemma[:-1] + "ing"
    if lemma in _IRREGULAR:
        return Verb(lemma, third, *_IRREGULAR[lemma], ing)
    if lemma.endswith("e"):
        past = lemma + "d"
    elif re.search(r"[^aeiou]y$", lemma):
        past = lemma[:-1] + "ied"
    else:
        past = stem + "ed"
    return Verb(lemma, third, past, past, ing)


def plural(noun: str) -> str:
    """The plural of a noun or of a noun phrase whose last word is its head; of `X of Y`, X is inflected."""
    head, of, tail = noun.partition(" of ")
    if of:
        return f"{plural(head)}{of}{tail}"
    front, space, last = noun.rpartition(" ")
    lower = last.lower()
    for single, several in _NOUNS.items():
        if lower == single or (lower.endswith(single) and single in _COMPOUNDING and lower not in _NO_MEN):
            return front + space + last[: len(last) - len(single) + 1] + several[1:]
    return front + space + _s_form(last)


_VOWEL_SOUND = re.compile(
    r"(?:[aeio]|u(?!ni(?!n|m)|se|su|sa|rani|ti|[rk]\w?[aeo]i)|h(?:our|onest|onou?r|eir)|[AEFHILMNORSX](?=[A-Z]|\b)|8|1[18]\b)"
)


def article_for(text: str) -> str:
    """`an` where a text begins with a vowel sound, else `a`: an hour, a university, an MP, an 8-year-old, a euro."""
    word = text.lstrip("“\"‘'«(")
    if re.match(r"(?:eu|ew|one\b|once\b|ou[ij])", word, re.IGNORECASE):
        return "a"
    acronym = re.match(r"[A-Z]{2,}\b", word)
    probe = word if acronym else word[:1].lower() + word[1:]
    return "an" if _VOWEL_SOUND.match(probe) else "a"


_ARTICLE = re.compile(r"(?<!\w)(?P<article>an?)(?P<gap>\s+)\Z", re.IGNORECASE)
_REACH = 6


def agree(text: str, span: Span, fixes: list[str]) -> tuple[Span, list[str]]:
    """Take in an `a` or `an` before the span where a fix would make it wrong."""
    found = _ARTICLE.search(text, max(0, span.start - _REACH), span.start)
    if not found or all(not fix[:1].isalnum() or article_for(fix) == found["article"].lower() for fix in fixes):
        return span, fixes
    return Span(found.start(), span.end), [_with_article(found["article"], found["gap"], fix) for fix in fixes]


def _with_article(article: str, gap: str, fix: str) -> str:
    right = article_for(fix)
    return (right.capitalize() if article[0].isupper() else right) + gap + fix
