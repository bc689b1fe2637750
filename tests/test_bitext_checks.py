"""What a translation lost, added or left, seen beside its source."""

from __future__ import annotations

import pytest
from bitexts import beside, rules

from tqcheck.bitext.tongue import tongue
from tqcheck.engine import Checker
from tqcheck.model import Certainty

NEGATIONS = [
    ("fr-en", "Le maire n’a pas signé.", "The mayor did not sign.", "The mayor has signed."),
    ("de-en", "Der Bürgermeister hat nicht unterschrieben.", "The mayor didn’t sign.", "The mayor has signed."),
    ("es-en", "El alcalde no firmó.", "The mayor never signed.", "The mayor signed."),
    ("it-en", "Il sindaco non ha firmato.", "The mayor did not sign.", "The mayor has signed."),
    ("pt-en", "O presidente não assinou.", "The president did not sign.", "The president has signed."),
    ("nl-en", "De burgemeester heeft niet getekend.", "The mayor did not sign.", "The mayor has signed."),
    ("ru-en", "Мэр не подписал договор.", "The mayor did not sign the treaty.", "The mayor signed the treaty."),
    ("en-fr", "The mayor did not sign.", "Le maire n’a pas signé.", "Le maire a signé."),
    (
        "en-de",
        "The mayor did not sign.",
        "Der Bürgermeister hat nicht unterschrieben.",
        "Der Bürgermeister hat unterschrieben.",
    ),
]


@pytest.mark.parametrize(("pair", "source", "sound", "harmed"), NEGATIONS, ids=[row[0] for row in NEGATIONS])
def test_a_lost_negation_is_told_in_many_languages(pair: str, source: str, sound: str, harmed: str) -> None:
    assert "negation-lost" in rules(source, harmed, pair)
    assert not {"negation-lost", "negation-added"} & rules(source, sound, pair)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il refuse de signer.", "He will not sign."),
        ("Il est impossible de signer.", "It cannot be signed."),
        ("Il travaille sans relâche.", "He never stops working."),
        ("Il ne signe que le lundi.", "He signs on Mondays only."),
        ("N’importe qui peut signer.", "Anyone can sign."),
        ("La date n’est pas valide.", "The date is invalid."),
        ("Personne n’a rien signé.", "Nobody signed anything."),
        ("Elle chante « I Don’t Know » à Lyon.", "She sings “I Don’t Know” in Lyons."),
        ("Le numéro 1 mondial a signé.", "The world No. 1 has signed."),
        ("Il signe plus de contrats qu’il n’en lit.", "He signs more contracts than he reads."),
        ("Le contrat n’attend plus que sa signature.", "The contract awaits his signature."),
        ("Le juge ne manquait d’admirer le moulin.", "The judge admired the mill."),
        ("Ils se gardent bien de signer.", "They are careful not to sign."),
        ("Il faudra attendre 2010 pour qu’il signe.", "He did not sign until 2010."),
        ("Si jamais il signe, il paiera.", "If ever he signs, he will pay."),
        ("Le maire n’a pas encore signé.", "The mayor has yet to sign."),
    ],
)
def test_what_answers_for_a_negation_keeps_it_silent(source: str, target: str) -> None:
    assert not {"negation-lost", "negation-added"} & rules(source, target)


@pytest.mark.parametrize(
    ("pair", "source", "target", "rule"),
    [
        ("fr-en", "Le journal indépendant a fermé.", "The independent newspaper has not closed.", "negation-added"),
        ("pt-en", "Ele saiu sem falar com o prefeito.", "He did not leave without speaking to the mayor.", "negation-added"),
        ("fr-en", "Seul le maire n’a pas signé.", "Only the mayor signed.", "negation-lost"),
        ("pt-en", "Nem todos assinaram o contrato.", "Not everyone did not sign the contract.", "negation-added"),
    ],
)
def test_what_has_its_own_counterpart_answers_for_no_negation(pair: str, source: str, target: str, rule: str) -> None:
    assert rule in rules(source, target, pair)


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("en-it", "The link to the mill is invalid.", "Il link al mulino non è valido."),
        ("en-fr", "The old mill could not be found.", "Le vieux moulin est introuvable."),
    ],
)
def test_a_contrary_answers_for_a_negation_beside_what_it_is_the_contrary_of(pair: str, source: str, target: str) -> None:
    assert not {"negation-lost", "negation-added"} & rules(source, target, pair)


def test_a_negation_that_was_put_in_is_told_where_it_stands() -> None:
    [finding] = [
        item for item in beside("Le maire a signé hier.", "The mayor didn’t sign yesterday.") if "negation" in item.rule.id
    ]
    assert (finding.rule.id, finding.text) == ("bitext/negation-added", "t")


