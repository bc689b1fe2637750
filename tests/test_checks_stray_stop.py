import bare
import pytest

KEYS = {"check": "stray-stop"}


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        (
            "The units were located. integrated into the army.",
            ["located integrated", "located, integrated", "located. Integrated"],
        ),
        ("He left the house. and never came back.", ["house and", "house, and", "house. And"]),
        ("The trucks stood there.  élus of the town", []),
        ("He met the children. children", ["children"]),
    ],
)
def test_a_stop_before_a_small_letter_is_found(text, fixes):
    [finding] = bare.check(text, **KEYS)
    assert [fix.text for fix in finding.fixes] == fixes
    assert not any(fix.safe for fix in finding.fixes)


@pytest.mark.parametrize(
    "text",
    [
        "The firm sells bread, cakes, etc. to schools.",
        "Add two tbsp. butter and one tsp. salt to the pkg. contents.",
        "He wrote to approx. forty people, incl. the staff of the dept. of health.",
        "Smith et al. found it; see fig. three, vol. two, chap. five.",
        "It closed. eBay and iPhone makers declined to comment.",
        "They fought. al-Shabaab won. bin Laden fled. de Gaulle spoke.",
        "He paused... then went on. . . and on… and on.",
        "The U.S. army met at 3 p.m. on Monday, e.g. at noon, i.e. late, a.k.a. never.",
        "Visit www.example.com or read file.txt, and use node.js.",
        "Dr. de la Cruz met Gov. van Horn and J. k. rowling.",
        "“Go.” he said. “Stay.” she said.",
        "Items: a) one. b) two. c) three.",
        "He has a Ph.D. in history vs. the rest.",
        "Acme corp. offices and the gov. of the state.",
        "Yahoo! is here. So is it? yes.",
        "She was three yrs. old, and two mos. late.",
    ],
)
def test_abbreviations_ellipses_and_small_names_are_left_alone(text):
    assert bare.texts(text, **KEYS) == []


def test_two_segments_are_two_sentences():
    assert bare.texts("He left.\nand came back.", **KEYS) == []
