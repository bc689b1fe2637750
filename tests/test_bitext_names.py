"""Names held against the source: lost, added, replaced, misspelled, turned round."""

import pytest

from tqcheck.bitext.names import Difference, What, differences
from tqcheck.bitext.names.agreement import Agreement, agreement
from tqcheck.bitext.names.exonyms import mentions
from tqcheck.bitext.names.lexicon import Kind, kind
from tqcheck.bitext.names.misspelling import misspelt
from tqcheck.bitext.names.sound import alike, plain
from tqcheck.bitext.pair import Side


def compared(source: str, target: str, pair: str = "fr-en") -> list[Difference]:
    tongue, other = pair.split("-")
    return [each for each in differences(Side(source, tongue), Side(target, other)) if each.what is not What.doubtful]


def told(source: str, target: str, pair: str = "fr-en") -> list[tuple[str, str, str]]:
    return [(each.what.value, each.source, each.target) for each in compared(source, target, pair)]


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("fr-en", "Le chancelier Scholz a quitté Aix-la-Chapelle lundi.", "Chancellor Scholz left Aachen on Monday."),
        ("fr-en", "L’ONU et l’OTAN négocient avec les Pays-Bas.", "The UN and NATO are negotiating with the Netherlands."),
        (
            "fr-en",
            "Vladimir Poutine a reçu les Tchétchènes au Kremlin.",
            "Vladimir Putin received the Chechens at the Kremlin.",
        ),
        ("fr-en", "Le ministère de l’Intérieur a répondu.", "The Interior Ministry replied."),
        ("fr-en", "Nicolas Sarkozy est arrivé en juillet.", "Sarkozy arrived in July."),
        ("fr-en", "Les Québécois fêtent Noël à Londres.", "Quebecers celebrate Christmas in London."),
        ("fr-en", "Elle dort, dit Jean-Claude.", "“She’s asleep,” says Jean-Claude."),
        (
            "de-en",
            "Die Kanzlerin sprach in München über die Kurzarbeit.",
            "The chancellor spoke in Munich about short-time work.",
        ),
        ("de-en", "Der Südkoreaner reiste nach Genf.", "The South Korean travelled to Geneva."),
        ("de-en", "Am Samstag spielt Bayern in Warschau.", "Bayern play in Warsaw on Saturday."),
        (
            "es-en",
            "El presidente de Estados Unidos viajó a Pekín el martes.",
            "The US president travelled to Beijing on Tuesday.",
        ),
        ("it-en", "Il sindaco di Firenze incontra i tedeschi.", "The mayor of Florence is meeting the Germans."),
        ("pt-en", "O presidente da Alemanha visita Moscovo.", "The president of Germany is visiting Moscow."),
        ("nl-en", "De burgemeester van Den Haag sprak met de Duitsers.", "The mayor of The Hague spoke to the Germans."),
        ("ru-en", "Дональд Трамп встретился с Путиным в Хельсинки.", "Donald Trump met Putin in Helsinki."),
        ("ru-en", "Хабиб Нурмагомедов живёт в Дагестане.", "Khabib Nurmagomedov lives in Dagestan."),
        ("ru-en", "В воскресенье в Москве шёл дождь.", "It rained in Moscow on Sunday."),
        ("en-fr", "Save and add another", "Enregistrer et ajouter un nouveau"),
        ("en-de", "Change Password", "Passwort ändern"),
        ("en-es", "The German chancellor met Macron.", "La canciller alemana se reunió con Macron."),
        ("en-it", "He lives in Cologne.", "Vive a Colonia."),
        ("en-pt", "She was born in Greece in May.", "Ela nasceu na Grécia em maio."),
        ("en-ru", "Barack Obama flew to Paris.", "Барак Обама прилетел в Париж."),
        ("fr-en", "LE MAIRE EST MORT", "THE MAYOR IS DEAD"),
        ("fr-en", "La Fin du Monde et Autres Contes", "The End of the World and Other Stories"),
    ],
)
def test_good_translations_are_left_alone(pair: str, source: str, target: str) -> None:
    assert told(source, target, pair) == []


@pytest.mark.parametrize(
    ("pair", "source", "target", "expected"),
    [
        ("fr-en", "Hier, Sarkozy a parlé à Lille.", "There was a speech in Lille yesterday.", ("lost", "Sarkozy", "")),
        ("fr-en", "Les ventes ont baissé en Suède.", "Sales have fallen.", ("lost", "Suède", "")),
        ("de-en", "Das sagte der Minister in Warschau.", "That’s what the minister said.", ("lost", "Warschau", "")),
        ("es-en", "La empresa rusa vendió todo.", "The company sold everything.", ("lost", "rusa", "")),
        ("ru-en", "Вчера полиция Сиэтла закрыла дорогу.", "Yesterday police closed the road.", ("lost", "Сиэтла", "")),
        ("it-en", "Il treno arriva a Torino stasera.", "The train arrives tonight.", ("lost", "Torino", "")),
        ("fr-en", "Le train arrive ce soir.", "The train arrives in Spain tonight.", ("added", "", "Spain")),
        ("fr-en", "Elle vit en Suède.", "She lives in Denmark.", ("replaced", "Suède", "Denmark")),
        ("it-en", "Parla con Berlusconi a Roma.", "He is talking to Zapatero in Rome.", ("replaced", "Berlusconi", "Zapatero")),
        ("fr-en", "Il part mardi.", "He leaves on Thursday.", ("date", "mardi", "Thursday")),
        ("es-en", "Llega en julio.", "He arrives in June.", ("date", "julio", "June")),
        ("de-en", "Er sprach mit dem FBI.", "He spoke to them.", ("acronym", "FBI", "")),
        ("en-fr", "The pope visits Sweden.", "Le pape visite la Norvège.", ("replaced", "Sweden", "Norvège")),
    ],
)
def test_what_became_of_a_name(pair: str, source: str, target: str, expected: tuple[str, str, str]) -> None:
    assert told(source, target, pair) == [expected]


