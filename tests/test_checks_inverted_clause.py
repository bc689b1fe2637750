import bare
import pytest

KEYS = {
    "check": "inverted-clause",
    "verbs": ["hammer", "affirm", "deplore", "launch"],
    "plain": ["say", "add", "announce", "tell", "write", "report"],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not yield,” hammered Saturday Hadi al-Ameri.", "“We will not yield,” Hadi al-Ameri said on Saturday."),
        ("“It is over”, said Friday evening the lawyer Anne Roux.",
         "“It is over”, the lawyer Anne Roux said on Friday evening."),
        ("“Why?” affirmed on Tuesday Karim Bensaïd.", "“Why?” Karim Bensaïd said on Tuesday."),
        ("“It is late,” added yesterday President Lula.", "“It is late,” President Lula added yesterday."),
        ("“It is late,” said this morning Jean de La Tour.", "“It is late,” Jean de La Tour said this morning."),
        ("He spoke of “theft”, and it is over, hammered Saturday Hadi al-Ameri.",
         "He spoke of “theft”, and it is over, Hadi al-Ameri said on Saturday."),
        ("«It is late», deplored Monday one of the old members of the Assembly.",
         "«It is late», one of the old members of the Assembly said on Monday."),
    ],
)  # fmt: skip
def test_the_speaker_is_put_first_and_the_day_last(text, expected):
    assert bare.repair(text, **KEYS) == expected


def test_a_vivid_verb_gives_way_to_said_and_is_offered_second():
    [finding] = bare.check("“We will not yield,” hammered Saturday Hadi al-Ameri.", **KEYS)
    assert [fix.text for fix in finding.fixes] == ["Hadi al-Ameri said on Saturday", "Hadi al-Ameri hammered on Saturday"]


@pytest.mark.parametrize(
    "text",
    [
        "“We will not yield,” Karim Bensaïd said on Tuesday.",
        "“We won,” he said Monday. “We won,” said Anne Roux on Monday.",
        "He said Tuesday that the road was open.",
        "Officials, citing “two people”, said Monday President Obama would go.",
        "The club, which “never” spent, announced Monday Jose Mourinho would return.",
        "The “best” firm, Apple, said Tuesday Tim Cook sold shares.",
        "“It is over,” the AP reported Friday.",
        "“No,” she told Sunday Times readers. “Yes,” said Sunday Times editor Emma Tucker.",
        "“No,” wrote Friday Night Lights author H.G. Bissinger.",
        "“No,” said This Morning presenter Holly.",
        "“We won,” said Monday’s winner.",
        "The navy, army and air force said Saturday Israel had struck.",
        "The firm launched Monday Madness on Friday.",
    ],
)
def test_english_order_is_left_alone(text):
    assert bare.texts(text, **KEYS) == []
