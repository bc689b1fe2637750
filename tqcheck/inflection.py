"""English inflection for patterns and glossary terms: one entry for a verb or a noun, not five.

Regular rules and the irregular verbs and nouns of news prose (Quirk et al., A Comprehensive Grammar, 3.2–3.19, 5.73–5.103).
"""

from __future__ import annotations

import re
from functools import cache
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
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent
bid bid|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought
broadcast broadcast|build built|burn burned|burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung
come came come|cost cost|creep crept|cut cut|deal dealt|dig dug|do did done|draw drew drawn|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown
forbid forbade forbidden|forecast forecast|foresee foresaw foreseen|foretell foretold|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got|give gave given|go went gone|grind ground|grow grew grown|hang hung
have had|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|keep kept|know knew known|lay laid|lead led|leave left
lend lent|let let|lie lay lain|light lit|lose lost|make made|mean meant|meet met|mislead misled|mistake mistook mistaken
misunderstand misunderstood|outdo outdid outdone|overcome overcame overcome|override overrode overridden
oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|put put|quit quit|read read
overdo overdid overdone|overhear overheard|overspend overspent|outsell outsold|rebuild rebuilt|redo redid redone|remake remade
repay repaid|resell resold|rethink rethought|retake retook retaken|rewrite rewrote rewritten|ride rode ridden
ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken
shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk|sit sat
sleep slept|slide slid|speak spoke spoken|spend spent|spin spun|split split|spread spread|stand stood|steal stole stolen
stick stuck|sting stung|strike struck|strive strove striven|swear swore sworn|sweep swept|swell swelled swollen
swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
undergo underwent undergone|understand understood|undertake undertook undertaken|undo undid undone|uphold upheld
wake woke woken|wear wore worn|weave wove woven|weep wept|win won|withdraw withdrew withdrawn|withhold withheld
withstand withstood|write wrote written
""".replace("\n", "|").split("|")
    if row
}
_DOUBLING = frozenset(
    "abet abhor acquit admit ban bar beg begin bet cancel chat chop clap commit compel confer control defer deter dip "
    "dispel drag drop drum dub equip excel expel fit flog forget get grab grip hit hop hug incur infer jam jog kidnap "
    "knit let log map mob nab nod occur omit patrol permit pin pit plan plot plug pop prefer propel put quit rebel rebut "
    "recur refer regret repel rid rip rob rot rub run sap scan scrap scrub set shed ship shop shrug shut sit skip slam "
    "slap slip snap spin split spot spur stab star stem step stir stop strip stun submit sum swap swim tag tap tip top "
    "transfer transmit trap travel trim unplug upset whip win wrap zap".split()
)
_NOUNS = {
    "analysis": "analyses",
    "basis": "bases",
    "child": "children",
    "crisis": "crises",
    "criterion": "criteria",
    "foot": "feet",
    "half": "halves",
    "hypothesis": "hypotheses",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "man": "men",
    "person": "people",
    "phenomenon": "phenomena",
    "shelf": "shelves",
    "thesis": "theses",
    "thief": "thieves",
    "wife": "wives",
    "wolf": "wolves",
    "woman": "women",
}
_COMPOUNDING = ("child", "man", "wife", "woman")
_NO_MEN = frozenset("german human norman ottoman roman shaman talisman".split())
_O_ES = frozenset("cargo do echo embargo forgo go hero outdo potato redo tomato torpedo undergo undo veto".split())
_BE = Verb("be", "is", "was", "been", "being")


def _s_form(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", word) or word in _O_ES:
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"


@cache
def verb(lemma: str) -> Verb:
    """The forms of a verb; of a phrasal verb (`put forward`), its first word is inflected."""
    head, space, tail = lemma.partition(" ")
    if space:
        return Verb(*(f"{form} {tail}" for form in verb(head)))
    if lemma == "be":
        return _BE
    third = "has" if lemma == "have" else _s_form(lemma)
    stem = lemma + lemma[-1] if lemma in _DOUBLING and lemma[-1] not in "aeiouwxy" else lemma
    stem += "k" * lemma.endswith("ic")
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
    r"(?:[aeioà-æè-ïò-öøœ]|u(?!ni(?!n|m|dent)|se|su|sa|rani|t[eio]|biq|gand|rug|ri|ro|[rk]\w?[aeo]i)"
    r"|h(?:our|onest|onou?r|eir)|[AEFHILMNORSX](?=[A-Z\d]|\b)|8|1[18](?:\d\d)?(?!\d))"
)
_LETTERS = re.compile(r"[A-Z](?:[A-Z]+s?)?(?![^\W\d_])")
"""Letters that are read one by one …"""
_READ_AS_WORDS = frozenset("FARC FEMA FIFA MERS MONUSCO NAFTA NASA NATO SARS SWAT".split())
"""… unless they make a word."""


def article_for(text: str) -> str:
    """`an` where a text begins with a vowel sound, else `a`: an hour, a university, an MP, an 8-year-old, a euro."""
    word = text.lstrip("“\"‘'«(")
    letters = _LETTERS.match(word)
    if letters and letters[0] not in _READ_AS_WORDS:
        return "an" if _VOWEL_SOUND.match(word) else "a"
    word = word.lower()
    if re.match(r"(?:eu|ew|one\b|once\b|ou[ij])", word):
        return "a"
    return "an" if _VOWEL_SOUND.match(word) else "a"


_ARTICLE = re.compile(r"(?<!\w)(?P<article>an?)(?P<gap>\s+)\Z", re.IGNORECASE)
_REACH = 6


def agree(text: str, span: Span, fixes: list[str]) -> tuple[Span, list[str]]:
    """Take in an `a` or `an` before the span where a fix would make it wrong."""
    if text[max(0, span.start - 2) : span.start].strip().lower() not in ("a", "n", ""):
        return span, fixes
    found = _ARTICLE.search(text, max(0, span.start - _REACH), span.start)
    if not found or all(not fix[:1].isalnum() or article_for(fix) == found["article"].lower() for fix in fixes):
        return span, fixes
    return Span(found.start(), span.end), [_with_article(found["article"], found["gap"], fix) for fix in fixes]


def _with_article(article: str, gap: str, fix: str) -> str:
    right = article_for(fix)
    return (right.capitalize() if article[0].isupper() else right) + gap + fix
