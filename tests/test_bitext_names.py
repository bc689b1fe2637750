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
    ("pair", "source", "target"),
    [
        # Names that are spelled by ear.
        ("ru-en", "Об этом рассказал доктор Ли.", "Dr Lee told us about it."),
        ("ru-en", "Вчера Ирод и Уилер пришли к Райту.", "Herod and Wheeler came to Wright yesterday."),
        ("ru-en", "Вчера выступил певец Гилбо.", "Guilbeault sang yesterday."),
        # Adjectives and the like that other languages write small, and parts of places.
        ("ru-en", "Он изучал иудаизм и микенские вазы.", "He studied Judaism and Mycenaean vases."),
        ("ru-en", "Пропекинские депутаты ушли из зала.", "The pro-Beijing deputies left the room."),
        ("de-en", "Am Palmsonntag fuhr er nach Niederösterreich.", "On Palm Sunday he went to Lower Austria."),
        ("es-en", "El noroeste de India espera lluvia.", "North-West India expects rain."),
        ("es-en", "Los latinoamericanos votaron.", "The Latin Americans voted."),
        ("en-ru", "He studied Judaism.", "Он изучал иудаизм."),
        # Words that only look like names.
        ("ru-en", "Коренные жители и эксперты индустрии с этим согласны.", "Natives and experts of the trade agree."),
        ("ru-en", "Примером служит завод в соседнем городе.", "The plant in the next town is an example."),
        ("ru-en", "Роман писателя Бертло вышел осенью.", "The writer Berthelot’s novel came out in autumn."),
        ("de-en", "Kaiser und König speisten im Schloss.", "Emperor and King dined in the castle."),
        ("de-en", "Das gesamte fahrende Personal streikt.", "All crews are on strike."),
        ("de-en", "Seine Augen sind blau.", "His eyes are blue."),
        ("de-en", "Die Montage der Türen dauert eine Woche.", "Fitting the doors takes a week."),
        ("de-en", "Die armen Leute zahlen mehr.", "Poor people pay more."),
        ("es-en", "El poder judicial y las cataratas le preocupan.", "The courts and the falls worry him."),
        ("it-en", "Ciò che conta è il prezzo.", "What counts is the price."),
        ("it-en", "L’industria e gli indumenti costano troppo.", "Trade and garments cost too much."),
        ("pt-en", "O marco da cidade caiu.", "The city’s landmark fell."),
        ("pt-en", "As famílias moravam no porto.", "The families lived in the port."),
        # What nobody calls by its name again, or by letters only.
        ("de-en", "Er sprach mit Paul Winterkorn.", "He spoke to Mr Winterkorn."),
        ("de-en", "Die US-Behörde schwieg.", "The agency kept silent."),
        ("ru-en", "Штраф составил 500 долларов США.", "The fine was $500."),
        ("ru-en", "Полиция Британской Колумбии молчит.", "Police in B.C. are silent."),
        ("ru-en", "Компания E.ON подняла цены.", "Eon has raised its prices."),
        ("en-de", "She danced for the Royal Ontario Ballet.", "Sie tanzte für das ROB."),
        ("es-en", "La Oficina (OIR, por sus siglas en inglés) cerró.", "The Office (OIR) closed."),
        # Titles, which translations give in their own words.
        ("ru-en", "Режиссёр снял фильм «Птица над полем» за месяц.", "He directed Skylark in a month."),
        ("fr-en", "Le Canada anglophone a fêté noël.", "English-speaking Canada celebrated Christmas."),
        ("fr-en", "Des groupes néonazis ont défilé.", "Groups of neo-Nazis marched."),
        ("fr-en", "Le moulin est du XIXe siècle.", "The mill is from the nineteenth century."),
    ],
)
def test_what_languages_say_otherwise_is_no_difference(pair: str, source: str, target: str) -> None:
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
        ("ru-en", "Психолог Вероника Громова ответила.", "The psychologist replied.", ("lost", "Вероника Громова", "")),
        (
            "ru-en",
            "Подробно рассказал об этом утром журналист газеты The Daily Star Иван Громов.",
            "A journalist of The Daily Star told about it this morning.",
            ("lost", "Иван Громов", ""),
        ),
        (
            "ru-en",
            "Утром Владимир Громов и Владимир Лесков подписали новый договор между двумя странами.",
            "Vladimir Leskov signed a new treaty between the two countries in the morning.",
            ("lost", "Владимир Громов", ""),
        ),
        ("de-en", "In Südostasien regnet es.", "It is raining.", ("lost", "Südostasien", "")),
        ("de-en", "Danach ging Bąkowski nach Köln.", "Then he went to Cologne.", ("lost", "Bąkowski", "")),
        ("de-en", "Sie kehrte nach Ägypten zurück.", "She went back to the BVQ.", ("lost", "Ägypten", "")),
        ("it-en", "Lo stato crolla negli Stati Uniti.", "The state is collapsing.", ("lost", "Stati Uniti", "")),
        ("es-en", "La CTMO registró más marcas.", "The office registered more trade marks.", ("acronym", "CTMO", "")),
    ],
)
def test_what_became_of_a_name(pair: str, source: str, target: str, expected: tuple[str, str, str]) -> None:
    assert told(source, target, pair) == [expected]


def test_a_date_is_no_name_of_a_firm() -> None:
    assert told("Spotify a grandi.", "It grew in January.") == [("lost", "Spotify", ""), ("date", "", "January")]


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
        ("уилер", "wheeler"),
        ("ли", "lee"),
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
        ("islándica", "es", "IS"),
        ("Kontinentaleuropa", "de", "europe"),
    ],
)
def test_a_name_means_the_same_in_all_languages(text: str, language: str, id: str) -> None:
    assert id in {each for mention in mentions(text.split(), language) for each in mention.ids}


@pytest.mark.parametrize(
    ("text", "language", "id"),
    [
        ("judicial", "es", "jewish"),
        ("marco", "pt", "march"),
        ("Ciò", "it", "ioc"),
        ("коренных", "ru", "KR"),
        ("armen", "de", "AM"),
    ],
)
def test_words_that_begin_like_a_name_mean_none(text: str, language: str, id: str) -> None:
    assert id not in {each for mention in mentions([text], language) for each in mention.ids if mention.asked}


def test_nothing_is_asked_within_a_longer_mention() -> None:
    found = mentions("the Latin Americans".split(), "en")
    assert [mention.asked for mention in found if mention.ids & {"US", "americas"}] == [False]


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
