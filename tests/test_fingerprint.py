import bare
import pytest

from tqcheck import formats
from tqcheck.fingerprint import Fingerprints
from tqcheck.model import Reading

CHECKER = bare.checker(bare.record(id="calque/mill", pattern="mill around"), bare.record(id="calque/boss", pattern="big boss"))
SENTENCE = "They mill around the square."


def prints(text, *, format="text", paragraphs="blank-line"):
    document = formats.read("a", text.encode(), name=format, reading=Reading(paragraphs))
    of = Fingerprints().of
    return [of(finding) for finding in CHECKER.check_document(document)]


[SAME] = prints(SENTENCE)


def test_a_fingerprint_is_sixteen_hexadecimal_digits():
    assert len(SAME) == 16 and int(SAME, 16) >= 0


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (f"Hello.\n\n\n{SENTENCE} Goodbye.", "text"),
        (f"It rained. {SENTENCE}", "text"),
        ("They mill around\nthe square.", "text"),
        ("They mill\naround the square.", "text"),
        ("They  mill \r\n around the square.", "text"),
        ("They *mill around* the square.", "markdown"),
        ("> They mill\n> around the square.\n", "markdown"),
        ("<p>It rained. They mill <b>around</b> the\nsquare.", "html"),
    ],
)
def test_a_fingerprint_stays_when_its_sentence_moves_or_is_wrapped_anew(text, format):
    assert prints(text, format=format) == [SAME]


@pytest.mark.parametrize(
    "text",
    [
        "They mill around the squares.",
        "They Mill around the square.",
        "They mill around the square!",
        "So they mill around the square.",
    ],
)
def test_another_sentence_has_another_fingerprint(text):
    assert prints(text) != [SAME]


def test_another_rule_or_text_in_the_sentence_has_another_fingerprint():
    assert len(set(prints("The big boss and the Big Boss mill around."))) == 3


def test_equal_findings_have_equal_fingerprints():
    assert len(prints(f"{SENTENCE} {SENTENCE}\n\n{SENTENCE}")) == 3
    assert set(prints(f"{SENTENCE} {SENTENCE}\n\n{SENTENCE}")) == {SAME}


def test_a_fingerprint_does_not_depend_on_the_findings_before():
    text = f"The big boss left. {SENTENCE} They mill around, big boss or not. A big boss."
    findings = list(CHECKER.check_text(text))
    together = Fingerprints()
    assert [together.of(finding) for finding in findings] == [Fingerprints().of(finding) for finding in findings]
    assert len(findings) == 5


def test_odd_characters_do_no_harm():
    document = formats.read("a", "They mill around 😀 e\u0301 שלום the square.".encode())
    assert len([Fingerprints().of(finding) for finding in CHECKER.check_document(document)]) == 1
