import bare
import pytest

from tqcheck.model import Problem

SPELLING = {
    "id": "consistency/house",
    "check": "spelling",
    "message": "“{match}” is {way}, others {other} ({count}).",
    "pairs": ["colour/color", "centre/center"],
    "endings": ["", "s"],
}
DATES = {
    "id": "consistency/house",
    "check": "variants",
    "message": "“{match}”: {other} elsewhere.",
}


def record(keys, *ways):
    """A record with its two ways as inline tables, which bare.record can't write."""
    text = bare.record(**keys)
    tables = ", ".join("{ " + ", ".join(f"{key} = '{value}'" for key, value in way.items()) + " }" for way in ways)
    return f"{text}ways = [{tables}]\n"


def spelling(**keys):
    return record(SPELLING | keys, {"name": "British"}, {"name": "American"})


def dates():
    return record(
        DATES,
        {"name": "day first", "pattern": r"(?P<d>\d{1,2}) (?P<m>May|June)", "fix": "{m} {d}"},
        {"name": "month first", "pattern": r"(?P<m>May|June) (?P<d>\d{1,2})", "fix": "{d} {m}"},
    )


def found(rule, text):
    return [(finding.text, [fix.text for fix in finding.fixes]) for finding in bare.checker(rule).check_text(text)]


def test_the_seldomer_way_is_found_and_mended():
    text = "The colours.\nThe centre.\nIts color.\n"
    [finding] = bare.checker(spelling()).check_text(text)
    assert (finding.text, finding.fixes[0].text, finding.segment.id) == ("color", "colour", "3")
    assert finding.message == "“color” is American, others British (2)."
    assert not finding.fixes[0].safe


def test_of_two_that_are_even_the_first_stays():
    assert found(spelling(), "A color.\nA centre.\n") == [("centre", ["center"])]


@pytest.mark.parametrize(
    "text",
    [
        "The colours of the centre.\nThe centres.\n",
        "The color.\nThe World Trade Centre fell.\n",
        "The color.\nColourful centrefolds.\n",
    ],
)
def test_one_way_alone_and_names_are_left_alone(text):
    assert found(spelling(), text) == []


def test_a_first_word_keeps_its_capital():
    assert found(spelling(), "Its color, a color.\nColours fade.\n") == [("Colours", ["Colors"])]


def test_runs_of_spaces_hide_nothing():
    assert found(spelling(), "Its color, a color.\nThe  old  colours fade.\n") == [("colours", ["colors"])]


def test_addresses_are_left_alone():
    assert found(spelling(), "The colour of a colour.\nSee www.example.com/color there.\n") == []


def test_patterns_tell_ways_too():
    assert found(dates(), "On 3 May.\nOn 4 May.\nOn June 5.\n") == [("June 5", ["5 June"])]
    assert found(dates(), "On 3 May.\nOn 4 May.\n") == []


def test_twenty_places_are_told_in_one_document():
    assert len(found(spelling(), "A color.\n" * 40 + "A colour.\n" * 30)) == 20


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (bare.record(**SPELLING), "'ways' must be two tables"),
        (record(SPELLING, {"name": "one"}), "'ways' must be two tables"),
        (spelling(pairs=["colour"]), "'colour' is no pair"),
        (spelling(pairs=[]), "'pairs' must be an array"),
        (record(DATES, {"name": "a", "pattern": r"\d"}, {"name": "b", "pattern": "xy"}), "the way 'a' has no pattern"),
        (record(DATES, {"name": "a", "pattern": "ab(c"}, {"name": "b", "pattern": "xy"}), "the way 'a'"),
        (record(DATES, {"name": "a", "pattern": "abc", "fix": "{z}"}, {"name": "b", "pattern": "xy"}), "names no group"),
    ],
)
def test_what_is_not_two_ways_is_refused(text, told):
    with pytest.raises(Problem, match="house") as refused:
        bare.load(text)
    assert told in str(refused.value)
