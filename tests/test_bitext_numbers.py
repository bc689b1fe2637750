from decimal import Decimal

import bare
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.bitext.numbers import differences, read
from tqcheck.bitext.pair import Pair, Side
from tqcheck.model import Problem, Segment

MARKS = {"en": [",."], "fr": ["\u202f,", "\u00a0,", " ,"], "de": [".,", "’."], "es": [".,", " ,"]}
MARKS |= {"it": [".,"], "pt": [".,", " ,"], "ru": [" ,", "\u00a0,"], "nl": [".,"]}
LANGUAGES = sorted(MARKS)


def segment(source, target):
    return Segment("1", target, 0, source=source)


def values(text, language):
    return [number.value for number in read(Side(text, language))]


def found(source, target, pair="fr-en"):
    here, there = pair.split("-")
    both = Pair(segment(source, target), here, there)
    return [(one.how, one.kind, target[one.start : one.end] if one.target else "", one.fix) for one in differences(both)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "quatre-vingt-dix-sept ans", [97]),
        ("fr", "vingt et un, soixante et onze, dix-neuf", [21, 71, 19]),
        ("fr", "deux mille trois cent quarante-cinq", [2345]),
        ("fr", "2 milliards d’euros, 1,5 M€ et 5 pour cent", [2 * 10**9, 1_500_000, 5]),
        ("en", "two hundred and five, twenty-first, nineteen hundred", [205, 21, 1900]),
        ("en", "two and a half million, half a million, $3bn, 10k", [2_500_000, 500_000, 3 * 10**9, 10_000]),
        ("en", "between one hundred and two hundred", [100, 200]),
        ("en", "1,00,000 rupees, 12,34,567 more", [100_000, 1_234_567]),
        ("de", "dreiundzwanzig, zweihundertfünfzigtausend, anderthalb", [23, 250_000, Decimal("1.5")]),
        ("de", "eine fünfköpfige Familie, der Dreiundzwanzigste, siebenmal", [5, 23, 7]),
        ("de", "2,5 Mio. Euro, 3 Billionen, 1.234.567,89", [2_500_000, 3 * 10**12, Decimal("1234567.89")]),
        ("it", "ventitré, ventuno, duecentomila, trentottesimo, 30mila", [23, 21, 200_000, 38, 30_000]),
        ("es", "treinta y cinco, tres mil millones, 3 mil millones", [35, 3 * 10**9, 3 * 10**9]),
        ("es", "dos millones y medio, 74 mil 200 pesos", [2_500_000, 74_200]),
        ("pt", "vinte e um, cento e dez, mil e duzentos, 2 bilhões", [21, 110, 1200, 2 * 10**9]),
        ("ru", "двадцати трёх, двухсот, двух с половиной миллионов", [23, 200, 2_500_000]),
        ("ru", "1,5 млн, пятидесятилетний, две тысячи", [1_500_000, 50, 2000]),
        ("nl", "drieëntwintig, tweehonderdvijftig, anderhalf, 2 miljard", [23, 250, Decimal("1.5"), 2 * 10**9]),
        ("sw", "nyumba 12 na 3.5", [12, Decimal("3.5")]),
    ],
)
def test_numbers_are_read(language, text, expected):
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "One of a kind, once, a second later"),
        ("fr", "Un livre neuf pour une amie"),
        ("de", "Der Zweifel, einfach und einzig; die Achtung"),
        ("it", "Tu sei nel mese di ottobre, il secondo"),
        ("ru", "Стол и столица стоят"),
        ("en", "%(count)d of %s, {0}, &#39;, <h1>, www.a1.example"),
    ],
)
def test_what_only_looks_like_a_number_is_none(language, text):
    assert values(text, language) == []


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(0, 10**12), st.integers(0, 99), st.data())
def test_digits_in_any_format_are_read_back(language, whole, hundredths, data):
    group, decimal = data.draw(st.sampled_from(MARKS[language]))
    text = f"{whole:,}".replace(",", group)
    expected = Decimal(whole)
    if hundredths:
        text, expected = f"{text}{decimal}{hundredths:02}", expected + Decimal(hundredths) / 100
    [number] = read(Side(f"— {text} —", language))
    assert expected in number.readings
    assert text == f"— {text} —"[number.start : number.end]


UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
UNITS += "seventeen eighteen nineteen".split()
TENS = "x x twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(number):
    """An English number below a million in words."""
    if number >= 1000:
        return f"{spell(number // 1000)} thousand" + (f" {spell(number % 1000)}" if number % 1000 else "")
    if number >= 100:
        return f"{UNITS[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    return UNITS[number] if number < 20 else TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 999_999))
def test_english_words_are_read_back(number):
    assert values(f"They counted {spell(number)} boats.", "en") == [number]


UNTEN = "x ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn".split()
UNTEN += "siebzehn achtzehn neunzehn".split()
ZEHNER = "x x zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


def sag(number):
    """A German number below a million in words, all in one."""
    if number >= 1000:
        return f"{sag(number // 1000)}tausend" + (sag(number % 1000) if number % 1000 else "")
    if number >= 100:
        return f"{UNTEN[number // 100]}hundert" + (sag(number % 100) if number % 100 else "")
    return UNTEN[number] if number < 20 else (f"{UNTEN[number % 10]}und" if number % 10 else "") + ZEHNER[number // 10]


@settings(max_examples=40, deadline=None)
@given(st.integers(13, 999_999))
def test_german_words_are_read_back(number):
    assert values(f"Sie zählten {sag(number)} Boote.", "de") == [number]


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("fr-en", "Elle a quatre-vingt-dix-sept ans.", "She is 97."),
        ("fr-en", "Les années 80, puis 1990.", "The eighties, then 1990."),
        ("fr-en", "Au XXe siècle.", "In the 20th century."),
        ("fr-en", "Une douzaine d’œufs, une dizaine de poules.", "A dozen eggs, ten hens."),
        ("fr-en", "À 20h30, puis à 17h00.", "At 8:30 p.m., then at 5 p.m."),
        ("fr-en", "Entre 3 et 4 millions.", "Between 3 million and 4 million."),
        ("fr-en", "En 2007 et 2008.", "In 2007-08."),
        ("fr-en", "Les deux frères sont à 10 km du port.", "Both brothers are six miles from the port."),
        ("fr-en", "Nantes gagne 3-1.", "Nantes win 3–1."),
        ("fr-en", "Une hausse de 50 %.", "A rise by half."),
        ("fr-en", "Il reste 15 jours et 3 heures.", "Two weeks and three hours are left."),
        ("de-en", "Ein dreitägiges Fest am 3. Mai um 20.30 Uhr.", "A three-day feast on May 3 at 8:30 p.m."),
        ("de-en", "Die 50er des 19. Jahrhunderts.", "The 1850s."),
        ("de-fr", "Um halb neun kamen 1.234 Gäste.", "À 8 h 30, 1 234 invités sont venus."),
        ("en-fr", "1 hour", "une heure"),
        ("en-fr", "%(count)d hours", "%(count)d heures"),
        ("en-de", "Two of 1.5 billion.", "Zwei von 1,5 Milliarden."),
        ("en-es", "A trillion? 3 trillion!", "¿Un billón? ¡3 billones!"),
        ("en-it", "The 21st of 200,000 runners.", "Il ventunesimo di 200mila corridori."),
        ("en-pt", "On 12/03/2020, 1,200 left.", "Em 12 de março de 2020, mil e duzentos saíram."),
        ("ru-en", "Двухлетний мальчик и пять девочек.", "A two-year-old boy and five girls."),
        ("nl-en", "Drieëntwintig van de 2 miljard.", "Twenty-three of the 2 billion."),
        ("es-en", "Los octavos de final.", "The round of 16."),
        ("fr-en", "Le CO2 et le 4x4.", "Carbon dioxide and the jeep."),
    ],
)
def test_numbers_that_answer_each_other_are_left_alone(pair, source, target):
    assert found(source, target, pair) == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "expected"),
    [
        ("fr-en", "Il a 12 ans.", "He is 21 years old.", ("changed", "number", "21", "12")),
        ("fr-en", "Les trois sœurs rient.", "Four sisters laugh.", ("changed", "number", "Four", "Three")),
        ("de-en", "Eine fünfköpfige Familie.", "A family of six.", ("changed", "number", "six", "")),
        ("it-en", "Il terzo posto.", "Fourth place.", ("changed", "number", "Fourth", "Third")),
        ("es-en", "Un total de 12.345,6 euros.", "A total of 12,344.6 euros.", ("changed", "number", "12,344.6", "12,345.6")),
        ("en-de", "They sold 12,345 boats.", "Sie verkauften 12.354 Boote.", ("changed", "number", "12.354", "12.345")),
        ("en-fr", "They sold 12,345 boats.", "Ils ont vendu 12 354 bateaux.", ("changed", "number", "12 354", "12 345")),
        ("fr-en", "Il doit 2 milliards.", "He owes 2 million.", ("changed", "magnitude", "2 million", "2 billion")),
        ("de-en", "Es kostet 3 Billionen.", "It costs 3 billion.", ("changed", "magnitude", "3 billion", "3 trillion")),
        ("fr-en", "Une part de 1,5.", "A share of 15.", ("changed", "decimal", "15", "1.5")),
        ("fr-en", "Le 3 juin 2019.", "On July 3, 2019.", ("changed", "date", "July", "June")),
        ("fr-en", "Le bac de 18h30.", "The 8:30 p.m. ferry.", ("changed", "time", "8", "")),
        ("fr-en", "Le prix : 3 euros.", "The price: $3.", ("changed", "currency", "3", "")),
        ("fr-en", "À 10 km.", "10 miles away.", ("changed", "unit", "10", "")),
        ("fr-en", "Elle perd 12 % des voix.", "She loses 12 of the votes.", ("changed", "percent", "12", "")),
        ("fr-en", "Nantes gagne 3-1.", "Nantes win 3–2.", ("changed", "score", "2", "1")),
        ("fr-en", "Le moulin de 1742.", "The mill.", ("lost", "number", "", "")),
        ("fr-en", "Le moulin.", "The mill of 1742.", ("added", "number", "1742", "")),
        ("sw-en", "Nyumba 12.", "13 houses.", ("changed", "number", "13", "12")),
    ],
)
def test_differences_are_told(pair, source, target, expected):
    assert found(source, target, pair) == [expected]


