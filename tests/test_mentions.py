"""Names are found in running text by their capitals and the small words that join them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.languages import SEPARATOR
from tqcheck.names.inventory import counts
from tqcheck.names.mentions import mentions

INSIDE = [
    ("they met Faleh al-Fayyad and left", ["Faleh al-Fayyad"]),
    ("they met Ursula von der Leyen’s aide", ["Ursula von der Leyen"]),
    ("the port of Côte d’Ivoire reopened", ["Côte d’Ivoire"]),
    ("men of al-Qaeda, of the Ba'ath and of O'Neill's firm", ["al-Qaeda", "Ba'ath", "O'Neill"]),
    ("a book on George W. Bush and J.-P. Raffarin", ["George W. Bush", "J.-P. Raffarin"]),
    ("the trial of Oussama ben Laden", ["Oussama ben Laden"]),
    ("a speech by Mohamed Ould Abdel Aziz", ["Mohamed Ould Abdel Aziz"]),
    ("the fall of de Gaulle and van der Bellen", ["de Gaulle", "van der Bellen"]),
    ("the poet Abd al-Rahman bin 'Umayr sang", ["Abd al-Rahman bin 'Umayr"]),
    ("the aide of 'Umar Mahmud left", ["'Umar Mahmud"]),
    ("he cried 'Umar Mahmud' aloud", ["Umar Mahmud"]),
    ("the Iranian General Qassem Soleimani died", ["Qassem Soleimani"]),
    ("said Foreign Minister Sergei Lavrov in Minsk", ["Sergei Lavrov", "Minsk"]),
    ("they met Dr. Amal Clooney, Mr. Ito and Prof Stein", ["Amal Clooney", "Ito", "Stein"]),
    ("hammered Saturday Hadi al-Ameri in May", ["Hadi al-Ameri"]),
    ("NATO chief Jens Stoltenberg met the UN", ["Jens Stoltenberg"]),
    ("a look at the Georgia Institute", ["Georgia Institute"]),
    ("in Bordj-Bou-Arreridj and in Al Hoceima", ["Bordj-Bou-Arreridj", "Al Hoceima"]),
    ("the mayor of Škofja Loka and of Ćuprija", ["Škofja Loka", "Ćuprija"]),
    ("the pro-Iran camp, iPhone users, McCain", ["Iran", "McCain"]),
]


@pytest.mark.parametrize(("text", "names"), INSIDE)
def test_names_inside_a_sentence(text: str, names: list[str]) -> None:
    assert [mention.name for mention in mentions(text) if not mention.opens] == names


def test_what_opens_a_sentence_is_told_as_such() -> None:
    found = list(mentions("Yesterday it rained. “Mosul is free.” They left Mosul: Kirkuk was next."))
    assert [(mention.name, mention.opens) for mention in found] == [
        ("Yesterday", True),
        ("Mosul", True),
        ("They", True),
        ("Mosul", False),
        ("Kirkuk", True),
    ]


def test_no_name_reaches_over_the_end_of_a_segment() -> None:
    text = f"they came from Mosul{SEPARATOR}Kirkuk was next"
    assert [(mention.name, mention.opens) for mention in mentions(text)] == [("Mosul", False), ("Kirkuk", True)]


@given(st.text() | st.text(alphabet="AbÉé al-van'’.-“” \n" + SEPARATOR))
def test_a_mention_stands_where_it_says(text: str) -> None:
    last = 0
    for mention in mentions(text):
        assert re.sub(r"\s", " ", text[mention.start : mention.end]) == mention.name
        assert last <= mention.start < mention.end
        assert mention.name == mention.name.strip()
        last = mention.end


def test_an_inventory_takes_a_sentences_first_word_for_a_name_that_the_document_has() -> None:
    assert counts(["Mosul fell.", "They saw Mosul.", "Crowds fled.", "But Mosul stood."]) == {"Mosul": 3}


def test_an_inventory_keeps_a_full_name_that_opens_a_sentence() -> None:
    assert counts(["Hadi al-Ameri spoke.", "But Amal Clooney left.", "In Iran, nobody did."]) == {
        "Hadi al-Ameri": 1,
        "Amal Clooney": 1,
        "Iran": 1,
    }