def test_a_slip_of_the_pen_is_mended() -> None:
    (found,) = compared("Hier, Bertrand Delanoë est venu.", "Yesterday Bertrand Dealnoë came.")
    assert (found.what, found.fix) == (What.changed, "Delanoë")
    assert found.span == (19, 26)


def test_two_words_of_a_name_are_turned_back() -> None:
    (found,) = compared("Hier, Nicolas Sarkozy a parlé.", "Sarkozy Nicolas spoke yesterday.")
    assert (found.what, found.fix, found.span) == (What.swapped, "Nicolas Sarkozy", (0, 15))


@pytest.mark.parametrize(
    ("word", "source"),
    [("Dealnoë", "Delanoë"), ("Grindle", "Grindel")],
)
def test_a_slip_is_told_from_its_source(word: str, source: str) -> None:
    assert misspelt(word, "en", ["Lille", source]) == (source if word[-2:] == source[-2:] else "")


@pytest.mark.parametrize(
    ("word", "source"), [("Algeria", "Algérie"), ("Putin", "Poutine"), ("Obama", "Obana"), ("NATO", "NOTA")]
)
def test_conventions_are_no_slips(word: str, source: str) -> None:
    assert misspelt(word, "en", [source]) == ""


def test_a_glossary_knows_what_spelling_cannot_tell() -> None:
    source, target = Side("Ils vivent à Zyrk.", "fr"), Side("They live in Omblar.", "en")
    assert differences(source, target)
    assert [each.what for each in differences(source, target, lambda name: "Omblar" if name == "Zyrk" else "")] == [What.added]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("нурмагомедова", "nurmagomedov"),
        ("кеннеди", "kennedy"),
        ("québécois", "quebecers"),
        ("schröder", "schroeder"),
        ("coronakrise", "corona"),
    ],
)
def test_names_are_known_through_scripts_and_endings(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("sarkozy", "schröder"), ("макрон", "merkel"), ("obama", "biden"), ("lille", "london")]
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert not alike(one, other)


def test_a_word_is_romanised_letter_by_letter() -> None:
    assert plain("Горбачёв") == "gorbachyov"
    assert plain("Łódź") == "lodz"


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("ministry", "en", Kind.word),
        ("temple", "en", Kind.word),
        ("obama", "en", Kind.known),
        ("kurzarbeit", "de", Kind.word),
        ("merkel", "de", Kind.known),
        ("conseil", "fr", Kind.word),
        ("sarkozy", "fr", Kind.local),
        ("qwxyzt", "es", Kind.rare),
    ],
)
def test_word_lists_tell_names_from_words(word: str, language: str, expected: Kind) -> None:
    assert kind(word, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("allemandes", "fr", "DE"),
        ("Allemagne", "fr", "DE"),
        ("немецкий", "ru", "DE"),
        ("United States", "en", "US"),
        ("EE UU", "es", "US"),
        ("Südkorea", "de", "KR"),
        ("Westafrika", "de", "africa"),
        ("Londres", "pt", "london"),
        ("пятницу", "ru", "friday"),
        ("pondělí", "cs", "monday"),
        ("Německo", "cs", "DE"),
        ("Ecosse", "fr", "scotland"),
    ],
)
def test_a_name_means_the_same_in_all_languages(text: str, language: str, id: str) -> None:
    assert id in {each for mention in mentions(text.split(), language) for each in mention.ids}


def test_case_tells_acronyms_from_words() -> None:
    assert not [mention for mention in mentions(["us"], "en") if "US" in mention.ids]
    assert [mention for mention in mentions(["US"], "en") if "US" in mention.ids]


def test_unrelated_texts_are_left_to_others() -> None:
    source = "Paul, Berlin, Madrid, Oslo, Kiev, Riga et Lima votent."
    assert len(told(source, "Dublin, Delhi, Tokyo, Cairo, Quito, Havana and Boston vote.")) <= 6


def test_a_language_without_words_is_left_alone() -> None:
    assert told("Abc Def.", "Nothing here.", "xx-en") == []
    assert told("", "", "-") == []


@pytest.mark.parametrize(
    ("one", "its", "other", "others", "expected"),
    [
        ("Hachd", ["Le Hachd attaque."], "Hashd", ["Le Hachd recule."], Agreement.one),
        ("Peres", ["Shimon Peres arrive."], "Peretz", ["Amir Peretz part."], Agreement.two),
        ("Peres", ["Il arrive."], "Peretz", ["Amir Peretz part."], Agreement.unknown),
        ("Medvedev", ["Слова Медведева."], "Medvedyev", ["Медведев ушёл."], Agreement.one),
    ],
)
def test_sources_tell_whether_two_spellings_are_one_name(
    one: str, its: list[str], other: str, others: list[str], expected: Agreement
) -> None:
    assert agreement(one, its, other, others) is expected
