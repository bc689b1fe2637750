import bare
import pytest

KEYS = {"id": "consistency/house", "check": "two-names", "message": "“{match}” is “{first}” elsewhere."}
TERMS = """
[[concept]]
id = "mill-board"
[concept.en]
preferred = "Grain Board"
admitted = ["Council of Millers", "GB", "Grain Board of Lyon"]
[concept.fr]
preferred = "Office du blé"
"""


def found(text):
    checker = bare.checker(bare.record(**KEYS), terms=TERMS)
    return [(finding.text, finding.fixes[0].text) for finding in checker.check_text(text)]


def test_the_seldomer_name_is_found():
    text = "The Grain Board met.\nThe Grain Board ate.\nThe Council of Millers slept.\n"
    assert found(text) == [("Council of Millers", "Grain Board")]
    [finding] = bare.checker(bare.record(**KEYS), terms=TERMS).check_text(text)
    assert finding.message == "“Council of Millers” is “Grain Board” elsewhere." and finding.segment.id == "3"


def test_of_two_that_are_even_the_first_stays():
    assert found("The Council of Millers met.\nThe Grain Board ate.\n") == [("Grain Board", "Council of Millers")]


@pytest.mark.parametrize(
    "text",
    [
        "The Grain Board met.\nThe Grain Boards ate.\n",
        "The Grain Board met.\nThe GB ate.\n",
        "The Grain Board met.\nThe Grain Board of Lyon ate.\n",
        "The Grain Board met.\n“The Council of Millers sleeps,” he said.\n",
        "The Grain Board (Council of Millers) met.\n",
    ],
)
def test_short_and_longer_forms_quotations_and_brackets_are_left_alone(text):
    assert found(text) == []
