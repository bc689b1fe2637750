import bare
import pytest

CURLY = {"check": "quotes", "marks": "paired"}
STRAIGHT = {"check": "quotes", "marks": "straight"}


def both(text, **options):
    return [finding.message for kind in (CURLY, STRAIGHT) for finding in bare.check(text, **kind, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We stay, the mayor said.", ["“We"]),
        ("We stay,” the mayor said.", ["stay,”"]),
        ("He said “no” and “yes.", ["“yes."]),
        ("He said «no and left.", ["«no"]),
        ("He said “it’s “my” call, and left.", ["“it"]),
    ],
)
def test_a_mark_without_a_partner_is_found(text, expected):
    found = bare.check(text, **CURLY)
    assert len(found) == len(expected)
    for finding, word in zip(found, expected, strict=True):
        assert finding.text.strip("“”«»") in word or finding.text == word


@pytest.mark.parametrize("text", ['"We stay, the mayor said.', 'He said "no" and "yes.', 'We stay," the mayor said.'])
def test_straight_marks_are_counted(text):
    assert len(bare.check(text, **STRAIGHT)) == 1
    assert bare.texts(text, **CURLY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She called it “a farce" and left.', "She called it “a farce” and left."),
        ("She called it «a farce” and left.", "She called it «a farce» and left."),
        ("She called it “a farce» and left.", "She called it “a farce” and left."),
    ],
)
def test_a_quotation_closed_by_another_mark_is_mended(text, expected):
    assert bare.repair(text, **CURLY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We are here,” he said. “We stay.”",
        '"Stay," she said. "Please."',
        "He said “it was ‘my’ idea”, and it’s true.",
        'A 12” record, a 7” single, a 27" screen and a 3.5" disk.',
        "He is 5'11\" tall and weighs 90 kg.",
        '"He is 5\'11"," she said, "and quick."',
        'A 2" x 4" plank.',
        "„Ja“, sagte er. «Oui», he said. ‹Non›.",
        "The “fast” “slow” one (“really”).",
        "She asked: “Did he say “yes” or “no”?”",
        "The ’90s, rock ’n’ roll, the dogs’ bowls.",
        "He wrote ``this'' in TeX.",
        "“",
    ],
)
def test_quotations_in_order_are_left_alone(text):
    expected = 1 if text == "“" else 0
    assert len(both(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“First paragraph.\n\n“Second paragraph,” he said.",
        "“Roses are red,\nViolets are blue,\nSugar is sweet,” she sang.",
        '"First paragraph.\n\n"Second paragraph," he said.',
        "He wrote: “The first line\nof the letter\n\nand the last.”",
    ],
)
def test_a_quotation_may_run_over_paragraphs(text):
    assert both(text) == []


def test_a_quotation_is_not_carried_over_for_ever():
    lines = "\n".join(["Nothing."] * 30)
    assert len(both(f"“We stay.\n{lines}\nThe end,” he said.")) == 2


def test_two_broken_quotations_in_two_paragraphs_are_two_findings():
    assert len(both("“We stay, he said.\n\nNobody left.\n\nHe said “go” twice. “Now, he said.")) >= 1
