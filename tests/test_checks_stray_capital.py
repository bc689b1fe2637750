import bare
import pytest

KEYS = {"check": "stray-capital", "verbs": ["chant", "shout", "cry", "ask", "say", "sing", "write"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No to America! Chanted the crowd.", "“No to America!” chanted the crowd."),
        ("“Why now? Asked the mayor.", "“Why now?” asked the mayor."),
        ('"Down with it! Shouted Karim Bensaïd.', '"Down with it!" shouted Karim Bensaïd.'),
        ("«Down with it! Shouted some of them.", "«Down with it!» shouted some of them."),
        ("“One” and “down with it! Cried 300 people.", "“One” and “down with it!” cried 300 people."),
        ("“Liberty!  Sang\u00a0the crowd.", "“Liberty!” sang\u00a0the crowd."),
    ],
)
def test_a_quotation_lost_before_its_verb_is_closed(text, expected):
    assert bare.repair(text, **KEYS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“Down with it!” shouted the crowd.",
        "“Why now?” Asked the same question, she smiled.",
        "Enough! Cried the crowd. And again: enough!",
        "Does he hold a “grudge”? Asked the question on Monday, he laughed.",
        'Does he hold a "grudge"? Asked the question on Monday, he laughed.',
        '"Stop!" he said. What now? Said the man at the door, "Nothing."',
        "“What a day! We walked for hours.”",
        "“Who? Said is dead.”",
        "“Really?” “Yes!” Sang the birds.",
        "Well, well! Asked twice, he said “no”.",
    ],
)
def test_quotations_that_close_are_left_alone(text):
    assert bare.texts(text, **KEYS) == []
