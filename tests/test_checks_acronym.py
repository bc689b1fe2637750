import bare
import pytest

KEYS = {"id": "consistency/house", "check": "acronym", "message": "“{match}” explains {acronym}, once “{first}”."}


def found(text):
    return [(finding.text, finding.fixes[0].text) for finding in bare.checker(bare.record(**KEYS)).check_text(text)]


def test_a_second_name_is_found():
    text = "The World Food Programme (WFP) sent rice.\nIts rival, the World Feeding Plan (WFP), sent oil.\n"
    assert found(text) == [("World Feeding Plan", "World Food Programme")]
    [finding] = bare.checker(bare.record(**KEYS)).check_text(text)
    assert finding.message == "“World Feeding Plan” explains WFP, once “World Food Programme”."


@pytest.mark.parametrize(
    "text",
    [
        "The World Food Programme (WFP) sent rice.\nThe World Food Programme (WFP) sent oil.\n",
        "The World Food Programme (WFP) sent rice.\nThe World Food Program’s (WFP) oil came.\n",
        "The Bank of the South (BS) lent.\nThe bank of South (BS) paid.\n",
        "The Food Fund (WFP) sent rice.\nThe World Food Programme (WFP) sent oil.\n",
        "The (WFP) sent rice.\n(WFP) sent oil.\n",
        "The World Food Programme (WFP) and the World Health Organization (WHO).\n",
    ],
)
def test_one_name_and_what_is_no_name_are_left_alone(text):
    assert found(text) == []


def test_small_words_and_hyphens_belong_to_names():
    text = "The Agency for the Old (AO) met.\nThe Office of Anti-Doping (OAD) met.\nThe Order of Ants and Dogs (OAD) met.\n"
    assert found(text) == [("Order of Ants and Dogs", "Office of Anti-Doping")]