def test_several_changes_are_not_sure():
    both = Pair(segment("De 120 à 340.", "From 130 to 360."), "fr", "en")
    assert [(one.source.value, one.target.value, one.sure) for one in differences(both)] == [
        (120, 130, False),
        (340, 360, False),
    ]


def told(kind, source, target):
    keys = {"id": "bitext/house", "check": "bitext-numbers", "kind": kind, "message": "“{match}” is “{source}”."}
    examples = {"bad": [["Il a 12 ans.", "He is 21.", "He is 12."]], "good": [["Il a 12 ans.", "He is 12."]]}
    return list(bare.checker(bare.record(**keys, **examples)).check_text(target, source=source))


def test_a_finding_names_both_numbers_and_mends_the_target():
    [finding] = told("changed", "Il a 12 ans.", "He is 21.")
    assert (finding.text, finding.message) == ("21", "“21” is “12”.")
    assert [fix.text for fix in finding.fixes] == ["12"]


def test_what_was_lost_is_told_once_over_the_whole_target():
    [finding] = told("lost", "Le moulin de 1742 et le pont de 1801.", " The mill, the bridge. ")
    assert (finding.text, finding.message) == ("The mill, the bridge.", "“The mill, the bridge.” is “1742”, “1801”.")


def test_a_rule_has_to_say_what_it_tells_of():
    with pytest.raises(Problem, match="must be one of added, changed"):
        told("bogus", "Il a 12 ans.", "He is 21.")
