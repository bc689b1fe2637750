import pytest

from tqcheck import inflection
from tqcheck.languages import Span


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("castigate", "castigates castigated castigated castigating"),
        ("hammer", "hammers hammered hammered hammering"),
        ("reply", "replies replied replied replying"),
        ("play", "plays played played playing"),
        ("stop", "stops stopped stopped stopping"),
        ("admit", "admits admitted admitted admitting"),
        ("kidnap", "kidnaps kidnapped kidnapped kidnapping"),
        ("deter", "deters deterred deterred deterring"),
        ("bar", "bars barred barred barring"),
        ("visit", "visits visited visited visiting"),
        ("repay", "repays repaid repaid repaying"),
        ("agree", "agrees agreed agreed agreeing"),
        ("die", "dies died died dying"),
        ("lie", "lies lay lain lying"),
        ("go", "goes went gone going"),
        ("have", "has had had having"),
        ("be", "is was been being"),
        ("say", "says said said saying"),
        ("write", "writes wrote written writing"),
        ("oversee", "oversees oversaw overseen overseeing"),
        ("overthrow", "overthrows overthrew overthrown overthrowing"),
        ("rebuild", "rebuilds rebuilt rebuilt rebuilding"),
        ("mislead", "misleads misled misled misleading"),
        ("begin", "begins began begun beginning"),
        ("set", "sets set set setting"),
        ("fix", "fixes fixed fixed fixing"),
        ("veto", "vetoes vetoed vetoed vetoing"),
        ("stress", "stresses stressed stressed stressing"),
        ("panic", "panics panicked panicked panicking"),
    ],
)
def test_verbs_take_their_forms(lemma, forms):
    assert inflection.verb(lemma) == (lemma, *forms.split())


def test_phrasal_verbs_inflect_their_first_word():
    assert inflection.verb("put forward") == ("put forward", "puts forward", "put forward", "put forward", "putting forward")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("deputy", "deputies"),
        ("boy", "boys"),
        ("church", "churches"),
        ("tax", "taxes"),
        ("hero", "heroes"),
        ("euro", "euros"),
        ("photo", "photos"),
        ("video", "videos"),
        ("child", "children"),
        ("grandchild", "grandchildren"),
        ("policeman", "policemen"),
        ("woman", "women"),
        ("German", "Germans"),
        ("crisis", "crises"),
        ("basis", "bases"),
        ("analysis", "analyses"),
        ("knife", "knives"),
        ("Secretary of State", "Secretaries of State"),
        ("head of state", "heads of state"),
        ("prime minister", "prime ministers"),
        ("Man", "Men"),
    ],
)
def test_nouns_take_their_plural(one, many):
    assert inflection.plural(one) == many


VOWELS = """
apple|hour|honest man|heir|honour|honorary title|MP|NGO|FBI agent|8-year-old|18-year-old|18th-century house|11th-hour deal|
11 a.m. train|80-page report|umbrella|unimportant detail|unidentified man|uninhabited island|uncle|Uzbek rider|F-16 jet|
X-ray|S-300 missile|MI5 officer|HIV test|élite unit|Élysée official|IMF loan|AU envoy|EU rule|SMS
"""
CONSONANTS = """
bank|house|European|euro|one-off|university|union|user|UN envoy|UK voter|US senator|UNESCO site|UNICEF worker|useful tool|
Ukrainian|Uruguayan|Ugandan|uranium mine|NATO summit|NASA probe|FIFA official|7-year-old|110-page report|1-0 win|yacht|
unique case|uniform|unilateral move|usual day|utility|eulogy|history|hotel|TV set|PhD|war|B-52|180-page report
"""


def _phrases(block):
    return [phrase for phrase in block.replace("\n", "").split("|") if phrase]


@pytest.mark.parametrize("phrase", _phrases(VOWELS))
def test_an_stands_before_vowel_sounds(phrase):
    assert inflection.article_for(phrase) == "an"


@pytest.mark.parametrize("phrase", _phrases(CONSONANTS))
def test_a_stands_before_consonant_sounds(phrase):
    assert inflection.article_for(phrase) == "a"


def test_quotation_marks_do_not_hide_the_sound():
    assert inflection.article_for("“hour”") == "an"


@pytest.mark.parametrize(
    ("text", "old", "fixes", "expected"),
    [
        ("He saw a deputy.", "deputy", ["MP"], ("a deputy", ["an MP"])),
        ("He saw an ONU man.", "ONU", ["UN"], ("an ONU", ["a UN"])),
        ("An ONU man.", "ONU", ["UN"], ("An ONU", ["A UN"])),
        ("A deputy.", "deputy", ["MP", "lawmaker"], ("A deputy", ["An MP", "A lawmaker"])),
        ("He saw a man.", "man", ["boy"], ("man", ["boy"])),
        ("the extra man.", "man", ["officer"], ("man", ["officer"])),
        ("extra man", "man", ["officer"], ("man", ["officer"])),
        ("a\nman", "man", ["officer"], ("a\nman", ["an\nofficer"])),
        ("a «man»", "«man»", ["“officer”"], ("«man»", ["“officer”"])),
        ("vitamin A man", "man", [""], ("man", [""])),
    ],
)
def test_articles_agree_with_the_fix(text, old, fixes, expected):
    start = text.index(old)
    span, agreed = inflection.agree(text, Span(start, start + len(old)), fixes)
    assert (text[slice(*span)], agreed) == expected
