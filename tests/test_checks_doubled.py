import bare
import pytest

WORD = {"check": "doubled-word", "safe": True}
PHRASE = {"check": "doubled-phrase", "safe": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He opened the the door.", "He opened the door."),
        ("The The door.", None),
        ("The the door opened.", "The door opened."),
        ("A letter to to the mayor.", "A letter to the mayor."),
        ("It rained and and snowed.", "It rained and snowed."),
        ("They met in the\u00a0the hall.", "They met in the hall."),
        ("They met in the  the hall.", "They met in the hall."),
        ("The élite élite left.", "The élite left."),
        ("a market market", "a market"),
        ("of of of it", "of of it"),
    ],
)
def test_a_word_written_twice_is_written_once(text, expected):
    assert bare.repair(text, **WORD) == (expected or text)
    assert bool(bare.texts(text, **WORD)) is bool(expected)


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of that that day.",
        "It is a very very long way, really really long.",
        "If you do it it will break.",
        "What it was was a mistake, what it is is worse.",
        "When you see it it’s too late.",
        "The ones we have have value, and those who can can help.",
        "Duran Duran, Boutros Boutros-Ghali and Sirhan Sirhan.",
        "They landed in Bora Bora, then in Pago Pago.",
        "There, there. Now now, he said.",
        "Tsk tsk; knock knock; ha ha ha; blah blah.",
        "What he did, did not help. What he said: said no more.",
        "In the end the theatre closed.",
        "It weighs 10 10 times over, 3 3 3.",
        "“Nous nous battons,” she said, “et vous vous taisez.”",
        "The world we live in in 2020 and the lights they left on on Monday.",
        "One-on-one one day, the day-to-day day.",
        "I told her her coat was torn.",
        "Her sister, Her Highness.",
    ],
)
def test_words_that_english_doubles_are_left_alone(text):
    assert bare.texts(text, **WORD) == []


def test_words_in_two_segments_are_not_doubled():
    assert bare.texts("the end of the\nthe beginning", **WORD) == []
    assert [finding.text for finding in bare.check("the end of the\nthe beginning\n", format="markdown", **WORD)] == [
        "the\nthe"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of the of the town met.", "The mayor of the town met."),
        ("He went to the to the station.", "He went to the station."),
        ("She said that he that he left.", "She said that he left."),
        ("The city hall city hall was shut.", "The city hall was shut."),
    ],
)
def test_a_phrase_written_twice_is_written_once(text, expected):
    assert bare.repair(text, **PHRASE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It went on for miles and miles and miles.",
        "It got better and better and better, more and more and more.",
        "On and on and on it went, day after day after day.",
        "Little by little by little, step by step by step.",
        "It went back and forth and back and forth.",
        "She loves you, she loves you.",
        "He would come from time to time to eat.",
        "As soon as it was done, as soon as it was paid.",
        "New York New York is a film.",
        "A very very very very long way.",
        "All for one and one for all, and all for nothing.",
        "In the morning in the market, at noon in the mall.",
    ],
)
def test_phrases_that_english_repeats_are_left_alone(text):
    assert bare.texts(text, **PHRASE) == []


@pytest.mark.parametrize("mark", "“«(—")
def test_a_word_doubled_after_an_opening_mark_is_found(mark):
    [finding] = bare.check(f"He saw {mark}the the cat and left.", check="doubled-word")
    assert finding.text == "the the"
