import bare
import pytest

KEYS = {"check": "foreign-sentence", "language": "fr"}
FRENCH = "Les élus ont refusé le budget pour la rénovation des écoles dans le quartier."


@pytest.mark.parametrize(
    "text", [FRENCH, f"The council met. {FRENCH} It met again.", f"“{FRENCH}”", FRENCH.replace(" ", "\u00a0", 1)]
)
def test_a_sentence_left_in_the_source_language_is_marked_whole(text):
    [finding] = bare.check(text, **KEYS)
    assert FRENCH.rstrip(".")[4:] in finding.text
    assert finding.text == finding.text.strip() and not finding.fixes


@pytest.mark.parametrize(
    "text",
    [
        "She edits La Revue des Deux Mondes and lives in Aix.",
        "“La vie est belle,” he said, and left.",
        "Les Misérables opened in the West End in 1985.",
        "Rue du Bac, Paris.",
        "Le Monde.",
        "C'est la vie.",
        "Médecins sans frontières and Action contre la faim left the country.",
        "Pain au chocolat, crème brûlée, tarte aux pommes.",
        "The des Moines river and the Le Mans race are pour the for qui.",
        "Los concejales de la ciudad votaron el lunes por una subida del impuesto.",
    ],
)
def test_names_titles_and_short_quotations_are_left_alone(text):
    assert bare.texts(text, **KEYS) == []


def test_each_sentence_is_looked_at_by_itself():
    assert len(bare.texts(f"{FRENCH} {FRENCH} The end of it.", **KEYS)) == 2
