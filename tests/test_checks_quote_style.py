import bare
import pytest

KEYS = {"id": "consistency/house", "check": "quote-style", "message": "{match} among {other} marks."}


def found(text):
    return [(finding.text, finding.fixes[0].text) for finding in bare.checker(bare.record(**KEYS)).check_text(text)]


def test_straight_marks_among_curly_ones():
    text = '“Stay,” she said.\n“No,” he said.\n"Go," they said.\n'
    assert found(text) == [('"', "“"), ('"', "”")]
    [first, _] = bare.checker(bare.record(**KEYS)).check_text(text)
    assert first.message == '" among curly marks.' and first.segment.id == "3"


def test_curly_marks_among_straight_ones():
    assert found('"Stay," she said. "No," he said.\n“Go,” they said.\n') == [("“", '"'), ("”", '"')]


@pytest.mark.parametrize(
    "text",
    ["“Stay,” she said.\n", '"Stay," she said.\n', '“It measures 27" across,” she said.\n', "No quotation at all.\n"],
)
def test_one_kind_and_inches_are_left_alone(text):
    assert found(text) == []


def test_twenty_marks_are_told_in_one_document():
    assert len(found("“Stay,” she said.\n" * 50 + '"Go," they said.\n' * 30)) == 20
