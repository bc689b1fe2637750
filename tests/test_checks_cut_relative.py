import bare
import pytest

KEYS = {"check": "cut-relative"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mass is planned at the port. Where, burnt and rusting, the ferry lies.",
         "A mass is planned at the port, where, burnt and rusting, the ferry lies."),
        ("They freed the captain. Who, after a month in hiding, gave himself up.",
         "They freed the captain, who, after a month in hiding, gave himself up."),
        ("He sold the mill. Which, built in 1820, still stands.", "He sold the mill, which, built in 1820, still stands."),
        ("There is the debt. To which must be added the interest.", "There is the debt, to which must be added the interest."),
        ("She met the widow. Whose house had burnt.", "She met the widow, whose house had burnt."),
    ],
)  # fmt: skip
def test_a_clause_cut_off_is_joined_to_its_noun(text, expected):
    assert bare.repair(text, **KEYS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He left the port. Where possible, the boats were moved.",
        "Nobody knew. Who, then, had called the police?",
        "He lost. Which, to be honest, surprised nobody. Which, frankly, is fine.",
        "He lost. Which, of course, was the plan. Which, I think, was best.",
        "He won. “Which,” said his wife, “was a pity.” Which, said nobody, was fine.",
        "“Are you mad?” he asked. To which she replied that she was.",
        "He asked. To which the minister said no. Of which more later.",
        "The bridge fell. Whose fault it was remains unclear.",
        "It is late. Who, what and when are the questions. Where, when and how are others.",
        "We left. Where did he go? Who knows. Which one is it?",
        "Who, me? Where, there?",
        "the house where, in May, he died",
    ],
)
def test_sentences_that_begin_with_such_a_word_are_left_alone(text):
    assert bare.texts(text, **KEYS) == []