@pytest.mark.parametrize(
    ("pair", "source", "target", "found"),
    [
        ("fr-en", "Il a promis des logements neufs.", "He promised new logements.", ["logements"]),
        ("fr-en", "Il a promis des logements neufs.", "He promised new flats.", []),
        ("de-en", "Die Regierung sucht Wohnungen.", "The Regierung is looking for flats.", ["Regierung"]),
        ("de-en", "Frau Schäuble sucht Wohnungen.", "Mrs Schäuble is looking for flats.", []),
        ("ru-en", "Мэр обещал новые квартиры.", "The mayor promised new квартиры.", ["квартиры"]),
        ("es-en", "Las casas fueron destruidas.", "The houses were destruidas.", ["destruidas"]),
        ("it-en", "Il palazzo è stato ristrutturato.", "The building was ristrutturato.", ["ristrutturato"]),
        ("en-fr", "Open the settings window.", "Ouvrez la fenêtre settings.", ["settings"]),
        ("fr-en", "Il aime le « savoir-faire ».", "He likes “savoir-faire”.", []),
        ("fr-en", "Ils dînent au Palais des Congrès.", "They dine at the Palais des Congrès.", []),
        ("fr-en", "Voir le champ %(nom_du_champ)s.", "See the field %(nom_du_champ)s.", []),
        ("de-en", "Die Straßen waren leer.", "The Straßen were empty.", ["Straßen"]),
        ("es-en", "El diámetro de la rueda es de dos metros.", "El diámetro of the wheel is two metres.", ["diámetro"]),
        ("es-en", "La semana pasada se quemó el molino.", "Pasada week, the mill burned.", ["Pasada"]),
        ("de-en", "Herr von Roon sprach gestern.", "Von Roon spoke yesterday.", []),
        ("fr-en", "Le chargé de presse lit les communiqués.", "The press officer reads the communiqués.", []),
    ],
)
def test_words_that_were_left(pair: str, source: str, target: str, found: list[str]) -> None:
    assert [item.text for item in beside(source, target, pair) if item.rule.id == "bitext/source-word"] == found


def test_a_run_of_words_that_were_left_is_one_finding() -> None:
    checked = beside("Il a promis des logements neufs et abordables.", "He promised logements neufs et abordables soon.")
    assert [item.text for item in checked if item.rule.id == "bitext/source-word"] == ["logements neufs et abordables"]


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("Il reste %d fichiers.", "%s files are left.", "placeholder"),
        ("Bonjour {nom}.", "Hello {name}.", "placeholder"),
        ("%1$s sur %2$s", "%1$s of %1$s", "placeholder"),
        ("Un ${total} net", "A net total", "placeholder"),
        ("Un <b>grand</b> pont", "A <b>great bridge", "tag"),
        ("Écrire à a@exemple.fr", "Write to a@exemple.com", "address"),
        ("{n, plural, one {# jour} other {# jours}}", "{k, plural, one {# day} other {# days}}", "placeholder"),
    ],
)
def test_what_must_come_through(source: str, target: str, rule: str) -> None:
    assert rule in rules(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%(un)s et %(deux)s", "%(deux)s and %(un)s"),
        ("une hausse de 100 % des loyers", "a 100% rise in rents"),
        ("si a < b et b > c", "if a < b and b > c"),
        ("Bonjour {nom}, {nom} !", "Hello {nom}!"),
        ("le 2e tour", "the 2<sup>nd</sup> round"),
        ("https://fr.moulin.example/a", "https://en.moulin.example/b"),
        ("{{ nom }}", "{{nom}}"),
    ],
)
def test_what_came_through(source: str, target: str) -> None:
    assert not {"placeholder", "tag", "address"} & rules(source, target)


def test_a_wrong_placeholder_is_mended() -> None:
    [finding] = [item for item in beside("Il reste %d fichiers.", "%s files are left.") if item.rule.id == "bitext/placeholder"]
    assert (finding.text, [fix.text for fix in finding.fixes]) == ("%s", ["%d"])


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Le conseil se réunit demain.", "...", "empty"),
        ("Le conseil se réunit demain.", "Le conseil se réunit demain.", "untranslated"),
        (
            "Le conseil se réunit demain dans la salle.",
            "Der Rat wird sich morgen in dem Saal nicht mit der Sache befassen.",
            "wrong-language",
        ),
        ("Le gouvernement négocie des salaires plus élevés.", "Two dogs slept in the warm garden all afternoon.", "unrelated"),
    ],
)
def test_segments_that_are_no_translation(source: str, target: str, found: str) -> None:
    assert found in rules(source, target)


@pytest.mark.parametrize("text", ["Boulogne-sur-Mer", "OK", "Wi-Fi 802.11", "%(classe)s %(instance)s", "", "12 %"])
def test_what_both_languages_have_is_no_untranslated_segment(text: str) -> None:
    assert not rules(text, text)


def test_much_that_is_left_out_is_likely_and_little_possible() -> None:
    source = (
        "Le gouvernement négocie des salaires plus élevés avec les syndicats, et les usines de la capitale produisent toujours."
    )
    [finding] = [item for item in beside(source, "The government is negotiating.") if item.rule.id == "bitext/omission"]
    assert finding.certainty == Certainty.likely
    assert "salaires" in finding.message


def test_one_source_in_two_wordings_is_told_once_for_each_that_differs() -> None:
    source = "Ouvrir le fichier\nFermer le fichier\nOuvrir le fichier\nOuvrir le fichier\n"
    target = "Open the file\nClose the file\nLoad the file\nOpen the file\n"
    found = [(item.rule.id, item.text) for item in beside(source, target) if "two" in item.rule.id]
    assert found == [("bitext/two-translations", "Load the file")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il a douze ans. Il ne vient pas."),
        ("de", "Er ist zwölf und kommt nicht."),
        ("es", "Tiene doce años y no viene con los otros."),
        ("it", "Ha dodici anni e non viene con noi."),
        ("pt", "Ele tem doze anos e não vem."),
        ("nl", "Hij is twaalf en komt niet."),
        ("ru", "Ему двенадцать лет, и он не придёт."),
    ],
)
def test_sources_tell_their_language_in_a_few_words(language: str, text: str) -> None:
    assert tongue(text, "en") == language


def test_a_source_speaks_for_a_trigger_and_against_it() -> None:
    checker = Checker(source="fr", select=("title/supreme-guide",))
    text = "The Supreme Guide spoke on Friday."
    assert len(checker.check_text(text, source="Le Guide suprême a parlé vendredi.")) == 1
    assert not checker.check_text(text, source="Le grand livre des chiens est sorti vendredi.")
